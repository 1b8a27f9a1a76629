"""The front leg of a hinge: which leg it is read of, what changes nothing, and what is not said."""

from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.training.coach.hinging import FILE, SEEN, front_leg, nearness
from inturn.training.coach.learnt import learnt_map
from tests.unit.training.coach.test_turning import PARTNER, STOOD, TRUNK, as_points, body, shifts

aways = st.floats(*SEEN)
fronts = st.sampled_from((0, 1))
MIRROR = np.array([-1.0, 1.0])


def leg(now: np.ndarray, stood: np.ndarray, trunk: float, away: float, front: int | None) -> tuple[float, float]:
    return front_leg(body(now), as_points(stood), trunk, away, front)


@given(shifts, aways, fronts)
def test_a_mirrored_picture_shows_the_same_of_the_other_leg(shift: np.ndarray, away: float, front: int) -> None:
    once = leg(STOOD + shift, STOOD, TRUNK, away, front)
    again = leg((STOOD + shift)[PARTNER] * MIRROR, STOOD[PARTNER] * MIRROR, TRUNK, -away, 1 - front)
    assert again == pytest.approx(once, abs=1e-9)


@given(shifts, aways, fronts, st.floats(0.3, 4.0), st.tuples(st.floats(-90, 90), st.floats(-90, 90)))
def test_neither_size_nor_place_nor_a_camera_that_moves_counts(
    shift: np.ndarray, away: float, front: int, size: float, moved: tuple[float, float]
) -> None:
    once = leg(STOOD + shift, STOOD, TRUNK, away, front)
    again = leg(size * (STOOD + shift) + np.array(moved), size * STOOD, size * TRUNK, away, front)
    assert again == pytest.approx(once, abs=1e-6)


@given(shifts, aways)
def test_the_near_leg_and_the_far_one_are_read_by_maps_of_their_own(shift: np.ndarray, away: float) -> None:
    near, far = (leg(STOOD + shift, STOOD, TRUNK, away, front) for front in (1, 0))
    assert near != far
    assert (nearness(1, away), nearness(0, away), nearness(0, -away)) == ("near", "far", "near")


@pytest.mark.parametrize("away", [0.0, SEEN[0] - 0.01, SEEN[1] + 0.01, -SEEN[1] - 0.01, 3.0])
def test_from_where_it_does_not_show_nothing_is_said(away: float) -> None:
    assert all(isnan(x) for x in leg(STOOD, STOOD, TRUNK, away, 0))


def test_of_no_leg_nothing_is_said() -> None:
    assert all(isnan(x) for x in leg(STOOD, STOOD, TRUNK, 1.0, None))


@pytest.mark.parametrize("table", ["knee_near", "knee_far", "heel_near", "heel_far"])
def test_the_maps_read_every_feature(table: str) -> None:
    weights = learnt_map(FILE, table).weights
    assert weights.shape == (78,)
    assert np.isfinite(weights).all()
    assert np.count_nonzero(weights) > 70
