"""Teaching, not a finding: what the rest of the body would have to do if a hip turned inward no further than a cap.

Assumptions, all of them:
1. Both feet keep their heading at every moment of the recorded walk, and so do the legs below the hips. Whatever the
   capped hip leaves out, the pelvis has to turn by the same angle. Inward rotation over a foot that stays is the
   pelvis turning back on that side; with less of it, that side of the pelvis stays further forward.
2. The other hip is free and follows the pelvis.
3. The trunk keeps its mean heading over the cycle. Within that it may turn along with the pelvis.
4. Of all ways that keep 1 and 3, the body takes the one with the least sum, over the cycle, of (extra turn of the
   trunk in the room) squared plus (extra twist between pelvis and trunk) squared. Both count alike.

No study has shown how people really share it out (none was found); muscles and pain are not in it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ASSUMPTIONS = (
    "Both feet keep their heading, so the pelvis turns by what the capped hip leaves out, the capped side forward.",
    "The other hip is free and follows the pelvis.",
    "The trunk keeps its mean heading over the cycle.",
    "Within that, the sum of the trunk's extra turn squared and the spine's extra twist squared is kept least.",
    "How people really share it out has not been shown by any study found; this is geometry, for teaching.",
)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Extra angles over the cycle (n,), radians, seen from the capped side; all zero where the cap is never reached.

    cap            the most that the hip may turn inward
    left_out       recorded rotation above the cap: >= 0
    pelvis         extra turn of the pelvis, this side forward: what the hip left out
    trunk          extra turn of the trunk in the room, this side forward
    twist          extra twist between pelvis and trunk: pelvis - trunk
    """

    cap: float
    left_out: Floats
    pelvis: Floats
    trunk: Floats
    twist: Floats

    @property
    def pelvis_peak(self) -> float:
        """The most that the pelvis turns further, radians."""
        return float(self.pelvis.max(initial=0.0))

    @property
    def twist_peak(self) -> float:
        """The most that the spine between pelvis and trunk twists further, radians."""
        return float(np.abs(self.twist).max(initial=0.0))

    @property
    def trunk_excursion(self) -> float:
        """Range of the trunk's extra turn, radians."""
        return float(np.ptp(self.trunk)) if self.trunk.size else 0.0


def cap_rotation(rotation: Floats, cap: float) -> WhatIf:
    """Share out what a hip of `rotation` (n,) over one cycle leaves out under a cap, radians.

    Least squares: the rows say trunk = 0 and trunk = pelvis at each of n moments; the trunk's mean of zero is kept
    exactly by solving for its deviations from the mean. Solved with `numpy.linalg.lstsq` so that the rows can be read.
    """
    left_out = np.maximum(rotation - cap, 0.0)
    pelvis = left_out
    n = rotation.size
    keep_mean = np.eye(n) - np.full((n, n), 1.0 / n)  # any trunk curve made free of its mean
    rows = np.concatenate([keep_mean, keep_mean])
    wanted = np.concatenate([np.zeros(n), pelvis])
    free = np.linalg.lstsq(rows, wanted, rcond=None)[0]
    trunk = keep_mean @ free
    return WhatIf(cap, left_out, pelvis, trunk, pelvis - trunk)
