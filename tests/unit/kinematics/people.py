"""Short, independent truth for the estimator's tests: joint angles -> joint centres -> pinhole -> keypoints.

Written without `inturn.kinematics`: rotations come from scipy, the leg is put together joint by joint, the camera
is three lines. Lab frame: x towards the camera, y to the right of the picture, z up.
"""

from dataclasses import dataclass, field

import numpy as np
import xarray as xr
from scipy.spatial.transform import Rotation

from inturn.body.keypoints import INDEX, KEYPOINTS
from inturn.motion.recording import KeypointFrame, build

HIP, THIGH, SHANK, TRUNK, SHOULDER = 0.085, 0.4165, 0.4182, 0.4896, 0.187
OUT = {"left": 1.0, "right": -1.0}


@dataclass(frozen=True)
class Motion:
    """True angles in degrees over time, (T,) each or (T, 2) left, right."""

    time_s: np.ndarray
    rotation: np.ndarray
    flexion: np.ndarray
    abduction: np.ndarray
    knee: np.ndarray
    list: np.ndarray
    turn: np.ndarray
    lean: np.ndarray
    tilt: float = 0.0


@dataclass(frozen=True)
class World:
    """Camera and network of a synthetic recording. Offsets in metres, segment axes of the left side."""

    width: int = 720
    height: int = 1280
    focal: float = 1152.0
    distance: float = 3.2
    camera_height: float = 1.1
    aside: float = 0.0
    pitch_deg: float = 3.0
    roll_deg: float = 0.0
    noise_px: float = 0.0
    depth_noise: float = 0.0
    size: float = 1.0
    offsets: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    seed: int = 0


def smoothstep(time_s, start, stop):
    x = np.clip((time_s - start) / (stop - start), 0.0, 1.0)
    return x * x * x * (10 + x * (6 * x - 15))


def pulse(time_s, start, top, leave, stop):
    return smoothstep(time_s, start, top) - smoothstep(time_s, leave, stop)


def standing_test(fps=30.0, peaks=(30.0, 15.0), list_deg=0.0, turn_deg=0.0, lean_deg=0.0, body_turn=0.0, time_s=None):
    """Quiet standing, left leg with two trials, right leg with two trials, standing; 16 s."""
    t = np.arange(0.0, 16.0, 1.0 / fps) if time_s is None else time_s
    up = [pulse(t, 1.0, 2.0, 7.3, 8.2), pulse(t, 8.5, 9.5, 14.8, 15.6)]
    turns = [
        pulse(t, s + 2.3, s + 3.0, s + 4.0, s + 4.6) + pulse(t, s + 4.8, s + 5.5, s + 6.4, s + 7.0) for s in (0.0, 7.5)
    ]
    rotation = np.stack([p * r for p, r in zip(peaks, turns, strict=True)], axis=1)
    lifted = np.stack(up, axis=1)
    rolled = (turns[0] - turns[1])
    return Motion(
        t, rotation, 88.0 * lifted + 3.0, 4.0 + 0 * lifted, 90.0 * lifted + 5.0, list_deg * rolled,
        body_turn + turn_deg * rolled, lean_deg * rolled,
    )  # fmt: skip


