"""From poses and constants to the angles and positions that the rest of the program reads."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.segments import FOOT_HALF_WIDTH
from inturn.kinematics import closed_form as cf
from inturn.kinematics.angles import AngleFrame, lost
from inturn.kinematics.layout import POINTS, SIGNS, C, M, N, P, side_columns
from inturn.kinematics.model import (
    NEAREST_M,
    Body,
    Camera,
    Prediction,
    camera_matrix,
    lengths,
    segment_frames,
)
from inturn.kinematics.observation import Noise, Observations
from inturn.kinematics.priors import PosePrior
from inturn.kinematics.robust import robust_weight
from inturn.kinematics.solving import inverse, solved

Floats = NDArray[np.float64]

_FLEXION, _ABDUCTION, _KNEE_FLEXION = (np.array(side_columns(name)) for name in ("flexion", "abduction", "knee"))
_OUTWARD: Final = SIGNS[:, None]
_SD_OF: Final = [*side_columns("rotation"), P["list"], P["turn"], P["lean"]]
_SD_EACH: Final = range(len(_SD_OF))
_SD_COLUMNS: Final = np.eye(N + M)[:, _SD_OF]
_LEAST: Final = np.diag([1e-6] * N + [0.0] * M)
_HIP, _KNEE, _ANKLE, _HEEL = (
    np.array([POINTS.index(f"left_{p}"), POINTS.index(f"right_{p}")]) for p in ("hip", "knee", "ankle", "heel")
)
_LEG: Final = np.array([_HIP, _KNEE, _ANKLE])
MISFIT_LIMIT_M: Final = 0.08
"""Median distance of the keypoints from the model, on a person of reference size, above which the model does not
explain the picture."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Poses (T, N) of one span with constants (M,) and their covariance (M, M).

    rotation (T, 2): of the hips, left and right, less what the poses are known to get wrong.
    """

    pose: Floats
    constants: Floats
    constants_covariance: Floats
    rotation: Floats


@dataclass(frozen=True, slots=True)
class FootPixels:
    """Picture positions (T, 2, 2) of the toes (BlazePose "foot index"), left and right, NaN where not seen."""

    toes: Floats


def one_picture_sd(
    estimate: Estimate, observed: Observations, model: Prediction, camera: Camera, noise: Noise, prior: PosePrior
) -> tuple[Floats, Floats]:
    """Standard deviations (T, 5) of rotation left, right, list, turn, lean from each picture alone; misfit (T,).

    The whole error of a held pose counts, nothing is averaged over time, and the constants' own doubt is carried
    along. misfit = median distance of keypoint and model at the person's depth, m.
    """
    focal = camera.focal_px * float(np.exp(estimate.constants[C["focal"]]))
    seen = np.isfinite(observed.seen[..., 0])
    information = np.empty(observed.seen.shape)
    precision = 1.0 / noise.picture(model.depth, focal, bias=True)
    residual = np.where(seen[..., None], model.seen[..., :2] - observed.seen[..., :2], 0.0)
    residual *= residual
    squared = residual[..., 0] + residual[..., 1]
    precision *= np.minimum(robust_weight(squared * precision), 1.0)
    information[..., 0] = information[..., 1] = precision
    information[..., 2] = 1.0 / noise.depth
    t = estimate.pose.shape[0]
    flat = model.jacobian.reshape(t, -1, N + M)
    whole = np.swapaxes(flat * information.reshape(t, -1, 1), 1, 2) @ flat
    whole += prior.information + _LEAST
    whole[:, N:, N:] += inverse(estimate.constants_covariance)
    covariance = np.array([solved(each, _SD_COLUMNS)[_SD_OF, _SD_EACH] for each in whole])
    return np.sqrt(covariance), _median(np.where(seen, np.sqrt(squared) * model.depth / focal, np.inf))


def _median(values: Floats) -> Floats:
    """Median along the last axis of what is finite (T, n); infinite where nothing is."""
    count = np.isfinite(values).sum(axis=-1)
    return np.sort(values, axis=-1)[range(len(values)), np.maximum(count - 1, 0) // 2]


def _foot_edges(
    estimate: Estimate, model: Prediction, toes: Floats, camera: Camera, body: Body, left: Floats
) -> Floats:
    """Outer edge of each foot (T, 2, 3): the toes at the depth of the ankle, half a foot's width outward."""
    focal = camera.focal_px * float(np.exp(estimate.constants[C["focal"]]))
    depth = np.maximum(model.depth.take(_ANKLE, axis=1), NEAREST_M)[..., None]
    at = np.empty((*toes.shape[:-1], 3))  # in camera axes
    at[..., :2] = (toes - (0.5 * camera.width, 0.5 * camera.height)) / focal * depth
    at[..., 2:] = depth
    half = body.height_m * FOOT_HALF_WIDTH.share
    return at @ camera_matrix(estimate.constants) + half * _OUTWARD * left[:, None]


