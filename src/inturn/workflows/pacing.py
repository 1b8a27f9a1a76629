"""The time of a set as phases to count down: hold and roll, or the way down, the pause and the way up of each count."""

from dataclasses import dataclass
from typing import Literal

from inturn.errors import InputError
from inturn.programme.content import Exercise
from inturn.training.records import PlannedSet

PhaseName = Literal["hold", "roll", "down", "pause", "up"]


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of a set: what to do, and for how long (s)."""

    name: PhaseName
    seconds: float


@dataclass(frozen=True, slots=True)
class SetPace:
    """The phases of a set, gone through `times` times. `counts`: each time through is a repetition."""

    phases: tuple[Phase, ...]
    times: int
    counts: bool

    @property
    def seconds(self) -> float:
        """What the whole set takes."""
        return self.times * sum(p.seconds for p in self.phases)


def set_pace(planned: PlannedSet, exercise: Exercise) -> SetPace:
    """How a planned set is paced. Raises InputError where the programme gives neither a hold nor a tempo."""
    dose = exercise.dose
    if planned.hold_s is not None:
        phases = [Phase("hold", planned.hold_s[1])]
        return SetPace(tuple([*phases, Phase("roll", dose.roll_s)] if dose.roll_s else phases), 1, counts=False)
    ways: tuple[tuple[PhaseName, float | None], ...] = (
        ("down", dose.down_s), ("pause", dose.pause_s), ("up", dose.up_s),
    )  # fmt: skip
    found = tuple(Phase(name, seconds) for name, seconds in ways if seconds)
    if planned.repetitions is None or not found:
        raise InputError(f"The programme gives neither a hold nor repetitions for {exercise.title}. Mend its file.")
    return SetPace(found, planned.repetitions[1], counts=True)
