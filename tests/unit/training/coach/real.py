"""Real recordings made by others as keypoints: optical markers before an invented camera, and rows of landmarks."""

import csv
from collections.abc import Iterator
from math import cos, radians, sin
from pathlib import Path

import numpy as np

from inturn.body.keypoints import INDEX, KEYPOINTS
from inturn.motion.recording import KeypointFrame

MARKERS = {
    "left_shoulder": "L_Shoulder", "right_shoulder": "R_Shoulder", "left_hip": "L_HJC", "right_hip": "R_HJC",
    "left_knee": "L_knee", "right_knee": "r_knee", "left_ankle": "L_ankle", "right_ankle": "r_ankle",
    "left_heel": "L_calc", "right_heel": "r_calc", "left_foot_index": "L_toe", "right_foot_index": "r_toe",
    "left_wrist": "L_wrist_radius", "right_wrist": "R_wrist_radius", "nose": "C7",
}  # fmt: skip


def markers(path: Path) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Times (T,) and positions (T, 3) of a .trc file, metres, y up."""
    lines = path.read_text(encoding="utf-8").splitlines()
    names = [n for n in lines[3].split("\t")[2:] if n]
    rows = np.array([[float(v) for v in line.split("\t") if v] for line in lines[5:] if line.strip()])
    return rows[:, 1], {n: rows[:, 2 + 3 * i : 5 + 3 * i] for i, n in enumerate(names)}


def filmed(path: Path, azimuth_deg: float, every: int = 5) -> Iterator[KeypointFrame]:
    """The markers as a camera sees them that stands `azimuth_deg` to the person's left of straight ahead."""
    time_s, found = markers(path)
    own = {name: found[marker.strip()] for name, marker in MARKERS.items()}
    across = (own["left_hip"] - own["right_hip"])[0] * [1.0, 0.0, 1.0]
    left = across / np.linalg.norm(across)
    forward = np.cross(left, [0.0, 1.0, 0.0])
    a = radians(azimuth_deg)
    to_camera = cos(a) * forward + sin(a) * left
    right = np.cross([0.0, 1.0, 0.0], to_camera)
    middle = 0.5 * (own["left_hip"] + own["right_hip"])[0]
    axes = np.array([right, [0.0, -1.0, 0.0], -to_camera])
    for i in range(0, len(time_s), every):
        points = np.array([(own[n] if n in own else own["nose"])[i] for n in KEYPOINTS])
        seen = (points - middle) @ axes.T
        pixel = 400.0 + 700.0 * seen[:, :2] / (3.2 + seen[:, 2:])
        hips = 0.5 * (seen[INDEX["left_hip"]] + seen[INDEX["right_hip"]])
        yield _frame(float(time_s[i]), pixel, seen - hips)


def rows(path: Path) -> Iterator[tuple[str, list[KeypointFrame]]]:
    """Class and three equal pictures of each row of landmarks, whose depth is in the picture's own unit."""
    with path.open(encoding="utf-8") as file:
        for row in csv.reader(file):
            points = np.array([float(v) for v in row[2:]]).reshape(33, 3)
            hips = 0.5 * (points[INDEX["left_hip"]] + points[INDEX["right_hip"]])
            trunk = np.linalg.norm(hips - 0.5 * (points[INDEX["left_shoulder"]] + points[INDEX["right_shoulder"]]))
            world = (points - hips) * 0.5 / trunk
            yield row[1], [_frame(0.1 * i, points[:, :2], world) for i in range(3)]


def _frame(time_s: float, pixel: np.ndarray, world: np.ndarray) -> KeypointFrame:
    k = len(KEYPOINTS)
    return KeypointFrame(time_s, pixel, np.ones((k, 3)), np.ones(k), np.ones(k), world, 0.99, 0, 1)
