"""Progress and decisions that go with the made-up histories: plausible values, for the words and pages only."""

from dataclasses import replace
from datetime import datetime, timedelta
from math import radians
from statistics import fmean, median

from inturn.programme.clearance import Clearance
from inturn.programme.hip_internal_rotation import load_shipped_programme
from inturn.report import timeline as tl
from inturn.report.days import day_of, monday
from inturn.report.progress_view import ProgressFacts
from inturn.training.progress.finding import (
    PainChange,
    Progress,
    RangeChange,
    ScoreChange,
    Series,
    Trend,
    WeekDone,
)
from inturn.training.records import Decision, History
from tests.unit.report.histories import HISTORIES, START

NOW = START + timedelta(weeks=12)
CLEARED = Clearance(questions_version="1", answered_at="2026-05-24T10:00:00Z")


def _range(one: tl.RangeSeries) -> RangeChange:
    values = [radians(p.degrees) for p in one.points]
    enough = len(values) > 4
    baseline = fmean(values[:2])
    current = median(values[-3:]) if enough else None
    change = None if current is None else current - baseline
    sd = radians(2.2)
    code = "too_few_tests" if change is None else "improved" if change > radians(7) else "no_detectable_change"
    interval = None if change is None else (change - 1.96 * sd, change + 1.96 * sd)
    return RangeChange(
        one.side, one.method, code, 1, one.points[0].day, baseline, current, change, sd if enough else None, interval,
        radians(7.4) if enough else None, radians(6.2), radians(2.2), "own_and_method", max(len(values) - 4, 0),
        Trend(radians(0.8), (radians(0.4), radians(1.2)), len(values)) if enough else None,
    )  # fmt: skip


def progress_of(history: History) -> Progress:
    """A progress of the right shape for a history."""
    today = day_of(history.person, NOW)
    series = tuple(Series(s.side, s.method, (), _range(s)) for s in tl.range_series(history))
    pain = [p.value for p in tl.pain_before(history)]
    first, now = (fmean(pain[:6]), fmean(pain[-6:])) if len(pain) > 12 else (None, None)
    code = "too_few_values" if first is None or now is None else "better" if first - now >= 2 else "no_important_change"
    change = None if first is None or now is None else now - first
    trend = Trend(-0.35, (-0.45, -0.2), len(pain)) if change is not None else None
    scores = tuple(
        ScoreChange(
            measure, "better" if measure == "psfs" else "awaiting_confirmation", points[0].value, points[-1].value,
            points[-1].value - points[0].value, tuple((p.day, p.value) for p in points),
        )
        for measure, points in (("psfs", tl.psfs(history)), ("rmdq", tl.rmdq(history)))
        if points
    )  # fmt: skip
    return Progress(
        today, 12 if history.tests else 0, series, PainChange(code, first, now, change, trend, len(pain)), scores,
        _weeks(history), _advice(history),
    )  # fmt: skip


def _weeks(history: History) -> tuple[WeekDone, ...]:
    if not history.tests:
        return ()
    start = monday(day_of(history.person, START))
    found: list[WeekDone] = []
    for week in range(12):
        begin = start + timedelta(weeks=week)
        own = [
            s for s in history.sessions if begin <= day_of(history.person, s.started_at) < begin + timedelta(weeks=1)
        ]
        pain = [p.value for p in tl.pain_before(history) if begin <= p.day < begin + timedelta(weeks=1)]
        load = max((x.load_kg for s in own for x in s.sets), default=0.0)
        found.append(WeekDone(week + 1, begin, len(own), 3, load, fmean(pain) if pain else None))
    return tuple(found)


def _advice(history: History) -> tuple[Decision, ...]:
    return (Decision("refer", "no_change_yet", (("weeks", 4.0),)),) if len(history.tests) > 12 else ()


DECISIONS = (
    Decision("session", "session_due", (("number", 2.0), ("planned", 3.0))),
    Decision("sides", "side_tighter", (), "left"),
    Decision("pain", "pain_safe", (("pain", 1.0),)),
    Decision("load", "load_up", (("sessions", 3.0), ("from_kg", 10.0), ("to_kg", 12.0))),
)


def facts(name: str, made_at: datetime = NOW) -> ProgressFacts:
    """The facts of a report on that sample."""
    history = HISTORIES[name]()
    blocked = name == "red_flag"
    stopped = (Decision("blocked", "emergency"),)
    started = bool(history.tests)
    return ProgressFacts(
        history=history,
        progress=progress_of(history),
        programme=load_shipped_programme(),
        decisions=stopped if blocked else DECISIONS if started else (Decision("screening", "first_screening"),),
        target=radians(24.0),
        made_at=made_at,
        clearance=CLEARED if started and not blocked else None,
    )


def long_run() -> ProgressFacts:
    """Ten years of the same twelve weeks."""
    one = facts("twelve_weeks")
    history = one.history
    rounds = 43
    tests, sessions, pain, scores = [], [], [], []
    for i in range(rounds):
        gap = timedelta(weeks=12 * i)
        tests += [replace(t, id=f"{i}-{t.id}", at=t.at + gap) for t in history.tests]
        sessions += [replace(s, id=f"{i}-{s.id}", started_at=s.started_at + gap) for s in history.sessions]
        pain += [replace(p, id=f"{i}-{p.id}", at=p.at + gap) for p in history.pain]
        scores += [replace(s, id=f"{i}-{s.id}", at=s.at + gap) for s in history.scores]
    whole = replace(history, tests=tuple(tests), sessions=tuple(sessions), pain=tuple(pain), scores=tuple(scores))
    return replace(one, history=whole, made_at=NOW + timedelta(weeks=12 * rounds))
