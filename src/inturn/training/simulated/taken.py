"""Tests, scores and pain as a made-up person gives them: the truth with noise."""

from collections.abc import Mapping
from datetime import datetime
from math import hypot, radians, sqrt
from random import Random
from statistics import fmean

from inturn.assess.finding import SideVerdict
from inturn.assess.verdict import SIDE_TABLE, chance_fact, judge_difference, overall_verdict
from inturn.body.keypoints import Side
from inturn.programme.standing_test import StandingTestRules
from inturn.quantity import Method, Quantity, probability_below, side_difference
from inturn.training.records import Reached, SideRecord, TestRecord, TrialRecord
from inturn.training.self_test import POSITION, TEST, SideTold
from inturn.training.simulated.truth import Truth

_STICK_ASKS = 8.0
"""Degrees that the stick asks of everybody here."""
_RETEST_GAIN = 1.0
"""Degrees that a release adds for some minutes (about 4 % of the range)."""


def rounded(value: float, lowest: int, highest: int) -> int:
    """A score as people give it."""
    return min(max(round(value), lowest), highest)


def told_pain(truth: Truth, day: int, rng: Random, more: float = 0.0) -> tuple[int, float]:
    """Pain as it is reported, and as it is."""
    true = min(max(rng.gauss(truth.pain_on(day) + more, truth.pain_sd), 0.0), 10.0)
    return rounded(true * truth.told_share, 0, 10), true


def camera_test(
    truth: Truth,
    sides: tuple[Side, ...],
    day: int,
    at: datetime,
    ids: tuple[str, str],
    support: str,
    rules: StandingTestRules,
    rng: Random,
) -> TestRecord:
    """A test in front of a camera: three trials a side, one error of the day for each side."""
    method = Method(TEST, POSITION, support, "video")
    trials: list[TrialRecord] = []
    records: list[SideRecord] = []
    for side in sides:
        shift = rng.gauss(0.0, truth.sd_day)
        mine = [_trial(truth, side, order, day, shift, method, rng) for order in (1, 2, 3)]
        trials += mine
        records.append(_side(truth, side, day, [t for t in mine if t.excluded is None], rules, rng))
    by_side: dict[Side, SideRecord] = {r.side: r for r in records}
    verdicts: dict[Side, SideVerdict] = {r.side: r.verdict for r in records}
    left, right = by_side.get("left"), by_side.get("right")
    judged, tighter = None, None
    if left is not None and right is not None and left.rotation is not None and right.rotation is not None:
        difference = side_difference(left.rotation, right.rotation, rules.difference.uncancelled_share)
        judged = judge_difference(difference, rules.difference)
        if judged != "same":
            tighter = left.side if difference.value < 0.0 else right.side
    verdict = overall_verdict(verdicts.get("left", "unreadable"), verdicts.get("right", "unreadable"), judged)
    return TestRecord(
        id=ids[0],
        person_id=ids[1],
        at=at,
        occasion="day",
        method=method,
        verdict=verdict,
        tighter_side=tighter,
        sides=tuple(records),
        trials=tuple(trials),
        estimator="made-up",
    )


def retest_of(test: TestRecord, truth: Truth, at: datetime, name: str, rng: Random) -> TestRecord:
    """The test right after a release, in the same set-up: the error of the day stays, that of the trials is new."""
    sides = tuple(_again(side, truth, rng) for side in test.sides)
    return TestRecord(
        id=name,
        person_id=test.person_id,
        at=at,
        occasion="retest",
        method=test.method,
        verdict=test.verdict,
        tighter_side=test.tighter_side,
        sides=sides,
        pair_id=test.id,
        estimator=test.estimator,
        note=test.note,
    )


def told_sides(truth: Truth, sides: tuple[Side, ...], day: int, rng: Random) -> tuple[SideTold, ...]:
    """The test by oneself. Here the stick asks more, so that not everybody reaches it."""
    told: list[SideTold] = []
    for side in sides:
        missing = 22.0 - rng.gauss(truth.angle(side, day), truth.sd_day)
        reached: Reached = "reached" if missing <= 0.0 else "not_reached"
        gap = round(missing * 0.0085, 3) if missing > 0.5 else None
        pain, where = _test_pain(truth, side, day, rng)
        told.append(SideTold(side, reached, rng.random() < 0.1, pain, where, gap))
    return tuple(told)


