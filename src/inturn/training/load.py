"""The weight in the hand: first, up, hold, down, halve; each with its reason. Only from what was done and reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from inturn.programme.content import Exercise
from inturn.programme.hip_internal_rotation import Programme
from inturn.programme.numbers import LoadNumbers
from inturn.training.pain import SessionPain, failures_in_a_row, rising_by_week, session_pains
from inturn.training.records import Decision, History, SetRecord

RULE: Final = "load"
_TINY: Final = 1e-4  # a share that was kept in four digits


@dataclass(frozen=True, slots=True)
class LoadState:
    """What the next session may carry (kg), the share of its dose (1 or one half), and why."""

    load_kg: float
    dose_share: float
    decisions: tuple[Decision, ...]


def load_state(history: History, programme: Programme, at: datetime) -> LoadState:
    """The load of the next session by the rules, before today's pain and the limits of the clearance are looked at."""
    pains = session_pains(history, at)
    rules = programme.load
    load = carried_load(pains, programme)
    failures, _ = failures_in_a_row(pains[-1:], programme)
    if failures:
        smaller = available(load * rules.smaller, rules)
        if load > 0.0:
            return LoadState(smaller, 1.0, (_said("load_halve", from_kg=load, to_kg=smaller),))
        return LoadState(0.0, 0.5, (_said("dose_halve"),))
    if load > 0.0 and _unfinished(pains, programme, load):
        smaller = available(load - rules.step, rules)
        return LoadState(smaller, 1.0, (_said("load_down", from_kg=load, to_kg=smaller),))
    held = _held(history, pains, programme, load, at)
    if held is not None:
        return LoadState(load, 1.0, (_said("load_hold", to_kg=load), held))
    if load >= rules.most:
        return LoadState(load, 1.0, (_said("load_most", to_kg=load),))
    more = step_up(load, rules)
    code = "load_up" if load > 0.0 else "load_first"
    return LoadState(more, 1.0, (_said(code, from_kg=load, to_kg=more, sessions=rules.sessions),))


def step_up(load: float, rules: LoadNumbers) -> float:
    """The next heavier load: the first weight, then a step, or a share of the load where that is more."""
    if load < rules.first:
        return rules.first
    steps = max(1, int(load * rules.step_share / rules.step + 1e-9))
    return min(load + steps * rules.step, rules.most)


def available(load: float, rules: LoadNumbers) -> float:
    """The heaviest weight of the programme's ladder that is not above `load`; 0 below the first."""
    if load < rules.first:
        return 0.0
    return min(rules.first + int((load - rules.first) / rules.step + 1e-9) * rules.step, rules.most)


def carried_load(pains: Sequence[SessionPain], programme: Programme) -> float:
    """The load somebody has come to (kg). More than the plan's next step, by own choice, is not carried on.

    A session without a weight because of pain does not take the load away; a second one in a row halves it.
    """
    load, without = 0.0, 0
    for pain in pains:
        used = _used(pain.session.sets, programme)
        if used is None:
            continue
        if (pain.before or 0) > programme.pain.safe_most:
            without += 1
            load = available(load * programme.load.smaller, programme.load) if without > 1 else load
            continue
        without = 0
        load = min(used, step_up(load, programme.load), programme.load.most)
    return load


def _used(sets: Sequence[SetRecord], programme: Programme) -> float | None:
    """The heaviest load of a session's loadable sets that were begun; None when there were none."""
    return max((s.load_kg for s in _loadable(sets, programme) if s.ended != "skipped"), default=None)


def _loadable(sets: Sequence[SetRecord], programme: Programme) -> list[SetRecord]:
    names = {e.id for e in programme.exercises if e.loadable}
    return [s for s in sets if s.exercise in names]


def _held(
    history: History, pains: Sequence[SessionPain], programme: Programme, load: float, at: datetime
) -> Decision | None:
    """Why the load stays; None when it may go up: enough sessions at it, all of them good, and no rise of pain."""
    rules = programme.load
    worked = [p for p in pains if _used(p.session.sets, programme) is not None]
    at_load: list[SessionPain] = []
    for pain in reversed(worked):
        if _used(pain.session.sets, programme) != load:
            break
        at_load.append(pain)
    newest = at_load[: rules.sessions]
    for pain in newest:
        reason = _not_good(pain, programme)
        if reason is not None:
            return reason
    if len(newest) < rules.sessions:
        return _said("hold_sessions", done=len(newest), sessions=rules.sessions)
    return _said("hold_week_rise") if rising_by_week(history, programme, at) else None


def _not_good(pain: SessionPain, programme: Programme) -> Decision | None:
    """What keeps a session from counting towards more load, the most important first; None for a good one."""
    sets = _loadable(pain.session.sets, programme)
    worst = max(pain.before or 0, pain.highest or 0)
    effort = max((s.effort for s in sets if s.effort is not None), default=0)
    if pain.stopped or worst > programme.pain.safe_most:
        return _said("hold_pain", pain=worst)
    if not pain.settled(programme.pain):
        return _said("hold_morning")
    if not all(s.stick_kept for s in sets):
        return _said("hold_stick")
    if not all(_complete(s, programme.exercise(s.exercise)) for s in sets):
        return _said("hold_repetitions")
    clean = min((s.clean_share for s in sets if s.clean_share is not None), default=1.0)
    if clean < programme.load.clean_least - _TINY:  # the share itself: its interval is wide, and doubt loads nothing up
        return _said("hold_form", percent=int(100 * clean + _TINY))
    return _said("hold_effort", effort=effort) if effort > programme.load.effort_most else None


def _complete(done: SetRecord, exercise: Exercise) -> bool:
    least = exercise.dose.repetitions[0] if exercise.dose.repetitions else 0
    return done.ended == "done" and (done.repetitions or 0) >= least


def _unfinished(pains: Sequence[SessionPain], programme: Programme, load: float) -> bool:
    """Whether the last sessions at this load were all short of their repetitions."""
    last = pains[-programme.load.unfinished_sessions :]
    if len(last) < programme.load.unfinished_sessions:
        return False
    for pain in last:
        sets = [s for s in _loadable(pain.session.sets, programme) if s.load_kg == load]
        if not sets or all(_complete(s, programme.exercise(s.exercise)) for s in sets):
            return False
    return True


def _said(code: str, **values: float) -> Decision:
    return Decision(RULE, code, tuple((name, float(value)) for name, value in values.items()))
