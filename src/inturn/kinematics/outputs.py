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
from inturn.kinematics.observation import Observations, noise_of
from inturn.kinematics.priors import PosePrior
from inturn.kinematics.robust import robust_weight
from inturn.kinematics.solving import inverse

Floats = NDArray[np.float64]

_ROTATION: Final = side_columns("rotation")
_SD_OF: Final = [*_ROTATION, P["list"], P["turn"], P["lean"]]
_SD_COLUMNS: Final = np.eye(N + M)[:, _SD_OF]
_LEAST: Final = np.diag([1e-6] * N + [0.0] * M)
_HIP, _KNEE, _ANKLE, _HEEL = (
    [POINTS.index(f"left_{p}"), POINTS.index(f"right_{p}")] for p in ("hip", "knee", "ankle", "heel")
)
MISFIT_LIMIT_M: Final = 0.08
"""Median distance of the keypoints from the model, on a person of reference size, above which the model does not
explain the picture."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Poses (T, N) of one span with constants (M,) and their covariance (M, M)."""

    pose: Floats
    constants: Floats
    constants_covariance: Floats


@dataclass(frozen=True, slots=True)
class FootPixels:
    """Picture positions (T, 2, 2) of the toes (BlazePose "foot index"), left and right, NaN where not seen."""

    toes: Floats


def one_picture_sd(
    estimate: Estimate, observed: Observations, model: Prediction, camera: Camera, body: Body, prior: PosePrior
) -> tuple[Floats, Floats]:
    """Standard deviations (T, 5) of rotation left, right, list, turn, lean from each picture alone; misfit (T,).

    The whole error of a held pose counts, nothing is averaged over time, and the constants' own doubt is carried
    along. misfit = median distance of keypoint and model at the person's depth, m.
    """
    focal = camera.focal_px * float(np.exp(estimate.constants[C["focal"]]))
    noise, seen = noise_of(observed, body), np.isfinite(observed.seen[..., 0])
    information = np.empty(observed.seen.shape)
    information[..., 0] = information[..., 1] = 1.0 / noise.picture(model.depth, focal, bias=True)
    information[..., 2] = 1.0 / noise.depth
    residual = np.where(seen[..., None], model.seen[..., :2] - observed.seen[..., :2], 0.0)
    squared = residual[..., 0] ** 2 + residual[..., 1] ** 2
    weighted = squared * information[..., 0]
    information[..., :2] *= np.minimum(robust_weight(weighted), 1.0)[..., None]
    t = estimate.pose.shape[0]
    flat = model.jacobian.reshape(t, -1, N + M)
    whole = np.swapaxes(flat * information.reshape(t, -1, 1), 1, 2) @ flat
    whole += prior.information + _LEAST
    whole[:, N:, N:] += inverse(estimate.constants_covariance)
    covariance = np.linalg.solve(whole, _SD_COLUMNS)[:, _SD_OF, range(len(_SD_OF))]
    misfit = np.where(seen, np.sqrt(squared) * model.depth / focal, np.nan)
    return np.sqrt(covariance), _nanmedian(misfit)


def _nanmedian(values: Floats) -> Floats:
    """Median along the last axis without NaN; infinite where all are."""
    ordered = np.sort(values, axis=-1)
    count = np.isfinite(values).sum(axis=-1)
    at = np.maximum(count - 1, 0) // 2
    return np.where(count > 0, np.take_along_axis(ordered, at[..., None], axis=-1)[..., 0], np.inf)


def _foot_edges(
    estimate: Estimate, model: Prediction, toes: Floats, camera: Camera, body: Body, left: Floats
) -> Floats:
    """Outer edge of each foot (T, 2, 3): the toes at the depth of the ankle, half a foot's width outward."""
    focal = camera.focal_px * float(np.exp(estimate.constants[C["focal"]]))
    depth = np.maximum(model.depth[:, _ANKLE], NEAREST_M)
    centre = np.array([0.5 * camera.width, 0.5 * camera.height])
    ray = np.concatenate([(toes - centre) / focal, np.ones((*depth.shape, 1))], axis=-1)
    on_ray = (ray * depth[..., None]) @ camera_matrix(estimate.constants)
    half = body.height_m * FOOT_HALF_WIDTH.share
    return on_ray + half * SIGNS[:, None] * left[:, None]


def angle_frames(
    estimate: Estimate,
    observed: Observations,
    model: Prediction,
    feet: FootPixels,
    camera: Camera,
    body: Body,
    prior: PosePrior,
    rotation: Floats | None = None,
) -> list[AngleFrame]:
    """The angles of every moment of a span; `lost` where nobody was tracked or the model explains nothing.

    model: the prediction of keypoints at the estimate. rotation: (T, 2) where the pose's own was corrected.
    """
    pose = estimate.pose
    rotation = pose[:, _ROTATION] if rotation is None else rotation
    frames = segment_frames(pose)
    sd, misfit = one_picture_sd(estimate, observed, model, camera, body, prior)
    thigh, shank, half_hips = lengths(body, estimate.constants)[:3]
    left = frames[:, 0, :, 1]
    level = cf.level_left(left)
    hips = pose[:, None, :3] + half_hips * SIGNS[:, None] * left[:, None]
    knees = hips - thigh * frames[:, 2:4, :, 2]
    ankles = knees - shank * frames[:, 4:, :, 2]
    bend = pose[:, side_columns("knee")]
    known = cf.defined(bend)
    per_side = {
        "rotation": np.where(known, rotation, np.nan),
        "rotation_sd": np.where(known, sd[:, :2], np.nan),
        "shank_to_vertical": cf.tilt_of_shank(ankles - knees, level[:, None], SIGNS),
        "thigh_elevation": cf.thigh_elevation(hips, knees),
        "hip_flexion": pose[:, side_columns("flexion")],
        "hip_abduction": pose[:, side_columns("abduction")],
        "knee_flexion": bend,
        "seen": np.minimum.reduce([observed.visibility[:, i] for i in (_HIP, _KNEE, _ANKLE)]),
        "knee": knees,
        "heel": model.points[:, _HEEL],
        "foot_edge": _foot_edges(estimate, model, feet.toes, camera, body, level),
    }
    turn = pose[:, P["turn"]]
    whole = {
        "pelvic_list": pose[:, P["list"]],
        "pelvic_list_sd": sd[:, 2],
        "pelvic_turn": np.arctan2(np.sin(turn), np.cos(turn)),
        "pelvic_turn_sd": sd[:, 3],
        "trunk_lean": cf.trunk_lean(frames[:, 1, :, 2], left),
        "trunk_lean_sd": sd[:, 4],
    }
    tracked = observed.present & (misfit < MISFIT_LIMIT_M * body.scale)
    return [
        AngleFrame(
            time_s=float(observed.time_s[i]),
            tracked=True,
            **{name: values[i].copy() for name, values in per_side.items()},  # pyright: ignore[reportArgumentType]
            **{name: float(values[i]) for name, values in whole.items()},  # pyright: ignore[reportArgumentType]
        )
        if tracked[i]
        else lost(float(observed.time_s[i]))
        for i in range(pose.shape[0])
    ]
