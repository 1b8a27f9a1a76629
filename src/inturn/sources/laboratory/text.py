"""Text tables as laboratories write them: tab or blank between, one line a moment."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from inturn.errors import InputError
from inturn.motion.laboratory import Floats

_LARGEST_BYTES: Final = 100_000_000
"""Of a table with narrow rows, whose lines take eight times their size while they are read."""
_LARGEST_NUMBER: Final = 1e20
"""Nanoseconds since 1970 are 2e18; nothing that is measured comes near."""


def read_lines(path: Path, largest: int = _LARGEST_BYTES) -> list[str]:
    """Lines of a text file. Raises InputError where it is not text, or larger than `largest` bytes."""
    if path.stat().st_size > largest:
        raise InputError(f"it is larger than {largest / 1e6:.0f} MB: cut the recording into parts")
    content = path.read_bytes()
    if not content.strip():
        raise InputError("it is empty")
    if b"\0" in content:
        raise InputError("it is not a text file")
    try:
        return content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return content.decode("latin-1").splitlines()


def to_numbers(cells: Sequence[str], line: int) -> list[float]:
    """Numbers of one line; an empty cell is NaN. Raises InputError naming the line and the cell."""
    try:
        numbers = [float(c) if c.strip() else np.nan for c in cells]
    except ValueError:
        wrong = next(c for c in cells if not _is_number(c))
        if "," in wrong and _is_number(wrong.replace(",", ".", 1)):
            raise InputError(
                f"line {line} has a comma for a decimal point ({wrong.strip()}): export it again with decimal points"
            ) from None
        raise InputError(f"line {line} has {wrong.strip()[:20]!r} where a number should be") from None
    if any(abs(n) > _LARGEST_NUMBER for n in numbers):
        wrong = next(c for c, n in zip(cells, numbers, strict=True) if abs(n) > _LARGEST_NUMBER)
        raise InputError(f"line {line} has {wrong.strip()[:20]!r} where a number should be")
    return numbers


def _is_number(cell: str) -> bool:
    try:
        float(cell or "nan")
    except ValueError:
        return False
    return True


def require_columns(found: int, named: int, line: int, *, last: bool) -> None:
    """Raises InputError where a line does not have as many columns as the header names."""
    if found == named:
        return
    why = "export it again"
    if last and found < named:
        why = "it is cut off. Copy it again from where it was recorded"
    elif found > named:
        why = "export it again, with decimal points where it has decimal commas"
    raise InputError(f"line {line} has {found} columns, its header names {named}: {why}")


def require_rows(told: str, found: int) -> None:
    """Raises InputError where a header tells of more moments than there are; one that tells no number is let be."""
    if told.strip().isdecimal() and len(told.strip()) < 19 and found < int(told):
        raise InputError(
            f"it is cut off: its header tells of {int(told)} moments, the file holds {found}. Copy it again from where "
            "it was recorded"
        )


def require_rising(time_s: Floats) -> Floats:
    """The times themselves; raises InputError where two are the same, or one goes back or is missing."""
    if time_s.size < 2:
        raise InputError("it holds fewer than two moments")
    if not np.all(np.isfinite(time_s)):
        raise InputError(f"moment {int(np.flatnonzero(~np.isfinite(time_s))[0]) + 1} has no time")
    steps = np.diff(time_s)
    if np.any(steps <= 0):
        at = int(np.flatnonzero(steps <= 0)[0])
        how = "has the same time as the one before" if steps[at] == 0 else "goes back in time"
        raise InputError(f"moment {at + 2} ({time_s[at + 1]:g} s) {how}: repair the times or export it again")
    return time_s
