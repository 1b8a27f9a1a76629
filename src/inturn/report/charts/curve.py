"""Angle over time: both sides with their 95 % band, the trials, their peaks, failed gates and the target."""

from dataclasses import dataclass
from math import isfinite

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from inturn.report.charts.svg import Scale, element, frame, label, line, marker, path, rect
from inturn.report.document import Result, SideName, TrialOut
from inturn.report.words.numbers import counted, seconds, whole, with_interval
from inturn.report.words.safety import SIDES

Floats = NDArray[np.float64]

_Z95 = 1.959963984540054
_LEFT, _RIGHT, _TOP, _BOTTOM, _HEIGHT = 40.0, 12.0, 84.0, 30.0, 350.0
_MARGIN_S = 2.5


@dataclass(frozen=True, slots=True)
class Curve:
    """One side's rotation and its 95 % half width in degrees at times in seconds; NaN where it cannot be said."""

    side: SideName
    time_s: Floats
    degrees: Floats
    half: Floats


def curves(angles: xr.Dataset, window: tuple[float, float], points: int) -> tuple[Curve, Curve]:
    """Both sides within a window of seconds, thinned to about `points` means over equal spans of time."""
    time = np.asarray(angles.coords["time"].values, dtype=np.float64)
    keep = (time >= window[0]) & (time <= window[1])
    left, right = (_thin(angles, side, keep, points) for side in SIDES)
    return left, right


def curve_chart(result: Result, angles: xr.Dataset, width: float, name: str = "curve") -> str:
    """The curve chart; where no trial was seen it shows the whole recording."""
    window = _window(result, angles)
    both = curves(angles, window, int(width))
    x = Scale(*window, _LEFT, width - _RIGHT)
    y = Scale(*_range(result, both), _HEIGHT - _BOTTOM, _TOP)
    parts = [_hatch(name), *_axes(x, y)]
    for side in SIDES:
        for trial in result.side(side).trials:
            parts += _trial_ground(side, trial, x, y, name)
    parts.append(line(x.start, y(result.target_deg), x.end, y(result.target_deg), "s-target"))
    for curve in both:
        parts += _drawn(curve, x, y)
    for side in SIDES:
        for trial in result.side(side).trials:
            parts += _trial_marks(side, trial, x, y)
    parts += _legend(name, result.target_deg, width)
    return frame(name, width, _HEIGHT, "Inward rotation over time", _description(result), parts)


def _window(result: Result, angles: xr.Dataset) -> tuple[float, float]:
    time = np.asarray(angles.coords["time"].values, dtype=np.float64)
    first, last = (float(time[0]), float(time[-1])) if time.size else (0.0, 1.0)
    trials = [t for s in SIDES for t in result.side(s).trials]
    if trials:
        first = max(first, min(t.start_s for t in trials) - _MARGIN_S)
        last = min(last, max(t.end_s for t in trials) + _MARGIN_S)
    return first, max(last, first + 1.0)


def _range(result: Result, both: tuple[Curve, Curve]) -> tuple[float, float]:
    """From -10 to at least ten above the target, in tens; a wild stretch of curve is cut at -30 and 70 degrees."""
    ends = [np.concatenate([c.degrees - c.half, c.degrees + c.half]) for c in both]
    seen = np.concatenate([*ends, np.array([-5.0, result.target_deg + 10.0])])
    seen = np.clip(seen[np.isfinite(seen)], -30.0, 70.0)
    return 10.0 * float(np.floor(seen.min() / 10.0)), 10.0 * float(np.ceil(seen.max() / 10.0))


