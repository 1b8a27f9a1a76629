"""Steadies the two points that place the next region, so that the crop does not tremble with the landmarks.

The one-euro filter with the constants that the reference uses on these two points (`pose_landmark_filtering`; Casiez
et al. 2012, doi:10.1145/2207676.2208639). It acts on the region alone: the keypoints themselves are never smoothed.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MIN_CUTOFF: Final = 0.01
BETA: Final = 10.0
SPEED_CUTOFF: Final = 1.0
FARTHEST_S: Final = 0.2
"""No motion is carried on for longer."""
SLOW: Final = 0.1
"""Speeds (diameters a second) under this are the landmarks' trembling, what is above it is motion: a region that
followed trembling would make it worse, since the landmarks tremble with the region."""


def _share(cutoff: Floats | float, step_s: float) -> Floats | float:
    """Weight of the new value in a first-order low pass of `cutoff` (Hz) over a step (s)."""
    return 1 / (1 + 1 / (2 * math.pi * cutoff * step_s))


@dataclass(frozen=True, slots=True)
class RegionFilter:
    """State after some pictures: time (s), raw and steadied points (2, 2) in px, speed (2, 2) in diameters a second."""

    time_s: float
    raw: Floats
    steady: Floats
    speed: Floats


def begin(time_s: float, points: Floats) -> RegionFilter:
    """The filter after its first points (2, 2)."""
    return RegionFilter(time_s, points, points, np.zeros((2, 2)))


def advance(state: RegionFilter, time_s: float, points: Floats) -> RegionFilter:
    """The filter after new points (2, 2). Speeds count in diameters of the circle that the points describe."""
    size = 2 * float(np.hypot(*(points[1] - points[0])))
    step = time_s - state.time_s
    if size < 1e-6 or step <= 0:
        return state
    change = (points - state.raw) / size / step
    share = _share(SPEED_CUTOFF, step)
    speed = share * change + (1 - share) * state.speed
    weight = _share(MIN_CUTOFF + BETA * np.abs(speed), step)
    return RegionFilter(time_s, points, weight * points + (1 - weight) * state.steady, speed)


def ahead(state: RegionFilter, time_s: float) -> Floats:
    """The steadied points (2, 2), moved on together to where their common speed takes them by `time_s`.

    A region comes from pictures that are one or two behind: without this a person who squats is left behind by it.
    """
    size = 2 * float(np.hypot(*(state.raw[1] - state.raw[0])))
    speed = state.speed.mean(axis=0)
    motion = speed * max(0.0, 1.0 - SLOW / max(float(np.hypot(*speed)), SLOW))
    return state.steady + motion * size * min(time_s - state.time_s, FARTHEST_S)
