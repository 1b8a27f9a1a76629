"""Bodies without a skin: two people's joints, made taller, longer in the leg or wider by chance.

For posing alone, where nothing is drawn: needs neither the body model nor its environment. `bones.json` holds the
joints (metres, rest shape) of the woman and the man of `clips.py`.
"""

import json
from pathlib import Path

import numpy as np

from validation.people.body import BodyShape
from validation.people.rotations import Array

FILE = Path(__file__).with_name("bones.json")
Joints = dict[str, Array]


def _reshaped(joints: Joints, hip_m: float, legs: float, trunk: float, wide: float) -> Joints:
    """Joints with everything below hip height scaled by `legs`, above it by `trunk`, and sideways by `wide`."""

    def moved(p: Array) -> Array:
        z = p[2] * legs if p[2] < hip_m else hip_m * legs + (p[2] - hip_m) * trunk
        size = legs if p[2] < hip_m else trunk
        return np.array([p[0] * size, p[1] * wide, z])

    return {name: moved(np.asarray(p, dtype=np.float64)) for name, p in joints.items()}


def random_bones(rng: np.random.Generator) -> BodyShape:
    """A body of joints alone."""
    people = json.loads(FILE.read_text("utf-8"))
    one = people[str(rng.choice(sorted(people)))]
    size = float(rng.uniform(0.92, 1.08))
    legs, trunk, wide = (size * float(rng.uniform(0.96, 1.04)) for _ in range(3))
    hip_m = float(one["heads"]["left_thigh"][2])
    heads, points, centres = (_reshaped(one[k], hip_m, legs, trunk, wide) for k in ("heads", "points", "centres"))
    empty = np.zeros((0, 3))
    return BodyShape(
        vertices=empty, normals=empty, faces=np.zeros((0, 3), dtype=np.int32), weights=np.zeros((0, len(heads))),
        segments=tuple(heads), heads=heads, points=points, centres=centres, eyeballs=np.zeros(0, dtype=bool),
        height_m=hip_m * legs + (one["height_m"] - hip_m) * trunk,
    )  # fmt: skip
