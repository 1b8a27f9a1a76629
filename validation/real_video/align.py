"""Bringing an estimate onto the markers' clock and heading: the same way for every estimate."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Angles = dict[str, Floats]

STEP_S = 0.01
LEAST_OVERLAP = 0.8


@dataclass(frozen=True, slots=True)
class Aligned:
    """An estimate's angles at the markers' moments (NaN where it says nothing), and what had to be done.

    shift_s   the estimate's clock less the markers'
    heading   added to the estimate's pelvis_turn, rad
    """

    angles: Angles
    shift_s: float
    heading: float


def mean_knee(angles: Angles) -> Floats:
    """Knee flexion, mean of both sides."""
    return 0.5 * (angles["knee_flexion_left"] + angles["knee_flexion_right"])


def resample(time_s: Floats, values: Floats, at_s: Floats) -> Floats:
    """Linear interpolation of (T,) values; NaN outside the time covered and beside moments without a value."""
    return np.interp(at_s, time_s, values, left=np.nan, right=np.nan)


def time_shift(truth_s: Floats, truth: Floats, estimate_s: Floats, estimate: Floats, most_s: float) -> float:
    """How far the estimate's clock is ahead: the shift within +-most_s with the highest correlation of two curves.

    Both (T,) over their own times; found in steps of `STEP_S`, then refined by a parabola.
    """
    shifts = np.arange(-round(most_s / STEP_S), round(most_s / STEP_S) + 1) * STEP_S
    found = np.array([_correlation(truth, resample(estimate_s, estimate, truth_s + s)) for s in shifts])
    best = int(np.argmax(found))
    if not np.isfinite(found[best]):
        raise ValueError("the estimate and the markers do not overlap in time")
    if not 0 < best < shifts.size - 1:
        return float(shifts[best])
    before, top, after = found[best - 1 : best + 2]
    bend = before - 2.0 * top + after
    if not (np.isfinite(bend) and bend < 0.0):
        return float(shifts[best])
    return float(shifts[best] + STEP_S * 0.5 * (before - after) / bend)


def _correlation(a: Floats, b: Floats) -> float:
    known = np.isfinite(a) & np.isfinite(b)
    if known.mean() < LEAST_OVERLAP or np.std(b[known]) == 0.0:
        return -np.inf
    return float(np.corrcoef(a[known], b[known])[0, 1])


def align(
    truth_s: Floats, truth: Angles, estimate_s: Floats, estimate: Angles, window: slice, most_s: float
) -> Aligned:
    """The estimate at the markers' moments, turned about the vertical so that the pelvis' mean headings agree.

    window: the markers' moments that are compared, and over which both are found.
    """
    t = truth_s[window]
    shift = time_shift(t, mean_knee(truth)[window], estimate_s, mean_knee(estimate), most_s)
    angles = {name: resample(estimate_s, values, truth_s + shift) for name, values in estimate.items()}
    sine, cosine = (resample(estimate_s, f(estimate["pelvis_turn"]), truth_s + shift) for f in (np.sin, np.cos))
    angles["pelvis_turn"] = np.arctan2(sine, cosine)  # a heading may jump by a whole turn
    apart = (truth["pelvis_turn"] - angles["pelvis_turn"])[window]
    apart = apart[np.isfinite(apart)]
    heading = float(np.angle(np.mean(np.exp(1j * apart))))
    turn = angles["pelvis_turn"] + heading - truth["pelvis_turn"]
    angles["pelvis_turn"] = truth["pelvis_turn"] + np.arctan2(np.sin(turn), np.cos(turn))
    return Aligned(angles, shift, heading)


def bent(angles: Angles, least_deg: float) -> slice:
    """From the first moment with knees bent (mean of both) by `least_deg` to the last one: all squats and between."""
    at = np.flatnonzero(mean_knee(angles) > np.deg2rad(least_deg))
    if at.size == 0:
        raise ValueError(f"the knees never bend by {least_deg:g} degrees")
    return slice(int(at[0]), int(at[-1]) + 1)
