"""A CSV file of a phone or a clinical sensor on the shin. Units are read from its header and never guessed.

Columns are known by what the header says: an axis (x, y or z) and a unit. Acceleration in g or m/s^2, turning in deg/s
or rad/s, time in s or ms; or a quaternion (qw, qx, qy, qz).
"""

import csv
import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from inturn.errors import InputError
from inturn.motion.laboratory import Floats
from inturn.motion.shin_sensor import ShinRecording
from inturn.sources.laboratory.text import read_lines, require_columns, require_rising, to_numbers

G: Final = 9.80665
_UNIT: Final = re.compile(r"[(\[]([^)\]]*)[)\]]")
_AXIS: Final = re.compile(r"(?:^|[^a-z])([xyz])(?:[^a-z]|$)|(?:acc|gyr|gyro|rot|a|g|w)([xyz])$")
_ACCELERATION: Final = {"g": G, "m/s2": 1.0, "m/s^2": 1.0, "m/s²": 1.0}
_TURNING: Final = {"deg/s": np.pi / 180, "°/s": np.pi / 180, "dps": np.pi / 180, "rad/s": 1.0}
_TIME: Final = {"s": 1.0, "sec": 1.0, "seconds": 1.0, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9}
_WITHOUT_GRAVITY: Final = ("linear", "user", "without g")
"""In names of what phones give besides: acceleration with gravity taken off, which does not show what is up."""
_QUATERNION: Final = ("qw", "qx", "qy", "qz")


def read_sensor_csv(path: Path, sha256: str) -> ShinRecording:
    """Read a sensor's CSV file. Raises InputError, with a reason that goes after the file's name."""
    lines = [(n, line) for n, line in enumerate(read_lines(path), start=1) if line.strip() and not line.startswith("#")]
    if len(lines) < 3:
        raise InputError("it holds fewer than two moments")
    between = next((c for c in (";", "\t", ",") if c in lines[0][1]), ",")
    try:
        names = [name.strip().lower() for name in next(csv.reader([lines[0][1]], delimiter=between))]
        wanted = _wanted(names)
        numbers = array("d")
        for row, (number, _) in zip(csv.reader((t for _, t in lines[1:]), delimiter=between), lines[1:], strict=False):
            require_columns(len(row), len(names), number, last=number == lines[-1][0])
            numbers.extend(to_numbers([row[i] for i in wanted.at], number))
    except csv.Error as error:
        raise InputError(f"it is not a CSV file: {error}") from error
    values = np.array(numbers, dtype=np.float64).reshape(-1, len(wanted.at)) * wanted.each
    time = require_rising(values[:, 0] - values[0, 0])
    if wanted.quaternion:
        length = np.linalg.norm(values[:, 1:], axis=1, keepdims=True)
        unit = values[:, 1:] / np.where(length > 0, length, np.nan)
        return ShinRecording(path.name, sha256, time, quaternion=unit)
    turning = values[:, 4:] if values.shape[1] == 7 else None
    return ShinRecording(path.name, sha256, time, acceleration=values[:, 1:4], turning=turning)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Columns to read: time, then a quaternion, or acceleration and perhaps turning; and the size of their units."""

    at: list[int]
    each: Floats
    quaternion: bool


def _wanted(names: Sequence[str]) -> _Wanted:
    """Which columns to read. Raises InputError where the header does not tell."""
    time, each = _time(names)
    if all(q in names for q in _QUATERNION):
        return _Wanted([time, *(names.index(q) for q in _QUATERNION)], np.array([each, 1.0, 1.0, 1.0, 1.0]), True)
    acceleration, turning = _three(names, _ACCELERATION), _three(names, _TURNING)
    if acceleration is None:
        raise InputError(
            "its header names no acceleration (gravity included) with a unit on x, y and z, such as 'x-axis (g)' or "
            "'acc_x (m/s2)', and no quaternion (qw, qx, qy, qz)"
        )
    columns = [(time, each), *acceleration, *(turning or [])]
    return _Wanted([i for i, _ in columns], np.array([size for _, size in columns]), False)


def _time(names: Sequence[str]) -> tuple[int, float]:
    """The first column of time that has a unit, and its seconds."""
    for word in ("elapsed", "time", "timestamp", "epoch", "t"):
        for i, name in enumerate(names):
            if _bare(name).startswith(word) and _unit(name) in _TIME:
                return i, _TIME[_unit(name)]
    raise InputError("its header names no time with a unit, such as 'time (s)' or 'epoch (ms)'")


def _three(names: Sequence[str], units: dict[str, float]) -> list[tuple[int, float]] | None:
    """The x, y and z columns whose unit is one of these, each with its size; None where they are not all there."""
    at: dict[str, tuple[int, float]] = {}
    for i, name in enumerate(names):
        found = _AXIS.search(_bare(name))
        if found and _unit(name) in units and not any(word in name for word in _WITHOUT_GRAVITY):
            at.setdefault(found.group(1) or found.group(2), (i, units[_unit(name)]))
    return [at[a] for a in "xyz"] if set(at) == set("xyz") else None


def _unit(name: str) -> str:
    found = _UNIT.search(name)
    return found.group(1).strip() if found else ""


def _bare(name: str) -> str:
    return _UNIT.sub("", name).strip()
