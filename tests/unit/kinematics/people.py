"""Short, independent truth for the estimator's tests: joint angles -> joint centres -> pinhole -> keypoints.

Nothing of `inturn.kinematics` computes here: rotations come from scipy, the legs are put together joint by joint, the
camera is three lines. Only the learnt offsets of the keypoints are read, as numbers. Lab frame: x towards the camera,
y to the right of the picture, z up.
"""

from dataclasses import dataclass, replace

import numpy as np
import xarray as xr
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from inturn.body.keypoints import INDEX, KEYPOINTS
from inturn.kinematics.offsets import load_offsets
from inturn.motion.recording import KeypointFrame, build

Floats = NDArray[np.float64]

HIP, THIGH, SHANK, TRUNK, SHOULDER = 0.085, 0.4165, 0.4182, 0.4896, 0.187
OUT = {"left": 1.0, "right": -1.0}


@dataclass(frozen=True)
class Motion:
    """True angles in degrees over time: (T,) each, legs (T, 2) left and right."""

    time_s: Floats
    rotation: Floats
    flexion: Floats
    abduction: Floats
    knee: Floats
    list: Floats
    turn: Floats
    lean: Floats


@dataclass(frozen=True)
class World:
    """Camera, network and size of the person in a synthetic recording."""

    width: int = 720
    height: int = 1280
    focal: float = 1280.0
    distance: float = 3.4
    camera_height: float = 1.1
    pitch_deg: float = 3.0
    roll_deg: float = 0.0
    noise_px: float = 0.0
    depth_noise: float = 0.0
    size: float = 1.0
    network: str = "lite"  # no pelvis map was learnt for it: these tests are about the body model alone
    seed: int = 0


def _smoothstep(t: Floats, start: float, stop: float) -> Floats:
    x = np.clip((t - start) / (stop - start), 0.0, 1.0)
    return x * x * x * (10 + x * (6 * x - 15))


def _pulse(t: Floats, start: float, top: float, leave: float, stop: float) -> Floats:
    return _smoothstep(t, start, top) - _smoothstep(t, leave, stop)


def standing_test(
    fps: float = 30.0,
    peaks: tuple[float, float] = (30.0, 15.0),
    list_deg: float = 0.0,
    turn_deg: float = 0.0,
    lean_deg: float = 0.0,
    facing: float = 0.0,
    time_s: Floats | None = None,
) -> Motion:
    """Standing, left leg with two trials, right leg with two trials, standing; 16 s. Cheats go with the trials."""
    t = np.arange(0.0, 16.0, 1.0 / fps) if time_s is None else time_s
    lifted = np.stack([_pulse(t, 1.0, 2.0, 7.3, 8.2), _pulse(t, 8.5, 9.5, 14.8, 15.6)], axis=1)
    turns = [
        _pulse(t, s + 2.3, s + 3.0, s + 4.0, s + 4.6) + _pulse(t, s + 4.8, s + 5.5, s + 6.4, s + 7.0)
        for s in (0.0, 7.5)
    ]
    rotation = np.stack([p * r for p, r in zip(peaks, turns, strict=True)], axis=1)
    rolled = turns[0] - turns[1]
    return Motion(
        t,
        rotation=rotation,
        flexion=88.0 * lifted + 3.0,
        abduction=np.full_like(lifted, 3.0),
        knee=86.0 * lifted + 5.0,
        list=list_deg * rolled,
        turn=facing + turn_deg * rolled,
        lean=lean_deg * rolled,
    )


HOLDS = {"left": ((3.1, 3.9), (5.6, 6.3)), "right": ((10.6, 11.4), (13.1, 13.8))}
"""Spans of `standing_test` in which the rotation is held."""


