"""What the programme tells a person: panels, questions, the test, exercises, measures. Texts and numbers, no rules."""

from dataclasses import dataclass
from typing import Literal

from inturn.programme.rows import Basis, Row

Level = Literal["go", "go_with_limits", "see_someone", "emergency"]
Urgency = Literal["now", "same_day", "urgent", "routine"]
Limit = Literal[
    "no_test", "no_end_range", "no_roll", "no_load", "no_deadlift", "support_needed", "strict_stick", "advise_visit"
]
SIDED_LIMITS: frozenset[Limit] = frozenset({"no_test", "no_end_range"})
"""Limits that hold for a side; the others hold for the person."""
Certainty = Literal["high", "moderate", "low", "very_low"]
Role = Literal["release", "activate", "integrate"]
AnswerKind = Literal["yes_no", "side"]
ANSWERS: dict[AnswerKind, tuple[str, ...]] = {"yes_no": ("no", "yes"), "side": ("no", "left", "right", "both")}
"""The answer codes of each kind of question."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text comes from: key of a reference, how sure we are, and who signed it ("" = nobody yet)."""

    source: str
    basis: Basis
    reviewed_by: str


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A number of the programme under its dotted name, as written (degrees, centimetres, weeks)."""

    name: str
    row: Row


@dataclass(frozen=True, slots=True)
class Panel:
    """One step of understanding. `sure` says in words how sure we are; `further` are keys of references to read on."""

    id: str
    title: str
    text: tuple[str, ...]
    picture: str
    certainty: Certainty
    sure: str
    further: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class AnswerOutcome:
    """What an answer leads to. `reviewable`: a clinician who has looked at it may lift "see someone"."""

    level: Level
    urgency: Urgency | None = None
    limits: frozenset[Limit] = frozenset()
    reviewable: bool = False
    ask_full: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A screening question. `outcomes` holds (answer code, outcome); "side" stands for left, right and both.

    kinds    the screenings it belongs to
    only_if  asked only when that earlier question was answered with anything but "no"
    """

    id: str
    group: str
    kinds: frozenset[Literal["full", "short"]]
    text: str
    help: str
    answers: tuple[str, ...]
    only_if: str | None
    outcomes: tuple[tuple[str, AnswerOutcome], ...]
    origin: Origin

    def outcome(self, answer: str) -> AnswerOutcome | None:
        """What that answer leads to; None when to nothing."""
        key = "side" if answer in ("left", "right", "both") else answer
        return next((outcome for name, outcome in self.outcomes if name == key), None)

    @property
    def emergency(self) -> bool:
        """Whether an answer of it sends to an emergency department."""
        return any(outcome.level == "emergency" for _, outcome in self.outcomes)


@dataclass(frozen=True, slots=True)
class Combination:
    """Answers that mean something together: all of `all_of`, and at least `at_least` of `any_of` answered not "no"."""

    id: str
    all_of: tuple[str, ...]
    any_of: tuple[str, ...]
    at_least: int
    text: str
    outcome: AnswerOutcome
    origin: Origin


@dataclass(frozen=True, slots=True)
class ScreeningContent:
    """All questions, in the order they are asked.

    version          changes whenever the answers come to mean something else
    review           the question whether a clinician has looked at it and allowed exercise
    full_every_days  how long a full screening holds; the short one holds for its day, and for some hours at least
    """

    version: str
    review: Question
    questions: tuple[Question, ...]
    combinations: tuple[Combination, ...]
    full_every_days: int

    def question(self, name: str) -> Question:
        """The question of that id. Raises KeyError."""
        return next(q for q in (*self.questions, self.review) if q.id == name)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a test or exercise; `picture` names the drawing that shows it ("" = none)."""

    id: str
    text: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What may go wrong, as one sees it, and the cue that mends it."""

    id: str
    see: str
    cue: str


@dataclass(frozen=True, slots=True)
class TestContent:
    """How a standing test is set up and done: with a camera, or by oneself with a stick."""

    __test__ = False  # not a test class, whatever its name says

    kind: Literal["camera", "self"]
    title: str
    needs: tuple[str, ...]
    setup: tuple[Step, ...]
    steps: tuple[Step, ...]
    faults: tuple[Fault, ...]
    stops: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of an exercise; seconds; what does not apply is None.

    repetitions  lowest and highest; hold: lowest and highest seconds; roll: seconds of moving to and fro after the hold
    down_s, pause_s, up_s  tempo of a repetition; rest_s after a set; change_s to change sides
    discomfort_most        pressure 0-10 that must not be passed
    """

    sets: int
    repetitions: tuple[int, int] | None
    hold_s: tuple[float, float] | None
    roll_s: float | None
    rest_s: float
    change_s: float
    down_s: float | None = None
    pause_s: float | None = None
    up_s: float | None = None
    discomfort_most: int | None = None

    @property
    def repetition_s(self) -> float:
        """Seconds of one repetition; 0 for a hold."""
        return (self.down_s or 0.0) + (self.pause_s or 0.0) + (self.up_s or 0.0)


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise of the programme. `loadable`: it may carry a kettlebell or dumbbell; `form`: numbers of its form."""

    id: str
    role: Role
    title: str
    purpose: str
    needs: tuple[str, ...]
    per_side: bool
    loadable: bool
    picture: str
    steps: tuple[Step, ...]
    faults: tuple[Fault, ...]
    stops: tuple[str, ...]
    easier: str
    harder: str
    dose: Dose
    form: tuple[NamedRow, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Measure:
    """A pain or function score: 0 to `highest`. What counts as better: both limits where both are given.

    better_points  least change in points; better_share  least change as a share of the first value (0..1)
    weeks          weeks in which it is due; empty = every `every_days` days (0 = at each session)
    """

    id: str
    title: str
    text: str
    highest: int
    better_points: float
    better_share: float | None
    better_one_points: float | None
    weeks: tuple[int, ...]
    every_days: int
    origin: Origin
