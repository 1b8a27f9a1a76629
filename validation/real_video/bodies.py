"""Segments of a person over time, and the files that hold them: truth code, so nothing here knows `inturn`.

Axes of a segment as OpenSim has them: x forward, y up along the segment, z to the person's right. World: y up.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SEGMENTS = ("pelvis", "torso", "femur_l", "femur_r", "tibia_l", "tibia_r")


@dataclass(frozen=True, slots=True)
class Bodies:
    """A person's segments at T moments.

    rotation     (T, 3, 3) by name of segment: columns are the segment's axes in the world
    trunk_line   (T, 3) from the middle of the hip joints to the middle of the shoulder joints, any length
    """

    time_s: Floats
    rotation: dict[str, Floats]
    trunk_line: Floats


def from_fixed_xyz(angles: Floats) -> Floats:
    """Rotation matrices (T, 3, 3) Rx(a) Ry(b) Rz(c) of body-fixed X-Y-Z Euler angles (T, 3), radians."""
    (sa, sb, sc), (ca, cb, cc) = np.sin(angles).T, np.cos(angles).T
    rows = [
        [cb * cc, -cb * sc, sb],
        [ca * sc + sa * sb * cc, ca * cc - sa * sb * sc, -sa * cb],
        [sa * sc - ca * sb * cc, sa * cc + ca * sb * sc, ca * cb],
    ]
    return np.moveaxis(np.array(rows), 2, 0)


def read_bodies(path: Path) -> Bodies:
    """Segments of a result file with body-fixed X-Y-Z Euler angles by body and moment."""
    content = json.loads(path.read_text("utf-8"))
    rotation = {
        name: from_fixed_xyz(np.array(content["bodies"][name]["rotation"], dtype=np.float64)) for name in SEGMENTS
    }

    def middle(left: str, right: str) -> Floats:
        joints = [np.array(content["bodies"][name]["translation"], dtype=np.float64) for name in (left, right)]
        return 0.5 * (joints[0] + joints[1])

    # a femur's origin is the hip joint, a humerus' the shoulder joint
    line = middle("humerus_l", "humerus_r") - middle("femur_l", "femur_r")
    return Bodies(np.array(content["time"], dtype=np.float64), rotation, line)


def read_motion(path: Path) -> dict[str, Floats]:
    """Columns of an OpenSim motion file (.mot) by name; angles in radians whatever the file says."""
    lines = path.read_text("utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.strip() == "endheader") + 1
    names = lines[start].split()
    values = np.array([line.split() for line in lines[start + 1 :] if line.strip()], dtype=np.float64)
    if "inDegrees=yes" in lines[:start]:
        linear = {"time", "pelvis_tx", "pelvis_ty", "pelvis_tz"}
        values = np.where([n in linear for n in names], values, np.deg2rad(values))
    return dict(zip(names, values.T, strict=True))
