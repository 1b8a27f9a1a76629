"""Every cell of the verdict tables, against the rules as DESIGN words them."""

from itertools import product
from math import radians

import pytest

from inturn.assess.verdict import (
    SIDE_TABLE,
    chance_fact,
    judge_difference,
    overall_verdict,
    side_verdict,
    stick_fact,
)
from inturn.programme.standing_test import load_standing_test
from inturn.quantity import Difference

RULES = load_standing_test()
CHANCE = {"low": 0.1, "middle": 0.5, "high": 0.9}
STICKS = ("reached", "not_reached", "no_still_trial", "not_judged")
SIDES = ("unreadable", "limited", "sufficient", "borderline")


@pytest.mark.parametrize("readable", [0, 1, 2, 4])
@pytest.mark.parametrize(("stick", "chance"), list(product(STICKS, CHANCE)))
def test_side_verdict_cell_by_cell(readable: int, stick: str, chance: str) -> None:
    found = side_verdict(readable, stick, CHANCE[chance], RULES.verdict)
    if readable < 2:
        expected = "unreadable"
    elif stick == "not_reached" or CHANCE[chance] >= 0.8:
        expected = "limited"
    elif stick == "reached" and CHANCE[chance] <= 0.2:
        expected = "sufficient"
    else:
        expected = "borderline"
    assert found == expected


def test_side_table_has_every_cell() -> None:
    assert set(SIDE_TABLE) == set(product(STICKS, CHANCE))


def test_without_a_value_a_side_is_unreadable() -> None:
    assert side_verdict(3, "reached", None, RULES.verdict) == "unreadable"


@pytest.mark.parametrize(
    ("probability", "fact"),
    [(0.0, "low"), (0.2, "low"), (0.2001, "middle"), (0.7999, "middle"), (0.8, "high"), (1.0, "high")],
)
def test_both_limits_belong_to_the_outer_columns(probability: float, fact: str) -> None:
    assert chance_fact(probability, RULES.verdict) == fact


@pytest.mark.parametrize(
    ("reached", "fact"),
    [
        ([], "no_still_trial"),
        ([True, False], "reached"),
        ([None, True], "reached"),
        ([False, False], "not_reached"),
        ([None, False], "not_judged"),
        ([None], "not_judged"),
    ],
)
def test_stick_over_the_still_trials(reached: list[bool | None], fact: str) -> None:
    assert stick_fact(reached) == fact


@pytest.mark.parametrize(
    ("value", "sd", "judgement"),
    [
        (0.0, 1.0, "same"),
        (4.9, 1.0, "same"),
        (4.9, 4.5, "possible"),  # too uncertain to exclude 10 degrees
        (5.0, 0.5, "possible"),  # not smaller than 5
        (7.0, 2.0, "possible"),
        (8.0, 2.0, "likely"),
        (-8.0, 2.0, "likely"),
        (12.0, 6.0, "possible"),
        (0.0, 8.0, "possible"),
    ],
)
def test_difference_between_the_sides(value: float, sd: float, judgement: str) -> None:
    assert judge_difference(Difference(radians(value), radians(sd)), RULES.difference) == judgement


@pytest.mark.parametrize(
    ("left", "right", "difference"), list(product(SIDES, SIDES, ["same", "possible", "likely", None]))
)
def test_overall_verdict_cell_by_cell(left: str, right: str, difference: str | None) -> None:
    both = {left, right}
    if both == {"unreadable"}:
        expected = "unreadable"
    elif "limited" in both or difference == "likely":
        expected = "mobility_work"
    elif "borderline" in both or "unreadable" in both or difference == "possible":
        expected = "unclear"
    else:
        expected = "likely_sufficient"
    assert overall_verdict(left, right, difference) == expected
