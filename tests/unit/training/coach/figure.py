"""A stick figure that exercises before a pinhole camera: keypoints with known truth, for tests of the coach.

World: x to the right of the picture, y up, z towards the camera, metres; the figure's own forward is turned from the
camera by `turn` to its own left. Nothing here is shared with the program but the names of the keypoints.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import asin, cos, degrees, pi, radians, sin

import numpy as np

from inturn.body.keypoints import INDEX, KEYPOINTS
from inturn.motion.recording import KeypointFrame

Array = np.ndarray
THIGH, SHANK, TRUNK, HIPS, SHOULDERS, FOOT = 0.42, 0.42, 0.49, 0.2, 0.36, 0.24


@dataclass(frozen=True)
class Pose:
    """Angles in degrees: thighs, shanks and trunk forward from vertical, pelvis turn to the own left; metres.

    `at` moves the whole figure to the right of the picture, `stagger` puts the left foot ahead, `knee_in` moves the
    right knee inward, `heel` lifts the heels, `hand` is the height of the hands above the ankles.
    """

    thigh: float = 2.0
    shank: float = 1.0
    trunk: float = 2.0
    turn: float = 0.0
    at: float = 0.0
    stagger: float = 0.0
    knee_in: float = 0.0
    heel: float = 0.0
    hand: float = 0.8


@dataclass(frozen=True)
class Film:
    """How it is filmed: `turn` of the figure to its own left from facing the camera (degrees), pictures a second."""

    turn: float = 0.0
    fps: float = 15.0
    noise_px: float = 0.8
    seed: int = 1
    drop: float = 0.0


def squat(depth: float, turn: float = 0.0) -> Pose:
    """A squat with thighs `depth` degrees from hanging, trunk and shins alike."""
    return Pose(thigh=depth, shank=0.45 * depth, trunk=0.5 * depth, turn=turn)


def hinge(depth: float) -> Pose:
    """A hinge with the trunk `depth` degrees forward and the left foot ahead."""
    return Pose(thigh=5 + 0.12 * depth, shank=12 - 0.1 * depth, trunk=depth, stagger=0.3)


def seated(share: float) -> Pose:
    """Between sitting (0) and standing (1)."""
    return Pose(thigh=85 - 83 * share, shank=5 - 4 * share, trunk=8 + 30 * sin(pi * share))


def mixed(a: Pose, b: Pose, share: float) -> Pose:
    """Between two poses."""
    return Pose(*(x + share * (y - x) for x, y in zip(vars(a).values(), vars(b).values(), strict=True)))


def smooth(share: float) -> float:
    """A minimum-jerk way from 0 to 1."""
    x = min(max(share, 0.0), 1.0)
    return x**3 * (10 - 15 * x + 6 * x * x)


Script = list[tuple[float, Pose]]
"""Poses reached at times (s); smooth between."""


def at(script: Script, time_s: float) -> Pose:
    """The pose at a time."""
    for (t0, a), (t1, b) in pairwise(script):
        if time_s < t1:
            return mixed(a, b, smooth((time_s - t0) / (t1 - t0)))
    return script[-1][1]


@dataclass
class Writer:
    """Writes a script part after part."""

    script: Script
    now: float = 0.0
    repetitions: list[tuple[float, float, float]] = field(default_factory=list)

    def hold(self, seconds: float) -> "Writer":
        """Stay as one is."""
        return self.go(self.script[-1][1], seconds)

    def go(self, pose: Pose, seconds: float) -> "Writer":
        """Move to a pose."""
        self.now += seconds
        self.script.append((self.now, pose))
        return self

    def repeat(self, bottom: Pose, down: float = 2.0, pause: float = 0.6, up: float = 1.6) -> "Writer":
        """There and back."""
        start, rest = self.now, self.script[-1][1]
        self.go(bottom, down).hold(pause).go(rest, up)
        self.repetitions.append((start, start + down + pause / 2, self.now))
        return self


def writer(pose: Pose, seconds: float = 2.0) -> Writer:
    """Begin with standing (or sitting) still."""
    return Writer([(0.0, pose)]).hold(seconds)


def joints(pose: Pose) -> dict[str, Array]:
    """Points in the figure's own frame: x to its left, y up, z forward; (3,) each, ankles at the ground."""

    def along(angle: float, length: float, sign: float = 1.0) -> Array:
        return np.array([0.0, length * cos(radians(angle)), sign * length * sin(radians(angle))])

    points: dict[str, Array] = {}
    hips: dict[str, Array] = {}
    for side, across in (("left", 1.0), ("right", -1.0)):
        ankle = np.array([across * 0.1, 0.0, across * pose.stagger / 2])
        back = across * degrees(asin(pose.stagger / 2 / (THIGH + SHANK)))  # the front leg leans back, the rear one on
        knee = ankle + along(pose.shank - back, SHANK)
        hips[side] = knee + along(pose.thigh + back, THIGH, -1.0)
        if side == "right":
            knee = knee + np.array([pose.knee_in, 0.0, 0.0])
        toe = ankle + np.array([0.0, -0.06, FOOT - 0.06])
        points |= {
            f"{side}_ankle": ankle + np.array([0.0, pose.heel * 0.8, 0.0]),
            f"{side}_heel": ankle + np.array([0.0, -0.06 + pose.heel, -0.06]),
            f"{side}_foot_index": toe,
            f"{side}_knee": knee,
        }
    middle = 0.5 * (hips["left"] + hips["right"])
    shoulder = middle + along(pose.trunk, TRUNK)
    for side, across in (("left", 1.0), ("right", -1.0)):
        across_hips = np.array([cos(radians(pose.turn)), 0.0, -sin(radians(pose.turn))])
        points[f"{side}_hip"] = middle + across * HIPS / 2 * across_hips
        points[f"{side}_shoulder"] = shoulder + np.array([across * SHOULDERS / 2, 0.0, 0.0])
        points[f"{side}_wrist"] = np.array([across * 0.25, pose.hand, 0.1])
    points["nose"] = shoulder + along(pose.trunk, 0.25)
    return points


