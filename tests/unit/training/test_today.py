"""What is due today: in order, with its reason; a missed day is simply next."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from inturn.programme.clearance import ALL_SIDES
from inturn.training.clearing import clearance
from inturn.training.records import History, MeasureId, ScoreRecord
from inturn.training.today import GUIDED, Today, today
from tests.unit.training.made import (
    PROGRAMME,
    at,
    empty,
    noted,
    ready,
    screened,
    with_session,
    with_test,
)


def whats(history: History, day: int, hours: float = 0.0) -> list[str]:
    return [d.what for d in today(history, PROGRAMME, at(day, hours)).due]


def why(history: History, day: int, what: str, hours: float = 0.0) -> str:
    return next(d.why.code for d in today(history, PROGRAMME, at(day, hours)).due if d.what == what)


def scored(history: History, day: int, measure: MeasureId) -> History:
    values = (("score", 8.0),) if measure == "rmdq" else (("socks", 4.0), ("sitting", 3.0))
    return replace(history, scores=(*history.scores, ScoreRecord(f"{measure}{day}", "p", at(day), measure, values)))


def steady(day: int) -> History:
    """Ready, with scores taken, so that only tests and sessions are left to be due."""
    history = ready()
    for week in range(day // 7 + 1):
        history = scored(history, 7 * week, "psfs")
        history = scored(history, 7 * week, "rmdq")
    return history


def test_first_the_questions_then_the_first_test() -> None:
    assert whats(empty(), 0) == ["screen_full", "baseline_test"]
    assert (why(empty(), 0, "screen_full"), why(empty(), 0, "baseline_test")) == ("first_screening", "first_test")
    assert today(empty(), PROGRAMME, at(0)).week == 0


def test_the_second_test_belongs_to_another_day() -> None:
    one = scored(scored(with_test(screened(empty(), at(0, -1)), at(0)), 0, "psfs"), 0, "rmdq")
    assert whats(one, 0, 1) == ["rest"]
    assert why(one, 0, "rest") == "second_test_another_day"
    assert whats(one, 1) == ["screen_short", "baseline_test"]
    assert why(one, 1, "baseline_test") == "second_test"


def test_then_a_session_and_a_day_of_rest_and_three_a_week() -> None:
    history = steady(7)
    assert whats(history, 2) == ["screen_short", "session"]
    history = with_session(history, 2)
    assert (whats(history, 2, 1), why(history, 2, "rest", 1)) == (["rest"], "done_today")
    assert why(history, 3, "rest") == "rest_between"
    history = with_session(with_session(history, 4), 6)
    assert why(history, 8, "rest") == "week_full"
    assert today(history, PROGRAMME, at(8)).next_session == at(9).date()
    assert "session" in whats(history, 9)


def test_a_missed_day_is_simply_next() -> None:
    history = with_session(steady(7), 2)
    for day in (4, 5, 6, 7):
        assert "session" in whats(history, day)
        assert today(history, PROGRAMME, at(day)).next_session == at(day).date()


def test_a_full_test_comes_round_weekly_and_before_the_session() -> None:
    history = steady(14)
    assert "weekly_test" not in whats(history, 7)
    assert whats(history, 8) == ["screen_short", "weekly_test", "session"]
    assert "weekly_test" not in whats(with_test(history, at(8)), 9)


def test_retests_within_a_session_are_no_weekly_test() -> None:
    retest = with_test(steady(14), at(6), occasion="retest")
    assert "weekly_test" in whats(retest, 8)


def test_a_session_that_was_begun_is_taken_up_again_on_its_day_only() -> None:
    history = with_session(steady(7), 2)
    begun = replace(history, sessions=(replace(history.sessions[0], ended_at=None),))
    assert "resume_session" in whats(begun, 2, 1)
    assert "resume_session" not in whats(begun, 3)
    assert why(begun, 3, "rest") == "rest_between", "what was done of it counts"


def test_one_that_was_begun_before_midnight_goes_on_after_it_and_its_morning_comes_later() -> None:
    history = with_session(steady(7), 2, morning=None)
    last = replace(history.sessions[-1], started_at=at(2, 5.6), ended_at=None)
    late = replace(history, sessions=(*history.sessions[:-1], last))
    assert "resume_session" in whats(late, 2, 7)
    ended = replace(history, sessions=(*history.sessions[:-1], replace(last, ended_at=at(2, 6.2))))
    for one in (late, ended):
        assert "pain_next_morning" not in whats(one, 2, 7)
        assert "pain_next_morning" in whats(one, 2, 13)
    assert "session" not in whats(ended, 2, 7)


def test_yesterdays_morning_is_asked_first() -> None:
    history = with_session(steady(7), 2, morning=None)
    assert whats(history, 3)[0] == "pain_next_morning"
    told = noted(history, at(3, -10), "next_morning", 1, "s2")
    assert "pain_next_morning" not in whats(told, 3)
    assert "pain_next_morning" not in whats(history, 4), "later it says nothing"


def test_scores_are_due_weekly_and_in_weeks_0_4_8_12() -> None:
    assert {"psfs", "rmdq"} <= set(whats(ready(), 2))
    history = scored(scored(ready(), 2, "psfs"), 2, "rmdq")
    assert not {"psfs", "rmdq"} & set(whats(history, 8))
    assert "psfs" in whats(history, 9)
    for week in (4, 8, 12):
        assert "rmdq" not in whats(history, 7 * week - 1)
        assert "rmdq" in whats(history, 7 * week)
        history = scored(history, 7 * week + 1, "rmdq")
    assert "rmdq" not in whats(history, 7 * 30)


def test_an_emergency_and_nothing_else_but_the_questions_afterwards() -> None:
    history = screened(steady(7), at(2), "short", short_cauda_equina="yes")
    assert whats(history, 2, 1) == ["emergency", "screen_full"]
    assert whats(history, 9) == ["emergency", "screen_full"]
    assert today(history, PROGRAMME, at(9)).next_session is None


def test_see_someone_first() -> None:
    history = screened(steady(7), at(2), fever="yes")
    assert whats(history, 3) == ["see_someone", "screen_full"]
    assert "session" in whats(screened(history, at(3)), 3, 1)


def test_a_pause_is_told_and_ends_with_the_full_questions() -> None:
    history = with_session(with_session(steady(14), 2, morning=4), 4, morning=4)
    assert whats(history, 7) == ["paused"]
    after = [w for w in whats(history, 13) if w not in ("psfs", "rmdq")]
    assert after[0] == "screen_full"
    assert why(history, 13, "screen_full") == "after_pause"


def test_too_much_pain_today_is_a_day_of_rest() -> None:
    history = noted(steady(7), at(2, -1), "daily", 7)
    assert why(history, 2, "rest") == "pain_too_high_today"
    assert "session" in whats(history, 3)


def test_who_may_not_be_tested_has_no_test_due() -> None:
    history = screened(empty(), at(0), groin_pain="both")
    assert whats(history, 0, 1) == ["session"]
    given = clearance(history, PROGRAMME, at(0, 1))
    assert given is not None
    assert given.no_test == ALL_SIDES


def test_somebody_under_age_is_sent_on_and_asked_nothing() -> None:
    young = replace(empty(), person=replace(empty().person, adult=False))
    assert whats(young, 0) == ["see_someone"]


def test_advice_after_weeks_without_change() -> None:
    history = ready()
    for week in range(1, 10):
        history = with_test(history, at(7 * week + 1), 18.0, 28.0)
    advised = {day: {d.code for d in today(history, PROGRAMME, at(day)).advice} for day in (20, 29, 43, 57)}
    assert advised[20] == set()
    assert advised[29] == {"no_change_yet"}
    assert advised[43] == {"no_change_see_someone"}
    assert advised[57] == {"no_change_see_someone", "range_may_be_anatomy"}


def test_nothing_is_missed_where_there_is_nothing_to_better() -> None:
    history = ready(30.0, 31.0)
    for week in range(1, 9):
        history = with_test(history, at(7 * week + 1), 30.0, 31.0)
    assert today(history, PROGRAMME, at(60)).advice == ()


def test_a_very_low_side_is_advised_to_be_looked_at() -> None:
    found = today(ready(12.0, 28.0), PROGRAMME, at(2)).advice
    assert [(d.code, d.side) for d in found] == [("very_low_range", "left")]


events = st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["full", "short", "test", "session"])), max_size=14)


@given(events, st.integers(0, 45))
def test_nothing_guided_is_due_before_its_questions_and_something_is_always_said(
    happened: list[tuple[int, str]], day: int
) -> None:
    history = empty()
    for n, (when, what) in enumerate(sorted(happened)):
        moment = at(when, n / 50)
        if what in ("full", "short"):
            history = screened(history, moment, what)  # pyright: ignore[reportArgumentType]
        elif what == "test":
            history = with_test(history, moment)
        elif not any(s.started_at.date() == moment.date() for s in history.sessions):
            history = with_session(history, when)
    told = today(history, PROGRAMME, at(day, 3))
    assert told.due
    guided = [i for i, d in enumerate(told.due) if d.what in GUIDED]
    if guided and clearance(history, PROGRAMME, at(day, 3)) is None:
        assert min(i for i, d in enumerate(told.due) if d.what.startswith("screen")) < min(guided)
    _sane(told)


def _sane(told: Today) -> None:
    named = [d.what for d in told.due]
    assert len(named) == len(set(named))
    assert not ({"session", "resume_session"} <= set(named))
    assert told.next_session is None or told.day <= told.next_session <= told.day + timedelta(days=7)
