"""Load lifted over weeks: one panel an exercise, in steps, for a load stays until it is changed."""

from collections.abc import Sequence
from datetime import date

from inturn.report.charts.svg import Scale, element, frame, label, path, value
from inturn.report.charts.time_axis import Days, day_axis, level_lines
from inturn.report.days import long_day
from inturn.report.timeline import Scored

_LEFT, _RIGHT, _HEAD, _FOOT, _GAP = 44.0, 8.0, 30.0, 30.0, 22.0
_STEPS = (2.0, 4.0, 5.0, 10.0, 20.0, 40.0, 100.0)
_SMALL_FROM = 40

Loads = Sequence[tuple[str, tuple[Scored, ...]]]
"""Name of the exercise as people call it, and its loads in kilograms."""


def load_chart(loads: Loads, days: tuple[date, date], width: float, name: str = "load", *, plot: float = 96.0) -> str:
    """Panels side by side on wide drawings, one above the other on narrow ones."""
    beside = width >= 560
    panel_width = (width - _GAP) / 2 if beside else width
    panel_height = _HEAD + plot + _FOOT
    parts: list[str] = []
    for i, (exercise, points) in enumerate(loads):
        column, row = (i % 2, i // 2) if beside else (0, i)
        left, top = column * (panel_width + _GAP), row * panel_height
        x = Days(*days, left + _LEFT, left + panel_width - _RIGHT)
        parts += _panel(exercise, points, x, top, plot)
    rows = -(-len(loads) // 2) if beside else len(loads)
    return frame(name, width, max(rows, 1) * panel_height, "Load of each exercise over time", describe(loads), parts)


def _panel(exercise: str, points: Sequence[Scored], x: Days, top: float, plot: float) -> list[str]:
    highest = max(p.value for p in points)
    step = next((s for s in _STEPS if highest / s <= 4), 200.0)
    y = Scale(0.0, step * (int(highest // step) + 1), top + _HEAD + plot, top + _HEAD)
    parts = [label(x.start - _LEFT, top + 14, exercise, "c-ink t-text"), *level_lines(x, y, step, " kg")]
    parts += day_axis(x, y.start)
    corners: list[tuple[float, float]] = []
    for point in points:
        if corners:
            corners.append((x(point.day), corners[-1][1]))
        corners.append((x(point.day), y(point.value)))
    parts.append(path(corners, "s-ink w-2"))
    if len(points) <= _SMALL_FROM:
        parts += [
            value(
                f"{exercise}, {long_day(p.day)}: {p.value:g} kg",
                element("circle", "c-ink", cx=x(p.day), cy=y(p.value), r=2.75),
            )
            for p in points
        ]
    return parts


def describe(loads: Loads) -> str:
    """First, newest and heaviest load of each exercise."""
    said = [
        f"{exercise}: {points[0].value:g} kg on {points[0].day:%d %B %Y}, {points[-1].value:g} kg on "
        f"{points[-1].day:%d %B %Y}, heaviest {max(p.value for p in points):g} kg."
        for exercise, points in loads
    ]
    return " ".join(said) or "No load yet: every exercise was done without a weight."
