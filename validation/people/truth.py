"""True angles from posed joint centres: pure numpy, and nothing of the program that is being checked.

World frame: x from the person towards the camera along the ground (exactly so when the camera has no yaw), y to the
right of the picture (the left of a person who faces the camera), z up. Angles in and out of the functions are
radians; only `truth_frames` and `truth_trials` give degrees, rounded to 0.01.

Definition of hip internal rotation: t = hip -> knee, s = knee -> ankle, f = t x s, all unit vectors; the angle about t
from the pelvis' medio-lateral axis (projected off t) to f, internal positive on both sides.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from validation.people.rotations import Array, dot, off, unit

SIDES = ("left", "right")
UP = np.array([0.0, 0.0, 1.0])
BASELINE_S = 0.3
LEG_ANGLES = (
    "rotation",
    "shank_to_vertical",
    "thigh_elevation",
    "hip_flexion",
    "hip_abduction",
    "knee_flexion",
)


@dataclass(frozen=True)
class Skeleton:
    """Posed joint centres of one person over time.

    `joints` maps names such as `left_hip` to positions (time, 3) in metres; `pelvis` (time, 3, 3) has the pelvis' own
    forward, left and up directions as columns.
    """

    joints: dict[str, Array]
    pelvis: Array


@dataclass(frozen=True)
class ScriptedTrial:
    """What the script asked of one trial, in seconds; spans are [start, end)."""

    side: str
    start_s: float
    hold_start_s: float
    hold_end_s: float
    end_s: float
    cheats: tuple[str, ...] = field(default_factory=tuple)


def outward(side: str) -> float:
    """+1 for the left, -1 for the right: the sign that makes outward, abducted and internal positive."""
    return 1.0 if side == "left" else -1.0


def signed_angle(a: Array, b: Array, axis: Array) -> Array:
    """Angle from `a` to `b` about unit `axis` (right-handed), both projected off it; (time,)."""
    a, b = off(a, axis), off(b, axis)
    return np.arctan2(dot(np.cross(a, b), axis)[..., 0], dot(a, b)[..., 0])


def hip_rotation(hip: Array, knee: Array, ankle: Array, pelvis: Array, side: str) -> Array:
    """Hip internal rotation (time,), internal positive on both sides. Meaningless with a straight knee."""
    t, s = unit(knee - hip), unit(ankle - knee)
    return outward(side) * signed_angle(pelvis[..., :, 1], np.cross(t, s), t)


def level_left(pelvis: Array) -> Array:
    """The pelvis' left direction laid onto the ground: with `UP` it spans the person's frontal plane."""
    left = pelvis[..., :, 1] * np.array([1.0, 1.0, 0.0])
    return unit(left)


def shank_to_vertical(knee: Array, ankle: Array, pelvis: Array, side: str) -> Array:
    """Tilt of the shank from vertical in the person's frontal plane; heel outward is positive."""
    s = ankle - knee
    return np.arctan2(outward(side) * dot(s, level_left(pelvis))[..., 0], -s[..., 2])


def thigh_elevation(hip: Array, knee: Array) -> Array:
    """Angle of the thigh from hanging straight down: 0 hanging, 90 degrees level."""
    return np.arccos(np.clip(-unit(knee - hip)[..., 2], -1.0, 1.0))


def hip_flexion(hip: Array, knee: Array, pelvis: Array) -> Array:
    """Turn of the thigh about the pelvis' medio-lateral axis; 0 in line with the pelvis, forward positive."""
    t = unit(knee - hip)
    return np.arctan2(dot(t, pelvis[..., :, 0])[..., 0], -dot(t, pelvis[..., :, 2])[..., 0])


def hip_abduction(hip: Array, knee: Array, pelvis: Array, side: str) -> Array:
    """Angle of the thigh out of the pelvis' sagittal plane; outward positive."""
    return np.arcsin(np.clip(outward(side) * dot(unit(knee - hip), pelvis[..., :, 1])[..., 0], -1.0, 1.0))


def knee_flexion(hip: Array, knee: Array, ankle: Array) -> Array:
    """Angle between thigh and shank; 0 straight."""
    t, s = unit(knee - hip), unit(ankle - knee)
    return np.arctan2(np.linalg.norm(np.cross(t, s), axis=-1), dot(t, s)[..., 0])


def leg_angles(skeleton: Skeleton, side: str) -> dict[str, Array]:
    """All angles of one leg, (time,) each, by the names in `LEG_ANGLES`."""
    j, pelvis = skeleton.joints, skeleton.pelvis
    hip, knee, ankle = j[f"{side}_hip"], j[f"{side}_knee"], j[f"{side}_ankle"]
    return {
        "rotation": hip_rotation(hip, knee, ankle, pelvis, side),
        "shank_to_vertical": shank_to_vertical(knee, ankle, pelvis, side),
        "thigh_elevation": thigh_elevation(hip, knee),
        "hip_flexion": hip_flexion(hip, knee, pelvis),
        "hip_abduction": hip_abduction(hip, knee, pelvis, side),
        "knee_flexion": knee_flexion(hip, knee, ankle),
    }


