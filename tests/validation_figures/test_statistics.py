"""The arithmetic of the figures, on numbers whose answers are known."""

import numpy as np
import pytest

from validation.figures import statistics as st


def test_errors() -> None:
    error = np.array([-3.0, 1.0, 2.0, 4.0])
    assert st.mae(error) == 2.5
    assert st.bias(error) == 1.0
    assert st.p95(np.arange(-100.0, 1.0)) == pytest.approx(95.0)


def test_normal_errors_are_covered_as_claimed_and_too_small_sds_are_not() -> None:
    error = np.random.default_rng(0).normal(0.0, 3.0, 40_000)
    for level in st.LEVELS:
        assert st.share(st.covered(error, np.full(error.size, 3.0), level)) == pytest.approx(100 * level, abs=1.0)
    assert st.share(st.covered(error, np.full(error.size, 1.5), 0.95)) == pytest.approx(67.3, abs=1.0)


def test_coverage_counts_the_edge_as_inside_and_keeps_nan() -> None:
    hit = st.covered(np.array([1.959963, 1.9601, np.nan]), np.array([1.0, 1.0, 1.0]), 0.95)
    assert hit[:2].tolist() == [1.0, 0.0]
    assert np.isnan(hit[2])


def test_bootstrap_is_over_people_not_trials() -> None:
    """Ten people of sd 1 with a hundred equal trials each: the mean is known to 1/sqrt(10), not 1/sqrt(1000)."""
    means = np.random.default_rng(1).normal(0.0, 1.0, 10)
    values = np.repeat(means, 100)
    people = np.repeat(np.arange(10), 100).tolist()
    got = st.estimate(values.tolist(), people, st.bias)
    assert got.value == pytest.approx(means.mean())
    assert got.high - got.low == pytest.approx(2 * 1.96 * means.std() / np.sqrt(10), rel=0.15)
    alone = st.estimate(values.tolist(), list(range(1000)), st.bias)
    assert alone.high - alone.low < 0.2 * (got.high - got.low)
    assert (got.n, got.people) == (1000, 10)


def test_bootstrap_is_repeatable_and_leaves_nan_out() -> None:
    values, people = [1.0, np.nan, 3.0, 4.0], ["a", "b", "c", "c"]
    assert st.estimate(values, people, st.mae) == st.estimate(values, people, st.mae)
    assert (st.estimate(values, people, st.mae).n, st.estimate(values, people, st.mae).people) == (3, 2)
    assert st.estimate([np.nan], ["a"], st.mae).n == 0


def test_a_rate_of_all_or_none_gets_the_rule_of_three() -> None:
    people = list(range(60))
    assert st.estimate([1.0] * 60, people, st.share, rate=True)[:3] == (100.0, 95.0, 100.0)
    assert st.estimate([0.0] * 60, people, st.share, rate=True)[:3] == (0.0, 0.0, 5.0)


def test_agreement() -> None:
    true = np.array([10.0, 20.0, 30.0, 40.0])
    got = st.agreement(true + 2.0, true)
    assert (got.bias, got.sd, got.lower, got.upper) == (2.0, 0.0, 2.0, 2.0)
    assert got.slope == pytest.approx(0.0)
    steeper = st.agreement(1.5 * true, true)
    assert steeper.slope == pytest.approx(0.5 / 1.25)
    spread = st.agreement(true + np.array([1.0, -1.0, 1.0, -1.0]), true)
    assert spread.upper == pytest.approx(1.96 * np.sqrt(4 / 3))


def test_reliability_and_brier() -> None:
    said, happened = [0.05, 0.15, 0.9, 1.0, 0.5], [False, True, True, True, False]
    bins = st.reliability(said, happened)
    assert [(b.low, b.n, b.happened) for b in bins] == [(0.0, 2, 0.5), (0.4, 1, 0.0), (0.8, 2, 1.0)]
    assert bins[0].said == pytest.approx(0.1)
    assert st.brier([1.0, 0.0], [True, False]) == 0.0
    assert st.brier([0.5, 0.5], [True, False]) == 0.25


def test_confusion_counts_every_pair_once() -> None:
    got = st.confusion([("a", "a"), ("a", "b"), ("b", "b"), ("a", "c")])
    assert got == {"a": {"a": 1, "b": 1, "c": 1}, "b": {"a": 0, "b": 1, "c": 0}}


def test_spread_within_sides_ignores_what_they_have_in_common() -> None:
    values = [11.0, 9.0, 101.0, 99.0, 7.0, float("nan")]
    sd, freedom = st.spread_within(values, ["a", "a", "b", "b", "c", "c"])
    assert (sd, freedom) == (pytest.approx(np.sqrt(2.0)), 2)
    assert np.isnan(st.spread_within([1.0], ["a"])[0])


def test_probability_below() -> None:
    assert st.probability_below(24.0, 3.0, 24.0) == 0.5
    assert st.probability_below(30.0, 3.0, 24.0) == pytest.approx(0.02275, abs=1e-4)
