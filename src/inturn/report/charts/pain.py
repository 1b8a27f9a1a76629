"""Pain and scores over weeks: numbers from 0 to a fixed top, a few lines told apart by their marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inturn.report.charts.svg import Scale, element, frame, label, line, path, value
from inturn.report.charts.time_axis import Days, day_axis, level_lines
from inturn.report.days import long_day
from inturn.report.timeline import Scored, thinned

_LEFT, _RIGHT, _HEAD, _FOOT = 30.0, 8.0, 30.0, 30.0
_SMALL_FROM = 40
_MOST = 110


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a score chart: its name, its points, and whether it is the main one (filled marks)."""

    name: str
    points: tuple[Scored, ...]
    main: bool = True


@dataclass(frozen=True, slots=True)
class ScoreScale:
    """Top of the scale, step of its lines, which way is better, and a limit with its name where a rule has one."""

    top: float
    step: float
    better: str
    limit: tuple[float, str] | None = None


def score_chart(
    lines: Sequence[Line], scale: ScoreScale, title: str, days: tuple[date, date], width: float, *,
    plot: float = 150.0, name: str = "pain",
) -> str:  # fmt: skip
    """Lines over days. Many points become means over equal stretches, which the description says."""
    x = Days(*days, _LEFT, width - _RIGHT)
    legend, head = _legend(lines, scale, width)
    y = Scale(0.0, scale.top, head + plot, head)
    parts: list[str] = [*legend, *level_lines(x, y, scale.step)]
    if scale.limit is not None:
        parts.append(line(x.start, y(scale.limit[0]), x.end, y(scale.limit[0]), "s-alarm-dash"))
    parts += day_axis(x, y.start)
    for one in lines:
        parts += _line(one, x, y)
    if not any(one.points for one in lines):
        middle = (x.start + x.end) / 2
        parts.append(label(middle, (y.start + y.end) / 2, "nothing noted yet", "c-muted t-text a-middle t-halo"))
    return frame(name, width, head + plot + _FOOT, title, describe(lines, scale), parts)


def _line(one: Line, x: Days, y: Scale) -> list[str]:
    points = thinned(one.points, _MOST)
    if not points:
        return []
    parts = [path([(x(p.day), y(p.value)) for p in points], f"s-pain {'w-2' if one.main else 'w-dash'}")]
    size = 4.0 if len(points) <= _SMALL_FROM else 2.25
    means = ", mean" if len(one.points) > _MOST else ""
    said = [f"{one.name}, {long_day(p.day)}{means}: {p.value:.3g}" for p in points]
    marks = [_mark(one, x(p.day), y(p.value), size) for p in points]
    return [*parts, *(value(text, mark) for text, mark in zip(said, marks, strict=True))]


def _mark(one: Line, x: float, y: float, size: float) -> str:
    return element("circle", "c-pain" if one.main else "s-ring-pain", cx=x, cy=y, r=size)


def _legend(lines: Sequence[Line], scale: ScoreScale, width: float) -> tuple[list[str], float]:
    """What the marks and the limit mean, in as many rows as they need, and the height of all of them."""
    free = width - _RIGHT - 6.6 * len(scale.better) - 12
    at, row = _LEFT - 22, 11.0
    parts = [label(width - _RIGHT, row + 4.5, scale.better, "c-muted t-small a-end")]
    shown = [one for one in lines if one.points]
    keys = [(one.name, one) for one in shown if len(shown) > 1] + ([(scale.limit[1], None)] if scale.limit else [])
    for name, one in keys:
        if at + 31 + 6.4 * len(name) > free:
            at, row = _LEFT - 22, row + 19.0
        kind = "s-alarm-dash" if one is None else f"s-pain {'w-2' if one.main else 'w-dash'}"
        parts.append(line(at, row, at + 24, row, kind))
        if one is not None:
            parts.append(_mark(one, at + 12, row, 4))
        parts.append(label(at + 31, row + 4.5, name, "c-muted t-small"))
        at += 31 + 6.6 * len(name) + 16
    return parts, row + _HEAD - 11.0


def describe(lines: Sequence[Line], scale: ScoreScale) -> str:
    """First, newest, lowest and highest of each line."""
    said = [_described(one, scale.top) for one in lines if one.points]
    return " ".join([*said, f"Scale 0 to {scale.top:g}, {scale.better}."]) if said else "Nothing noted yet."


def _described(one: Line, top: float) -> str:
    first, last = one.points[0], one.points[-1]
    values = [p.value for p in one.points]
    lead = f"{one.name}: {first.value:.3g} of {top:g} on {first.day:%d %B %Y}"
    if len(values) == 1:
        return f"{lead}."
    means = " (drawn as means)" if len(values) > _MOST else ""
    return (
        f"{lead}, {last.value:.3g} on {last.day:%d %B %Y}; lowest {min(values):.3g}, highest {max(values):.3g}, "
        f"{len(values)} entries{means}."
    )
