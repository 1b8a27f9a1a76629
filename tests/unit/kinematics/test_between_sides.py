"""One lifted leg held against the other: what cancels, what moves, how far, and that a mirror changes nothing."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.body.keypoints import MIRROR
from inturn.kinematics.angles import lost
from inturn.kinematics.between_sides import KNOWN_S, LARGEST, SHARE, Legs, apart, legs_of, moved
from inturn.kinematics.layout import N, side_columns
from inturn.kinematics.reading import Against, against_standing, recorded_stance
from inturn.kinematics.remainder import RemainderMap, features_of, load_remainder_map, remainder_of
from tests.unit.kinematics.test_reading import WIDTH, recording
from tests.unit.kinematics.test_remainder import SWAPPED, TURNED_ROUND
from validation.fit.between import BetweenRows, between_map

ROTATION = side_columns("rotation")
LEARNT = load_remainder_map("heavy")
assert LEARNT is not None


def mirrored(pixel: np.ndarray) -> np.ndarray:
    return pixel[:, list(MIRROR)] * [-1.0, 1.0] + [WIDTH, 0.0]


def both_sides(seed: int, swing: float = 30.0, other: float = 20.0) -> np.ndarray:
    """Six pictures of standing, four with the left leg lifted, four with the right one."""
    left, right = recording(seed, swing), mirrored(recording(seed, other))
    return np.concatenate([left, right[6:]])


def poses(seed: int, count: int = 14) -> np.ndarray:
    return np.random.default_rng(seed).normal(0.3, 0.05, (count, N))


def against(pixel: np.ndarray) -> Against:
    seen = against_standing(pixel, recorded_stance(pixel[:6]))
    assert seen is not None
    return seen


def held(pixel: np.ndarray, pose: np.ndarray, heading: float = 0.0, learnt: RemainderMap | None = LEARNT) -> np.ndarray:
    """Rotation (T, 2) after the legs were held against each other, a picture every half second."""
    time_s = 0.5 * np.arange(len(pose))
    legs = legs_of(against(pixel), pose, heading, learnt, time_s)
    frames = [replace(lost(t), rotation=r) for t, r in zip(time_s, pose[:, ROTATION], strict=True)]
    if legs is None:
        return pose[:, ROTATION]
    return np.array([f.rotation for f in moved(frames, legs, apart([legs]))])


@given(st.integers(0, 50), st.floats(-10, 60), st.floats(-10, 60))
def test_the_mirror_image_is_moved_on_the_other_side(seed: int, swing: float, other: float) -> None:
    pixel, pose = both_sides(seed, swing, other), poses(seed)
    one = held(pixel, pose, 0.1)
    two = held(mirrored(pixel), (pose * TURNED_ROUND)[:, SWAPPED], -0.1)
    np.testing.assert_allclose(two, one[:, ::-1], atol=1e-9)


def test_the_sides_are_moved_by_as_much_against_each_other_and_only_while_they_are_up() -> None:
    pixel, pose = both_sides(1), poses(1)
    moved = held(pixel, pose) - pose[:, ROTATION]
    assert np.all(moved[:6] == 0.0)
    assert np.all(moved[6:10, 1] == 0.0)
    assert np.all(moved[10:, 0] == 0.0)
    assert moved[6:10, 0] == pytest.approx(np.full(4, moved[6, 0]))
    assert moved[10:, 1] == pytest.approx(np.full(4, -moved[6, 0]))
    assert moved[6, 0] != 0.0


def test_what_is_moved_is_a_share_of_what_the_two_maps_disagree_by() -> None:
    pixel, pose = both_sides(2), poses(2)
    values = features_of(against(pixel), pose)
    between = np.zeros(LEARNT.between.size)
    between[3] = 0.02
    learnt = RemainderMap(0.02 * LEARNT.weights, between)
    off = remainder_of(values, 0.0, learnt)
    told = 0.02 * (values[6:10, 3].mean() - values[10:, 3].mean())
    apart = told - (off[6:10].mean() - off[10:].mean())
    assert abs(SHARE * apart) < LARGEST
    assert (held(pixel, pose, learnt=learnt) - pose[:, ROTATION])[6, 0] == pytest.approx(-0.5 * SHARE * apart)


@given(st.floats(-50.0, 50.0))
def test_the_sides_are_never_moved_far(size: float) -> None:
    pixel, pose = both_sides(3), poses(3)
    wild = replace(LEARNT, between=np.full(LEARNT.between.size, size))
    assert np.abs(held(pixel, pose, learnt=wild) - pose[:, ROTATION]).max() <= 0.5 * LARGEST + 1e-12


def test_what_both_sides_are_misread_by_alike_moves_nothing() -> None:
    left = recording(4, 30.0)
    left[:6] = 0.5 * (left[:6] + mirrored(left[:6]))  # who stands like their own mirror image
    pixel = np.concatenate([left, mirrored(left)[6:]])
    half = poses(4, 10)
    pose = np.concatenate([half, (half[6:] * TURNED_ROUND)[:, SWAPPED]])
    np.testing.assert_allclose(held(pixel, pose), pose[:, ROTATION], atol=1e-9)


def test_one_side_alone_a_stranger_view_or_no_map_changes_nothing() -> None:
    pixel, pose = both_sides(5), poses(5)
    for other in (
        held(pixel[:11], pose[:11]),  # hardly anything of the right leg
        held(pixel, pose, np.deg2rad(40.0))[:11],
        held(pixel, pose, learnt=None)[:11],
        held(pixel, pose, learnt=replace(LEARNT, between=None))[:11],
    ):
        np.testing.assert_array_equal(other, pose[:11, ROTATION])
    assert legs_of(None, pose, 0.0, LEARNT, np.arange(14.0)) is None
    assert apart([]) == 0.0


def stretch(seed: int, left_s: float, right_s: float, rate: float = 16.0) -> Legs:
    """Legs lifted for so long, one after the other, of which the map tells something else than the pictures do."""
    rng = np.random.default_rng(seed)
    n, m = round(left_s * rate), round(right_s * rate)
    lifted = np.concatenate([np.ones(n), -np.ones(m)])
    features = rng.normal(0.2 * lifted[:, None], 0.01, (n + m, 2))
    return Legs(lifted, np.full(n + m, 1.0 / rate), features, np.zeros(n + m), np.array([0.2, 0.1]), 1.0)


@given(st.floats(0.1, 4.0), st.floats(5.0, 120.0))
def test_what_was_seen_for_a_moment_hardly_counts_whatever_the_pictures_a_second(seconds: float, rate: float) -> None:
    whole, few = apart([stretch(7, 4.0, 4.0)]), apart([stretch(7, 4.0, seconds, rate)])
    begins, full = KNOWN_S
    share = np.clip((seconds - begins) / (full - begins), 0.0, 1.0)
    assert few == pytest.approx(whole * share, abs=0.15 * whole + whole / rate)


def test_a_break_between_the_sides_does_not_part_them() -> None:
    left, right = stretch(8, 3.0, 0.0), stretch(9, 0.0, 3.0)
    assert apart([left]) == apart([right]) == 0.0
    assert apart([left, right]) == pytest.approx(0.5 * (0.2 * 0.3 * 2), rel=0.05)
    assert apart([right, left]) == pytest.approx(apart([left, right]))


def test_the_map_finds_how_differently_two_sides_are_misread_and_not_what_they_share() -> None:
    rng = np.random.default_rng(6)
    weights = np.array([0.03, -0.02, 0.0, 0.01, 0.0, 0.0])

    def person() -> BetweenRows:
        features = rng.normal(size=(8, 8))  # two of the appearance
        side = np.repeat([0, 1], 4)
        error = features[:, :6] @ weights + rng.normal() + 1e-3 * rng.normal(size=8)
        return BetweenRows(features, 6, error, np.ones(8, dtype=bool), side)

    found = between_map([person() for _ in range(400)])
    assert found == pytest.approx(weights, abs=2e-3)
