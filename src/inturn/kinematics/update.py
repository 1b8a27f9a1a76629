"""What one picture teaches the filter: a belief carried ahead in time, and corrected by what was seen.

An iterated, robust, extended Kalman filter. State: pose (N), constants (M), velocity of the pose (N). The update works
on the information of pose and constants (velocities follow by regression). Constants are learnt by the partial-update
Schmidt-Kalman rule (Brink 2017, "Partial-update Schmidt-Kalman filter"): keypoint errors last, so a picture says less
about them than a filter with white errors would believe.
"""

from dataclasses import dataclass
from math import exp, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.kinematics.layout import C, K, M, N, P
from inturn.kinematics.model import Body, Camera, Prediction, predict
from inturn.kinematics.observation import Noise, Observations
from inturn.kinematics.priors import EVIDENCE_SPAN_S, POSTURE_SPAN_S, PosePrior, beyond_limits, constants_prior
from inturn.kinematics.robust import robust_weight
from inturn.kinematics.smoother import DEPTH_WEIGHT
from inturn.kinematics.solving import Factored, diagonal, inverse, solved, solving

Floats = NDArray[np.float64]

Y: Final = N + M
VELOCITY_SPAN_S: Final = 0.5
"""Velocities fade with this time constant: nothing keeps moving while nobody looks."""
CONSTANTS_SHARE: Final = 0.03
"""How much of what a picture says about the constants is believed."""
ITERATIONS: Final = 2
FIRST_ITERATIONS: Final = 6
"""Linearisations of a picture: of one that follows another, and of the first of a person."""
SMALL_STEP: Final = 0.03
"""A step below this (radians, metres) needs no second linearisation."""
_SD_START: Final = np.array([0.5, 0.3, 0.3] + [0.3] * (N - 3))
_VELOCITY_SD_START: Final = 0.5
_TOGETHER: Final = np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
"""u and v of a keypoint are far off or not as one."""
_SHARES: Final = np.array([1.0, 1.0, DEPTH_WEIGHT])


@dataclass(frozen=True, slots=True)
class Belief:
    """What the filter believes at `time_s`: y = pose and constants (Y,), velocity (N,), and their covariance."""

    time_s: float
    y: Floats
    velocity: Floats
    y_covariance: Floats
    cross: Floats
    velocity_covariance: Floats


@dataclass(frozen=True, slots=True)
class Picture:
    """One moment's observations (T = 1) with their errors, and what is believed of the posture beforehand.

    stance: in which of `stance.STANCES` the person is seen.
    """

    observed: Observations
    noise: Noise
    posture: PosePrior
    stance: int | None


def first_belief(pose: Floats, time_s: float) -> Belief:
    """What is believed of somebody just found in this pose (N,)."""
    mean, sd = constants_prior()
    variance = np.concatenate([_SD_START, sd]) ** 2
    mean[C["heading"]] = pose[P["turn"]]
    return Belief(
        time_s, np.concatenate([pose, mean]), np.zeros(N), np.diag(variance), np.zeros((Y, N)),
        _VELOCITY_SD_START**2 * np.eye(N),
    )  # fmt: skip


