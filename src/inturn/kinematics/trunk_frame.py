"""The trunk's frame from whatever marks it."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from inturn.kinematics.cardan_hip import frame_left_forward, frame_up_left

Floats = NDArray[np.float64]


def trunk_frame(at: Callable[[str], Floats | None], pelvis: Floats) -> Floats:
    """Frame (T, 3, 3) of the upper trunk, columns forward, left, up; NaN where it is not marked.

    `at` gives the path (T, 3) of a place or None. Front and back of the rib cage (C7, T10, clavicle, sternum) when all
    four are there; otherwise the line between the shoulders, upright as the way from the pelvis' (T, 3, 3) third axis.
    """
    c7, t10, clavicle, sternum = (at(place) for place in ("c7", "t10", "clavicle", "sternum"))
    if c7 is not None and t10 is not None and clavicle is not None and sternum is not None:
        up = 0.5 * (c7 + clavicle - t10 - sternum)
        forward = 0.5 * (clavicle + sternum - c7 - t10)
        return frame_up_left(up, np.cross(up, forward))
    left, right = at("left_shoulder"), at("right_shoulder")
    if left is None or right is None:
        return np.full(pelvis.shape, np.nan)
    across = left - right
    return frame_left_forward(across, np.cross(across, pelvis[..., :, 2]))
