"""One movement out of rest and back: when it is under way, when it is over, and what it was."""

from dataclasses import dataclass, replace
from math import isfinite, nan, radians
from typing import Final, Literal

import numpy as np

from inturn.programme.coach import CommonRules, Excursion, ExerciseRules, SignalRules, Veto, View
from inturn.training.coach.events import Attempt, AttemptReason, Other
from inturn.training.coach.faults import lasting
from inturn.training.coach.own import OwnRange
from inturn.training.coach.perspective import thigh_of
from inturn.training.coach.shape import SignalWay, Way
from inturn.training.coach.signals import INDEX, Reading
from inturn.training.coach.timing import Timing, timing
from inturn.training.coach.trajectory import TrajectoryWay, points_of, trajectories

_CLOSED_SHARE: Final = 0.1  # of the travel: back at rest
_CLOSING_S: Final = 0.7  # a return that comes to a stop before rest is over after this
_AGAIN_SHARE: Final = 0.1  # of the travel: going out again ends the return
_TURNED_SHARE, _LATELY_S = 0.8, 2.0  # of the farthest: who is farther, and was farthest lately, is not back yet
_LEAD_S: Final = 6.0  # of rest that a movement's beginning is looked for in
_LEAVING_S, _STOOD_S = 0.3, 0.7  # before a movement is told, it has begun; before that somebody stood
_DEEP_SHARE: Final = 0.8  # of the travel: where the height is read, and what is asked of the bottom
_STANDS_S: Final = 1.0  # still and tall for so long, somebody stands
_STAYS, _LARGE = 0.8, 2.0  # times what begins a movement: less is over; so large, it has a way back to be told by
_HEIGHT: Final = INDEX["height"]
_UPRIGHT: Final = radians(4.0)  # knees and hips of somebody who stands are not quite straight

Stage = Literal["rest", "out", "closing"]


@dataclass(frozen=True, slots=True)
class Movement:
    """Readings and their excursions since shortly before a movement; `peak` is the farthest.

    stage    rest: nothing under way; out: on its way; closing: nearly back
    rest     means of all signals at rest; level: the exercise's own among them
    left     how far the return is still from rest; lowest: the least of it since `back_s`, when it was nearly back
    """

    rest: tuple[float, ...] = ()
    level: float = 0.0
    stage: Stage = "rest"
    readings: tuple[Reading, ...] = ()
    excursion: tuple[float, ...] = ()
    peak: float = 0.0
    back_s: float = 0.0
    left: float = 0.0
    lowest: float = 0.0
    began_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Whole:
    """A movement that came back: its times, how deep it was, the height it lost, and all that was read."""

    timing: Timing
    depth: float
    travel: float
    drop: float
    readings: tuple[Reading, ...]
    excursion: tuple[float, ...]
    rest: tuple[float, ...]


def excursion_of(rule: Excursion, value: float, level: float) -> float:
    """How far a signal is from rest, outward positive."""
    return value - level if rule.towards == "rises" else level - value


def far_from_rest(move: Movement, reading: Reading, rule: Excursion, own: OwnRange) -> float:
    """How far a moment is from rest by the exercise's signal and the height lost, in the signal's unit."""
    travel, drop = _lost(move, reading, rule)
    return own.far(travel if rule.nearer is None else max(travel, 0.0), drop)


def _lost(move: Movement, reading: Reading, rule: Excursion) -> tuple[float, float]:
    """What of the signal's and the height's rest is lost."""
    drop = move.rest[_HEIGHT] - reading.values[_HEIGHT] if move.rest else 0.0
    return excursion_of(rule, reading.of(rule.signal), move.level), drop


def step_movement(
    move: Movement, reading: Reading, rule: Excursion, rules: CommonRules, own: OwnRange
) -> tuple[Movement, bool]:
    """Add a moment; returns the movement and whether it is over."""
    x = far_from_rest(move, reading, rule, own)
    if move.stage == "rest":
        move = at_rest(move, reading, x)
        if x < rule.leave:
            return move, False
        return replace(move, stage="out", peak=x, began_s=reading.time_s), False
    move = replace(
        move, readings=(*move.readings, reading), excursion=(*move.excursion, x), peak=max(move.peak, x)
    )  # fmt: skip
    left, large = own.left(*_lost(move, reading, rule)), move.peak >= _LARGE * rule.leave
    if move.stage == "out":
        if x > _STAYS * rule.leave and not (large and left <= rules.return_share * move.peak and _turned(move)):
            return move, reading.time_s - move.began_s > rules.longest
        return replace(move, stage="closing", back_s=reading.time_s, left=left, lowest=left), False
    move = replace(move, left=left, lowest=min(move.lowest, left))
    if left > move.lowest + _AGAIN_SHARE * move.peak:  # out again: what was hardly a movement is now one
        return (move, True) if large else (replace(move, stage="out"), False)
    return move, left <= _CLOSED_SHARE * move.peak or reading.time_s - move.back_s >= _CLOSING_S


