"""Pain and function scores: "better" only beyond the important change, and only when it was seen more than once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import fmean

from inturn.programme.content import Measure
from inturn.programme.hip_internal_rotation import Programme
from inturn.training.days import day_of
from inturn.training.progress.finding import PainChange, ScoreChange, ScoreCode
from inturn.training.progress.trend import theil_sen
from inturn.training.records import History, MeasureId, PainEntry, ScoreRecord

_SLIP = 1e-9
"""So that a change of exactly two points counts, whatever the mean's last bit."""


def pain_change(history: History, programme: Programme, at: datetime) -> PainChange:
    """Pain before sessions and on other days: the mean of the first entries against the mean of the newest ones.

    Both are means of several entries within some weeks and share none, so that a single good day is no change.
    "better" asks for at least two points and 30 % (Ostelo 2008).
    """
    rules, measure = programme.change, programme.measure("nprs")
    entries = [e for e in history.pain if e.at <= at and e.moment in ("before", "daily")]
    window = timedelta(days=rules.pain_window)
    first = [e for e in entries if e.at <= entries[0].at + window][: rules.pain_entries] if entries else []
    last = [e for e in entries[len(first) :] if e.at > at - window][-rules.pain_entries :]
    recent = [e for e in entries if e.at > at - timedelta(days=rules.period)]
    by_average = all(e.average is not None for e in (*first, *last))
    trend = theil_sen(
        [(e.at - recent[0].at).total_seconds() / 604800.0 for e in recent],
        [_value(e, by_average=by_average) for e in recent],
        rules.trend_least,
    ) if recent else None  # fmt: skip
    if len(first) < rules.pain_entries_least:
        return PainChange("no_baseline", None, None, None, trend, len(entries))
    baseline = fmean(_value(e, by_average=by_average) for e in first)
    if len(last) < rules.pain_entries_least:
        return PainChange("too_few_values", baseline, None, None, trend, len(entries))
    current = fmean(_value(e, by_average=by_average) for e in last)
    code = important(baseline - current, baseline, measure.better_points, measure.better_share)
    return PainChange(code, baseline, current, current - baseline, trend, len(entries))


def important(gain: float, baseline: float, points: float, share: float | None) -> ScoreCode:
    """Whether a gain (+ = for the better) is an important one: both in points and as a share of the baseline."""
    least = max(points, (share or 0.0) * baseline) - _SLIP
    return "better" if gain >= least else "worse" if -gain >= least else "no_important_change"


def score_change(history: History, programme: Programme, measure: MeasureId, at: datetime) -> ScoreChange:
    """Change of a questionnaire score.

    RMDQ: the newest score against the first. PSFS: the mean of the newest scores against that of the first two, over
    the activities named in all of them. A change seen in one newest value only is `awaiting_confirmation`.
    """
    records = [s for s in history.scores if s.measure == measure and s.at <= at]
    rule = programme.measure(measure)
    if measure == "psfs":
        return _psfs(history, records, rule, programme)
    return _rmdq(history, records, rule)


def _rmdq(history: History, records: list[ScoreRecord], rule: Measure) -> ScoreChange:
    """Lower is better; the same must be seen at the two newest scores."""
    values = [r.values[0][1] for r in records]
    days = tuple((day_of(history.person, r.at), v) for r, v in zip(records, values, strict=True))
    if len(values) < 2:
        code: ScoreCode = "too_few_values" if values else "no_baseline"
        return ScoreChange("rmdq", code, values[0] if values else None, None, None, days)
    first = values[0]
    codes: list[ScoreCode] = [
        important(first - v, first, rule.better_points, rule.better_share) for v in values[1:][-2:]
    ]
    return ScoreChange("rmdq", _confirmed(codes), first, values[-1], values[-1] - first, days)


def _confirmed(codes: Sequence[ScoreCode]) -> ScoreCode:
    """The newest code, where the one before it agrees."""
    newest = codes[-1]
    if newest == "no_important_change" or (len(codes) > 1 and codes[-2] == newest):
        return newest
    return "awaiting_confirmation"


def _psfs(history: History, records: list[ScoreRecord], rule: Measure, programme: Programme) -> ScoreChange:
    """Higher is better; over the activities that every compared score names."""
    recent = programme.change.score_recent
    first, later = records[:2] if len(records) > 2 else records[:1], records[2:] if len(records) > 2 else records[1:]
    newest = later[-recent:]
    common = _common([*first, *newest])
    days = tuple((day_of(history.person, r.at), _mean(r, common or _common([r]))) for r in records)
    if not records or not common:
        return ScoreChange("psfs", "no_baseline", None, None, None, days)
    baseline = fmean(_mean(r, common) for r in first)
    if not newest:
        return ScoreChange("psfs", "too_few_values", baseline, None, None, days)
    current = fmean(_mean(r, common) for r in newest)
    points = rule.better_points if len(common) > 1 else rule.better_one_points or rule.better_points
    code = important(current - baseline, 0.0, points, None)
    if code != "no_important_change" and len(newest) < recent:
        code = "awaiting_confirmation"
    return ScoreChange("psfs", code, baseline, current, current - baseline, days)


def _common(records: Sequence[ScoreRecord]) -> frozenset[str]:
    """The activities that all of these name."""
    named = [frozenset(name for name, _ in r.values) for r in records]
    return frozenset.intersection(*named) if named else frozenset()


def _mean(record: ScoreRecord, activities: frozenset[str]) -> float:
    return fmean(value for name, value in record.values if name in activities)


def _value(entry: PainEntry, *, by_average: bool) -> float:
    return float(entry.average if by_average and entry.average is not None else entry.now)
