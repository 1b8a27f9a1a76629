"""One lifted leg held against the other.

Build, clothes, light and camera mislead a network alike on both sides of a person, and cancel where the sides are
compared. A map of the difference between what is seen of either lifted leg, in the mean, says how differently the two
are misread, learnt from people whose both sides are known. It errs otherwise than the map of single pictures
(`remainder.py`): a share of what they disagree by is taken off one side and added to the other.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.kinematics.layout import SIGNS
from inturn.kinematics.reading import Against
from inturn.kinematics.remainder import RemainderMap, features_of, remainder_of, trust_in

Floats = NDArray[np.float64]

SHARE: Final = 0.5
"""Of the disagreement. Chosen on people of fit seeds left out; 0.3 to 0.7 are as good."""
LARGEST: Final = float(np.deg2rad(6.0))
"""The sides are moved apart, or together, by no more."""
FEWEST: Final = 3
"""Moments of either leg wholly lifted."""


def held_against_other(
    rotation: Floats, seen: Against | None, pose: Floats, heading: float, learnt: RemainderMap | None
) -> Floats:
    """Rotation (T, 2), rad, left and right, of smoothed poses (T, N), with each lifted leg held against the other.

    heading (rad) as the person stands. Nothing changes where this was not learnt, or one leg was never lifted.
    """
    if seen is None or learnt is None or learnt.between is None:
        return rotation
    apart = SHARE * _disagreement(seen, features_of(seen, pose), heading, learnt)
    lifted = np.where(seen.known, seen.lifted, 0.0)
    return rotation - np.maximum(lifted[:, None] * SIGNS, 0.0) * SIGNS * 0.5 * min(max(apart, -LARGEST), LARGEST)


def _disagreement(seen: Against, values: Floats, heading: float, learnt: RemainderMap) -> float:
    """How much more the left side is misread than the right one (rad), beyond what single pictures tell."""
    left, right = seen.known & (seen.lifted >= 1.0), seen.known & (seen.lifted <= -1.0)
    if learnt.between is None or min(np.count_nonzero(left), np.count_nonzero(right)) < FEWEST:
        return 0.0
    off = remainder_of(values, heading, learnt)
    apart = (values[left].mean(axis=0) - values[right].mean(axis=0))[: learnt.between.size]
    told = trust_in(heading) * float(apart @ learnt.between)
    return told - float(off[left].mean() - off[right].mean())
