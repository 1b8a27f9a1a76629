"""The parts of the error of a trial and of a side."""

from math import radians, sqrt

import pytest

from inturn.assess.error import ErrorModel, mean_quantity, trial_quantity
from inturn.programme.standing_test import load_standing_test
from inturn.quantity import Method, Quantity

RULES = load_standing_test().error
METHOD = Method("standing-hip-ir", "standing", "none", "video")
MODEL = ErrorModel(radians(1.5), radians(1.0), radians(0.8), sd_stated=radians(2.0))


def trial(value: float, own_sd: float | None = None) -> Quantity:
    return trial_quantity(radians(value), None if own_sd is None else radians(own_sd), MODEL, METHOD, RULES)


def test_a_trial_keeps_the_parts_apart() -> None:
    q = trial(20.0)
    assert (q.sd_random, q.sd_setup, q.sd_systematic) == pytest.approx((radians(1.5), radians(1.0), radians(0.8)))
    assert q.sd_real_person == pytest.approx(radians(3.0))
    assert (q.n, q.unit, q.method) == (1, "rad", METHOD)


def test_a_worse_view_widens_a_trial_and_a_better_one_does_not_narrow_it() -> None:
    assert trial(20.0, 4.0).sd_random == pytest.approx(radians(1.5 * 4.0 / 2.0))
    assert trial(20.0, 0.2).sd_random == pytest.approx(radians(1.5))
    assert trial(20.0).sd_random == pytest.approx(radians(1.5))


def test_without_a_stated_sd_nothing_is_scaled() -> None:
    q = trial_quantity(0.3, 0.5, ErrorModel(0.02, 0.01, 0.01), METHOD, RULES)
    assert q.sd_random == 0.02


def test_the_mean_narrows_the_random_part_only() -> None:
    q = mean_quantity([trial(v) for v in (20.0, 20.0, 20.0, 20.0)], RULES)
    pooled = sqrt(4 * 1.5**2 / 7)  # four prior trials, three degrees of freedom without spread
    assert q.value == pytest.approx(radians(20.0))
    assert q.sd_random == pytest.approx(radians(pooled / 2))
    assert (q.sd_setup, q.sd_systematic, q.n) == (MODEL.sd_setup, MODEL.sd_systematic, 4)


def test_spread_between_trials_widens_the_mean() -> None:
    close = mean_quantity([trial(v) for v in (20.0, 21.0, 22.0)], RULES)
    wide = mean_quantity([trial(v) for v in (12.0, 21.0, 30.0)], RULES)
    assert wide.value == pytest.approx(close.value)
    assert wide.sd_random > 2 * close.sd_random
    expected = sqrt((4 * 1.5**2 + 2 * 9.0**2) / 6 / 3)
    assert wide.sd_random == pytest.approx(radians(expected))


def test_one_trial_is_its_own_mean() -> None:
    assert mean_quantity([trial(17.0)], RULES) == trial(17.0)
