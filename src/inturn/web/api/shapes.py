"""Shapes of the API's answers and questions. Absent values are null, never left out."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field

from inturn.body.keypoints import Side

Score = Annotated[int, Field(ge=0, le=10)]
Words = Annotated[str, Field(max_length=200)]


class Problem(Schema):
    """Why a request was not done, as one sentence."""

    detail: str


class PersonOut(Schema):
    """Somebody who is kept here."""

    id: str
    name: str
    adult: bool
    created_at: datetime
    time_zone: str
    height_cm: float | None


class DecisionOut(Schema):
    """What a rule decided: rule, code, values, and the sentence."""

    rule: str
    code: str
    side: Side | None
    values: dict[str, float]
    text: str


class DueOut(Schema):
    """One thing that is due, and why."""

    what: str
    why: DecisionOut


class TodayOut(Schema):
    """What is due today, in the order of doing."""

    day: date
    week: int | None
    due: list[DueOut]
    advice: list[DecisionOut]
    next_session: date | None


class RotationOut(Schema):
    """An angle with its 95 % interval."""

    degrees: float
    interval95: tuple[float, float]


class SidePainOut(Schema):
    """Pain of a side, 0-10, and where in the person's words."""

    score: int | None
    where: str | None


class TestedSideOut(Schema):
    """One side of a test."""

    verdict: str
    rotation: RotationOut | None
    reached: str
    body_moved: bool | None
    pain: SidePainOut
    gap_cm: float | None


class TestOut(Schema):
    """A test that was taken; `remeasured_from` names the record of which it is a later reading."""

    __test__ = False  # not a test class, whatever its name says

    id: str
    at: datetime
    occasion: str
    method: dict[str, Any]
    verdict: str
    tighter_side: Side | None
    sides: dict[str, TestedSideOut]
    pair_id: str | None
    remeasured_from: str | None
    estimator: str | None
    trials_kept: int


class SessionOut(Schema):
    """A session, finished or under way (`ended_at` null)."""

    id: str
    started_at: datetime
    ended_at: datetime | None
    plan_step: str
    position: int
    sets: list[dict[str, Any]]
    note: str


class PainEntryOut(Schema):
    """Pain that was noted."""

    id: str
    at: datetime
    moment: str
    now: int
    worst: int | None
    average: int | None
    where: str | None


class PainIn(Schema):
    """Pain to note: now, worst and average of the last 24 hours (0-10), and where. Without `at`: now."""

    now: Score
    worst: Score | None = None
    average: Score | None = None
    where: Words | None = None
    at: AwareDatetime | None = None


class ClipOut(Schema):
    """A clip that was sent in: how far it is, the test it became, or why it gave none."""

    id: str
    phase: Literal["waiting", "measuring", "done", "failed"]
    done: int
    total: int | None
    error: str
    test_id: str
