"""Where the stick stands in the picture: at the outer edge of the foot as it stood, or centimetres from it."""

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from inturn.body.keypoints import INDEX
from inturn.report.document import Result, SideName
from inturn.report.words.safety import SIDES

Floats = NDArray[np.float64]

_STANDING_DEG = 30.0
_LAST_S = 1.5
_LEAST_SPREAD_M = 0.05


def stick_columns(recording: xr.Dataset, angles: xr.Dataset, result: Result) -> dict[SideName, float | None]:
    """Picture column (px) of each side's stick; None where no quiet standing shows it."""
    return {side: _column(recording, angles, result, side) for side in SIDES}


def _column(recording: xr.Dataset, angles: xr.Dataset, result: Result, side: SideName) -> float | None:
    standing = _standing(angles, result, side)
    if standing.size == 0:
        return None
    known = angles.isel(time=standing)
    shown = recording.sel(time=known.coords["time"], method="nearest")
    fit = _lateral_to_column(shown, known)
    edge = _median(known["foot_edge"].sel(side=side, space="y").values)
    if fit is None or not np.isfinite(edge):
        return None
    scale, offset = fit
    return float(scale * (edge + _outward_m(result, side)) + offset)


def _standing(angles: xr.Dataset, result: Result, side: SideName) -> NDArray[np.intp]:
    """The last pictures with both legs down before the side's first trial, else any with both legs down."""
    time = np.asarray(angles.coords["time"].values, dtype=np.float64)
    thighs = np.degrees(np.asarray(angles["thigh_elevation"].values, dtype=np.float64))
    edge = np.asarray(angles["foot_edge"].sel(side=side, space="y").values, dtype=np.float64)
    down = (np.nan_to_num(thighs, nan=90.0) < _STANDING_DEG).all(axis=1) & np.isfinite(edge)
    trials = result.side(side).trials
    before = np.flatnonzero(down & (time < trials[0].start_s)) if trials else np.empty(0, dtype=np.intp)
    chosen = before if before.size else np.flatnonzero(down)
    return chosen[time[chosen] > time[chosen[-1]] - _LAST_S] if chosen.size else chosen


def _lateral_to_column(recording: xr.Dataset, angles: xr.Dataset) -> tuple[float, float] | None:
    """Least squares u = scale * y + offset from the heels and knees of both sides; None where they tell nothing."""
    lateral, column = [], []
    pixel = np.asarray(recording["pixel"].sel(image="u").values, dtype=np.float64)
    for side in SIDES:
        for point in ("heel", "knee"):
            lateral.append(_median(angles[point].sel(side=side, space="y").values))
            column.append(_median(pixel[:, INDEX[f"{side}_{point}"]]))
    y, u = np.array(lateral), np.array(column)
    keep = np.isfinite(y) & np.isfinite(u)
    if keep.sum() < 2 or np.ptp(y[keep]) < _LEAST_SPREAD_M:
        return None
    centred = y[keep] - y[keep].mean()
    scale = float(centred @ (u[keep] - u[keep].mean()) / (centred @ centred))
    return scale, float(u[keep].mean() - scale * y[keep].mean())


def _outward_m(result: Result, side: SideName) -> float:
    """Distance of the stick from the foot's edge in metres along the lab's y, outward to the tested side."""
    offset = result.stick.offset_cm
    centimetres = None if offset is None else offset.left if side == "left" else offset.right
    outward = 1.0 if side == "left" else -1.0
    return outward * (centimetres or 0.0) / 100.0


def _median(values: object) -> float:
    numbers = np.asarray(values, dtype=np.float64)
    numbers = numbers[np.isfinite(numbers)]
    return float(np.median(numbers)) if numbers.size else float("nan")
