"""Our own estimate of a clip, as segments: what `inturn pose` and `inturn.kinematics.smooth` make of it."""

from pathlib import Path
from typing import Any, Literal
from unittest.mock import patch

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from inturn.kinematics import offline
from inturn.kinematics.skeleton import SEGMENT_ROWS, rows_of
from inturn.sources.recordings import is_recording, read_recording
from inturn.sources.video.times import MEASURED_RATE
from inturn.workflows.measure import load
from validation.real_video.bodies import Bodies

Floats = NDArray[np.float64]
Network = Literal["lite", "full", "heavy"]

# lab of the estimator (x to the camera, y right of the picture, z up) -> world with y up, z to the left of the picture
_WORLD_FROM_LAB = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]])
# segment axes x forward, y up, z right in axes x forward, y left, z up, as columns
_OPENSIM_AXES = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, -1.0], [0.0, 1.0, 0.0]])
_ORDER = ("pelvis", "torso", "femur_l", "femur_r", "tibia_l", "tibia_r")


def keypoints(clip: Path, network: Network, kept: Path | None, *, thinned: bool = False) -> xr.Dataset:
    """The recording of a clip: read from `kept` where that file is there, else made from the video.

    thinned: at the 15 pictures a second of a longer video, where the program takes all of one so short.
    """
    if kept is not None and is_recording(kept):
        return read_recording(kept)
    if not thinned:
        return load(clip, network, False, None)
    with patch("inturn.sources.video.reader.measured_rate", lambda _: MEASURED_RATE):
        return load(clip, network, False, None)


def segment_frames(pose: Floats) -> Floats:
    """Rotation matrices of pelvis, trunk, left and right femur, left and right shank of poses (T, N): (T, 6, 3, 3)."""
    rows = rows_of(pose, np.eye(3), 0.0)
    return np.stack([rows[:, first : first + 3].transpose(0, 2, 1) for first in SEGMENT_ROWS], axis=1)


def as_bodies(time_s: Floats, pose: Floats) -> Bodies:
    """Segments of poses (T, N) of the estimator in OpenSim's axes."""
    frames = _WORLD_FROM_LAB @ segment_frames(pose) @ _OPENSIM_AXES
    rotation = {name: frames[:, i] for i, name in enumerate(_ORDER)}
    return Bodies(time_s, rotation, trunk_line=rotation["torso"][:, :, 1])  # the model's trunk is that line


def estimate(recording: xr.Dataset) -> tuple[Bodies, xr.Dataset]:
    """Segments over time, NaN where the estimator says nothing, and the angles that `smooth` gives.

    `smooth` gives no pelvic tilt and no trunk flexion: the poses behind its angles are read on their way out.
    """
    found: list[tuple[Floats, Floats]] = []
    made = offline.angle_frames

    def reading(estimate: Any, observed: Any, *rest: Any) -> Any:
        found.append((observed.time_s, estimate.pose))
        return made(estimate, observed, *rest)

    with patch.object(offline, "angle_frames", reading):
        angles = offline.smooth(recording)
    time = np.asarray(angles.coords["time"].values, dtype=np.float64)
    pose = np.full((time.size, found[0][1].shape[1]), np.nan)
    for time_s, part in found:
        pose[np.searchsorted(time, time_s)] = part
    pose[~np.asarray(angles["tracked"].values, dtype=bool)] = np.nan
    return as_bodies(time, pose), angles
