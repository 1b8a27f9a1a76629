"""Joint angles straight from points in space: the definition (DESIGN "The number"), and two plain readings.

Nothing is modelled or smoothed here: these are the simple references which the estimator has to beat, and the one
place where every angle is defined. Lab frame: x towards the camera, y to the right of the picture, z up
(`docs/conventions.md`). Radians and metres. All functions are vectorised over leading dimensions, usually time.
"""

from math import radians
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import INDEX, Side
from inturn.kinematics.rotations import Number, dot, signed_angle, unit

Floats = NDArray[np.float64]

UP: Final[Floats] = np.array([0.0, 0.0, 1.0])
KNEE_RANGE_DEG: Final = (45.0, 135.0)
"""Knee flexion between which the shank shows the femur's rotation: outside, rotation is undefined."""
_KNEE_RANGE: Final = (radians(KNEE_RANGE_DEG[0]), radians(KNEE_RANGE_DEG[1]))

# x right, y down, z away (network, camera) -> x towards the camera, y right, z up (lab)
LAB_FROM_CAMERA: Final[Floats] = np.array([[0.0, 0.0, -1.0], [1.0, 0.0, 0.0], [0.0, -1.0, 0.0]])


def outward(side: Side) -> float:
    """+1 on the left, -1 on the right: y times this is outward, lateral, on either side."""
    return 1.0 if side == "left" else -1.0


def pelvis_axes(left_hip: Floats, right_hip: Floats, up_hint: Floats) -> Floats:
    """Pelvis frame (..., 3, 3), columns forward, left, up, from both hip joint centres (..., 3).

    Two points leave the forward tilt open: `up_hint` (..., 3), for instance mid-hip to mid-shoulder, closes it.
    Rotation does not depend on that tilt; hip flexion does.
    """
    y = unit(left_hip - right_hip)
    x = unit(np.cross(y, up_hint))
    return np.stack([x, y, np.cross(x, y)], axis=-1)


def hip_rotation(hip: Floats, knee: Floats, ankle: Floats, pelvis_left: Floats, side: Side) -> Floats:
    """Hip internal rotation (...), internal positive on both sides.

    With t = hip -> knee, s = knee -> ankle, f = t x s: signed angle about t from the pelvis' medio-lateral axis
    `pelvis_left` (..., 3), projected off t, to f (Grood-Suntay hip rotation, the shank as pointer). It has a
    meaning for 45-135 degrees of knee flexion only; `defined` masks the rest.
    """
    t, s = unit(knee - hip), unit(ankle - knee)
    return outward(side) * signed_angle(pelvis_left, np.cross(t, s), t)


def knee_flexion(hip: Floats, knee: Floats, ankle: Floats) -> Floats:
    """Angle between thigh and shank (...): 0 straight, pi/2 bent square."""
    t, s = unit(knee - hip), unit(ankle - knee)
    return np.arctan2(np.linalg.norm(np.cross(t, s), axis=-1), dot(t, s))


def defined(knee: Number) -> Any:
    """Where knee flexion (radians) lets the shank show the hip's rotation: a bool of a number, an array of an array."""
    low, high = _KNEE_RANGE
    return (knee >= low) & (knee <= high)


def level_left(pelvis_left: Floats) -> Floats:
    """The pelvis' left direction laid onto the ground (..., 3): with `UP` it spans the person's frontal plane."""
    return unit(pelvis_left * np.array([1.0, 1.0, 0.0]))


def shank_to_vertical(knee: Floats, ankle: Floats, pelvis_left: Floats, side: Side) -> Floats:
    """Tilt of the shank from vertical in the person's frontal plane (...), heel outward positive."""
    return tilt_of_shank(ankle - knee, level_left(pelvis_left), outward(side))


def tilt_of_shank(shank: Floats, level: Floats, away: Floats | float) -> Floats:
    """The same from the shank (..., 3), the level left direction (..., 3), and the side's `outward` (...)."""
    return np.arctan2(away * dot(shank, level), -shank[..., 2])


