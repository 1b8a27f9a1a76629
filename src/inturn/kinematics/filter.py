"""The filter: the same body model and beliefs as the smoother, one picture after the other, for live use.

An iterated, robust, extended Kalman filter. State: pose (N), constants (M), velocity of the pose (N). The update works
on the information of pose and constants (velocities follow by regression). Constants are learnt by the partial-update
Schmidt-Kalman rule (Brink 2017, "Partial-update Schmidt-Kalman filter"): keypoint errors last, so a picture says less
about them than a filter with white errors would believe. What rendered people taught (`learnt.py`) is used as by
the smoother, once the person has been seen to stand. Pure: a step gives a new state.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.segments import REFERENCE_HEIGHT_M
from inturn.kinematics.angles import AngleFrame, lost
from inturn.kinematics.beside import LONGEST_GAP_S, Beside, beside, posture
from inturn.kinematics.initial import guess
from inturn.kinematics.layout import POINTS, C, M, N, P
from inturn.kinematics.learnt import Learnt, learnt_of
from inturn.kinematics.model import Body, Camera, Prediction, build_body, predict
from inturn.kinematics.observation import Observations, camera_of, observe_frame, variances
from inturn.kinematics.offsets import load_offsets
from inturn.kinematics.outputs import Estimate, FootPixels, angle_frames
from inturn.kinematics.priors import (
    EVIDENCE_SPAN_S,
    POSTURE_SPAN_S,
    PosePrior,
    beyond_limits,
    constants_prior,
    pose_prior,
)
from inturn.kinematics.remainder import corrected_rotation
from inturn.kinematics.smoother import DEPTH_WEIGHT, robust
from inturn.kinematics.swaps import TOES, LegMemory, swap_back, swap_pixels, watch
from inturn.motion.recording import KeypointFrame

Floats = NDArray[np.float64]

Y: Final = N + M
LONGEST_MISFIT_S: Final = 0.5
VELOCITY_SPAN_S: Final = 0.5
"""Velocities fade with this time constant: nothing keeps moving while nobody looks."""
CONSTANTS_SHARE: Final = 0.03
"""How much of what a picture says about the constants is believed."""
FOLDED_M: Final = 0.25
FOLDED_S: Final = 0.35
"""Where the network, in all views, sees a knee or ankle this much nearer or farther than the model, we guess anew."""
DEEP: Final = [i for i, name in enumerate(POINTS) if name.endswith(("knee", "ankle"))]
ITERATIONS: Final = 2
FIRST_ITERATIONS: Final = 6
SMALL_STEP: Final = 0.03
"""A step below this (radians, metres) needs no second linearisation."""
_SD_START: Final = np.array([0.5, 0.3, 0.3] + [0.3] * (N - 3))
_VELOCITY_SD_START: Final = 0.5


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
class FilterState:
    """The filter between two pictures; `belief` is None until somebody has been seen.

    `prior` are the usual beliefs about posture, `now` those about the last picture.
    """

    camera: Camera
    body: Body
    prior: PosePrior
    learnt: Learnt
    now: PosePrior
    beside: Beside | None = None
    belief: Belief | None = None
    person: int = -1
    legs: LegMemory | None = None
    misfit_since: float | None = None
    folded_since: float | None = None


def filter_start(
    width: float, height: float, network: str, height_m: float | None = None, learnt: Learnt | None = None
) -> FilterState:
    """A filter for pictures of this size in px, keypoints of this network, and a person of this height (1.70 m).

    learnt: other maps than the network's own.
    """
    body = build_body(height_m or REFERENCE_HEIGHT_M, load_offsets(network))
    usual = pose_prior()
    return FilterState(camera_of(width, height), body, usual, learnt or learnt_of(network), usual)


def filter_step(state: FilterState, frame: KeypointFrame) -> tuple[FilterState, AngleFrame]:
    """Take one picture's keypoints: the next state, and the angles of this moment (`lost` when nobody is seen)."""
    observed = observe_frame(frame, state.camera)
    belief = state.belief
    if belief is not None and (frame.person != state.person or frame.time_s - belief.time_s > LONGEST_GAP_S):
        if not bool(observed.present[0]):
            return state, lost(frame.time_s)
        belief, state = None, replace(state, belief=None, legs=None, misfit_since=None, folded_since=None)
    if not bool(observed.present[0]):
        return state, lost(frame.time_s)
    legs, swapped = watch(state.legs, observed.seen[0, :, :2], frame.time_s)
    which = np.array([swapped])
    observed = swap_back(observed, which)
    pixel = swap_pixels(frame.pixel[None], which)[0]
    heading = None if belief is None else float(belief.y[N + C["heading"]])
    watched = beside(state.beside, pixel, frame, state.camera)
    state = replace(state, beside=watched, now=posture(watched, state.learnt.pelvis, heading, state.prior))
    if belief is not None and state.folded_since is not None and frame.time_s - state.folded_since > FOLDED_S:
        belief, state = _reseeded(belief, frame, observed, state), replace(state, folded_since=None)
        belief, model = _update(state, belief, observed, EVIDENCE_SPAN_S, FIRST_ITERATIONS)
    elif belief is None:
        first = guess(frame.world[None], observed, state.camera, state.body)
        if not np.all(np.isfinite(first)):
            return state, lost(frame.time_s)
        ahead = _first_belief(first[0], frame.time_s)
        belief, model = _update(state, ahead, observed, EVIDENCE_SPAN_S, FIRST_ITERATIONS)
    else:
        span = frame.time_s - belief.time_s
        belief, model = _update(state, _ahead(belief, span, state.prior), observed, span, ITERATIONS)
    toes = pixel[None, TOES]
    folded = (state.folded_since or frame.time_s) if _folded(observed, model, state.body) else None
    state = replace(state, belief=belief, person=frame.person, legs=legs, folded_since=folded)
    return _finish(state, observed, model, toes)


