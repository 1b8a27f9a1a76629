"""The body model: pose and constants -> where each keypoint appears in the picture, with the analytic Jacobian.

Every keypoint is a fixed point of one or two segments: joint centre plus offsets learnt from rendered people
(`offsets.py`). The derivative of a point by a joint angle is axis x (point - joint), summed over the segments that
hang on the joint. Frames and signs: `layout.py` and `docs/conventions.md`. Vectorised over time; constants are shared.
"""

from dataclasses import dataclass, field
from math import cos, exp, sin, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.segments import HALF_HIPS, HALF_SHOULDERS, REFERENCE_HEIGHT_M, SHANK, THIGH, TRUNK
from inturn.kinematics.layout import HIPS, POINT_KIND, SIGNS, C, K, M, N
from inturn.kinematics.offsets import KINDS, Offsets
from inturn.kinematics.rotations import turning
from inturn.kinematics.skeleton import (
    AXES,
    CARRIERS,
    CARRYING,
    FEMUR,
    MOVED,
    PELVIS,
    SEGMENT_ROWS,
    SHANK_SEGMENT,
    TRUNK_SEGMENT,
    rows_of,
)  # fmt: skip

Floats = NDArray[np.float64]

NEAREST_M: Final = 0.2
"""Points nearer than this to the camera are put there: nothing real is."""
_TO_HIPS: Final[Floats] = np.eye(K) - 0.5 * np.isin(np.arange(K), HIPS)
"""(K, K): depths less that of both hips."""
# How u, v and depth less that of both hips of each keypoint change with the keypoints' x, y, z: (3 K, 3 K) in a row.
# What differs from moment to moment repeats after three rows and three columns more, a cell.
_CELL: Final = 3 * (3 * K + 1)
_SLOPE: Final = np.zeros(K * _CELL)
_SLOPE[: 9 * K * K].reshape(K, 3, K, 3)[:, 2, :, 2] = _TO_HIPS
_BY_ACROSS: Final = slice(0, 3 * K + 2, 3 * K + 1)
"""u by x, v by y."""
_BY_AWAY: Final = slice(2, 3 * K + 3, 3 * K)
"""u and v by z."""
_SHARES: Final = np.array([THIGH.share, SHANK.share, HALF_HIPS.share, TRUNK.share, HALF_SHOULDERS.share])
_SHAPE: Final = 8
_LENGTHS: Final = np.arange(_SHAPE) < 5
"""The constants that shape the body: five lengths as logarithms, three shifts of the hip keypoints."""


@dataclass(frozen=True, slots=True)
class Camera:
    """A pinhole with square pixels and the principal point in the middle of the picture.

    width, height in px; focal_px is the prior of the focal length (`layout.CONSTANTS` "focal" corrects it); middle (2,)
    of the picture, px.
    """

    width: float
    height: float
    focal_px: float
    middle: Floats = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work the middle out once: it is asked for with every picture."""
        object.__setattr__(self, "middle", np.array([0.5 * self.width, 0.5 * self.height]))


@dataclass(frozen=True, slots=True)
class Body:
    """What is known of the person before the recording: size in metres, and where the network puts its keypoints.

    Keypoints are sums over what carries them (`skeleton.CARRYING`) with the weights base + by_shape @ the constants'
    coefficients, (19, K) in a row, metres; spread (18, 8 K): by_shape of the axes alone, for derivatives. Variances of
    a keypoint's error (K,), m^2: from picture to picture (the floor), of a pose that is held, of its depth less that of
    the hips. Made by `build_body`.
    """

    height_m: float
    offsets: Offsets
    base: Floats
    by_shape: Floats
    spread: Floats
    floor_variance: Floats
    held_variance: Floats
    depth_variance: Floats

    @property
    def scale(self) -> float:
        """Size over the reference size."""
        return self.height_m / REFERENCE_HEIGHT_M


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the model says about T moments.

    seen      (T, K, 3) u and v in px, and depth along the optical axis less that of both hips, m
    jacobian  (T, K, 3, N + M) its derivatives by pose and constants
    depth     (T, K) depth along the optical axis, m
    larger    (T, K) how large a metre is seen there, px
    in_camera (T, K, 3) positions of the keypoints in camera axes, m
    to_camera (3, 3) from the lab to these
    """

    seen: Floats
    jacobian: Floats
    depth: Floats
    larger: Floats
    in_camera: Floats
    to_camera: Floats

    @property
    def points(self) -> Floats:
        """Lab positions of the keypoints (T, K, 3), m."""
        return self.in_camera @ self.to_camera


