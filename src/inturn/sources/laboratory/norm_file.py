"""A norm band from the user's own CSV file: cycle_percent, and two columns a curve (NAME_mean_deg, NAME_sd_deg)."""

import csv
from pathlib import Path
from typing import Final

import numpy as np

from inturn.errors import InputError
from inturn.motion.laboratory import Floats
from inturn.sources.laboratory.text import read_lines, to_numbers

PERCENT: Final = "cycle_percent"
Columns = dict[str, tuple[Floats, Floats, Floats]]
"""Curve name -> per cent of the cycle, mean and standard deviation in radians."""


def read_norm(path: Path) -> Columns:
    """The bands of a file. Raises InputError: one sentence, what is wrong."""
    try:
        return _read(path)
    except InputError as error:
        raise InputError(f"{path.name} cannot be read as a norm band: {error}.") from error
    except OSError as error:
        raise InputError(f"There is no file {path} that can be read. Check the name.") from error


def _read(path: Path) -> Columns:
    lines = [(n, line) for n, line in enumerate(read_lines(path), start=1) if line.strip() and not line.startswith("#")]
    rows = list(csv.reader(line for _, line in lines))
    names = [name.strip() for name in rows[0]] if rows else []
    if PERCENT not in names or len(rows) < 3:
        raise InputError(f"it needs a column {PERCENT} and at least two rows below the names")
    for (number, _), row in zip(lines[1:], rows[1:], strict=True):
        if len(row) != len(names):
            raise InputError(f"line {number} has {len(row)} columns, the first line names {len(names)}")
    table = np.array([to_numbers(row, n) for (n, _), row in zip(lines[1:], rows[1:], strict=True)])
    percent = table[:, names.index(PERCENT)]
    if not np.all(np.isfinite(table)) or np.any(np.diff(percent) <= 0):
        raise InputError(f"{PERCENT} must rise from row to row, and no cell may be empty")
    found: Columns = {}
    for i, name in enumerate(names):
        curve = name.removesuffix("_mean_deg")
        if curve == name:
            continue
        if f"{curve}_sd_deg" not in names:
            raise InputError(f"{name} has no {curve}_sd_deg beside it")
        found[curve] = (percent, np.radians(table[:, i]), np.radians(table[:, names.index(f"{curve}_sd_deg")]))
    if not found:
        raise InputError("it names no curve, such as hip_rotation_mean_deg and hip_rotation_sd_deg")
    return found
