"""Angles of the whole recording from body frames, or from an OpenSim table: one set of names, units and signs.

Signs (`docs/laboratory.md`): hip and knee as everywhere in Inturn. Whole-body angles are left positive: pelvic list =
left hip higher, pelvic turn and trunk turn = turned to the person's own left of the way ahead, trunk lean = towards
the left. Tilt is positive forward. `foot_turn` is the foot's angle to the way ahead, toe-in positive on both sides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from inturn.body.keypoints import SIDES
from inturn.kinematics import closed_form as c
from inturn.kinematics.body_frames import BodyFrames
from inturn.kinematics.cardan_hip import hip_angles

Floats = NDArray[np.float64]

SCHEMA: Final = "inturn/body-angles/1"
PER_SIDE: Final = (
    "hip_flexion", "hip_abduction", "hip_rotation", "rotation_by_shank", "knee_flexion", "thigh_elevation", "foot_turn",
)  # fmt: skip
WHOLE_BODY: Final = ("pelvic_tilt", "pelvic_list", "pelvic_turn", "trunk_lean", "trunk_turn")
_WALKED_M: Final = 0.5
_MOST_STRETCHED: Final = float(np.deg2rad(20.0))

_OPENSIM_SIDED: Final = {
    "hip_flexion": ("hip_flexion", 1.0),
    "hip_abduction": ("hip_adduction", -1.0),
    "hip_rotation": ("hip_rotation", 1.0),
    "knee_flexion": ("knee_angle", 1.0),
}


@dataclass(frozen=True, slots=True)
class BodyAngles:
    """Radians over T moments.

    time_s   (T,)
    per_side (T, 2) by the names of PER_SIDE, left and right; `hip_rotation` is between the segments' axes,
             `rotation_by_shank` is Inturn's definition with the shank as pointer (NaN outside 45-135 degrees of knee)
    whole    (T,) by the names of WHOLE_BODY
    way      "segment axes", "marker model" or "joint angles of the file"
    """

    time_s: Floats
    per_side: Mapping[str, Floats]
    whole: Mapping[str, Floats]
    way: str


def body_angles(frames: BodyFrames) -> BodyAngles:
    """All angles that the frames show; what they do not show is NaN."""
    ahead = way_ahead(frames)
    left = frames.pelvis[..., :, 1]
    sided: dict[str, list[Floats]] = {name: [] for name in PER_SIDE}
    for i, side in enumerate(SIDES):
        thigh, knee, ankle = frames.thigh[:, i], frames.knee[:, i], frames.ankle[:, i]
        hip = knee + thigh[..., :, 2]  # a point up the thigh: only its direction from the knee is used
        flexion, abduction, rotation = hip_angles(frames.pelvis, thigh, side)
        bent = c.knee_flexion(hip, knee, ankle)
        by_shank = np.where(c.defined(bent), c.hip_rotation(hip, knee, ankle, left, side), np.nan)
        foot = frames.toe[:, i] - frames.heel[:, i]
        found = (
            flexion, abduction, rotation, by_shank, bent, c.thigh_elevation(hip, knee),
            -c.outward(side) * _turn(foot, ahead),
        )  # fmt: skip
        for name, values in zip(PER_SIDE, found, strict=True):
            sided[name].append(values)
    forward = frames.pelvis[..., :, 0]
    up_trunk = frames.trunk[..., :, 2]
    whole = {
        "pelvic_tilt": np.arcsin(np.clip(-forward[..., 2], -1.0, 1.0)),
        "pelvic_list": c.pelvic_list(left),
        "pelvic_turn": _turn_of_left(left, ahead),
        "trunk_lean": c.trunk_lean(up_trunk, left),
        "trunk_turn": _turn_of_left(frames.trunk[..., :, 1], ahead),
    }
    return BodyAngles(frames.time_s, {n: np.stack(v, axis=1) for n, v in sided.items()}, whole, frames.way)


def way_ahead(frames: BodyFrames) -> Floats:
    """Direction (3,) along the ground that counts as straight ahead.

    Where the pelvis travels more than half a metre: from where it was to where it went. Otherwise (standing, or on a
    treadmill): the way it faces in the middle (median) of the recording.
    """
    seen = frames.pelvis_origin[np.isfinite(frames.pelvis_origin).all(axis=-1)]
    travelled = (seen[-1] - seen[0]) * np.array([1.0, 1.0, 0.0]) if seen.size else np.zeros(3)
    length = float(np.linalg.norm(travelled))
    if length > _WALKED_M:
        return travelled / length
    return facing(frames)


def facing(frames: BodyFrames) -> Floats:
    """Direction (3,) along the ground that the pelvis faces in the middle (median) of the recording."""
    left = frames.pelvis[..., :, 1]
    left = left[np.isfinite(left).all(axis=-1)]
    if not left.size:
        return np.array([1.0, 0.0, 0.0])
    middle = np.median(left, axis=0)
    ahead = np.array([middle[1], -middle[0], 0.0])
    return ahead / np.linalg.norm(ahead)


def _turn(direction: Floats, ahead: Floats) -> Floats:
    """Signed angle about the vertical from `ahead` (3,) to `direction` (T, 3), to the left positive."""
    across = ahead[0] * direction[..., 1] - ahead[1] * direction[..., 0]
    along = ahead[0] * direction[..., 0] + ahead[1] * direction[..., 1]
    return np.arctan2(across, along)


def _turn_of_left(left: Floats, ahead: Floats) -> Floats:
    """The same for a segment by its left axis (T, 3): the turn of the direction it faces."""
    return _turn(np.stack([left[..., 1], -left[..., 0], left[..., 2]], axis=-1), ahead)


def from_opensim(time_s: Floats, coordinates: Mapping[str, Floats]) -> BodyAngles | None:
    """The same angles from OpenSim's joint coordinates (T,), radians; None where there is no hip among them.

    Names and signs are those of the full-body models (Rajagopal 2016, gait2392): hip_adduction_r and _l towards the
    middle, hip_rotation internal on both sides, pelvis_tilt backward, pelvis_list left side up, pelvis_rotation left.
    knee_angle is flexion in the one and extension in the other: a knee that bends past 20 degrees one way tells which.
    Trunk angles add the lumbar joint to the pelvis, which is exact for turns about one axis only.
    """
    missing = np.full(time_s.shape, np.nan)

    def column(name: str, sign: float = 1.0) -> Floats:
        return sign * coordinates[name] if name in coordinates else missing

    per_side: dict[str, Floats] = {name: np.full((time_s.size, 2), np.nan) for name in PER_SIDE}
    for name, (theirs, sign) in _OPENSIM_SIDED.items():
        per_side[name] = np.stack([column(f"{theirs}_{side[0]}", sign) for side in SIDES], axis=1)
    if not np.isfinite(per_side["hip_rotation"]).any():
        return None
    per_side["knee_flexion"] = _bent_forward(per_side["knee_flexion"])
    turn = column("pelvis_rotation")
    ahead = np.median(turn[np.isfinite(turn)]) if np.isfinite(turn).any() else 0.0
    whole = {
        "pelvic_tilt": column("pelvis_tilt", -1.0),
        "pelvic_list": column("pelvis_list"),
        "pelvic_turn": turn - ahead,
        "trunk_lean": -(column("pelvis_list") + column("lumbar_bending")),
        "trunk_turn": turn - ahead + column("lumbar_rotation"),
    }
    return BodyAngles(time_s, per_side, whole, "joint angles of the file")


def _bent_forward(knee: Floats) -> Floats:
    """Knee angles (T, 2) with flexion positive: no knee stretches as far past straight as any knee bends in a step."""
    seen = knee[np.isfinite(knee)]
    if not seen.size:
        return knee
    return -knee if -seen.min() > max(_MOST_STRETCHED, seen.max()) else knee


def to_dataset(angles: BodyAngles, attributes: Mapping[str, object]) -> xr.Dataset:
    """Dimensions `time` and `side`, radians; `attributes` say where it came from."""
    data = {n: (("time", "side"), v, {"units": "rad"}) for n, v in angles.per_side.items()}
    data |= {n: (("time",), v, {"units": "rad"}) for n, v in angles.whole.items()}
    coords = {"time": ("time", angles.time_s, {"units": "s"}), "side": list(SIDES)}
    return xr.Dataset(data, coords=coords, attrs={"schema": SCHEMA, "way": angles.way, **attributes})  # pyright: ignore[reportArgumentType]
