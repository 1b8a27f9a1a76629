"""Exercises that are held: a posture kept, still or with slow movement in it."""

from dataclasses import dataclass, replace
from math import hypot
from typing import Final

from inturn.body.keypoints import Side
from inturn.programme.coach import HoldRule
from inturn.training.coach.events import Event, Hold, HoldProgress, Rolled
from inturn.training.coach.ground import Ground
from inturn.training.coach.points import TINY_S, Body, mid

_OVER_S: Final = 3.0  # rolling is told from a twitch over so long
_SPEED_OVER_S: Final = 1.0
_BUSY_SHARE: Final = 0.25  # of it spent moving

_Place = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Holding:
    """A posture under way: since when, whether still or moving and since when, and what was told of it.

    trail  newest (time, moving or not); fast_s: when there last was movement; side_votes: left minus right
    places newest (time, u, v) of hips and shoulders together, px
    """

    posture_since_s: float | None = None
    left_since_s: float | None = None
    moving: bool = False
    part_since_s: float = 0.0
    told_s: float = 0.0
    quickest: float = 0.0
    last_s: float = 0.0
    fast_s: float = 0.0
    trail: tuple[tuple[float, bool], ...] = ()
    places: tuple[_Place, ...] = ()
    side_votes: int = 0

    @property
    def side(self) -> Side:
        """The side lain on."""
        return "left" if self.side_votes >= 0 else "right"


def step_hold(
    mine: Holding, rule: HoldRule, ground: Ground, body: Body, posture: float
) -> tuple[Holding, tuple[Event, ...]]:
    """Take in a moment; `posture` is the value of the rule's signal."""
    now = body.time_s
    if posture <= rule.above:
        if mine.posture_since_s is None:
            return mine, ()
        left = now if mine.left_since_s is None else mine.left_since_s
        mine = replace(mine, left_since_s=left)
        return finish_hold(mine, rule) if now - left >= rule.settle - TINY_S else (mine, ())
    if mine.posture_since_s is None:
        mine = Holding(posture_since_s=now, part_since_s=now, told_s=now)
    places = _places(mine.places, body)
    speed = _speed(places, body, ground)
    fast = speed > rule.move_speed
    first = next((i for i, (t, _) in enumerate(mine.trail) if now - t <= _OVER_S), len(mine.trail))
    mine = replace(
        mine,
        left_since_s=None,
        last_s=now,
        fast_s=now if fast else mine.fast_s,
        trail=(*mine.trail[first:], (now, fast)),
        places=places,
        quickest=max(mine.quickest, ground.speed) if mine.moving else 0.0,
        side_votes=mine.side_votes + (1 if lower_side(body) == "left" else -1),
    )
    if mine.moving:
        return _end_part(mine, rule, mine.fast_s) if now - mine.fast_s >= rule.settle - TINY_S else (mine, ())
    busy = [t for t, moved in mine.trail if moved]
    if busy and now - busy[0] >= 0.5 * rule.settle and len(busy) >= _BUSY_SHARE * len(mine.trail):
        return _end_part(mine, rule, max(busy[0], mine.part_since_s))
    if now - mine.told_s >= rule.tell_every - TINY_S:
        return replace(mine, told_s=now), (HoldProgress(now, mine.side, now - mine.part_since_s),)
    return mine, ()


def finish_hold(mine: Holding, rule: HoldRule) -> tuple[Holding, tuple[Event, ...]]:
    """Close what is under way."""
    if mine.posture_since_s is None:
        return Holding(), ()
    _, events = _end_part(mine, rule, mine.last_s)
    return Holding(), events


def lower_side(body: Body) -> Side:
    """The side of the body that lies nearer to the ground, by shoulders and hips in space."""
    down = sum(pair[0][1] - pair[1][1] for pair in (body.shoulder_m, body.hip_m))
    return "left" if down > 0 else "right"


def _places(places: tuple[_Place, ...], body: Body) -> tuple[_Place, ...]:
    hip, shoulder = mid(body.hip), mid(body.shoulder)
    here = (body.time_s, 0.5 * (hip[0] + shoulder[0]), 0.5 * (hip[1] + shoulder[1]))
    first = 0
    while first + 1 < len(places) and body.time_s - places[first + 1][0] >= _SPEED_OVER_S - TINY_S:
        first += 1
    return (*places[first:], here)


def _speed(places: tuple[_Place, ...], body: Body, ground: Ground) -> float:
    """Trunk lengths a second over the newest second; 0 while less of it is known: slow rolls drown in shorter times."""
    (t0, u0, v0), (t1, u1, v1) = places[0], places[-1]
    if t1 - t0 < 0.5 * _SPEED_OVER_S:
        return 0.0
    hip, shoulder = mid(body.hip), mid(body.shoulder)
    size = max(hypot(shoulder[0] - hip[0], shoulder[1] - hip[1]), ground.stance.trunk if ground.stance else 0.0, 1e-6)
    return hypot(u1 - u0, v1 - v0) / size / (t1 - t0)


def _end_part(mine: Holding, rule: HoldRule, end_s: float) -> tuple[Holding, tuple[Event, ...]]:
    """Stillness or movement is over at `end_s`; the other begins there."""
    start, length = mine.part_since_s, end_s - mine.part_since_s
    following = replace(mine, moving=not mine.moving, part_since_s=end_s, told_s=end_s, quickest=0.0)
    if length < rule.settle - TINY_S:
        return following, ()
    if mine.moving:
        return following, (Rolled(start, end_s, mine.side, mine.quickest > rule.fast_speed),)
    return following, (Hold(start, end_s, mine.side, length >= rule.least - TINY_S),)
