"""The verdict that the truth itself would give, through the program's own table, with no error at all."""

from math import radians

from inturn.assess.finding import Judgement, SideVerdict, Verdict
from inturn.assess.verdict import judge_difference, overall_verdict, side_verdict, stick_fact
from inturn.programme.standing_test import StandingTestRules
from inturn.quantity import Difference
from validation.figures.truth import TrueTrial


def taken(trials: list[TrueTrial], rules: StandingTestRules) -> list[TrueTrial]:
    """The trials that make a side's value: the readable, still ones, or all readable ones when none was still."""
    readable = [t for t in trials if t.readable(rules)]
    return [t for t in readable if t.still(rules)] or readable


def true_value(trials: list[TrueTrial], rules: StandingTestRules) -> float | None:
    """Mean rotation (degrees) of the trials that count; None without any."""
    counted = taken(trials, rules)
    return sum(t.rotation_deg for t in counted) / len(counted) if counted else None


def true_side(trials: list[TrueTrial], rules: StandingTestRules) -> SideVerdict:
    """Verdict of a side from its true trials."""
    readable = [t for t in trials if t.readable(rules)]
    value = true_value(trials, rules)
    chance = None if value is None else float(radians(value) < rules.verdict.target)
    fact = stick_fact([t.reached_stick for t in readable if t.still(rules)])
    return side_verdict(len(readable), fact, chance, rules.verdict)


def judged(left: float | None, right: float | None, rules: StandingTestRules) -> Judgement | None:
    """Left minus right (degrees) judged without error."""
    if left is None or right is None:
        return None
    return judge_difference(Difference(radians(left - right), 0.0), rules.difference)


def true_verdict(trials: list[TrueTrial], rules: StandingTestRules) -> Verdict:
    """Verdict over both sides from the true trials."""
    left, right = ([t for t in trials if t.side == s] for s in ("left", "right"))
    sides = true_side(left, rules), true_side(right, rules)
    gap = None
    if "unreadable" not in sides:
        gap = judged(true_value(left, rules), true_value(right, rules), rules)
    return overall_verdict(*sides, gap)
