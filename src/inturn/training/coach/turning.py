"""How far the pelvis has turned from where it stood, of somebody who squats and is seen obliquely.

A network's hips keep facing as they stood while the pelvis turns, but not the whole of what it places: knees, hips and
shoulders go a little forward on one side and back on the other. How much of a turn that is was learnt from rendered
people (`data/turn.toml`, remade by `python -m validation.fit.turning`). The reading is the likeliest turn, and so a
third smaller than a large one is in the mean; a repetition's is off by 4 to 5 degrees (sd).
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import nan
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.training.coach.points import Body, Point

Floats = NDArray[np.float64]

MIDDLE: Final = 0.78
"""Turned away (rad) as those in the middle whom it was learnt from."""
SEEN: Final = (0.3, 1.25)
"""Turned away (rad) as all of them: from elsewhere nothing is said."""
_PARTNER: Final = [1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 12]
_HIPS: Final = slice(2, 4)
_MIRRORED: Final = np.array([-1.0, 1.0])


@dataclass(frozen=True, slots=True)
class TurnMap:
    """Weights (F,) of `features`, and what is added, rad."""

    weights: Floats
    constant: float


@cache
def turn_map() -> TurnMap:
    """What was learnt, part of the program."""
    table = tomllib.loads((files("inturn.training.coach") / "data" / "turn.toml").read_text("utf-8"))["turn"]
    return TurnMap(np.array(table["weights"], dtype=np.float64), float(table["constant"]))


def places(body: Body) -> tuple[Point, ...]:
    """The thirteen points that tell of a turn, px: hands go their own way."""
    return (*body.shoulder, *body.hip, *body.knee, *body.ankle, *body.heel, *body.toe, body.nose)


def features(now: Floats, stood: Floats, trunk: float, away: float) -> Floats:
    """Features (F,) of points (13, 2) px against where they stood, as if the person's own right side were nearer.

    trunk: its standing height, px; away: how far the person stands turned to the own left, rad.
    """
    if away < 0.0:
        now, stood = now[_PARTNER] * _MIRRORED, stood[_PARTNER] * _MIRRORED
    come = ((now - stood) / trunk).ravel()
    from_hips = ((now - now[_HIPS].mean(axis=0)) / trunk).ravel()
    return np.concatenate([come, from_hips, (abs(away) - MIDDLE) * come])


def turned(body: Body, stood: tuple[Point, ...], trunk: float, away: float) -> float:
    """Turn of the pelvis since standing, rad, to the own left positive; NaN where the view does not show it.

    stood: `places` of the stance. Learnt of thighs bent by 40 degrees and more: of who stands it says nothing.
    """
    if not SEEN[0] <= abs(away) <= SEEN[1]:
        return nan
    learnt = turn_map()
    values = features(np.array(places(body)), np.array(stood), trunk, away)
    found = float(values @ learnt.weights) + learnt.constant
    return found if away > 0.0 else -found
