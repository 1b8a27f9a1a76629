"""Somebody who squats and is seen obliquely: how far the pelvis turns, the trunk tips forward and the heels come up.

A network's hips keep facing as they stood while the pelvis turns, but not the whole of what it places: knees, hips and
shoulders go a little forward on one side and back on the other. A trunk and shins that lean towards the camera or away
from it are seen shorter, like those of somebody smaller; feet hide one another. How much of each is true was learnt
from rendered people (`data/squat.toml`, remade by `python -m validation.fit.squatting`), mostly from what changes
within one person. The readings are the likeliest ones, and so a little smaller than large ones are in the mean.
"""

from dataclasses import dataclass
from math import nan
from typing import Final

import numpy as np

from inturn.training.coach.learnt import TOES, Floats, features, learnt_map, places
from inturn.training.coach.points import Body, Point

SEEN: Final = (0.3, 1.25)
"""Turned away (rad) as all whom it was learnt from: from elsewhere nothing is said."""
FILE: Final = "squat.toml"


@dataclass(frozen=True, slots=True)
class Squatting:
    """turn: of the pelvis since standing, rad, to the own left positive; lean: of the trunk from vertical more than of
    the shins, rad, forward positive; heel: rise of the higher one, shank lengths. NaN where the view shows none."""

    turn: float = nan
    lean: float = nan
    heel: float = nan


def squat_features(now: tuple[Point, ...], stood: tuple[Point, ...], trunk: float, away: float) -> Floats:
    """`features` laid over the stance with the toes, which stay: a camera that moves lifts no heel."""
    there, here = np.array(stood), np.array(now)
    return features(here - (here - there)[TOES].mean(axis=0), there, trunk, away)


def squatting(body: Body, stood: tuple[Point, ...], trunk: float, away: float) -> Squatting:
    """What is read of a moment.

    stood: `places` of the stance. Learnt of thighs bent by 30 degrees and more: what it gives of who stands is void.
    """
    if not SEEN[0] <= abs(away) <= SEEN[1]:
        return Squatting()
    values = squat_features(places(body), stood, trunk, away)
    turn, lean, heel = (learnt_map(FILE, name).said(values) for name in ("turn", "lean", "heel"))
    return Squatting(turn if away > 0.0 else -turn, lean, heel)
