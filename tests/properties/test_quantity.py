"""Laws of Quantity: which part of the error counts for which question."""

from math import hypot, inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.errors import MethodMismatchError
from inturn.quantity import (
    Difference,
    Method,
    Quantity,
    change_between_days,
    change_in_setup,
    minimal_detectable_change,
    normal_cdf,
    probability_below,
    side_difference,
)

STANDING = Method("standing", "hip 90", "none", "video")
degrees = st.floats(-60, 80)
sds = st.floats(0.0, 10.0)


def quantity(value: float, random: float, setup: float, systematic: float, person: float = 0.0) -> Quantity:
    return Quantity(value, "deg", 3, random, setup, systematic, STANDING, person)


quantities = st.builds(quantity, degrees, sds, sds, sds, sds)


@given(quantities)
def test_all_parts_count_against_a_target_and_the_real_person_term_stands_apart(q: Quantity) -> None:
    assert q.sd == pytest.approx(hypot(q.sd_random, q.sd_setup, q.sd_systematic))
    assert q.sd_all == pytest.approx(hypot(q.sd, q.sd_real_person))
    low, high = q.interval95
    assert high - low == pytest.approx(2 * 1.959963984540054 * q.sd)


@given(quantities, degrees, st.floats(0, 40))
def test_probability_below_rises_with_the_target(q: Quantity, target: float, more: float) -> None:
    assert 0.0 <= probability_below(q, target) <= probability_below(q, target + more) <= 1.0


def test_probability_below_is_even_at_the_value_and_certain_without_error() -> None:
    assert probability_below(quantity(24, 1, 1, 1), 24) == pytest.approx(0.5)
    assert probability_below(quantity(24, 0, 0, 0), 24.1) == 1.0
    assert probability_below(quantity(24, 0, 0, 0), 24.0) == 0.0


@given(quantities, quantities)
def test_change_in_one_setup_has_the_random_part_only(a: Quantity, b: Quantity) -> None:
    change = change_in_setup(a, b)
    assert change.value == b.value - a.value
    assert change.sd == pytest.approx(hypot(a.sd_random, b.sd_random))
    assert change_between_days(a, b).sd == pytest.approx(hypot(change.sd, a.sd_setup, b.sd_setup))


@given(quantities, quantities, st.floats(0, 1))
def test_side_difference_is_antisymmetric_and_keeps_the_uncancelled_share(
    a: Quantity, b: Quantity, share: float
) -> None:
    one, other = side_difference(a, b, share), side_difference(b, a, share)
    assert one.value == -other.value
    assert one.sd == pytest.approx(other.sd)
    assert side_difference(a, b, 0.0).sd <= one.sd + 1e-12 <= side_difference(a, b, 1.0).sd + 2e-12


@given(st.floats(-40, 40), st.floats(0.01, 10), st.floats(0, 20))
def test_probability_beyond_is_even_in_the_difference_and_falls_with_the_limit(d: float, sd: float, x: float) -> None:
    difference = Difference(d, sd)
    assert difference.probability_beyond(x) == pytest.approx(Difference(-d, sd).probability_beyond(x), abs=1e-12)
    assert difference.probability_beyond(0.0) == pytest.approx(1.0)
    assert difference.probability_beyond(x + 1) <= difference.probability_beyond(x) + 1e-12


@pytest.mark.parametrize("change", [change_in_setup, change_between_days, lambda a, b: side_difference(a, b, 0.5)])
def test_values_of_different_method_are_not_compared(change) -> None:
    seated = Quantity(30, "deg", 3, 1, 1, 1, Method("seated", "hip 90", "none", "video"))
    with pytest.raises(MethodMismatchError, match="measured differently"):
        change(quantity(30, 1, 1, 1), seated)


def test_published_minimal_detectable_change() -> None:
    """EVIDENCE section 2.2, rule of thumb: SEM 2 -> 5.5, SEM 3 -> 8.3, SEM 3.6 -> 10.0 degrees."""
    assert [round(minimal_detectable_change(sem), 1) for sem in (2.0, 3.0, 3.6)] == [5.5, 8.3, 10.0]


def test_normal_cdf_at_tabulated_points() -> None:
    assert normal_cdf(1.959963984540054) == pytest.approx(0.975)
    assert normal_cdf(-inf) == 0.0
