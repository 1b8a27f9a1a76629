"""What the tables of the coach's data file share: names, units, and what is refused."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from inturn.programme.coach import SIGNALS
from inturn.programme.rows import Row

SIGNAL_UNITS: dict[str, str] = {
    "thigh": "deg", "trunk": "deg", "trunk_minus_shank": "deg", "turn": "deg", "other_knee_in": "deg",
    "squat_lean": "deg", "squat_heel": "1", "front_ahead": "1",
    "lying": "deg", "heel_rise": "1", "front_knee": "deg", "front_heel": "1", "stagger": "1", "back_bow": "1",
    "hand_height": "1", "feet_travel": "1", "height": "1", "trunk_lean": "deg", "thigh_lean": "deg",
    "upper_height": "1", "head_and_hands": "1",
}  # fmt: skip
MEASURE_UNITS: dict[str, Literal["deg", "s", "1"]] = {"own_depth": "1", "shortest_part": "s", "tempo_ratio": "1"}

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,60}$")]
Text = Annotated[str, Field(min_length=3, max_length=300)]


STRICT = ConfigDict(extra="forbid", frozen=True, strict=True)
"""Of a table: nothing that is not known, nothing of another type."""


def known(signal: str) -> None:
    """Raises ValueError for a signal that there is not."""
    if signal not in SIGNALS:
        raise ValueError(f"there is no signal {signal!r}; known are {', '.join(SIGNALS)}")


def in_unit(row: Row | None, unit: str) -> None:
    """Raises ValueError for a number in another unit."""
    if row is not None and row.unit != unit:
        raise ValueError(f"the unit is {row.unit!r}: use {unit!r}")
