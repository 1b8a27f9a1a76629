"""Tests without a camera: for each side and day whether the heel came to the stick. Marks, never joined by a line."""

from collections.abc import Sequence
from datetime import date

from inturn.report.charts.svg import element, frame, label, line, path, value
from inturn.report.charts.time_axis import Days, day_axis
from inturn.report.days import long_day
from inturn.report.timeline import SIDES, SelfPoint

_LEFT, _RIGHT, _HEAD, _FOOT = 52.0, 12.0, 30.0, 30.0
_NAMES = {"reached": "reached", "not_reached": "not reached", "not_judged": "not judged"}


def self_chart(
    points: Sequence[SelfPoint], days: tuple[date, date], width: float, name: str = "self", *, row: float = 46.0
) -> str:
    """Two rows of marks over days, with the gap in centimetres where it was told."""
    head = _HEAD if width >= 480 else _HEAD + 18
    x = Days(*days, _LEFT, width - _RIGHT)
    bottom = head + 2 * row
    parts = day_axis(x, bottom)
    room = (x.end - x.start) / max(len({p.day for p in points}), 1)
    for i, side in enumerate(SIDES):
        middle = head + (i + 0.5) * row
        parts.append(line(x.start, middle, x.end, middle, "s-line"))
        parts.append(label(2, middle + 4.5, side.capitalize(), f"c-{side} t-text"))
        for point in points:
            if point.side == side:
                parts += _mark(point, x(point.day), middle, numbers=room >= 26)
    title = "Tests by yourself with a stick, both sides over time"
    return frame(name, width, bottom + _FOOT, title, describe(points), [*_legend(width), *parts])


def _mark(point: SelfPoint, x: float, y: float, *, numbers: bool) -> list[str]:
    parts = _shape(point.reached, point.side, x, y)
    if point.body_moved:
        parts.append(label(x, y - 10, "m", "c-muted t-small a-middle"))
    if numbers and point.gap_cm is not None:
        parts.append(label(x, y + 19, f"{point.gap_cm:.0f}", "c-muted t-small a-middle"))
    moved = ", the body moved" if point.body_moved else ""
    gap = "" if point.gap_cm is None else f", gap {point.gap_cm:.0f} cm"
    said = f"{point.side.capitalize()}, {long_day(point.day)}: {_NAMES[point.reached]}{gap}{moved}"
    return [value(said, *parts)]


def _shape(reached: str, side: str, x: float, y: float) -> list[str]:
    """A disc for reached, a ring for not reached, a stroke where nobody could judge."""
    if reached == "reached":
        return [element("circle", f"c-{side}", cx=x, cy=y, r=6.0)]
    if reached == "not_reached":
        return [element("circle", f"s-ring-{side}", cx=x, cy=y, r=5.5)]
    return [path([(x - 5, y), (x + 5, y)], f"s-{side} w-4")]


def _legend(width: float) -> list[str]:
    parts: list[str] = []
    at = 8.0
    for kind in ("reached", "not_reached"):
        parts += _shape(kind, "left", at, 11)
        parts.append(label(at + 11, 15.5, _NAMES[kind], "c-muted t-small"))
        at += 28 + 6.6 * len(_NAMES[kind])
    at, row = (at, 15.5) if width >= 480 else (2.0, 33.5)
    return [*parts, label(at, row, "m: body moved · number: gap in cm", "c-muted t-small")]


def describe(points: Sequence[SelfPoint]) -> str:
    """Each side's count of reached tests, and the newest."""
    if not points:
        return "No test by yourself yet."
    return " ".join(_described(side, [p for p in points if p.side == side]) for side in SIDES)


def _described(side: str, points: Sequence[SelfPoint]) -> str:
    if not points:
        return f"{side.capitalize()}: not tested."
    reached = sum(p.reached == "reached" for p in points)
    newest = points[-1]
    return (
        f"{side.capitalize()}: reached in {reached} of {len(points)} tests, newest on {newest.day:%d %B %Y}: "
        f"{_NAMES[newest.reached]}{', the body moved' if newest.body_moved else ''}."
    )
