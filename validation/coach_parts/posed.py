"""Keypoints without a picture: posed joints seen by the camera, with errors like a network's, made from the seed.

They show what the step machine and its limits do when points are about right. They are no substitute for pictures:
what a network gets wrong of a covered knee or a loose shirt is not in them.
"""

from collections.abc import Iterator

import numpy as np

from inturn.body.keypoints import INDEX, KEYPOINTS
from inturn.motion.recording import KeypointFrame
from validation.people.exercise_truth import ExerciseTruth
from validation.people.sets import LOTS, SeenJoints, compose, seen_joints

# Shares of the standing person's height in the picture: an error that stays, one that drifts within a second, a jitter;
# those of the heavy network on seven rendered people of the tuning seeds who do the standing test.
STAYS, DRIFTS, JITTERS = 0.009, 0.006, 0.0065
# The same for the depth of points in space, metres.
DEPTH_STAYS_M, DEPTH_DRIFTS_M = 0.03, 0.02
DRIFT_S = 0.8
LEG_AND_ARM = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index")


def _drift(rng: np.random.Generator, count: int, fps: float, shape: tuple[int, ...]) -> np.ndarray:
    """Noise of standard deviation 1 that stays alike for about `DRIFT_S`."""
    keep = float(np.exp(-1.0 / (DRIFT_S * fps)))
    out = np.empty((count, *shape))
    out[0] = rng.normal(size=shape)
    for i in range(1, count):
        out[i] = keep * out[i - 1] + np.sqrt(1 - keep**2) * rng.normal(size=shape)
    return out


def _all_points(names: list[str], values: np.ndarray) -> np.ndarray:
    """The joints in the order of the keypoints; those of head and hands that have no joint take the nearest one's."""
    column = {n: i for i, n in enumerate(names)}
    chosen = []
    for keypoint in KEYPOINTS:
        side, _, rest = keypoint.partition("_")
        if keypoint in column:
            chosen.append(column[keypoint])
        elif rest in ("pinky", "index", "thumb"):
            chosen.append(column[f"{side}_wrist"])
        else:
            chosen.append(column["head"])
    return values[:, chosen]


def posed_set(seed: int, of: str = "sets") -> tuple[ExerciseTruth, Iterator[KeypointFrame]]:
    """A seed's set (`of` these `LOTS`), done by bones alone: its truth, and its keypoints picture by picture."""
    made = compose(seed, bones=True, lot_of=LOTS[of])
    return made.truth, posed_frames(made.truth, seen_joints(made))


def posed_frames(truth: ExerciseTruth, joints: SeenJoints) -> Iterator[KeypointFrame]:
    """Joints as a network might place them, picture by picture."""
    rng = np.random.default_rng([truth.seed, 90])
    pixel, seen = _all_points(joints.names, joints.pixel), _all_points(joints.names, joints.seen)
    count, k = pixel.shape[:2]
    tall = float(np.median(np.ptp(pixel[..., 1], axis=1)))
    pixel = pixel + tall * (
        STAYS * rng.normal(size=(k, 2)) + DRIFTS * _drift(rng, count, truth.fps, (k, 2))
        + JITTERS * rng.normal(size=(count, k, 2))
    )  # fmt: skip
    hips: np.ndarray = 0.5 * (seen[:, INDEX["left_hip"]] + seen[:, INDEX["right_hip"]])
    error = DEPTH_STAYS_M * rng.normal(size=(k, 3)) + DEPTH_DRIFTS_M * _drift(rng, count, truth.fps, (k, 3))
    world = seen - hips.reshape(count, 1, 3) + error * [0.3, 0.3, 1.0]
    visible = ((pixel > 0) & (pixel < [truth.width, truth.height])).all(axis=2).astype(np.float64)
    variance = np.tile([1.0, 0.0, 1.0], (k, 1))
    for i in range(count):
        yield KeypointFrame(i / truth.fps, pixel[i], variance, visible[i], visible[i], world[i], 1.0, 0, 1)