def build_body(height_m: float, offsets: Offsets) -> Body:
    """The body of a person of this height as a network with these offsets shows it."""
    size, o = height_m / REFERENCE_HEIGHT_M, offsets
    base, by_shape = np.zeros((len(SEGMENT_ROWS), K, 3)), np.zeros((_SHAPE, len(SEGMENT_ROWS), K, 3))
    for k, kind in enumerate(POINT_KIND):
        side = k if k < 2 else (k - 2) // 4
        mirror = np.array([1.0, SIGNS[side], 1.0])
        femur, shank = FEMUR[side], SHANK_SEGMENT[side]
        if kind == "shoulder":
            base[TRUNK_SEGMENT, k] = o.shoulder_in_trunk * mirror
            by_shape[C["trunk"], TRUNK_SEGMENT, k, 2] = height_m * TRUNK.share
            by_shape[C["half_shoulders"], TRUNK_SEGMENT, k, 1] = SIGNS[side] * height_m * HALF_SHOULDERS.share
            continue
        by_shape[C["half_hips"], PELVIS, k, 1] = SIGNS[side] * height_m * HALF_HIPS.share
        if kind == "hip":
            base[PELVIS, k], base[femur, k] = o.hip_in_pelvis * mirror, o.hip_in_femur * mirror
            by_shape[C["hip_skew"], PELVIS, k, 2] = 0.5 * SIGNS[side]
            by_shape[C["ride_left"] + side, femur, k, 0] = 1.0
            continue
        by_shape[C["thigh"], femur, k, 2] = -height_m * THIGH.share
        if kind == "knee":
            base[femur, k], base[shank, k] = o.knee_in_femur * mirror, o.knee_in_shank * mirror
            continue
        by_shape[C["shank"], shank, k, 2] = -height_m * SHANK.share
        base[shank, k] = (o.ankle_in_shank if kind == "ankle" else o.heel_in_shank) * mirror
    axes = 3 * len(SEGMENT_ROWS)
    weights, by_constant = np.ones((CARRIERS, K)), np.zeros((CARRIERS, K, _SHAPE))  # all hang on where the hips are
    weights[1:] = size * base.transpose(0, 2, 1).reshape(axes, K)
    by_constant[1:] = by_shape.transpose(1, 3, 2, 0).reshape(axes, K, _SHAPE)
    kind = [KINDS.index(name) for name in POINT_KIND]
    floor, held, depth = (size * m[kind] for m in (o.floor_m, np.hypot(o.floor_m, o.bias_m), o.depth_sd_m))
    depth[list(HIPS)] *= sqrt(2.0)  # both hip depths hold the same one number: left less right
    spread = by_constant[1:].reshape(axes, -1)
    return Body(
        height_m, offsets, weights.reshape(-1), by_constant.reshape(-1, _SHAPE), spread, floor**2, held**2, depth**2
    )


def lengths(body: Body, constants: Floats) -> Floats:
    """Thigh, shank, half hips, trunk, half shoulders in metres, (5,)."""
    return body.height_m * _SHARES * np.exp(constants[:5])


def camera_elements(constants: Floats) -> tuple[float, ...]:
    """Rotation lab (x towards the camera, y right, z up) -> camera (x right, y down, z away), row by row.

    Rz(roll) Rx(pitch) and the change of axes, multiplied out.
    """
    pitch, roll = float(constants[C["pitch"]]), float(constants[C["roll"]])
    sp, cp, sr, cr = sin(pitch), cos(pitch), sin(roll), cos(roll)
    return -sr * sp, cr, sr * cp, cr * sp, sr, -cr * cp, -cp, 0.0, -sp


def camera_matrix(constants: Floats) -> Floats:
    """The same as a matrix (3, 3)."""
    return np.array(camera_elements(constants)).reshape(3, 3)


def predict(pose: Floats, constants: Floats, camera: Camera, body: Body) -> Prediction:
    """Keypoints of T poses (T, N) with constants (M,), and their derivatives.

    All is turned into camera axes first: there the camera's pitch and roll are two more angles that move everything.
    """
    to_camera = camera_matrix(constants)
    rows = rows_of(pose, to_camera, float(constants[C["roll"]]))
    shape = constants[:_SHAPE]
    larger = np.exp(shape)
    coefficients, scale = np.where(_LENGTHS, larger, shape), np.where(_LENGTHS, larger, 1.0)
    local = (body.base + body.by_shape @ coefficients).reshape(CARRIERS, K).T
    carrying, t = rows[:, CARRYING], len(pose)
    points = local @ carrying
    # what a small change of each number does to each carrier, then to each keypoint
    moved = carrying @ turning(rows.transpose(0, 2, 1) @ AXES)
    moved *= MOVED
    moved.reshape(t, CARRIERS, 3, -1)[:, 0, :, :3] = to_camera
    by = local @ moved
    shapes = (carrying[:, 1:].transpose(0, 2, 1) @ body.spread).reshape(t, 3, K, _SHAPE)
    np.multiply(shapes.transpose(0, 2, 1, 3), scale, out=by.reshape(t, K, 3, N + M)[..., N : N + _SHAPE])
    # the columns of focal and heading are 0: the first follows below, the other the picture does not depend on
    return _project(points, by, constants, camera, to_camera)


def _project(points: Floats, by: Floats, constants: Floats, camera: Camera, to_camera: Floats) -> Prediction:
    """Pinhole projection of keypoints (T, K, 3) with their derivatives (T, K, 3 (N + M)), both in camera axes."""
    t, depth = len(points), np.maximum(points[..., 2], NEAREST_M)
    larger = camera.focal_px * exp(constants[C["focal"]]) / depth
    from_centre = larger[..., None] * points[..., :2]
    seen = np.empty((t, K, 3))
    np.add(from_centre, camera.middle, out=seen[..., :2])
    np.matmul(depth, _TO_HIPS.T, out=seen[..., 2])
    slope = np.empty((t, K * _CELL))
    slope[:] = _SLOPE
    cells = slope.reshape(t, K, _CELL)
    cells[..., _BY_ACROSS] = larger[..., None]
    np.divide(from_centre, -depth[..., None], out=cells[..., _BY_AWAY])
    jacobian = slope[:, : 9 * K * K].reshape(t, 3 * K, 3 * K) @ by.reshape(t, 3 * K, N + M)
    jacobian = jacobian.reshape(t, K, 3, N + M)
    jacobian[..., :2, N + C["focal"]] = from_centre
    return Prediction(seen, jacobian, depth, larger, points, to_camera)
