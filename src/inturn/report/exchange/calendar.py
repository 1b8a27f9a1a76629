"""Planned sessions and tests as an iCalendar file, at the person's own clock.

The same appointment has the same UID in every export, so that a calendar updates it instead of doubling it. A calendar
is often shared: the entries name no pain, no value and no person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, Literal
from uuid import NAMESPACE_URL, uuid5

from inturn.errors import InputError
from inturn.report.days import zone
from inturn.report.words.appointments import DESCRIPTIONS, SUMMARIES
from inturn.training.records import Person

if TYPE_CHECKING:
    from icalendar import Event

AppointmentKind = Literal["session", "test", "screening", "scores"]
_LONGEST: Final = timedelta(days=366 * 3)
_PRODUCT: Final = "-//Inturn//Programme//EN"


@dataclass(frozen=True, slots=True)
class Appointment:
    """Something planned for a day: what, and how many minutes it takes."""

    kind: AppointmentKind
    day: date
    minutes: int


def week_plan(
    first: date, weeks: int, days_a_week: int, test_every_days: int, session_minutes: int, test_minutes: int = 10
) -> tuple[Appointment, ...]:
    """Sessions spread evenly over each week from `first` on, and a test every so many days, beginning with `first`.

    A missed session is simply the next one: the days are a proposal, not a debt.
    """
    days = weeks * 7
    offsets = {round(i * 7 / days_a_week) for i in range(days_a_week)} if days_a_week else set[int]()
    found = [
        Appointment("session", first + timedelta(days=d), session_minutes) for d in range(days) if d % 7 in offsets
    ]
    tests = range(0, days, test_every_days) if test_every_days > 0 else ()
    found += [Appointment("test", first + timedelta(days=d), test_minutes) for d in tests]
    return tuple(sorted(found, key=lambda a: (a.day, a.kind)))


def calendar_ics(person: Person, appointments: Sequence[Appointment], start: time, at: datetime) -> bytes:
    """The calendar file. `start`: when the day's appointments begin by the person's clock; `at`: now.

    Several on one day follow one another. Raises InputError for appointments years away or of no length.
    """
    import icalendar

    _require_possible(appointments, at)
    calendar = icalendar.Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", SUMMARIES["calendar"])
    for begin, one in _placed(appointments, start):
        calendar.add_component(_event(person, one, begin, at))
    if appointments and zone(person).key != "UTC":
        first, last = min(a.day for a in appointments), max(a.day for a in appointments)
        calendar.add_missing_timezones(date(first.year, 1, 1), date(last.year + 1, 1, 1))
    return bytes(calendar.to_ical())


def uid(person: Person, appointment: Appointment) -> str:
    """The appointment's lasting id: of the person, the kind and the day."""
    name = f"urn:inturn:{person.id}:{appointment.kind}:{appointment.day.isoformat()}"
    return f"{uuid5(NAMESPACE_URL, name)}@inturn"


def _placed(appointments: Sequence[Appointment], start: time) -> Iterable[tuple[datetime, Appointment]]:
    """Each with its begin by the wall clock, those of a day one after another (tests first)."""
    free: dict[date, datetime] = {}
    for one in sorted(appointments, key=lambda a: (a.day, a.kind != "screening", a.kind != "test", a.kind)):
        begin = free.get(one.day, datetime.combine(one.day, start))
        free[one.day] = begin + timedelta(minutes=one.minutes)
        yield begin, one


def _event(person: Person, one: Appointment, begin: datetime, at: datetime) -> "Event":
    import icalendar

    where = zone(person)
    here = UTC if where.key == "UTC" else where
    event = icalendar.Event()
    event.add("uid", uid(person, one))
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", begin.replace(tzinfo=here))
    event.add("dtend", (begin + timedelta(minutes=one.minutes)).replace(tzinfo=here))
    event.add("summary", SUMMARIES[one.kind])
    event.add("description", DESCRIPTIONS[one.kind])
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _require_possible(appointments: Sequence[Appointment], at: datetime) -> None:
    for one in appointments:
        if one.minutes < 1:
            raise InputError(f"The appointment of {one.day} takes {one.minutes} minutes. Give one minute or more.")
        if abs(one.day - at.date()) > _LONGEST:
            raise InputError(f"The appointment of {one.day} is more than three years away. Give a nearer day.")
    keys = [(a.kind, a.day) for a in appointments]
    if len(set(keys)) != len(keys):
        raise InputError("Two appointments of one kind fall on one day. Give each day once.")
