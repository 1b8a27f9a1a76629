"""The filter: the same body model and beliefs as the smoother, one picture after the other, for live use.

`update.py` is what a single picture does to it; here is what goes on around: people who come and go, legs taken for
each other, a belief that is given up. What rendered people taught (`learnt.py`) is used as by the smoother, once the
person has been seen to stand. Pure: a step gives a new state.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.segments import REFERENCE_HEIGHT_M
from inturn.kinematics.angles import AngleFrame, lost
from inturn.kinematics.beside import LONGEST_GAP_S, Beside, beside, posture
from inturn.kinematics.initial import guess
from inturn.kinematics.layout import POINTS, C, N
from inturn.kinematics.learnt import Learnt, learnt_of
from inturn.kinematics.model import Body, Camera, Prediction, build_body
from inturn.kinematics.observation import Observations, camera_of, noise_of, observe_frame, shown
from inturn.kinematics.offsets import load_offsets
from inturn.kinematics.outputs import Estimate, FootPixels, angle_frames
from inturn.kinematics.priors import EVIDENCE_SPAN_S, PosePrior, pose_prior
from inturn.kinematics.remainder import corrected_rotation
from inturn.kinematics.swaps import TOES, LegMemory, swap_back, swap_pixels, watch
from inturn.kinematics.swung_back import BEHIND_S, swung_back
from inturn.kinematics.update import FIRST_ITERATIONS, ITERATIONS, Belief, Picture, carried, first_belief, updated
from inturn.motion.recording import KeypointFrame
from inturn.motion.reversals import FacingMemory, without_reversal

Floats = NDArray[np.float64]

LONGEST_MISFIT_S: Final = 0.5
FOLDED_M: Final = 0.25
FOLDED_S: Final = 0.35
"""Where the network, in all views, sees a knee or ankle this much nearer or farther than the model, we guess anew."""
DEEP: Final = np.array([i for i, name in enumerate(POINTS) if name.endswith(("knee", "ankle"))])
_SWAPPED: Final = np.array([True])


@dataclass(frozen=True, slots=True)
class FilterState:
    """The filter between two pictures; `belief` is None until somebody has been seen.

    `prior` are the usual beliefs about posture; `facing` tells pictures in which front is taken for back. Times (s)
    since when: `misfit_since` the model explains nothing, `folded_since` a leg's depth disagrees with the network's,
    `behind_since` a leg that is seen lifted is believed behind the body.
    """

    camera: Camera
    body: Body
    prior: PosePrior
    learnt: Learnt
    facing: FacingMemory | None = None
    beside: Beside | None = None
    belief: Belief | None = None
    person: int = -1
    legs: LegMemory | None = None
    misfit_since: float | None = None
    folded_since: float | None = None
    behind_since: float | None = None


def filter_start(
    width: float, height: float, network: str, height_m: float | None = None, learnt: Learnt | None = None
) -> FilterState:
    """A filter for pictures of this size in px, keypoints of this network, and a person of this height (1.70 m).

    learnt: other maps than the network's own.
    """
    body = build_body(height_m or REFERENCE_HEIGHT_M, load_offsets(network))
    return FilterState(camera_of(width, height), body, pose_prior(), learnt or learnt_of(network))


def filter_step(state: FilterState, frame: KeypointFrame) -> tuple[FilterState, AngleFrame]:
    """Take one picture's keypoints: the next state, and the angles of this moment (`lost` when nobody is seen)."""
    state, frame = _faced(state, frame)
    pixel, toes = shown(frame.pixel, state.camera), frame.pixel.take(TOES, axis=0)[None]
    observed = observe_frame(frame, pixel)
    if not observed.present[0]:
        return state, lost(frame.time_s)
    if state.belief is not None and _another(state, state.belief, frame):
        state = replace(state, belief=None, legs=None, misfit_since=None, folded_since=None)
    legs, swapped = watch(state.legs, observed.seen[0, :, :2], frame.time_s)
    if swapped:
        observed, pixel, toes = swap_back(observed, _SWAPPED), swap_pixels(pixel[None], _SWAPPED)[0], toes[:, ::-1]
        frame = replace(frame, world=swap_pixels(frame.world[None], _SWAPPED)[0])
    watched = beside(state.beside, pixel, frame)
    heading = None if state.belief is None else float(state.belief.y[N + C["heading"]])
    now = posture(watched, state.learnt.pelvis, heading, state.prior)
    picture = Picture(observed, noise_of(observed, state.body), now, watched.memory.stance_seen)
    expected = _expected(state, frame, observed)
    if expected is None:
        return replace(state, beside=watched), lost(frame.time_s)
    belief, model = updated(picture, *expected, state.camera, state.body, state.prior)
    behind = swung_back(belief.y, pixel, frame.world)
    behind_since = None if behind is None else _first(state.behind_since, belief.time_s)
    if behind is not None and behind_since is not None:
        leapt = state.belief is not None and state.belief.y[behind] > 0.0  # from front to back in one picture
        if leapt or belief.time_s - behind_since >= BEHIND_S:
            belief, model = _lifted(state, frame, picture, expected[0], behind) or (belief, model)
    angles = _angles(state, picture, watched, belief, model, toes)
    folded = None if _long_folded(state, frame) else state.folded_since
    folded = _first(folded, belief.time_s) if _folded(observed, model, state.body) else None
    misfit = None if angles.tracked else _first(state.misfit_since, belief.time_s)
    state = replace(
        state, beside=watched, belief=belief, person=frame.person, legs=legs, misfit_since=misfit, folded_since=folded,
        behind_since=behind_since,
    )  # fmt: skip
    if misfit is not None and belief.time_s - misfit > LONGEST_MISFIT_S:
        state = replace(state, beside=None, belief=None, legs=None, misfit_since=None)
    return state, angles


