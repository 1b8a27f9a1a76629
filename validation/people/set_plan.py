"""What a person is to do in a set of an exercise, before it becomes movement. Angles are radians, times seconds."""

from dataclasses import dataclass, field

from validation.people.exercise_truth import Side
from validation.people.plan import Style

# Rising from a chair, the seat is left when this share of the way is gone: the trunk goes first, and comes back last.
SEAT_OFF = 0.3


@dataclass(frozen=True)
class RepetitionPlan:
    """Down, pause, up, rest.

    `depth` is a share of the set's full depth. The rest are changes at the bottom: `turn` of the pelvis towards the
    working side (squat), `forward` of the trunk, `knee_in` of the leg that does not work, `heel_up` of the working
    foot (a squat: of both), `knee` bend of the front leg (deadlift), `bow` of the back: the pelvis stays behind by it
    while the shoulders go on.
    """

    depth: float = 1.0
    lower_s: float = 2.4
    pause_s: float = 0.8
    rise_s: float = 2.0
    rest_s: float = 0.6
    turn: float = 0.0
    forward: float = 0.0
    knee_in: float = 0.0
    heel_up: float = 0.0
    knee: float = 0.0
    bow: float = 0.0
    attempt: str = ""

    @property
    def length_s(self) -> float:
        """From the first movement to the end of the rest."""
        return self.lower_s + self.pause_s + self.rise_s + self.rest_s


@dataclass(frozen=True)
class SquatShape:
    """How this person squats at full depth: `bend` of the knees, hips `back` (share of height), trunk `lean`."""

    bend: float
    back: float
    lean: float


@dataclass(frozen=True)
class HingeShape:
    """How this person hinges: trunk `lean` at full depth, front `knee`, hips `back` and heel to heel `stagger`.

    `rear_heel` is how far the rear foot stands on its toes; lengths are shares of height.
    """

    lean: float
    knee: float
    back: float
    stagger: float
    rear_heel: float


@dataclass(frozen=True)
class SitShape:
    """How this person sits and rises: knees' `bend` seated, hips `back` (share of height), trunk `lean` on the way.

    `slouch` is how far the trunk leans seated. A repetition's `lower_s` is the way up: out of rest.
    """

    bend: float
    back: float
    lean: float
    slouch: float


@dataclass(frozen=True)
class SetPlan:
    """Quiet rest, repetitions, quiet rest."""

    side: Side
    shape: SquatShape | HingeShape | SitShape
    repetitions: tuple[RepetitionPlan, ...]
    style: Style = field(default_factory=Style)
    quiet_s: float = 2.0
    end_s: float = 1.2

    @property
    def exercise(self) -> str:
        """The exercise's id."""
        if isinstance(self.shape, SitShape):
            return "sit_to_stand"
        return "squat" if isinstance(self.shape, SquatShape) else "deadlift"

    @property
    def length_s(self) -> float:
        """The whole film."""
        return self.quiet_s + sum(r.length_s for r in self.repetitions) + self.end_s
