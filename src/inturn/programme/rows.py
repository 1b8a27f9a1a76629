"""Rows of the written programme: a number with its unit, its source and how sure we are of it."""

import tomllib
from importlib.resources import files
from math import radians
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Basis = Literal["read", "remembered", "convention", "judgement"]
Unit = Literal["deg", "deg/s", "s", "min", "m", "cm", "kg", "d", "wk", "1/wk", "1/s", "points", "1"]
_FACTOR: dict[str, float] = {"min": 60.0, "cm": 0.01, "wk": 7.0}


class Row(BaseModel):
    """One number of the programme as its file writes it (degrees at this edge)."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)

    value: float
    unit: Unit
    source: Annotated[str, Field(min_length=1)]
    basis: Basis
    reviewed_by: str
    note: str = ""

    @property
    def internal(self) -> float:
        """The value in radians, metres, seconds, kilograms, days, or as a bare number (counts, points 0-10, shares)."""
        if self.unit.startswith("deg"):
            return radians(self.value)
        return self.value * _FACTOR.get(self.unit, 1.0)


class Reference(BaseModel):
    """A source: its citation and what of it was read ("own" = our own definition or judgement)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Annotated[str, Field(min_length=10)]
    read: Literal["full", "abstract", "none", "own"]


def read_data(name: str) -> dict[str, Any]:
    """The parsed TOML file `name` of the shipped programme data."""
    text = files("inturn.programme").joinpath("data", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def load_references() -> dict[str, Reference]:
    """The one list of sources, by key."""
    return {key: Reference.model_validate(entry) for key, entry in read_data("references.toml").items()}
