"""Curves pass through their keys, and sway depends on its generator alone."""

import numpy as np

from validation.people.curves import smooth_step, sway, through

TIME_S = np.arange(0, 5, 0.01)


def test_curves_rest_at_their_keys() -> None:
    curve = through([(0.0, 1.0), (1.0, 1.0), (2.0, 3.0), (4.0, 3.0)], TIME_S)
    assert curve[TIME_S <= 1.0].max() == 1.0
    np.testing.assert_allclose(curve[TIME_S >= 2.0], 3.0)
    assert np.abs(np.diff(curve)).max() < 0.05  # fastest: 15/8 of the mean speed


def test_smooth_step_is_half_way_at_half_time() -> None:
    np.testing.assert_allclose(smooth_step(np.array([-1.0, 0.0, 0.5, 1.0, 2.0])), [0, 0, 0.5, 1, 1])


def test_two_keys_at_one_time_are_a_step() -> None:
    curve = through([(0.0, 0.0), (1.0, 0.0), (1.0, 2.0)], TIME_S)
    assert set(np.unique(curve)) == {0.0, 2.0}


def test_sway_has_the_wished_size_and_repeats() -> None:
    long = np.arange(0, 200, 0.05)
    curves = [sway(np.random.default_rng(s), long, 0.5) for s in (1, 1, 2)]
    np.testing.assert_array_equal(curves[0], curves[1])
    assert np.abs(curves[0] - curves[2]).max() > 0.1
    assert abs(curves[0].std() - 0.5) < 0.1
