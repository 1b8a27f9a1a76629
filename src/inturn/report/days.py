"""Days where the person lives, and how they are written."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from inturn.training.records import History, Person


def zone(person: Person) -> ZoneInfo:
    """The person's time zone; UTC where this machine does not know it."""
    try:
        return ZoneInfo(person.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def local(person: Person, at: datetime) -> datetime:
    """A moment by the person's clock."""
    return at.astimezone(zone(person))


def day_of(person: Person, at: datetime) -> date:
    """The day a moment belongs to where the person lives."""
    return local(person, at).date()


def long_day(day: date) -> str:
    """'2 March 2026'."""
    return f"{day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    """'2 Mar'."""
    return f"{day.day} {day:%b}"


def moment(at: datetime) -> str:
    """'2 March 2026, 17:30', by the clock the moment carries."""
    return f"{long_day(at.date())}, {at:%H:%M}"


def stamp(at: datetime) -> str:
    """'2026-03-02 17:30', for tables, by the clock the moment carries."""
    return f"{at:%Y-%m-%d %H:%M}"


def monday(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())


def first_and_last(history: History) -> tuple[date, date] | None:
    """The first and the last day on which anything was kept; None for an empty history."""
    moments = list(_moments(history))
    return (day_of(history.person, min(moments)), day_of(history.person, max(moments))) if moments else None


def _moments(history: History) -> Iterable[datetime]:
    yield from (s.at for s in history.screenings)
    yield from (t.at for t in history.tests)
    yield from (s.started_at for s in history.sessions)
    yield from (p.at for p in history.pain)
    yield from (s.at for s in history.scores)
    yield from (n.at for n in history.notes)
