"""How nose, shoulders, hips and knees of somebody who moves go across the picture: what a movement is timed by.

A height tells little of a bend near upright, a lean is not seen from the front, what comes nearer is seen taller, and
each point shows another part of it. How they go, and how that differs between people, was learnt of rendered people for
squats and hinges from the front, obliquely and from the side (`data/trajectories.toml`, remade by
`python -m validation.fit.trajectories`): a mean and few ways of differing from it, each a polynomial of the share of
the way that is gone.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import sin
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inturn.programme.coach import View
from inturn.training.coach.shape import Shape, picked
from inturn.training.coach.signals import Reading

Floats = NDArray[np.float64]

FILE: Final = "trajectories.toml"
POWERS: Final = 4
"""Of the share that is gone, from the first on: at rest nothing is."""
_OWN: Final = 0.05  # of how far the points have come, which is the person's own and no noise
_RESTING: Final = 0.1  # of a way's time into a first guess of it


@dataclass(frozen=True, slots=True)
class Trajectories:
    """Of one exercise from one view.

    noise   (points,) sd of a moment, trunk lengths
    curves  (kinds, points, POWERS) in noises: kinds of going, which add up
    usual   (kinds,) how much of each there is in the mean; sure (kinds, kinds): its precision between people
    """

    noise: Floats
    curves: Floats
    usual: Floats
    sure: Floats


@cache
def trajectories(exercise: str, view: View) -> Trajectories | None:
    """What was learnt of an exercise from a view; None = nothing.

    Raises:
        KeyError: nothing was learnt of the exercise at all.
    """
    tables: dict[str, Any] = tomllib.loads((files("inturn.training.coach") / "data" / FILE).read_text("utf-8"))
    found = tables[exercise].get(view)
    if found is None:
        return None
    return Trajectories(*(np.array(found[name], dtype=np.float64) for name in ("noise", "curves", "usual", "sure")))


def points_of(readings: Sequence[Reading], view: View) -> Floats:
    """Where the points are at each moment, (moments, points), in trunk lengths of the newest stance.

    From the front down the picture, and how wide the shoulders are; from elsewhere down, and forward. From the
    picture's corner: where they rest is taken off later.
    """
    newest = readings[-1]
    seen = np.array([r.track for r in readings]) / newest.trunk_px
    down, across, wide = seen[:, :4], seen[:, 4:8], seen[:, 8:]
    return np.hstack([down, wide] if view == "front" else [down, across / sin(newest.turn)])


@dataclass(frozen=True, slots=True)
class TrajectoryWay:
    """A movement as its points show it: (moments,) s and (moments, points) trunk lengths."""

    time_s: Floats
    points: Floats
    known: Trajectories

    def near(self, guess: Shape) -> "_Seen":
        """Its moments from shortly before the movement to shortly after it.

        The farther a point has come, the more of how it goes is the person's own: what is near rest counts more.
        """
        kept = picked(self.time_s.tolist(), guess) or [0]
        time_s, points = self.time_s[kept], self.points[kept] / self.known.noise
        begun, over = guess.out_s + _RESTING * guess.lowering_s, guess.back_s - _RESTING * guess.rising_s
        resting = (time_s < begun) | (time_s > over)
        come = points - (np.median(points[resting], axis=0) if resting.any() else points[0])
        weights = 1.0 / (1.0 + _OWN**2 * np.mean(come**2, axis=1))
        pairs = np.einsum("jcp,kcq->pqjk", self.known.curves, self.known.curves)
        return _Seen(time_s, come - weights @ come / weights.sum(), weights, self.known, pairs)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Moments (n,): times, points in noises (n, points) about their weighted mean, weights; products of the curves."""

    time_s: Floats
    points: Floats
    weights: Floats
    known: Trajectories
    pairs: Floats

    def unexplained(self, share: Floats) -> Floats:
        """The squares, in noises, that are left once rest and kinds are chosen best, (shapes,)."""
        known, weights = self.known, self.weights
        kinds, usual = len(known.usual), known.sure @ known.usual
        powers = share[..., None] ** np.arange(1, POWERS + 1)
        powers = powers - (weights @ powers)[:, None, :] / weights.sum()
        weighted = powers.transpose(0, 2, 1) * weights
        square = np.matmul(weighted, powers).reshape(-1, POWERS**2) @ self.pairs.reshape(POWERS**2, kinds**2)
        by_point = np.matmul(weighted, self.points).transpose(0, 2, 1)
        told = by_point.reshape(len(share), -1) @ known.curves.reshape(kinds, -1).T + usual
        chosen = np.linalg.solve(square.reshape(-1, kinds, kinds) + known.sure, told[..., None])[..., 0]
        left: Floats = float(weights @ np.sum(self.points**2, axis=1)) - np.sum(told * chosen, axis=-1)
        return left
