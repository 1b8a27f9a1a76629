"""Judging a repetition's form: each fault of the exercise's data against what its signal did."""

from dataclasses import dataclass, replace
from itertools import pairwise
from math import isfinite

from inturn.body.keypoints import Side, other_side
from inturn.programme.coach import ExerciseRules, FaultRule, View
from inturn.training.coach.events import Fault, Repetition
from inturn.training.coach.own import OwnRange, Told, own_range
from inturn.training.coach.signals import INDEX, Reading

_BOTTOM_SHARE = 0.9  # of the travel: deeper is at the bottom
_DEEP_SHARE = 0.5  # of it: deeper is deep
_FEWEST_TO_COMPARE = 3  # repetitions before one can be called uneven
_WHOLE = 0.9  # of the height that the set's deeper repetitions lose
_AS_DEEP = 0.8  # of a repetition's depth, and its reverse: at another depth knees and heels are seen otherwise


@dataclass(frozen=True, slots=True)
class Seen:
    """A repetition as it was seen: its readings, the excursion of each, and the readings' means at rest before it."""

    repetition: Repetition
    readings: tuple[Reading, ...]
    excursion: tuple[float, ...]
    rest: tuple[float, ...]


def judge(exercise: ExerciseRules, seen: Seen, side: Side | None) -> tuple[Fault, ...]:
    """Faults that one repetition shows by itself, from where the camera stands."""
    found: list[Fault] = []
    rep = seen.repetition
    for rule in (_rule(each, rep) for each in exercise.faults):
        if not rule.judged_from(rep.view) or any(f.name in rule.spoilt_by for f in found):
            continue
        value = _value(rule, seen)
        if value is not None and beyond(value, rule):
            found.append(fault(rule, rep, value, side))
    return tuple(found)


def measured(exercise: ExerciseRules, seen: Seen) -> tuple[tuple[str, float], ...]:
    """(fault, value) of what is held against the set's other repetitions."""
    rep = seen.repetition
    rules = (r for r in (_rule(f, rep) for f in exercise.faults) if r.against_own and r.judged_from(rep.view))
    values = ((rule.id, _value(rule, seen)) for rule in rules)
    return tuple((name, value) for name, value in values if value is not None)


def compare(
    exercise: ExerciseRules,
    repetitions: tuple[Repetition, ...],
    told: frozenset[tuple[str, int]],
    side: Side | None = None,
) -> tuple[Fault, ...]:
    """Faults that only the other repetitions show; `told` = (fault, repetition) already reported."""
    found: list[Fault] = []
    ranges: dict[View, OwnRange] = {r.view: _range(exercise, repetitions, told, r.view) for r in repetitions}
    for each in exercise.faults:
        known = told | {(f.name, f.repetition) for f in found}
        for rep in repetitions:
            rule, own = _rule(each, rep), ranges[rep.view]
            if not rule.judged_from(rep.view) or (rule.id, rep.number) in told:
                continue
            fit = _told_alike(each, rule, rep, repetitions, known)
            if rule.against_own and rep in fit:
                odd = _odd(rule, rep, _as_deep(own, rep, fit))
                found += [] if odd is None else [fault(*odd, side)]
            if rule.measure in ("own_depth", "tempo_ratio"):
                value = _against(rule, own, rep, repetitions)
                found += [fault(rule, rep, value, None)] if value is not None and beyond(value, rule) else []
    return tuple(found)


def _rule(each: FaultRule, rep: Repetition) -> FaultRule:
    """By which the repetition is judged, as it was seen."""
    return each.seen_from(rep.view, far=rep.far)


def _told_alike(
    each: FaultRule, rule: FaultRule, rep: Repetition, repetitions: tuple[Repetition, ...], known: Told
) -> tuple[Repetition, ...]:
    """Repetitions that `rep` may be held against: of the same leg, near or far, told by what its rule reads, with
    nothing that spoils it."""
    spoilt = ((name, r.number) for name in rule.spoilt_by for r in repetitions)
    odd = {number for name, number in spoilt if (name, number) in known}
    alike = (r for r in repetitions if _rule(each, r).reads == rule.reads and r.far == rep.far)
    return tuple(r for r in alike if r.number not in odd)


def _range(exercise: ExerciseRules, repetitions: tuple[Repetition, ...], told: Told, view: View) -> OwnRange:
    rule = exercise.excursion
    own = None if rule is None else own_range(repetitions, rule, told, view)
    return own or OwnRange(0.0, 0.0)  # of an exercise of repetitions, with some, there is one


def _as_deep(own: OwnRange, rep: Repetition, all_: tuple[Repetition, ...]) -> tuple[Repetition, ...]:
    """Those that are about as deep as `rep`, itself among them."""
    depth = own.share(rep.travel, rep.drop)
    return tuple(r for r in all_ if _AS_DEEP * depth <= own.share(r.travel, r.drop) <= depth / _AS_DEEP)


