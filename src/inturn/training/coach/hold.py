"""Exercises that are held: a posture kept, still or with slow movement in it."""

from dataclasses import dataclass, replace

from inturn.body.keypoints import Side
from inturn.programme.coach import HoldRule
from inturn.training.coach.events import Event, Hold, HoldProgress, Rolled
from inturn.training.coach.ground import Ground
from inturn.training.coach.points import TINY_S, Body


@dataclass(frozen=True, slots=True)
class Holding:
    """A posture under way: since when, still or moving since when, and what was told of it."""

    posture_since_s: float | None = None
    left_since_s: float | None = None
    side: Side | None = None
    still_since_s: float | None = None
    moving_since_s: float | None = None
    told_s: float = 0.0
    quickest: float = 0.0
    last_s: float = 0.0


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
        mine = Holding(posture_since_s=now, side=lower_side(body))
    mine = replace(mine, left_since_s=None, last_s=now)
    if now - (mine.posture_since_s or now) < rule.settle - TINY_S:
        return mine, ()
    return _still(mine, rule, now) if ground.speed <= rule.move_speed else _moving(mine, rule, ground.speed, now)


def finish_hold(mine: Holding, rule: HoldRule) -> tuple[Holding, tuple[Event, ...]]:
    """Close what is under way."""
    _, held = _end_still(mine, rule)
    _, rolled = _end_moving(mine, rule)
    return Holding(), (*held, *rolled)


def lower_side(body: Body) -> Side:
    """The side of the body that lies nearer to the ground, by shoulders and hips in space."""
    down = sum(pair[0][1] - pair[1][1] for pair in (body.shoulder_m, body.hip_m))
    return "left" if down > 0 else "right"


def _still(mine: Holding, rule: HoldRule, now: float) -> tuple[Holding, tuple[Event, ...]]:
    events: tuple[Event, ...] = ()
    if mine.moving_since_s is not None and mine.still_since_s is None:
        mine = replace(mine, still_since_s=now)
    if mine.moving_since_s is not None and now - (mine.still_since_s or now) >= rule.settle - TINY_S:
        mine, events = _end_moving(mine, rule)
    since = now if mine.still_since_s is None else mine.still_since_s
    mine = replace(mine, still_since_s=since)
    if mine.moving_since_s is None and now - max(mine.told_s, since) >= rule.tell_every - TINY_S:
        return replace(mine, told_s=now), (*events, HoldProgress(now, mine.side, now - since))
    return mine, events


def _moving(mine: Holding, rule: HoldRule, speed: float, now: float) -> tuple[Holding, tuple[Event, ...]]:
    since = now if mine.moving_since_s is None else mine.moving_since_s
    mine = replace(mine, moving_since_s=since, quickest=max(mine.quickest, speed))
    if mine.still_since_s is None or now - since < rule.settle - TINY_S:
        return mine, ()
    return _end_still(mine, rule)


def _end_still(mine: Holding, rule: HoldRule) -> tuple[Holding, tuple[Event, ...]]:
    since = mine.still_since_s
    if since is None:
        return mine, ()
    end = mine.last_s if mine.moving_since_s is None else max(mine.moving_since_s, since)
    long = end - since >= rule.tell_every - TINY_S
    event = Hold(since, end, mine.side, end - since >= rule.least - TINY_S)
    return replace(mine, still_since_s=None), (event,) if long else ()


def _end_moving(mine: Holding, rule: HoldRule) -> tuple[Holding, tuple[Event, ...]]:
    since = mine.moving_since_s
    if since is None:
        return mine, ()
    end = mine.last_s if mine.still_since_s is None else max(mine.still_since_s, since)
    long = end - since >= rule.settle - TINY_S
    event = Rolled(since, end, mine.side, mine.quickest > rule.fast_speed)
    return replace(mine, moving_since_s=None, quickest=0.0), (event,) if long else ()
