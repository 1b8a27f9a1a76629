"""The calendar file: read back by the library, lasting ids, the person's clock over a change of summer time."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.errors import InputError
from inturn.report.exchange.calendar import Appointment, calendar_ics, uid, week_plan
from tests.unit.report.histories import HOSTILE_NAME, START, person

PLAN = week_plan(date(2026, 3, 16), 4, 4, 7, 12)


def _events(data: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_every_appointment_comes_back_at_the_persons_clock() -> None:
    events = _events(calendar_ics(person(), PLAN, time(18, 0), START))
    assert len(events) == len(PLAN) == 4 * 4 + 4
    for event in events:
        begin = event["DTSTART"].dt
        assert str(begin.tzinfo) == "Europe/Oslo"
        assert begin.hour == 18
        assert event["DTEND"].dt > begin
    offsets = {e["DTSTART"].dt.utcoffset() for e in events}
    assert offsets == {timedelta(hours=1), timedelta(hours=2)}  # summer time begins on 29 March


def test_those_of_one_day_follow_one_another() -> None:
    day = date(2026, 3, 16)
    both = (Appointment("session", day, 12), Appointment("test", day, 10))
    test, session = sorted(_events(calendar_ics(person(), both, time(7, 30), START)), key=lambda e: e["DTSTART"].dt)
    assert str(test["SUMMARY"]) == "Hip test"
    assert session["DTSTART"].dt == test["DTEND"].dt


def test_time_zone_is_described_for_calendars_that_do_not_know_it() -> None:
    zones = list(icalendar.Calendar.from_ical(calendar_ics(person(), PLAN, time(18, 0), START)).walk("VTIMEZONE"))
    assert [str(z["TZID"]) for z in zones] == ["Europe/Oslo"]
    in_utc = calendar_ics(person(time_zone="UTC"), PLAN, time(18, 0), START)
    assert b"VTIMEZONE" not in in_utc
    assert b"T180000Z" in in_utc


def test_a_zone_that_nobody_knows_is_utc() -> None:
    assert b"T180000Z" in calendar_ics(person(time_zone="Mars/Olympus"), PLAN, time(18, 0), START)


@given(st.integers(1, 30), st.integers(1, 7), st.sampled_from(["UTC", "Asia/Kathmandu", "America/St_Johns"]))
def test_ids_last(weeks: int, days: int, where: str) -> None:
    plan = week_plan(date(2026, 1, 5), weeks, days, 7, 12)
    who = person(time_zone=where)
    first = _events(calendar_ics(who, plan, time(6), START))
    later = _events(calendar_ics(who, plan[2:], time(20), START + timedelta(days=3)))
    ids = [str(e["UID"]) for e in first]
    assert len(set(ids)) == len(ids) == len(plan)
    assert {str(e["UID"]) for e in later} == {uid(who, a) for a in plan[2:]} <= set(ids)


def test_no_name_and_no_number_of_the_person() -> None:
    data = calendar_ics(person(HOSTILE_NAME), PLAN, time(18), START)
    assert b"script" not in data
    assert b"\nX-" not in data


def test_same_input_same_bytes_and_nothing_planned_is_a_calendar_too() -> None:
    assert calendar_ics(person(), PLAN, time(18), START) == calendar_ics(person(), PLAN, time(18), START)
    assert _events(calendar_ics(person(), (), time(18), START)) == []


@pytest.mark.parametrize(
    "bad",
    [
        (Appointment("session", date(2026, 3, 3), 0),),
        (Appointment("session", date(2040, 3, 3), 12),),
        (Appointment("session", date(2026, 3, 3), 12), Appointment("session", date(2026, 3, 3), 15)),
    ],
)
def test_what_cannot_be_is_refused(bad: tuple[Appointment, ...]) -> None:
    with pytest.raises(InputError, match="Give"):
        calendar_ics(person(), bad, time(18), datetime(2026, 3, 1, tzinfo=UTC))


@given(st.integers(0, 7), st.integers(1, 12))
def test_a_week_has_the_days_asked_for(days: int, weeks: int) -> None:
    plan = [a for a in week_plan(date(2026, 1, 7), weeks, days, 0, 12) if a.kind == "session"]
    assert len(plan) == days * weeks
    assert len({a.day for a in plan}) == len(plan)
