"""The pain rule: stop, settle, pause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.errors import ImpossibleError
from inturn.training.pain import (
    failures_in_a_row,
    may_train,
    newest_pains,
    next_morning,
    pause_is_over,
    paused_since,
    rising_by_week,
    session_pains,
    stop_now,
)
from tests.unit.training.made import PROGRAMME, at, empty, noted, screened, with_session

scores = st.integers(0, 10)


@pytest.mark.parametrize(
    ("pain", "code"),
    [(0, "pain_safe"), (3, "pain_safe"), (4, "pain_acceptable"), (5, "pain_acceptable"), (6, "pain_too_high")],
)
def test_before_a_session(pain: int, code: str) -> None:
    assert may_train(PROGRAMME, pain).code == code


@given(scores, scores)
def test_a_set_is_stopped_at_two_points_up_or_above_five(before: int, during: int) -> None:
    stop = stop_now(PROGRAMME, before, during)
    assert (stop is not None) == (during > 5 or during >= before + 2)


@given(scores, scores)
def test_a_new_symptom_always_stops(before: int, during: int) -> None:
    stop = stop_now(PROGRAMME, before, during, new_symptom=True)
    assert stop is not None
    assert stop.code == "new_symptom_stop"


@given(scores, scores)
def test_more_pain_never_lets_on(before: int, during: int) -> None:
    if stop_now(PROGRAMME, before, during) is not None and during < 10:
        assert stop_now(PROGRAMME, before, during + 1) is not None


@pytest.mark.parametrize("pain", [-1, 11])
def test_a_pain_that_cannot_be_is_refused(pain: int) -> None:
    with pytest.raises(ImpossibleError, match=f"Pain of {pain} is not possible: give a whole number from 0 to 10"):
        may_train(PROGRAMME, pain)
    with pytest.raises(ImpossibleError):
        stop_now(PROGRAMME, 1, pain)
    with pytest.raises(ImpossibleError):
        next_morning(PROGRAMME, pain, 1)


@pytest.mark.parametrize(("before", "morning", "code"), [(2, 3, "settled"), (2, 4, "unsettled"), (0, 1, "settled")])
def test_next_morning(before: int, morning: int, code: str) -> None:
    assert next_morning(PROGRAMME, before, morning).code == code


def test_two_sessions_that_did_not_settle_pause_and_one_does_not() -> None:
    one = with_session(empty(), 1, morning=3)
    assert paused_since(one, PROGRAMME, at(5)) is None
    two = with_session(one, 3, morning=3)
    assert paused_since(two, PROGRAMME, at(5)) == at(3, 13)
    assert failures_in_a_row(newest_pains(two, at(5)), PROGRAMME)[0] == 2


def test_a_settled_session_between_them_breaks_the_row_and_an_untold_one_does_not() -> None:
    settled = with_session(with_session(with_session(empty(), 1, morning=3), 3, morning=1), 5, morning=3)
    assert paused_since(settled, PROGRAMME, at(7)) is None
    untold = with_session(with_session(with_session(empty(), 1, morning=3), 3, morning=None), 5, morning=3)
    assert paused_since(untold, PROGRAMME, at(7)) is not None


def test_a_session_stopped_by_pain_counts_as_not_settled_until_told() -> None:
    stopped = with_session(with_session(empty(), 1, morning=3), 3, morning=None, ended="pain")
    assert paused_since(stopped, PROGRAMME, at(5)) is not None
    told = noted(stopped, at(3, 13), "next_morning", 1, "s3")
    assert paused_since(told, PROGRAMME, at(5)) is None


def test_a_pause_ends_with_full_questions_a_week_later_and_not_before() -> None:
    history = with_session(with_session(empty(), 1, morning=4), 3, morning=4)
    assert not pause_is_over(history, PROGRAMME, at(9))
    assert pause_is_over(history, PROGRAMME, at(11))
    early = screened(history, at(6))
    assert paused_since(early, PROGRAMME, at(12)) is not None
    late = screened(history, at(11))
    assert paused_since(late, PROGRAMME, at(12)) is None
    again = with_session(late, 12, morning=4)
    assert paused_since(again, PROGRAMME, at(14)) is not None, "failing again pauses at once"


def test_a_morning_without_a_session_named_belongs_to_yesterdays() -> None:
    history = noted(with_session(empty(), 1, morning=None), at(1, 13), "next_morning", 4)
    assert session_pains(history, at(3))[0].morning == 4


def test_what_comes_later_is_not_looked_at() -> None:
    history = with_session(with_session(empty(), 1, morning=4), 3, morning=4)
    assert paused_since(history, PROGRAMME, at(3, 1)) is None


def test_a_week_that_hurts_more_than_the_one_before_is_seen() -> None:
    history = empty()
    for day, pain in ((0, 2), (2, 2), (4, 2), (8, 3), (10, 3), (12, 3)):
        history = noted(history, at(day), "daily", pain)
    assert rising_by_week(history, PROGRAMME, at(13))
    assert not rising_by_week(history, PROGRAMME, at(6))
