"""What the estimator's numbers are: the pose of one moment, the constants of one person and camera, the points seen."""

from typing import Final

import numpy as np

from inturn.body.keypoints import INDEX

POSE: Final[tuple[str, ...]] = (
    "x", "y", "z", "turn", "list", "tilt",
    "twist", "lean", "trunk_tilt",
    "left_flexion", "left_abduction", "left_rotation", "left_knee",
    "right_flexion", "right_abduction", "right_rotation", "right_knee",
)  # fmt: skip
"""One moment's pose, n = 17.

x y z       middle of the hip joints in the lab frame, origin at the camera's optical centre, m
turn        heading of the pelvis, 0 facing the camera, to the person's left positive;
            pelvis = Rz(turn) Rx(list) Ry(tilt)
list        left hip higher positive
tilt        pelvis tipped forward positive
twist       heading of the trunk minus that of the pelvis; trunk = Rz(turn + twist) Rx(-lean) Ry(trunk_tilt)
lean        trunk to the person's left positive, against gravity
trunk_tilt  trunk forward positive, against gravity
flexion, abduction, rotation   Cardan Y-X-Z of the femur in the pelvis, positive: flexion, abduction, internal
knee        flexion, 0 straight
"""

CONSTANTS: Final[tuple[str, ...]] = (
    "thigh", "shank", "half_hips", "trunk", "half_shoulders", "hip_skew", "ride_left", "ride_right",
    "focal", "pitch", "roll", "heading",
)  # fmt: skip
"""What stays the same through a recording, m = 12. The first eight shape the body.

thigh .. half_shoulders   logarithm of the length over its share of the person's height
hip_skew                  the left hip keypoint sits this much higher than the right one beside its joint (half each), m
ride_left, ride_right     the hip keypoint sits this much further forward on its thigh than learnt: it rides up by as
                          much when the thigh is level, more on one person and side than on another, m
focal                     logarithm of the focal length over its prior
pitch                     camera looking down, radians
roll                      scene turned clockwise in the picture, radians
heading                   the pelvis' usual `turn`: people who do the test keep facing one way, radians
"""

N: Final = len(POSE)
M: Final = len(CONSTANTS)
P: Final[dict[str, int]] = {name: i for i, name in enumerate(POSE)}
C: Final[dict[str, int]] = {name: i for i, name in enumerate(CONSTANTS)}

LEG_POINTS: Final[tuple[str, ...]] = ("hip", "knee", "ankle", "heel")
POINTS: Final[tuple[str, ...]] = (
    "left_shoulder", "right_shoulder",
    *(f"left_{p}" for p in LEG_POINTS), *(f"right_{p}" for p in LEG_POINTS),
)  # fmt: skip
"""Keypoints the model explains, K = 10, in the model's order."""
POINT_INDEX: Final = np.array([INDEX[name] for name in POINTS])
"""Where they stand among the 33 keypoints."""
POINT_KIND: Final[tuple[str, ...]] = ("shoulder", "shoulder", *LEG_POINTS, *LEG_POINTS)
K: Final = len(POINTS)
HIPS: Final = (POINTS.index("left_hip"), POINTS.index("right_hip"))
SIGNS: Final = np.array([1.0, -1.0])
"""Left, right: y times this is outward."""


def side_columns(name: str) -> list[int]:
    """Columns of the pose that hold a joint angle of the left and of the right leg."""
    return [P[f"left_{name}"], P[f"right_{name}"]]
