"""What is taken off the smoothed rotation: its symmetry, its limits, its silence where nothing is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.body.keypoints import INDEX, MIRROR
from inturn.kinematics.layout import N, P, side_columns
from inturn.kinematics.reading import against_standing, recorded_stance
from inturn.kinematics.remainder import LARGEST, RemainderMap, corrected_rotation, load_remainder_map
from tests.unit.kinematics.test_reading import WIDTH, recording

ROTATION = side_columns("rotation")
SWAPPED = [P[n.replace("left_", "right_") if n.startswith("left_") else n.replace("right_", "left_")] for n in P]
TURNED_ROUND = np.array([-1.0 if n in ("y", "turn", "list", "twist", "lean") else 1.0 for n in P])
LEARNT = load_remainder_map("heavy")


def corrected(pixel: np.ndarray, pose: np.ndarray, heading: float, learnt: RemainderMap | None) -> np.ndarray:
    return corrected_rotation(against_standing(pixel, recorded_stance(pixel)), pose, heading, learnt)


def poses(seed: int, count: int = 10) -> np.ndarray:
    return np.random.default_rng(seed).normal(0.3, 0.2, (count, N))


@given(st.integers(0, 100), st.floats(-10, 60))
def test_the_mirror_image_is_corrected_on_the_other_side(seed: int, swing: float) -> None:
    pixel, pose = recording(seed, swing), poses(seed)
    mirrored = pixel[:, list(MIRROR)] * [-1.0, 1.0] + [WIDTH, 0.0]
    one = corrected(pixel, pose, 0.1, LEARNT)
    other = corrected(mirrored, (pose * TURNED_ROUND)[:, SWAPPED], -0.1, LEARNT)
    np.testing.assert_allclose(other, one[:, ::-1], atol=1e-9)


def test_only_the_lifted_leg_is_corrected_and_only_while_it_is_up() -> None:
    pose = poses(1)
    off = corrected(recording(1, 30.0), pose, 0.0, LEARNT) - pose[:, ROTATION]
    assert np.all(off[:6] == 0.0)
    assert np.all(off[6:, 1] == 0.0)
    assert np.all(off[6:, 0] != 0.0)


@given(st.floats(-5.0, 5.0))
def test_no_correction_is_larger_than_what_was_seen_in_learning(constant: float) -> None:
    assert LEARNT is not None
    wild = RemainderMap(np.append(np.zeros(LEARNT.weights.size - 1), constant))
    pose = poses(2)
    off = pose[:, ROTATION] - corrected(recording(2, 30.0), pose, 0.0, wild)
    assert off[6:, 0] == pytest.approx(np.clip(constant, -LARGEST, LARGEST))


def test_a_person_turned_away_is_corrected_less_and_then_not_at_all() -> None:
    pixel, pose = recording(3, 30.0), poses(3)
    sizes = [np.abs(corrected(pixel, pose, np.deg2rad(h), LEARNT) - pose[:, ROTATION]).max() for h in (0, 28, 40)]
    assert sizes[0] > sizes[1] > sizes[2] == 0.0


def test_without_standing_without_a_map_or_without_points_nothing_changes() -> None:
    pixel, pose = recording(4, 30.0), poses(4)
    np.testing.assert_array_equal(corrected(pixel, pose, 0.0, None), pose[:, ROTATION])
    np.testing.assert_array_equal(corrected(pixel[6:], pose[6:], 0.0, LEARNT), pose[6:, ROTATION])
    pixel[7, INDEX["left_knee"]] = np.nan
    np.testing.assert_array_equal(corrected(pixel, pose, 0.0, LEARNT)[7], pose[7, ROTATION])