def pelvic_list_left(pelvis: Array) -> Array:
    """Tilt of the pelvis' medio-lateral axis against the ground; left hip higher is positive."""
    return np.arcsin(np.clip(pelvis[..., 2, 1], -1.0, 1.0))


def pelvic_turn_left(pelvis: Array, camera_yaw: float) -> Array:
    """Heading of the pelvis against facing the camera; to the person's own left is positive.

    "Facing the camera" is against the camera's viewing direction as seen from above, wherever in the picture the
    person stands. `camera_yaw` is that direction's angle against -x, positive towards +y.
    """
    left = level_left(pelvis)
    heading = np.arctan2(-left[..., 0], left[..., 1]) + camera_yaw
    return np.arctan2(np.sin(heading), np.cos(heading))


def trunk_lean_left(skeleton: Skeleton) -> Array:
    """Mid-hip to mid-shoulder against vertical in the person's frontal plane; to the person's left is positive."""
    j = skeleton.joints
    trunk = 0.5 * (j["left_shoulder"] + j["right_shoulder"] - j["left_hip"] - j["right_hip"])
    return np.arctan2(dot(trunk, level_left(skeleton.pelvis))[..., 0], trunk[..., 2])


def _degrees(values: Array) -> list[float]:
    return [round(float(v), 2) + 0.0 for v in np.rad2deg(values)]


def body_angles(skeleton: Skeleton, camera_yaw: float) -> dict[str, Array]:
    """Angles of pelvis and trunk, (time,) each, left positive."""
    return {
        "pelvic_list_left": pelvic_list_left(skeleton.pelvis),
        "trunk_lean_left": trunk_lean_left(skeleton),
        "pelvic_turn_left": pelvic_turn_left(skeleton.pelvis, camera_yaw),
    }


def truth_frames(time_s: Array, skeleton: Skeleton, camera_yaw: float) -> dict[str, object]:
    """The `frames` part of a truth file: times in seconds and every angle in degrees."""
    frames: dict[str, object] = {"time_s": [round(float(t), 4) for t in time_s]}
    for side in SIDES:
        frames[side] = {f"{name}_deg": _degrees(v) for name, v in leg_angles(skeleton, side).items()}
    return frames | {f"{name}_deg": _degrees(v) for name, v in body_angles(skeleton, camera_yaw).items()}


def _median_deg(values: Array, time_s: Array, start_s: float, end_s: float) -> float:
    span = (time_s >= start_s) & (time_s < end_s)
    if not span.any():
        message = f"no frame lies in [{start_s:.3f}, {end_s:.3f}) s: lengthen the clip or the hold"
        raise ValueError(message)
    return float(np.rad2deg(np.median(values[span])))


def truth_trial(trial: ScriptedTrial, time_s: Array, skeleton: Skeleton) -> dict[str, object]:
    """One entry of `trials`: the angle at the hold, and by how much the body moved with it.

    Changes are the median over the hold minus the median of the 0.3 s before the rotation began; positive: the tested
    side's hip rises, the pelvis turns and the trunk leans towards the tested side.

    Raises:
        ValueError: the hold or the time before the trial holds no frame.
    """
    sign = outward(trial.side)
    # As written in the file, so that whoever takes the median over the file's own span finds the same frames.
    start, hold, released, end = (
        round(v, 3) for v in (trial.start_s, trial.hold_start_s, trial.hold_end_s, trial.end_s)
    )
    time_s = np.round(time_s, 4)
    # Only changes are told, so zero may be anywhere; seen from behind a turn must not jump from 180 to -180 degrees.
    body = {name: np.unwrap(values) for name, values in body_angles(skeleton, camera_yaw=0.0).items()}

    def change(values: Array) -> float:
        held = _median_deg(values, time_s, hold, released)
        return held - _median_deg(values, time_s, start - BASELINE_S, start)

    rotation = leg_angles(skeleton, trial.side)["rotation"]
    return {
        "side": trial.side,
        "start_s": start,
        "hold_start_s": hold,
        "hold_end_s": released,
        "end_s": end,
        "rotation_deg": round(_median_deg(rotation, time_s, hold, released), 2),
        "pelvic_list_deg": round(sign * change(body["pelvic_list_left"]), 2) + 0.0,
        "pelvic_turn_deg": round(sign * change(body["pelvic_turn_left"]), 2) + 0.0,
        "trunk_lean_deg": round(sign * change(body["trunk_lean_left"]), 2) + 0.0,
        "cheats": list(trial.cheats),
    }


def truth_trials(trials: Sequence[ScriptedTrial], time_s: Array, skeleton: Skeleton) -> list[dict[str, object]]:
    """The `trials` part of a truth file, in order of time."""
    return [truth_trial(t, time_s, skeleton) for t in sorted(trials, key=lambda t: t.start_s)]
