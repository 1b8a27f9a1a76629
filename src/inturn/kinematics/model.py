"""The body model: pose and constants -> where each keypoint appears in the picture, with the analytic Jacobian.

Every keypoint is a fixed point of one or two segments: joint centre plus offsets learnt from rendered people
(`offsets.py`). The derivative of a point by a joint angle is axis x (point - joint), summed over the segments that
hang on the joint. Frames and signs: `layout.py` and `docs/conventions.md`. Vectorised over time; constants are shared.
"""

from dataclasses import dataclass
from math import cos, exp, sin, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.segments import HALF_HIPS, HALF_SHOULDERS, REFERENCE_HEIGHT_M, SHANK, THIGH, TRUNK
from inturn.kinematics.layout import HIPS, POINT_KIND, SIGNS, C, K, M, N, P
from inturn.kinematics.offsets import KINDS, Offsets
from inturn.kinematics.rotations import Number, filled, numbers, turning, yxz_elements, zxy_elements

Floats = NDArray[np.float64]

NEAREST_M: Final = 0.2
"""Points nearer than this to the camera are put there: nothing real is."""

# The six segments, and which of them each of the 14 angles of a pose moves.
PELVIS, TRUNK_SEGMENT, FEMUR, SHANK_SEGMENT = 0, 1, (2, 3), (4, 5)
_MOVES: Final[Floats] = np.array(
    [
        [1, 1, 1, 1, 1, 1], [1, 0, 1, 1, 1, 1], [1, 0, 1, 1, 1, 1],
        [0, 1, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0],
        [0, 0, 1, 0, 1, 0], [0, 0, 1, 0, 1, 0], [0, 0, 1, 0, 1, 0], [0, 0, 0, 0, 1, 0],
        [0, 0, 0, 1, 0, 1], [0, 0, 0, 1, 0, 1], [0, 0, 0, 1, 0, 1], [0, 0, 0, 0, 0, 1],
    ],
    dtype=np.float64,
)  # fmt: skip
_ANGLES: Final = 14
_MOVED: Final[Floats] = np.repeat(np.tile(_MOVES.T, 3), 3, axis=0)
"""(18, 3 * 14): the same for the axes of the segments, and for the coordinates of what an angle does to them."""
# Rows are angles, columns the segments' x, y, z. Tilt turns about the pelvis' y, trunk_tilt about the trunk's, flexion
# against the pelvis' y, rotation about the thigh's z, inward on either side, a knee about the thigh's y.
_FIXED_AXES: Final = np.zeros((_ANGLES, 18))
_FIXED_AXES[[2, 5, 6, 8, 9, 10, 12, 13], [1, 4, 1, 8, 7, 1, 11, 10]] = [1, 1, -1, -1, 1, -1, 1, 1]
# List, lean and both abductions turn about an axis between x and z of their segment.
_LEVEL_ROWS: Final = [1, 1, 4, 4, 7, 7, 11, 11]
_LEVEL_COLUMNS: Final = [0, 2, 3, 5, 0, 2, 0, 2]
_TO_HIPS: Final[Floats] = np.eye(K) - 0.5 * np.isin(np.arange(K), HIPS)
"""(K, K): depths less that of both hips."""
_LENGTHS: Final = 5
_SHARES: Final = np.array([THIGH.share, SHANK.share, HALF_HIPS.share, TRUNK.share, HALF_SHOULDERS.share])
_SHAPE: Final = 8  # the constants that shape the body: five lengths as logarithms, three shifts of the hip keypoints


@dataclass(frozen=True, slots=True)
class Camera:
    """A pinhole with square pixels and the principal point in the middle of the picture.

    width, height in px; focal_px is the prior of the focal length (`layout.CONSTANTS` "focal" corrects it).
    """

    width: float
    height: float
    focal_px: float


