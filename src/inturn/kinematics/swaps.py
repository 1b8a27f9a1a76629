"""Left and right legs taken for each other: noticed by where the legs were a moment ago."""

from dataclasses import dataclass
from math import dist
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import INDEX, KEYPOINTS, MIRROR
from inturn.kinematics.layout import POINTS
from inturn.kinematics.observation import Observations

Floats = NDArray[np.float64]

LEGS: Final = np.array([i for i, name in enumerate(POINTS) if not name.endswith("shoulder")])
_TOLD_BY: Final = [i for i, name in enumerate(POINTS) if name.endswith(("knee", "ankle", "heel"))]
_PARTNER: Final = np.array([POINTS.index(_n) for _n in (
    "right_shoulder", "left_shoulder", *(f"right_{p}" for p in ("hip", "knee", "ankle", "heel")),
    *(f"left_{p}" for p in ("hip", "knee", "ankle", "heel")))])  # fmt: skip
_PAIRS: Final[list[tuple[int, int]]] = [(i, int(_PARTNER[i])) for i in _TOLD_BY]
_TORSO: Final = [(POINTS.index(f"{s}_shoulder"), POINTS.index(f"{s}_hip")) for s in ("left", "right")]
LONGEST_S: Final = 0.6
"""Legs that stay swapped for longer were swapped in truth: the network is taken at its word again."""
FRESH_S: Final = 0.25
_MARGIN: Final = 0.15
"""Mean distance saved, as a share of the torso's length, above which legs count as swapped."""


@dataclass(frozen=True, slots=True)
class LegMemory:
    """Where the points were when last believed (K, 2) in px, when that was, and since when they look swapped."""

    seen: Floats
    time_s: float
    swapped_since: float | None = None


def crossed(seen: Floats, expected: Floats) -> bool:
    """Whether the legs of points (K, 2) lie clearly nearer to `expected` (K, 2) when left and right are swapped."""
    now, then = seen.tolist(), expected.tolist()
    saved = sum(dist(now[i], then[i]) - dist(now[partner], then[i]) for i, partner in _PAIRS) / len(_PAIRS)
    torso = max(dist(then[a], then[b]) for a, b in _TORSO)
    return saved > _MARGIN * torso  # NaN compares false: unseen legs are left alone


def watch(memory: LegMemory | None, seen: Floats, time_s: float) -> tuple[LegMemory, bool]:
    """Judge one moment's points (K, 2): the new memory, and whether its legs must be swapped back."""
    if memory is None or time_s - memory.time_s > FRESH_S:
        return LegMemory(seen, time_s), False
    if not crossed(seen, memory.seen):
        return LegMemory(np.where(np.isfinite(seen), seen, memory.seen), time_s), False
    since = time_s if memory.swapped_since is None else memory.swapped_since
    if time_s - since > LONGEST_S:
        return LegMemory(seen, time_s), False
    return LegMemory(_swapped(seen), time_s, since), True


def _swapped(values: Floats) -> Floats:
    out = values.copy()
    out[..., LEGS, :] = values[..., _PARTNER[LEGS], :]
    return out


def swap_back(observed: Observations, which: NDArray[np.bool_]) -> Observations:
    """The same observations with the legs of the moments `which` (T,) swapped."""
    if not np.any(which):
        return observed
    seen, heat, visibility = observed.seen.copy(), observed.heat.copy(), observed.visibility.copy()
    seen[which] = _swapped(observed.seen[which])
    for values, source in ((heat, observed.heat), (visibility, observed.visibility)):
        values[np.ix_(which, LEGS)] = source[np.ix_(which, _PARTNER[LEGS])]
    return Observations(observed.time_s, seen, heat, visibility, observed.present)


def swapped_moments(observed: Observations) -> NDArray[np.bool_]:
    """Which moments of a recording (T,) show left and right legs swapped."""
    memory: LegMemory | None = None
    out = np.zeros(observed.time_s.size, dtype=bool)
    for i in np.flatnonzero(observed.present):
        memory, out[i] = watch(memory, observed.seen[i, :, :2], float(observed.time_s[i]))
    return out


def swap_pixels(pixel: Floats, which: NDArray[np.bool_]) -> Floats:
    """All 33 keypoints (T, 33, 2), or points in space (T, 33, 3), with the legs of the moments `which` swapped."""
    return np.where(which[:, None, None], pixel[:, _LEGS_SWAPPED], pixel)


_LEG_WORDS: Final = ("hip", "knee", "ankle", "heel", "foot_index")
_LEGS_SWAPPED: Final = [MIRROR[i] if name.endswith(_LEG_WORDS) else i for i, name in enumerate(KEYPOINTS)]
TOES: Final = [INDEX["left_foot_index"], INDEX["right_foot_index"]]