def thigh_elevation(hip: Floats, knee: Floats) -> Floats:
    """Thigh from hanging straight down (...): 0 hanging, pi/2 level."""
    return elevation_of_thigh(-unit(knee - hip)[..., 2])


def elevation_of_thigh(upward: Floats) -> Floats:
    """The same from how far upward a unit vector knee -> hip points (...)."""
    return np.arccos(np.minimum(np.maximum(upward, -1.0), 1.0))


def hip_flexion(hip: Floats, knee: Floats, pelvis: Floats) -> Floats:
    """Grood-Suntay flexion (...) of the thigh in the pelvis frame (..., 3, 3); forward positive."""
    t = unit(knee - hip)
    return np.arctan2(dot(t, pelvis[..., :, 0]), -dot(t, pelvis[..., :, 2]))


def hip_abduction(hip: Floats, knee: Floats, pelvis: Floats, side: Side) -> Floats:
    """Grood-Suntay abduction (...) of the thigh in the pelvis frame (..., 3, 3); outward positive."""
    return np.arcsin(np.clip(outward(side) * dot(unit(knee - hip), pelvis[..., :, 1]), -1.0, 1.0))


def pelvic_list(pelvis_left: Floats) -> Floats:
    """Tilt of the pelvis' medio-lateral axis against the ground (...); left hip higher positive."""
    return np.arcsin(np.clip(unit(pelvis_left)[..., 2], -1.0, 1.0))


def pelvic_turn(pelvis_left: Floats) -> Floats:
    """Heading of the pelvis (...): 0 faces the camera, positive to the person's own left, about pi from behind."""
    left = level_left(pelvis_left)
    return np.arctan2(-left[..., 0], left[..., 1])


def trunk_lean(trunk: Floats, pelvis_left: Floats) -> Floats:
    """Mid-hip -> mid-shoulder vector (..., 3) against vertical in the person's frontal plane; left positive."""
    return lean_of_trunk(trunk, level_left(pelvis_left))


def lean_of_trunk(trunk: Floats, level: Floats) -> Floats:
    """The same from the level left direction (..., 3)."""
    return np.arctan2(dot(trunk, level), trunk[..., 2])


def rotation_from_points(points: Floats, side: Side) -> Floats:
    """The definition applied to keypoints in space as if they were joint centres.

    points (..., 33, 3) in camera axes (x right, y down, z away), such as the network's world points. Returns
    rotation (...), NaN where knee flexion leaves the defined range.
    """
    lab = points @ LAB_FROM_CAMERA.T
    left = lab[..., INDEX["left_hip"], :] - lab[..., INDEX["right_hip"], :]
    hip, knee, ankle = (lab[..., INDEX[f"{side}_{joint}"], :] for joint in ("hip", "knee", "ankle"))
    rotation = hip_rotation(hip, knee, ankle, left, side)
    return np.where(defined(knee_flexion(hip, knee, ankle)), rotation, np.nan)


def rotation_from_picture(pixel: Floats, side: Side, *, minus_list: bool = False) -> Floats:
    """The plain 2D reading: tilt of the shank in the picture, heel outward positive (...).

    pixel (..., 33, 2), u right, v down, of a person who faces the camera with hip and knee square. With
    `minus_list` the tilt of the line between the hip keypoints is taken off.
    """
    knee, ankle = pixel[..., INDEX[f"{side}_knee"], :], pixel[..., INDEX[f"{side}_ankle"], :]
    shank = ankle - knee
    tilt = np.arctan2(outward(side) * shank[..., 0], shank[..., 1])
    if not minus_list:
        return tilt
    hips = pixel[..., INDEX["left_hip"], :] - pixel[..., INDEX["right_hip"], :]
    return tilt - outward(side) * np.arctan2(-hips[..., 1], hips[..., 0])
