"""What the coach reports. All spans are half-open [start, end), in seconds of the recording; depths in radians."""

from dataclasses import dataclass
from typing import Literal

from inturn.body.keypoints import Side
from inturn.programme.coach import View

AttemptReason = Literal["short", "unfinished", "stayed", "lost"]


@dataclass(frozen=True, slots=True)
class SetStarted:
    """The first movement of a set began."""

    at_s: float


@dataclass(frozen=True, slots=True)
class Tempo:
    """How long the three parts of a repetition took, s."""

    lowering_s: float
    pause_s: float
    rising_s: float


@dataclass(frozen=True, slots=True)
class Repetition:
    """A whole repetition: out, turned round at `bottom_s`, and back.

    depth  the exercise's signal where it turned round; travel: how far that is from rest
    view   from where the camera looked
    far    the working leg was the one farther from it; False from the front and where no side was named
    drop   the height that hips and shoulders lost with it, trunk lengths; risen: negative
    measured  (fault, value) of those that are held against the set's other repetitions
    """

    number: int
    start_s: float
    bottom_s: float
    end_s: float
    depth: float
    travel: float
    tempo: Tempo
    view: View
    drop: float = 0.0
    measured: tuple[tuple[str, float], ...] = ()
    far: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """A movement that was begun and is no repetition: turned back too early, or never came back."""

    start_s: float
    end_s: float
    depth: float
    reason: AttemptReason


@dataclass(frozen=True, slots=True)
class Other:
    """A movement that was something else: `why` is the id of the veto."""

    start_s: float
    end_s: float
    why: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of repetition `repetition`: its value against its limit, in the measure's own unit.

    severity  how far beyond the limit, as a share of it, or of what the person's own may differ by where that is more
    side      of the body, where the fault has one
    """

    name: str
    repetition: int
    start_s: float
    end_s: float
    side: Side | None
    value: float
    limit: float
    severity: float


@dataclass(frozen=True, slots=True)
class Cue:
    """What to say now: the cue of that fault."""

    fault: str
    at_s: float


@dataclass(frozen=True, slots=True)
class HoldProgress:
    """A hold is under way: `held_s` of it so far."""

    at_s: float
    side: Side | None
    held_s: float


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold ended; `enough` = it lasted what the exercise asks."""

    start_s: float
    end_s: float
    side: Side | None
    enough: bool


@dataclass(frozen=True, slots=True)
class Rolled:
    """Slow movement in the posture of the hold; `fast` = quicker than the exercise wants it."""

    start_s: float
    end_s: float
    side: Side | None
    fast: bool


@dataclass(frozen=True, slots=True)
class SetDone:
    """The set is over: repetitions and attempts in it."""

    start_s: float
    end_s: float
    repetitions: int
    attempts: int


Event = SetStarted | Repetition | Attempt | Other | Fault | Cue | HoldProgress | Hold | Rolled | SetDone
