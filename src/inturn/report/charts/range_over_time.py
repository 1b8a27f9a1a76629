"""Inward rotation over weeks: a panel a side, each value with its 95 % interval, and the target.

Values of one method are joined, values of different method never. A test without a camera has no angle: it is not here.
"""

from collections.abc import Sequence
from datetime import date

from inturn.body.keypoints import Side
from inturn.report.charts.svg import Scale, frame, label, line, marker, path, value
from inturn.report.charts.time_axis import Days, day_axis, level_lines
from inturn.report.days import long_day
from inturn.report.timeline import SIDES, RangePoint, RangeSeries
from inturn.report.words.methods import method_short
from inturn.report.words.numbers import counted, span, whole

_LEFT, _RIGHT, _HEAD, _FOOT, _GAP = 36.0, 8.0, 34.0, 30.0, 22.0
_LEGEND_ROW = 20.0
_BAND_FROM = 60
"""With more values than this in a panel the intervals are drawn as one band, not as a whisker each."""


def range_chart(
    series: Sequence[RangeSeries], target_deg: float, days: tuple[date, date], width: float, name: str = "range",
    *, plot: float = 190.0,
) -> str:  # fmt: skip
    """Two panels, left and right, side by side on wide drawings and one above the other on narrow ones."""
    beside = width >= 560
    panel_width = (width - _GAP) / 2 if beside else width
    panel_height = _HEAD + plot + _FOOT
    low, high = _range(series, target_deg)
    parts: list[str] = []
    for i, side in enumerate(SIDES):
        left, top = (i * (panel_width + _GAP), 0.0) if beside else (0.0, i * panel_height)
        x = Days(*days, left + _LEFT, left + panel_width - _RIGHT)
        y = Scale(low, high, top + _HEAD + plot, top + _HEAD)
        parts += _panel(side, [s for s in series if s.side == side], target_deg, x, y)
    bottom = panel_height if beside else 2 * panel_height
    legend = _legend(series, bottom + 6)
    title = "Inward rotation of both hips over time, with intervals and target"
    return frame(name, width, bottom + _LEGEND_ROW * len(legend) + 4, title, describe(series, target_deg),
                 [*parts, *legend])  # fmt: skip


def _range(series: Sequence[RangeSeries], target_deg: float) -> tuple[float, float]:
    ends = [end for s in series for p in s.points for end in (p.low, p.high)]
    low, high = min([0.0, *ends]), max([target_deg + 16.0, *ends])
    return 10.0 * (low // 10.0), -10.0 * (-high // 10.0)


def _panel(side: Side, series: Sequence[RangeSeries], target_deg: float, x: Days, y: Scale) -> list[str]:
    parts = [label(x.start - 28, y.end - 14, f"{side.capitalize()} hip", f"c-{side} t-big")]
    parts += level_lines(x, y, 10.0, "°")
    parts += day_axis(x, y.start)
    parts.append(line(x.start, y(target_deg), x.end, y(target_deg), "s-target"))
    parts.append(label(x.end, y.end - 14, f"target {whole(target_deg)}", "c-target t-text a-end"))
    for order, one in enumerate(series):
        parts += _drawn(one, first=order == 0, x=x, y=y)
    if not series:
        middle = (x.start + x.end) / 2
        parts.append(label(middle, (y.start + y.end) / 2, "no value yet", "c-muted t-text a-middle t-halo"))
    return parts


def _drawn(series: RangeSeries, *, first: bool, x: Days, y: Scale) -> list[str]:
    """Intervals, then the line through this method's values, then the marks."""
    side, points = series.side, series.points
    parts = _band(side, points, x, y) if len(points) > _BAND_FROM else _whiskers(side, points, x, y)
    line_kind = "w-2" if first else "w-dash"
    parts.append(path([(x(p.day), y(p.degrees)) for p in points], f"s-{side} {line_kind}"))
    size = 4.5 if len(points) <= _BAND_FROM else 2.0
    kind = f"c-{side}" if first else f"s-ring-{side}"
    parts += [value(_said(series, p), marker(side, x(p.day), y(p.degrees), size, kind)) for p in points]
    return parts


def _said(series: RangeSeries, p: RangePoint) -> str:
    """One value in words."""
    return f"{series.side.capitalize()} hip, {long_day(p.day)}: {whole(p.degrees)} ({span(p.low, p.high)})"


def _whiskers(side: Side, points: Sequence[RangePoint], x: Days, y: Scale) -> list[str]:
    return [line(x(p.day), y(p.low), x(p.day), y(p.high), f"s-{side} w-4 o-2") for p in points]


def _band(side: Side, points: Sequence[RangePoint], x: Days, y: Scale) -> list[str]:
    upper = [(x(p.day), y(p.high)) for p in points]
    lower = [(x(p.day), y(p.low)) for p in reversed(points)]
    return [path([*upper, *lower], f"c-{side} o-2", closed=True)]


def _legend(series: Sequence[RangeSeries], y: float) -> list[str]:
    """What filled and hollow marks mean, when more than one method was used."""
    methods = list(dict.fromkeys(s.method for s in series))
    if len(methods) < 2:
        return []
    rows: list[str] = []
    for i, method in enumerate(methods):
        at = y + i * _LEGEND_ROW
        kinds = ("c-left", "c-right") if i == 0 else ("s-ring-left", "s-ring-right")
        marks = marker("left", 10, at, 4.5, kinds[0]) + marker("right", 24, at, 4.5, kinds[1])
        rows.append(marks + label(36, at + 4.5, method_short(method), "c-muted t-small"))
    return rows


def describe(series: Sequence[RangeSeries], target_deg: float) -> str:
    """The chart in words: first and newest value of each side and method."""
    sentences = [_described(s) for s in series] or ["No camera test yet."]
    return " ".join([*sentences, f"Target {whole(target_deg)}."])


def _described(series: RangeSeries) -> str:
    first, last = series.points[0], series.points[-1]
    lead = f"{series.side.capitalize()} hip, {method_short(series.method)}: {counted(len(series.points), 'test')}"
    at_first = f"{whole(first.degrees)} ({span(first.low, first.high)}) on {first.day:%d %B %Y}"
    if len(series.points) == 1:
        return f"{lead}, {at_first}."
    return f"{lead}, from {at_first} to {whole(last.degrees)} ({span(last.low, last.high)}) on {last.day:%d %B %Y}."
