"""Everything the progress report says, in words and tables, for page and PDF alike."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import degrees
from typing import Final, TypeVar

from inturn.programme.clearance import Clearance
from inturn.programme.hip_internal_rotation import Programme
from inturn.report import timeline as tl
from inturn.report.days import day_of, first_and_last, local, long_day, moment
from inturn.report.tables import Cell, Table
from inturn.report.words.change import (
    Statement,
    pain_statement,
    range_statements,
    range_trend,
    score_statement,
    trend_sentence,
)
from inturn.report.words.decisions import Said, all_said
from inturn.report.words.methods import method_short
from inturn.report.words.names import shown
from inturn.report.words.numbers import NONE, counted, span, whole, yes_no
from inturn.report.words.progress import LABELS, REACHED, adherence_sentences, screening_sentence
from inturn.training.progress.finding import Progress, WeekDone
from inturn.training.records import Decision, History, TestRecord

Row = tuple[str, tuple[Cell, ...]]
"""Head and cells of a row."""
_T = TypeVar("_T")

_LONGEST_TABLE: Final = 80
_SHORTEST_AXIS: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class ProgressFacts:
    """What a progress report is made from.

    target      rad; decisions: those of today's prescription or of what stands in its way, with their reasons
    clearance   of today; None: the report begins with the stop list
    made_at     now, aware
    """

    history: History
    progress: Progress
    programme: Programme
    decisions: tuple[Decision, ...]
    target: float
    made_at: datetime
    clearance: Clearance | None = None


@dataclass(frozen=True, slots=True)
class ProgressView:
    """The report in words. `changed` and `unchanged` split the statements by whether error alone may explain them."""

    name: str
    subtitle: str
    made: str
    cleared: bool
    blocked: str | None
    empty: bool
    changed: tuple[Statement, ...]
    unchanged: tuple[Statement, ...]
    trends: tuple[tuple[str, str], ...]
    adherence: tuple[str, ...]
    to_do: tuple[Said, ...]
    days: tuple[date, date]
    range_table: Table | None
    self_table: Table | None
    score_table: Table | None
    weeks_table: Table | None
    apart: str | None


def progress_view(facts: ProgressFacts) -> ProgressView:
    """The whole report in words."""
    history, progress = facts.history, facts.progress
    statements = _statements(facts)
    seen = first_and_last(history)
    today = day_of(history.person, facts.made_at)
    first, last = seen or (today, today)
    return ProgressView(
        name=shown(history.person.name),
        subtitle=_subtitle(seen, progress.week),
        made=moment(local(history.person, facts.made_at)),
        cleared=facts.clearance is not None,
        blocked=screening_sentence(history),
        empty=seen is None,
        changed=tuple(s for s in statements if s.kind in {"better", "worse"}),
        unchanged=tuple(s for s in statements if s.kind in {"same", "open"}),
        trends=_trends(progress),
        adherence=adherence_sentences(progress, history),
        to_do=_to_do(facts),
        days=(first, max(last, first + _SHORTEST_AXIS)),
        range_table=_range_table(history),
        self_table=_self_table(history),
        score_table=_score_table(history),
        weeks_table=_weeks_table(progress),
        apart=_apart(history),
    )


def _statements(facts: ProgressFacts) -> list[Statement]:
    """Range of each side and method, pain, and every score that was given."""
    progress, programme = facts.progress, facts.programme
    found = range_statements(progress)
    if facts.history.pain:
        found.append(pain_statement(progress.pain, programme.measure("nprs")))
    found += [score_statement(s, programme.measure(s.measure)) for s in progress.scores if s.values]
    return found


def _to_do(facts: ProgressFacts) -> tuple[Said, ...]:
    """What stops somebody comes first, then what is advised, then the day's decisions."""
    stops = [d for d in facts.decisions if d.rule == "blocked"]
    rest = [d for d in facts.decisions if d.rule != "blocked"]
    return all_said([*stops, *facts.progress.advice, *rest], facts.programme)


def _subtitle(seen: tuple[date, date] | None, week: int) -> str:
    if seen is None:
        return LABELS["nothing_yet"]
    first, last = seen
    days = long_day(first) if first == last else f"{long_day(first)} to {long_day(last)}"
    return f"{days}, week {week}" if week else days


