"""A CSV file of a phone or a clinical sensor on the shin. Units are read from its header and never guessed.

Columns are known by what the header says: an axis (x, y or z) and a unit. Acceleration in g or m/s^2, turning in deg/s
or rad/s, time in s or ms; or a quaternion (qw, qx, qy, qz).
"""

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from inturn.errors import InputError
from inturn.motion.laboratory import Floats
from inturn.motion.shin_sensor import ShinRecording
from inturn.sources.laboratory.text import read_lines, require_rising, to_numbers

G: Final = 9.80665
_UNIT: Final = re.compile(r"[(\[]([^)\]]*)[)\]]")
_AXIS: Final = re.compile(r"(?:^|[^a-z])([xyz])(?:[^a-z]|$)|(?:acc|gyr|gyro|rot|a|g|w)([xyz])$")
_ACCELERATION: Final = {"g": G, "m/s2": 1.0, "m/s^2": 1.0, "m/s²": 1.0}
_TURNING: Final = {"deg/s": np.pi / 180, "°/s": np.pi / 180, "dps": np.pi / 180, "rad/s": 1.0}
_TIME: Final = {"s": 1.0, "sec": 1.0, "seconds": 1.0, "ms": 0.001}
_QUATERNION: Final = ("qw", "qx", "qy", "qz")


def read_sensor_csv(path: Path, sha256: str) -> ShinRecording:
    """Read a sensor's CSV file. Raises InputError, with a reason that goes after the file's name."""
    lines = [(n, line) for n, line in enumerate(read_lines(path), start=1) if line.strip() and not line.startswith("#")]
    if len(lines) < 3:
        raise InputError("it holds fewer than two moments")
    between = next((c for c in (";", "\t", ",") if c in lines[0][1]), ",")
    try:
        rows = list(csv.reader((line for _, line in lines), delimiter=between))
    except csv.Error as error:
        raise InputError(f"it is not a CSV file: {error}") from error
    names = [name.strip().lower() for name in rows[0]]
    numbered = [(lines[i][0], row) for i, row in enumerate(rows[1:], start=1) if i < len(lines)]
    for number, row in numbered:
        if len(row) != len(names):
            raise InputError(f"line {number} has {len(row)} columns, its header names {len(names)}")
    time = _time(names, numbered)
    if all(q in names for q in _QUATERNION):
        values = _columns([names.index(q) for q in _QUATERNION], numbered)
        length = np.linalg.norm(values, axis=1, keepdims=True)
        return ShinRecording(path.name, sha256, time, quaternion=values / np.where(length > 0, length, np.nan))
    acceleration, turning = _three(names, numbered, _ACCELERATION), _three(names, numbered, _TURNING)
    if acceleration is None:
        raise InputError(
            "its header names no acceleration with a unit on x, y and z, such as 'x-axis (g)' or 'acc_x (m/s2)', and "
            "no quaternion (qw, qx, qy, qz)"
        )
    return ShinRecording(path.name, sha256, time, acceleration=acceleration, turning=turning)


def _time(names: Sequence[str], rows: Sequence[tuple[int, list[str]]]) -> Floats:
    """Seconds from the first moment, from the first column of time that has a unit."""
    for word in ("elapsed", "time", "timestamp", "epoch", "t"):
        for i, name in enumerate(names):
            if _bare(name).startswith(word) and _unit(name) in _TIME:
                seconds = _columns([i], rows)[:, 0] * _TIME[_unit(name)]
                return require_rising(seconds - seconds[0])
    raise InputError("its header names no time with a unit, such as 'time (s)' or 'epoch (ms)'")


def _three(names: Sequence[str], rows: Sequence[tuple[int, list[str]]], units: dict[str, float]) -> Floats | None:
    """The x, y and z columns whose unit is one of these, in the first unit's place; None where they are not there."""
    at: dict[str, tuple[int, float]] = {}
    for i, name in enumerate(names):
        found = _AXIS.search(_bare(name))
        if found and _unit(name) in units:
            at.setdefault(found.group(1) or found.group(2), (i, units[_unit(name)]))
    if set(at) != set("xyz"):
        return None
    return _columns([at[a][0] for a in "xyz"], rows) * np.array([at[a][1] for a in "xyz"])


def _columns(indices: Sequence[int], rows: Sequence[tuple[int, list[str]]]) -> Floats:
    return np.array([to_numbers([row[i] for i in indices], number) for number, row in rows], dtype=np.float64)


def _unit(name: str) -> str:
    found = _UNIT.search(name)
    return found.group(1).strip() if found else ""


def _bare(name: str) -> str:
    return _UNIT.sub("", name).strip()