def in_room(pose: Pose, turn_deg: float) -> Array:
    """All 33 keypoints (33, 3) in the room; those that the coach does not read lie at the nose."""
    own = joints(pose)
    c, s = cos(radians(turn_deg)), sin(radians(turn_deg))
    points = np.array([own.get(name, own["nose"]) for name in KEYPOINTS])
    # own left is at the picture's right for somebody who faces the camera; turning left moves forward to the right
    x = points[:, 0] * c + points[:, 2] * s
    z = points[:, 2] * c - points[:, 0] * s
    return np.column_stack([x + pose.at, points[:, 1], z])


def film(script: Script, how: Film | None = None, until: float | None = None) -> Iterator[KeypointFrame]:
    """The keypoints picture by picture, camera 3.2 m away at 1 m height, 854 pixels tall."""
    how = how or Film()
    rng = np.random.default_rng(how.seed)
    end = script[-1][0] if until is None else until
    for i in range(int(end * how.fps)):
        if how.drop and rng.random() < how.drop:
            continue
        room = in_room(at(script, i / how.fps), how.turn)
        depth = 3.2 - room[:, 2]
        pixel = np.column_stack([240 + 700 * room[:, 0] / depth, 427 - 700 * (room[:, 1] - 0.92) / depth])
        pixel = pixel + how.noise_px * rng.normal(size=pixel.shape)
        hips = 0.5 * (room[INDEX["left_hip"]] + room[INDEX["right_hip"]])
        world = (room - hips) * np.array([1.0, -1.0, -1.0]) + 0.003 * rng.normal(size=room.shape)
        ones = np.ones(len(KEYPOINTS))
        variance = np.ones((len(KEYPOINTS), 3))
        yield KeypointFrame(i / how.fps, pixel, variance, ones, ones, world, 0.99, 0, 1)


def stretched(frames: Iterator[KeypointFrame], factor: float) -> Iterator[KeypointFrame]:
    """The same pictures, time stretched."""
    return (replace(f, time_s=f.time_s * factor) for f in frames)


def moved(function: Callable[[float], Pose], seconds: float, step: float = 0.1) -> Script:
    """A script out of any function of time."""
    return [(i * step, function(i * step)) for i in range(int(seconds / step) + 1)]
