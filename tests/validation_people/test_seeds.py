"""Seeds for fitting, tuning and reporting never mix."""

import pytest

from validation.people.__main__ import seed_range
from validation.people.seeds import purpose


@pytest.mark.parametrize(
    ("seed", "name"),
    [(0, "fit"), (9_999, "fit"), (10_000, "tune"), (19_999, "tune"), (20_000, "report"), (20_039, "report")],
)
def test_each_seed_has_one_purpose(seed: int, name: str) -> None:
    assert purpose(seed) == name


def test_a_seed_outside_says_which_there_are() -> None:
    with pytest.raises(ValueError, match="fit 0-9999, tune 10000-19999, report"):
        purpose(-1)


def test_ranges_include_both_ends() -> None:
    assert list(seed_range("3-5")) == [3, 4, 5]
    assert list(seed_range("7")) == [7]
