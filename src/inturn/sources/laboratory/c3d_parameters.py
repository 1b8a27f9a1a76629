"""The parameter section of a C3D file: named groups of named values.

Format: the C3D file format guide (Motion Lab Systems). Every length in the file is checked against the bytes that
are there, so a damaged section is refused and never costs memory.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

from inturn.errors import InputError
from inturn.sources.laboratory.c3d_numbers import Numbers

Value = list[str] | list[float]


@dataclass(frozen=True, slots=True)
class Parameters:
    """Values by group and name, both in capital letters; a missing one is an empty list."""

    groups: Mapping[str, Mapping[str, Value]]

    def texts(self, group: str, name: str) -> list[str]:
        """Text values, without the blanks around them."""
        return [v for v in self.groups.get(group, {}).get(name, []) if isinstance(v, str)]

    def numbers(self, group: str, name: str) -> list[float]:
        """Number values."""
        return [v for v in self.groups.get(group, {}).get(name, []) if not isinstance(v, str)]

    def text(self, group: str, name: str, otherwise: str = "") -> str:
        """The first text."""
        return next(iter(self.texts(group, name)), otherwise)

    def number(self, group: str, name: str, otherwise: float) -> float:
        """The first number."""
        return next(iter(self.numbers(group, name)), otherwise)

    def long_texts(self, group: str, name: str) -> list[str]:
        """Texts of a list that goes on in NAME2, NAME3, ... as lists of more than 255 do."""
        found, number = self.texts(group, name), 2
        while more := self.texts(group, f"{name}{number}"):
            found, number = found + more, number + 1
        return found


def parse_parameters(section: bytes, numbers: Numbers) -> Parameters:
    """The groups in a parameter section (from its first byte). Raises InputError where it is damaged."""
    names: dict[int, str] = {}
    values: list[tuple[int, str, Value]] = []
    at = 4
    while at + 2 <= len(section):
        length, number = abs(_signed(section[at])), _signed(section[at + 1])
        if length == 0 or number == 0:
            break
        name = section[at + 2 : at + 2 + length].decode("latin-1").strip().upper()
        link = at + 2 + length
        if link + 2 > len(section):
            raise InputError("its parameter section is cut off")
        step = int(numbers.integers(section[link : link + 2])[0])
        if number < 0:
            names[-number] = name
        else:
            values.append((number, name, _value(section, link + 2, numbers)))
        if step <= 0:
            break
        at = link + step
    groups: dict[str, dict[str, Value]] = {name: {} for name in names.values()}
    for number, name, value in values:
        groups.setdefault(names.get(number, ""), {})[name] = value
    return Parameters(groups)


def _signed(byte: int) -> int:
    return byte - 256 if byte > 127 else byte


def _value(section: bytes, at: int, numbers: Numbers) -> Value:
    """The value whose type byte stands at `at`: texts (size -1), bytes (1), integers (2) or floats (4)."""
    if at + 2 > len(section):
        raise InputError("its parameter section is cut off")
    size, dimensions = _signed(section[at]), section[at + 1]
    shape = section[at + 2 : at + 2 + dimensions]
    start, count = at + 2 + dimensions, prod(shape)
    if len(shape) < dimensions or size not in (-1, 1, 2, 4) or start + count * abs(size) > len(section):
        raise InputError("its parameter section is damaged: a value is larger than the section")
    raw = section[start : start + count * abs(size)]
    if size == -1:
        return _texts(raw, list(shape))
    if size == 1:
        return [float(_signed(b)) for b in raw]
    return [float(v) for v in (numbers.integers(raw) if size == 2 else numbers.floats(raw))]


def _texts(raw: bytes, shape: Sequence[int]) -> list[str]:
    """Texts of `shape[0]` letters each; a value without dimensions is one letter."""
    width = shape[0] if shape else 1
    if width == 0:
        return []
    return [raw[i : i + width].decode("latin-1").strip(" \0") for i in range(0, len(raw), width)]