def _faced(state: FilterState, frame: KeypointFrame) -> tuple[FilterState, KeypointFrame]:
    """The frame, or nobody where front is taken for back; who turns out to be seen from elsewhere is guessed anew."""
    before, (facing, frame) = state.facing, without_reversal(state.facing, frame)
    if before is not None and facing is not None and facing.behind != before.behind:
        state = replace(state, beside=None, belief=None, legs=None, misfit_since=None, folded_since=None)
    return replace(state, facing=facing), frame


def _another(state: FilterState, belief: Belief, frame: KeypointFrame) -> bool:
    """Whether a picture shows another person, or the same one after a long gap."""
    return frame.person != state.person or frame.time_s - belief.time_s > LONGEST_GAP_S


def _long_folded(state: FilterState, frame: KeypointFrame) -> bool:
    """Whether a belief has had a leg bent the wrong way for so long that the pose is guessed anew."""
    folded = state.folded_since
    return state.belief is not None and folded is not None and frame.time_s - folded > FOLDED_S


def _first(since: float | None, now: float) -> float:
    return now if since is None else since


def _expected(state: FilterState, frame: KeypointFrame, observed: Observations) -> tuple[Belief, float, int] | None:
    """The belief before a picture is looked at, the time it is from the last one (s), and how often to linearise.

    None where nobody was believed in and nothing can be guessed.
    """
    belief = state.belief
    if belief is not None and not _long_folded(state, frame):
        span = frame.time_s - belief.time_s
        return carried(belief, span, state.prior.acceleration), span, ITERATIONS
    fresh = _anew(state, frame, observed, belief)
    if fresh is not None:
        return fresh, EVIDENCE_SPAN_S, FIRST_ITERATIONS
    return None if belief is None else (replace(belief, time_s=frame.time_s), EVIDENCE_SPAN_S, FIRST_ITERATIONS)


def _anew(state: FilterState, frame: KeypointFrame, observed: Observations, before: Belief | None) -> Belief | None:
    """A belief with its pose taken from the network's world points; None where they do not tell one.

    The constants of the belief before, where there is one, are kept.
    """
    constants = None if before is None else before.y[N:]
    first = guess(frame.world[None], observed, state.camera, state.body, constants)
    if not np.all(np.isfinite(first)):
        return None
    fresh = first_belief(first[0], frame.time_s)
    if before is None:
        return fresh
    covariance = fresh.y_covariance.copy()
    covariance[N:, N:] = before.y_covariance[N:, N:]
    return replace(fresh, y=np.concatenate([fresh.y[:N], before.y[N:]]), y_covariance=covariance)


def _folded(observed: Observations, model: Prediction, body: Body) -> bool:
    """Whether a leg seems bent the wrong way: a picture of a lifted knee also fits a thigh swung back."""
    away = np.abs(model.seen[0, :, 2] - observed.seen[0, :, 2]).take(DEEP)
    return True in (away > FOLDED_M * body.scale).tolist()


def _lifted(
    state: FilterState, frame: KeypointFrame, picture: Picture, before: Belief, flexion: int
) -> tuple[Belief, Prediction] | None:
    """The picture taken in anew, from where the network sees the leg in space; None where that ends behind, too.

    before: the belief before the picture, whose constants are kept.
    """
    ahead = _anew(state, frame, picture.observed, before)
    if ahead is None:
        return None
    again = updated(picture, ahead, EVIDENCE_SPAN_S, FIRST_ITERATIONS, state.camera, state.body, state.prior)
    return again if again[0].y[flexion] > 0.0 else None


def _angles(
    state: FilterState, picture: Picture, watched: Beside, belief: Belief, model: Prediction, toes: Floats
) -> AngleFrame:
    """The angles of a belief; toes (1, 2, 2), px."""
    pose, heading = belief.y[None, :N], float(belief.y[N + C["heading"]])
    rotation = corrected_rotation(watched.against, pose, heading, state.learnt.remainder)
    estimate = Estimate(pose, belief.y[N:], belief.y_covariance[N:, N:], rotation)
    observed, noise = picture.observed, picture.noise
    return angle_frames(estimate, observed, model, FootPixels(toes), state.camera, state.body, state.prior, noise)[0]
