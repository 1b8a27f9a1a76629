"""How far the pelvis has turned from where it stood, of somebody who squats and is seen obliquely.

A network's hips keep facing as they stood while the pelvis turns, but not the whole of what it places: knees, hips and
shoulders go a little forward on one side and back on the other. How much of a turn that is was learnt from rendered
people (`data/turn.toml`, remade by `python -m validation.fit.turning`). The reading is the likeliest turn, and so a
third smaller than a large one is in the mean; a repetition's is off by 4 to 5 degrees (sd).
"""

from math import nan
from typing import Final

import numpy as np

from inturn.training.coach.learnt import features, learnt_map, places
from inturn.training.coach.points import Body, Point

SEEN: Final = (0.3, 1.25)
"""Turned away (rad) as all whom it was learnt from: from elsewhere nothing is said."""


def turned(body: Body, stood: tuple[Point, ...], trunk: float, away: float) -> float:
    """Turn of the pelvis since standing, rad, to the own left positive; NaN where the view does not show it.

    stood: `places` of the stance. Learnt of thighs bent by 40 degrees and more: of who stands it says nothing.
    """
    if not SEEN[0] <= abs(away) <= SEEN[1]:
        return nan
    found = learnt_map("turn.toml", "turn").said(features(np.array(places(body)), np.array(stood), trunk, away))
    return found if away > 0.0 else -found
