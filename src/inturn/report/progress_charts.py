"""The charts of the progress report, at any width: for the page in two sizes, for the PDF in one."""

from collections.abc import Callable, Mapping
from datetime import date
from math import degrees

from inturn.programme.hip_internal_rotation import Programme
from inturn.report import timeline as tl
from inturn.report.charts.adherence import adherence_chart
from inturn.report.charts.load import load_chart
from inturn.report.charts.pain import Line, ScoreScale, score_chart
from inturn.report.charts.range_over_time import range_chart
from inturn.report.charts.self_tests import self_chart
from inturn.training.records import History

Draw = Callable[[float, str], str]
"""Draws at a width, under a name that is unique on the page."""
_SMALL = 0.58
"""Plots on paper are this much lower than on a page."""


def progress_charts(
    history: History, programme: Programme, target: float, days: tuple[date, date], *, paper: bool = False
) -> Mapping[str, Draw]:
    """The charts there is something to show for, by name: range, self, pain, psfs, rmdq, adherence, load.

    `paper`: lower ones, so that a report keeps to two sheets.
    """
    found: dict[str, Draw] = {}
    size = _SMALL if paper else 1.0
    series = tl.range_series(history)
    if series:
        found["range"] = lambda w, n: range_chart(series, degrees(target), days, w, n, plot=190.0 * size)
    own = tl.self_points(history)
    if own:
        found["self"] = lambda w, n: self_chart(own, days, w, n, row=46.0 * size)
    found |= _scores(history, programme, days, size)
    if history.sessions:
        weeks = tl.calendar(history, *days)
        found["adherence"] = lambda w, n: adherence_chart(weeks, w, n)
    loads = [(_title(programme, exercise), points) for exercise, points in tl.loads(history)]
    if loads:
        found["load"] = lambda w, n: load_chart(loads, days, w, n, plot=96.0 * size)
    return found


def _scores(history: History, programme: Programme, days: tuple[date, date], size: float) -> dict[str, Draw]:
    found: dict[str, Draw] = {}
    before, worst = tl.pain_before(history), tl.pain_worst(history)
    if before or worst:
        most = programme.pain.acceptable_most
        scale = ScoreScale(10.0, 2.0, "less is better", (float(most), f"above {most}: no exercise"))
        lines = [Line("before", before), Line("worst in 24 h", worst, main=False)]
        found["pain"] = lambda w, n: score_chart(
            lines, scale, "Pain before sessions", days, w, plot=150.0 * size, name=n
        )
    psfs, rmdq = tl.psfs(history), tl.rmdq(history)
    if psfs:
        good = ScoreScale(10.0, 5.0, "more is better")
        found["psfs"] = lambda w, n: score_chart(
            [Line("Your own activities (mean)", psfs)], good, "Your own activities", days, w, plot=84.0 * size, name=n
        )
    if rmdq:
        bad = ScoreScale(24.0, 8.0, "less is better")
        found["rmdq"] = lambda w, n: score_chart(
            [Line("Roland-Morris score", rmdq)], bad, "Roland-Morris score", days, w, plot=84.0 * size, name=n
        )
    return found


def _title(programme: Programme, exercise: str) -> str:
    try:
        return programme.exercise(exercise).title
    except KeyError:
        return exercise.replace("_", " ").capitalize()
