"""People at known places of the programme, made by the real rules."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from inturn.programme.hip_internal_rotation import load_shipped_programme
from inturn.store import repositories as kept
from inturn.training.clearing import clearance, record_screening
from inturn.training.records import History, Person, ScreeningKind, SessionRecord, SetRecord, TestRecord
from inturn.training.screen import next_question
from inturn.training.self_test import SideTold, self_test

PROGRAMME = load_shipped_programme()
NOW = datetime(2026, 3, 20, 17, 0, tzinfo=UTC)


def person(name: str = "Anna", id_: str = "anna", created: datetime = NOW - timedelta(days=40)) -> Person:
    """An adult who lives by UTC."""
    return Person(id_, name, True, created, "UTC", 1.7)


def answers(kind: ScreeningKind, true: Mapping[str, str] | None = None) -> dict[str, str]:
    """Answers to all questions of a screening, "no" where nothing else is said."""
    given: dict[str, str] = {}
    while (question := next_question(PROGRAMME.screening, kind, given)) is not None:
        given[question.id] = (true or {}).get(question.id, "no")
    return given


def screened(history: History, kind: ScreeningKind, at: datetime, true: Mapping[str, str] | None = None) -> History:
    """The history with a screening more."""
    name = f"{history.person.id}-screening-{len(history.screenings)}"
    one = record_screening(PROGRAMME, kind, tuple(answers(kind, true).items()), at, (name, history.person.id))
    return replace(history, screenings=(*history.screenings, one))


def told(*sides: SideTold) -> tuple[SideTold, ...]:
    """A test told in words: the left heel stays 8 cm short, the right one touches."""
    return sides or (SideTold("left", "not_reached", False, 0, None, 0.08), SideTold("right", "reached", False, 0))


def took_test(history: History, at: datetime) -> History:
    """The history with a told test more."""
    cleared = clearance(history, PROGRAMME, at)
    assert cleared is not None
    name = f"{history.person.id}-test-{len(history.tests)}"
    test: TestRecord = self_test(PROGRAMME, cleared, told(), at, (name, history.person.id))
    return replace(history, tests=(*history.tests, test))


def before(moment: datetime, minutes: float) -> datetime:
    """So long before a moment, but on the same day: short questions hold for the day they were answered on."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return max(moment - timedelta(minutes=minutes), midnight)


def with_baseline(someone: Person, now: datetime = NOW) -> History:
    """Two tests on two days, two and three days ago; today's short questions are not answered yet."""
    history = History(someone)
    for kind, days in (("full", 3), ("short", 2)):
        at = now - timedelta(days=days)
        history = took_test(screened(history, kind, before(at, 5)), at)
    return history


def ready(someone: Person, now: datetime = NOW) -> History:
    """With a baseline and today's questions answered: a session is due."""
    return screened(with_baseline(someone, now), "short", before(now, 10))


def keep(history: History, now: datetime = NOW) -> History:
    """Keep it in the open store; the same history."""
    kept.add_history(history, now)
    return history


def yesterday_session(history: History, now: datetime = NOW) -> History:
    """The history with a whole session of yesterday."""
    at = now - timedelta(days=1)
    history = screened(history, "short", before(at, 5))
    sets = (SetRecord("squat", "left", 1, 12, None, 0.0, 5, 1, "done"),)
    one = SessionRecord(
        f"{history.person.id}-session", history.person.id, history.screenings[-1].id, at, at + timedelta(minutes=12),
        "unloaded", sets, 1,
    )  # fmt: skip
    return replace(history, sessions=(*history.sessions, one))