def skeleton(motion: Motion, world: World) -> dict[str, np.ndarray]:
    """Joint centres (T, 3) in the lab frame, with the offsets of the network's keypoints as "..._seen"."""
    o = {k: np.array(world.offsets.get(k, (0.0, 0.0, 0.0))) for k in ("shoulder", "hip", "hip_thigh", "knee", "ankle")}
    heel = np.array(world.offsets.get("heel", (-0.04, 0.0, -0.06)))
    t = motion.time_s.size
    pelvis = Rotation.from_euler("ZXY", np.stack([motion.turn, motion.list, np.full(t, motion.tilt)], 1), degrees=True)
    trunk = Rotation.from_euler("ZXY", np.stack([motion.turn, -motion.lean, np.full(t, 3.0)], 1), degrees=True)
    middle = np.array([0.0, 0.0, THIGH + SHANK + 0.09]) * np.ones((t, 1))
    j = {}
    for i, (side, out) in enumerate(OUT.items()):
        lateral = np.array([0.0, out, 0.0])
        flip = np.array([1.0, out, 1.0])
        femur = pelvis * Rotation.from_euler(
            "YXZ",
            np.stack([-motion.flexion[:, i], out * motion.abduction[:, i], -out * motion.rotation[:, i]], 1),
            degrees=True,
        )
        shank = femur * Rotation.from_rotvec(motion.knee[:, i, None] * np.array([0.0, 1.0, 0.0]), degrees=True)
        hip = middle + pelvis.apply(HIP * lateral)
        knee = hip + femur.apply([0.0, 0.0, -THIGH])
        ankle = knee + shank.apply([0.0, 0.0, -SHANK])
        shoulder = middle + trunk.apply([0.0, out * SHOULDER, TRUNK])
        j[f"{side}_hip"], j[f"{side}_knee"], j[f"{side}_ankle"] = hip, knee, ankle
        j[f"{side}_shoulder"] = shoulder
        j[f"{side}_heel"] = ankle
        j[f"{side}_foot_index"] = ankle + pelvis.apply([0.15, 0.0, -0.07])
        seen = {
            "shoulder": shoulder + trunk.apply(o["shoulder"] * flip),
            "hip": hip + pelvis.apply(o["hip"] * flip) + femur.apply(o["hip_thigh"] * flip),
            "knee": knee + femur.apply(o["knee"] * flip),
            "ankle": ankle + shank.apply(o["ankle"] * flip),
            "heel": ankle + shank.apply(heel * flip),
        }
        j |= {f"{side}_{name}_seen": p for name, p in seen.items()}
    j["nose"] = middle + trunk.apply([0.12, 0.0, TRUNK + 0.2])
    return {k: v * world.size for k, v in j.items()}


def record(motion: Motion, world: World | None = None, network: str = "full") -> xr.Dataset:
    """The recording that a network without error, or with white noise, would give."""
    world = world or World()
    rng = np.random.default_rng(world.seed)
    joints = skeleton(motion, world)
    turn = Rotation.from_euler("z", world.roll_deg, degrees=True) * Rotation.from_euler("x", world.pitch_deg, degrees=True)
    t, k = motion.time_s.size, len(KEYPOINTS)
    place = np.zeros((t, k, 3))
    for name, i in INDEX.items():
        place[:, i] = joints.get(f"{name}_seen", joints.get(name, joints["nose"]))
    relative = place - np.array([world.distance, world.aside, world.camera_height]) * np.array([1.0, 1.0, 1.0])
    camera = turn.apply(np.stack([relative[..., 1], -relative[..., 2], -relative[..., 0]], -1).reshape(-1, 3))
    camera = camera.reshape(t, k, 3)
    pixel = world.focal * camera[..., :2] / camera[..., 2:] + 0.5 * np.array([world.width, world.height])
    pixel = pixel + world.noise_px * rng.standard_normal(pixel.shape)
    middle = 0.5 * (camera[:, INDEX["left_hip"]] + camera[:, INDEX["right_hip"]])
    network_world = camera - middle[:, None]
    network_world[..., 2] += world.depth_noise * rng.standard_normal((t, k))
    frames = [
        KeypointFrame(
            float(motion.time_s[i]), pixel[i], np.zeros((k, 3)), np.ones(k), np.ones(k), network_world[i], 1.0, 0, 1
        )
        for i in range(t)
    ]
    attributes = {
        "source_kind": "video", "file": "synthetic", "sha256": "0", "width": world.width, "height": world.height,
        "fps": 30.0, "frames": t, "duration_s": float(motion.time_s[-1]), "mirrored": 0, "network": network,
        "network_sha256": "0", "precision": "f32", "made_by": "tests",
    }  # fmt: skip
    return build(frames, attributes)
