"""The angles dataset seen from the tested side: plain arrays over time, list, turn and lean towards that side."""

from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from inturn.assess.events import QuietStanding
from inturn.body.keypoints import SIDES, Side

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Curves:
    """One side's curves over time (rad, m, s), NaN where untracked; see `AngleFrame` for the names.

    `knee`, `heel`, `foot_edge` are (time, 3) in the lab frame. `facing` is the size of the pelvic turn. `outward` is
    +1 on the left and -1 on the right: the sign that turns left-positive values towards the tested side.
    """

    side: Side
    outward: float
    time: Floats
    rotation: Floats
    rotation_sd: Floats
    shank_to_vertical: Floats
    thigh_elevation: Floats
    hip_flexion: Floats
    hip_abduction: Floats
    knee_flexion: Floats
    seen: Floats
    knee: Floats
    heel: Floats
    foot_edge: Floats
    pelvic_list: Floats
    pelvic_list_sd: Floats
    pelvic_turn: Floats
    pelvic_turn_sd: Floats
    trunk_lean: Floats
    trunk_lean_sd: Floats

    def within(self, start_s: float, end_s: float) -> Mask:
        """Which pictures lie in [start_s, end_s)."""
        return (self.time >= start_s) & (self.time < end_s)


_PER_SIDE = (
    "rotation", "rotation_sd", "shank_to_vertical", "thigh_elevation", "hip_flexion", "hip_abduction",
    "knee_flexion", "seen", "knee", "heel", "foot_edge",
)  # fmt: skip
_SIGNED = ("pelvic_list", "pelvic_turn", "trunk_lean")
_UNSIGNED = ("pelvic_list_sd", "pelvic_turn_sd", "trunk_lean_sd")


def curves(angles: xr.Dataset, side: Side) -> Curves:
    """One side's curves of an angles dataset (`inturn.kinematics.angles.to_dataset`)."""
    index, outward = SIDES.index(side), 1.0 if side == "left" else -1.0
    tracked = np.asarray(angles["tracked"].values, dtype=bool)

    def values(name: str) -> Floats:
        out = np.array(angles[name].values, dtype=np.float64)
        out[~tracked] = np.nan
        return out

    parts: dict[str, Floats] = {name: values(name)[:, index] for name in _PER_SIDE}
    parts |= {name: outward * values(name) for name in _SIGNED} | {name: values(name) for name in _UNSIGNED}
    time = np.asarray(angles.coords["time"].values, dtype=np.float64)
    return Curves(side=side, outward=outward, time=time, **parts)


def median(values: Floats) -> float | None:
    """Median of the finite values; None when there are none."""
    finite = values[np.isfinite(values)]
    return float(np.median(finite)) if finite.size else None


def settle(time: Floats, values: Floats, width_s: float) -> Floats:
    """Running median over a centred window of `width_s` seconds; NaN stays NaN."""
    half = 0.5 * width_s + 1e-9
    first = np.searchsorted(time, time - half, side="left")
    last = np.searchsorted(time, time + half, side="right")
    out = np.full(values.shape, np.nan)
    for i in range(time.size):
        if np.isfinite(values[i]):
            window = values[first[i] : last[i]]
            out[i] = np.median(window[np.isfinite(window)])
    return out


@dataclass(frozen=True, slots=True)
class Baseline:
    """Quiet standing as the tested side sees it: rad, m; `turn` gives the direction that counts as sideways."""

    pelvic_list: float | None
    pelvic_turn: float | None
    trunk_lean: float | None
    foot_edge: Floats
    knee: Floats


def baseline(c: Curves, span: QuietStanding) -> Baseline:
    """Medians over a quiet standing."""
    now = c.within(span.start_s, span.end_s)
    points = [np.array([_or_nan(median(p[now, k])) for k in range(3)]) for p in (c.foot_edge, c.knee)]
    return Baseline(
        median(c.pelvic_list[now]), median(c.pelvic_turn[now]), median(c.trunk_lean[now]), points[0], points[1]
    )


def sideways(c: Curves, points: Floats, turn: float) -> Floats:
    """Distance (m) of lab points (..., 3) towards the tested side of a pelvis turned by `turn` (rad, signed to it)."""
    left_turn = c.outward * turn
    return c.outward * (-np.sin(left_turn) * points[..., 0] + np.cos(left_turn) * points[..., 1])


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value
