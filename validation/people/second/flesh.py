"""The flesh of a person: rounded cones and ellipsoids that ride on segments, from which one smooth surface is made.

Sizes are shares of stature, near what tape measures find on adults (judgement): hips 0.20 wide, chest 0.18, thigh 0.32
round, calf 0.21, upper arm 0.17.
"""

from dataclasses import dataclass

import numpy as np

from validation.people.rotations import Array
from validation.people.second import proportions as p
from validation.people.second.proportions import Build
from validation.people.second.skeleton import SIDES, rest_heights_m, rest_joints

Triple = tuple[float, float, float]


@dataclass(frozen=True)
class Piece:
    """A rounded cone from `start` (3,) of radius `near` to `end` of radius `far`, metres, on the rest pose.

    Space is stretched by `stretch` (3,) (x forward, y left, z up) around its start: an ellipsoid is a ball, stretched.
    """

    segment: str
    start: Array
    end: Array
    near: float
    far: float
    stretch: Array


class _Sculptor:
    """Gathers pieces; what it is told is in shares of stature beside a joint."""

    def __init__(self, build: Build) -> None:
        self.h, self.joints, self.pieces = build.stature_m, rest_joints(build), list[Piece]()

    def ball(self, segment: str, at: Triple, half: Triple, joint: str | None = None) -> None:
        """An ellipsoid of half extents `half` around a place beside the joint."""
        centre = self.joints[joint or segment] + self.h * np.array(at)
        mean = float(np.prod(half)) ** (1 / 3)
        self.pieces.append(Piece(segment, centre, centre, mean * self.h, mean * self.h, np.array(half) / mean))

    def by(self, x: float, y: float, z: float) -> Array:
        """A shift in shares of stature, in metres."""
        return self.h * np.array([x, y, z])

    def cone(
        self, segment: str, start: Array, end: Array, near: float, far: float, stretch: Triple = (1, 1, 1)
    ) -> None:
        """A rounded cone between two places (metres), radii in shares of stature."""
        self.pieces.append(Piece(segment, start, end, near * self.h, far * self.h, np.array(stretch, dtype=float)))


def _torso(s: _Sculptor, build: Build, rise: float) -> None:
    female = build.sex == "female"
    t, flank = build.torso, build.flank
    s.ball("pelvis", (-0.004, 0, 0.022), (0.060 * t, 0.095 * flank, 0.072))
    for _, out in SIDES:
        s.ball("pelvis", (-0.034 * t, out * 0.043 * flank, -0.018), (0.046 * t, 0.046 * flank, 0.050))
    middle = 0.3 * rise
    belly = 0.055 * build.belly
    s.ball(
        "lumbar",
        (0.45 * (belly - 0.055) + 0.004, 0, middle - 0.22 * rise),
        (belly, 0.5 * (0.082 * build.waist + 0.086 * flank), 0.066),
    )
    s.ball("abdomen", (0.3 * (belly - 0.055), 0, 0.06 * rise), (0.5 * (belly + 0.056), 0.077 * build.waist, 0.055))
    wide = 0.5 * (0.085 * t + 0.085 * build.shoulders)
    s.ball("ribs", (0.0, 0, 0.07 * rise), (0.058 * t, wide, 0.066))
    s.ball("thorax", (0.003, 0, 0.08 * rise), (0.062 * t, 1.05 * wide, 0.066))
    if female:
        for _, out in SIDES:
            s.ball("thorax", (0.052 * t, out * 0.042, 0.04 * rise), (0.030 * t, 0.034 * t, 0.034))
    neck = s.joints["neck"]
    for side, out in SIDES:
        tip = s.joints[f"{side}_upper_arm"] * [1, 0.8, 1] + s.by(0, 0, 0.002)
        s.cone("thorax", np.array([0.0, 0.0, tip[2] - 0.012 * s.h]), tip, 0.038 * t, 0.028 * t)
        s.cone("thorax", tip + s.by(0, 0, 0.012), neck + s.by(-0.004, out * 0.012, 0.012), 0.016, 0.022)


def _head(s: _Sculptor, build: Build, top_m: float) -> None:
    b = build.head
    girth = 0.033 * (1.04 if build.sex == "male" else 0.9) * build.torso**0.5
    s.cone("neck", s.joints["neck"] - [0.004 * s.h, 0, 0.01 * s.h], s.joints["head"] + [0, 0, 0.02 * s.h], girth, girth)
    up = (top_m - s.joints["head"][2]) / s.h  # from the base of the head to the crown, shares of stature
    skull, jaw = up - 0.055 * b, up - 0.096 * b
    s.ball("head", (-0.006, 0, skull), (0.055 * b, 0.0440 * b, 0.055 * b))
    s.ball("head", (0.020 * b, 0, jaw), (0.031 * b, 0.033 * b, 0.036 * b))
    s.ball("head", (0.012 * b, 0, up - 0.072 * b), (0.038 * b, 0.0405 * b, 0.036 * b))
    base = s.joints["head"]
    bridge, tip = (base + s.h * np.array([x * b, 0, up - z * b]) for x, z in ((0.046, 0.060), (0.058, 0.084)))
    s.cone("head", bridge, tip, 0.005 * b, 0.0075 * b)
    for _, out in SIDES:
        s.ball("head", (-0.008 * b, out * 0.0445 * b, up - 0.072 * b), (0.012 * b, 0.005 * b, 0.018 * b))