def _folded(observed: Observations, model: Prediction, body: Body) -> bool:
    """Whether a leg seems bent the wrong way: a picture of a lifted knee also fits a thigh swung back."""
    away = np.abs(model.seen[0, DEEP, 2] - observed.seen[0, DEEP, 2])
    return bool(np.any(away > FOLDED_M * body.scale))


def _reseeded(belief: Belief, frame: KeypointFrame, observed: Observations, state: FilterState) -> Belief:
    """The belief with its pose taken from the network's world points again; constants are kept."""
    first = guess(frame.world[None], observed, state.camera, state.body, belief.y[N:])
    if not np.all(np.isfinite(first)):
        return replace(belief, time_s=frame.time_s)
    fresh = _first_belief(first[0], frame.time_s)
    covariance = fresh.y_covariance.copy()
    covariance[N:, N:] = belief.y_covariance[N:, N:]
    return replace(fresh, y=np.concatenate([first[0], belief.y[N:]]), y_covariance=covariance)


def _finish(
    state: FilterState, observed: Observations, model: Prediction, toes: Floats
) -> tuple[FilterState, AngleFrame]:
    """The angles of a belief; a belief that explains the picture badly for long is given up."""
    belief = state.belief
    assert belief is not None
    assert state.beside is not None
    estimate = Estimate(belief.y[None, :N], belief.y[N:], belief.y_covariance[N:, N:])
    rotation = corrected_rotation(
        state.beside.calm, state.beside.memory.stance, estimate.pose, float(belief.y[N + C["heading"]]),
        state.learnt.remainder,
    )  # fmt: skip
    angles = angle_frames(estimate, observed, model, FootPixels(toes), state.camera, state.body, state.prior, rotation)[
        0
    ]
    if angles.tracked:
        return replace(state, misfit_since=None), angles
    since = belief.time_s if state.misfit_since is None else state.misfit_since
    if belief.time_s - since > LONGEST_MISFIT_S:
        return replace(state, belief=None, legs=None, misfit_since=None, beside=None), angles
    return replace(state, misfit_since=since), angles


def _first_belief(pose: Floats, time_s: float) -> Belief:
    mean, sd = constants_prior()
    variance = np.concatenate([_SD_START, sd]) ** 2
    mean[C["heading"]] = pose[P["turn"]]
    return Belief(
        time_s, np.concatenate([pose, mean]), np.zeros(N), np.diag(variance), np.zeros((Y, N)),
        _VELOCITY_SD_START**2 * np.eye(N),
    )  # fmt: skip


def _ahead(belief: Belief, span: float, prior: PosePrior) -> Belief:
    """The belief `span` seconds later: white-noise acceleration, velocities that fade."""
    kept = float(np.exp(-span / VELOCITY_SPAN_S))
    gained = (1.0 - kept) * VELOCITY_SPAN_S
    y, a, b, d = belief.y.copy(), belief.y_covariance.copy(), belief.cross, belief.velocity_covariance
    y[:N] += gained * belief.velocity
    pose_cross = gained * b[:N]
    a[:N, :N] += pose_cross + pose_cross.T + gained**2 * d
    a[:N, N:] += gained * b[N:].T
    a[N:, :N] += gained * b[N:]
    cross = kept * b
    cross[:N] += kept * gained * d
    d = kept**2 * d
    i = np.arange(N)
    a[i, i] += prior.acceleration * span**3 / 3.0
    cross[i, i] += prior.acceleration * span**2 / 2.0
    d[i, i] += prior.acceleration * span
    return Belief(belief.time_s + span, y, kept * belief.velocity, a, cross, d)


