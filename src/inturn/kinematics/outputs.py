"""From poses and constants to the angles and positions that the rest of the program reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, nan
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.segments import FOOT_HALF_WIDTH
from inturn.kinematics import closed_form as cf
from inturn.kinematics.angles import AngleFrame, lost
from inturn.kinematics.layout import POINTS, C, K, M, N, P, side_columns
from inturn.kinematics.model import Body, Camera, Prediction, camera_elements, lengths
from inturn.kinematics.observation import Noise, Observations
from inturn.kinematics.priors import PosePrior
from inturn.kinematics.robust import robust_weight
from inturn.kinematics.rotations import Number, filled, numbers
from inturn.kinematics.skeleton import pelvis_and_trunk, shank, thigh
from inturn.kinematics.solving import inverse, solved

Floats = NDArray[np.float64]

_HIP_ANGLES: Final = [*side_columns("flexion"), *side_columns("abduction")]
_KNEE_FLEXION: Final = side_columns("knee")
_SD_OF: Final = np.array([*side_columns("rotation"), P["list"], P["turn"], P["lean"]])
_SD_EACH: Final = np.arange(len(_SD_OF))
_SD_COLUMNS: Final = np.eye(N + M)[:, _SD_OF]
_LEAST: Final = np.diag([1e-6] * N + [0.0] * M)
_HIP, _KNEE, _ANKLE, _HEEL = (
    np.array([POINTS.index(f"left_{p}"), POINTS.index(f"right_{p}")]) for p in ("hip", "knee", "ankle", "heel")
)
_LEG: Final = np.array([_HIP, _KNEE, _ANKLE])
_HEELS: Final = (3 * _HEEL[:, None] + np.arange(3)).reshape(-1)
_STEEP: Final = 1e-300
"""A pelvis that stands on its edge has no left on the ground; this keeps the division whole."""
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
    larger = camera.focal_px * exp(estimate.constants[C["focal"]]) / model.depth
    across = model.seen[..., :2] - observed.seen[..., :2]
    across *= across
    squared = across[..., 0] + across[..., 1]
    seen = np.isfinite(squared)
    precision = 1.0 / noise.picture(larger, bias=True)
    precision *= np.minimum(robust_weight(np.where(seen, squared, 0.0) * precision), 1.0)
    information = np.empty(observed.seen.shape)
    information[..., 0] = information[..., 1] = precision
    information[..., 2] = 1.0 / noise.depth
    t = estimate.pose.shape[0]
    flat = model.jacobian.reshape(t, -1, N + M)
    beforehand = prior.information + _LEAST
    beforehand[N:, N:] += inverse(estimate.constants_covariance)
    whole = (flat * information.reshape(t, -1, 1)).transpose(0, 2, 1) @ flat
    whole += beforehand
    covariance = np.array([solved(each, _SD_COLUMNS)[_SD_OF, _SD_EACH] for each in whole])
    return np.sqrt(covariance), _median(np.where(seen, np.sqrt(squared) / larger, np.inf))


def _median(values: Floats) -> Floats:
    """Median along the last axis of what is finite (T, n); infinite where nothing is."""
    ordered = [sorted(row) for row in values.tolist()]
    return np.array([row[max(len(row) - row.count(inf) - 1, 0) // 2] for row in ordered])


@dataclass(frozen=True, slots=True)
class _Directions:
    """Three numbers each of moments (`rotations.numbers`), lab frame: the pelvis' left, the same laid onto the ground,
    up along the trunk, and along thighs and shanks (left, right) from the lower joint to the upper one; sine and cosine
    of the pelvis' turn."""

    left: tuple[Number, ...]
    level: tuple[Number, Number]
    trunk: tuple[Number, ...]
    thighs: list[tuple[Number, ...]]
    shanks: list[tuple[Number, ...]]
    turn: tuple[Number, Number]


def _directions(pose: Floats) -> _Directions:
    s, c = numbers(np.sin(pose)), numbers(np.cos(pose))
    pelvis, trunk = pelvis_and_trunk(s, c)
    thighs = [thigh(s, c, side) for side in (0, 1)]
    shanks = [shank(thighs[side], s, c, side) for side in (0, 1)]
    left = pelvis[1::3]
    flat = (left[0] * left[0] + left[1] * left[1] + _STEEP) ** -0.5
    return _Directions(
        left, (flat * left[0], flat * left[1]), trunk[2::3], [_turned(pelvis, each[2::3]) for each in thighs],
        [_turned(pelvis, each[2::3]) for each in shanks], (s[P["turn"]], c[P["turn"]]),
    )  # fmt: skip


