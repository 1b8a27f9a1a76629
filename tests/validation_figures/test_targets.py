"""Rows to targets: what counts, what does not, what is held and what is missed."""

from typing import Any

import pytest

from inturn.programme.standing_test import load_standing_test
from tests.validation_figures.made_up import film, trial
from validation.figures import columns as c
from validation.figures.statistics import Estimate
from validation.figures.summary import summary
from validation.figures.targets import TARGETS, estimates, judged, table

TARGET = {t.key: t for t in TARGETS}


def test_errors_are_of_readable_found_trials_only() -> None:
    rows = [film(1, [trial(20, 22), trial(20, None), trial(20, 60, quality="unreadable"), trial(30, 27)])]
    found = estimates(rows)
    assert (found["trial_mae"].value, found["trial_bias"].value, found["trial_mae"].n) == (2.5, -0.5, 2)


def test_missed_and_extra_trials_count_and_tiny_ones_do_not() -> None:
    rows = [film(1, [trial(20, 20), trial(20, 20), trial(20, None), trial(5.9, None)], extra=1)]
    assert estimates(rows)["trials_found"].value == 50.0


def test_coverage_is_without_the_real_person_term() -> None:
    rows = [film(1, [trial(20, 23.9, sd=2.0), trial(20, 24.0, sd=2.0)])]
    assert estimates(rows)["coverage95"].value == 50.0


def test_a_cheat_is_flagged_by_one_of_its_trials() -> None:
    cheat: dict[str, Any] = {"changes": {"trunk_lean": (9.0, 9.0)}, "true_still": False, "cheats": ("trunk_lean",)}
    flagged = film(1, [trial(20, 20, **cheat, still=False), trial(20, 20, **cheat)])
    elsewhere = film(2, [trial(20, 20, **cheat), trial(20, 20, still=False)])
    slight = film(3, [trial(20, 20, changes={"trunk_lean": (7.5, 7.5)})])
    found = estimates([flagged, elsewhere, slight])["cheats_flagged"]
    assert (found.value, found.n) == (50.0, 2)


def test_who_may_have_moved_is_flagged_and_not_clean_but_counts() -> None:
    cheat: dict[str, Any] = {"changes": {"trunk_lean": (9.0, 9.0)}, "true_still": False, "cheats": ("trunk_lean",)}
    named = [film(1, [trial(20, 20, **cheat, doubtful=True)]), film(2, [trial(20, 20, doubtful=True)])]
    found = estimates(named)
    assert (found["cheats_flagged"].value, found["clean_passed"].value) == (100.0, 0.0)
    assert (found["cheats_moved"].value, found["clean_counted"].value) == (0.0, 100.0)


@pytest.mark.parametrize(
    ("spoilt", "passed"),
    [({}, 100.0), ({"still": False}, 0.0), ({"quality": "unreadable"}, 0.0), ({"quality": "rough"}, 100.0)],
)
def test_a_clean_test_passes_whole_or_not(spoilt: dict[str, Any], passed: float) -> None:
    rows = [film(1, [trial(20, 20), trial(20, 20, **spoilt)])]
    assert estimates(rows)["clean_passed"].value == passed


def test_an_extra_trial_spoils_a_clean_test_and_a_cheat_is_not_clean() -> None:
    assert estimates([film(1, [trial(20, 20)], extra=1)])["clean_passed"].value == 0.0
    assert estimates([film(1, [trial(20, 20, cheats=("thigh_drop",))])])["clean_passed"].n == 0


def test_negatives_are_no_tests_and_only_a_verdict_counts_against_them() -> None:
    other: dict[str, Any] = {"negative": True, "movement": "marching"}
    rows = [
        film(1, [], **other, verdict=None, refused="no"),
        film(2, [], **other, verdict="unreadable", extra=2),
        film(3, [], **other, verdict="unclear", extra=1),
        film(4, [trial(20, 20)]),
    ]
    found = estimates(rows)
    assert found["negatives"].value == pytest.approx(100 / 3)
    assert found["trials_found"].value == 100.0


def test_two_cameras_compare_the_same_motion_trial_by_trial() -> None:
    first = film(1, [trial(20, 21), trial(20, 19)], motion="m", person="m")
    second = film(2, [trial(20, 18), trial(20, None)], motion="m", person="m")
    found = estimates([first, second, film(3, [trial(20, 50)])])["two_cameras"]
    assert (found.value, found.n) == (3.0, 1)


@pytest.mark.parametrize(
    ("key", "value", "low", "high", "state", "sure"),
    [
        ("trial_mae", 1.4, 1.2, 1.6, "aim met", True),
        ("trial_mae", 2.4, 2.0, 2.8, "held", False),
        ("trial_mae", 2.6, 2.4, 2.9, "missed", False),
        ("trial_mae", 4.0, 3.0, 5.0, "missed", True),
        ("trial_bias", -1.4, -1.5, -1.0, "held", True),
        ("trial_bias", -2.0, -6.0, 2.0, "missed", False),
        ("coverage95", 100.0, 98.0, 100.0, "missed", False),
        ("coverage95", 95.0, 93.0, 97.0, "aim met", True),
        ("trials_found", 98.9, 98.0, 98.95, "missed", True),
        ("negatives", 0.0, 0.0, 10.0, "aim met", False),
    ],
)
def test_held_or_missed(key: str, value: float, low: float, high: float, state: str, sure: bool) -> None:
    row = judged(TARGET[key], Estimate(value, low, high, 300, 100))
    assert (row.state, row.sure) == (state, sure)


def test_what_was_not_measured_says_so() -> None:
    assert {r.state for r in table({})} == {"not measured"}


def test_probability_of_moving_and_of_being_below_the_target() -> None:
    rules = load_standing_test()
    rows = [film(1, [trial(20, 20, changes={"pelvic_list": (9.0, 9.0)})])]
    claims = c.moved(rows, rules)
    assert claims.happened.count(True) == 1
    assert claims.said[claims.happened.index(True)] > 0.99
    assert max(s for s, h in zip(*claims, strict=True) if not h) < 0.01


def test_summary_of_little_is_whole() -> None:
    rules = load_standing_test()
    got = summary([film(1, [trial(20, 21), trial(30, None, wrong_side=True)], extra=1)], rules)
    assert got["bench"]["trials"] == 2
    assert got["confusion"]["trials"] == {"left": {"left": 1, "right": 1}}
    assert {b["condition"] for b in got["conditions"]} >= {"distance", "legs", "true rotation"}
    assert got["agreement"] is None
