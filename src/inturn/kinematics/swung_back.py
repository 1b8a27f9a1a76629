"""A lifted knee seen from the front also fits a thigh that is swung back; no knee comes so high behind."""

from math import hypot
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import INDEX
from inturn.kinematics.layout import side_columns

Floats = NDArray[np.float64]

LIFTED: Final = 0.15
"""A knee seen so much higher than the other, as a share of the trunk, is in front if the network has it there, too: a
thigh swung back by 35 degrees raises it as much."""
_HIPS, _SHOULDERS, _KNEES = (
    [INDEX[f"{side}_{name}"] for side in ("left", "right")] for name in ("hip", "shoulder", "knee")
)
_FLEXION: Final = side_columns("flexion")


def swung_back(pose: Floats, pixel: Floats) -> int | None:
    """The pose's column of the hip flexion of a leg whose knee is seen well above the other, if the pose has it behind.

    pose (N or more,), rad; pixel (33, 2), px. None where no leg is both, or a point is not seen.
    """
    trunk = pixel.take(_HIPS, axis=0).sum(axis=0) - pixel.take(_SHOULDERS, axis=0).sum(axis=0)
    left, right = pixel[_KNEES[0], 1], pixel[_KNEES[1], 1]
    if not abs(right - left) > LIFTED * 0.5 * hypot(*trunk.tolist()):
        return None
    flexion = _FLEXION[0 if left < right else 1]
    return flexion if pose[flexion] < 0.0 else None
