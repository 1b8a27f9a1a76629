"""Joint angles from segment axes: one set of functions for markers, the one-phone system and us.

Radians. Positive: flexion, adduction, internal rotation on either side; pelvis and trunk forward (tilt, flexion),
left hip higher (list), turned to the left (turn), trunk to the left (lean). `trunk_*` is the segment "torso";
`trunk_line_*` is the line from hips to shoulders, seen from the pelvis' heading, which is what we call trunk.
Truth code: nothing here knows `inturn`.
"""

import numpy as np
from numpy.typing import NDArray

from validation.real_video.bodies import Bodies

Floats = NDArray[np.float64]

SIDES = ("left", "right")
FLEXIONS = tuple(f"{joint}_flexion_{side}" for joint in ("hip", "knee") for side in SIDES)
"""The four angles of the issue's target."""
ANGLES = (
    *FLEXIONS,
    *(f"hip_{kind}_{side}" for kind in ("adduction", "rotation") for side in SIDES),
    "pelvis_tilt", "pelvis_list", "pelvis_turn", "trunk_flexion", "trunk_lean",
    "trunk_line_flexion", "trunk_line_lean",
)  # fmt: skip
ROTATION_KNEE_DEG = (45.0, 135.0)
"""Hip rotation is compared while the markers' knee is bent this much: beyond, our definition says nothing."""


def cardan_zxy(rotation: Floats) -> tuple[Floats, Floats, Floats]:
    """(z, x, y) of rotation = Rz(z) Rx(x) Ry(y), (T, 3, 3): OpenSim's order of hips (flexion, adduction, rotation)."""
    z = np.arctan2(-rotation[:, 0, 1], rotation[:, 1, 1])
    x = np.arcsin(np.clip(rotation[:, 2, 1], -1.0, 1.0))
    y = np.arctan2(-rotation[:, 2, 0], rotation[:, 2, 2])
    return z, x, y


def against_gravity(rotation: Floats) -> tuple[Floats, Floats, Floats]:
    """Heading to the left, left side up, tipped forward, of a segment (T, 3, 3): Ry(heading) Rx(up) Rz(-forward).

    Up and forward do not change when the world is turned about the vertical.
    """
    right = rotation[:, :, 2]
    heading = np.arctan2(right[:, 0], right[:, 2])
    up = np.arcsin(np.clip(-right[:, 1], -1.0, 1.0))
    forward = np.arctan2(-rotation[:, 1, 0], rotation[:, 1, 1])
    return heading, up, forward


def line_against_gravity(line: Floats, heading: Floats) -> tuple[Floats, Floats]:
    """How far a line (T, 3) is tipped forward and to the left, for a person with this heading (T,)."""
    s, c = np.sin(heading), np.cos(heading)
    forward = line[:, 0] * c - line[:, 2] * s
    left = -line[:, 0] * s - line[:, 2] * c
    return np.arctan2(forward, line[:, 1]), np.arctan2(left, line[:, 1])


def relative(proximal: Floats, distal: Floats) -> Floats:
    """Rotation of the distal segment in the axes of the proximal one, (T, 3, 3)."""
    return np.swapaxes(proximal, 1, 2) @ distal


def joint_angles(bodies: Bodies) -> dict[str, Floats]:
    """Every angle of `ANGLES`, (T,) each."""
    r = bodies.rotation
    turn, up, forward = against_gravity(r["pelvis"])
    _, trunk_up, trunk_forward = against_gravity(r["torso"])
    out = {"pelvis_tilt": forward, "pelvis_list": up, "pelvis_turn": turn}
    # the left side up is a lean to the right
    out |= {"trunk_flexion": trunk_forward, "trunk_lean": -trunk_up}
    line_forward, line_left = line_against_gravity(bodies.trunk_line, turn)
    out |= {"trunk_line_flexion": line_forward, "trunk_line_lean": line_left}
    for side in SIDES:
        inward = 1.0 if side == "right" else -1.0
        femur, tibia = r[f"femur_{side[0]}"], r[f"tibia_{side[0]}"]
        flexion, adduction, rotation = cardan_zxy(relative(r["pelvis"], femur))
        out[f"hip_flexion_{side}"] = flexion
        out[f"hip_adduction_{side}"] = inward * adduction
        out[f"hip_rotation_{side}"] = inward * rotation
        out[f"knee_flexion_{side}"] = -cardan_zxy(relative(femur, tibia))[0]
    return {name: out[name] for name in ANGLES}
