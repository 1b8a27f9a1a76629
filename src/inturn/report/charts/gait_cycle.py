"""Curves over the gait cycle: one panel an angle, both sides with their spread between strides, a norm band behind."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.assess.gait.finding import CycleCurve, GaitFinding
from inturn.assess.gait.norm_band import NormBand
from inturn.assess.gait.strides import PERCENT
from inturn.body.keypoints import SIDES, Side
from inturn.report.charts.svg import Scale, frame, label, line, path, rect
from inturn.report.words.numbers import whole

Floats = NDArray[np.float64]

PANELS: Final[dict[str, tuple[str, str]]] = {
    "hip_rotation": ("Hip rotation", "internal +"),
    "pelvis_forward": ("Pelvis turn", "this side forward +"),
    "trunk_forward": ("Trunk turn", "this side forward +"),
    "hip_flexion": ("Hip flexion", "forward +"),
    "hip_abduction": ("Hip abduction", "outward +"),
    "pelvis_up": ("Pelvis list", "this side up +"),
}
_LEFT, _RIGHT, _HEAD, _FOOT, _GAP, _PLOT = 40.0, 20.0, 52.0, 30.0, 16.0, 150.0


def gait_chart(finding: GaitFinding, norms: Mapping[str, NormBand], width: float, name: str = "gait") -> str:
    """The panels for which there are curves; two a row on wide drawings. SVG text."""
    shown = [p for p in PANELS if any(p in finding.sides[s].curves for s in SIDES)]
    across = 2 if width >= 620 else 1
    panel_width = (width - _GAP * (across - 1)) / across
    parts: list[str] = []
    for i, panel in enumerate(shown):
        left, top = (i % across) * (panel_width + _GAP), (i // across) * (_HEAD + _PLOT + _FOOT)
        curves: dict[Side, CycleCurve] = {
            s: finding.sides[s].curves[panel] for s in SIDES if panel in finding.sides[s].curves
        }
        x = Scale(0.0, 100.0, left + _LEFT, left + panel_width - _RIGHT)
        low, high = _range(curves, norms.get(panel))
        y = Scale(low, high, top + _HEAD + _PLOT, top + _HEAD)
        parts += _panel(panel, curves, norms.get(panel), x, y)
    height = -(-len(shown) // across) * (_HEAD + _PLOT + _FOOT)
    parts += _legend(height + 16, bool(norms), {s: len(finding.sides[s].strides) for s in SIDES}, across == 1)
    height += 26.0 if across > 1 else 48.0
    title = "Angles over the gait cycle, from one strike of a foot to its next"
    return frame(name, width, height, title, describe(finding), parts)


def describe(finding: GaitFinding) -> str:
    """The drawing in words."""
    told: list[str] = []
    for side in SIDES:
        for panel, curve in finding.sides[side].curves.items():
            if panel in PANELS:
                degrees = np.degrees(curve.mean)
                told.append(f"{side} {PANELS[panel][0].lower()} {whole(degrees.min())} to {whole(degrees.max())}")
    return ("; ".join(told) + ".").capitalize() if told else "No curve."


def _range(curves: Mapping[Side, CycleCurve], norm: NormBand | None) -> tuple[float, float]:
    """Whole tens around everything drawn, degrees."""
    ends = [np.degrees(c.mean + k * np.nan_to_num(c.sd)) for c in curves.values() for k in (-1.0, 1.0)]
    if norm is not None:
        ends += [np.degrees(norm.mean - norm.sd), np.degrees(norm.mean + norm.sd)]
    values = np.concatenate(ends)
    return 10.0 * float(np.floor(values.min() / 10.0)), 10.0 * float(np.floor(values.max() / 10.0) + 1.0)


def _panel(panel: str, curves: Mapping[Side, CycleCurve], norm: NormBand | None, x: Scale, y: Scale) -> list[str]:
    title, sign = PANELS[panel]
    parts = [
        label(x.start - 32, y.end - 32, title, "c-ink t-big"),
        label(x.start - 32, y.end - 15, f"degrees, {sign}", "c-muted t-small"),
    ]
    step = 10.0 if y.high - y.low <= 50 else 20.0
    for tick in y.ticks(step):
        parts.append(line(x.start, y(tick), x.end, y(tick), "s-axis" if tick == 0 else "s-line"))
        parts.append(label(x.start - 6, y(tick) + 4, whole(tick), "c-muted t-small a-end"))
    for tick in (0, 25, 50, 75, 100):
        parts.append(line(x(tick), y.start, x(tick), y.start + 5, "s-axis"))
        parts.append(label(x(tick), y.start + 19, f"{tick}\u00a0%", "c-muted t-small a-middle"))
    if norm is not None:
        parts.append(_area(norm.mean, norm.sd, "c-line", x, y))
    for side, curve in curves.items():
        if np.isfinite(curve.sd).all():
            parts.append(_area(curve.mean, curve.sd, f"c-{side} o-2", x, y))
        dash = "w-2" if side == "left" else "w-2 s-dashed"
        parts.append(path(_points(curve.mean, x, y), f"s-{side} {dash}"))
    return parts


def _points(values: Floats, x: Scale, y: Scale) -> list[tuple[float, float]]:
    return [(x(float(p)), y(float(v))) for p, v in zip(PERCENT, np.degrees(values), strict=True)]


def _area(mean: Floats, sd: Floats, classes: str, x: Scale, y: Scale) -> str:
    return path([*_points(mean + sd, x, y), *reversed(_points(mean - sd, x, y))], classes, closed=True)


def _legend(y: float, norms: bool, strides: Mapping[Side, int], narrow: bool) -> list[str]:
    parts: list[str] = []
    at = _LEFT
    for side in SIDES:
        count = strides[side]
        dash = "w-2" if side == "left" else "w-2 s-dashed"
        parts.append(line(at, y - 4, at + 24, y - 4, f"s-{side} {dash}"))
        words = f"{side}, {count} stride{'' if count == 1 else 's'}"
        parts.append(label(at + 30, y, words, f"c-{side} t-text"))
        at += 130
    if narrow:
        at, y = _LEFT, y + 22
    parts.append(label(at, y, "band: spread between strides", "c-muted t-small"))
    if norms:
        at += 180
        parts += [rect(at, y - 10, 20, 12, "c-line"), label(at + 26, y, "your norm, 1 sd", "c-muted t-small")]
    return parts
