"""A lifted knee seen from the front also fits a thigh that is swung back: the filter does not stay with that."""

from dataclasses import replace

import numpy as np
import pytest

from inturn.body.keypoints import INDEX
from inturn.kinematics import filter as module
from inturn.kinematics import filter_start, filter_step
from inturn.kinematics.filter import FilterState
from inturn.kinematics.layout import N, P
from inturn.kinematics.learnt import Learnt
from inturn.kinematics.swung_back import swung_back
from inturn.motion.recording import KeypointFrame, frames
from tests.unit.kinematics.people import HOLDS, record, standing_test

MODEL_ALONE = Learnt(None, None)


def in_the_hold() -> tuple[FilterState, list[KeypointFrame]]:
    """The filter half through the first hold of the left leg, and the pictures after that."""
    recording = record(standing_test(fps=15.0))
    start, stop = HOLDS["left"][0]
    state = filter_start(recording.attrs["width"], recording.attrs["height"], "heavy", learnt=MODEL_ALONE)
    rest = list(frames(recording))
    while rest[0].time_s < 0.5 * (start + stop):
        state, _ = filter_step(state, rest.pop(0))
    return state, rest


def behind(state: FilterState) -> FilterState:
    """The same belief, but with the lifted thigh behind the body and its knee straight."""
    assert state.belief is not None
    y = state.belief.y.copy()
    y[P["left_flexion"]], y[P["left_knee"]] = np.deg2rad(-25.0), np.deg2rad(3.0)
    tight = 1e-4 * np.eye(len(y))
    return replace(state, belief=replace(state.belief, y=y, velocity=0.0 * state.belief.velocity, y_covariance=tight))


def test_a_lifted_knee_is_in_front_again_with_the_next_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    state, rest = in_the_hold()
    _, told = filter_step(behind(state), rest[0])
    assert np.rad2deg(told.hip_flexion[0]) > 60.0
    assert np.isfinite(told.rotation[0])

    def never(pose: np.ndarray, pixel: np.ndarray) -> None:
        """Look away."""

    monkeypatch.setattr(module, "swung_back", never)
    _, left_alone = filter_step(behind(state), rest[0])
    assert left_alone.hip_flexion[0] < 0.0
    assert np.isnan(left_alone.rotation[0])


def test_what_the_network_sees_behind_stays_behind() -> None:
    """Somebody whose thigh is swung back, by the network's points in space, is not told to have lifted it."""
    state, rest = in_the_hold()
    mirrored = [1.0, 1.0, -1.0]
    frame = replace(rest[0], world=rest[0].world * mirrored)
    state = replace(behind(state), facing=None)
    _, told = filter_step(state, frame)
    assert told.hip_flexion[0] < 0.0


def test_both_feet_on_the_ground_are_left_alone() -> None:
    first = next(iter(frames(record(standing_test(fps=15.0)))))
    pose = np.zeros(N)
    pose[P["left_flexion"]] = pose[P["right_flexion"]] = -0.1
    assert swung_back(pose, first.pixel) is None
    raised, trunk = first.pixel.copy(), np.ptp(first.pixel[[INDEX["left_shoulder"], INDEX["left_hip"]], 1])
    raised[INDEX["right_knee"], 1] -= 0.3 * trunk
    assert swung_back(pose, raised) == P["right_flexion"]
    assert swung_back(-pose, raised) is None
    assert swung_back(pose, np.full_like(raised, np.nan)) is None
