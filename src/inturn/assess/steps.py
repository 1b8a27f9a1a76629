"""The step machine of the standing test: a pure function of its state and the next frame of angles.

Live and offline are one: a recording's events are those of its frames fed one by one, then `finish`. Nothing depends
on the frame rate (5 to 240 a second, dropped frames allowed) and no single picture decides anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import Literal

from inturn.assess.events import Event, Lifted, Lost, Squatted
from inturn.assess.lift import Lift, end_lift, step_lift
from inturn.assess.moments import TINY_S, Moment, Pair, Steady, keep_newest, moment, steady
from inturn.assess.standing import Standing, report, step_standing
from inturn.body.keypoints import SIDES
from inturn.kinematics.angles import AngleFrame
from inturn.programme.standing_test import DetectionRules

Phase = Literal["nobody", "moving", "standing", "lifting", "lifted", "rotating", "returning"]

_Rise = tuple[int, float]


@dataclass(frozen=True, slots=True)
class State:
    """Everything the machine remembers. Make the first one with `start`; treat the rest as its own business.

    `neutral` holds the lifted neutral rotation of left and right, rad, as last seen (0 before that).
    """

    rules: DetectionRules
    window: tuple[Moment, ...] = ()
    standing: Standing = field(default_factory=Standing)
    rising: _Rise | None = None
    low_seen: tuple[bool, bool] = (False, False)
    lift: Lift | None = None
    squat_since_s: float | None = None
    squat_until_s: float = 0.0
    neutral: Pair = (0.0, 0.0)
    last_seen_s: float | None = None
    lost: bool = False

    @property
    def phase(self) -> Phase:
        """What the person is doing, for a live page."""
        if self.last_seen_s is None or self.lost:
            return "nobody"
        if self.lift is None:
            return "standing" if self.standing.since_s is not None else "moving"
        if self.lift.swing is None:
            return "lifting"
        modes: dict[str, Phase] = {"neutral": "lifted", "up": "rotating", "returning": "returning"}
        return modes[self.lift.swing.mode]


def start(rules: DetectionRules) -> State:
    """The state before the first frame."""
    return State(rules)


def step(state: State, frame: AngleFrame) -> tuple[State, tuple[Event, ...]]:
    """Take in one frame. Frames come in order of time; an untracked one only lets time pass."""
    state, events = _notice_loss(state, frame)
    if not frame.tracked:
        return state, events
    new = moment(frame)
    window = keep_newest(state.window, new, state.rules.smoothing)
    state = replace(state, window=window, last_seen_s=frame.time_s)
    now = steady(window)
    if now is None:
        return state, events
    state, moved = _legs(state, now)
    if state.lift is None and state.rising is None:
        standing, stood = step_standing(state.standing, new, state.rules)
    else:
        standing, stood = Standing(), report(state.standing)
    return replace(state, standing=standing), (*events, *stood, *moved)


def finish(state: State) -> tuple[Event, ...]:
    """What is still under way when the recording ends."""
    _, events = _end_all(state)
    return events


def detect(frames: Iterable[AngleFrame], rules: DetectionRules) -> tuple[Event, ...]:
    """All events of a recording, in order of their being known."""
    state, found = start(rules), list[Event]()
    for frame in frames:
        state, events = step(state, frame)
        found.extend(events)
    return (*found, *finish(state))


def _notice_loss(state: State, frame: AngleFrame) -> tuple[State, tuple[Event, ...]]:
    """End everything after too long a gap; report the gap once somebody is back."""
    if state.last_seen_s is None:
        return state, ()
    gap = frame.time_s - state.last_seen_s
    if gap <= state.rules.lost_after + TINY_S:
        return state, ()
    events: tuple[Event, ...] = ()
    if not state.lost:
        state, events = _end_all(state)
        state = replace(state, lost=True, low_seen=(False, False))
    if frame.tracked:
        events = (*events, Lost(state.last_seen_s or 0.0, frame.time_s))
        state = replace(state, lost=False)
    return state, events


def _end_all(state: State) -> tuple[State, tuple[Event, ...]]:
    """Close standing, lift and squat."""
    events: tuple[Event, ...] = report(state.standing)
    if state.lift is not None:
        lift, ended = end_lift(state.lift, state.rules, cut_off=True)
        state = replace(state, neutral=_learnt(state.neutral, lift))
        events = (*events, *ended)
    state, squatted = _end_squat(state)
    return replace(state, window=(), standing=Standing(), rising=None, lift=None), (*events, *squatted)


def _legs(state: State, now: Steady) -> tuple[State, tuple[Event, ...]]:
    """Squat, lift, or a lift under way."""
    state, events = _squat(state, now)
    if state.lift is None:
        state, lifted = _look_for_lift(state, now)
        return state, (*events, *lifted)
    lift, found, down = step_lift(state.lift, now, state.rules)
    events = (*events, *found)
    if not down:
        return replace(state, lift=lift), events
    lift, ended = end_lift(lift, state.rules, cut_off=False)
    state = replace(state, lift=None, rising=None, neutral=_learnt(state.neutral, lift))
    return state, (*events, *ended)


def _look_for_lift(state: State, now: Steady) -> tuple[State, tuple[Event, ...]]:
    rules = state.rules
    low = tuple(seen or thigh < rules.lowered_below for seen, thigh in zip(state.low_seen, now.thigh, strict=True))
    state = replace(state, low_seen=(low[0], low[1]))
    index = 0 if now.thigh[0] >= now.thigh[1] else 1
    up = now.thigh[index] >= rules.lifted_from and now.thigh[index] - now.thigh[1 - index] >= rules.above_other_thigh
    if not up or now.flexion[index] < rules.lifted_flexion:  # swung back or sideways; unseen (NaN) is no reason
        return replace(state, rising=None), ()
    since = state.rising[1] if state.rising is not None and state.rising[0] == index else now.time_s
    if now.time_s - since < rules.dwell - TINY_S:
        return replace(state, rising=(index, since)), ()
    lift = Lift(
        SIDES[index], since, state.low_seen[index], None, state.neutral[index], end_s=now.time_s, at_s=now.time_s
    )
    return replace(state, lift=lift, rising=None), (Lifted(lift.side, since),)


def _squat(state: State, now: Steady) -> tuple[State, tuple[Event, ...]]:
    """Both thighs risen together, for at least twice the dwell."""
    if min(now.thigh) >= state.rules.squat_from and state.lift is None:
        since = now.time_s if state.squat_since_s is None else state.squat_since_s
        return replace(state, squat_since_s=since, squat_until_s=now.time_s), ()
    return _end_squat(state)


def _end_squat(state: State) -> tuple[State, tuple[Event, ...]]:
    since = state.squat_since_s
    if since is None:
        return state, ()
    long = state.squat_until_s - since >= 2.0 * state.rules.dwell - TINY_S
    return replace(state, squat_since_s=None), (Squatted(since, state.squat_until_s),) if long else ()


def _learnt(neutral: Pair, lift: Lift) -> Pair:
    """The lifted neutral of both sides after a lift."""
    if lift.neutral is None or not isfinite(lift.neutral):
        return neutral
    return (lift.neutral, neutral[1]) if lift.side == "left" else (neutral[0], lift.neutral)
