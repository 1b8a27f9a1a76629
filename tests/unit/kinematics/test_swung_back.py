"""A lifted knee seen from the front also fits a thigh that is swung back: the filter does not stay with that."""

from dataclasses import replace

import numpy as np
import pytest

from inturn.body.keypoints import INDEX, KEYPOINTS, MIRROR
from inturn.kinematics import filter as module
from inturn.kinematics import filter_start, filter_step
from inturn.kinematics.filter import FilterState
from inturn.kinematics.layout import N, P
from inturn.kinematics.learnt import Learnt
from inturn.kinematics.swung_back import swung_back
from inturn.kinematics.update import Belief
from inturn.motion.recording import KeypointFrame, frames
from tests.unit.kinematics.people import HOLDS, record, standing_test

MODEL_ALONE = Learnt(None, None)
LEG_WORDS = ("hip", "knee", "ankle", "heel", "foot_index")
LEGS = [MIRROR[i] if name.endswith(LEG_WORDS) else i for i, name in enumerate(KEYPOINTS)]


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


def run(state: FilterState, pictures: list[KeypointFrame]) -> tuple[FilterState, list[float]]:
    """The state after the pictures, and the hip flexion told with each of them (degrees)."""
    told: list[float] = []
    for frame in pictures:
        state, angles = filter_step(state, frame)
        told.append(float(np.rad2deg(angles.hip_flexion[0])))
    return state, told


def mirrored(frame: KeypointFrame) -> KeypointFrame:
    """The same picture, with the leg behind the body in space: hips and shoulders as they are."""
    world = frame.world.copy()
    for name in ("left_knee", "left_ankle", "left_heel", "left_foot_index"):
        world[INDEX[name], 2] = 2.0 * world[INDEX["left_hip"], 2] - world[INDEX[name], 2]
    return replace(frame, world=world)


def test_a_lifted_knee_is_in_front_again_with_the_second_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    state, rest = in_the_hold()
    after, told = run(behind(state), rest[:2])
    assert told[0] < 0.0
    assert told[1] > 60.0
    assert after.belief is not None
    assert state.belief is not None
    assert after.belief.y[N:] == pytest.approx(state.belief.y[N:], abs=0.1)  # what is known of person and camera stays

    def never(pose: np.ndarray, pixel: np.ndarray, world: np.ndarray) -> None:
        """Look away."""

    monkeypatch.setattr(module, "swung_back", never)
    assert max(run(behind(state), rest[:4])[1]) < 0.0


def test_one_that_was_in_front_a_picture_ago_stays_there(monkeypatch: pytest.MonkeyPatch) -> None:
    state, rest = in_the_hold()
    tight = behind(state)
    assert state.belief is not None

    def carried(belief: Belief, span_s: float, acceleration: np.ndarray) -> Belief:
        """As if the motion had taken the leg behind the body."""
        assert tight.belief is not None
        return replace(tight.belief, time_s=belief.time_s + span_s)

    monkeypatch.setattr(module, "carried", carried)
    assert run(state, rest[:1])[1][0] > 60.0


def test_what_the_network_sees_behind_stays_behind_and_one_picture_does_not_change_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Somebody whose thigh is swung back, by the network's points in space, is not told to have lifted it."""
    state, rest = in_the_hold()
    pictures = [rest[i] if i == 2 else mirrored(rest[i]) for i in range(5)]
    told = run(behind(state), pictures)[1]
    assert max(told) < 0.0
    monkeypatch.setattr(module, "BEHIND_S", 0.0)
    assert max(run(behind(state), pictures)[1]) > 0.0  # this picture would


def test_legs_that_were_taken_for_each_other_are_so_in_space_as_well() -> None:
    state, rest = in_the_hold()
    swapped = [replace(f, pixel=f.pixel[LEGS], world=f.world[LEGS], variance=f.variance[LEGS]) for f in rest[:3]]
    after, told = run(behind(state), swapped)
    assert told[-1] > 60.0
    assert after.belief is not None
    assert np.rad2deg(after.belief.y[P["right_flexion"]]) < 20.0  # the leg that stands


def test_both_feet_on_the_ground_are_left_alone() -> None:
    first = next(iter(frames(record(standing_test(fps=15.0)))))
    pose = np.zeros(N)
    pose[P["left_flexion"]] = pose[P["right_flexion"]] = -0.1
    trunk = np.ptp(first.pixel[[INDEX["left_shoulder"], INDEX["left_hip"]], 1])

    def raised(share: float) -> np.ndarray:
        pixel = first.pixel.copy()
        pixel[INDEX["right_knee"], 1] -= share * trunk
        return pixel

    ahead = first.world.copy()
    ahead[INDEX["right_knee"], 2] = ahead[INDEX["right_hip"], 2] - 0.3
    assert swung_back(pose, raised(0.0), ahead) is None
    assert swung_back(pose, raised(0.1), ahead) is None
    assert swung_back(pose, raised(0.2), ahead) == P["right_flexion"]
    assert swung_back(pose, raised(0.2), ahead * np.array([1.0, 1.0, -1.0])) is None
    assert swung_back(pose, raised(0.2), ahead * np.array([-1.0, 1.0, -1.0])) == P["right_flexion"]  # seen from behind
    assert swung_back(-pose, raised(0.2), ahead) is None
    assert swung_back(pose, np.full_like(first.pixel, np.nan), ahead) is None