def carried(belief: Belief, span: float, acceleration: Floats) -> Belief:
    """The belief `span` seconds later: acceleration (N,) is white noise, velocities fade."""
    kept = exp(-span / VELOCITY_SPAN_S)
    gained = (1.0 - kept) * VELOCITY_SPAN_S
    y, a, b, d = belief.y.copy(), belief.y_covariance.copy(), belief.cross, belief.velocity_covariance
    y[:N] += gained * belief.velocity
    gained_d = gained * d
    cross = b.copy()
    cross[:N] += gained_d
    gained_b = gained * b
    gained_b[:N] += (0.5 * gained) * gained_d
    a[:, :N] += gained_b
    a[:N] += gained_b.T
    cross *= kept
    d = kept**2 * d
    diagonal(a)[:N] += acceleration * (span**3 / 3.0)
    diagonal(cross)[:] += acceleration * (span**2 / 2.0)
    diagonal(d)[:] += acceleration * span
    return Belief(belief.time_s + span, y, kept * belief.velocity, a, cross, d)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known before the model looks at a picture, the same at every linearisation.

    information (Y, Y), pull (Y,): belief and posture together say information @ y - pull; seen (K, 3) with 0 where
    nothing was; noise of the observations; depth (K,) the precision of their depths, 0 where nothing was seen; weight
    (3,): for how much u, v and depth of the picture count.
    """

    information: Floats
    pull: Floats
    seen: Floats
    noise: Noise
    depth: Floats
    weight: Floats


def _known(picture: Picture, ahead: Belief, before: Floats, span: float) -> _Known:
    """before (Y, Y): the information of `ahead`."""
    share, prior = min(span / POSTURE_SPAN_S, 1.0), picture.posture
    posture = share * prior.information
    pull = before @ ahead.y + posture @ prior.mean
    information = before + posture
    if picture.stance is not None:
        stood = share * prior.stance_information[picture.stance]
        information[:N, :N] += stood
        pull[:N] += stood @ prior.stance_mean[picture.stance]
    seen = picture.observed.seen[0]
    seen = np.where(np.isfinite(seen), seen, 0.0)
    depth = 1.0 / picture.noise.depth[0]
    return _Known(information, pull, seen, picture.noise, depth, min(span / EVIDENCE_SPAN_S, 1.0) * _SHARES)


def _weights(known: _Known, model: Prediction, residual: Floats, anneal: float) -> Floats:
    """How much each residual (K, 3) counts: its precision, less where it is far off."""
    weight = np.empty((K, 3))
    weight[:, :2] = 1.0 / known.noise.picture(model.larger, bias=False).T
    weight[:, 2] = known.depth
    squared = (residual * residual * weight) @ _TOGETHER
    if anneal != 1.0:
        squared /= anneal**2
    weight *= robust_weight(squared)
    weight *= known.weight
    return weight


def _refined(
    known: _Known, y: Floats, camera: Camera, body: Body, usual: PosePrior, anneal: float
) -> tuple[Floats, Factored, Prediction]:
    """One Gauss-Newton step from y (Y,): better y, its information (Y, Y), and the model's keypoints at the old y."""
    model = predict(y[None, :N], y[N:], camera, body)
    residual = model.seen[0] - known.seen
    flat = model.jacobian.reshape(-1, Y)
    weighted = (flat * _weights(known, model, residual, anneal).reshape(-1, 1)).T
    information = weighted @ flat
    information += known.information
    gradient = weighted @ residual.reshape(-1)
    gradient += known.information @ y
    gradient -= known.pull
    beyond = beyond_limits(y[:N], usual)
    if any(beyond.tolist()):
        gradient[:N] += beyond / usual.soft
        diagonal(information)[:N] += (beyond != 0.0) / usual.soft**2
    step, factor = solving(information, gradient)
    return y - step, factor, model


def updated(
    picture: Picture, ahead: Belief, span: float, iterations: int, camera: Camera, body: Body, usual: PosePrior
) -> tuple[Belief, Prediction]:
    """The belief after one picture `span` seconds after the last, and the model's keypoints at the last linearisation.

    usual: for the joint limits.
    """
    before = inverse(ahead.y_covariance)
    known = _known(picture, ahead, before, span)
    y, information, model = _refined(known, ahead.y, camera, body, usual, 3.0 if iterations > ITERATIONS else 1.0)
    for left in range(iterations - 1, 0, -1):
        if iterations == ITERATIONS and max(map(abs, (y[:N] - ahead.y[:N]).tolist())) < SMALL_STEP:
            break
        y, information, model = _refined(known, y, camera, body, usual, 3.0 if left > 1 else 1.0)
    y, covariance, lost = _cautious(ahead, y, information.inverse())
    gain = ahead.cross.T @ before
    velocity = ahead.velocity + gain @ (y - ahead.y)
    velocity_covariance = ahead.velocity_covariance - gain @ lost @ gain.T
    return Belief(ahead.time_s, y, velocity, covariance, covariance @ gain.T, velocity_covariance), model


def _cautious(ahead: Belief, y: Floats, covariance: Floats) -> tuple[Floats, Floats, Floats]:
    """y and its covariance with only `CONSTANTS_SHARE` of what was learnt about the constants, and what that took off.

    The pose follows: what a pose is for given constants is left as the picture says.
    """
    constants = covariance[N:]
    # (M, Y): how pose and constants follow the constants
    spread = solved(constants[:, N:], constants)
    back = sqrt(1.0 - CONSTANTS_SHARE) * (ahead.y[N:] - y[N:])
    wider = (1.0 - CONSTANTS_SHARE) * (ahead.y_covariance[N:, N:] - constants[:, N:])
    covariance = covariance + spread.T @ wider @ spread
    return y + back @ spread, covariance, ahead.y_covariance - covariance
