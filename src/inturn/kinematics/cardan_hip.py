"""Joint angles from segment frames, in the order and with the signs of Plug-in Gait turned to ours."""

import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import Side
from inturn.kinematics.closed_form import outward
from inturn.kinematics.rotations import angles_yxz, unit

Floats = NDArray[np.float64]


def hip_angles(pelvis: Floats, thigh: Floats, side: Side) -> tuple[Floats, Floats, Floats]:
    """Flexion, abduction, internal rotation (...) of the thigh in the pelvis, radians; all positive on both sides.

    pelvis, thigh (..., 3, 3), columns forward, left, up. Cardan angles Y-X-Z (flexion, abduction, rotation), which are
    Grood and Suntay's. Plug-in Gait's `HipAngles` are (flexion, -abduction, rotation).
    """
    y, x, z = angles_yxz(np.swapaxes(pelvis, -1, -2) @ thigh)
    return -y, outward(side) * x, -outward(side) * z


def frame_from_points(origin: Floats, forward: Floats, left: Floats, up: Floats) -> Floats:
    """Frame (..., 3, 3) from the four points (..., 3) by which a file draws a segment's axes."""
    return np.stack([unit(forward - origin), unit(left - origin), unit(up - origin)], axis=-1)


def frame_up_left(up: Floats, left_hint: Floats) -> Floats:
    """Frame (..., 3, 3) whose third column is along `up` and whose second is as close to `left_hint` as can be."""
    z = unit(up)
    x = unit(np.cross(left_hint, z))
    return np.stack([x, np.cross(z, x), z], axis=-1)


def frame_left_forward(left: Floats, forward_hint: Floats) -> Floats:
    """Frame (..., 3, 3) whose second column is along `left` and whose first is as close to `forward_hint` as can be."""
    y = unit(left)
    z = unit(np.cross(forward_hint, y))
    return np.stack([np.cross(y, z), y, z], axis=-1)
