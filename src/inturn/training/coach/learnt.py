"""What is read of a body by a linear map that rendered people taught: features of a moment, and the maps."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.training.coach.points import Body, Point

Floats = NDArray[np.float64]

MIDDLE: Final = 0.78
"""Turned away (rad) by which `features` are centred: 45 degrees."""
_PARTNER: Final = [1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 12]
_HIPS: Final = slice(2, 4)
_LEGS: Final = slice(2, 6)
TOES: Final = slice(10, 12)
"""Where they stand among the `places`."""
_PAIRS: Final = np.triu_indices(10)
_MIRRORED: Final = np.array([-1.0, 1.0])


@dataclass(frozen=True, slots=True)
class LearntMap:
    """Weights (F,) of `features`, and what is added; in the unit of what is read."""

    weights: Floats
    constant: float

    def said(self, values: Floats) -> float:
        """What features (F,) tell."""
        return float(values @ self.weights) + self.constant


@cache
def learnt_map(file: str, table: str) -> LearntMap:
    """A map that is part of the program."""
    found = tomllib.loads((files("inturn.training.coach") / "data" / file).read_text("utf-8"))[table]
    return LearntMap(np.array(found["weights"], dtype=np.float64), float(found["constant"]))


def places(body: Body) -> tuple[Point, ...]:
    """The thirteen points that the maps read, px: hands go their own way."""
    return (*body.shoulder, *body.hip, *body.knee, *body.ankle, *body.heel, *body.toe, body.nose)


def standing_features(stood: Floats, trunk: float, away: float) -> Floats:
    """Features (F,) of where points (13, 2) px stand, as if the person's own right side were nearer; as `features`."""
    if away < 0.0:
        stood = stood[_PARTNER] * _MIRRORED
    from_hips, off = ((stood - stood[_HIPS].mean(axis=0)) / trunk).ravel(), abs(away) - MIDDLE
    return np.concatenate([from_hips, off * from_hips, off * off * from_hips])


def features(now: Floats, stood: Floats, trunk: float, away: float) -> Floats:
    """Features (F,) of points (13, 2) px against where they stood, as if the person's own right side were nearer.

    How far each has come from where it stood, and where it is from the hips, by the view; and products of how far hips,
    knees and shoulders have come, since what a deep bend shows is not in proportion. trunk: its standing height, px;
    away: how far the person stands turned to the own left, rad.
    """
    if away < 0.0:
        now, stood = now[_PARTNER] * _MIRRORED, stood[_PARTNER] * _MIRRORED
    come = (now - stood) / trunk
    from_hips = (now - now[_HIPS].mean(axis=0)) / trunk
    far, off = np.concatenate([come[_LEGS].ravel(), come[:2].mean(axis=0)]), abs(away) - MIDDLE
    here = np.concatenate([come.ravel(), from_hips.ravel()])
    return np.concatenate([here, off * here, off * off * come.ravel(), np.outer(far, far)[_PAIRS]])
