"""TRC, the marker table of OpenSim and of Motion Analysis."""

from array import array
from pathlib import Path
from typing import Final

import numpy as np

from inturn.errors import InputError
from inturn.motion.laboratory import Floats, LaboratoryTrial
from inturn.sources.laboratory.labels import without_subject
from inturn.sources.laboratory.text import read_lines, require_columns, require_rising, require_rows, to_numbers
from inturn.sources.laboratory.units import metres_each

_LARGEST_BYTES: Final = 300_000_000
"""Ten minutes of sixty markers at 200 a second; read, they take about four times as much."""


def read_trc(path: Path, sha256: str) -> LaboratoryTrial:
    """Read a TRC file. Raises InputError, with a reason that goes after the file's name."""
    lines = read_lines(path, _LARGEST_BYTES)
    if not lines[0].startswith("PathFileType"):
        raise InputError("it does not begin like a TRC file (PathFileType)")
    if len(lines) < 6:
        raise InputError("it holds no moments")
    facts = dict(zip(lines[1].split("\t"), lines[2].split("\t"), strict=False))
    if not facts.get("Units", "").strip():
        raise InputError("its header does not say the unit of its positions (Units)")
    metre = metres_each(facts["Units"])
    names = [cell.strip() for cell in lines[3].split("\t")[2:]]
    labels = [name for name in names if name]
    columns = 2 + 3 * len(labels)
    table, width = _table(lines, columns)
    require_rows(facts.get("NumFrames", ""), table.shape[0])
    require_columns(width, columns, len(lines), last=True)
    positions = table[:, 2:].reshape(table.shape[0], len(labels), 3) * metre
    positions[np.all(positions == 0.0, axis=-1)] = np.nan  # a lost marker is written as nothing or as zeros
    return LaboratoryTrial(
        file=path.name,
        sha256=sha256,
        source_kind="markers",
        time_s=require_rising(table[:, 1].copy()),
        labels=tuple(without_subject(labels)),
        positions=positions,
    )


def _table(lines: list[str], columns: int) -> tuple[Floats, int]:
    """Frame number, time and positions, one row a moment; a row that stops early has lost its last markers.

    And how many columns the last row tells of: less than `columns` only where it alone stops early.
    """
    if columns == 2:
        raise InputError("it names no markers")
    numbers, narrowest, width = array("d"), columns, columns
    for number, line in enumerate(lines[5:], start=6):
        cells = line.rstrip("\r\n").split("\t")
        if not any(c.strip() for c in cells):
            continue
        if len(cells) < 2 or any(c.strip() for c in cells[columns:]):
            raise InputError(f"line {number} has {len(cells)} columns, its header tells of {columns}")
        narrowest, width = min(narrowest, width), min(len(cells), columns)
        whole = [*cells[:columns], *[""] * (columns - len(cells))]
        numbers.extend(to_numbers(whole, number))
    if not numbers:
        raise InputError("it holds no moments")
    told = width if narrowest == columns else columns  # rows may leave out their last markers, if others do, too
    return np.array(numbers, dtype=np.float64).reshape(-1, columns), told
