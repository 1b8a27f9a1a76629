"""A lifted knee seen from the front also fits a thigh that is swung back, whose knee seldom comes so high."""

from math import hypot
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import INDEX
from inturn.kinematics.layout import side_columns

Floats = NDArray[np.float64]

LIFTED: Final = 0.15
"""A knee seen so much higher than the other, as a share of the trunk, and before its hip in space, is lifted. A thigh
swung back by 35 degrees raises its knee as much, but the network mostly sees it behind."""
BEHIND_S: Final = 0.06
"""So long, and longer than one picture, a leg is left to be believed behind that was behind before: single pictures
have a knee on the wrong side of the body. One that was in front a picture ago cannot have come there."""
_HIPS, _SHOULDERS, _KNEES = (
    [INDEX[f"{side}_{name}"] for side in ("left", "right")] for name in ("hip", "shoulder", "knee")
)
_FLEXION: Final = side_columns("flexion")


def swung_back(pose: Floats, pixel: Floats, world: Floats) -> int | None:
    """The pose's column of the hip flexion of a leg that is seen lifted, if the pose has it behind the body.

    pose (N or more,), rad; pixel (33, 2), px; world (33, 3), m, as the network guesses it (x right, z away from the
    camera). None where no leg is both, or a point is not seen.
    """
    trunk = pixel.take(_HIPS, axis=0).sum(axis=0) - pixel.take(_SHOULDERS, axis=0).sum(axis=0)
    left, right = pixel[_KNEES[0], 1], pixel[_KNEES[1], 1]
    if not abs(right - left) > LIFTED * 0.5 * hypot(*trunk.tolist()):
        return None
    side = 0 if left < right else 1
    if not pose[_FLEXION[side]] < 0.0:
        return None
    to_left, thigh = world[_HIPS[0]] - world[_HIPS[1]], world[_KNEES[side]] - world[_HIPS[side]]
    return _FLEXION[side] if thigh[0] * to_left[2] - thigh[2] * to_left[0] > 0.0 else None
