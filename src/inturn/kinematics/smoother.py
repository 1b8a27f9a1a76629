"""The smoother: pose over a whole recording and its constants, all at once.

Maximum a posteriori by Gauss-Newton (Levenberg-Marquardt) on all poses and constants of a span: keypoints with
Student-t errors, white-noise acceleration of every pose number, soft joint limits, priors of posture and build. That
is the iterated, robust Kalman smoother written as one least-squares problem: the poses make a banded matrix, the
constants a narrow border, and one banded Cholesky factorisation solves a step exactly.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator
from scipy.linalg import cho_solve_banded, cholesky_banded

from inturn.kinematics.layout import C, K, M, N, P
from inturn.kinematics.model import NEAREST_M, Body, Camera, camera_matrix, predict
from inturn.kinematics.observation import Observations, variances
from inturn.kinematics.priors import (
    EVIDENCE_SPAN_S,
    POSTURE_SPAN_S,
    PosePrior,
    beyond_limits,
    closely_read,
    constants_prior,
    pose_prior,
)
from inturn.kinematics.reading import PelvisReading
from inturn.kinematics.robust import robust
from inturn.kinematics.stance import STANCES

Floats = NDArray[np.float64]

BAND: Final = 2 * N
STEPS: Final = 14
COARSE_S: Final = 0.1
LEAST_DAMPING: Final = 1e-9
"""Camera, lengths and poses can move together along narrow valleys: damping that is felt there would hold them."""
CHUNK: Final = 64
"""Moments that are looked at in one go: as many as stay near the processor."""
DEPTH_WEIGHT: Final = 0.1
"""The network's depths err in common, ten points at once: this share of what they seem to say is believed."""
INDEPENDENT: Final = 20.0
"""A recording says as much about the constants as this many independent pictures: keypoint errors last."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One span of one person, with everything that stays the same while it is solved."""

    observed: Observations
    camera: Camera
    body: Body
    prior: PosePrior
    weight: Floats
    posture_weight: Floats
    belief: Floats
    stance_weight: Floats
    constants_mean: Floats
    constants_information: Floats


@dataclass(frozen=True, slots=True)
class Solution:
    """Poses (T, N), constants (M,), covariance of the constants (M, M), and the cost reached."""

    pose: Floats
    constants: Floats
    constants_covariance: Floats
    cost: float


def spans_of_time(time_s: Floats) -> Floats:
    """How much time each moment stands for, (T,): half the way to its neighbours on both sides."""
    if time_s.size == 1:
        return np.array([EVIDENCE_SPAN_S])
    gap = np.diff(time_s)
    return 0.5 * (np.concatenate([gap[:1], gap]) + np.concatenate([gap, gap[-1:]]))


def pose_problem(
    observed: Observations,
    camera: Camera,
    body: Body,
    reading: PelvisReading | None = None,
    stances: NDArray[np.bool_] | None = None,
) -> Problem:
    """The problem of one span: the usual beliefs, what the pelvis was read to do, how the person stood (T, 3)."""
    span = spans_of_time(observed.time_s)
    weight = np.minimum(span / EVIDENCE_SPAN_S, 1.0)
    mean, sd = constants_prior()
    n = max(float(np.sum(weight[observed.present])), 1.0)
    information = max(1.0, n / INDEPENDENT) / sd**2
    posture = np.minimum(span / POSTURE_SPAN_S, 1.0)[:, None]
    prior = pose_prior()
    belief = np.tile(prior.mean, (observed.time_s.size, 1))
    if reading is not None:
        prior = closely_read(reading.list_sd, reading.turn_sd)
        belief[:, P["list"]], belief[:, P["turn"]] = reading.pelvic_list, reading.pelvic_turn
    stood = np.zeros((len(posture), len(STANCES))) if stances is None else posture * stances
    return Problem(observed, camera, body, prior, weight, posture, belief, stood, mean, information)


@dataclass(frozen=True, slots=True)
class _Normal:
    """Normal equations: banded poses (BAND + 1, T N), border (T N, M), constants (M, M), gradients, cost."""

    band: Floats
    border: Floats
    corner: Floats
    gradient: Floats
    constants_gradient: Floats
    cost: float


def _evidence(
    problem: Problem, pose: Floats, constants: Floats, part: slice, variance: Floats
) -> tuple[Floats, Floats, Floats, float]:
    """Residuals (t, K, 3), weights (t, K, 3), Jacobian and cost of one chunk of moments."""
    observed = problem.observed.part(part.start, part.stop)
    model = predict(pose[part], constants, problem.camera, problem.body)
    variance = variance[part]
    ok = np.isfinite(variance)
    residual = np.where(ok, model.seen - np.where(ok, observed.seen, 0.0), 0.0)
    information = np.where(ok, 1.0 / np.where(ok, variance, 1.0), 0.0)
    picture, factor = robust(np.sum(residual[..., :2] ** 2 * information[..., :2], axis=-1))
    depth, depth_factor = robust(residual[..., 2] ** 2 * information[..., 2])
    time_weight = problem.weight[part][:, None]
    cost = float(np.sum(time_weight * (picture + DEPTH_WEIGHT * depth)))
    weight = information * time_weight[..., None]
    weight[..., :2] *= factor[..., None]
    weight[..., 2] *= DEPTH_WEIGHT * depth_factor
    return residual, weight, model.jacobian, cost


