"""Today's session from the history, the clearance and the pain now: its sets in order, and every decision behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final

from inturn.body.keypoints import SIDES, Side
from inturn.programme.clearance import Clearance
from inturn.programme.content import Role
from inturn.programme.hip_internal_rotation import Programme
from inturn.training.clearing import require_valid
from inturn.training.days import day_of
from inturn.training.dose import fitted, numbered, sets_of
from inturn.training.load import LoadState, available, load_state
from inturn.training.pain import failures_in_a_row, may_train, newest_pains, paused_since, sessions_done
from inturn.training.records import Decision, History, PlannedSet, Prescription
from inturn.training.sides import SideState, baseline_days, side_state, working_sides

STEPS: Final = ("none", "ease_in", "halved", "maintain", "loaded", "unloaded")
"""What `Prescription.step` may be: nothing today; after a break or pause; after a bad morning; strength only, range is
enough; with a weight; without one."""


@dataclass(frozen=True, slots=True)
class _Sides:
    """Which sides each exercise is done on; (None,) = both alike, without turning inward to the end."""

    release: tuple[Side, ...]
    activate: tuple[Side | None, ...]
    integrate: tuple[Side, ...]
    retest: bool
    maintain: bool
    decisions: tuple[Decision, ...]


def prescribe(
    history: History, programme: Programme, clearance: Clearance, at: datetime, pain_now: int
) -> Prescription:
    """The session of that day. `pain_now` is the pain 0-10 just before it.

    Without sets (step "none") when it must not be: the decisions say why. Raises ClearanceError for a clearance that
    does not hold at `at`, ImpossibleError for a pain that cannot be.
    """
    require_valid(clearance, at)
    day = day_of(history.person, at)
    pain = may_train(programme, pain_now)
    refused = _refused(history, programme, clearance, at, pain)
    if refused is not None:
        return Prescription("none", day, (), retest_after_release=False, decisions=refused)
    sides = _sides(history, programme, clearance, at)
    load = load_state(history, programme, at)
    eased = ease_in(history, programme, at)
    load_kg, load_decisions = _load(load, eased, pain, clearance, sides, programme)
    places: dict[Role, Sequence[Side | None]] = {
        "release": sides.release, "activate": sides.activate, "integrate": sides.integrate,
    }  # fmt: skip
    counts: dict[Role, int] = {}
    for role, on in places.items():
        if on:
            counts[role] = 1 if eased is not None or load.dose_share < 1.0 else programme.by_role(role).dose.sets
    kept = fitted(places, counts, programme, retest=sides.retest)
    sets: list[PlannedSet] = []
    for role, count in kept.items():
        exercise = programme.by_role(role)
        weight = load_kg if exercise.loadable else 0.0
        sets += sets_of(exercise, places[role], count, weight, load.dose_share)
    decisions = [pain, *sides.decisions, *_limits(clearance), *load_decisions]
    if eased is not None:
        decisions.append(eased)
    if kept != counts:
        decisions.append(Decision("time", "fitted_to_time", (("minutes", programme.plan.session_time / 60),)))
    if not sets:
        decisions.append(Decision("limits", "nothing_left"))
    return Prescription(
        step=_step(sets, sides, load, eased),
        day=day,
        sets=numbered(sets),
        retest_after_release=sides.retest,
        decisions=tuple(decisions),
    )


def ease_in(history: History, programme: Programme, at: datetime) -> Decision | None:
    """Whether the session is one of the first after a break or a pause; with the length of the break in days."""
    rules = programme.pause_after
    days = [day_of(history.person, s.started_at) for s in sessions_done(history, at)]
    if not days:
        return None
    steps = [*days[-rules.sessions :], day_of(history.person, at)]
    gaps = [(later - earlier).days for earlier, later in pairwise(steps)]
    longest = max(gaps)
    failures, _ = failures_in_a_row(newest_pains(history, at), programme)
    if longest > rules.after or failures >= programme.pain.failures_to_pause:
        return Decision("break", "ease_in", (("days", float(longest)),))
    return None


def _refused(
    history: History, programme: Programme, clearance: Clearance, at: datetime, pain: Decision
) -> tuple[Decision, ...] | None:
    """Why there is no session at all; None when there is one."""
    if paused_since(history, programme, at) is not None:
        return (Decision("blocked", "paused", (("failures", float(programme.pain.failures_to_pause)),)),)
    if clearance.test_sides and baseline_days(history, at) < programme.plan.baseline_tests:
        return (Decision("session", "baseline_first"),)
    return (pain,) if pain.code == "pain_too_high" else None


def _sides(history: History, programme: Programme, clearance: Clearance, at: datetime) -> _Sides:
    """Which sides may be released, turned inward and loaded."""
    working, why = working_sides(history, at)
    states: dict[Side, SideState] = {side: side_state(history, programme, side, at) for side in SIDES}
    maintain = why.code == "enough_range"
    unknown = why.code == "range_unknown"
    barred = {s for s in SIDES if states[s].no_push or s in clearance.no_end_range or unknown}
    free: tuple[Side, ...] = tuple(s for s in working if s not in barred)
    release: tuple[Side, ...] = () if clearance.no_roll else tuple(s for s in free if not states[s].no_release)
    pull: tuple[Side | None, ...] = free or (None,)
    retest = any(side not in clearance.no_test for side in release)
    return _Sides(
        release=release,
        activate=pull,
        integrate=() if clearance.no_deadlift else tuple(_first(working)),
        retest=retest,
        maintain=maintain,
        decisions=(why, *(d for side in SIDES for d in states[side].decisions)),
    )


def _first(working: tuple[Side, ...]) -> list[Side]:
    """Both sides, the one that is worked on first."""
    first = working[0] if working else SIDES[0]
    return [first, *(side for side in SIDES if side != first)]


def _load(
    load: LoadState,
    eased: Decision | None,
    pain: Decision,
    clearance: Clearance,
    sides: _Sides,
    programme: Programme,
) -> tuple[float, tuple[Decision, ...]]:
    """The weight today and why: nobody carries one in pain, against the answers, or with a hip that hurts."""
    kilograms = load.load_kg
    decisions = list(load.decisions)
    hurt = [d for d in sides.decisions if d.code in ("groin_pain", "painful_side")]
    too_much = any(dict(d.values)["pain"] > programme.pain.safe_most for d in hurt)
    if pain.code != "pain_safe" and kilograms > 0.0:
        kilograms, decisions = 0.0, [Decision("load", "no_weight_in_pain", pain.values)]
    if kilograms > 0.0 and (any(d.code == "groin_pain" for d in hurt) or too_much):
        kilograms, decisions = 0.0, [Decision("load", "no_weight_in_pain", hurt[0].values, hurt[0].side)]
    if clearance.no_load or clearance.support_needed or clearance.no_deadlift:
        kilograms, decisions = 0.0, [d for d in decisions if d.code == "dose_halve"]
    if eased is not None and kilograms > 0.0:
        reached = min(kilograms, _before_step(load, kilograms))
        kilograms = available(reached * programme.pause_after.load_share, programme.load)
        decisions = [d for d in decisions if d.code == "dose_halve"]
    return kilograms, tuple(decisions)


def _before_step(load: LoadState, kilograms: float) -> float:
    """The load before a step up that an easy start does not take."""
    stepped = [dict(d.values).get("from_kg", kilograms) for d in load.decisions if d.code in ("load_up", "load_first")]
    return stepped[0] if stepped else kilograms


def _limits(clearance: Clearance) -> list[Decision]:
    """The clearance's limits as decisions."""
    found = [Decision("limits", "no_end_range", side=s) for s in SIDES if s in clearance.no_end_range]
    found += [Decision("limits", "no_test", side=s) for s in SIDES if s in clearance.no_test]
    names = ("no_roll", "no_load", "no_deadlift", "support_needed", "strict_stick", "advise_visit")
    return [*found, *(Decision("limits", name) for name in names if getattr(clearance, name))]


def _step(sets: Sequence[PlannedSet], sides: _Sides, load: LoadState, eased: Decision | None) -> str:
    if not sets:
        return "none"
    if eased is not None:
        return "ease_in"
    if any(d.code in ("load_halve", "dose_halve") for d in load.decisions):
        return "halved"
    if sides.maintain:
        return "maintain"
    return "loaded" if any(s.load_kg > 0.0 for s in sets) else "unloaded"
