"""Exercises of repetitions: rest, movements out of it, and what each of them was."""

from dataclasses import dataclass, field, replace
from math import isfinite

from inturn.body.keypoints import Side
from inturn.programme.coach import CommonRules, Excursion, ExerciseRules, View
from inturn.training.coach.events import (
    Attempt,
    AttemptReason,
    Cue,
    Event,
    Fault,
    Other,
    Repetition,
    SetDone,
    SetStarted,
)
from inturn.training.coach.faults import Seen, compare, judge, measured
from inturn.training.coach.ground import Ground
from inturn.training.coach.movement import (
    Movement,
    Whole,
    at_rest,
    broken_off,
    far_from_rest,
    rested,
    resting_at,
    stands,
    step_movement,
    told_by_height,
    vetoed,
    whole,
)
from inturn.training.coach.own import OwnRange, first_range, own_range
from inturn.training.coach.points import TINY_S
from inturn.training.coach.signals import Reading
from inturn.training.coach.view import farther_side, view_of

_LOOSE = 5.0  # times the speed of stillness: slow enough to be ready
_BRIEFEST_S = 0.5  # nobody goes out and comes back in less: it is what was left of the movement before
_REST_S = 1.0  # of rest for its means to follow the person


@dataclass(frozen=True, slots=True)
class Repetitions:
    """What is remembered of a set. `ready_since_s`: at rest, feet in place, since then; None = elsewhere."""

    move: Movement = field(default_factory=Movement)
    ready_since_s: float | None = None
    set_start_s: float | None = None
    last_end_s: float = 0.0
    done: tuple[Repetition, ...] = ()
    attempts: int = 0
    told: frozenset[tuple[str, int]] = frozenset()
    cued_s: float | None = None
    number: int = 0

    @property
    def under_way(self) -> bool:
        """Whether a movement is."""
        return self.move.stage != "rest"


def step_repetitions(
    mine: Repetitions, exercise: ExerciseRules, rules: CommonRules, ground: Ground, reading: Reading, side: Side | None
) -> tuple[Repetitions, tuple[Event, ...]]:
    """Take in a moment."""
    rule = exercise.excursion
    if rule is None or not isfinite(reading.of(rule.signal)):
        return mine, ()
    own = own_range(mine.done, rule, mine.told, _seen_from(ground, rules)) or first_range(rule)
    if not mine.under_way:
        mine = _rest(mine, rule, rules, ground, reading)
        if mine.ready_since_s is None or reading.time_s - mine.ready_since_s < rules.ready - TINY_S:
            return _maybe_over(_waiting(mine, rule, own, reading), rules, reading.time_s)
    move, over = step_movement(mine.move, reading, rule, rules, own)
    mine = replace(mine, move=move)
    if over and move.stage == "out":
        ended, events = give_up(mine, exercise, _seen_from(ground, rules), "stayed")
        return replace(ended, ready_since_s=None), events
    if over:
        return _judge(mine, exercise, rules, ground, side)
    if own.lowers and stands(move, reading, rule, ground.still_for(reading.time_s)):
        mine, events = _judge(mine, exercise, rules, ground, side)
        return replace(mine, move=resting_at(mine.move, reading.values, rule)), events
    return _maybe_over(mine, rules, reading.time_s) if not mine.under_way else (mine, ())


def _waiting(mine: Repetitions, rule: Excursion, own: OwnRange, reading: Reading) -> Repetitions:
    """Not ready yet; what was seen of readiness is kept, since a movement's beginning may lie in it."""
    if mine.ready_since_s is None:
        return mine
    return replace(mine, move=at_rest(mine.move, reading, far_from_rest(mine.move, reading, rule, own)))


def give_up(
    mine: Repetitions, exercise: ExerciseRules, view: View, reason: AttemptReason
) -> tuple[Repetitions, tuple[Event, ...]]:
    """End the movement under way as something that did not come back."""
    event = broken_off(exercise, mine.move, view, len(mine.done), reason)
    move = Movement(rest=mine.move.rest, level=mine.move.level)
    mine = replace(mine, move=move, ready_since_s=None)
    if event is None:
        return mine, ()
    start = max(event.start_s, mine.last_end_s)  # the movement before it may have ended late
    if event.end_s - start < _BRIEFEST_S:
        return mine, ()
    event = replace(event, start_s=start)
    mine, started = _begun(mine, event.start_s, event.end_s)
    attempts = mine.attempts + isinstance(event, Attempt)
    return replace(mine, attempts=attempts), (*started, event)


def finish(
    mine: Repetitions,
    exercise: ExerciseRules,
    rules: CommonRules,
    ground: Ground,
    side: Side | None,
    reason: AttemptReason,
) -> tuple[Repetitions, tuple[Event, ...]]:
    """End everything: a movement that is nearly back counts, another one does not."""
    if mine.move.stage == "closing":
        mine, events = _judge(mine, exercise, rules, ground, side)
    else:
        mine, events = give_up(mine, exercise, _seen_from(ground, rules), reason)
    mine, done = end_set(mine)
    return replace(mine, ready_since_s=None), (*events, *done)


def end_set(mine: Repetitions) -> tuple[Repetitions, tuple[Event, ...]]:
    """Close the set, if there is one."""
    if mine.set_start_s is None:
        return mine, ()
    event = SetDone(mine.set_start_s, mine.last_end_s, len(mine.done), mine.attempts)
    return replace(mine, set_start_s=None, done=(), attempts=0, told=frozenset()), (event,)


def _maybe_over(mine: Repetitions, rules: CommonRules, time_s: float) -> tuple[Repetitions, tuple[Event, ...]]:
    if mine.set_start_s is None or time_s - mine.last_end_s < rules.set_over:
        return mine, ()
    return end_set(mine)