def _parts(count: int) -> list[slice]:
    return [slice(i, min(i + CHUNK, count)) for i in range(0, count, CHUNK)]


def _second_differences(time_s: Floats) -> tuple[Floats, Floats]:
    """Coefficients (T - 2, 3) of the acceleration at inner moments, and the time (T - 2,) each stands for."""
    before, after = np.diff(time_s)[:-1], np.diff(time_s)[1:]
    mean = 0.5 * (before + after)
    return np.stack([1.0 / before, -(1.0 / before + 1.0 / after), 1.0 / after], axis=1) / mean[:, None], mean


def _motion_cost(pose: Floats, time_s: Floats, prior: PosePrior) -> float:
    if time_s.size < 3:
        return 0.0
    k, mean = _second_differences(time_s)
    a = k[:, 0, None] * pose[:-2] + k[:, 1, None] * pose[1:-1] + k[:, 2, None] * pose[2:]
    return float(0.5 * np.sum(mean[:, None] * a**2 / prior.acceleration))


def _prior_pull(problem: Problem, pose: Floats, constants: Floats) -> tuple[Floats, float]:
    """Gradient (T, N + M) and cost of the beliefs about posture, each moment with its share."""
    y = np.concatenate([pose, np.broadcast_to(constants, (pose.shape[0], M))], axis=1) - problem.belief
    pull = problem.posture_weight * (y @ problem.prior.information)
    cost = 0.5 * float(np.sum(pull * y))
    for weight, mean, information in zip(
        problem.stance_weight.T, problem.prior.stance_mean, problem.prior.stance_information, strict=True
    ):
        off = pose - mean
        stood = weight[:, None] * (off @ information)
        pull[:, :N] += stood
        cost += 0.5 * float(np.sum(stood * off))
    return pull, cost


def _add_blocks(band: Floats, blocks: Floats, start: int) -> None:
    """Add symmetric blocks (t, N, N) onto the diagonal of a lower band matrix, from moment `start` on."""
    columns = band[:, start * N : (start + blocks.shape[0]) * N].reshape(BAND + 1, -1, N)
    for d in range(N):
        for b in range(N - d):
            columns[d, :, b] += blocks[:, b + d, b]


def _add_motion(band: Floats, gradient: Floats, pose: Floats, time_s: Floats, prior: PosePrior) -> None:
    if time_s.size < 3:
        return
    t = time_s.size
    k, mean = _second_differences(time_s)
    scale = mean[:, None] / prior.acceleration
    a = scale * (k[:, 0, None] * pose[:-2] + k[:, 1, None] * pose[1:-1] + k[:, 2, None] * pose[2:])
    shaped = band.reshape(BAND + 1, t, N)
    for i in range(3):
        gradient[i : t - 2 + i] += k[:, i, None] * a
        for j in range(i + 1):
            shaped[(i - j) * N, j : t - 2 + j] += k[:, i, None] * k[:, j, None] * scale


def _assemble(problem: Problem, pose: Floats, constants: Floats, variance: Floats) -> _Normal:
    t, prior = pose.shape[0], problem.prior
    pull, cost = _prior_pull(problem, pose, constants)
    shares = problem.posture_weight[:, :, None]
    band = np.zeros((BAND + 1, t * N))
    stood = np.tensordot(problem.stance_weight, prior.stance_information, 1)
    _add_blocks(band, shares * prior.information[:N, :N] + stood, 0)
    border = shares * prior.information[:N, N:]
    off = constants - problem.constants_mean
    constants_gradient = problem.constants_information * off + pull[:, N:].sum(axis=0)
    corner = np.diag(problem.constants_information) + shares.sum() * prior.information[N:, N:]
    beyond = beyond_limits(pose, prior)
    gradient = pull[:, :N] + beyond / prior.soft
    band[0] += ((beyond != 0.0) / prior.soft**2).reshape(-1)
    cost += 0.5 * float(np.sum(beyond**2) + np.sum(problem.constants_information * off**2))
    for part in _parts(t):
        residual, weight, jacobian, cost_here = _evidence(problem, pose, constants, part, variance)
        cost += cost_here
        flat = jacobian.reshape(jacobian.shape[0], -1, N + M)
        weighted = np.swapaxes(flat * weight.reshape(weight.shape[0], -1, 1), 1, 2)
        blocks = weighted @ flat
        slope = (weighted @ residual.reshape(residual.shape[0], -1, 1))[..., 0]
        _add_blocks(band, blocks[:, :N, :N], part.start)
        border[part] += blocks[:, :N, N:]
        corner = corner + blocks[:, N:, N:].sum(axis=0)
        gradient[part] += slope[:, :N]
        constants_gradient = constants_gradient + slope[:, N:].sum(axis=0)
    _add_motion(band, gradient, pose, problem.observed.time_s, prior)
    cost += _motion_cost(pose, problem.observed.time_s, prior)
    return _Normal(band, border.reshape(t * N, M), corner, gradient.reshape(-1), constants_gradient, cost)


