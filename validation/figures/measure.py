"""One film through the whole standing test, set beside its truth: a `FilmRow`."""

from datetime import UTC, datetime
from math import degrees

import xarray as xr

from inturn.errors import InturnError
from inturn.programme.standing_test import StandingTestRules
from inturn.report.document import Result, SideOut, TrialOut
from inturn.workflows.measure import read_test
from inturn.workflows.options import MeasureOptions
from validation.figures.judge import judged, true_side, true_value, true_verdict
from validation.figures.matching import Found, Matches, match
from validation.figures.rows import CHANGES, ChangeRow, DifferenceRow, FilmRow, SideName, SideRow, TrialRow
from validation.figures.truth import TrueTrial, Truth

SIDES: tuple[SideName, SideName] = ("left", "right")


def measure_film(truth: Truth, recording: xr.Dataset, rules: StandingTestRules) -> FilmRow:
    """Run the program on a film's keypoints and compare; a refusal is a row, too."""
    try:
        result = read_test(recording, MeasureOptions(), datetime.now(UTC)).result
    except InturnError as refusal:
        trials = tuple(_trial(t, None, rules) for t in truth.trials)
        return _film(truth, rules, refused=str(refusal), trials=trials)
    return compare(truth, result, rules)


def compare(truth: Truth, result: Result, rules: StandingTestRules) -> FilmRow:
    """The row of a film from its truth and its result."""
    said: list[tuple[SideName, TrialOut]] = [(s, t) for s in SIDES for t in result.side(s).trials]
    matches = match([t.hold for t in truth.trials], [Found(s, t.peak_s) for s, t in said])
    trials = tuple(
        _trial(t, said[matches.right[i]][1] if i in matches.right else None, rules, i in matches.wrong_side)
        for i, t in enumerate(truth.trials)
    )
    sides = tuple(_side(s, result.side(s), truth, said, matches, rules) for s in SIDES)
    return _film(
        truth,
        rules,
        verdict=result.verdict,
        extra=len(matches.extra),
        extra_sides=tuple(said[i][0] for i in matches.extra),
        trials=trials,
        sides=sides,
        difference=_difference(result, sides, rules),
    )


def _film(truth: Truth, rules: StandingTestRules, **rest: object) -> FilmRow:
    return FilmRow.model_validate(
        {
            "name": truth.name,
            "seed": truth.seed,
            "person": truth.person,
            "motion": truth.motion,
            "movement": truth.movement,
            "negative": truth.negative,
            "conditions": truth.conditions,
            "target": degrees(rules.verdict.target),
            "true_verdict": None if truth.negative else true_verdict(list(truth.trials), rules),
            **rest,
        }
    )


def _trial(true: TrueTrial, said: TrialOut | None, rules: StandingTestRules, wrong_side: bool = False) -> TrialRow:
    common = {
        "side": true.side,
        "true": true.rotation_deg,
        "hip_flexion": true.hip_flexion_deg,
        "thigh_elevation": true.thigh_elevation_deg,
        "facing": true.facing_deg,
        "true_readable": true.readable(rules),
        "true_still": true.still(rules),
        "true_reached": true.reached_stick,
        "cheats": true.cheats,
        "thigh_drop": true.thigh_drop_deg,
        "found": said is not None,
        "wrong_side": wrong_side,
    }
    moved = None if said is None else said.compensation
    changes = {
        name: ChangeRow(
            said=None if moved is None else getattr(moved, name).change_deg,
            sd=None if moved is None else getattr(moved, name).sd,
            true=getattr(true, f"{name}_deg"),
        )
        for name in CHANGES
    }
    if said is None:
        return TrialRow.model_validate({**common, "changes": changes})
    q = said.rotation
    return TrialRow.model_validate(
        {
            **common,
            "changes": changes,
            "quality": said.quality,
            "value": None if q is None else q.degrees,
            "sd": None if q is None else q.sd,
            "sd_random": None if q is None else q.sd_random,
            "real_person_sd": None if q is None else q.real_person_sd,
            "still": said.body_still,
            "reached": said.reached_stick,
            "failed": tuple(g.name for g in said.gates if not g.passed),
            "doubtful": any(g.doubtful for g in said.gates),
        }
    )


def _side(
    name: SideName,
    side: SideOut,
    truth: Truth,
    said: list[tuple[SideName, TrialOut]],
    matches: Matches,
    rules: StandingTestRules,
) -> SideRow:
    true_of = {found: truth.trials[true] for true, found in matches.right.items()}
    own = [(i, t) for i, (s, t) in enumerate(said) if s == name and t.quality != "unreadable" and t.included]
    counted = [(i, t) for i, t in own if t.body_still] or own
    behind = [true_of[i].rotation_deg for i, _ in counted if i in true_of]
    true = [t for t in truth.trials if t.side == name]
    q = side.rotation
    return SideRow(
        side=name,
        verdict=side.verdict,
        true_verdict=true_side(true, rules),
        n=0 if q is None else q.n,
        value=None if q is None else q.degrees,
        sd=None if q is None else q.sd,
        real_person_sd=None if q is None else q.real_person_sd,
        true=sum(behind) / len(behind) if behind else None,
        true_whole=true_value(true, rules),
        probability_below=side.probability_below_target,
    )


def _difference(result: Result, sides: tuple[SideRow, ...], rules: StandingTestRules) -> DifferenceRow | None:
    left, right = sides
    if result.difference is None or left.true is None or right.true is None:
        return None
    return DifferenceRow(
        value=result.difference.degrees,
        sd=result.difference.sd,
        true=left.true - right.true,
        judgement=result.difference.judgement,
        true_judgement=judged(left.true_whole, right.true_whole, rules) or "none",
    )