def score_values(truth: Truth, measure: str, day: int, rng: Random) -> tuple[tuple[str, float], ...]:
    """RMDQ or PSFS of a day."""
    if measure == "rmdq":
        return (("score", float(rounded(rng.gauss(truth.rmdq + truth.rmdq_week * day / 7.0, 1.5), 0, 24))),)
    middle = truth.psfs + truth.psfs_week * day / 7.0
    named: Mapping[str, float] = {"sitting an hour": -0.5, "putting on socks": 0.0, "carrying shopping": 0.5}
    return tuple((name, float(rounded(rng.gauss(middle + shift, 1.2), 0, 10))) for name, shift in named.items())


def _trial(truth: Truth, side: Side, order: int, day: int, shift: float, method: Method, rng: Random) -> TrialRecord:
    value = truth.angle(side, day) + shift + rng.gauss(0.0, truth.sd_trial)
    moved = rng.random() < 0.05
    unreadable = rng.random() < 0.04
    rotation = None if unreadable else _quantity(value, 1, truth.told_random * sqrt(3.0), truth, method)
    reached: Reached = "not_judged" if unreadable else "reached" if value >= _STICK_ASKS else "not_reached"
    excluded = "knee_flexion" if unreadable else "body_moved" if moved else None
    return TrialRecord(side, order, rotation, "unreadable" if unreadable else "good", not moved, reached, excluded)


def _quantity(degrees: float, n: int, random: float, truth: Truth, method: Method) -> Quantity:
    return Quantity(
        value=radians(degrees),
        unit="rad",
        n=n,
        sd_random=radians(random),
        sd_setup=radians(truth.told_setup),
        sd_systematic=radians(1.4),
        method=method,
        sd_real_person=radians(3.0),
    )


def _side(
    truth: Truth, side: Side, day: int, counted: list[TrialRecord], rules: StandingTestRules, rng: Random
) -> SideRecord:
    values = [t.rotation for t in counted if t.rotation is not None]
    pain, where = _test_pain(truth, side, day, rng)
    if len(values) < rules.verdict.fewest_readable_trials:
        return SideRecord(side, "unreadable", None, "not_judged", None, pain, where)
    first = values[0]
    mean = Quantity(
        value=fmean(q.value for q in values),
        unit=first.unit,
        n=len(values),
        sd_random=first.sd_random / sqrt(len(values)),
        sd_setup=first.sd_setup,
        sd_systematic=first.sd_systematic,
        method=first.method,
        sd_real_person=first.sd_real_person,
    )
    reached: Reached = "reached" if any(t.reached == "reached" for t in counted) else "not_reached"
    chance = chance_fact(probability_below(mean, rules.verdict.target), rules.verdict)
    return SideRecord(side, SIDE_TABLE[reached, chance], mean, reached, False, pain, where)


def _again(side: SideRecord, truth: Truth, rng: Random) -> SideRecord:
    if side.rotation is None:
        return side
    q = side.rotation
    noise = rng.gauss(_RETEST_GAIN, hypot(truth.sd_trial, truth.sd_trial) / sqrt(3.0))
    again = Quantity(
        q.value + radians(noise), q.unit, q.n, q.sd_random, q.sd_setup, q.sd_systematic, q.method, q.sd_real_person
    )
    return SideRecord(side.side, side.verdict, again, side.reached, side.body_moved, side.pain, side.pain_where)


def _test_pain(truth: Truth, side: Side, day: int, rng: Random) -> tuple[int, str | None]:
    """Pain at the end of a side's test: the pinch in the groin where there is one, else seldom a little."""
    if truth.groin_day is not None and side == "left" and truth.groin_day <= day < truth.groin_day + 14:
        return 4, "a pinch in the groin"
    return (2, "outer hip") if rng.random() < 0.02 else (0, None)
