"""A joint centre from one marker beside it, one on the segment above, and the joint's width: the conventional model."""

import numpy as np
from numpy.typing import NDArray

from inturn.kinematics.rotations import from_axis_angle, unit

Floats = NDArray[np.float64]

MARKER_RADIUS_M = 0.007
"""Of the usual 14 mm marker: the joint's middle is half its width and this much from the marker's."""


_ROUNDS = 6
"""The wand's angle is seen from the centre that it helps to find; each round leaves less than a third of the error."""


def joint_centre(upper: Floats, lateral: Floats, wand: Floats, distance: float, wand_angle: float = 0.0) -> Floats:
    """Centre (..., 3) of the lower joint of a segment (Davis et al. 1991; Kadaba et al. 1990).

    upper       (..., 3) centre of the joint above
    lateral     (..., 3) marker on the outer side of the joint
    wand        (..., 3) marker on the outer side of the segment, which shows its frontal plane
    distance    metres from the marker to the joint's centre: half the width and the marker's radius
    wand_angle  radians, right-handed about the way from the centre to upper, from the lateral marker to the wand
                (Vicon's ThighRotation on the left, minus it on the right)

    The centre lies in the plane of upper, lateral and wand (turned by the angle), on the wand's far side, where
    upper - centre - lateral is a right angle.
    """
    centre = _in_plane(upper, lateral, wand, distance)
    for _ in range(_ROUNDS if wand_angle else 0):
        back = from_axis_angle(-wand_angle * unit(upper - centre))
        centre = _in_plane(upper, lateral, centre + np.einsum("...ij,...j->...i", back, wand - centre), distance)
    return centre


def _in_plane(upper: Floats, lateral: Floats, wand: Floats, distance: float) -> Floats:
    """The centre for a wand that stands in the frontal plane."""
    along = upper - lateral
    length = np.linalg.norm(along, axis=-1, keepdims=True)
    along = along / np.where(length > distance, length, np.nan)
    aside = wand - lateral
    aside = unit(aside - np.sum(aside * along, axis=-1, keepdims=True) * along)
    cosine = distance / length  # of the angle at the marker, because the angle at the centre is square
    return lateral + distance * (cosine * along - np.sqrt(np.clip(1.0 - cosine**2, 0.0, None)) * aside)
