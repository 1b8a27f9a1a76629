"""What the progress charts show, taken from the history and put into days and degrees. Nothing is judged here.

A test that was measured again counts once, by its newest reading. Values of different method stay in different series.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import degrees
from statistics import fmean

from inturn.body.keypoints import Side
from inturn.quantity import Method
from inturn.report.days import day_of, monday
from inturn.training.records import History, Reached, SessionRecord, TestRecord

SIDES: tuple[Side, Side] = ("left", "right")
SELF = "self"


@dataclass(frozen=True, slots=True)
class RangePoint:
    """One side of one camera test: degrees with the ends of the 95 % interval."""

    day: date
    degrees: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class RangeSeries:
    """The values of one side that may be compared: one method."""

    side: Side
    method: Method
    points: tuple[RangePoint, ...]


@dataclass(frozen=True, slots=True)
class SelfPoint:
    """One side of a test without a camera."""

    day: date
    side: Side
    reached: Reached
    body_moved: bool | None
    pain: int | None
    gap_cm: float | None


@dataclass(frozen=True, slots=True)
class Scored:
    """A number on a day: pain, a score, a load."""

    day: date
    value: float


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar: sessions done and begun, tests taken, pain noted."""

    day: date
    done: int
    begun: int
    tests: int
    noted: bool


def current_tests(history: History) -> tuple[TestRecord, ...]:
    """Tests of a day, each by its newest reading: those that a later record measured again are left out."""
    replaced = {t.remeasured_from for t in history.tests if t.remeasured_from}
    newest: dict[str, TestRecord] = {}
    for test in history.tests:
        if test.occasion == "day" and (test.remeasured_from or test.id not in replaced):
            newest[test.remeasured_from or test.id] = test
    return tuple(sorted(newest.values(), key=lambda t: t.at))


def range_series(history: History) -> tuple[RangeSeries, ...]:
    """Camera values, one series for each side and method; the method with the newest value first."""
    found: dict[tuple[Side, Method], list[RangePoint]] = {}
    for test in current_tests(history):
        for record in test.sides:
            if record.rotation is None or test.method.source_kind == SELF:
                continue
            low, high = record.rotation.interval95
            point = RangePoint(
                day_of(history.person, test.at), degrees(record.rotation.value), degrees(low), degrees(high)
            )
            found.setdefault((record.side, record.rotation.method), []).append(point)
    series = [RangeSeries(side, method, tuple(points)) for (side, method), points in found.items()]
    return tuple(sorted(series, key=lambda s: (SIDES.index(s.side), -len(s.points), -s.points[-1].day.toordinal())))


def self_points(history: History) -> tuple[SelfPoint, ...]:
    """Tests without a camera, side by side."""
    return tuple(
        SelfPoint(
            day_of(history.person, test.at), s.side, s.reached, s.body_moved, s.pain,
            None if s.gap_m is None else 100.0 * s.gap_m,
        )
        for test in current_tests(history)
        if test.method.source_kind == SELF
        for s in test.sides
    )  # fmt: skip


def pain_before(history: History) -> tuple[Scored, ...]:
    """Pain 0-10 before each session, or noted on a day."""
    return _by_day((day_of(history.person, p.at), p.now) for p in history.pain if p.moment in {"before", "daily"})


def pain_worst(history: History) -> tuple[Scored, ...]:
    """Worst pain 0-10 of the last 24 hours, where asked."""
    return _by_day((day_of(history.person, p.at), p.worst) for p in history.pain if p.worst is not None)


def psfs(history: History) -> tuple[Scored, ...]:
    """Patient-Specific Functional Scale: mean of the activities named, 0-10, high is good."""
    return tuple(
        Scored(day_of(history.person, s.at), fmean(v for _, v in s.values))
        for s in history.scores
        if s.measure == "psfs" and s.values
    )


def rmdq(history: History) -> tuple[Scored, ...]:
    """Roland-Morris score, 0-24, low is good."""
    return tuple(
        Scored(day_of(history.person, s.at), s.values[0][1]) for s in history.scores if s.measure == "rmdq" and s.values
    )


def loads(history: History) -> tuple[tuple[str, tuple[Scored, ...]], ...]:
    """Heaviest load in kilograms of each exercise in each finished session; exercises never loaded are left out."""
    found: dict[str, list[Scored]] = {}
    for session in history.sessions:
        heaviest: dict[str, float] = {}
        for done in session.sets:
            if done.ended in {"done", "pain"}:
                heaviest[done.exercise] = max(heaviest.get(done.exercise, 0.0), done.load_kg)
        for exercise, kg in heaviest.items():
            found.setdefault(exercise, []).append(Scored(day_of(history.person, session.started_at), kg))
    return tuple((e, tuple(points)) for e, points in found.items() if any(p.value > 0 for p in points))


def calendar(history: History, first: date, last: date) -> tuple[Day, ...]:
    """Every day from the Monday of `first`'s week to the Sunday of `last`'s."""
    person = history.person
    done = _count(day_of(person, s.started_at) for s in history.sessions if finished(s))
    begun = _count(day_of(person, s.started_at) for s in history.sessions if not finished(s))
    tests = _count(day_of(person, t.at) for t in current_tests(history))
    noted = {day_of(person, p.at) for p in history.pain}
    start, end = monday(first), monday(last) + timedelta(days=6)
    days = [start + timedelta(days=i) for i in range((end - start).days + 1)]
    return tuple(Day(d, done.get(d, 0), begun.get(d, 0), tests.get(d, 0), d in noted) for d in days)


def finished(session: SessionRecord) -> bool:
    """Whether a session came to its end."""
    return session.ended_at is not None


def thinned(points: Sequence[Scored], most: int) -> tuple[Scored, ...]:
    """At most about `most` points: where there are more, means over equal stretches of days, at their middle."""
    if len(points) <= most:
        return tuple(points)
    first = points[0].day
    stride = max(1, -(-((points[-1].day - first).days + 1) // most))
    bins: dict[int, list[float]] = {}
    for point in points:
        bins.setdefault((point.day - first).days // stride, []).append(point.value)
    return tuple(Scored(first + timedelta(days=b * stride + stride // 2), fmean(v)) for b, v in sorted(bins.items()))


def _by_day(pairs: Iterable[tuple[date, float]]) -> tuple[Scored, ...]:
    """The first value of each day, in order."""
    firsts: dict[date, float] = {}
    for day, value in pairs:
        firsts.setdefault(day, float(value))
    return tuple(Scored(day, value) for day, value in sorted(firsts.items()))


def _count(days: Iterable[date]) -> dict[date, int]:
    found: dict[date, int] = {}
    for day in days:
        found[day] = found.get(day, 0) + 1
    return found