def _turned(move: Movement) -> bool:
    """Whether a movement is no longer on its way out, however little of the signal and the height seems lost."""
    farthest = move.readings[move.excursion.index(move.peak)].time_s
    lately = move.readings[-1].time_s - farthest < _LATELY_S
    return not lately or move.excursion[-1] <= _TURNED_SHARE * move.peak


def resting_at(move: Movement, rest: tuple[float, ...], rule: Excursion) -> Movement:
    """With other means at rest."""
    level = rest[INDEX[rule.signal]]
    return replace(move, rest=rest, level=max(level, 0.0) if rule.towards == "rises" else level)


def stands(move: Movement, reading: Reading, rule: Excursion, still_s: float) -> bool:
    """Whether somebody who is out of rest stands still all the same.

    As tall as at rest: then the signal wandered. Or upright by the signal all the while, where nothing hides that: then
    the height at rest was wrong, as of somebody who was walking in.
    """
    if move.stage == "rest" or min(still_s, reading.time_s - move.began_s) < _STANDS_S:
        return False
    if abs(_lost(move, reading, rule)[1]) <= (rule.otherwise.noise or 0.0):
        return True
    out = (r.of(rule.signal) for r in move.readings if r.time_s >= move.began_s)
    return rule.nearer is None and all(excursion_of(rule, value, move.level) < rule.leave for value in out)


def rested(move: Movement, end_s: float | None = None) -> Movement:
    """At rest after a movement: what is after its end is kept, since where the next one begins drowns in noise."""
    if not move.readings:
        return replace(move, stage="rest", peak=0.0)
    last = move.readings[-1].time_s
    begin = max(move.back_s, last - _LEAD_S, min(last, end_s or 0.0))
    first = next((i for i, r in enumerate(move.readings) if r.time_s >= begin), len(move.readings) - 1)
    return replace(
        move, stage="rest", peak=0.0, readings=move.readings[first:],
        excursion=tuple(min(x, 0.0) for x in move.excursion[first:]),  # no part of the next one
    )  # fmt: skip


def whole(move: Movement, rule: Excursion, own: OwnRange, view: View) -> Whole | None:
    """Times and depth of a movement that is over, `own` what it was told by; None where it never left rest."""
    stopped = move.readings[-1].time_s - move.back_s >= _CLOSING_S
    again = move.left > move.lowest + _AGAIN_SHARE * move.peak
    slowed = not again and (stopped or move.left <= 2.0 * _CLOSED_SHARE * move.peak)
    settled = slowed or move.lowest <= _CLOSED_SHARE * move.peak
    evenly = tuple(  # a height near rest seems farther than it is, and would begin too early
        (r.time_s, min(x, far_from_rest(move, r, rule, own.evenly)))
        for r, x in zip(move.readings, move.excursion, strict=True)
    )
    if max(x for _, x in evenly) <= 0.0:
        return None
    found = timing(evenly, _ways(move, rule, view), settled)
    depth, travel, drop = _depth(move, rule), _travel(move, rule), _drop(move, rule)
    return Whole(found, depth, travel, drop, move.readings, move.excursion, move.rest)


def told_by_height(seen: Whole, level: float, own: OwnRange) -> Whole:
    """A movement of what bends to the camera: where it was seen taller than standing, the height tells how far."""
    travel = max(seen.travel, own.shown(seen.travel, seen.drop))
    stood = max(level, 0.0)
    return replace(seen, travel=travel, depth=seen.depth if seen.depth > stood else stood + travel)


def _depth(move: Movement, rule: Excursion) -> float:
    """The signal where it is largest, at the far end or, where it falls, at rest; with what perspective hides of it."""
    reading = move.readings[move.excursion.index(max(move.excursion))]
    value = reading.of(rule.signal) if rule.towards == "rises" else move.level
    return value if rule.shins is None else thigh_of(value, reading.turn, rule.shins)


