"""Week by week: sessions done and planned, load and pain. And since when somebody follows the programme."""

from datetime import date, datetime, timedelta
from statistics import fmean

from inturn.programme.hip_internal_rotation import Programme
from inturn.training.days import day_of
from inturn.training.pain import sessions_done
from inturn.training.progress.finding import WeekDone
from inturn.training.records import History


def first_day(history: History, at: datetime) -> date | None:
    """The day of the first test; None before it."""
    first = next((t for t in history.tests if t.at <= at), None)
    return None if first is None else day_of(history.person, first.at)


def week_of(history: History, at: datetime) -> int:
    """Weeks since the first test, from 1; 0 before it."""
    start = first_day(history, at)
    return 0 if start is None else (day_of(history.person, at) - start).days // 7 + 1


def weeks_done(history: History, programme: Programme, at: datetime) -> tuple[WeekDone, ...]:
    """Every week from the first test to now."""
    start = first_day(history, at)
    if start is None:
        return ()
    count = week_of(history, at)
    done = [0] * count
    loads = [0.0] * count
    pains: list[list[int]] = [[] for _ in range(count)]
    for session in sessions_done(history, at):
        week = (day_of(history.person, session.started_at) - start).days // 7
        if 0 <= week < count:
            done[week] += 1
            loads[week] = max([loads[week], *(s.load_kg for s in session.sets if s.ended != "skipped")])
    for entry in history.pain:
        if entry.at <= at and entry.moment in ("before", "daily"):
            week = (day_of(history.person, entry.at) - start).days // 7
            if 0 <= week < count:
                pains[week].append(entry.now)
    return tuple(
        WeekDone(
            week=i + 1,
            start=start + timedelta(weeks=i),
            done=done[i],
            planned=programme.plan.days_a_week,
            load_kg=loads[i],
            pain=fmean(pains[i]) if pains[i] else None,
        )
        for i in range(count)
    )
