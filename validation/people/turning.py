"""Squats seen obliquely whose pelvis turns by anything, from which a turn is learnt: quick ones, many in a film."""

from dataclasses import replace

import numpy as np

from validation.people.casting import Rng
from validation.people.exercise_truth import Side
from validation.people.quick_sets import COUNT, END_S, QUIET_S, now_and_then, quick_repetition, standing_around
from validation.people.random_set import SetLot, random_style
from validation.people.set_film import SetFilm
from validation.people.set_plan import RepetitionPlan, SetPlan, SquatShape

AZIMUTH_DEG = (26.0, 64.0)
TURN_DEG = (-6.0, 25.0)


def turning_lot(_: int, rng: Rng) -> SetLot:
    """What a film of turning squats shows; every fault comes with every turn."""
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
    """One of the eight; some lean, lift their heels or let the other knee in."""
    return replace(
        quick_repetition(rng, 0.9),
        turn=float(np.deg2rad(rng.uniform(*TURN_DEG))),
        forward=now_and_then(rng, 0.25, 8.0, 40.0),
        knee_in=now_and_then(rng, 0.15, 6.0, 22.0),
        heel_up=now_and_then(rng, 0.15, 8.0, 26.0),
    )


def true_turn(film: SetFilm) -> dict[str, list[float]]:
    """The pelvis' turn to the own left since standing, degrees, of every picture."""
    forward = film.posed.skeleton.pelvis[..., 0]
    heading = np.unwrap(np.arctan2(forward[:, 1], forward[:, 0]))
    return {"turn_deg": [round(float(x), 2) for x in np.rad2deg(heading - heading[film.exercise_from])]}
