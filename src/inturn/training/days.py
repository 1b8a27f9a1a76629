"""Days where the person lives. Time zones are data that come with Python, like the programme comes with Inturn."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from inturn.training.records import Person

LATE: Final = timedelta(hours=4)
"""What was begun before midnight goes on for so long after its beginning."""


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """The time zone of that IANA name; UTC for one that is not known here."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def day_of(person: Person, at: datetime) -> date:
    """The day a moment (aware) belongs to where the person lives."""
    return at.astimezone(zone(person.time_zone)).date()


def end_of_day(person: Person, at: datetime) -> datetime:
    """The moment (UTC) at which the person's day ends."""
    tomorrow = day_of(person, at) + timedelta(days=1)
    return datetime.combine(tomorrow, time(), zone(person.time_zone)).astimezone(UTC)


def holds_until(person: Person, since: datetime) -> datetime:
    """The moment (UTC) at which what was begun or answered at `since` has ended: with its day, but not within `LATE`.

    Without that a session at midnight would lose the answers that it stands on, and itself.
    """
    return max(end_of_day(person, since), since.astimezone(UTC) + LATE)


def holds(person: Person, since: datetime, at: datetime) -> bool:
    """Whether what was begun or answered at `since` goes on at a later moment."""
    return at < holds_until(person, since)
