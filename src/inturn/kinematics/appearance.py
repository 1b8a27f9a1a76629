"""How what is seen around a person's points has changed since they stood: further features for the learnt maps.

A recording's `appearance` (`inturn.motion.recording`) says what the network sees, apart for the view in which the
person is shown to it plainly and for the mirrored one. Averaged over all views that are taken in turn and compared with
the same person's standing, little of clothes, light and room is left in it, and much of the posture.
"""

from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from inturn.motion.cleaning import STEADY_S, steadied

Floats = NDArray[np.float64]

NEAREST_S: Final = 0.6
"""Where a view was not shown for a moment, it is taken as it was so long before or after, at most."""


def recorded(recording: xr.Dataset) -> Floats | None:
    """The appearances of a recording (T, 2, A), NaN in the view not shown; None where it has none."""
    if "appearance" not in recording:
        return None
    return np.asarray(recording["appearance"].values, dtype=np.float64)


def since_standing(appearance: Floats, time_s: Floats, standing: NDArray[np.bool_], largest: float) -> Floats | None:
    """Changes (T, 2, A) since standing, averaged over the views in turn; None where standing was not seen in both.

    NaN where one of the views is not known. appearance (T, 2, A); time_s (T,) rising; standing (T,): when the person
    stood. A change whose root mean square is over `largest` is cut down to it: beyond, nothing was learnt.
    """
    stood = appearance[standing]
    if not np.all(np.any(np.isfinite(stood), axis=0)):
        return None
    change = _nearest(steadied(appearance, time_s, STEADY_S, fill=True), time_s) - np.nanmean(stood, axis=0)
    size = np.sqrt(np.mean(change**2, axis=(1, 2), keepdims=True))
    return change * np.minimum(1.0, largest / np.maximum(size, 1e-9))


def as_left_lifted(change: Floats, left: NDArray[np.bool_]) -> Floats:
    """Features (T, 2 A) as if the left leg were the lifted one (left (T,): it is): first the view that shows it so."""
    return np.where(left[:, None, None], change, change[:, ::-1]).reshape(len(change), -1)


def _nearest(values: Floats, time_s: Floats) -> Floats:
    """Values (T, 2, A) with moments unseen (NaN) in a view as at the nearest moment within `NEAREST_S`."""
    out = values.copy()
    for view in range(values.shape[1]):
        at = np.flatnonzero(np.all(np.isfinite(values[:, view]), axis=1))
        if at.size == 0:
            continue
        after = np.clip(np.searchsorted(time_s[at], time_s), 0, at.size - 1)
        before = np.maximum(after - 1, 0)
        sooner = np.abs(time_s[at[before]] - time_s) <= np.abs(time_s[at[after]] - time_s)
        which = at[np.where(sooner, before, after)]
        close = np.abs(time_s[which] - time_s) <= NEAREST_S
        out[close, view] = values[which[close], view]
    return out
