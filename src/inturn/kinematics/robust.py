"""Keypoints that lie far from the model count less: the weights of a Student-t error."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FREEDOM: Final = 4.0
"""Degrees of freedom of the Student-t error of a keypoint."""


def robust(squared: Floats) -> tuple[Floats, Floats]:
    """Cost and weight (...) of squared residuals of two numbers (...), in units of their variance."""
    return 0.5 * (FREEDOM + 2.0) * np.log1p(squared / FREEDOM), robust_weight(squared)


def robust_weight(squared: Floats) -> Floats:
    """The weight alone."""
    return (FREEDOM + 2.0) / (FREEDOM + squared)
