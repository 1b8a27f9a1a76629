"""Keypoints over time, steadied for those who read or draw single pictures; the recording itself is never changed."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STEADY_S: Final = 0.17
"""Half the time in which, at 12 to 16 pictures a second, the network sees a person in all its four views."""


def steadied(values: Floats, time_s: Floats, half_s: float = STEADY_S, *, fill: bool = False) -> Floats:
    """Values (T, ...) averaged over `half_s` either way; keypoints by default over all views taken in turn.

    What is not seen (NaN) is left out of the means of its neighbours, and stays unseen, unless `fill`: then it takes
    the mean of what is seen within `half_s`. time_s (T,), rising.
    """
    seen = np.isfinite(values)
    total = np.cumsum(np.where(seen, values, 0.0), axis=0)
    count = np.cumsum(seen, axis=0)
    total, count = (np.concatenate([np.zeros((1, *x.shape[1:])), x]) for x in (total, count))
    first = np.searchsorted(time_s, time_s - half_s, side="left")
    last = np.searchsorted(time_s, time_s + half_s, side="right")
    near = count[last] - count[first]
    mean = (total[last] - total[first]) / np.maximum(near, 1.0)
    return np.where(near > 0.5 if fill else seen, mean, np.nan)
