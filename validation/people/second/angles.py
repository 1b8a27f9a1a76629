"""True angles of the second generator's people, by a road of its own: needles seen along segments.

Nothing is shared with `validation.people.truth` but the definitions and the file's form (`inturn/truth/1`). World: x
towards the camera, y to the picture's right (the left of a person who faces it), z up. Radians, but what is written.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

BEFORE_S = 0.3
OUT = {"left": 1.0, "right": -1.0}


@dataclass(frozen=True)
class Posed:
    """Joint centres by name (T, 3), metres, and the pelvis' forward, left and up as columns (T, 3, 3)."""

    joints: dict[str, Array]
    pelvis: Array


def _in_pelvis(posed: Posed, start: str, end: str) -> Array:
    """From one joint to another (T, 3) in the pelvis' own axes, length one."""
    way = posed.joints[end] - posed.joints[start]
    local = np.einsum("tji,tj->ti", posed.pelvis, way)
    return local / np.sqrt((local**2).sum(axis=1))[:, None]


def rotation(posed: Posed, side: str) -> Array:
    """Hip internal rotation (T,), internal positive on either side.

    Looked at along the thigh, the shank is a needle: it points straight behind the knee, square to the pelvis' lateral
    axis, where nothing is rotated, and sideways by the rotation. That is the angle about the thigh from the pelvis'
    lateral axis (projected off the thigh) to thigh x shank.
    """
    t, s = _in_pelvis(posed, f"{side}_hip", f"{side}_knee"), _in_pelvis(posed, f"{side}_knee", f"{side}_ankle")
    across = np.stack([-t[:, 0] * t[:, 1], 1.0 - t[:, 1] ** 2, -t[:, 2] * t[:, 1]], axis=1)
    across /= np.sqrt((across**2).sum(axis=1))[:, None]
    behind = np.cross(across, t)  # behind the knee, square to the thigh and to the lateral axis
    return OUT[side] * np.arctan2((s * across).sum(axis=1), (s * behind).sum(axis=1))


def leg(posed: Posed, side: str) -> dict[str, Array]:
    """Every angle of one leg (T,), by the names of the truth file."""
    j, out = posed.joints, OUT[side]
    t = _in_pelvis(posed, f"{side}_hip", f"{side}_knee")
    thigh, shank = j[f"{side}_knee"] - j[f"{side}_hip"], j[f"{side}_ankle"] - j[f"{side}_knee"]
    heading = _heading(posed.pelvis)
    aside = -np.sin(heading) * shank[:, 0] + np.cos(heading) * shank[:, 1]
    reach = j[f"{side}_ankle"] - j[f"{side}_hip"]
    a, b, c = ((v**2).sum(axis=1) for v in (thigh, shank, reach))
    return {
        "rotation": rotation(posed, side),
        "shank_to_vertical": np.arctan2(out * aside, -shank[:, 2]),
        "thigh_elevation": np.arctan2(np.hypot(thigh[:, 0], thigh[:, 1]), -thigh[:, 2]),
        "hip_flexion": np.arctan2(t[:, 0], -t[:, 2]),
        "hip_abduction": np.arctan2(out * t[:, 1], np.hypot(t[:, 0], t[:, 2])),
        # by the law of cosines, where the first generator takes the angle between two directions
        "knee_flexion": np.arccos(np.clip((c - a - b) / (2.0 * np.sqrt(a * b)), -1.0, 1.0)),
    }


def _heading(pelvis: Array) -> Array:
    """Which way the pelvis faces, seen from above (T,): 0 along x, to the person's left positive."""
    return np.arctan2(-pelvis[:, 0, 1], pelvis[:, 1, 1])


def trunk(posed: Posed, camera_yaw: float) -> dict[str, Array]:
    """List, lean and turn (T,), left positive; turn against the camera's viewing direction."""
    j, heading = posed.joints, _heading(posed.pelvis)
    up = 0.5 * (j["left_shoulder"] + j["right_shoulder"]) - 0.5 * (j["left_hip"] + j["right_hip"])
    left = posed.pelvis[:, :, 1]
    turned = np.exp(1j * (heading + camera_yaw))
    return {
        "pelvic_list_left": np.arctan2(left[:, 2], np.hypot(left[:, 0], left[:, 1])),
        "trunk_lean_left": np.arctan2(-np.sin(heading) * up[:, 0] + np.cos(heading) * up[:, 1], up[:, 2]),
        "pelvic_turn_left": np.angle(turned),
    }


def _written(values: Array) -> list[float]:
    return [round(float(v), 2) + 0.0 for v in np.degrees(values)]


def frames(posed: Posed, time_s: Array, camera_yaw: float) -> dict[str, object]:
    """The truth file's `frames`: times in seconds, every angle in degrees."""
    told: dict[str, object] = {"time_s": [round(float(t), 4) for t in time_s]}
    for side in OUT:
        told[side] = {f"{name}_deg": _written(values) for name, values in leg(posed, side).items()}
    return told | {f"{name}_deg": _written(values) for name, values in trunk(posed, camera_yaw).items()}


def _middle(values: Array, time_s: Array, start_s: float, end_s: float) -> float:
    inside = (time_s >= start_s) & (time_s < end_s)
    if not inside.any():
        raise ValueError(f"no moment lies in [{start_s}, {end_s}) s: more moments a second are needed")
    return float(np.degrees(np.median(values[inside])))


def trial(span: dict[str, float], side: str, posed: Posed, time_s: Array, cheats: tuple[str, ...]) -> dict[str, object]:
    """One of the truth file's `trials`; `span` has start_s, hold_start_s, hold_end_s and end_s.

    Raises:
        ValueError: no moment lies in the hold, or in the 0.3 s before the rotation.
    """
    s = {name: round(at, 3) for name, at in span.items()}
    time_s, out = np.round(time_s, 4), OUT[side]
    whole = {name: np.unwrap(values) for name, values in trunk(posed, 0.0).items()}

    def change(name: str) -> float:
        held = _middle(whole[name], time_s, s["hold_start_s"], s["hold_end_s"])
        return round(out * (held - _middle(whole[name], time_s, s["start_s"] - BEFORE_S, s["start_s"])), 2) + 0.0

    return {
        "side": side,
        **s,
        "rotation_deg": round(_middle(rotation(posed, side), time_s, s["hold_start_s"], s["hold_end_s"]), 2),
        "pelvic_list_deg": change("pelvic_list_left"),
        "pelvic_turn_deg": change("pelvic_turn_left"),
        "trunk_lean_deg": change("trunk_lean_left"),
        "cheats": list(cheats),
    }
