"""A body of sticks with round measures: enough skeleton to pose, and no mesh."""

import numpy as np

from validation.people.body import BodyShape

CENTRE = {
    "pelvis": (0.0, 0.0, 0.95),
    "lumbar": (0.0, 0.0, 0.95),
    "abdomen": (0.0, 0.0, 1.05),
    "ribs": (0.0, 0.0, 1.15),
    "thorax": (0.0, 0.0, 1.22),
    "neck": (0.0, 0.0, 1.45),
    "head": (0.0, 0.0, 1.55),
}
SIDE = {
    "thigh": (0.0, 0.09, 0.92),
    "thigh_upper": (0.0, 0.09, 0.92),
    "shank": (0.01, 0.10, 0.50),
    "foot": (-0.01, 0.12, 0.08),
    "upper_arm": (0.0, 0.17, 1.40),
    "forearm": (0.0, 0.32, 1.18),
    "hand": (0.1, 0.40, 1.00),
}
HEIGHT_M = 1.72


def stick_body() -> BodyShape:
    """The body; left and right mirror each other."""
    heads = {name: np.array(at) for name, at in CENTRE.items()}
    points = {}
    for side, sign in (("left", 1.0), ("right", -1.0)):
        mirror = np.array([1.0, sign, 1.0])
        heads |= {f"{side}_{name}": np.array(at) * mirror for name, at in SIDE.items()}
        points[f"{side}_heel"] = np.array([-0.06, 0.12, 0.02]) * mirror
        points[f"{side}_foot_index"] = np.array([0.18, 0.13, 0.02]) * mirror
    empty = np.zeros((0, 3))
    return BodyShape(
        vertices=empty,
        normals=empty,
        faces=np.zeros((0, 3), dtype=np.int32),
        weights=np.zeros((0, len(heads))),
        segments=tuple(heads),
        heads=heads,
        points=points,
        centres={
            f"{side}_{joint}": heads[f"{side}_{segment}"]
            for side in ("left", "right")
            for joint, segment in (("hip", "thigh"), ("knee", "shank"), ("ankle", "foot"))
        },
        eyeballs=np.zeros(0, dtype=bool),
        height_m=HEIGHT_M,
    )