@dataclass(frozen=True, slots=True)
class Body:
    """What is known of the person before the recording: size in metres, and where the network puts its keypoints.

    Keypoints are sums over the axes of all segments, three of each, with the weights base (K, 18) + sum over constants
    of coefficient x by_shape (8, K, 18), metres. Errors of a keypoint (K,): floor_m from picture to picture, held_m of
    a pose that is held, depth_sd_m of its depth less that of the hips. Made by `build_body`.
    """

    height_m: float
    offsets: Offsets
    base: Floats
    by_shape: Floats
    floor_m: Floats
    held_m: Floats
    depth_sd_m: Floats

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
    points    (T, K, 3) lab positions of the keypoints, m
    """

    seen: Floats
    jacobian: Floats
    depth: Floats
    points: Floats


def build_body(height_m: float, offsets: Offsets) -> Body:
    """The body of a person of this height as a network with these offsets shows it."""
    size, o = height_m / REFERENCE_HEIGHT_M, offsets
    base, by_shape = np.zeros((6, K, 3)), np.zeros((_SHAPE, 6, K, 3))
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
    by_axis = by_shape.transpose(0, 2, 1, 3).reshape(_SHAPE, K, -1)
    kind = [KINDS.index(name) for name in POINT_KIND]
    floor, held, depth = (size * m[kind] for m in (o.floor_m, np.hypot(o.floor_m, o.bias_m), o.depth_sd_m))
    depth[list(HIPS)] *= sqrt(2.0)  # both hip depths hold the same one number: left less right
    return Body(height_m, offsets, size * base.transpose(1, 0, 2).reshape(K, -1), by_axis, floor, held, depth)


def lengths(body: Body, constants: Floats) -> Floats:
    """Thigh, shank, half hips, trunk, half shoulders in metres, (5,)."""
    return body.height_m * _SHARES * np.exp(constants[:5])


def camera_matrix(constants: Floats) -> Floats:
    """Rotation lab (x towards the camera, y right, z up) -> camera (x right, y down, z away), (3, 3).

    Rz(roll) Rx(pitch) and the change of axes, multiplied out.
    """
    pitch, roll = float(constants[C["pitch"]]), float(constants[C["roll"]])
    sp, cp, sr, cr = sin(pitch), cos(pitch), sin(roll), cos(roll)
    return np.array([[-sr * sp, cr, sr * cp], [cr * sp, sr, -cr * cp], [-cp, 0.0, -sp]])


def segment_frames(pose: Floats) -> Floats:
    """Rotation matrices of pelvis, trunk, left and right femur, left and right shank of poses (T, N): (T, 6, 3, 3)."""
    return _frames(numbers(np.sin(pose)), numbers(np.cos(pose)), pose.shape[0])


def _frames(s: list[Number], c: list[Number], count: int) -> Floats:
    """`segment_frames` from the sines and cosines of the poses' numbers."""
    turn, lst, tilt, twist, lean, forward = (P[n] for n in ("turn", "list", "tilt", "twist", "lean", "trunk_tilt"))
    pelvis = zxy_elements(s[turn], c[turn], s[lst], c[lst], s[tilt], c[tilt])
    away, along = s[turn] * c[twist] + c[turn] * s[twist], c[turn] * c[twist] - s[turn] * s[twist]
    trunk = zxy_elements(away, along, -s[lean], c[lean], s[forward], c[forward])
    thighs: list[Number] = []
    shanks: list[Number] = []
    for out, i in ((1.0, P["left_flexion"]), (-1.0, P["right_flexion"])):
        hip = yxz_elements(-s[i], c[i], out * s[i + 1], c[i + 1], -out * s[i + 2], c[i + 2])
        thighs += hip
        for x, y, z in (hip[:3], hip[3:6], hip[6:]):  # the shank is the thigh turned about its own y by the knee
            shanks += (c[i + 3] * x - s[i + 3] * z, y, s[i + 3] * x + c[i + 3] * z)
    frames = filled((*pelvis, *trunk, *thighs, *shanks), count).reshape(count, 6, 3, 3)
    frames[:, 2:] = frames[:, :1] @ frames[:, 2:]
    return frames


