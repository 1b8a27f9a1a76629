"""Histories for the rules, put together by hand: who answered, with_session, with_test and felt what, on which day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import radians

from inturn.body.keypoints import Side
from inturn.programme.clearance import Clearance
from inturn.programme.content import ScreeningContent
from inturn.programme.hip_internal_rotation import Programme, load_shipped_programme
from inturn.quantity import Method, Quantity
from inturn.training.clearing import record_screening
from inturn.training.records import (
    History,
    PainEntry,
    PainMoment,
    Person,
    Prescription,
    ScreeningKind,
    SessionRecord,
    SetEnd,
    SetRecord,
    SideRecord,
    TestRecord,
)
from inturn.training.screen import next_question

PROGRAMME: Programme = load_shipped_programme()
QUESTIONS: ScreeningContent = PROGRAMME.screening
START = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
CAMERA = Method("standing-test", "standing, hip 90, knee 90, free leg", "none", "video")
CLEAR = Clearance("1", "2026-01-01T00:00:00Z", valid_until=datetime(2099, 1, 1, tzinfo=UTC))
"""A clearance without any limit that holds for long; only tests may make one by hand."""


def at(day: int, hours: float = 0.0) -> datetime:
    return START + timedelta(days=day, hours=hours)


def person(time_zone: str = "UTC") -> Person:
    return Person("p", "Ada", adult=True, created_at=START, time_zone=time_zone)


def empty() -> History:
    return History(person())


def all_no(kind: ScreeningKind, given: Mapping[str, str] | None = None) -> tuple[tuple[str, str], ...]:
    """The questions as they come, answered "no" but for the given ones."""
    answers: dict[str, str] = {}
    while (question := next_question(QUESTIONS, kind, answers)) is not None:
        answers[question.id] = (given or {}).get(question.id, "no")
    return tuple(answers.items())


def screened(history: History, when: datetime, kind: ScreeningKind = "full", **given: str) -> History:
    record = record_screening(PROGRAMME, kind, all_no(kind, given), when, (f"c{when:%m%d%H%M}", "p"))
    return replace(history, screenings=(*history.screenings, record))


def angle(degrees: float, method: Method = CAMERA, random: float = 0.5, setup: float = 2.0) -> Quantity:
    return Quantity(radians(degrees), "rad", 3, radians(random), radians(setup), radians(2.0), method, radians(3.0))


def with_test(
    history: History,
    when: datetime,
    left: float | None = 18.0,
    right: float | None = 28.0,
    method: Method = CAMERA,
    pain: Mapping[Side, tuple[int, str]] | None = None,
    **changes: object,
) -> History:
    """A test with these angles (degrees); under 24 a side is limited."""
    sides: list[SideRecord] = []
    for side, value in (("left", left), ("right", right)):
        score, where = (pain or {}).get(side, (0, ""))
        if value is None:
            sides.append(SideRecord(side, "unreadable", None, "not_judged", None, score, where or None))
            continue
        verdict = "limited" if value < 24.0 else "sufficient"
        sides.append(SideRecord(side, verdict, angle(value, method), "reached", False, score, where or None))
    limited = [s for s in sides if s.verdict == "limited"]
    record = TestRecord(
        id=f"t{when:%m%d%H%M}", person_id="p", at=when, occasion="day", method=method,
        verdict="mobility_work" if limited else "likely_sufficient",
        tighter_side=limited[0].side if len(limited) == 1 else None, sides=tuple(sides),
    )  # fmt: skip
    return replace(history, tests=(*history.tests, replace(record, **changes)))  # pyright: ignore[reportArgumentType]


def noted(history: History, when: datetime, moment: PainMoment, now: int, session: str | None = None) -> History:
    entry = PainEntry(f"n{len(history.pain)}", "p", when, moment, now, session_id=session)
    return replace(history, pain=(*history.pain, entry))


def with_session(
    history: History,
    day: int,
    load: float = 0.0,
    pain: int = 1,
    before: int = 1,
    morning: int | None = 1,
    repetitions: int = 11,
    ended: SetEnd = "done",
    stick: bool | None = True,
    effort: int | None = 5,
    clean: float | None = None,
) -> History:
    """A session on that day: two sets of the deadlift, pain before and on the next morning."""
    name = f"s{day}"
    sets = tuple(
        SetRecord("deadlift", side, i, repetitions, None, load, effort, pain, ended, stick, share)
        for i, side, share in ((1, "left", 1.0 if clean is not None else None), (2, "right", clean))
    )
    session = SessionRecord(name, "p", "c", at(day, 0.1), at(day, 0.4), "unloaded", sets, 2)
    history = noted(history, at(day), "before", before, name)
    history = replace(history, sessions=(*history.sessions, session))
    return history if morning is None else noted(history, at(day, 13), "next_morning", morning, name)


def ready(left: float = 18.0, right: float = 28.0) -> History:
    """Screened in full and tested on two days, day 0 and day 1."""
    history = with_test(screened(empty(), at(0, -1)), at(0), left, right)
    return with_test(history, at(1), left, right)


def loads(prescription: Prescription) -> float:
    return max((s.load_kg for s in prescription.sets), default=0.0)


def codes(prescription: Prescription) -> set[str]:
    return {d.code for d in prescription.decisions}
