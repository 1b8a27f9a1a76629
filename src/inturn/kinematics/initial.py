"""A first guess of the pose from the network's world points, each moment by itself."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import INDEX, SIDES
from inturn.kinematics import closed_form as cf
from inturn.kinematics.layout import M, N, P
from inturn.kinematics.model import Body, Camera, predict
from inturn.kinematics.observation import Observations
from inturn.motion.cleaning import steadied

Floats = NDArray[np.float64]

_STRAIGHT: Final = np.deg2rad(35.0)
_FAR_M: Final = 4.0
CALM_S: Final = 0.1


def _clip_deg(values: Floats, limit_deg: float) -> Floats:
    limit = np.deg2rad(limit_deg)
    return np.clip(values, -limit, limit)


def guess_angles(world: Floats) -> Floats:
    """Poses (T, N) with the position left at zero, from world points (T, 33, 3); NaN where those are."""
    lab = world @ cf.LAB_FROM_CAMERA.T
    at = {name: lab[:, i] for name, i in INDEX.items()}
    left = at["left_hip"] - at["right_hip"]
    shoulders = at["left_shoulder"] - at["right_shoulder"]
    trunk = 0.5 * (at["left_shoulder"] + at["right_shoulder"] - at["left_hip"] - at["right_hip"])
    pose = np.zeros((world.shape[0], N))
    turn = cf.pelvic_turn(cf.unit(left) + cf.unit(shoulders))
    pose[:, P["turn"]] = turn
    pose[:, P["list"]] = _clip_deg(cf.pelvic_list(left), 10.0)
    forward = np.stack([np.cos(turn), np.sin(turn), np.zeros_like(turn)], axis=-1)
    level = np.stack([-np.sin(turn), np.cos(turn), np.zeros_like(turn)], axis=-1)
    pose[:, P["lean"]] = _clip_deg(np.arctan2(cf.dot(trunk, level), trunk[:, 2]), 30.0)
    pose[:, P["trunk_tilt"]] = _clip_deg(np.arctan2(cf.dot(trunk, forward), trunk[:, 2]), 30.0)
    pelvis = np.stack([forward, level, np.broadcast_to(cf.UP, forward.shape)], axis=-1)
    for side in SIDES:
        hip, knee, ankle = (at[f"{side}_{joint}"] for joint in ("hip", "knee", "ankle"))
        bend = cf.knee_flexion(hip, knee, ankle)
        rotation = cf.hip_rotation(hip, knee, ankle, level, side)
        pose[:, P[f"{side}_flexion"]] = np.clip(cf.hip_flexion(hip, knee, pelvis), -0.2, 2.2)
        pose[:, P[f"{side}_abduction"]] = _clip_deg(cf.hip_abduction(hip, knee, pelvis, side), 40.0)
        pose[:, P[f"{side}_rotation"]] = np.where(bend > _STRAIGHT, _clip_deg(rotation, 50.0), 0.0)
        pose[:, P[f"{side}_knee"]] = bend
    return pose


def place(pose: Floats, observed: Observations, constants: Floats, camera: Camera, body: Body) -> Floats:
    """Poses with the position that fits the picture best under weak perspective, (T, N)."""
    out = pose.copy()
    out[:, :3] = np.array([-_FAR_M, 0.0, 0.0])
    points = predict(out, constants, camera, body).points - out[:, None, :3]
    seen = observed.seen[..., :2]
    ok = np.isfinite(seen[..., 0])[..., None]
    count = np.maximum(ok.sum(axis=1, keepdims=True), 1)
    flat = np.stack([points[..., 1], -points[..., 2]], axis=-1)
    flat_mean = np.where(ok, flat, 0.0).sum(axis=1, keepdims=True) / count
    seen_mean = np.where(ok, seen, 0.0).sum(axis=1, keepdims=True) / count
    a, b = np.where(ok, flat - flat_mean, 0.0), np.where(ok, seen - seen_mean, 0.0)
    scale = np.sum(a * b, axis=(1, 2)) / np.maximum(np.sum(a * a, axis=(1, 2)), 1e-9)
    scale = np.maximum(scale, 1e-3 * camera.focal_px)
    depth = camera.focal_px / scale
    centre = np.array([0.5 * camera.width, 0.5 * camera.height])
    middle = (seen_mean[:, 0] - centre) / scale[:, None] - flat_mean[:, 0]
    out[:, 0], out[:, 1], out[:, 2] = -depth, middle[:, 0], -middle[:, 1]
    return out


def guess(world: Floats, observed: Observations, camera: Camera, body: Body, constants: Floats | None = None) -> Floats:
    """First poses (T, N); NaN rows where nobody was tracked or the world points are missing."""
    usual = np.zeros(M) if constants is None else constants
    angles = guess_angles(world)
    ok = observed.present & np.all(np.isfinite(angles), axis=1)
    out = np.full_like(angles, np.nan)
    if np.any(ok):
        out[ok] = place(angles[ok], observed.pick(ok), usual, camera, body)
    return out


def fill(pose: Floats, time_s: Floats) -> Floats:
    """Rows of NaN filled by linear interpolation in time, headings unwrapped."""
    ok = np.all(np.isfinite(pose), axis=1)
    known = pose[ok].copy()
    known[:, P["turn"]] = np.unwrap(known[:, P["turn"]])
    out = np.empty_like(pose)
    for j in range(pose.shape[1]):
        out[:, j] = np.interp(time_s, time_s[ok], known[:, j])
    return steadied(out, time_s, CALM_S)  # a guess must not shiver
