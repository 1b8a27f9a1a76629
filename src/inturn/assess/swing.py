"""One swing of a lifted leg's rotation: rising from neutral, up, returning. Causal, with hysteresis.

A change of direction counts only when it exceeds `turning_point`; the values are medians over several pictures, so no
single one decides. A swing that ends is handed on to be judged (`inturn.assess.hold`).
"""

from dataclasses import dataclass, replace
from math import radians
from typing import Literal

from inturn.programme.standing_test import DetectionRules

Mode = Literal["neutral", "up", "returning"]

_THIN_S = 0.03
_MEMORY_S = 2.0  # of neutral, kept before a rise
_LEAK = radians(0.5)  # rad/s by which the low mark follows a slow upward drift
_RETURNED_SHARE = 0.25  # back within this share of the rise: the return is over
_LONGEST_RETURN_S = 1.5


@dataclass(frozen=True, slots=True)
class Point:
    """Steady rotation (rad) of the settled, lifted leg at a time (s)."""

    time_s: float
    rotation: float


@dataclass(frozen=True, slots=True)
class Swing:
    """A swing under way. `low`, `high`, `floor`: last neutral, top, and lowest since the top (rad).

    `from_lift` tells that the leg was rotated already when it came to rest, so that `low` is a guess.
    """

    points: tuple[Point, ...]
    mode: Mode
    low: float
    high: float
    floor: Point
    fell_s: float
    from_lift: bool


def begin_swing(first: Point, neutral: float, rules: DetectionRules, start_seen: bool) -> Swing:
    """The first swing of a lift. A leg that settles far above `neutral` (rad) was turned while it was lifted."""
    turned = start_seen and first.rotation - neutral >= rules.with_lift_rise
    low = neutral if turned else first.rotation
    return Swing((first,), "up" if turned else "neutral", low, first.rotation, first, first.time_s, turned)


def next_swing(ended: Swing, after_s: float) -> Swing:
    """The swing that follows; it keeps the points from `after_s` on."""
    points = tuple(p for p in ended.points if p.time_s >= after_s) or ended.points[-1:]
    last = points[-1]
    low = min(p.rotation for p in points[-3:])
    return Swing(points, "neutral", low, last.rotation, last, last.time_s, False)


def step_swing(swing: Swing, new: Point, rules: DetectionRules) -> tuple[Swing, bool]:
    """Add a point; tells whether the swing has ended with it."""
    last = swing.points[-1]
    elapsed = new.time_s - last.time_s
    points = (*swing.points, new) if elapsed >= _THIN_S else swing.points
    if swing.mode == "neutral":
        points = _trim(points, new.time_s - _MEMORY_S)
        low = min(swing.low + (_LEAK * elapsed if points is not swing.points else 0.0), new.rotation)
        up = new.rotation - low >= rules.turning_point
        return replace(swing, points=points, low=low, high=new.rotation, mode="up" if up else "neutral"), False
    if swing.mode == "up":
        high = max(swing.high, new.rotation)
        fall = max(rules.turning_point, rules.return_share * (high - swing.low))
        if high - new.rotation >= fall:
            return replace(swing, points=points, high=high, mode="returning", floor=new, fell_s=new.time_s), False
        return replace(swing, points=points, high=high), False
    floor = new if new.rotation < swing.floor.rotation else swing.floor
    ended = (
        new.rotation <= swing.low + _RETURNED_SHARE * (swing.high - swing.low)
        or new.rotation - floor.rotation >= rules.turning_point
        or new.time_s - swing.fell_s > _LONGEST_RETURN_S
    )
    return replace(swing, points=points, floor=floor), ended


def _trim(points: tuple[Point, ...], oldest_s: float) -> tuple[Point, ...]:
    first = 0
    while first < len(points) - 1 and points[first].time_s < oldest_s:
        first += 1
    return points[first:] if first else points
