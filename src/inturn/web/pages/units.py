"""Lengths and weights at the edge: metres and kilograms inside, what the person reads and types outside."""

from typing import Final

from inturn.web.pages.context import Units

_INCH_M: Final = 0.0254
_POUND_KG: Final = 0.45359237


def metres(typed: float, units: Units) -> float:
    """A length typed in centimetres or inches."""
    return typed * _INCH_M if units == "imperial" else typed / 100.0


def typed_length(length_m: float, units: Units) -> float:
    """A length in metres as it is typed and read, in whole centimetres or halves of an inch."""
    return round(2.0 * length_m / _INCH_M) / 2.0 if units == "imperial" else round(100.0 * length_m, 1)


def length_unit(units: Units) -> str:
    """The unit's sign."""
    return "in" if units == "imperial" else "cm"


def length(length_m: float, units: Units) -> str:
    """A length with its unit."""
    return f"{typed_length(length_m, units):g} {length_unit(units)}"


def weight(load_kg: float, units: Units) -> str:
    """A weight: weights are bought and planned in kilograms, pounds stand beside."""
    return f"{load_kg:g} kg" + (f" ({round(load_kg / _POUND_KG)} lb)" if units == "imperial" else "")
