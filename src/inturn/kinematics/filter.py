"""The filter: the same body model and beliefs as the smoother, one picture after the other, for live use.

An iterated, robust, extended Kalman filter. State: pose (N), constants (M), velocity of the pose (N). The update works
on the information of pose and constants (velocities follow by regression). Constants are learnt by the partial-update
Schmidt-Kalman rule (Brink 2017, "Partial-update Schmidt-Kalman filter"): keypoint errors last, so a picture says less
about them than a filter with white errors would believe. What rendered people taught (`learnt.py`) is used as by
the smoother, once the person has been seen to stand. Pure: a step gives a new state.
"""

from dataclasses import dataclass, replace
from math import exp, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.segments import REFERENCE_HEIGHT_M
from inturn.kinematics.angles import AngleFrame, lost
from inturn.kinematics.beside import LONGEST_GAP_S, Beside, beside, posture
from inturn.kinematics.initial import guess
from inturn.kinematics.layout import POINTS, C, K, M, N, P
from inturn.kinematics.learnt import Learnt, learnt_of
from inturn.kinematics.model import Body, Camera, Prediction, build_body, predict
from inturn.kinematics.observation import Noise, Observations, camera_of, noise_of, observe_frame
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
from inturn.kinematics.robust import robust_weight
from inturn.kinematics.smoother import DEPTH_WEIGHT
from inturn.kinematics.solving import diagonal, inverse, solved, symmetric
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
    away = np.abs(model.seen[0, :, 2] - observed.seen[0, :, 2])[DEEP]
    return bool((away > FOLDED_M * body.scale).any())


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
    kept = exp(-span / VELOCITY_SPAN_S)
    gained = (1.0 - kept) * VELOCITY_SPAN_S
    y, a, b, d = belief.y.copy(), belief.y_covariance.copy(), belief.cross, belief.velocity_covariance
    y[:N] += gained * belief.velocity
    gained_b, gained_d = gained * b, gained * d
    a[:, :N] += gained_b
    a[:N] += gained_b.T
    a[:N, :N] += gained * gained_d
    cross = kept * b
    cross[:N] += kept * gained_d
    d = kept**2 * d
    diagonal(a)[:N] += prior.acceleration * (span**3 / 3.0)
    diagonal(cross)[:] += prior.acceleration * (span**2 / 2.0)
    diagonal(d)[:] += prior.acceleration * span
    return Belief(belief.time_s + span, y, kept * belief.velocity, a, cross, d)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known before the model looks at a picture, the same at every linearisation.

    information (Y, Y), pull (Y,): belief and posture together say information @ y - pull; seen (K, 3) with 0 where
    nothing was; noise of the observations; weight: for how much the picture counts.
    """

    information: Floats
    pull: Floats
    seen: Floats
    noise: Noise
    weight: float


def _known(state: FilterState, ahead: Belief, before: Floats, observed: Observations, span: float) -> _Known:
    """before (Y, Y): the information of `ahead`."""
    assert state.beside is not None
    share, prior = min(span / POSTURE_SPAN_S, 1.0), state.now
    posture = share * prior.information
    pull = before @ ahead.y + posture @ prior.mean
    information = before + posture
    if state.beside.memory.at_ease:
        standing = share * prior.standing_information
        information[:N, :N] += standing
        pull[:N] += standing @ prior.standing_mean
    seen = observed.seen[0]
    seen = np.where(np.isfinite(seen), seen, 0.0)
    return _Known(information, pull, seen, noise_of(observed, state.body), min(span / EVIDENCE_SPAN_S, 1.0))


def _refined(state: FilterState, known: _Known, y: Floats, anneal: float) -> tuple[Floats, Floats, Prediction]:
    """One Gauss-Newton step from y (Y,): better y, its covariance (Y, Y), and the model's keypoints at the old y."""
    model = predict(y[None, :N], y[N:], state.camera, state.body)
    residual = model.seen[0] - known.seen
    focal = state.camera.focal_px * exp(y[N + C["focal"]])
    weight = np.empty((K, 3))
    weight[:, 0] = weight[:, 1] = 1.0 / known.noise.picture(model.depth, focal, bias=False)[0]
    weight[:, 2] = 1.0 / known.noise.depth[0]
    squared = residual**2 * weight
    squared[:, 0] += squared[:, 1]
    factor = known.weight * robust_weight(squared / anneal**2)
    weight[:, :2] *= factor[:, :1]
    weight[:, 2] *= DEPTH_WEIGHT * factor[:, 2]
    flat = model.jacobian[0].reshape(-1, Y)
    weighted = (flat * weight.reshape(-1, 1)).T
    information = weighted @ flat
    information += known.information
    gradient = weighted @ residual.reshape(-1) + known.information @ y - known.pull
    beyond = beyond_limits(y[:N], state.prior)
    if beyond.any():
        gradient[:N] += beyond / state.prior.soft
        diagonal(information)[:N] += (beyond != 0.0) / state.prior.soft**2
    covariance = inverse(information)
    return y - covariance @ gradient, covariance, model


def _update(
    state: FilterState, ahead: Belief, observed: Observations, span: float, iterations: int
) -> tuple[Belief, Prediction]:
    """The belief after one picture, and the model's keypoints at the last linearisation."""
    before = inverse(ahead.y_covariance)
    known = _known(state, ahead, before, observed, span)
    y, covariance, model = _refined(state, known, ahead.y, 3.0 if iterations > 2 else 1.0)
    for left in range(iterations - 1, 0, -1):
        if np.max(np.abs(y[:N] - ahead.y[:N])) < SMALL_STEP and iterations == ITERATIONS:
            break
        y, covariance, model = _refined(state, known, y, 3.0 if left > 1 else 1.0)
    y, covariance = _cautious(ahead, y, covariance)
    gain = ahead.cross.T @ before
    velocity = ahead.velocity + gain @ (y - ahead.y)
    velocity_covariance = ahead.velocity_covariance - gain @ (ahead.y_covariance - covariance) @ gain.T
    cross = covariance @ gain.T
    return Belief(ahead.time_s, y, velocity, covariance, cross, symmetric(velocity_covariance)), model


def _cautious(ahead: Belief, y: Floats, covariance: Floats) -> tuple[Floats, Floats]:
    """y and its covariance with only `CONSTANTS_SHARE` of what was learnt about the constants.

    The pose follows: what a pose is for given constants is left as the picture says.
    """
    # (M, Y): how pose and constants follow the constants
    spread = solved(covariance[N:, N:], covariance[N:])
    back = sqrt(1.0 - CONSTANTS_SHARE) * (ahead.y[N:] - y[N:])
    wider = (1.0 - CONSTANTS_SHARE) * (ahead.y_covariance[N:, N:] - covariance[N:, N:])
    return y + back @ spread, symmetric(covariance + spread.T @ wider @ spread)
