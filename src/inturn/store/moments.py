"""Moments as text: ISO 8601 in UTC, all of one width, so that order as text is order in time."""

from datetime import UTC, datetime


def to_text(moment: datetime) -> str:
    """An aware moment as kept, to the microsecond: 2026-03-02T17:30:00.000000+00:00."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def from_text(text: str) -> datetime:
    """The moment that `to_text` kept, in UTC."""
    return datetime.fromisoformat(text)