def _thin(angles: xr.Dataset, side: SideName, keep: NDArray[np.bool_], points: int) -> Curve:
    time = np.asarray(angles.coords["time"].values, dtype=np.float64)[keep]
    value = np.degrees(np.asarray(angles["rotation"].sel(side=side).values, dtype=np.float64)[keep])
    half = _Z95 * np.degrees(np.asarray(angles["rotation_sd"].sel(side=side).values, dtype=np.float64)[keep])
    stride = max(1, -(-time.size // max(points, 1)))
    if stride == 1:
        return Curve(side, time, value, half)
    whole_bins = time.size // stride * stride
    time, value, half = (a[:whole_bins].reshape(-1, stride) for a in (time, value, half))
    return Curve(side, time.mean(axis=1), value.mean(axis=1), half.mean(axis=1))


def _axes(x: Scale, y: Scale) -> list[str]:
    parts: list[str] = []
    for tick in y.ticks(10.0):
        parts.append(line(x.start, y(tick), x.end, y(tick), "s-axis" if tick == 0 else "s-line"))
        parts.append(label(x.start - 6, y(tick) + 4, whole(tick), "c-muted t-small a-end"))
    wanted = (x.high - x.low) / max((x.end - x.start) / 60.0, 1.0)
    step = next((s for s in (1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0) if s >= wanted), 600.0)
    for tick in x.ticks(step):
        parts.append(line(x(tick), y.start, x(tick), y.start + 5, "s-axis"))
        parts.append(label(x(tick), y.start + 19, f"{tick:.0f} s", "c-muted t-small a-middle"))
    return parts


def _hatch(name: str) -> str:
    """The pattern of trials that do not count."""
    stripe = line(0, 0, 0, 8, "s-muted")
    return (
        f'<defs><pattern id="{name}-hatch" width="7" height="8" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)">{stripe}</pattern></defs>'
    )


def _counts(trial: TrialOut) -> bool:
    return trial.included and trial.quality != "unreadable"


def _trial_ground(side: SideName, trial: TrialOut, x: Scale, y: Scale, name: str) -> list[str]:
    left, width, height = x(trial.start_s), x(trial.end_s) - x(trial.start_s), y.start - y.end
    ground = [rect(left, y.end, width, height, f"c-{side} o-1", rx=3.0)]
    if not _counts(trial):
        ground.append(rect(left, y.end, width, height, "o-3", fill=f"url(#{name}-hatch)", rx=3.0))
    return ground


def _drawn(curve: Curve, x: Scale, y: Scale) -> list[str]:
    """Band and line of each unbroken stretch."""
    parts: list[str] = []
    known = np.isfinite(curve.degrees) & np.isfinite(curve.half)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], known, [False]]).astype(np.int8)))
    for start, end in edges.reshape(-1, 2):
        if end - start < 2:
            continue
        t, v, h = curve.time_s[start:end], curve.degrees[start:end], curve.half[start:end]
        xs = [x(float(a)) for a in t]
        upper = list(zip(xs, (y(float(a)) for a in v + h), strict=True))
        lower = list(zip(xs, (y(float(a)) for a in v - h), strict=True))
        parts.append(path([*upper, *reversed(lower)], f"c-{curve.side} o-2", closed=True))
        parts.append(path(zip(xs, (y(float(a)) for a in v), strict=True), f"s-{curve.side} w-2"))
    return parts


def _trial_marks(side: SideName, trial: TrialOut, x: Scale, y: Scale) -> list[str]:
    middle = (x(trial.start_s) + x(trial.end_s)) / 2
    parts = [label(middle, y.end - 7, f"{side[0].upper()}{trial.order}", f"c-{side} t-text a-middle")]
    failed = sum(not g.passed for g in trial.gates)
    if failed:
        parts.append(_warning_sign(middle, y.end - 30))
    if trial.rotation is not None and isfinite(trial.peak_s):
        kind = f"c-{side}" if trial.quality == "good" and _counts(trial) else f"s-ring-{side}"
        parts.append(marker(side, x(trial.peak_s), y(trial.rotation.degrees), 5.0, kind))
    return parts


def _warning_sign(middle: float, y: float) -> str:
    triangle = path([(middle - 8, y + 7), (middle + 8, y + 7), (middle, y - 7)], "s-alarm", closed=True)
    return triangle + element("text", "c-alarm t-small a-middle", "!", x=middle, y=y + 6)


def _legend(name: str, target_deg: float, width: float) -> list[str]:
    """What the marks mean, in one row, or in two on narrow drawings."""
    parts: list[str] = []
    at = _LEFT
    for side in SIDES:
        parts += [marker(side, at + 5, 12, 5.0, f"c-{side}"), label(at + 15, 16.5, side, f"c-{side} t-text")]
        at += 64
    parts += [
        line(at, 12, at + 22, 12, "s-target"),
        label(at + 28, 16.5, f"target {whole(target_deg)}", "c-target t-text"),
    ]
    at, y = (at + 122, 12.0) if width >= 700 else (_LEFT, 34.0)
    parts += [_warning_sign(at + 8, y), label(at + 21, y + 4.5, "a condition failed", "c-muted t-small")]
    at += 132
    parts.append(rect(at, y - 7, 20, 14, "o-3", fill=f"url(#{name}-hatch)"))
    return [*parts, rect(at, y - 7, 20, 14, "s-line"), label(at + 26, y + 4.5, "does not count", "c-muted t-small")]


def _description(result: Result) -> str:
    sentences: list[str] = []
    for side in SIDES:
        trials = result.side(side).trials
        if not trials:
            continue
        each = "; ".join(_described(t) for t in trials)
        sentences.append(f"{side.capitalize()}: {counted(len(trials), 'trial')}: {each}.")
    return " ".join(sentences) or "No trial was seen."


def _described(trial: TrialOut) -> str:
    at = seconds(trial.peak_s)
    if trial.rotation is None:
        return f"at {at} could not be read"
    out = "" if _counts(trial) else ", does not count"
    return f"at {at} {with_interval(trial.rotation)}{out}"
