"""Squats seen obliquely with any turn of the pelvis, any lean and any heel, from which those are learnt."""

from dataclasses import replace

import numpy as np

from validation.people.casting import Rng
from validation.people.exercise_truth import Side
from validation.people.quick_sets import COUNT, END_S, QUIET_S, now_and_then, quick_repetition, standing_around
from validation.people.random_set import SetLot, random_style
from validation.people.set_film import SetFilm
from validation.people.set_plan import RepetitionPlan, SetPlan, SquatShape
from validation.people.set_truth import signals
from validation.people.truth import SIDES

AZIMUTH_DEG = (26.0, 64.0)
TURN_DEG = (-6.0, 25.0)


def squatting_lot(_: int, rng: Rng) -> SetLot:
    """What a film of squats shows; every fault comes with every other, and with every turn."""
    away = float(rng.uniform(*AZIMUTH_DEG) * rng.choice([-1, 1]))
    side: Side = "left" if rng.random() < 0.5 else "right"
    style = random_style(rng, "squat", float(np.deg2rad(-away)))
    shape = SquatShape(
        bend=float(np.deg2rad(rng.uniform(70, 100))),
        back=float(rng.uniform(0.04, 0.06)),
        lean=float(np.deg2rad(rng.uniform(14, 28))),
    )
    reps = tuple(_repetition(rng) for _ in range(COUNT))
    return standing_around(SetPlan(side, shape, reps, style, QUIET_S, END_S), "oblique", away)


def _repetition(rng: Rng) -> RepetitionPlan:
    """One of the eight; a third each leans and lifts its heels, some let the other knee in."""
    return replace(
        quick_repetition(rng, 0.9),
        turn=float(np.deg2rad(rng.uniform(*TURN_DEG))),
        forward=now_and_then(rng, 0.35, 5.0, 46.0),
        knee_in=now_and_then(rng, 0.15, 6.0, 22.0),
        heel_up=now_and_then(rng, 0.35, 4.0, 29.0),
    )


def true_squat(film: SetFilm) -> dict[str, list[float]]:
    """Of every picture: the pelvis' turn to the own left since standing and how much more the trunk tips forward than
    the shins, degrees; the rise of the higher heel, metres."""
    plan_side = film.truth.side
    assert plan_side is not None
    posed, fps = film.posed, film.truth.fps
    forward = posed.skeleton.pelvis[..., 0]
    heading = np.unwrap(np.arctan2(forward[:, 1], forward[:, 0]))
    seen = signals(posed.skeleton, posed.rotations["thorax"], plan_side, film.exercise_from + round(0.5 * fps))
    return {
        "turn_deg": [round(float(x), 2) for x in np.rad2deg(heading - heading[film.exercise_from])],
        "lean_deg": [round(float(x), 2) for x in seen.trunk - seen.shank],
        "heel_m": [round(float(x), 4) for x in np.max([seen.heel[s] for s in SIDES], axis=0)],
    }
