"""The rest skeleton of the second generator, in the form that the posing code takes."""

import numpy as np

from validation.people.body import BodyShape
from validation.people.rotations import Array, unit
from validation.people.second import proportions as p
from validation.people.second.proportions import Build

SIDES = (("left", 1.0), ("right", -1.0))
REST_ARM = float(np.deg2rad(38.0))
REST_LEG = float(np.deg2rad(9.0))
"""Arms and legs stand apart while the surface is cut, so that it does not grow together."""


def heights_m(build: Build) -> dict[str, float]:
    """Heights of ankle, knee, hip, shoulder and the base of the head above the ground, metres, and the stature."""
    h = build.stature_m
    ankle = p.ANKLE * h
    knee = ankle + (p.KNEE - p.ANKLE) * build.shank * h
    hip = knee + (p.HIP - p.KNEE) * build.thigh * h
    shoulder = hip + (p.SHOULDER - p.HIP) * build.trunk * h
    chin = shoulder + (p.CHIN - p.SHOULDER) * h
    return {
        "ankle": ankle, "knee": knee, "hip": hip, "shoulder": shoulder, "chin": chin,
        "top": chin + (1.0 - p.CHIN) * build.head * h,
    }  # fmt: skip


def rest_heights_m(build: Build) -> dict[str, float]:
    """The same with the legs of the rest pose apart, which lowers all above them."""
    at = heights_m(build)
    lower = {name: (at[name] - at["ankle"]) * (1.0 - np.cos(REST_LEG)) for name in ("knee", "hip")}
    return {name: z - lower.get(name, 0.0 if name == "ankle" else lower["hip"]) for name, z in at.items()}


def _centre(build: Build, at: dict[str, float]) -> dict[str, Array]:
    """Joints of the spine, pelvis to head; the pelvis turns about the middle of the hips."""
    hip, rise, h = at["hip"], at["shoulder"] - at["hip"], build.stature_m
    shares = {"pelvis": 0.0, "lumbar": 0.22, "abdomen": 0.38, "ribs": 0.56, "thorax": 0.72, "neck": 1.06}
    spine = {name: np.array([0.0, 0.0, hip + share * rise]) for name, share in shares.items()}
    return spine | {"head": np.array([0.006 * h, 0.0, at["chin"] + 0.018 * h])}


def rest_joints(build: Build) -> dict[str, Array]:
    """Every joint of the rest pose by the segment that turns about it, (3,) metres; x forward, y left, z up."""
    at, h = rest_heights_m(build), build.stature_m
    joints = _centre(build, at)
    for side, out in SIDES:
        hip = np.array([0.0, out * p.half_hips(build), at["hip"]])
        apart = np.tan(REST_LEG) * (at["hip"] - np.array([at["knee"], at["ankle"]]))
        knee_out, ankle_out = out * (p.half_hips(build) + apart + np.array([build.bow * h, 0.0]))
        ankle = np.array([-0.006 * h, ankle_out, at["ankle"]])
        knee = np.array([0.002 * h, knee_out, at["knee"]])
        shoulder = np.array([-0.004 * h, out * 0.86 * p.HALF_ACROMIA * build.shoulders * h, at["shoulder"] - 0.004 * h])
        along = np.array([0.0, out * np.sin(REST_ARM), -np.cos(REST_ARM)])
        elbow = shoulder + p.UPPER_ARM * build.arms * h * along
        wrist = elbow + p.FOREARM * build.arms * h * unit(along + np.array([0.12, 0.0, 0.0]))
        joints |= {
            f"{side}_thigh": hip, f"{side}_thigh_upper": hip.copy(), f"{side}_shank": knee, f"{side}_foot": ankle,
            f"{side}_upper_arm": shoulder, f"{side}_forearm": elbow, f"{side}_hand": wrist,
        }  # fmt: skip
    return joints


def posable(build: Build) -> BodyShape:
    """The skeleton as a body without a mesh: what `validation.people.pose` needs to know of it."""
    joints, h = rest_joints(build), build.stature_m
    points: dict[str, Array] = {}
    for side, _ in SIDES:
        ankle = joints[f"{side}_foot"]
        points[f"{side}_heel"] = np.array([ankle[0] - 0.038 * h, ankle[1], 0.012 * h])
        points[f"{side}_foot_index"] = np.array([ankle[0] + (p.FOOT - 0.044) * h, ankle[1], 0.010 * h])
    names = (("hip", "thigh"), ("knee", "shank"), ("ankle", "foot"))
    return BodyShape(
        vertices=np.zeros((0, 3)),
        normals=np.zeros((0, 3)),
        faces=np.zeros((0, 3), dtype=np.int32),
        weights=np.zeros((0, len(joints))),
        segments=tuple(joints),
        heads=joints,
        points=points,
        centres={f"{side}_{joint}": joints[f"{side}_{segment}"] for side, _ in SIDES for joint, segment in names},
        eyeballs=np.zeros(0, dtype=bool),
        height_m=heights_m(build)["top"],
    )
