"""From events to the findings of one side: its trials, its value, its verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

from inturn.assess.compensation import compensation
from inturn.assess.curves import Baseline, Curves, baseline
from inturn.assess.error import ErrorModel, mean_quantity, trial_quantity
from inturn.assess.events import QuietStanding, Trial
from inturn.assess.finding import Pain, Quality, Reason, SideFinding, SideVerdict, TrialFinding
from inturn.assess.gates import hold_gate, reading_gates, stillness_gates
from inturn.assess.stick import Stick, asks, reached_stick
from inturn.assess.trials import Reading, read_trial
from inturn.assess.verdict import StickFact, chance_fact, side_verdict, stick_fact
from inturn.programme.standing_test import StandingTestRules
from inturn.quantity import Method, Quantity, probability_below


@dataclass(frozen=True, slots=True)
class Context:
    """What every trial of a test is read with."""

    rules: StandingTestRules
    method: Method
    model: ErrorModel
    stick: Stick


def read_side(
    c: Curves, trials: Sequence[Trial], standings: Sequence[QuietStanding], context: Context, excluded: frozenset[int]
) -> tuple[tuple[TrialFinding, ...], float | None]:
    """The side's trials, and what the stick asked of it (rad). `excluded` holds orders, counted from 1."""
    found: list[TrialFinding] = []
    asked: list[float] = []
    for order, trial in enumerate(trials, start=1):
        standing = nearest_standing(c, trial, standings)
        reading = read_trial(c, trial, context.rules.plateau)
        found.append(_trial(c, reading, standing, context, order, order not in excluded))
        asked_here = asks(c, reading, standing, context.stick, context.rules.stick)
        asked += [] if asked_here is None else [asked_here]
    return tuple(found), sorted(asked)[len(asked) // 2] if asked else None


def nearest_standing(c: Curves, trial: Trial, standings: Sequence[QuietStanding]) -> Baseline | None:
    """The last quiet standing before the trial, else the first one after it, else None."""
    earlier = [s for s in standings if s.end_s <= trial.begin_s]
    later = [s for s in standings if s.start_s >= trial.begin_s]
    chosen = earlier[-1:] or later[:1]
    return baseline(c, chosen[0]) if chosen else None


def judge_side(c: Curves, trials: tuple[TrialFinding, ...], context: Context, pain: Pain) -> SideFinding:
    """Value, facts and verdict of a side from its trials."""
    rules = context.rules
    readable = [t for t in trials if t.readable and t.included]
    still = [t for t in readable if t.body_still]
    counted = _whole(still or readable, rules)
    values = [t.rotation for t in counted if t.rotation is not None]
    value = mean_quantity(values, rules.error) if values else None
    chance = None if value is None else probability_below(value, rules.verdict.target)
    unsaid = not still and any(t.body_still is None for t in readable)
    fact = "not_judged" if unsaid else stick_fact([t.reached_stick for t in still])
    verdict = side_verdict(len(readable), fact, chance, rules.verdict)
    return SideFinding(
        side=c.side,
        verdict=verdict,
        reasons=_reasons(c, verdict, fact, chance, len(readable), rules),
        rotation=value,
        best=_best(values),
        probability_below_target=chance,
        reached_stick=None if fact in ("no_still_trial", "not_judged") else fact == "reached",
        body_still=None if unsaid or not readable else bool(still),
        pain=pain,
        trials=trials,
    )


def _whole(trials: list[TrialFinding], rules: StandingTestRules) -> list[TrialFinding]:
    """The trials that were seen to return, where there are enough of them: lowering the foot can look like a turn."""
    whole = [t for t in trials if t.complete]
    return whole if len(whole) >= rules.verdict.fewest_readable_trials else trials


def _best(values: list[Quantity]) -> Quantity | None:
    return max(values, key=lambda q: q.value) if values else None


def _trial(
    c: Curves, reading: Reading, standing: Baseline | None, context: Context, order: int, included: bool
) -> TrialFinding:  # fmt: skip
    rules = context.rules
    moved = compensation(c, reading, standing, context.model, rules.plateau, rules.stillness)
    reading_now, still_now = reading_gates(reading, rules), stillness_gates(moved, rules)
    readable = all(g.passed for g in reading_now)
    quality: Quality = "unreadable" if not readable else "good" if reading.plateau.held else "rough"
    value = None
    if reading.rotation is not None:
        value = trial_quantity(
            reading.rotation, reading.rotation_sd, context.model, context.method, rules.error, reading.facing
        )
    said = any(g.value is not None for g in still_now)
    return TrialFinding(
        side=c.side,
        order=order,
        start_s=reading.trial.start_s,
        begin_s=reading.begin_s,
        peak_s=reading.plateau.middle_s,
        end_s=reading.trial.end_s,
        plateau_start_s=reading.plateau.start_s,
        plateau_end_s=reading.plateau.end_s,
        quality=quality,
        rotation=value,
        shank_to_vertical=reading.shank_to_vertical,
        thigh_elevation=reading.thigh_elevation,
        hip_flexion=reading.hip_flexion,
        hip_abduction=reading.hip_abduction,
        knee_flexion=reading.knee_flexion,
        facing=reading.facing,
        reached_stick=reached_stick(c, reading, standing, context.stick, rules.stick),
        body_still=all(g.passed for g in still_now) if said else None,
        compensation=moved,
        gates=(*reading_now, *still_now, hold_gate(reading, rules)),
        with_lift=reading.trial.with_lift,
        complete=reading.trial.complete,
        included=included,
    )


def _reasons(
    c: Curves, verdict: SideVerdict, fact: StickFact, chance: float | None, readable: int, rules: StandingTestRules
) -> tuple[Reason, ...]:
    """Why the side got its verdict, as codes."""
    if verdict == "unreadable" or chance is None:
        return (Reason("few_readable_trials", c.side, float(readable)),)
    column = chance_fact(chance, rules.verdict)
    reasons: list[Reason] = []
    if fact == "not_reached":
        reasons.append(Reason("stick_not_reached", c.side))
    if column == "high":
        reasons.append(Reason("below_target", c.side, chance))
    if verdict == "sufficient":
        reasons.append(Reason("reached_and_above_target", c.side, chance))
    if verdict == "borderline":
        if fact == "no_still_trial":
            reasons.append(Reason("body_moved", c.side))
        if fact == "not_judged":
            reasons.append(Reason("stick_not_judged", c.side))
        if column == "middle":
            reasons.append(Reason("near_target", c.side, chance))
    return tuple(reasons)
