"""Staggered hinges seen obliquely and from the side, with any knee and any heel, from which those are learnt."""

from dataclasses import replace

import numpy as np

from validation.people.casting import Rng
from validation.people.exercise_truth import Side, View
from validation.people.quick_sets import COUNT, END_S, QUIET_S, now_and_then, quick_repetition, standing_around
from validation.people.random_set import SetLot, random_style
from validation.people.set_film import SetFilm
from validation.people.set_plan import HingeShape, RepetitionPlan, SetPlan
from validation.people.set_truth import signals

AZIMUTH_DEG: dict[View, tuple[float, float]] = {"oblique": (26.0, 64.0), "side": (64.0, 112.0)}


def hinging_lot(seed: int, rng: Rng) -> SetLot:
    """What a film of hinges shows, every other one from the side; every fault comes with every other."""
    view: View = "oblique" if seed % 2 else "side"
    away = float(rng.uniform(*AZIMUTH_DEG[view]) * rng.choice([-1, 1]))
    side: Side = "left" if rng.random() < 0.5 else "right"
    style = random_style(rng, "deadlift", float(np.deg2rad(-away)))
    level = rng.random() < 0.1
    shape = HingeShape(
        lean=float(np.deg2rad(rng.uniform(48, 72))),
        knee=float(np.deg2rad(rng.uniform(14, 25))),
        back=float(rng.uniform(0.07, 0.11)),
        stagger=0.0 if level else float(rng.uniform(0.1, 0.18)),
        rear_heel=float(np.deg2rad(rng.uniform(2, 4) if level else rng.uniform(15, 29))),
    )
    reps = tuple(_repetition(rng) for _ in range(COUNT))
    return standing_around(SetPlan(side, shape, reps, style, QUIET_S, END_S), view, away)


def _repetition(rng: Rng) -> RepetitionPlan:
    """One of the eight; knees go anywhere in half of them, a third lifts the front heel, a quarter rounds the back."""
    return replace(
        quick_repetition(rng, 0.92),
        knee=now_and_then(rng, 0.5, -25.0, 34.0),
        heel_up=now_and_then(rng, 0.35, 4.0, 29.0),
        bow=now_and_then(rng, 0.25, 10.0, 55.0),
    )


def true_hinge(film: SetFilm) -> dict[str, list[float]]:
    """Of every picture: the front knee's bend and the trunk from vertical, degrees; the front heel's rise, metres."""
    plan_side = film.truth.side
    assert plan_side is not None
    posed, fps = film.posed, film.truth.fps
    seen = signals(posed.skeleton, posed.rotations["thorax"], plan_side, film.exercise_from + round(0.5 * fps))
    return {
        "knee_deg": [round(float(x), 2) for x in seen.knee[plan_side]],
        "heel_m": [round(float(x), 4) for x in seen.heel[plan_side]],
        "trunk_deg": [round(float(x), 2) for x in seen.trunk],
    }