def keypoints_in_space(motion: Motion, world: World) -> dict[str, Floats]:
    """Where the network's points lie (T, 3) in the lab frame, standing on the ground under the origin."""
    o = load_offsets(world.network)
    t = motion.time_s.size
    pelvis = Rotation.from_euler("ZXY", np.stack([motion.turn, motion.list, np.zeros(t)], 1), degrees=True)
    trunk = Rotation.from_euler("ZXY", np.stack([motion.turn, -motion.lean, np.full(t, 3.0)], 1), degrees=True)
    middle = np.array([0.0, 0.0, THIGH + SHANK + 0.09]) * np.ones((t, 1))
    points = {"nose": middle + trunk.apply([0.12, 0.0, TRUNK + 0.2])}
    for i, (side, out) in enumerate(OUT.items()):
        flip = np.array([1.0, out, 1.0])
        turns = [-motion.flexion[:, i], out * motion.abduction[:, i], -out * motion.rotation[:, i]]
        femur = pelvis * Rotation.from_euler("YXZ", np.stack(turns, 1), degrees=True)
        shank = femur * Rotation.from_rotvec(motion.knee[:, i, None] * np.array([0.0, 1.0, 0.0]), degrees=True)
        hip = middle + pelvis.apply([0.0, out * HIP, 0.0])
        knee = hip + femur.apply([0.0, 0.0, -THIGH])
        ankle = knee + shank.apply([0.0, 0.0, -SHANK])
        shoulder = np.array([0.0, out * SHOULDER, TRUNK]) + o.shoulder_in_trunk * flip
        points[f"{side}_shoulder"] = middle + trunk.apply(shoulder)
        points[f"{side}_hip"] = hip + pelvis.apply(o.hip_in_pelvis * flip) + femur.apply(o.hip_in_femur * flip)
        points[f"{side}_knee"] = knee + femur.apply(o.knee_in_femur * flip) + shank.apply(o.knee_in_shank * flip)
        points[f"{side}_ankle"] = ankle + shank.apply(o.ankle_in_shank * flip)
        points[f"{side}_heel"] = ankle + shank.apply(o.heel_in_shank * flip)
        points[f"{side}_foot_index"] = ankle + pelvis.apply([0.15, 0.0, -0.07])
    return {name: p * world.size for name, p in points.items()}


def record(motion: Motion, world: World | None = None) -> xr.Dataset:
    """The recording that a network without error, or with white noise, would give."""
    world = world or World()
    rng = np.random.default_rng(world.seed)
    points = keypoints_in_space(motion, world)
    tilt = Rotation.from_euler("z", world.roll_deg, degrees=True) * Rotation.from_euler(
        "x", world.pitch_deg, degrees=True
    )
    t, k = motion.time_s.size, len(KEYPOINTS)
    place = np.stack([points.get(name, points["nose"]) for name in INDEX], axis=1)
    away = place - np.array([world.distance, 0.0, world.camera_height])
    camera = tilt.apply(np.stack([away[..., 1], -away[..., 2], -away[..., 0]], -1).reshape(-1, 3)).reshape(t, k, 3)
    pixel = world.focal * camera[..., :2] / camera[..., 2:] + 0.5 * np.array([world.width, world.height])
    pixel = pixel + world.noise_px * rng.standard_normal(pixel.shape)
    middle = 0.5 * (camera[:, INDEX["left_hip"]] + camera[:, INDEX["right_hip"]])
    depth_error = world.depth_noise * rng.standard_normal((t, k, 1)) * np.array([0.0, 0.0, 1.0])
    guessed = camera - middle[:, None] + depth_error
    flat, sure = np.zeros((k, 3)), np.ones(k)
    frames = [
        KeypointFrame(float(motion.time_s[i]), pixel[i], flat, sure, sure, guessed[i], 1.0, 0, 1) for i in range(t)
    ]
    return build(frames, attributes(world, t))


def attributes(world: World, frames: int) -> dict[str, object]:
    """Attributes of a synthetic recording."""
    return {
        "source_kind": "video", "file": "synthetic", "sha256": "0", "width": world.width, "height": world.height,
        "fps": 30.0, "frames": frames, "duration_s": 16.0, "mirrored": 0, "network": world.network,
        "network_sha256": "0", "precision": "f32", "made_by": "tests",
    }  # fmt: skip


def swap_legs(recording: xr.Dataset, start: int, stop: int) -> xr.Dataset:
    """The recording with the legs of pictures [start, stop) taken for each other."""
    out = recording.copy(deep=True)
    names = [n for n in KEYPOINTS if n.split("_", 1)[-1] in {"hip", "knee", "ankle", "heel", "foot_index"}]
    here = [INDEX[n] for n in names]
    there = [INDEX[n.replace("left", "#").replace("right", "left").replace("#", "right")] for n in names]
    for name in ("pixel", "world"):
        out[name].values[start:stop, :, here] = recording[name].values[start:stop][:, :, there]
    return out


def thinned(motion: Motion, keep: NDArray[np.bool_]) -> Motion:
    """The same motion at some of its moments only."""
    return replace(motion, **{name: getattr(motion, name)[keep] for name in Motion.__dataclass_fields__})
