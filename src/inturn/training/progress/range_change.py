"""Change of one side's rotation within a period, with every look counted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import hypot, sqrt
from statistics import fmean, median

from inturn.body.keypoints import Side
from inturn.programme.hip_internal_rotation import Programme
from inturn.quantity import Method
from inturn.training.progress.finding import RangeChange, RangeCode, TestPoint
from inturn.training.progress.looks import error_share, limit_of_last_look
from inturn.training.progress.series import DayValue, day_values, spread_of
from inturn.training.progress.student import student_quantile
from inturn.training.progress.trend import theil_sen

SD_OF_MEDIAN = (1.0, 0.7071, 0.6698, 0.5461, 0.5356, 0.4634, 0.4587, 0.4101, 0.4076)
"""Standard deviation of the median of 1, 2, ... 9 normal values of standard deviation 1."""


def range_change(
    side: Side, method: Method, points: Sequence[TestPoint], method_order: int, programme: Programme
) -> RangeChange | None:
    """The change of the running period; None for a method without angles.

    A new period without enough tests yet still shows what the one before it came to. Raises MethodMismatchError when
    the points were not all measured the same way.
    """
    values = day_values(points)
    if not values:
        return None
    period = _period(values[0].day, values[-1].day, programme)
    change = _of_period(side, method, points, values, period, method_order, programme)
    if change.code in ("too_few_tests", "no_baseline") and period > 0:
        earlier = [v for v in values if _period(values[0].day, v.day, programme) < period]
        last = _period(values[0].day, earlier[-1].day, programme)
        before = _of_period(side, method, points, earlier, last, method_order, programme)
        return before if before.code not in ("too_few_tests", "no_baseline") else change
    return change


def _period(start: date, day: date, programme: Programme) -> int:
    """The period (from 0) a day belongs to; the last day of a period is its whole number of weeks."""
    return max((day - start).days - 1, 0) // programme.change.period


def _of_period(
    side: Side,
    method: Method,
    points: Sequence[TestPoint],
    values: list[DayValue],
    period: int,
    method_order: int,
    programme: Programme,
) -> RangeChange:
    rules = programme.change
    start = values[0].day + timedelta(days=period * rules.period)
    within = [v for v in values if _period(values[0].day, v.day, programme) == period]
    basis, later = _baseline(values, within, programme)
    until = values[-1].day
    spread = spread_of([p for p in points if p.day <= until], values, programme)
    trend = theil_sen([(v.day - start).days / 7.0 for v in within], [v.value for v in within], rules.trend_least)
    newest = later[-rules.recent_tests :]
    baseline = fmean(basis) if basis else None
    current = median(v.value for v in newest) if newest else None
    looks = max(len(later) - rules.recent_tests + 1, 0)
    found = RangeChange(
        side=side,
        method=method,
        code="no_baseline" if baseline is None else "too_few_tests",
        period=period + 1,
        period_start=start,
        baseline=baseline,
        current=current,
        change=None,
        sd=None,
        interval95=None,
        detectable=None,
        mdc95=spread.mdc95,
        spread=spread.sd,
        spread_source=spread.source,
        looks=looks,
        trend=trend,
    )
    if baseline is None or current is None or looks == 0:
        return found
    times = [((v.day - start).days / rules.period) for v in later[rules.recent_tests - 1 :]]
    error = error_share(rules.overall_error, method_order)
    limit = limit_of_last_look(times, error, rules.spending_power, spread.df)
    sd = spread.sd * hypot(SD_OF_MEDIAN[len(newest) - 1], 1.0 / sqrt(len(basis)))
    half = student_quantile(0.025, spread.df) * sd
    return _called(replace(found, sd=sd), current - baseline, half, max(limit * sd, spread.mdc95))


def _called(found: RangeChange, change: float, half: float, detectable: float) -> RangeChange:
    """The finding with its change and what may be said of it."""
    code: RangeCode = "no_detectable_change"
    if abs(change) >= detectable:
        code = "improved" if change > 0.0 else "worse"
    interval = (change - half, change + half)
    return replace(found, code=code, change=change, interval95=interval, detectable=detectable)


def _baseline(
    values: list[DayValue], within: list[DayValue], programme: Programme
) -> tuple[list[float], list[DayValue]]:
    """The values a period starts from, and the days after them.

    The first period starts from its first tests; a later one from the newest tests before it, where they are no older
    than a third of a period, else from its own first ones.
    """
    rules, needed = programme.change, programme.plan.baseline_tests
    before = [v for v in values if v.day < within[0].day] if within else []
    recent = [v.value for v in before if (within[0].day - v.day).days * 3 <= rules.period][-rules.recent_tests :]
    if len(recent) >= needed:
        return recent, within
    if len(within) < needed:
        return [], []
    return [v.value for v in within[:needed]], within[needed:]
