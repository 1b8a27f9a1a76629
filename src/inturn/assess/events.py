"""What the step machine reports. All spans are half-open [start, end), in seconds of the recording."""

from dataclasses import dataclass
from typing import Literal

from inturn.body.keypoints import Side

AttemptReason = Literal["too_small", "not_held", "in_passing"]


@dataclass(frozen=True, slots=True)
class QuietStanding:
    """Both feet down and still; the baseline of all that follows until the next one."""

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Lifted:
    """A leg came up at `at_s`."""

    side: Side
    at_s: float


@dataclass(frozen=True, slots=True)
class Trial:
    """One rotation of a lifted leg.

    start_s, end_s  span from neutral over the top back towards neutral (or to the lowering of the foot)
    begin_s         the rotation begins
    rise            rotation at the hold minus the lifted neutral, rad, as the frames it was found in show it
    with_lift       lift and rotation were one movement: there is no lifted neutral before it
    complete        the return was seen; otherwise the foot came down, or the recording ended, before it
    cut_off         nothing was seen of its end: the recording ended, the person was lost, or the rotation of a leg that
                    stayed up could not be read any more
    """

    side: Side
    start_s: float
    begin_s: float
    end_s: float
    rise: float
    with_lift: bool
    complete: bool
    cut_off: bool = False

    @property
    def length_s(self) -> float:
        """From the beginning of the rotation to its end; at least so long where it was cut off."""
        return self.end_s - self.begin_s


@dataclass(frozen=True, slots=True)
class Attempt:
    """A rotation that is no trial: too small, never held, or in passing (`brief.py`). `rise` in rad."""

    side: Side
    start_s: float
    end_s: float
    rise: float
    reason: AttemptReason


@dataclass(frozen=True, slots=True)
class LoweredFoot:
    """A lifted leg came down again (or was lost, or the recording ended); the span is the whole lift.

    `steepest` is the greatest thigh elevation, rad; `trials` counts what was found in this lift.
    """

    side: Side
    start_s: float
    end_s: float
    steepest: float
    trials: int


@dataclass(frozen=True, slots=True)
class Squatted:
    """Both thighs rose together."""

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Lost:
    """Nobody could be tracked for longer than a moment."""

    start_s: float
    end_s: float


Event = QuietStanding | Lifted | Trial | Attempt | LoweredFoot | Squatted | Lost
