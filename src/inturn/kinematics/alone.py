"""The body model alone, heard beside what was learnt.

What rendered people taught makes the answer better, most for people like them; of people of another kind it may say
too much, in one direction. The model without any of it errs more, but otherwise, so that a share of its answer mostly
takes off more than it adds (`python -m validation.second`, `python -m validation.fit.strangers`; docs/validation.md).
Where the pelvis tilts it is no help: the hip keypoints follow a tilt by a third, and it takes the rest for rotation.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SHARE: Final = 0.3
"""Of the answer, where the pelvis is read to be level. Chosen on fit and tune seeds of both generators, each read by
what the other's people taught, and by what both did."""
TILT: Final = float(np.deg2rad(15.0))
"""A list (rad) as large as this and the model alone is not heard."""


def with_model_alone(
    rotation: Floats, alone: Floats, pelvic_list: Floats, lifted: Floats, most: float = SHARE
) -> Floats:
    """Rotation (T, 2), rad, with a share, at most `most`, of what the model alone says (T, 2), while a leg is lifted.

    pelvic_list (T,), rad, as read; lifted (T,): 1 left, -1 right, 0 both down.
    """
    share = most * np.abs(lifted) * np.maximum(0.0, 1.0 - np.abs(pelvic_list) / TILT)
    return rotation + share[:, None] * (alone - rotation)
