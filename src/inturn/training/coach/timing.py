"""When a movement began, turned round and ended, from the curve of its way.

The foot of a smooth movement drowns in noise, and thresholds on it come late. So a line is laid through the steep part
of each way, all of its moments together, and followed back to where the movement began, and on to where it ended.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import acos, cos, radians
from typing import Final

from inturn.training.coach.events import Tempo

_LOW, _HIGH = 0.25, 0.85  # shares of the way between which it is steep
_AT_BOTTOM: Final = 0.85  # steep enough that noise does not move where it is passed; both sides alike
_ROUND: Final = 0.12  # of a way at that speed from there to where a twentieth is left, as ways slow down
_DEEP: Final = 0.35  # of the time between these: near enough to the bottom to say how deep it was
_AT_REST: Final = 0.6  # quantile of the distances from the bottom shortly before that is taken for rest
_OUT, _BEFORE_S = 0.15, 1.2  # share of the way that is surely out of rest, and how long before it is looked at
_AFTER_S: Final = 0.6  # the end is continued by no more than this
_WHOLE: Final = 1.44  # a way's duration against that at the speed of its steep part: even speed with soft ends
_SLOWING: Final = 0.25  # of a way's duration that is spent near the bottom, and is no pause
_UPRIGHT: Final = radians(5.0)  # knees and hips of somebody who stands are not quite straight

Curve = Sequence[tuple[float, float]]
"""(time, value) in order of time."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Beginning, middle of the bottom and end of a movement, s, and how long its parts took."""

    start_s: float
    bottom_s: float
    end_s: float
    tempo: Tempo


@dataclass(frozen=True, slots=True)
class Way:
    """What the beginning and end of a movement are read from: angles that run as the movement does.

    bend    for heights instead of angles: the angle from upright (rad) at rest and at the bottom, of what makes it less
    hidden  share of the way that is not seen of its beginning and of its end
    """

    points: Curve
    bend: tuple[float, float] | None = None
    hidden: float = 0.0


@dataclass(frozen=True, slots=True)
class _Line:
    """Where a way is steep: when it would have begun at that speed, and the seconds a whole way would take at it."""

    foot_s: float
    whole_s: float


def timing(curve: Curve, ways: Sequence[Way], settled: bool) -> Timing:
    """Times of a movement.

    curve    (time, excursion): where it turned round; ways: its beginning and end, at the same times, taken together
    settled  the curve came back to rest, so that the end may lie a little after its last point
    """
    peak = max(x for _, x in curve)
    top = [t for t, x in curve if x >= _AT_BOTTOM * peak]
    middle = 0.5 * (top[0] + top[-1])
    out = _crossing([(t, x / peak) for t, x in curve if t <= middle], _OUT)
    each = [_shares(way, (top[0], top[-1]), out) for way in ways]
    share = [(points[0][0], sum(s for _, s in points) / len(points)) for points in zip(*each, strict=True)]
    hidden = max(way.hidden for way in ways)
    down = _line([(t, s) for t, s in share if t <= middle])
    up = _line([(-t, s) for t, s in reversed(share) if t >= middle])
    low, high = top[0] + _ROUND * down.whole_s, top[-1] - _ROUND * up.whole_s
    bottom = min(max(0.5 * (low + high), top[0]), top[-1])
    latest = curve[-1][0] + (_AFTER_S if settled else 0.0)
    start = min(max(down.foot_s - hidden * down.whole_s, curve[0][0]), bottom)
    end = max(min(-up.foot_s + hidden * up.whole_s, latest), bottom)
    return Timing(start, bottom, end, _tempo(down, up, 1.0 + 2.0 * hidden, top[-1] - top[0]))


def _tempo(down: _Line, up: _Line, longer: float, deep_s: float) -> Tempo:
    """How long the parts took; each is so much `longer` than what is seen of it, `deep_s` is spent at the bottom."""
    lowering, rising = _WHOLE * longer * down.whole_s, _WHOLE * longer * up.whole_s
    return Tempo(lowering, max(0.0, deep_s - _SLOWING * (lowering + rising)), rising)


def _shares(way: Way, top_s: tuple[float, float], out_s: float) -> list[tuple[float, float]]:
    """The way as a share from rest (0) to the bottom (1).

    Rest is how the person was shortly before going out at `out_s`, not how they stood before that.
    """
    middle, half = 0.5 * (top_s[0] + top_s[1]), _DEEP * (top_s[1] - top_s[0])
    near = sorted(way.points, key=lambda p: abs(p[0] - middle))
    deep = sorted(v for i, (t, v) in enumerate(near) if i < 3 or abs(t - middle) <= half)
    low = deep[len(deep) // 2]
    before = sorted((v for t, v in way.points if out_s - _BEFORE_S <= t <= out_s), key=lambda v: abs(v - low))
    rest = before[int(_AT_REST * (len(before) - 1))] if before else way.points[0][1]
    whole = low - rest if abs(low - rest) > 1e-9 else 1e-9
    return [(t, _unbent((v - rest) / whole, way.bend)) for t, v in way.points]


def _unbent(share: float, bend: tuple[float, float] | None) -> float:
    """A share of the height that was lost as a share of the angle that lost it."""
    if bend is None:
        return share
    rest, deep = (max(abs(a), _UPRIGHT) for a in bend)
    if abs(deep - rest) < 1e-6:
        return share
    now = acos(min(max(cos(rest) + share * (cos(deep) - cos(rest)), -1.0), 1.0))
    return (now - rest) / (deep - rest)


def _line(way: Curve) -> _Line:
    """The line of least squares through where a way from rest (0) to the bottom (1) is steep."""
    first, last = _crossing(way, _LOW), _crossing(way, _HIGH)
    steep = [(first, _LOW), *((t, s) for t, s in way if first < t < last), (last, _HIGH)]
    if last - first < 1e-6:
        return _Line(first, 0.0)
    t0, s0 = (sum(p[i] for p in steep) / len(steep) for i in (0, 1))
    slope = sum((t - t0) * (s - s0) for t, s in steep) / sum((t - t0) ** 2 for t, _ in steep)
    slope = max(slope, 0.5 * (_HIGH - _LOW) / (last - first))
    return _Line(t0 - s0 / slope, 1.0 / slope)


def _crossing(way: Curve, level: float) -> float:
    """The last time at which a way passes a level upwards; its first time where it begins above it."""
    for (t0, x0), (t1, x1) in zip(reversed(way[:-1]), reversed(way[1:]), strict=True):
        if x0 < level <= x1:
            return t0 + (t1 - t0) * (level - x0) / (x1 - x0)
    return way[0][0]