def angle_frames(
    estimate: Estimate,
    observed: Observations,
    model: Prediction,
    feet: FootPixels,
    camera: Camera,
    body: Body,
    prior: PosePrior,
    noise: Noise,
) -> list[AngleFrame]:
    """The angles of every moment of a span; `lost` where nobody was tracked or the model explains nothing.

    model: the prediction of keypoints at the estimate. noise: of `observed`.
    """
    pose = estimate.pose
    frames = segment_frames(pose)
    sd, misfit = one_picture_sd(estimate, observed, model, camera, noise, prior)
    thigh, _, half_hips = lengths(body, estimate.constants)[:3].tolist()
    left = frames[:, 0, :, 1]
    level = cf.level_left(left)
    upward = frames[:, 2:, :, 2]  # along thighs and shanks, from the lower joint to the upper one
    knees = pose[:, None, :3] + half_hips * _OUTWARD * left[:, None] - thigh * upward[:, :2]
    bend = pose.take(_KNEE_FLEXION, axis=1)
    known = cf.defined(bend)
    per_side = {
        "rotation": np.where(known, estimate.rotation, np.nan),
        "rotation_sd": np.where(known, sd[:, :2], np.nan),
        "shank_to_vertical": cf.tilt_of_shank(-upward[:, 2:], level[:, None], SIGNS),
        "thigh_elevation": cf.elevation_of_thigh(upward[:, :2, 2]),
        "hip_flexion": pose.take(_FLEXION, axis=1),
        "hip_abduction": pose.take(_ABDUCTION, axis=1),
        "knee_flexion": bend,
        "seen": observed.visibility.take(_LEG, axis=1).min(axis=1),
    }
    points = {
        "knee": knees,
        "heel": model.points.take(_HEEL, axis=1),
        "foot_edge": _foot_edges(estimate, model, feet.toes, camera, body, level),
    }
    turn = pose[:, P["turn"]]
    whole = {
        "pelvic_list": pose[:, P["list"]],
        "pelvic_list_sd": sd[:, 2],
        "pelvic_turn": np.arctan2(np.sin(turn), np.cos(turn)),
        "pelvic_turn_sd": sd[:, 3],
        "trunk_lean": cf.lean_of_trunk(frames[:, 1, :, 2], level),
        "trunk_lean_sd": sd[:, 4],
    }
    tracked = observed.present & (misfit < MISFIT_LIMIT_M * body.scale)
    return _filled_in(observed.time_s, tracked, _over_time(per_side), _over_time(points), _over_time(whole))


def _over_time(values: dict[str, Floats]) -> Floats:
    """Arrays (T, ...) of one shape as one (T, n, ...)."""
    first = next(iter(values.values()))
    out = np.empty((len(first), len(values), *first.shape[1:]))
    for i, value in enumerate(values.values()):
        out[:, i] = value
    return out


def _filled_in(
    time_s: Floats, tracked: NDArray[np.bool_], per_side: Floats, points: Floats, whole: Floats
) -> list[AngleFrame]:
    """Frames of angles (T, 8, 2), points (T, 3, 2, 3), numbers of the whole body (T, 6), in the fields' order."""
    return [
        AngleFrame(at, True, *per_side[i].copy(), *points[i].copy(), *whole[i].tolist()) if tracked[i] else lost(at)
        for i, at in enumerate(time_s.tolist())
    ]
