"""Where somebody stands: range, pain, function, adherence, and what is advised."""

from datetime import datetime

from inturn.programme.hip_internal_rotation import Programme
from inturn.quantity import Method
from inturn.training.days import day_of
from inturn.training.progress.finding import Progress, Series
from inturn.training.progress.range_change import range_change
from inturn.training.progress.scores import pain_change, score_change
from inturn.training.progress.series import test_series
from inturn.training.progress.weeks import week_of, weeks_done
from inturn.training.records import History
from inturn.training.refer import refer


def progress(history: History, programme: Programme, at: datetime) -> Progress:
    """All of it at that moment; what was kept later is not looked at."""
    series = series_of(history, programme, at)
    pain = pain_change(history, programme, at)
    scores = (score_change(history, programme, "psfs", at), score_change(history, programme, "rmdq", at))
    return Progress(
        day=day_of(history.person, at),
        week=week_of(history, at),
        series=series,
        pain=pain,
        scores=scores,
        weeks=weeks_done(history, programme, at),
        advice=refer(history, programme, at, series, pain, scores),
    )


def series_of(history: History, programme: Programme, at: datetime) -> tuple[Series, ...]:
    """One series per method and side, each with its own change; methods in the order of their first use."""
    found = test_series(history, at)
    order: dict[Method, int] = {}
    for (method, _), points in found.items():
        if method not in order and any(p.rotation is not None for p in points):
            order[method] = len(order)
    return tuple(
        Series(side, method, points, range_change(side, method, points, order.get(method, 0), programme))
        for (method, side), points in found.items()
    )
