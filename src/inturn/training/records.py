"""What is kept of a person: plain values that the store keeps, the rules read and the reports show.

Angles in radians, lengths in metres, loads in kilograms, pain 0-10. Every moment is an aware datetime in UTC; a `day`
is a date where the person lives. Records are never changed: a correction is a new value with the same `id`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from inturn.body.keypoints import Side
from inturn.quantity import Method, Quantity

ClearanceLevel = Literal["go", "go_with_limits", "see_someone", "emergency"]
ScreeningKind = Literal["full", "short"]
Reached = Literal["reached", "not_reached", "not_judged"]
ExerciseId = str
"""An exercise of the programme file: "release", "squat", "deadlift" in the shipped one."""
PainMoment = Literal["before", "during", "after", "next_morning", "daily"]
SetEnd = Literal["done", "pain", "skipped", "stopped"]
MeasureId = Literal["psfs", "rmdq"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who uses this installation. `time_zone` is an IANA name; `adult` was confirmed by the person."""

    id: str
    name: str
    adult: bool
    created_at: datetime
    time_zone: str = "UTC"
    height_m: float | None = None


@dataclass(frozen=True, slots=True)
class Screening:
    """Answers to the screening questions and what they came to; `answers` are (question id, answer code)."""

    id: str
    person_id: str
    at: datetime
    kind: ScreeningKind
    questions_version: str
    answers: tuple[tuple[str, str], ...]
    level: ClearanceLevel
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PainEntry:
    """Pain 0-10 now (or during), with worst and average of the last 24 h where asked; `where` as the person said it."""

    id: str
    person_id: str
    at: datetime
    moment: PainMoment
    now: int
    worst: int | None = None
    average: int | None = None
    where: str | None = None
    session_id: str | None = None


@dataclass(frozen=True, slots=True)
class TrialRecord:
    """One trial of a side; `excluded` holds the reason why it does not count, None when it does."""

    side: Side
    order: int
    rotation: Quantity | None
    quality: Literal["good", "rough", "unreadable"]
    body_still: bool | None
    reached: Reached
    excluded: str | None = None


@dataclass(frozen=True, slots=True)
class SideRecord:
    """One side of a test. `rotation` is None for a test without a camera; `gap_m` heel to stick, when it was told."""

    side: Side
    verdict: Literal["unreadable", "limited", "sufficient", "borderline"]
    rotation: Quantity | None
    reached: Reached
    body_moved: bool | None
    pain: int | None
    pain_where: str | None
    gap_m: float | None = None


@dataclass(frozen=True, slots=True)
class TestRecord:
    """A standing test that was taken.

    occasion     "day" counts as a test of its own; "retest" was taken right after a release, in the same set-up as the
                 test `pair_id`
    method       how the values came about; "self" as `source_kind` where there was no camera
    source_sha256, recording   of the clip; the kept recording's file (by hash); None without a camera
    estimator    version that made the values; a re-measured test is a further record with `remeasured_from` = the
                 first one's id, both are kept
    result_json  the whole `result.json` for a camera test, "" otherwise
    """

    __test__ = False  # not a test class, whatever its name says

    id: str
    person_id: str
    at: datetime
    occasion: Literal["day", "retest"]
    method: Method
    verdict: Literal["mobility_work", "unclear", "likely_sufficient", "unreadable"]
    tighter_side: Side | None
    sides: tuple[SideRecord, ...]
    trials: tuple[TrialRecord, ...] = ()
    pair_id: str | None = None
    source_sha256: str | None = None
    recording: str | None = None
    estimator: str | None = None
    remeasured_from: str | None = None
    result_json: str = ""
    note: str = ""

    def side(self, side: Side) -> SideRecord | None:
        """The record of one side, None when it was not tested."""
        return next((s for s in self.sides if s.side == side), None)


@dataclass(frozen=True, slots=True)
class SetRecord:
    """One set as it was done. Repetitions or a hold, load, effort and pain 0-10, how it ended.

    ended   "done"; "pain" = stopped by the pain rule; "stopped" = stopped by a new symptom (the full questions follow);
            "skipped" = left out by choice
    side    None for an exercise done with both sides alike
    """

    exercise: ExerciseId
    side: Side | None
    order: int
    repetitions: int | None
    hold_s: float | None
    load_kg: float
    effort: int | None
    pain: int | None
    ended: SetEnd
    stick_kept: bool | None = None
    clean_share: float | None = None


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A guided session. `ended_at` is None while it is under way; `plan_step` names what was prescribed."""

    id: str
    person_id: str
    screening_id: str
    started_at: datetime
    ended_at: datetime | None
    plan_step: str
    sets: tuple[SetRecord, ...] = ()
    position: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class ScoreRecord:
    """A questionnaire score: RMDQ 0-24 (one value), PSFS 0-10 for each named activity."""

    id: str
    person_id: str
    at: datetime
    measure: MeasureId
    values: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """A few words of a moment that belong to no session and no test; those have notes of their own."""

    id: str
    person_id: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class History:
    """Everything kept of one person, each list in the order of time. What rules and reports work from."""

    person: Person
    screenings: tuple[Screening, ...] = ()
    tests: tuple[TestRecord, ...] = ()
    sessions: tuple[SessionRecord, ...] = ()
    pain: tuple[PainEntry, ...] = ()
    scores: tuple[ScoreRecord, ...] = ()
    notes: tuple[NoteRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedSet:
    """One set of today's session as prescribed: repetitions or hold, load, rest after it."""

    exercise: ExerciseId
    side: Side | None
    order: int
    repetitions: tuple[int, int] | None
    hold_s: tuple[float, float] | None
    load_kg: float
    rest_s: float


@dataclass(frozen=True, slots=True)
class Decision:
    """What a rule decided and why: the rule's name, a code, and the values it looked at (name, value)."""

    rule: str
    code: str
    values: tuple[tuple[str, float], ...] = ()
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Prescription:
    """A session as planned: its sets in order, whether a retest follows the release, and every decision behind it."""

    step: str
    day: date
    sets: tuple[PlannedSet, ...]
    retest_after_release: bool
    decisions: tuple[Decision, ...]
