"""When a movement began, turned round and ended, from the curve of its excursion.

The foot of a smooth movement drowns in noise, so its beginning is continued from where the curve is steep; so are the
ends of the time at the bottom.
"""

from dataclasses import dataclass
from typing import Final

from inturn.training.coach.events import Tempo

_LOW, _HIGH = 0.15, 0.45  # shares of the depth between which the way is steep
_BEYOND: Final = 1.35  # continued by this share of the time between them: between cosine and minimum-jerk movements
_AT_BOTTOM: Final = 0.95
_AFTER_S: Final = 0.6  # the end is continued by no more than this

Curve = tuple[tuple[float, float], ...]
"""(time, excursion) in order of time."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Beginning, middle of the bottom and end of a movement, s, and how long its parts took."""

    start_s: float
    bottom_s: float
    end_s: float
    tempo: Tempo


def timing(curve: Curve, settled: bool) -> Timing:
    """Times of a movement. `settled`: its curve came down to rest, so that its end may lie a little after it."""
    peak = max(x for _, x in curve)
    top = [t for t, x in curve if x >= _AT_BOTTOM * peak]
    bottom = 0.5 * (top[0] + top[-1])
    rising = [(t, x) for t, x in curve if t <= top[0]]
    falling = [(-t, x) for t, x in reversed(curve) if t >= top[-1]]
    start, reached = _flank(rising, peak)
    end, left = (-t for t in _flank(falling, peak))
    reached, left = min(reached, bottom), max(left, bottom)
    latest = curve[-1][0] + (_AFTER_S if settled else 0.0)
    start, end = min(max(start, curve[0][0]), reached), max(min(end, latest), left)
    return Timing(start, bottom, end, Tempo(reached - start, left - reached, end - left))


def _flank(way: list[tuple[float, float]], peak: float) -> tuple[float, float]:
    """When a way up from rest to the peak began, and when it arrived."""
    low, high = _crossing(way, _LOW * peak), _crossing(way, _HIGH * peak)
    start = low - _BEYOND * (high - low)
    lower, upper = _crossing(way, (1.0 - _HIGH) * peak), _crossing(way, (1.0 - _LOW) * peak)
    return start, upper + _BEYOND * (upper - lower)


def _crossing(way: list[tuple[float, float]], level: float) -> float:
    """The last time at which a way up passes a level; its first time where it begins above it."""
    for (t0, x0), (t1, x1) in zip(reversed(way[:-1]), reversed(way[1:]), strict=True):
        if x0 < level <= x1:
            return t0 + (t1 - t0) * (level - x0) / (x1 - x0)
    return way[0][0]
