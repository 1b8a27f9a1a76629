"""Body frames from the segment axes that a laboratory's own program wrote into the file (Plug-in Gait's PELO, PELA).

Nothing is modelled here: hip angles from these frames are the program's own angles, to the rounding of the file.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import SIDES
from inturn.body.markers import AXES, SEGMENTS, places
from inturn.kinematics.body_frames import BodyFrames, upright_from_room
from inturn.kinematics.cardan_hip import frame_from_points
from inturn.kinematics.trunk_frame import trunk_frame
from inturn.motion.laboratory import LaboratoryTrial

Floats = NDArray[np.float64]

_TRUNK_TURNED_OVER: Final = np.array([1.0, -1.0, -1.0])
"""Plug-in Gait's trunk axes point forward, right and down."""

_VARIANTS: Final = ("", "_M")
"""Between segment and axis: "PELO", or "PEL_MO" as one laboratory's own program writes it."""


def axes_variant(trial: LaboratoryTrial) -> str | None:
    """Which naming the pelvis and at least one thigh have axes in; None where the file has none."""
    for variant in _VARIANTS:
        if _has(trial, "PEL", variant) and any(_has(trial, thigh, variant) for thigh in ("LFE", "RFE")):
            return variant
    return None


def frames_from_axes(trial: LaboratoryTrial, variant: str) -> BodyFrames:
    """Body frames of a file that holds segment axes; a segment it leaves out is NaN."""
    frames = {name: _frame(trial, label, variant) for label, name in SEGMENTS.items()}
    origins = {name: _point(trial, f"{label}{variant}O") for label, name in SEGMENTS.items()}
    marked = places(trial.labels)

    def marker(place: str) -> Floats:
        return _point(trial, marked.get(place, ""))

    def sides(name: str, of: dict[str, Floats]) -> Floats:
        return np.stack([of[f"{side}_{name}"] for side in SIDES], axis=1)

    def markers(name: str) -> Floats:
        return np.stack([marker(f"{side}_{name}") for side in SIDES], axis=1)

    knee, ankle = sides("thigh", origins), sides("shank", origins)  # Plug-in Gait puts origins at the lower joint
    below = np.concatenate([ankle, knee], axis=1)
    lowest = _mean_seen(ankle) if np.isfinite(ankle).any() else _mean_seen(below)
    trunk = frames["trunk"] * _TRUNK_TURNED_OVER
    if not np.isfinite(trunk).any():
        trunk = trunk_frame(lambda place: marker(place) if place in marked else None, frames["pelvis"])
    turn = upright_from_room(origins["pelvis"], lowest)
    return BodyFrames(
        time_s=trial.time_s,
        pelvis=turn @ frames["pelvis"],
        trunk=turn @ trunk,
        thigh=turn @ sides("thigh", frames),
        pelvis_origin=origins["pelvis"] @ turn.T,
        knee=knee @ turn.T,
        ankle=ankle @ turn.T,
        heel=markers("heel") @ turn.T,
        toe=markers("toe") @ turn.T,
        foot_edge=markers("foot_edge") @ turn.T,
        way="segment axes",
    )


def _has(trial: LaboratoryTrial, segment: str, variant: str) -> bool:
    return all(f"{segment}{variant}{axis}" in trial.labels for axis in AXES)


def _point(trial: LaboratoryTrial, label: str) -> Floats:
    if label not in trial.labels:
        return np.full((trial.time_s.size, 3), np.nan)
    return trial.marker(label)


def _frame(trial: LaboratoryTrial, segment: str, variant: str) -> Floats:
    return frame_from_points(*(_point(trial, f"{segment}{variant}{axis}") for axis in AXES))


def _mean_seen(points: Floats) -> Floats:
    """Mean over the second axis of what was seen, (T, n, 3) -> (T, 3)."""
    seen = np.isfinite(points)
    count = seen.sum(axis=1)
    return np.where(seen, points, 0.0).sum(axis=1) / np.where(count > 0, count, np.nan)