def _turned(matrix: Sequence[Number], vector: Sequence[Number]) -> tuple[Number, ...]:
    """matrix @ vector of a matrix row by row."""
    a, b, c, d, e, f, g, h, i = matrix
    x, y, z = vector
    return a * x + b * y + c * z, d * x + e * y + f * z, g * x + h * y + i * z


def _tilts(to: _Directions, count: int) -> list[Number]:
    """Tilt of both shanks, elevation of both thighs, the pelvis' turn within half a turn, lean of the trunk."""
    (x, y), (left, right), trunk = to.level, to.shanks, to.trunk
    across = [-left[0] * x - left[1] * y, right[0] * x + right[1] * y]
    across += [(each[0] * each[0] + each[1] * each[1]) ** 0.5 for each in to.thighs]
    across += [to.turn[0], trunk[0] * x + trunk[1] * y]
    along = [left[2], right[2], to.thighs[0][2], to.thighs[1][2], to.turn[1], trunk[2]]
    return numbers(np.arctan2(filled(across, count), filled(along, count)))


def _knees(to: _Directions, hips: list[Number], body: Body, constants: Floats) -> list[Number]:
    """Where both knees are; hips: where the middle of the hips is."""
    long, half_hips = lengths(body, constants).tolist()[:3:2]
    return [
        hips[i] + out * to.left[i] - long * upward[i]
        for out, upward in zip((half_hips, -half_hips), to.thighs, strict=True)
        for i in range(3)
    ]


def _heels(model: Prediction) -> list[Number]:
    """Where both heels are."""
    to_lab, at = (
        model.to_camera.T.reshape(-1).tolist(),
        numbers(model.in_camera.reshape(-1, 3 * K).take(_HEELS, axis=1)),
    )
    return [*_turned(to_lab, at[:3]), *_turned(to_lab, at[3:])]


def _foot_edges(
    estimate: Estimate, model: Prediction, toes: Floats, camera: Camera, body: Body, to: _Directions
) -> list[Number]:
    """Outer edge of both feet: the toes at the depth of the ankle, half a foot's width outward."""
    focal, edges = camera.focal_px * exp(estimate.constants[C["focal"]]), list[Number]()
    depth, places = numbers(model.depth.take(_ANKLE, axis=1)), numbers(toes.reshape(-1, 4))
    to_camera, half = camera_elements(estimate.constants), body.height_m * FOOT_HALF_WIDTH.share
    to_lab = (*to_camera[0::3], *to_camera[1::3], *to_camera[2::3])
    for side, outward in ((0, half), (1, -half)):
        away, u, v = depth[side], places[2 * side], places[2 * side + 1]
        at = (u - 0.5 * camera.width) / focal * away, (v - 0.5 * camera.height) / focal * away, away
        x, y, z = _turned(to_lab, at)
        edges += [x + outward * to.level[0], y + outward * to.level[1], z]
    return edges


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
    count, pose = len(estimate.pose), numbers(estimate.pose)
    sd, misfit = one_picture_sd(estimate, observed, model, camera, noise, prior)
    to, sds = _directions(estimate.pose), numbers(sd)
    shank_left, shank_right, *elevation, turn, lean = _tilts(to, count)
    knees = [pose[i] for i in _KNEE_FLEXION]
    known = [cf.defined(bend) for bend in knees]
    seen = np.minimum.reduce(observed.visibility.take(_LEG, axis=1), axis=1)
    in_order = [
        *map(_where, known, numbers(estimate.rotation)), *map(_where, known, sds), shank_left, shank_right, *elevation,
        *(pose[i] for i in _HIP_ANGLES), *knees, *numbers(seen), *_knees(to, pose, body, estimate.constants),
        *_heels(model), *_foot_edges(estimate, model, feet.toes, camera, body, to),
        pose[P["list"]], sds[2], turn, sds[3], lean, sds[4],
    ]  # fmt: skip
    values = filled(in_order, count)
    tracked = observed.present & (misfit < MISFIT_LIMIT_M * body.scale)
    return [
        _frame(at, row.copy()) if seen else lost(at)
        for at, row, seen in zip(observed.time_s.tolist(), values, tracked.tolist(), strict=True)
    ]


def _where(known: Any, value: Number) -> Number:
    """The value where it is known, otherwise NaN."""
    return (value if known else nan) if isinstance(known, bool) else np.where(known, value, nan)


def _frame(at: float, row: Floats) -> AngleFrame:
    """A moment whose numbers (40,) are in the fields' order: eight of both sides, three places of both, six others."""
    values: list[Any] = [*row[:16].reshape(8, 2), *row[16:34].reshape(3, 2, 3), *row[34:].tolist()]
    return AngleFrame(at, True, *values)
