"""The front leg of somebody who hinges, seen obliquely or from the side: how far its knee bends, its heel comes up and
it stands ahead.

A network draws the legs of somebody bent over a fixed way: it bends knees and lifts heels that do neither, more in one
person than in another, and hides half of what they do. Of two feet seen from the side it places one near the other. How
much is true was learnt from rendered people (`data/hinge.toml`, remade by `python -m validation.fit.hinging`), of knee
and heel mostly from what changes within one person.
"""

from math import nan
from typing import Final

import numpy as np

from inturn.body.keypoints import SIDES
from inturn.training.coach.learnt import Floats, features, learnt_map, places, standing_features
from inturn.training.coach.points import Body, Point
from inturn.training.coach.view import farther_side

SEEN: Final = (0.3, 2.01)
"""Turned away (rad) as those it was learnt from: from elsewhere nothing is said."""
FILE: Final = "hinge.toml"


def nearness(front: int, away: float) -> str:
    """Whether the front leg (0 left, 1 right) is the one nearer to the camera, which each has its own map."""
    return "far" if SIDES[front] == farther_side(away) else "near"


def hinge_features(now: tuple[Point, ...], stood: tuple[Point, ...], trunk: float, away: float) -> Floats:
    """`features` laid over the stance with all points together: a camera that moves lifts no heel."""
    there, here = np.array(stood), np.array(now)
    return features(here - (here - there).mean(axis=0), there, trunk, away)


def front_leg(
    body: Body, stood: tuple[Point, ...], trunk: float, away: float, front: int | None
) -> tuple[float, float]:
    """Bend of the front knee, rad, and rise of its heel, shank lengths; NaN where the view does not show them.

    stood: `places` of the stance; front: 0 left, 1 right, None not known. Learnt of trunks bent by 25 degrees and more:
    of who stands it says nothing.
    """
    if front is None or not SEEN[0] <= abs(away) <= SEEN[1]:
        return nan, nan
    values, which = hinge_features(places(body), stood, trunk, away), nearness(front, away)
    return learnt_map(FILE, f"knee_{which}").said(values), learnt_map(FILE, f"heel_{which}").said(values)


def left_ahead(stood: tuple[Point, ...], trunk: float, away: float) -> float:
    """How far the left foot stands ahead of the right, shank lengths; NaN where the view does not show it.

    stood: `places` of the stance.
    """
    if not SEEN[0] <= abs(away) <= SEEN[1]:
        return nan
    far = learnt_map(FILE, "ahead").said(standing_features(np.array(stood), trunk, away))
    return far if away > 0.0 else -far
