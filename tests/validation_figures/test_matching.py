"""The matching rule: side right, peak in the true hold, 0.3 s more on both sides; everything else found is extra."""

import pytest

from validation.figures.matching import Found, Hold, match

ONE = [Hold("left", 10.0, 11.0)]


@pytest.mark.parametrize(
    ("peak", "found"),
    [(10.5, True), (9.7, True), (11.3, True), (9.69, False), (11.31, False)],
)
def test_the_peak_lies_in_the_hold_with_its_slack(peak: float, found: bool) -> None:
    got = match(ONE, [Found("left", peak)])
    assert got.right == ({0: 0} if found else {})
    assert got.extra == ([] if found else [0])


def test_a_trial_on_the_wrong_side_is_missed_and_extra_and_told_apart() -> None:
    got = match(ONE, [Found("right", 10.5)])
    assert (got.right, got.wrong_side, got.extra) == ({}, {0: 0}, [0])


def test_two_found_in_one_hold_are_one_found_and_one_extra() -> None:
    got = match(ONE, [Found("left", 11.2), Found("left", 10.4)])
    assert (got.right, got.extra) == ({0: 1}, [0])


def test_one_found_between_two_holds_serves_the_nearer_only() -> None:
    two = [Hold("left", 10.0, 11.0), Hold("left", 11.2, 12.0)]
    got = match(two, [Found("left", 11.25)])
    assert (got.right, got.extra) == ({1: 0}, [])


def test_both_of_two_near_holds_are_found_whatever_their_order() -> None:
    two = [Hold("left", 10.0, 11.0), Hold("left", 11.2, 12.0)]
    assert match(two, [Found("left", 11.6), Found("left", 10.5)]).right == {0: 1, 1: 0}


def test_a_right_side_is_not_taken_away_by_a_wrong_one() -> None:
    got = match(ONE, [Found("right", 10.5), Found("left", 11.2)])
    assert (got.right, got.wrong_side, got.extra) == ({0: 1}, {}, [0])


def test_nothing_true_makes_everything_extra_and_nothing_found_misses_all() -> None:
    assert match([], [Found("left", 1.0)]).extra == [0]
    assert match(ONE, []) == ({}, {}, [])
