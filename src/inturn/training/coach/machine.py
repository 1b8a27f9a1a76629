"""The coach's step machine: a pure function of its state and the next picture's keypoints.

Live and offline are one: a recording's events are those of its pictures fed one by one, then `finish`. Nothing depends
on the picture rate (5 to 120 a second, dropped pictures allowed) and no single picture decides anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from inturn.body.keypoints import Side
from inturn.programme.coach import CoachRules, CommonRules, ExerciseRules, View
from inturn.training.coach import repetitions as reps
from inturn.training.coach.events import AttemptReason, Event
from inturn.training.coach.ground import Ground, step_ground
from inturn.training.coach.hold import Holding, finish_hold, step_hold
from inturn.training.coach.points import TINY_S, Body, Keypoints, Window, keep, seen, steady, too_close
from inturn.training.coach.repetitions import Repetitions
from inturn.training.coach.signals import Reading, read
from inturn.training.coach.view import view_of

Phase = Literal["nobody", "away", "ready", "down", "bottom", "up", "holding", "moving"]


@dataclass(frozen=True, slots=True)
class State:
    """Everything the coach remembers. Make the first one with `start`; treat the rest as its own business."""

    rules: CommonRules
    exercise: ExerciseRules
    side: Side | None
    window: Window = field(default_factory=Window)
    ground: Ground = field(default_factory=Ground)
    work: Repetitions = field(default_factory=Repetitions)
    holding: Holding = field(default_factory=Holding)
    body: Body | None = None
    reading: Reading | None = None
    person: int = -1
    last_seen_s: float | None = None
    lost: bool = False

    @property
    def count(self) -> int:
        """Repetitions so far, all sets together."""
        return self.work.number

    @property
    def view(self) -> View | None:
        """From where the camera looks; None until somebody has stood before it."""
        return None if self.ground.stance is None else view_of(self.ground.stance.turn, self.rules)

    @property
    def excursion(self) -> float:
        """How far the movement under way is from rest, as a share of its farthest so far; 0 at rest."""
        move = self.work.move
        return move.excursion[-1] / move.peak if move.stage != "rest" and move.peak > 0 else 0.0

    @property
    def phase(self) -> Phase:
        """What the person is doing, for a live page."""
        if self.last_seen_s is None or self.lost:
            return "nobody"
        if self.exercise.kind == "hold":
            if self.holding.posture_since_s is None:
                return "away"
            return "moving" if self.holding.moving else "holding"
        move = self.work.move
        if move.stage == "rest":
            return "away" if self.work.ready_since_s is None else "ready"
        if move.excursion[-1] >= 0.9 * move.peak:
            rising = len(move.excursion) < 4 or move.excursion[-1] > move.excursion[-4] + 0.02 * move.peak
            return "down" if rising else "bottom"
        return "down" if move.excursion.index(move.peak) >= len(move.excursion) - 3 else "up"


def start(rules: CoachRules, exercise: str, side: Side | None = None) -> State:
    """The state before the first picture; `side` is the working side, None = not named. Raises KeyError."""
    return State(rules.common, rules.exercise(exercise), side)


def step(state: State, frame: Keypoints) -> tuple[State, tuple[Event, ...]]:
    """Take in one picture. Pictures come in order of time; one without a person only lets time pass."""
    state, events = _notice_loss(state, frame)
    if not seen(frame) or too_close(state.window, frame.time_s):
        return state, events
    window = keep(state.window, frame, state.rules.smoothing)
    state = replace(state, window=window, last_seen_s=frame.time_s, person=frame.person)
    body = steady(window)
    if body is None:
        return state, events
    ground = step_ground(state.ground, body, state.rules, not state.work.under_way)
    state = replace(state, ground=ground, body=body)
    if ground.stance is None:
        return state, events
    reading = read(body, ground.stance, state.side)
    state = replace(state, reading=reading)
    state, found = _work(state, body, reading)
    return state, (*events, *found)


def finish(state: State) -> tuple[Event, ...]:
    """What is still under way when the recording ends."""
    _, events = _end(state, "unfinished")
    return events


def detect(
    frames: Iterable[Keypoints], rules: CoachRules, exercise: str, side: Side | None = None
) -> tuple[Event, ...]:
    """All events of a recording, in order of their being known."""
    state, found = start(rules, exercise, side), list[Event]()
    for frame in frames:
        state, events = step(state, frame)
        found.extend(events)
    return (*found, *finish(state))


def _work(state: State, body: Body, reading: Reading) -> tuple[State, tuple[Event, ...]]:
    rule = state.exercise.hold
    if rule is not None:
        holding, events = step_hold(state.holding, rule, state.ground, body, reading.of(rule.signal))
        return replace(state, holding=holding), events
    work, events = reps.step_repetitions(
        state.work, state.exercise, state.rules, state.ground, reading, state.side
    )  # fmt: skip
    return replace(state, work=work), events


def _notice_loss(state: State, frame: Keypoints) -> tuple[State, tuple[Event, ...]]:
    """End everything after too long a gap, or when another person is followed."""
    if state.last_seen_s is None or state.lost:
        back = state.lost and seen(frame)
        return (replace(state, lost=False, window=Window()) if back else state), ()
    other = seen(frame) and frame.person != state.person
    if not other and frame.time_s - state.last_seen_s <= state.rules.lost_after + TINY_S:
        return state, ()
    state, events = _end(state, "lost")
    return replace(state, lost=not seen(frame), window=Window(), ground=Ground(), reading=None), events


def _end(state: State, reason: AttemptReason) -> tuple[State, tuple[Event, ...]]:
    rule = state.exercise.hold
    if rule is not None:
        holding, events = finish_hold(state.holding, rule)
        return replace(state, holding=holding), events
    work, events = reps.finish(state.work, state.exercise, state.rules, state.ground, state.side, reason)
    return replace(state, work=work), events