def _step(normal: _Normal, damping: float) -> tuple[Floats, Floats, Floats]:
    """Newton step of poses (T N,) and constants (M,), and the covariance of the constants (M, M)."""
    band = normal.band.copy()
    band[0] = band[0] * (1.0 + damping) + 1e-9
    factor = cholesky_banded(band, overwrite_ab=True, lower=True, check_finite=False)
    right = np.column_stack([normal.border, normal.gradient])
    solved = cho_solve_banded((factor, True), right, overwrite_b=True, check_finite=False)
    corner = normal.corner + damping * np.diag(np.diag(normal.corner))
    schur = corner - normal.border.T @ solved[:, :M]
    constants = np.linalg.solve(schur, normal.constants_gradient - normal.border.T @ solved[:, M])
    return -(solved[:, M] - solved[:, :M] @ constants), -constants, np.linalg.inv(schur)


def _variance(problem: Problem, pose: Floats, constants: Floats) -> Floats:
    """Variances (T, K, 3) of the keypoints, sized at the depth of these poses and held while a solution is sought."""
    to_camera = camera_matrix(constants)
    depth = np.maximum(pose[:, :3] @ to_camera[2], NEAREST_M)[:, None] * np.ones(K)
    focal = problem.camera.focal_px * float(np.exp(constants[C["focal"]]))
    return variances(problem.observed, depth, focal, problem.body, bias=False)


def solve(problem: Problem, pose: Floats, constants: Floats, *, rough: bool = True) -> Solution:
    """The most probable poses and constants, from a first guess (T, N), (M,). Deterministic.

    `rough`: the guess may be far off, so the errors are taken four times as wide at first.
    """
    if rough:
        first = _descend(problem, pose, constants, 4.0, 1e-3)
        pose, constants = first.pose, first.constants
    return _descend(problem, pose, constants, 1.0, 2e-5)


def _descend(problem: Problem, pose: Floats, constants: Floats, anneal: float, enough: float) -> Solution:
    """Damped Gauss-Newton steps until the cost changes by less than the share `enough`."""
    damping, covariance = LEAST_DAMPING, np.diag(1.0 / problem.constants_information)
    variance = anneal**2 * _variance(problem, pose, constants)
    normal = _assemble(problem, pose, constants, variance)
    for _ in range(STEPS):
        by_pose, by_constants, covariance = _step(normal, damping)
        tried_pose, tried_constants = pose + by_pose.reshape(pose.shape), constants + by_constants
        tried = _assemble(problem, tried_pose, tried_constants, variance)
        gain = normal.cost - tried.cost
        if gain > 0.0:
            pose, constants, normal = tried_pose, tried_constants, tried
            damping = max(0.05 * damping, LEAST_DAMPING)
        else:
            damping = max(10.0 * damping, 1e-5)
        if abs(gain) < enough * (1.0 + abs(normal.cost)):
            break
    return Solution(pose, constants, covariance, normal.cost)


def solve_span(
    observed: Observations,
    camera: Camera,
    body: Body,
    pose: Floats,
    constants: Floats,
    reading: PelvisReading | None = None,
    stances: NDArray[np.bool_] | None = None,
) -> Solution:
    """The same from coarse to fine: first on pictures `COARSE_S` apart, then on all of them."""
    whole = pose_problem(observed, camera, body, reading, stances)
    steps = np.floor((observed.time_s - observed.time_s[0]) / COARSE_S + 1e-6)
    some = np.flatnonzero(np.diff(steps, prepend=-1.0) > 0)
    if 2 * some.size >= observed.time_s.size:
        return solve(whole, pose, constants)
    some_reading = None if reading is None else reading.pick(some)
    some_stances = None if stances is None else stances[some]
    coarse = pose_problem(observed.pick(some), camera, body, some_reading, some_stances)
    found = solve(coarse, pose[some], constants)
    return solve(whole, between(observed.time_s[some], found.pose, observed.time_s), found.constants, rough=False)


def between(known_s: Floats, pose: Floats, time_s: Floats) -> Floats:
    """Poses at `time_s` between poses (T, N) known at `known_s`: monotone cubics, held beyond the ends."""
    inner = np.clip(time_s, known_s[0], known_s[-1])
    return PchipInterpolator(known_s, pose, axis=0)(inner)
