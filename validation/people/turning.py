"""Squats seen obliquely whose pelvis turns by anything, from which a turn is learnt: quick ones, many in a film."""

import numpy as np

from validation.people.casting import Rng
from validation.people.exercise_truth import Side
from validation.people.random_set import SetLot, random_style
from validation.people.set_film import SetFilm
from validation.people.set_plan import RepetitionPlan, SetPlan, SquatShape

AZIMUTH_DEG = (26.0, 64.0)
TURN_DEG = (-6.0, 25.0)
COUNT = 8


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
    return SetLot(
        "squat", "oblique", away, SetPlan(side, shape, reps, style, 1.6, 0.6), "standing", "standing", (), side
    )


def _repetition(rng: Rng) -> RepetitionPlan:
    """One of the eight; a third is half as deep, some lean, lift their heels or let the other knee in."""

    def now_and_then(share: float, low: float, high: float) -> float:
        return float(np.deg2rad(rng.uniform(low, high))) if rng.random() < share else 0.0

    return RepetitionPlan(
        depth=float(rng.uniform(0.9, 1.0) if rng.random() < 0.67 else rng.uniform(0.5, 0.9)),
        lower_s=float(rng.uniform(0.9, 1.3)),
        pause_s=float(rng.uniform(0.5, 0.8)),
        rise_s=float(rng.uniform(0.8, 1.2)),
        rest_s=0.25,
        turn=float(np.deg2rad(rng.uniform(*TURN_DEG))),
        forward=now_and_then(0.25, 8.0, 40.0),
        knee_in=now_and_then(0.15, 6.0, 22.0),
        heel_up=now_and_then(0.15, 8.0, 26.0),
    )


def true_turn(film: SetFilm) -> dict[str, list[float]]:
    """The pelvis' turn to the own left since standing, degrees, of every picture."""
    forward = film.posed.skeleton.pelvis[..., 0]
    heading = np.unwrap(np.arctan2(forward[:, 1], forward[:, 0]))
    return {"turn_deg": [round(float(x), 2) for x in np.rad2deg(heading - heading[film.exercise_from])]}
