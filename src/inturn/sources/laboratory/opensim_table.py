"""MOT and STO, the tables of OpenSim: joint coordinates over time, or the orientation of sensors as quaternions.

Whether angles are degrees or radians is what the header says; a table of angles that does not say it is refused.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from inturn.errors import InputError
from inturn.motion.laboratory import Floats, LaboratoryTrial
from inturn.sources.laboratory.text import read_lines, require_columns, require_rising, require_rows, to_numbers

_LENGTHS: Final = ("_tx", "_ty", "_tz")


@dataclass(frozen=True, slots=True)
class Table:
    """Header entries in lower case, column names without time, and the lines as they stand with their numbers."""

    header: dict[str, str]
    names: list[str]
    time_s: Floats
    lines: list[tuple[int, str]]

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Number of the line and its cells without time; made one by one, because cells take far more memory."""
        for number, line in self.lines:
            yield number, line.split()[1:]


def read_table(path: Path) -> Table:
    """The table without a meaning. Raises InputError, with a reason that goes after the file's name."""
    lines = read_lines(path)
    ends = [i for i, line in enumerate(lines[:200]) if line.strip().lower() == "endheader"]
    if not ends or ends[0] + 2 >= len(lines):
        raise InputError("it does not look like a table of OpenSim: no endheader, or nothing after it")
    header: dict[str, str] = {}
    for line in lines[: ends[0]]:
        key, equals, value = line.partition("=")
        if equals:
            header[key.strip().lower()] = value.strip()
    names = lines[ends[0] + 1].split()
    if not names or names[0].lower() != "time" or len(names) < 2:
        raise InputError("its first column is not time")
    if len(set(names)) != len(names):
        raise InputError("two of its columns have the same name")
    found = [(n, line) for n, line in enumerate(lines[ends[0] + 2 :], start=ends[0] + 3) if line.strip()]
    times = array("d")
    for number, line in found:
        cells = line.split()
        require_columns(len(cells), len(names), number, last=number == found[-1][0])
        times.extend(to_numbers(cells[:1], number))
    require_rows(header.get("nrows", ""), len(found))
    return Table(header, names[1:], require_rising(np.array(times, dtype=np.float64)), found)


def read_coordinates(path: Path, sha256: str) -> LaboratoryTrial:
    """Joint coordinates of a MOT or STO file, in radians and metres."""
    table = read_table(path)
    if table.header.get("datatype", "double").lower() == "quaternion":
        raise InputError("it holds orientations of sensors, not joint angles: measure it with --sensor NAME")
    told = table.header.get("indegrees", "").lower()
    if told not in ("yes", "no"):
        raise InputError("its header does not say whether angles are degrees or radians: add inDegrees=yes or =no")
    numbers = array("d")
    for number, row in table.rows():
        numbers.extend(to_numbers(row, number))
    values = np.array(numbers, dtype=np.float64).reshape(-1, len(table.names))
    each = np.pi / 180 if told == "yes" else 1.0
    names = [_coordinate(name) for name in table.names]
    columns = {n: values[:, i] * (1.0 if n.endswith(_LENGTHS) else each) for i, n in enumerate(names)}
    return LaboratoryTrial(
        file=path.name,
        sha256=sha256,
        source_kind="joint-angles",
        time_s=table.time_s,
        labels=(),
        positions=np.empty((table.time_s.size, 0, 3)),
        coordinates=columns,
    )


def _coordinate(name: str) -> str:
    """A state's path ("/jointset/hip_r/hip_rotation_r/value") as the coordinate's name; any other name as it is."""
    parts = name.split("/")
    return parts[-2] if len(parts) > 2 and parts[-1] == "value" else name


def quaternions(table: Table, sensor: str) -> Floats:
    """Orientation of one sensor, (T, 4) w x y z of length one, sensor to ground."""
    if sensor not in table.names:
        raise InputError(f"it has no sensor {sensor!r}: it has {', '.join(table.names)[:200]}")
    column = table.names.index(sensor)
    rows: list[list[float]] = []
    for number, row in table.rows():
        parts = row[column].split(",")
        if len(parts) != 4:
            raise InputError(f"line {number} has no quaternion of four numbers for {sensor}")
        rows.append(to_numbers(parts, number))
    values = np.array(rows, dtype=np.float64)
    length = np.linalg.norm(values, axis=1, keepdims=True)
    return values / np.where(length > 0, length, np.nan)
