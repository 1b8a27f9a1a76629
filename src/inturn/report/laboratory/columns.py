"""The columns of an angles table: name, meaning and sign, the same in CSV, Parquet and netCDF."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import SIDES
from inturn.kinematics.body_angles import BodyAngles

Floats = NDArray[np.float64]

_PER_SIDE: Final = {
    "hip_flexion": "thigh in the pelvis, forward positive",
    "hip_abduction": "thigh in the pelvis, outward positive on both sides",
    "hip_rotation": "thigh in the pelvis by the segments' axes, internal positive on both sides",
    "rotation_by_shank": "Inturn's hip internal rotation: the shank as pointer, internal positive on both sides; empty "
    "outside 45-135 degrees of knee flexion",
    "knee_flexion": "angle between thigh and shank, 0 straight",
    "thigh_elevation": "thigh from hanging straight down, 90 level",
    "foot_turn": "foot against the way ahead, toe-in positive on both sides",
}
_WHOLE: Final = {
    "pelvic_tilt": "pelvis tilted forward positive",
    "pelvic_list": "left hip higher positive",
    "pelvic_turn": "pelvis turned to the person's left of the way ahead positive",
    "trunk_lean": "trunk leant to the person's left positive",
    "trunk_turn": "trunk turned to the person's left of the way ahead positive",
}
CONVENTION: Final = (
    "Angles in degrees, time in seconds. Hip: Cardan Y-X-Z of the thigh in the pelvis (Grood and Suntay), axes "
    "forward, left, up. Empty: not seen."
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table; `values` (T,) in the unit that its name ends with, NaN where not seen."""

    name: str
    meaning: str
    values: Floats


def columns(angles: BodyAngles) -> list[Column]:
    """Time, then left and right of each angle of a leg, then the whole body; what was never seen is left out."""
    found = [Column("time_s", "seconds on the recording's clock", angles.time_s)]
    for name, meaning in _PER_SIDE.items():
        for i, side in enumerate(SIDES):
            found.append(Column(f"{side}_{name}_deg", meaning, np.degrees(angles.per_side[name][:, i])))
    found += [Column(f"{name}_deg", meaning, np.degrees(angles.whole[name])) for name, meaning in _WHOLE.items()]
    return [c for c in found if np.isfinite(c.values).any()]
