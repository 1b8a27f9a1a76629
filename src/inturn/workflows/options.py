"""What a caller may choose about a measurement, as plain values."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from inturn.body.keypoints import Side

Network = Literal["lite", "full", "heavy"]
Support = Literal["none", "stick", "wall"]

Progress = Callable[[str, int, int | None], None]
"""Called with the stage's name, how much is done, and how much there is (None = not known)."""


@dataclass(frozen=True, slots=True)
class MeasureOptions:
    """Choices for one measurement; lengths in metres, pain 0-10, None = not said.

    stick_left_m, stick_right_m  a real stick, outward from the outer edge of that foot; None = at the edge itself
    where_left, where_right      where it hurts, as the person says it
    static  a laboratory's standing trial with markers on both sides of knee and ankle
    """

    network: Network = "heavy"
    height_m: float | None = None
    stick_left_m: float | None = None
    stick_right_m: float | None = None
    mirrored: bool = False
    support: Support = "none"
    pain_left: int | None = None
    pain_right: int | None = None
    overlay: bool = True
    where_left: str | None = None
    where_right: str | None = None
    static: Path | None = None


@dataclass(frozen=True, slots=True)
class SensorOptions:
    """What a sensor's file cannot say itself.

    side     which leg wears it; None = the file's name says it
    forward  which of its axes points to the front in standing
    sensor   its column in a table of several
    """

    side: Side | None = None
    forward: str = "+z"
    sensor: str | None = None