def _travel(move: Movement, rule: Excursion) -> float:
    """The farthest of the signal alone where the movement was deep."""
    return max(
        excursion_of(rule, r.of(rule.signal), move.level)
        for r, x in zip(move.readings, move.excursion, strict=True)
        if x >= _DEEP_SHARE * move.peak
    )


def _drop(move: Movement, rule: Excursion) -> float:
    """Height of shortly before the movement against that where it was deepest, trunk lengths; risen: negative.

    Who was taller before than at rest had lifted a knee or come nearer: that height was not lost by bending.
    """
    until = move.began_s - _LEAVING_S
    before = sorted(r.values[_HEIGHT] for r in move.readings if until - _STOOD_S <= r.time_s <= until)
    deep = sorted(
        r.values[_HEIGHT] for r, x in zip(move.readings, move.excursion, strict=True)
        if r.time_s >= move.began_s and x >= _DEEP_SHARE * move.peak
    )  # fmt: skip
    if not deep:
        return 0.0
    stood, rest = before[len(before) // 2] if before else nan, move.rest[_HEIGHT]
    stood = min(stood, rest + (rule.otherwise.noise or 0.0)) if isfinite(stood) else rest
    return stood - deep[len(deep) // 2]


def _ways(move: Movement, rule: Excursion, view: View) -> tuple[Way, ...]:
    """What the movement is timed by: the body's points, where it was learnt how they go; or what the view shows of what
    the exercise names; or the height."""
    learnt = None if rule.trajectories is None else trajectories(rule.trajectories, view)
    if learnt is not None:
        times = np.array([r.time_s for r in move.readings])
        return (TrajectoryWay(times, points_of(move.readings, view), learnt),)
    found = tuple(_way(move, rule, signal) for signal in rule.timed_by)
    shown: tuple[Way, ...] = tuple(way for way in found if all(isfinite(value) for _, value in way.points))
    return shown or (_way(move, rule, rule.otherwise),)


def _way(move: Movement, rule: Excursion, signal: SignalRules) -> SignalWay:
    """One of them; heights change little near upright, which is undone by the angles at rest and at the bottom."""
    last, index, noise = move.readings[-1], INDEX[signal.id], signal.noise or 1.0
    points = tuple((r.time_s, r.values[index]) for r in move.readings)
    if signal.one_stance:
        points = tuple((t, r.by_stance_of(last, v)) for (t, v), r in zip(points, move.readings, strict=True))
    if signal.runs == "evenly":
        return SignalWay(points, noise)
    deep = move.level + (move.peak if rule.towards == "rises" else -move.peak)
    return SignalWay(points, noise, (max(abs(move.level), _UPRIGHT), max(abs(deep), _UPRIGHT)), rule.nearer)


def vetoed(exercise: ExerciseRules, move: Movement, view: View, counted: int) -> Veto | None:
    """What makes the movement, seen from `view` after so many repetitions, something else, if anything."""
    leave = exercise.excursion.leave if exercise.excursion is not None else 0.0
    moments = list(zip(move.readings, move.excursion, strict=True))
    for veto in exercise.vetoes:
        if not veto.holds(view, counted):
            continue
        index, least = INDEX[veto.signal], leave if veto.during == "all" else _DEEP_SHARE * move.peak
        away = [(r.time_s, r.values[index]) for r, x in moments if x >= least]
        value = lasting(away, veto.lasting, veto.above is not None)
        if value is None:
            continue
        if (veto.above is not None and value > veto.above) or (veto.below is not None and value < veto.below):
            return veto
    return None


def broken_off(
    exercise: ExerciseRules, move: Movement, view: View, counted: int, reason: AttemptReason
) -> Attempt | Other | None:
    """What a movement was that did not come back after so many repetitions; None when it was hardly one."""
    rule = exercise.excursion
    if rule is None or move.stage == "rest" or move.peak < rule.attempt:
        return None
    end = move.readings[-1].time_s
    veto = vetoed(exercise, move, view, counted)
    if veto is not None:
        return Other(move.began_s, end, veto.id)
    return Attempt(move.began_s, end, _depth(move, rule), reason)


def at_rest(move: Movement, reading: Reading, x: float) -> Movement:
    """Keep a moment of rest, `x` its excursion, and the newest before it."""
    first = 0
    while first < len(move.readings) and reading.time_s - move.readings[first].time_s > _LEAD_S:
        first += 1
    return replace(
        move, readings=(*move.readings[first:], reading), excursion=(*move.excursion[first:], x)
    )  # fmt: skip