def _rest(mine: Repetitions, rule: Excursion, rules: CommonRules, ground: Ground, reading: Reading) -> Repetitions:
    """Follow the posture of rest while nothing is under way."""
    value = reading.of(rule.signal)
    low, high = rule.rest_low, rule.rest_high
    if rule.towards == "rises":
        low = -high  # noise makes an upright part seem taller than it is
    fast = ground.speed > _LOOSE * rules.still_speed and mine.ready_since_s is None
    if not low <= value <= high or reading.of("feet_travel") > rules.feet_travel or fast:
        # On its way out of rest, a movement passes the posture's limits: that is no end of readiness.
        if mine.move.readings and mine.ready_since_s is not None and reading.of("feet_travel") <= rules.feet_travel:
            return mine
        return replace(mine, ready_since_s=None, move=Movement(rest=mine.move.rest, level=mine.move.level))
    since = reading.time_s if mine.ready_since_s is None else mine.ready_since_s
    move = mine.move
    first = not move.rest or mine.ready_since_s is None or ground.anew_s == reading.time_s
    if first or ground.speed <= rules.still_speed:
        passed = reading.time_s - move.readings[-1].time_s if move.readings else 0.0
        share = 1.0 if first else min(1.0, passed / _REST_S)
        move = resting_at(move, _blend(move.rest, reading.values, share), rule)
    return replace(mine, ready_since_s=since, move=move)


def _blend(old: tuple[float, ...], new: tuple[float, ...], share: float) -> tuple[float, ...]:
    if not old:
        return new
    return tuple(
        b if not isfinite(a) else a if not isfinite(b) else a + share * (b - a) for a, b in zip(old, new, strict=True)
    )


def _judge(
    mine: Repetitions, exercise: ExerciseRules, rules: CommonRules, ground: Ground, side: Side | None
) -> tuple[Repetitions, tuple[Event, ...]]:
    """What the movement that is over was."""
    rule = exercise.excursion
    if rule is None:
        return mine, ()
    view = _seen_from(ground, rules)
    move, own = mine.move, own_range(mine.done, rule, mine.told, view)
    veto = vetoed(exercise, move, view, len(mine.done))
    after = replace(mine, move=rested(move))
    by_height = own if own is not None and own.lowers else None
    range_ = own or first_range(rule)
    seen = None if move.peak < rule.attempt and by_height is None else whole(move, rule, range_, view)
    if seen is None:
        return after, ()
    after = replace(mine, move=rested(move, seen.timing.end_s))
    start, end = max(seen.timing.start_s, mine.last_end_s), seen.timing.end_s
    costs = first_range(rule) if own is None and rule.full_drop else by_height
    left_over = seen.timing.bottom_s <= mine.last_end_s or end - start < _BRIEFEST_S  # of the movement before
    if left_over or (costs is not None and costs.sunk(seen.drop) < rules.attempt_share):
        return after, ()
    if rule.nearer is not None:
        seen = told_by_height(seen, move.level, range_)
    short = range_.share(seen.travel, seen.drop) < (1.0 if own is None else own.least(rules))
    after, started = _begun(after, start, end)
    if veto is not None:
        return after, (*started, Other(start, end, veto.id))
    if short:
        return replace(after, attempts=after.attempts + 1), (*started, Attempt(start, end, seen.depth, "short"))
    return _count(after, exercise, rules, seen, start, ground, side, started)


def _seen_from(ground: Ground, rules: CommonRules) -> View:
    return "front" if ground.stance is None else view_of(ground.stance.turn, rules)


def _count(
    mine: Repetitions, exercise: ExerciseRules, rules: CommonRules, seen: Whole, start_s: float, ground: Ground,
    side: Side | None, before: tuple[Event, ...],
) -> tuple[Repetitions, tuple[Event, ...]]:  # fmt: skip
    """A repetition with its faults and the cue for them."""
    t, view = seen.timing, _seen_from(ground, rules)
    far = view != "front" and ground.stance is not None and side == farther_side(ground.stance.turn)
    rep = Repetition(
        mine.number + 1, start_s, t.bottom_s, t.end_s, seen.depth, seen.travel, t.tempo, view, seen.drop, far=far
    )
    judged = Seen(rep, seen.readings, seen.excursion, seen.rest)
    rep = replace(rep, measured=measured(exercise, judged))
    done = (*mine.done, rep)
    faults = judge(exercise, judged, side)
    told = mine.told | {(f.name, f.repetition) for f in faults}
    faults = (*faults, *compare(exercise, done, told, side))
    told |= {(f.name, f.repetition) for f in faults}
    mine = replace(mine, done=done, number=rep.number, told=told)
    mine, cues = _cue(mine, exercise, rules, faults, seen.readings[-1].time_s)
    return mine, (*before, rep, *faults, *cues)


def _cue(
    mine: Repetitions, exercise: ExerciseRules, rules: CommonRules, faults: tuple[Fault, ...], now_s: float
) -> tuple[Repetitions, tuple[Event, ...]]:
    """One cue at a time: the first of the data's order among this repetition's faults, if the last is long ago."""
    names = {f.name for f in faults if f.repetition == mine.number}
    first = next((rule.id for rule in exercise.faults if rule.id in names), None)
    if first is None or (mine.cued_s is not None and now_s - mine.cued_s < rules.cue_every - TINY_S):
        return mine, ()
    return replace(mine, cued_s=now_s), (Cue(first, now_s),)


def _begun(mine: Repetitions, start_s: float, end_s: float) -> tuple[Repetitions, tuple[Event, ...]]:
    """The set began with this movement, unless it had begun."""
    if mine.set_start_s is not None:
        return replace(mine, last_end_s=end_s), ()
    return replace(mine, set_start_s=start_s, last_end_s=end_s), (SetStarted(start_s),)