def _arm(s: _Sculptor, build: Build, side: str, out: float) -> None:
    shoulder, elbow, wrist = (s.joints[f"{side}_{n}"] for n in ("upper_arm", "forearm", "hand"))
    g = build.limbs * (1.06 if build.sex == "male" else 0.94)
    s.ball(f"{side}_upper_arm", (0, out * 0.004, -0.004), (0.030 * g, 0.028 * g, 0.034 * g))
    s.cone(f"{side}_upper_arm", shoulder, elbow, 0.029 * g, 0.0235 * g)
    s.cone(f"{side}_forearm", elbow, elbow + 0.3 * (wrist - elbow), 0.0235 * g, 0.0255 * g)
    s.cone(f"{side}_forearm", elbow + 0.3 * (wrist - elbow), wrist, 0.0255 * g, 0.0165 * g**0.5)
    way = (wrist - elbow) / np.linalg.norm(wrist - elbow)
    palm, knuckles, tips = (wrist + share * s.h * way for share in (0.018, 0.048, 0.098))
    forward = np.array([s.h, 0.0, 0.0])
    s.cone(f"{side}_hand", palm, knuckles, 0.0145, 0.0160, (1.5, 1.0, 1.0))
    for at in (-0.016, -0.005, 0.006, 0.017):
        bent = tips - 0.006 * s.h * np.array([0, out, 0]) - abs(at - 0.003) * 0.6 * s.h * way
        s.cone(f"{side}_hand", knuckles + at * forward, bent + 1.1 * at * forward, 0.0075, 0.0052)
    s.cone(f"{side}_hand", palm + 0.014 * forward, palm + 0.034 * forward + 0.026 * s.h * way, 0.0085, 0.0058)


def _leg(s: _Sculptor, build: Build, side: str, out: float) -> None:
    hip, knee, ankle = (s.joints[f"{side}_{n}"] for n in ("thigh", "shank", "foot"))
    g, h = build.limbs * (1.0 if build.sex == "male" else 1.03), s.h
    thigh, shank, foot = f"{side}_thigh", f"{side}_shank", f"{side}_foot"
    half = 0.5 * (0.096 * build.flank + 0.046)
    root = np.array([hip[0] - 0.004 * h, out * (half - 0.022) * h, hip[2] - 0.008 * h])
    s.cone(thigh, root, hip + 0.45 * (knee - hip) + s.by(0.006, out * 0.004, 0), 0.0520 * g, 0.0440 * g)
    middle = hip + 0.45 * (knee - hip) + s.by(0.004, 0, 0)
    s.cone(thigh, middle, knee + s.by(0.002, 0, 0.012), 0.0440 * g, 0.0335 * g**0.7)
    s.ball(shank, (0.010, 0, -0.002), (0.026, 0.029, 0.032))
    calf = knee + 0.3 * (ankle - knee) + s.by(-0.012, out * 0.002, 0)
    c = g**0.7 * build.calf
    s.cone(shank, knee - s.by(0.006, 0, 0), calf, 0.0310 * g**0.7, 0.0335 * c)
    thin = ankle + 0.16 * (knee - ankle)
    s.cone(shank, calf, thin + s.by(-0.003, 0, 0), 0.0335 * c, 0.0195 * c**0.5, (1.1, 0.95, 1.0))
    s.cone(shank, thin + s.by(-0.003, 0, 0), ankle, 0.0190 * c**0.5, 0.0190 * c**0.5, (1.2, 0.86, 1.0))
    _malleoli(s, shank, out)
    s.cone(foot, ankle, ankle + s.by(0, 0, -0.012), 0.0190, 0.0205, (1.15, 0.9, 1.0))
    s.ball(foot, (-0.020, 0, 0.019 - p.ANKLE), (0.022, 0.0185, 0.019))
    ball_of_foot = np.array([ankle[0] + 0.074 * h, ankle[1] + out * 0.002 * h, 0.0135 * h])
    s.cone(foot, ankle + s.by(0.010, 0, -0.012), ball_of_foot, 0.0205, 0.0135, (1.0, 1.5, 1.0))
    s.ball(foot, (0.086, out * 0.002, 0.0125 - p.ANKLE), (0.024, 0.0265, 0.0120))


def _malleoli(s: _Sculptor, shank: str, out: float) -> None:
    """The inner knob stands higher and further forward than the outer one; between their tips 0.041 of stature."""
    joint = shank.replace("shank", "foot")
    s.ball(shank, (0.003, -out * 0.0145, 0.002), (0.0085, 0.0060, 0.0095), joint)
    s.ball(shank, (-0.003, out * 0.0145, -0.002), (0.0075, 0.0060, 0.0105), joint)


def flesh(build: Build) -> list[Piece]:
    """All pieces of a person, on the rest pose."""
    s, at = _Sculptor(build), rest_heights_m(build)
    _torso(s, build, (at["shoulder"] - at["hip"]) / build.stature_m)
    _head(s, build, at["top"])
    for side, out in SIDES:
        _arm(s, build, side, out)
        _leg(s, build, side, out)
    return s.pieces
