"""Units as files write them."""

from typing import Final

from inturn.errors import InputError

_METRES: Final = {"m": 1.0, "meter": 1.0, "meters": 1.0, "metres": 1.0, "cm": 0.01, "mm": 0.001, "": 0.001}
"""Millimetres where a file says nothing: every known C3D writer that leaves the unit out means them."""


def metres_each(unit: str) -> float:
    """Metres in one of `unit`. Raises InputError for a unit that is none of length."""
    if unit.strip().lower() not in _METRES:
        raise InputError(f"its positions are in {unit.strip()!r}: write them in m, cm or mm")
    return _METRES[unit.strip().lower()]
