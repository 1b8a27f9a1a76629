"""When a movement began, turned round and ended, and how long its parts took."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from inturn.training.coach.events import Tempo
from inturn.training.coach.shape import Curve, Shape, Way, laid_over

_AT_BOTTOM: Final = 0.85  # steep enough that noise does not move where it is passed; both sides alike
_ROUND: Final = 0.083  # of a way's time from there to where a twentieth is left, as ways slow down
_LOW, _HIGH = (0.3, 0.36), (0.8, 0.71)  # (share of the way, share of its time): where it is surely under way
_SHORTEST_S: Final = 0.5  # of the first guess of a way's time
_AFTER_S: Final = 0.6  # the end is continued by no more than this
_SLOWING: Final = 0.25  # of a way's duration that is spent near the bottom, and is no pause


@dataclass(frozen=True, slots=True)
class Timing:
    """Beginning, middle of the bottom and end of a movement, s, and how long its parts took."""

    start_s: float
    bottom_s: float
    end_s: float
    tempo: Tempo


def timing(curve: Curve, ways: Sequence[Way], settled: bool) -> Timing:
    """Times of a movement.

    curve    (time, excursion): where it turned round; ways: what its beginning and end are read from
    settled  the curve came back to rest, so that the end may lie a little after its last point
    """
    peak = max(x for _, x in curve)
    top = [t for t, x in curve if x >= _AT_BOTTOM * peak]
    middle = 0.5 * (top[0] + top[-1])
    out, lowering = _guess([(t, x / peak) for t, x in curve if t <= middle])
    back, rising = _guess([(-t, x / peak) for t, x in reversed(curve) if t >= middle])
    shape = laid_over(ways, Shape(out, lowering, -back, rising))
    low, high = top[0] + _ROUND * shape.lowering_s, top[-1] - _ROUND * shape.rising_s
    bottom = min(max(0.5 * (low + high), top[0]), top[-1])
    latest = curve[-1][0] + (_AFTER_S if settled else 0.0)
    start = min(max(shape.start_s, curve[0][0]), bottom)
    end = max(min(shape.end_s, latest), bottom)
    pause = max(0.0, top[-1] - top[0] - _SLOWING * (shape.lowering_s + shape.rising_s))
    return Timing(start, bottom, end, Tempo(shape.lowering_s, pause, shape.rising_s))


def _guess(way: Curve) -> tuple[float, float]:
    """When a way from rest (0) to the bottom (1) began and how long it took, by where it passes two levels."""
    first, last = _crossing(way, _LOW[0]), _crossing(way, _HIGH[0])
    time_s = max((last - first) / (_HIGH[1] - _LOW[1]), _SHORTEST_S)
    return 0.5 * (first + last - (_LOW[1] + _HIGH[1]) * time_s), time_s


def _crossing(way: Curve, level: float) -> float:
    """The last time at which a way passes a level upwards; its first time where it begins above it."""
    for (t0, x0), (t1, x1) in zip(reversed(way[:-1]), reversed(way[1:]), strict=True):
        if x0 < level <= x1:
            return t0 + (t1 - t0) * (level - x0) / (x1 - x0)
    return way[0][0]
