"""Days where the person lives. Time zones are data that come with Python, like the programme comes with Inturn."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from inturn.training.records import Person


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
