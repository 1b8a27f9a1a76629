"""The body model: pose and constants -> where each keypoint appears in the picture, with the analytic Jacobian.

Every keypoint is a fixed point of one or two segments: joint centre plus offsets learnt from rendered people
(`offsets.py`). The derivative of a point by a joint angle is axis x (point - joint), summed over the segments that
hang on the joint. Frames and signs: `layout.py` and `docs/conventions.md`. Vectorised over time; constants are shared.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.segments import HALF_HIPS, HALF_SHOULDERS, REFERENCE_HEIGHT_M, SHANK, THIGH, TRUNK
from inturn.kinematics.layout import HIPS, POINT_KIND, SIGNS, C, K, M, N, P, side_columns
from inturn.kinematics.offsets import Offsets
from inturn.kinematics.rotations import about_x, about_z, cardan_yxz, cardan_zxy, cross_matrix

Floats = NDArray[np.float64]

# lab (x towards the camera, y right, z up) -> camera (x right, y down, z away)
CAMERA_FROM_LAB: Final[Floats] = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, -1.0], [-1.0, 0.0, 0.0]])
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
_FLEXION, _ABDUCTION, _ROTATION, _KNEE = (side_columns(n) for n in ("flexion", "abduction", "rotation", "knee"))
_LENGTHS: Final = 5
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

    Keypoints in segment axes are base (6, K, 3) + sum over constants of coefficient x by_shape (8, 6, K, 3): segment
    by segment, summed over segments in the lab. Made by `build_body`.
    """

    height_m: float
    offsets: Offsets
    base: Floats
    by_shape: Floats

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
    return Body(height_m, offsets, size * base, by_shape)


def lengths(body: Body, constants: Floats) -> Floats:
    """Thigh, shank, half hips, trunk, half shoulders in metres, (5,)."""
    shares = np.array([THIGH.share, SHANK.share, HALF_HIPS.share, TRUNK.share, HALF_SHOULDERS.share])
    return body.height_m * shares * np.exp(constants[:5])


def camera_matrix(constants: Floats) -> Floats:
    """Rotation lab -> camera, (3, 3), from the camera's pitch and roll."""
    return about_z(constants[C["roll"]]) @ about_x(constants[C["pitch"]]) @ CAMERA_FROM_LAB


def segment_frames(pose: Floats) -> Floats:
    """Rotation matrices of pelvis, trunk, left and right femur, left and right shank of poses (T, N): (T, 6, 3, 3)."""
    frames = np.empty((pose.shape[0], 6, 3, 3))
    root = np.empty((3, pose.shape[0], 2))
    turn = pose[:, P["turn"]]
    root[0, :, 0], root[0, :, 1] = turn, turn + pose[:, P["twist"]]
    root[1, :, 0], root[1, :, 1] = pose[:, P["list"]], -pose[:, P["lean"]]
    root[2, :, 0], root[2, :, 1] = pose[:, P["tilt"]], pose[:, P["trunk_tilt"]]
    frames[:, :2] = cardan_zxy(root[0], root[1], root[2])
    hip = cardan_yxz(-pose[:, _FLEXION], SIGNS * pose[:, _ABDUCTION], -SIGNS * pose[:, _ROTATION])
    femur = frames[:, :1] @ hip
    frames[:, 2:4] = femur
    s, c = np.sin(pose[:, _KNEE])[..., None], np.cos(pose[:, _KNEE])[..., None]
    x, z = femur[..., 0], femur[..., 2]
    frames[:, 4:, :, 0], frames[:, 4:, :, 1], frames[:, 4:, :, 2] = c * x - s * z, femur[..., 1], s * x + c * z
    return frames


def _axes(pose: Floats, frames: Floats) -> Floats:
    """Axis of each of the 14 angles in the lab frame, (T, 14, 3)."""
    axes = np.zeros((pose.shape[0], 14, 3))
    turn = pose[:, P["turn"]]
    heading = turn + pose[:, P["twist"]]
    axes[:, 0, 2] = axes[:, 3, 2] = 1.0
    axes[:, 1, 0], axes[:, 1, 1] = np.cos(turn), np.sin(turn)
    axes[:, 4, 0], axes[:, 4, 1] = -np.cos(heading), -np.sin(heading)
    axes[:, 2], axes[:, 5] = frames[:, 0, :, 1], frames[:, 1, :, 1]
    flexion = pose[:, _FLEXION][..., None]
    floating = np.cos(flexion) * frames[:, :1, :, 0] + np.sin(flexion) * frames[:, :1, :, 2]
    axes[:, 6::4] = -frames[:, :1, :, 1]
    axes[:, 7::4] = SIGNS[:, None] * floating
    axes[:, 8::4] = -SIGNS[:, None] * frames[:, 2:4, :, 2]
    axes[:, 9::4] = frames[:, 2:4, :, 1]
    return axes


