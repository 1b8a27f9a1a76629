"""Films to learn from: quick repetitions, many in a film, none of them clean for the sake of it."""

import numpy as np

from validation.people.casting import Rng
from validation.people.exercise_truth import View
from validation.people.random_set import SetLot
from validation.people.set_plan import RepetitionPlan, SetPlan

COUNT = 8
QUIET_S = 1.6
END_S = 0.6


def quick_repetition(rng: Rng, whole: float) -> RepetitionPlan:
    """A repetition from whose depth (`whole` to all of it) one in three stays away, by up to a half."""
    return RepetitionPlan(
        depth=float(rng.uniform(whole, 1.0) if rng.random() < 0.67 else rng.uniform(0.5, whole)),
        lower_s=float(rng.uniform(0.9, 1.3)),
        pause_s=float(rng.uniform(0.5, 0.8)),
        rise_s=float(rng.uniform(0.8, 1.2)),
        rest_s=0.25,
    )


def now_and_then(rng: Rng, share: float, low: float, high: float) -> float:
    """An angle (rad) out of `low` to `high` degrees in a `share` of the cases, else none."""
    return float(np.deg2rad(rng.uniform(low, high))) if rng.random() < share else 0.0


def standing_around(plan: SetPlan, view: View, away: float) -> SetLot:
    """The film of a plan, with nothing but standing before and after it; `away` in degrees."""
    return SetLot(plan.exercise, view, away, plan, "standing", "standing", (), plan.side)
