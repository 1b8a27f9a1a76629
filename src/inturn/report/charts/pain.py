"""Pain and scores over weeks: numbers from 0 to a fixed top, a few lines told apart by their marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inturn.report.charts.svg import Scale, element, frame, label, line, path
from inturn.report.charts.time_axis import Days, day_axis, level_lines
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
    y = Scale(0.0, scale.top, _HEAD + plot, _HEAD)
    parts: list[str] = []
    parts += level_lines(x, y, scale.step)
    if scale.limit is not None:
        at, words = scale.limit
        parts.append(line(x.start, y(at), x.end, y(at), "s-alarm-dash"))
        parts.append(label(x.end - 2, y(at) - 5, words, "c-alarm t-small a-end t-halo"))
    parts += day_axis(x, y.start)
    for one in lines:
        parts += _line(one, x, y)
    if not any(one.points for one in lines):
        middle = (x.start + x.end) / 2
        parts.append(label(middle, (y.start + y.end) / 2, "nothing noted yet", "c-muted t-text a-middle t-halo"))
    parts += _legend(lines, scale.better, width)
    return frame(name, width, _HEAD + plot + _FOOT, title, describe(lines, scale), parts)


def _line(one: Line, x: Days, y: Scale) -> list[str]:
    points = thinned(one.points, _MOST)
    if not points:
        return []
    parts = [path([(x(p.day), y(p.value)) for p in points], f"s-pain {'w-2' if one.main else 'w-dash'}")]
    size = 4.0 if len(points) <= _SMALL_FROM else 2.25
    return [*parts, *(_mark(one, x(p.day), y(p.value), size) for p in points)]


def _mark(one: Line, x: float, y: float, size: float) -> str:
    return element("circle", "c-pain" if one.main else "s-ring-pain", cx=x, cy=y, r=size)


def _legend(lines: Sequence[Line], better: str, width: float) -> list[str]:
    parts: list[str] = []
    at = _LEFT - 22
    if len([one for one in lines if one.points]) > 1:
        for one in lines:
            parts += [
                line(at, 11, at + 24, 11, f"s-pain {'w-2' if one.main else 'w-dash'}"),
                _mark(one, at + 12, 11, 4),
            ]
            parts.append(label(at + 31, 15.5, one.name, "c-muted t-small"))
            at += 31 + 6.6 * len(one.name) + 20
    return [*parts, label(width - _RIGHT, 15.5, better, "c-muted t-small a-end")]


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