def _axes(s: list[Number], c: list[Number], frames: Floats) -> Floats:
    """Axis of each of the 14 angles as a sum of the segments' axes, three of each: weights (T, 14, 18)."""
    tilt, forward, left, right = P["tilt"], P["trunk_tilt"], P["left_flexion"], P["right_flexion"]
    weights = np.empty((len(frames), _ANGLES, 18))
    weights[:] = _FIXED_AXES
    weights[:, 0, :3], weights[:, 3, 3:6] = frames[:, 0, 2], frames[:, 1, 2]  # upward: turn and twist
    weights[:, _LEVEL_ROWS, _LEVEL_COLUMNS] = filled(
        (c[tilt], s[tilt], -c[forward], -s[forward], c[left], s[left], -c[right], -s[right]), len(frames)
    )
    return weights


def predict(pose: Floats, constants: Floats, camera: Camera, body: Body) -> Prediction:
    """Keypoints of T poses (T, N) with constants (M,), and their derivatives.

    All is turned into camera axes first: there the camera's pitch and roll are two more angles that move everything.
    """
    t = pose.shape[0]
    s, c = numbers(np.sin(pose)), numbers(np.cos(pose))
    frames, to_camera = _frames(s, c, t), camera_matrix(constants)
    turned = (frames.transpose(0, 1, 3, 2) @ to_camera.T).reshape(t, 18, 3)  # a row for each axis of a segment
    coefficients, scale = constants[:_SHAPE].copy(), np.ones(_SHAPE)
    coefficients[:_LENGTHS] = scale[:_LENGTHS] = np.exp(coefficients[:_LENGTHS])
    local = body.base + (coefficients @ body.by_shape.reshape(_SHAPE, -1)).reshape(K, 18)
    points = local @ turned + (pose[:, :3] @ to_camera.T)[:, None]

    by = np.zeros((t, K, 3, N + M))  # derivatives of the keypoints in camera axes by pose and constants
    by[..., :3] = to_camera
    axes = (_axes(s, c, frames) @ turned).transpose(0, 2, 1)
    by[..., 3:N] = (local @ ((turned @ turning(axes)) * _MOVED)).reshape(t, K, 3, _ANGLES)
    shapes = (body.by_shape.reshape(-1, 18) @ turned).reshape(t, _SHAPE, K, 3)
    np.multiply(shapes.transpose(0, 2, 3, 1), scale, out=by[..., N : N + _SHAPE])
    roll = float(constants[C["roll"]])
    of_camera = turning(np.array([[cos(roll), 0.0], [sin(roll), 0.0], [0.0, 1.0]]))
    by[..., N + C["pitch"] : N + C["roll"] + 1] = (points @ of_camera).reshape(t, K, 3, 2)
    # the columns of focal and heading stay 0: the first follows below, the other the picture does not depend on
    return _project(points, by, constants, camera, points @ to_camera)


def _project(points: Floats, by: Floats, constants: Floats, camera: Camera, lab: Floats) -> Prediction:
    """Pinhole projection of keypoints (T, K, 3) with their derivatives (T, K, 3, N + M), both in camera axes."""
    depth = np.maximum(points[..., 2], NEAREST_M)
    larger = camera.focal_px * exp(constants[C["focal"]]) / depth
    from_centre = larger[..., None] * points[..., :2]
    seen = np.empty_like(points)
    seen[..., :2] = from_centre + np.array([0.5 * camera.width, 0.5 * camera.height])
    seen[..., 2] = depth @ _TO_HIPS.T
    slope = np.zeros((*depth.shape, 3, 3))  # of what is seen by where the keypoint is
    slope[..., 0, 0] = slope[..., 1, 1] = larger
    slope[..., :2, 2] = -from_centre / depth[..., None]
    slope[..., 2, 2] = 1.0
    jacobian = slope @ by
    jacobian[..., :2, N + C["focal"]] = from_centre
    jacobian[..., 2, :] = _TO_HIPS @ jacobian[..., 2, :]
    return Prediction(seen, jacobian, depth, lab)
