"""The movement over time: the exercise's signal, each repetition and attempt shaded, faults marked."""

from collections.abc import Sequence
from math import isfinite

import numpy as np

from inturn.report.charts.svg import Scale, element, frame, label, line, path, rect
from inturn.report.coach_document import CoachResult
from inturn.report.words import coach as words

_LEFT, _RIGHT, _TOP, _BOTTOM, _HEIGHT = 40.0, 12.0, 34.0, 30.0, 260.0
_STEPS_S = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0)

Curve = Sequence[tuple[float, float]]
"""(seconds, degrees) in order of time."""


def movement_chart(result: CoachResult, curve: Curve, width: float, name: str = "movement") -> str:
    """The chart of one recording."""
    known = [(t, v) for t, v in curve if isfinite(v)]
    end = max([t for t, _ in known] + [r.end_s for r in result.repetitions] + [1.0])
    x = Scale(0.0, end, _LEFT, width - _RIGHT)
    low, high = _range([v for _, v in known])
    y = Scale(low, high, _HEIGHT - _BOTTOM, _TOP)
    parts = _axes(x, y, end)
    for repetition in result.repetitions:
        left, right = x(repetition.start_s), x(repetition.end_s)
        parts.append(rect(left, y.end, right - left, y.start - y.end, "c-calm o-1"))
        if width / max(len(result.repetitions), 1) > 14:
            parts.append(label(0.5 * (left + right), y.end - 6, str(repetition.number), "c-ink t-small a-middle"))
    for attempt in (*result.attempts, *result.others, *result.holds):
        left, right = x(attempt.start_s), x(attempt.end_s)
        parts.append(rect(left, y.end, right - left, y.start - y.end, "c-shade o-2"))
    for gap in _pieces(known):
        parts.append(path([(x(t), y(v)) for t, v in gap], "s-ink w-2"))
    for repetition in result.repetitions:
        at = x(repetition.bottom_s), y(seen_at(known, repetition.bottom_s, repetition.depth_deg))
        parts.append(element("circle", "s-ring-pain" if repetition.faults else "s-ring-ink", cx=at[0], cy=at[1], r=4.5))
    return frame(name, width, _HEIGHT, "The movement over time", describe(result), parts)


def seen_at(curve: Curve, time_s: float, otherwise: float) -> float:
    """What the curve shows at a moment, degrees; `otherwise` where it is empty.

    A depth may be more: what perspective hides of it is given back.
    """
    known = [(t, v) for t, v in curve if isfinite(v)]
    return float(np.interp(time_s, [t for t, _ in known], [v for _, v in known])) if known else otherwise


def describe(result: CoachResult) -> str:
    """The chart in words."""
    said = [
        f"Repetition {r.number} from {r.start_s:.1f} to {r.end_s:.1f} s, {r.depth_deg:.0f} degrees, faults: "
        f"{words.fault_list(r)}."
        for r in result.repetitions
    ]
    said += [f"Attempt from {a.start_s:.1f} to {a.end_s:.1f} s: {words.ATTEMPTS[a.reason]}." for a in result.attempts]
    return " ".join(said) or "No repetition was seen."


def _range(values: list[float]) -> tuple[float, float]:
    low, high = min([*values, 0.0]), max([*values, 60.0])
    return 10.0 * (low // 10.0), 10.0 * (high // 10.0 + 1)


def _axes(x: Scale, y: Scale, end: float) -> list[str]:
    parts: list[str] = []
    for tick in y.ticks(30.0):
        parts.append(line(x.start, y(tick), x.end, y(tick), "s-line"))
        parts.append(label(x.start - 6, y(tick) + 4, f"{tick:g}°", "c-muted t-small a-end"))
    most = max(2.0, (x.end - x.start) / 70.0)
    step = next((s for s in _STEPS_S if end / s <= most), 600.0)
    for tick in x.ticks(step):
        parts.append(label(x(tick), y.start + 18, f"{tick:g} s", "c-muted t-small a-middle"))
    parts.append(line(x.start, y.start, x.end, y.start, "s-axis"))
    return parts


def _pieces(curve: Curve) -> list[list[tuple[float, float]]]:
    """The curve without its gaps."""
    pieces: list[list[tuple[float, float]]] = []
    for t, v in curve:
        if not pieces or t - pieces[-1][-1][0] > 1.0:
            pieces.append([])
        pieces[-1].append((t, v))
    return pieces
