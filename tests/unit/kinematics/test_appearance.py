"""How the appearance has changed since standing: nothing while standing, whatever clothes look like, alike mirrored."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from inturn.body.keypoints import MIRROR
from inturn.kinematics.appearance import as_left_lifted, recorded, since_standing
from inturn.kinematics.learnt import learnt_of
from inturn.kinematics.reading import against_standing, read_pelvis, recorded_stance
from inturn.kinematics.reading import features as pelvis_features
from inturn.kinematics.remainder import corrected_rotation
from inturn.motion.recording import KeypointFrame, build
from tests.unit.kinematics.test_reading import WIDTH, recording
from tests.unit.kinematics.test_remainder import SWAPPED, TURNED_ROUND, poses
from tests.unit.test_recording import ATTRIBUTES

COMPONENTS = 256
STANDING = np.arange(10) < 6
TIME = np.arange(10) / 15.0
LARGE = 1e9
CLOSER = learnt_of("heavy").closer


def shown(seed: int, components: int = COMPONENTS) -> np.ndarray:
    """Appearances (10, 2, A) of views shown in turn: plain, mirrored, mirrored, plain."""
    values = np.random.default_rng(seed).integers(-60, 60, (10, 2, components)).astype(float)
    values[np.arange(10), 1 - np.array([0, 1, 1, 0, 0, 1, 1, 0, 0, 1])] = np.nan
    return values


def test_a_steady_picture_has_not_changed() -> None:
    still = np.where(np.isfinite(shown(0)), np.arange(COMPONENTS) - 100.0, np.nan)
    change = since_standing(still, TIME, STANDING, LARGE)
    assert change is not None
    assert np.all(change == 0.0)


@given(st.integers(0, 50), st.floats(-40, 40))
def test_what_clothes_add_to_every_picture_is_left_out(seed: int, clothes: float) -> None:
    one, other = (since_standing(v, TIME, STANDING, LARGE) for v in (shown(seed), shown(seed) + clothes))
    assert one is not None
    assert other is not None
    np.testing.assert_allclose(one, other, atol=1e-9)


@given(st.integers(0, 50))
def test_all_views_in_turn_are_averaged(seed: int) -> None:
    values = shown(seed)
    change = since_standing(values, TIME, STANDING, LARGE)
    assert change is not None
    stood = np.nanmean(values[STANDING], axis=0)
    # within 0.17 s of the sixth picture lie the fourth to the eighth
    np.testing.assert_allclose(change[5], np.nanmean(values[3:8], axis=0) - stood)


def test_a_view_not_shown_is_taken_as_it_was_shortly_before_or_after_and_unknown_beyond() -> None:
    values = shown(1)
    values[7:, 1] = np.nan
    near = since_standing(values, TIME, STANDING, LARGE)
    far = since_standing(values, TIME * np.where(np.arange(10) > 7, 20.0, 1.0), STANDING, LARGE)
    assert near is not None
    assert far is not None
    assert np.all(np.isfinite(near))
    assert np.all(np.isfinite(far[:8]))
    assert np.all(np.isnan(far[8:]))


def test_without_standing_in_both_views_nothing_is_known() -> None:
    values = shown(2)
    values[:6, 1] = np.nan
    assert since_standing(values, TIME, STANDING, LARGE) is None
    assert since_standing(shown(2), TIME, np.zeros(10, dtype=bool), LARGE) is None


@given(st.floats(0.5, 30.0))
def test_no_change_is_larger_than_what_was_learnt_from(largest: float) -> None:
    whole = since_standing(shown(3), TIME, STANDING, LARGE)
    cut = since_standing(shown(3), TIME, STANDING, largest)
    assert whole is not None
    assert cut is not None
    sizes = [np.sqrt(np.mean(c**2, axis=(1, 2))) for c in (whole, cut)]
    np.testing.assert_allclose(sizes[1], np.minimum(sizes[0], largest))
    at = np.argmax(sizes[0])
    np.testing.assert_allclose(cut[at] * sizes[0][at], whole[at] * sizes[1][at])


def test_features_begin_with_the_view_that_shows_the_left_leg_lifted() -> None:
    change = np.stack([np.zeros((2, 3)), np.ones((2, 3))], axis=1)
    rows = as_left_lifted(change, np.array([True, False]))
    assert rows.tolist() == [[0, 0, 0, 1, 1, 1], [1, 1, 1, 0, 0, 0]]


@given(st.integers(0, 60), st.floats(-10, 60))
def test_the_mirror_image_is_read_the_other_way_round(seed: int, swing: float) -> None:
    assert CLOSER is not None
    assert CLOSER.pelvis is not None
    pixel, pose = recording(seed, swing), poses(seed)
    flipped = pixel[:, list(MIRROR)] * [-1.0, 1.0] + [WIDTH, 0.0]
    change = since_standing(shown(seed), TIME, STANDING, CLOSER.pelvis.largest)
    assert change is not None
    plain = against_standing(pixel, recorded_stance(pixel), change)
    mirrored = against_standing(flipped, recorded_stance(flipped), change[:, ::-1])
    one, other = read_pelvis(plain, CLOSER.pelvis), read_pelvis(mirrored, CLOSER.pelvis)
    assert one is not None
    assert other is not None
    np.testing.assert_allclose(other.pelvic_list, -one.pelvic_list, atol=1e-9)
    np.testing.assert_allclose(other.pelvic_turn, -one.pelvic_turn, atol=1e-9)
    left = corrected_rotation(plain, pose, 0.1, CLOSER.remainder)
    right = corrected_rotation(mirrored, (pose * TURNED_ROUND)[:, SWAPPED], -0.1, CLOSER.remainder)
    np.testing.assert_allclose(right, left[:, ::-1], atol=1e-9)


def test_what_is_seen_around_the_points_counts() -> None:
    assert CLOSER is not None
    assert CLOSER.pelvis is not None
    pixel = recording(4, 30.0)
    stance = recorded_stance(pixel)
    changes = [since_standing(shown(s), TIME, STANDING, CLOSER.pelvis.largest) for s in (4, 5)]
    one, other = (read_pelvis(against_standing(pixel, stance, c), CLOSER.pelvis) for c in changes)
    assert one is not None
    assert other is not None
    assert np.abs(one.pelvic_list - other.pelvic_list)[6:].max() > np.deg2rad(0.2)
    assert np.all(one.pelvic_list[:6] == 0.0)


def test_the_maps_are_of_the_size_of_what_they_read() -> None:
    assert CLOSER is not None
    assert CLOSER.pelvis is not None
    assert CLOSER.remainder is not None
    pixel = recording(6, 30.0)
    against = against_standing(pixel, recorded_stance(pixel), np.zeros((10, 2, COMPONENTS)))
    assert against is not None
    values = pelvis_features(against)
    assert CLOSER.pelvis.list_weights.shape == CLOSER.pelvis.turn_weights.shape == (values.shape[1] + 1,)
    plain = learnt_of("heavy").remainder
    assert plain is not None
    assert CLOSER.remainder.weights.size == plain.weights.size + 2 * COMPONENTS


def test_a_network_that_nothing_was_learnt_about_has_no_closer_maps() -> None:
    assert learnt_of("lite").closer is None


def test_a_recording_gives_its_appearances_or_none() -> None:
    points, ones = np.zeros((33, 2)), np.ones(33)
    frames = [
        KeypointFrame(i / 15, points, np.ones((33, 3)), ones, ones, np.zeros((33, 3)), 0.9, 0, 1, rows)
        for i, rows in enumerate(shown(7, 4))
    ]
    seen = recorded(build(frames, dict(ATTRIBUTES)))
    assert seen is not None
    np.testing.assert_array_equal(seen, shown(7, 4))
    assert recorded(build([replace(f, appearance=None) for f in frames], dict(ATTRIBUTES))) is None
