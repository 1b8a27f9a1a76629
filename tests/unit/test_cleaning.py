"""Steadied keypoints: a rest stays a rest, views that alternate are averaged, what is unseen stays unseen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.motion.cleaning import steadied


@given(st.integers(1, 40), st.floats(1, 60))
def test_who_does_not_move_is_left_alone(count: int, rate: float) -> None:
    pixel = np.tile(np.arange(66.0).reshape(1, 33, 2), (count, 1, 1))
    np.testing.assert_allclose(steadied(pixel, np.arange(count) / rate), pixel)


@pytest.mark.parametrize("rate", [12.0, 12.5, 15.0, 16.7])
def test_four_views_in_turn_come_out_as_their_mean(rate: float) -> None:
    errors = np.array([3.0, -1.0, 1.0, -3.0])
    pixel = np.tile(errors, 10)[:, None, None] * np.ones((1, 33, 2))
    calm = steadied(pixel, np.arange(40) / rate)
    assert np.abs(calm[3:-3]).max() < 1.0 < np.abs(pixel).min() + 1e-9


@given(st.integers(0, 29))
def test_an_unseen_point_stays_unseen_and_spoils_nothing(gone: int) -> None:
    pixel = np.ones((30, 33, 2))
    pixel[gone, 5] = np.nan
    calm = steadied(pixel, np.arange(30) / 15)
    assert np.isnan(calm[gone, 5]).all()
    assert np.isfinite(np.delete(calm, gone, axis=0)).all()
