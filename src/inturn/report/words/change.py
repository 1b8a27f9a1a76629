"""What changed beyond error and what did not, in words. The judgement is the rules'; here it is only said."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import degrees
from typing import Final, Literal

from inturn.programme.content import Measure
from inturn.report.days import long_day
from inturn.report.words.methods import method_short
from inturn.report.words.numbers import PERCENT, counted, span, whole
from inturn.training.progress.finding import PainChange, Progress, RangeChange, ScoreChange, Series, Trend

Kind = Literal["better", "worse", "same", "open"]
"""Beyond error for the better or the worse; not beyond it; or not to be told yet."""

_RANGE_KINDS: Final[Mapping[str, Kind]] = {"improved": "better", "worse": "worse", "no_detectable_change": "same"}
_SCORE_KINDS: Final[Mapping[str, Kind]] = {"better": "better", "worse": "worse", "no_important_change": "same"}
KINDS: Final[Mapping[Kind, str]] = {
    "better": "better",
    "worse": "worse",
    "same": "no change beyond error",
    "open": "not to be told yet",
}
"""What each kind is called."""
_SCORE_MARKS: Final[Mapping[Kind, str]] = {"same": "no important change"}
SCORES: Final[Mapping[str, tuple[str, str]]] = {
    "psfs": ("Your own activities", "of 10, more is better"),
    "rmdq": ("Roland-Morris score", "of 24, less is better"),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of "what changed": what it is about, its kind, the sentence, and the kind in a word or two."""

    about: str
    kind: Kind
    text: str
    mark: str


def range_statements(progress: Progress) -> list[Statement]:
    """Every side and method that was tested, with a camera or without."""
    return [
        range_statement(s.change) if s.change is not None else self_statement(s) for s in progress.series if s.points
    ]


def range_statement(change: RangeChange) -> Statement:
    """One side's rotation by one method."""
    about = f"{change.side.capitalize()} hip ({method_short(change.method)})"
    kind: Kind = _RANGE_KINDS.get(change.code, "open")
    return Statement(about, kind, _range(change), KINDS[kind])


def _range(change: RangeChange) -> str:
    if change.code == "no_baseline" or change.baseline is None:
        return "No baseline yet: it is made from two tests on two days."
    if change.code == "too_few_tests" or change.change is None or change.current is None:
        return f"Baseline {whole(degrees(change.baseline))}. Too few tests since then to speak of a change."
    # the difference of the whole degrees shown, so that the sentence adds up
    moved = round(degrees(change.current)) - round(degrees(change.baseline))
    size = "no different" if moved == 0 else f"{whole(abs(moved))} {'more' if moved > 0 else 'less'}"
    between = "" if change.interval95 is None else f" (95{PERCENT} interval {_signed(change.interval95)})"
    lead = f"From {whole(degrees(change.baseline))} to {whole(degrees(change.current))}: {size}{between}."
    reach = "" if change.detectable is None else f" {_limit(change)}"
    return lead + reach


def _limit(change: RangeChange) -> str:
    limit = whole(degrees(change.detectable or 0.0))
    looks = f"all {counted(change.looks, 'look')} counted" if change.looks > 1 else "at this look"
    if change.code in {"improved", "worse"}:
        return f"That is beyond the {limit} that error alone may give, {looks}."
    return f"That is within error: only {limit} or more would count, {looks}."


def trend_sentence(trend: Trend | None, unit: str = "°") -> str:
    """The slope a week with its interval; empty without one."""
    if trend is None:
        return ""
    if trend.interval95 is None:
        return f"Trend {_plus(trend.per_week)}{unit} a week, from {counted(trend.n, 'test')}; too few for an interval."
    low, high = trend.interval95
    return (
        f"Trend {_plus(trend.per_week)}{unit} a week (95{PERCENT} interval {_plus(low)} to {_plus(high)}{unit}), from "
        f"{counted(trend.n, 'value')}. A trend is shown, but nothing is decided by it."
    )


def range_trend(trend: Trend | None) -> Trend | None:
    """The trend of an angle in degrees a week instead of radians."""
    if trend is None:
        return None
    ends = None if trend.interval95 is None else (degrees(trend.interval95[0]), degrees(trend.interval95[1]))
    return Trend(degrees(trend.per_week), ends, trend.n)


def self_statement(series: Series) -> Statement:
    """One side of the tests without a camera: how often the heel came to the stick, and no angle."""
    reached = sum(p.reached == "reached" for p in series.points)
    moved = sum(bool(p.body_moved) for p in series.points)
    body = f" The body moved in {moved} of them." if moved else ""
    newest = "reached" if series.points[-1].reached == "reached" else "not reached"
    return Statement(
        f"{series.side.capitalize()} hip ({method_short(series.method)})",
        "open",
        f"Heel to the stick in {reached} of {counted(len(series.points), 'test')}, {newest} in the newest.{body} "
        "Without an angle no change is worked out.",
        "no angle",
    )


def pain_statement(change: PainChange, measure: Measure) -> Statement:
    """Pain before sessions, then and now; `measure` says what counts as important."""
    about = "Pain before sessions"
    kind: Kind = _SCORE_KINDS.get(change.code, "open")
    if change.baseline is None or change.current is None:
        few = f"Too few entries to tell ({counted(change.n, 'entry', 'entries')})."
        return Statement(about, "open", few, KINDS["open"])
    lead = f"From {change.baseline:.1f} to {change.current:.1f} of 10."
    return Statement(about, kind, f"{lead} {_important(change.code, measure)}", _SCORE_MARKS.get(kind, KINDS[kind]))


def score_statement(change: ScoreChange, measure: Measure) -> Statement:
    """A questionnaire score, then and now; `measure` says what counts as important."""
    about, scale = SCORES.get(change.measure, (change.measure.upper(), ""))
    kind: Kind = _SCORE_KINDS.get(change.code, "open")
    if change.baseline is None or change.current is None:
        few = f"Too few values to tell ({counted(len(change.values), 'value')})."
        return Statement(about, "open", few, KINDS["open"])
    lead = f"From {change.baseline:.1f} to {change.current:.1f} {scale}."
    return Statement(about, kind, f"{lead} {_important(change.code, measure)}", _SCORE_MARKS.get(kind, KINDS[kind]))


def needed(measure: Measure) -> str:
    """What an important change takes: '2 points and 30 %'."""
    share = (
        "" if measure.better_share is None else f" and {round(100 * measure.better_share)}{PERCENT} of the first value"
    )
    single = "" if measure.better_one_points is None else f", {measure.better_one_points:g} with a single activity"
    return f"{measure.better_points:g} points{share}{single}"


def _important(code: str, measure: Measure) -> str:
    need = needed(measure)
    if code == "awaiting_confirmation":
        return "That may be an important change: the next entries have to confirm it."
    if code == "better":
        return f"That is an important change for the better: {need}, or more."
    if code == "worse":
        return "That is an important change for the worse."
    if code == "no_important_change":
        return f"That is not an important change: it would take {need}."
    return "Too early to tell."


def since(change: RangeChange) -> str:
    """When the running period began."""
    return f"Period {change.period}, since {long_day(change.period_start)}."


def _signed(ends: tuple[float, float]) -> str:
    return span(degrees(ends[0]), degrees(ends[1]))


def _plus(number: float) -> str:
    text = f"{abs(number):.1f}"
    if not float(text):
        return text
    return f"{'−' if number < 0 else '+'}{text}"
