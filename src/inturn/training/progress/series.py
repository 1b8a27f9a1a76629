"""Series of tests: one side, one method. Tests of different method never stand in one series."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from math import hypot, sqrt
from statistics import fmean, median

from inturn.body.keypoints import SIDES, Side
from inturn.errors import MethodMismatchError
from inturn.programme.hip_internal_rotation import Programme
from inturn.quantity import Method, minimal_detectable_change
from inturn.training.days import day_of
from inturn.training.progress.finding import SpreadSource, TestPoint
from inturn.training.records import History
from inturn.training.sides import readings

_RECENT = 30
"""Differences between neighbouring days from which a person's own spread is told."""
_WORTH = 2.0 / 3.0


@dataclass(frozen=True, slots=True)
class DayValue:
    """The mean of a day's values (rad)."""

    day: date
    value: float


@dataclass(frozen=True, slots=True)
class Spread:
    """Standard deviation (rad) of one day's value, where it comes from, and its degrees of freedom."""

    sd: float
    source: SpreadSource
    df: float

    @property
    def mdc95(self) -> float:
        """Detectable change between two single days (rad)."""
        return minimal_detectable_change(self.sd)


def test_series(history: History, at: datetime) -> dict[tuple[Method, Side], tuple[TestPoint, ...]]:
    """The tests that count as a test of their own, by method (in the order of first use) and side."""
    found: dict[tuple[Method, Side], list[TestPoint]] = {}
    for test in readings(history, at):
        if test.occasion != "day":
            continue
        for side in SIDES:
            record = test.side(side)
            if record is None or record.verdict == "unreadable":
                continue
            if record.rotation is not None and record.rotation.method != test.method:
                raise MethodMismatchError(
                    f"Test {test.id} says it was measured as {test.method}, its {side} value as "
                    f"{record.rotation.method}. Measure its recording again."
                )
            day = day_of(history.person, test.at)
            point = TestPoint(test.id, test.at, day, record.rotation, record.reached, record.body_moved, record.pain)
            found.setdefault((test.method, side), []).append(point)
    return {key: tuple(points) for key, points in found.items()}


test_series.__test__ = False  # type: ignore[attr-defined]


def day_values(points: Sequence[TestPoint]) -> list[DayValue]:
    """One value a day: several tests on one day are one look, not several.

    Raises MethodMismatchError when the points were not all measured the same way.
    """
    methods = {p.rotation.method for p in points if p.rotation is not None}
    if len(methods) > 1:
        raise MethodMismatchError(
            "Tests of different method (test, position, support, kind of source) cannot be compared. Repeat the test "
            "the same way as before."
        )
    days: dict[date, list[float]] = {}
    for point in points:
        if point.rotation is not None:
            days.setdefault(point.day, []).append(point.rotation.value)
    return [DayValue(day, fmean(values)) for day, values in sorted(days.items())]


def spread_of(points: Sequence[TestPoint], values: Sequence[DayValue], programme: Programme) -> Spread:
    """How much a day's value varies without any change, pooled from the method's error and this person's own repeats.

    The method's part is its random and set-up error. The person's own is told from neighbouring days,
    sum(d ** 2) / (2 m), which a slow trend hardly touches; the method weighs like `method_weight` such differences.
    It is never less than what makes `least_detectable` the detectable change. The m differences share their values, so
    they are worth about 2/3 of as many degrees of freedom.
    """
    rules = programme.change
    known = [hypot(p.rotation.sd_random, p.rotation.sd_setup) for p in points if p.rotation is not None]
    method = median(known) if known else 0.0
    steps = [b.value - a.value for a, b in pairwise(values)][-_RECENT:]
    pooled = (rules.method_weight * method**2 + sum(d * d for d in steps) / 2.0) / (rules.method_weight + len(steps))
    floor = rules.least_detectable / minimal_detectable_change(1.0)
    df = rules.method_weight + len(steps) * _WORTH
    return Spread(max(sqrt(pooled), floor), "own_and_method" if steps else "method", df)
