"""The standing test from a laboratory's body frames: the same angles, frames and signs as from a film.

Nothing is filtered or smoothed: what the step machine and the reading do with pictures they do with moments.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from inturn.body.keypoints import SIDES
from inturn.kinematics import angles as a
from inturn.kinematics import closed_form as c
from inturn.kinematics.body_angles import facing
from inturn.kinematics.body_frames import BodyFrames
from inturn.kinematics.error_model import EstimatorError, stated_error

Floats = NDArray[np.float64]

ERROR_FILE: Final = "markers"


def marker_error() -> EstimatorError:
    """The error of a marker laboratory, a judgement from published studies; radians."""
    return stated_error(ERROR_FILE)


def standing_angles(frames: BodyFrames) -> xr.Dataset:
    """Angles over time as `inturn.kinematics.angles.to_dataset` writes them.

    The lab frame's x axis is the direction that the pelvis faces in the middle of the recording.
    """
    return a.to_dataset(list(standing_frames(frames)), {"estimator": frames.way})


def standing_frames(frames: BodyFrames) -> Iterator[a.AngleFrame]:
    """The same moment by moment, for the step machine."""
    values = _values(frames)
    tracked: NDArray[np.bool_] = np.all(np.isfinite(frames.pelvis), axis=(-2, -1)) & np.any(values["seen"] > 0, axis=-1)
    for i in range(frames.time_s.size):
        now = {name: value[i] if value[i].ndim else float(value[i]) for name, value in values.items()}
        yield a.AngleFrame(time_s=float(frames.time_s[i]), tracked=bool(tracked[i]), **now)  # pyright: ignore[reportArgumentType]


def _values(frames: BodyFrames) -> dict[str, Floats]:
    """Every field of AngleFrame over time but `time_s` and `tracked`."""
    ahead = facing(frames)
    turn = np.array([[ahead[0], ahead[1], 0.0], [-ahead[1], ahead[0], 0.0], [0.0, 0.0, 1.0]])
    pelvis = turn @ frames.pelvis
    left = pelvis[..., :, 1]
    knee, ankle = frames.knee @ turn.T, frames.ankle @ turn.T
    hip = knee + frames.thigh[..., :, 2] @ turn.T  # a point up the thigh: only its direction counts
    error = marker_error()
    count = frames.time_s.size
    rotation, shank, flexion, abduction = (np.full((count, 2), np.nan) for _ in range(4))
    bent = c.knee_flexion(hip, knee, ankle)
    for i, side in enumerate(SIDES):
        by_shank = c.hip_rotation(hip[:, i], knee[:, i], ankle[:, i], left, side)
        rotation[:, i] = np.where(c.defined(bent[:, i]), by_shank, np.nan)
        shank[:, i] = c.shank_to_vertical(knee[:, i], ankle[:, i], left, side)
        flexion[:, i] = c.hip_flexion(hip[:, i], knee[:, i], pelvis)
        abduction[:, i] = c.hip_abduction(hip[:, i], knee[:, i], pelvis, side)
    heel = _first_seen(frames.heel @ turn.T, ankle)
    return {
        "rotation": rotation,
        "rotation_sd": np.full((count, 2), error.sd_trial),
        "shank_to_vertical": shank,
        "thigh_elevation": c.thigh_elevation(hip, knee),
        "hip_flexion": flexion,
        "hip_abduction": abduction,
        "knee_flexion": bent,
        "seen": np.isfinite(bent).astype(np.float64),
        "knee": knee,
        "heel": heel,
        "foot_edge": _first_seen(frames.foot_edge @ turn.T, frames.toe @ turn.T, heel),
        "pelvic_list": c.pelvic_list(left),
        "pelvic_list_sd": np.full(count, error.sd_list_change),
        "pelvic_turn": c.pelvic_turn(left),
        "pelvic_turn_sd": np.full(count, error.sd_turn_change),
        "trunk_lean": c.trunk_lean((turn @ frames.trunk)[..., :, 2], left),
        "trunk_lean_sd": np.full(count, error.sd_lean_change),
    }


def _first_seen(*paths: Floats) -> Floats:
    """The first of the paths (T, 2, 3) that was ever seen, for each side by itself."""
    chosen = paths[-1].copy()
    for path in reversed(paths[:-1]):
        seen: NDArray[np.bool_] = np.any(np.isfinite(path), axis=(0, 2))
        chosen[:, seen] = path[:, seen]
    return chosen