def predict(pose: Floats, constants: Floats, camera: Camera, body: Body) -> Prediction:
    """Keypoints of T poses (T, N) with constants (M,), and their derivatives."""
    t = pose.shape[0]
    frames = segment_frames(pose)
    turned = np.swapaxes(frames, -1, -2)
    coefficients = np.concatenate([np.exp(constants[:_LENGTHS]), constants[_LENGTHS:_SHAPE]])
    local = body.base + (coefficients @ body.by_shape.reshape(_SHAPE, -1)).reshape(6, K, 3)
    parts = local @ turned  # (T, 6, K, 3)
    points = parts.sum(axis=1) + pose[:, None, :3]

    # by[t, j, k] = derivative of keypoint k by pose number 3 + j, or by body constant j - 14, in the lab frame
    by = np.empty((t, 14 + _SHAPE, K, 3))
    hanging = (_MOVES @ parts.reshape(t, 6, 3 * K)).reshape(t, 14, K, 3)
    by[:, :14] = hanging @ cross_matrix(-_axes(pose, frames))  # axis x v = v @ [axis]x'
    coefficients[_LENGTHS:] = 1.0
    shapes = (body.by_shape * coefficients[:, None, None, None]).transpose(1, 0, 2, 3).reshape(6, _SHAPE * K, 3)
    by[:, 14:] = (shapes @ turned).sum(axis=1).reshape(t, _SHAPE, K, 3)
    return _project(points, by, constants, camera)


def _project(points: Floats, by: Floats, constants: Floats, camera: Camera) -> Prediction:
    """Pinhole projection of keypoints (T, K, 3) with their derivatives (T, 22, K, 3) in the lab frame."""
    t = points.shape[0]
    to_camera = camera_matrix(constants)
    in_camera = points @ to_camera.T
    depth = np.maximum(in_camera[..., 2], NEAREST_M)
    focal = camera.focal_px * np.exp(constants[C["focal"]])
    from_centre = (focal / depth)[..., None] * in_camera[..., :2]
    seen = np.empty((t, K, 3))
    seen[..., :2] = from_centre + np.array([0.5 * camera.width, 0.5 * camera.height])
    seen[..., 2] = depth

    rows = np.zeros((t, K, 3, 3))  # d(u, v, depth) / d(point in camera axes)
    rows[..., 0, 0] = rows[..., 1, 1] = focal / depth
    rows[..., :2, 2] = -from_centre / depth[..., None]
    rows[..., 2, 2] = 1.0
    jacobian = np.empty((t, K, 3, N + M))
    lab_rows = rows @ to_camera
    jacobian[..., :3] = lab_rows
    shaped = lab_rows @ by.transpose(0, 2, 3, 1)
    jacobian[..., 3 : N + _SHAPE] = shaped
    jacobian[..., :2, N + C["focal"]] = from_centre
    jacobian[..., 2, N + C["focal"]] = 0.0
    jacobian[..., N + C["heading"]] = 0.0  # a belief about poses (`priors.py`): the picture does not depend on it
    jacobian[..., N + C["pitch"] : N + C["roll"] + 1] = rows @ _camera_turns(in_camera, constants)
    hips = [HIPS[0], HIPS[1]]
    jacobian[..., 2, :] -= jacobian[:, hips, 2].mean(axis=1)[:, None]
    seen[..., 2] -= depth[:, hips].mean(axis=1)[:, None]
    return Prediction(seen, jacobian, depth, points)


def _camera_turns(in_camera: Floats, constants: Floats) -> Floats:
    """Derivatives of points in camera axes (T, K, 3) by pitch and roll, (T, K, 3, 2): axis x point."""
    roll = constants[C["roll"]]
    s, c = np.sin(roll), np.cos(roll)
    x, y, z = in_camera[..., 0], in_camera[..., 1], in_camera[..., 2]
    out = np.zeros((*x.shape, 3, 2))
    out[..., 0, 0], out[..., 1, 0], out[..., 2, 0] = s * z, -c * z, c * y - s * x
    out[..., 0, 1], out[..., 1, 1] = -y, x
    return out
