"""A lifted leg: when it settles, its swings of rotation, and when it comes down."""

from dataclasses import dataclass, replace
from math import isfinite
from statistics import median

from inturn.assess.events import Attempt, Event, LoweredFoot, Trial
from inturn.assess.hold import Judged, judge
from inturn.assess.moments import TINY_S, Steady
from inturn.assess.swing import Point, Swing, begin_swing, next_swing, step_swing
from inturn.body.keypoints import SIDES, Side
from inturn.programme.standing_test import DetectionRules

_SPEED_OVER_S = 0.15
_UNREADABLE_S = 0.8  # without a rotation (knee too straight) the neutral must be found anew
_DARK_S = 0.4  # so long unread though the leg stayed up, and a swing's end is not known
_NEUTRAL_AFTER_S = 0.3
_STILL_ABOVE_SHARE = 0.4  # of `above_other_thigh`: hysteresis for the other leg


@dataclass(frozen=True, slots=True)
class Lift:
    """A lifted leg. `trail`: newest (time, thigh elevation); `neutral`: its lifted neutral, rad, once known.

    `at_s`: the newest moment; `unread_s`: for how long since the swing's newest point nothing could be read of the leg,
    or of the rotation of one that was up and still.
    """

    side: Side
    start_s: float
    start_seen: bool
    neutral: float | None
    guess: float
    swing: Swing | None = None
    trail: tuple[tuple[float, float], ...] = ()
    steepest: float = 0.0
    trials: int = 0
    down_since_s: float | None = None
    end_s: float = 0.0
    at_s: float = 0.0
    unread_s: float = 0.0


def step_lift(lift: Lift, now: Steady, rules: DetectionRules) -> tuple[Lift, tuple[Event, ...], bool]:
    """Add a steady moment; returns the lift, what it found, and whether the foot has come down."""
    index = SIDES.index(lift.side)
    thigh, other, rotation = now.thigh[index], now.thigh[1 - index], now.rotation[index]
    since_s, lift = now.time_s - lift.at_s, replace(lift, at_s=now.time_s)
    if not isfinite(thigh):
        return replace(lift, unread_s=lift.unread_s + since_s), (), False
    lift = _follow_thigh(lift, now.time_s, thigh)
    down = thigh < rules.lowered_below or thigh - other < _STILL_ABOVE_SHARE * rules.above_other_thigh
    if down:
        since = now.time_s if lift.down_since_s is None else lift.down_since_s
        lift = replace(lift, down_since_s=since)
        return lift, (), now.time_s - since >= rules.dwell - TINY_S
    lift = replace(lift, down_since_s=None, end_s=now.time_s)
    settled = thigh >= rules.lifted_from and is_settled(lift.trail, rules.settled_speed)
    if not settled:
        return lift, (), False
    if not isfinite(rotation):
        return replace(lift, unread_s=lift.unread_s + since_s), (), False
    lift, events = _turn(lift, Point(now.time_s, rotation), rules)
    return replace(lift, unread_s=0.0), events, False


def end_lift(lift: Lift, rules: DetectionRules, *, cut_off: bool) -> tuple[Lift, tuple[Event, ...]]:
    """Judge what is under way and report the whole lift; cut_off: nobody saw the foot come down."""
    lift, events = _close(lift, rules, cut_off=cut_off or _dark(lift))
    span = LoweredFoot(lift.side, lift.start_s, max(lift.end_s, lift.start_s), lift.steepest, lift.trials)
    return lift, (*events, span)


def is_settled(trail: tuple[tuple[float, float], ...], speed: float) -> bool:
    """Whether the thigh has moved more slowly than `speed` (rad/s) over the trail."""
    (t0, a), (t1, b) = trail[0], trail[-1]
    return t1 - t0 >= _SPEED_OVER_S - TINY_S and abs(b - a) <= speed * (t1 - t0)


def _follow_thigh(lift: Lift, time_s: float, thigh: float) -> Lift:
    trail = (*lift.trail, (time_s, thigh))
    while len(trail) > 2 and time_s - trail[1][0] >= _SPEED_OVER_S - TINY_S:
        trail = trail[1:]
    return replace(lift, trail=trail, steepest=max(lift.steepest, thigh))


def _turn(lift: Lift, point: Point, rules: DetectionRules) -> tuple[Lift, tuple[Event, ...]]:
    """Add a point of rotation to the swing under way."""
    events: tuple[Event, ...] = ()
    if lift.swing is not None and point.time_s - lift.swing.points[-1].time_s > _UNREADABLE_S:
        lift, events = _close(lift, rules, cut_off=_dark(lift))
        lift = replace(lift, swing=None, start_seen=False)
    if lift.swing is None:
        guess = lift.guess if lift.neutral is None else lift.neutral
        return replace(lift, swing=begin_swing(point, guess, rules, lift.start_seen)), events
    swing, ended = step_swing(lift.swing, point, rules)
    lift = _know_neutral(replace(lift, swing=swing), swing)
    if not ended:
        return lift, events
    lift, found = _close(lift, rules, cut_off=False)
    return lift, (*events, *found)


def _dark(lift: Lift) -> bool:
    """Whether the swing's newest point is old because the rotation could not be read, not because the leg moved."""
    return lift.unread_s > _DARK_S


def _know_neutral(lift: Lift, swing: Swing) -> Lift:
    """The first moments of the settled leg are its neutral."""
    known = lift.neutral is not None or swing.from_lift
    if known or swing.points[-1].time_s - swing.points[0].time_s < _NEUTRAL_AFTER_S - TINY_S:
        return lift
    return replace(lift, neutral=median(p.rotation for p in swing.points))


def _close(lift: Lift, rules: DetectionRules, *, cut_off: bool) -> tuple[Lift, tuple[Event, ...]]:
    """Judge the swing under way, and make room for the next one."""
    swing = lift.swing
    if swing is None or swing.mode == "neutral":
        return lift, ()
    judged = judge(swing, lift.neutral, rules)
    if judged.refused is not None:
        events = (_attempt(lift.side, judged),) if judged.worth_telling else ()
        # A ripple belongs to the neutral; anything larger must not be taken for the top of the next swing.
        ripple = judged.refused == "too_small" and not swing.from_lift
        return replace(lift, swing=next_swing(swing, swing.points[0].time_s if ripple else judged.end_s)), events
    trial = Trial(
        side=lift.side,
        start_s=judged.start_s,
        begin_s=judged.begin_s,
        end_s=judged.end_s,
        rise=judged.rise,
        with_lift=judged.with_lift,
        complete=swing.mode == "returning",
        cut_off=cut_off and swing.mode != "returning",
    )
    following = next_swing(swing, judged.end_s)
    return replace(lift, swing=following, neutral=judged.neutral, trials=lift.trials + 1), (trial,)


def _attempt(side: Side, judged: Judged) -> Attempt:
    return Attempt(side, judged.start_s, judged.end_s, judged.rise, judged.refused or "too_small")
