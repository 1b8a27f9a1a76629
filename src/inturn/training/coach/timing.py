"""When a movement began, turned round and ended, from the curve of its excursion.

The foot of a smooth movement drowns in noise, so its beginning is continued from where the curve is steep; so are the
ends of the time at the bottom.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from inturn.training.coach.events import Tempo

_LOW, _HIGH = 0.45, 0.8  # shares of the way between which it is steep
_BEYOND, _BEYOND_UP = 1.1, 1.2  # continued by this share of the time between them, to where a twentieth is gone; left
_AT_BOTTOM: Final = 0.85  # steep enough that noise does not move where it is passed; both sides alike
_AT_REST: Final = 0.5  # quantile of the heights shortly before, measured from the bottom, that is taken for rest
_OUT, _BEFORE_S = 0.15, 1.2  # share of the way that is surely out of rest, and how long before it is looked at
_AFTER_S: Final = 0.6  # the end is continued by no more than this

_STEEP: Final = 0.3  # the share of the way at either end that is left out of how long it took
_WHOLE, _SLOW = 3.6, 0.36  # what is left out takes more time than its share: cosine, minimum jerk, even speed alike

Curve = Sequence[tuple[float, float]]
"""(time, value) in order of time."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Beginning, middle of the bottom and end of a movement, s, and how long its parts took."""

    start_s: float
    bottom_s: float
    end_s: float
    tempo: Tempo


def timing(curve: Curve, height: Curve, settled: bool) -> Timing:
    """Times of a movement.

    curve    (time, excursion): where it turned round; height: (time, height of the body), its beginning and end
    settled  the curve came back to rest, so that the end may lie a little after its last point
    """
    peak = max(x for _, x in curve)
    top = [t for t, x in curve if x >= _AT_BOTTOM * peak]
    bottom = 0.5 * (top[0] + top[-1])
    out = _crossing([(t, x / peak) for t, x in curve if t <= bottom], _OUT)
    share = _shares(height, bottom, out)
    down = [(t, s) for t, s in share if t <= bottom]
    up = [(-t, s) for t, s in reversed(share) if t >= bottom]
    latest = curve[-1][0] + (_AFTER_S if settled else 0.0)
    start, end = (
        min(max(_beginning(down, _BEYOND), curve[0][0]), bottom),
        max(min(-_beginning(up, _BEYOND_UP), latest), bottom),
    )
    return Timing(start, bottom, end, _tempo(down, up))


def _tempo(down: Curve, up: Curve) -> Tempo:
    """How long the parts took, from where both ways are steep; `up` runs backwards in time."""
    lowering, rising = _WHOLE * _steep(down), _WHOLE * _steep(up)
    deep = -_crossing(up, 1.0 - _STEEP) - _crossing(down, 1.0 - _STEEP)
    return Tempo(lowering, max(0.0, deep - _SLOW * (lowering + rising)), rising)


def _steep(way: Curve) -> float:
    return _crossing(way, 1.0 - _STEEP) - _crossing(way, _STEEP)


def _shares(height: Curve, bottom_s: float, out_s: float) -> list[tuple[float, float]]:
    """Height as a share of the way from rest (0) to the bottom (1).

    A body part that tilts by an angle loses height by about its square, so the root of the height lost runs as the
    angles do. Rest is how tall the person was shortly before going out at `out_s`, not how they stood before that.
    """
    near = sorted(height, key=lambda p: abs(p[0] - bottom_s))[:3]
    low = sorted(h for _, h in near)[len(near) // 2]
    before = [abs(h - low) for t, h in height if out_s - _BEFORE_S <= t <= out_s] or [abs(height[0][1] - low)]
    whole = max(sorted(before)[int(_AT_REST * (len(before) - 1))], 1e-9)
    return [(t, sqrt(max(1.0 - abs(h - low) / whole, 0.0))) for t, h in height]


def _beginning(way: Curve, beyond: float) -> float:
    """When a way from rest (0) to the bottom (1) began."""
    low, high = _crossing(way, _LOW), _crossing(way, _HIGH)
    return low - beyond * (high - low)


def _crossing(way: Curve, level: float) -> float:
    """The last time at which a way passes a level upwards; its first time where it begins above it."""
    for (t0, x0), (t1, x1) in zip(reversed(way[:-1]), reversed(way[1:]), strict=True):
        if x0 < level <= x1:
            return t0 + (t1 - t0) * (level - x0) / (x1 - x0)
    return way[0][0]
