"""Where the hip joint centres are, from four markers on the pelvis: a published regression."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import SIDES
from inturn.kinematics.cardan_hip import frame_left_forward
from inturn.kinematics.closed_form import outward

Floats = NDArray[np.float64]

# Harrington et al. 2007 (J Biomech 40:595-602), regressions on one measure each, from the pelvis of adults, children
# and people with cerebral palsy in MRI. Millimetres there, metres here; origin midway between the ASIS.
_FORWARD: Final = (-0.24, -0.0099)  # of pelvis depth
_UP: Final = (-0.30, -0.0109)  # of pelvis width
_OUTWARD: Final = (0.33, 0.0073)  # of pelvis width


def pelvis_frame(left_asis: Floats, right_asis: Floats, back: Floats) -> tuple[Floats, Floats]:
    """Frame (..., 3, 3) and origin (..., 3) of the pelvis.

    Left along the ASIS, forward in the plane of the ASIS and `back` (midway between the PSIS, or the sacrum); the
    origin is midway between the ASIS. This is Plug-in Gait's pelvis.
    """
    middle = 0.5 * (left_asis + right_asis)
    return frame_left_forward(left_asis - right_asis, middle - back), middle


def hip_centres(left_asis: Floats, right_asis: Floats, back: Floats) -> Floats:
    """Centres of the left and right hip (..., 2, 3) in the axes of the markers.

    Pelvis width and depth are medians over the recording: a pelvis does not change its size.
    """
    frame, middle = pelvis_frame(left_asis, right_asis, back)
    width = np.nanmedian(np.linalg.norm(left_asis - right_asis, axis=-1))
    depth = np.nanmedian(np.linalg.norm(middle - back, axis=-1))
    forward, up = (a * size + b for (a, b), size in ((_FORWARD, depth), (_UP, width)))
    aside = _OUTWARD[0] * width + _OUTWARD[1]
    local = np.array([[forward, outward(side) * aside, up] for side in SIDES])
    return middle[..., None, :] + np.einsum("...ij,kj->...ki", frame, local)