def _information(
    state: FilterState, observed: Observations, model: Prediction, y: Floats, span: float, anneal: float
) -> tuple[Floats, Floats]:
    """Information (Y, Y) and gradient (Y,) of one picture and the priors of posture, at y."""
    focal = state.camera.focal_px * float(np.exp(y[N + C["focal"]]))
    variance = variances(observed, model.depth, focal, state.body, bias=False)[0]
    ok = np.isfinite(variance)
    residual = np.where(ok, model.seen[0] - np.where(ok, observed.seen[0], 0.0), 0.0)
    weight = min(span / EVIDENCE_SPAN_S, 1.0) / variance
    squared = residual**2 / variance / anneal**2
    weight[:, :2] *= robust(squared[:, 0] + squared[:, 1])[1][:, None]
    weight[:, 2] *= DEPTH_WEIGHT * robust(squared[:, 2])[1]
    flat = model.jacobian[0].reshape(Y, -1).T
    weighted = flat * weight.reshape(-1, 1)
    information = weighted.T @ flat
    gradient = residual.reshape(-1) @ weighted
    assert state.beside is not None
    share, prior = min(span / POSTURE_SPAN_S, 1.0), state.now
    information += share * prior.information
    gradient += share * (prior.information @ (y - prior.mean))
    if state.beside.memory.at_ease:
        information[:N, :N] += share * prior.standing_information
        gradient[:N] += share * (prior.standing_information @ (y[:N] - prior.standing_mean))
    beyond = beyond_limits(y[:N], prior)
    gradient[:N] += beyond / prior.soft
    i = np.arange(N)
    information[i, i] += (beyond != 0.0) / prior.soft**2
    return information, gradient


def _refined(
    state: FilterState, ahead: Belief, before: Floats, y: Floats, observed: Observations, span: float, anneal: float
) -> tuple[Floats, Floats, Prediction]:
    """One Gauss-Newton step from y (Y,): better y, its covariance (Y, Y), and the model's keypoints at the old y."""
    model = predict(y[None, :N], y[N:], state.camera, state.body)
    information, gradient = _information(state, observed, model, y, span, anneal)
    covariance = _inverse(before + information)
    return y - covariance @ (gradient + before @ (y - ahead.y)), covariance, model


def _update(
    state: FilterState, ahead: Belief, observed: Observations, span: float, iterations: int
) -> tuple[Belief, Prediction]:
    """The belief after one picture, and the model's keypoints at the last linearisation."""
    before = _inverse(ahead.y_covariance)
    y, covariance, model = _refined(state, ahead, before, ahead.y, observed, span, 3.0 if iterations > 2 else 1.0)
    for left in range(iterations - 1, 0, -1):
        if np.max(np.abs(y[:N] - ahead.y[:N])) < SMALL_STEP and iterations == ITERATIONS:
            break
        y, covariance, model = _refined(state, ahead, before, y, observed, span, 3.0 if left > 1 else 1.0)
    y, covariance = _cautious(ahead, y, covariance)
    gain = ahead.cross.T @ before
    velocity = ahead.velocity + gain @ (y - ahead.y)
    velocity_covariance = ahead.velocity_covariance - gain @ (ahead.y_covariance - covariance) @ gain.T
    cross = covariance @ gain.T
    return Belief(ahead.time_s, y, velocity, covariance, cross, _symmetric(velocity_covariance)), model


def _cautious(ahead: Belief, y: Floats, covariance: Floats) -> tuple[Floats, Floats]:
    """y and its covariance with only `CONSTANTS_SHARE` of what was learnt about the constants.

    The pose follows: what a pose is for given constants is left as the picture says.
    """
    by_constants = covariance[:N, N:] @ _inverse(covariance[N:, N:])
    kept = float(np.sqrt(1.0 - CONSTANTS_SHARE))
    back = kept * (ahead.y[N:] - y[N:])
    wider = (1.0 - CONSTANTS_SHARE) * (ahead.y_covariance[N:, N:] - covariance[N:, N:])
    spread = np.vstack([by_constants, np.eye(M)])
    return y + spread @ back, _symmetric(covariance + spread @ wider @ spread.T)


def _inverse(matrix: Floats) -> Floats:
    return np.asarray(np.linalg.inv(matrix), dtype=np.float64)


def _symmetric(matrix: Floats) -> Floats:
    return 0.5 * (matrix + matrix.T)