def _trends(progress: Progress) -> tuple[tuple[str, str], ...]:
    """Name and sentence of each trend."""
    found = [
        (f"{s.side.capitalize()} hip ({method_short(s.method)})", trend_sentence(range_trend(s.change.trend)))
        for s in progress.series
        if s.change is not None
    ]
    found.append(("Pain before sessions", trend_sentence(progress.pain.trend, " points")))
    return tuple((name, text) for name, text in found if text)


def _apart(history: History) -> str | None:
    """Why values stand apart, where several methods were used."""
    methods = {t.method for t in tl.current_tests(history)}
    return LABELS["apart"] if len(methods) > 1 else None


def _range_table(history: History) -> Table | None:
    tests = [t for t in tl.current_tests(history) if t.method.source_kind != tl.SELF]

    def row(test: TestRecord) -> Row:
        return long_day(day_of(history.person, test.at)), _range_cells(test)

    return _newest("Every test with a camera, 95 % interval", ("Day", "Left", "Right", "How"), tests, row)


def _range_cells(test: TestRecord) -> tuple[Cell, ...]:
    return (*(Cell(_side_value(test, s)) for s in tl.SIDES), Cell(method_short(test.method)))


def _side_value(test: TestRecord, side: str) -> str:
    found = next((s for s in test.sides if s.side == side), None)
    if found is None or found.rotation is None:
        return NONE
    low, high = found.rotation.interval95
    return f"{whole(degrees(found.rotation.value))} ({span(degrees(low), degrees(high))})"


def _self_table(history: History) -> Table | None:
    heads = ("Day", "Side", "Heel to stick", "Body moved", "Gap", "Pain")
    return _newest("Every test by yourself", heads, tl.self_points(history), _self_row)


def _self_row(p: tl.SelfPoint) -> Row:
    cells = (
        Cell(p.side), Cell(REACHED[p.reached]), Cell(yes_no(p.body_moved)),
        Cell(NONE if p.gap_cm is None else f"{p.gap_cm:.0f} cm"), Cell(NONE if p.pain is None else str(p.pain)),
    )  # fmt: skip
    return long_day(p.day), cells


def _score_table(history: History) -> Table | None:
    by_day: dict[date, dict[str, float]] = {}
    for name, points in _scored(history).items():
        for point in points:
            by_day.setdefault(point.day, {})[name] = point.value
    heads = ("Day", *_SCORE_COLUMNS.values())
    return _newest("Pain and scores, day by day", heads, sorted(by_day.items()), _score_row)


def _score_row(day_and_scores: tuple[date, Mapping[str, float]]) -> Row:
    day, found = day_and_scores
    return long_day(day), tuple(Cell(f"{found[n]:.3g}" if n in found else NONE) for n in _SCORE_COLUMNS)


_SCORE_COLUMNS: Final[Mapping[str, str]] = {
    "before": "Pain before", "worst": "Worst in 24 h", "psfs": "Activities", "rmdq": "Roland-Morris",
}  # fmt: skip


def _scored(history: History) -> Mapping[str, Sequence[tl.Scored]]:
    return {
        "before": tl.pain_before(history),
        "worst": tl.pain_worst(history),
        "psfs": tl.psfs(history),
        "rmdq": tl.rmdq(history),
    }


def _weeks_table(progress: Progress) -> Table | None:
    return _newest("Week by week", ("Week", "Sessions", "Heaviest load", "Mean pain before"), progress.weeks, _week_row)


def _week_row(w: WeekDone) -> Row:
    cells = (
        Cell(f"{w.done} of {w.planned}"), Cell(f"{w.load_kg:g} kg" if w.load_kg else NONE),
        Cell(NONE if w.pain is None else f"{w.pain:.1f}"),
    )  # fmt: skip
    return f"{w.week}, from {long_day(w.start)}", cells


def _newest(caption: str, heads: tuple[str, ...], kept: Sequence[_T], row: Callable[[_T], Row]) -> Table | None:
    """A table of the newest things kept; None without any. A longer one says what was left out."""
    if not kept:
        return None
    left_out = len(kept) - _LONGEST_TABLE
    more = f" (the newest {_LONGEST_TABLE}; {counted(left_out, 'older row')} in the CSV export)" if left_out > 0 else ""
    return Table(caption + more, heads, tuple(row(one) for one in kept[-_LONGEST_TABLE:]))
