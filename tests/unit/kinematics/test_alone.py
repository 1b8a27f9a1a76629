"""The body model alone is heard by its share, less the more the pelvis tilts, and never beyond."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.kinematics import offline, smooth
from inturn.kinematics.alone import SHARE, TILT, with_model_alone
from inturn.kinematics.learnt import Learnt, learnt_of
from tests.unit.kinematics.people import World, record, standing_test

angle = st.floats(-1.0, 1.0)


@given(angle, angle, angle, angle)
def test_the_answer_lies_between_the_two_and_nearer_to_what_was_learnt(
    learnt: float, alone: float, tilt: float, up: float
) -> None:
    lifted = np.array([up])
    found = with_model_alone(np.full((1, 2), learnt), np.full((1, 2), alone), np.array([tilt]), lifted)
    low, high = sorted((learnt, alone))
    assert np.all((found >= low - 1e-12) & (found <= high + 1e-12))
    assert np.all(np.abs(found - learnt) <= SHARE * abs(alone - learnt) + 1e-12)


@pytest.mark.parametrize(("tilt", "share"), [(0.0, SHARE), (0.5 * TILT, 0.5 * SHARE), (TILT, 0.0), (-2 * TILT, 0.0)])
def test_a_tilt_to_either_side_takes_the_share_away(tilt: float, share: float) -> None:
    found = with_model_alone(np.zeros((3, 2)), np.ones((3, 2)), np.full(3, tilt), np.array([1.0, -1.0, 0.0]))
    np.testing.assert_allclose(found, np.array([share, share, 0.0])[:, None].repeat(2, axis=1))


def test_a_recording_is_read_so_where_a_remainder_was_learnt(monkeypatch: pytest.MonkeyPatch) -> None:
    recording = record(standing_test(fps=15.0), World(noise_px=1.0))
    learnt = learnt_of("lite")
    heard: list[np.ndarray] = []

    def noted(rotation: np.ndarray, alone: np.ndarray, tilt: np.ndarray, lifted: np.ndarray, most: float) -> np.ndarray:
        heard.append(alone)
        return with_model_alone(rotation, alone, tilt, lifted, most)

    monkeypatch.setattr(offline, "with_model_alone", noted)
    smooth(recording, learnt=Learnt(learnt.pelvis, None))
    smooth(recording, learnt=Learnt(None, None))
    smooth(recording, learnt=Learnt(learnt.pelvis, learnt.remainder, alone=0.0))
    assert heard == []
    smooth(recording, learnt=Learnt(learnt.pelvis, learnt.remainder))
    alone = smooth(recording, learnt=Learnt(None, None))["rotation"].values
    assert len(heard) == 1
    known = np.isfinite(alone)
    assert known.mean() > 0.2
    np.testing.assert_allclose(heard[0][known], alone[known], atol=np.deg2rad(1.0))
