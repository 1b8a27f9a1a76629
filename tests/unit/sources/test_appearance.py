"""What the network sees around the points: read where it should be, projected to whole numbers, one row a view."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.body.keypoints import INDEX
from inturn.motion.recording import LARGEST_APPEARANCE
from inturn.sources.video import Picture, PoseTracker
from inturn.sources.video.appearance import PLACES, Projection, appearance, around_points, load_projection, places

ROWS, COLUMNS = np.mgrid[0:64, 0:64].astype(np.float64)


@given(st.integers(0, 100))
def test_a_map_that_rises_evenly_is_read_exactly_anywhere(seed: int) -> None:
    points = np.random.default_rng(seed).uniform(100, 156, (39, 2))
    seen = np.stack([COLUMNS, ROWS, 3.0 * COLUMNS - ROWS])
    at = places(points) / 4.0 - 0.5
    found = around_points(seen, points).reshape(PLACES, 3)
    np.testing.assert_allclose(found, np.stack([at[:, 0], at[:, 1], 3 * at[:, 0] - at[:, 1]], axis=1), atol=1e-9)


def test_places_outside_take_the_nearest_cell() -> None:
    found = around_points(np.stack([COLUMNS, ROWS]), np.full((39, 2), 900.0)).reshape(PLACES, 2)
    np.testing.assert_allclose(found, 62.999)
    assert np.all(around_points(np.stack([COLUMNS]), np.full((39, 2), -900.0)) == 0.0)


def test_further_places_lie_between_the_points_and_beside_the_hips() -> None:
    points = np.zeros((39, 2))
    points[INDEX["left_hip"]], points[INDEX["right_hip"]] = (120.0, 100.0), (100.0, 100.0)
    points[INDEX["left_knee"]] = (130.0, 160.0)
    found = {tuple(p) for p in places(points)}
    assert {(110.0, 100.0), (125.0, 130.0), (125.0, 100.0), (95.0, 100.0), (130.0, 100.0), (90.0, 100.0)} <= found


@given(st.floats(-1e4, 1e4))
def test_values_are_whole_and_bounded(level: float) -> None:
    projection = Projection(np.zeros(PLACES), np.eye(PLACES))
    values = appearance(np.full((1, 64, 64), level), np.full((39, 2), 100.0), projection)
    assert np.all(values == np.clip(np.round(level), -LARGEST_APPEARANCE, LARGEST_APPEARANCE))


@pytest.mark.parametrize("network", ["heavy", "full"])
def test_the_projection_fits_its_network(network: str) -> None:
    projection = load_projection(network)
    assert projection is not None
    assert projection.matrix.shape == (PLACES * 48, 256)
    assert projection.middle.shape == (PLACES * 48,)


def test_the_lite_network_has_no_projection() -> None:
    assert load_projection("lite") is None


def test_a_person_is_seen_in_one_view_a_picture_and_changes_little_from_one_to_the_next(
    person_pictures: list[Picture],
) -> None:
    tracker = PoseTracker("heavy")
    rows = [tracker.step(rgb, time_s).appearance for time_s, rgb in person_pictures[:5]]
    shown = [None if r is None else np.isfinite(r).all(axis=1).tolist() for r in rows]
    assert shown == [[True, False], [False, True], [False, True], [True, False], [True, False]]
    first, again, other = rows[0], rows[4], rows[1]
    assert first is not None
    assert again is not None
    assert other is not None
    assert np.all(first[0] == np.round(first[0]))
    assert np.corrcoef(first[0], again[0])[0, 1] > 0.6


def test_a_network_without_a_projection_gives_no_appearance(person_pictures: list[Picture]) -> None:
    time_s, rgb = person_pictures[0]
    assert PoseTracker("lite").step(rgb, time_s).appearance is None


def test_the_same_person_is_seen_alike_step_by_step_and_pipelined(person_pictures: list[Picture]) -> None:
    some = person_pictures[:4]
    one, other = PoseTracker("heavy"), PoseTracker("heavy", streams=2)
    for a, b in zip([one.step(rgb, t) for t, rgb in some], other.run(some), strict=True):
        np.testing.assert_array_equal(a.appearance, b.appearance)