def _odd(rule: FaultRule, rep: Repetition, all_: tuple[Repetition, ...]) -> tuple[FaultRule, Repetition, float] | None:
    """The repetition's value beyond a limit that the set's middle one sets, if it is; of two middle ones the better."""
    values = sorted(dict(r.measured)[rule.id] for r in all_ if rule.id in dict(r.measured))
    value = dict(rep.measured).get(rule.id)
    if value is None or len(values) < _FEWEST_TO_COMPARE:
        return None
    low, high = values[(len(values) - 1) // 2], values[len(values) // 2]
    if rule.own_above is not None:
        usual = low
        limit = max(x for x in (low + rule.own_above, rule.own_at_least) if x is not None)
        limited = replace(rule, above=limit, below=None)
    else:
        usual = high
        limit = min(x for x in (high - (rule.own_below or 0.0), rule.own_at_most) if x is not None)
        limited = replace(rule, above=None, below=limit)
    if rule.own_within is not None and abs(value - usual) > rule.own_within:
        return None
    return (limited, rep, value) if beyond(value, limited) else None


def beyond(value: float, rule: FaultRule) -> bool:
    """Whether a value is beyond the rule's limit."""
    if rule.above is not None:
        return value > rule.above
    return rule.below is not None and value < rule.below


def fault(rule: FaultRule, rep: Repetition, value: float, side: Side | None) -> Fault:
    """The event of a fault."""
    limit = rule.above if rule.above is not None else rule.below or 0.0
    which = None if side is None or rule.leg is None else side if rule.leg == "working" else other_side(side)
    severity = abs(value - limit) / max(abs(limit), rule.own_above or 0.0, rule.own_below or 0.0, 1e-9)
    return Fault(rule.id, rep.number, rep.start_s, rep.end_s, which, value, limit, severity)


def _value(rule: FaultRule, seen: Seen) -> float | None:
    """What the rule measures of one repetition; None where it cannot be said."""
    if rule.measure == "shortest_part":
        return min(seen.repetition.tempo.lowering_s, seen.repetition.tempo.rising_s)
    if rule.signal is None:
        return None
    index = INDEX[rule.signal]
    if rule.during == "rest":
        return seen.rest[index] if isfinite(seen.rest[index]) else None
    moments = [(r.time_s, r.values[index]) for r in _during(rule, seen) if isfinite(r.values[index])]
    if rule.measure == "mean":
        return sum(v for _, v in moments) / len(moments) if moments else None
    highest = (rule.above is not None) != (rule.measure == "reach")
    value = lasting(moments, rule.lasting, highest)
    if value is None or rule.measure != "change":
        return value
    return value - seen.rest[index] if isfinite(seen.rest[index]) else None


def _during(rule: FaultRule, seen: Seen) -> list[Reading]:
    rep = seen.repetition
    pairs = zip(seen.readings, seen.excursion, strict=True)
    deep = _BOTTOM_SHARE * max(seen.excursion)
    if rule.during == "deep":
        return [r for r, x in pairs if x >= _DEEP_SHARE * max(seen.excursion)]
    if rule.during == "bottom":
        return [r for r, x in pairs if x >= deep]
    if rule.during == "down":
        return [r for r, x in pairs if rep.start_s <= r.time_s < rep.bottom_s and x < deep]
    if rule.during == "up":
        return [r for r, x in pairs if rep.bottom_s <= r.time_s < rep.end_s and x < deep]
    return [r for r in seen.readings if rep.start_s <= r.time_s < rep.end_s]


def lasting(moments: list[tuple[float, float]], span_s: float, highest: bool) -> float | None:
    """The value that is exceeded (undercut unless `highest`) for `span_s` seconds in all, or half of a shorter time.

    None without moments. moments: (time, value).
    """
    if not moments:
        return None
    times = [t for t, _ in moments]
    gaps = [b - a for a, b in pairwise(times)] or [0.0]
    usual = sorted(gaps)[len(gaps) // 2]
    total = usual * len(moments)
    wanted = min(span_s, 0.5 * total)
    count = min(len(moments), max(1, round(wanted / usual))) if usual > 0 else 1
    return sorted((v for _, v in moments), reverse=highest)[count - 1]


def _as_far(own: OwnRange, rep: Repetition) -> float:
    """A share of the own range; the height's, where that is whole: the level of the signal's rest may have changed."""
    share, sunk = own.share(rep.travel, rep.drop), own.sunk(rep.drop) if own.lowers else 0.0
    return max(share, sunk) if sunk >= _WHOLE else share


def _against(rule: FaultRule, own: OwnRange, rep: Repetition, all_: tuple[Repetition, ...]) -> float | None:
    """Depth or tempo of a repetition against the set's."""
    if rule.measure == "own_depth":
        return None if len(all_) < 2 else _as_far(own, rep)
    if len(all_) < _FEWEST_TO_COMPARE:
        return None
    ways = sorted(r.tempo.lowering_s for r in all_)
    usual = ways[len(ways) // 2]
    ratio = rep.tempo.lowering_s / max(usual, 1e-6)
    return max(ratio, 1.0 / max(ratio, 1e-6))
