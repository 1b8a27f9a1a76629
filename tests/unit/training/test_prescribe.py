"""Today's session: what the plan wants, cut by pain, answers and what the tests forbid."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.errors import ClearanceError, ImpossibleError
from inturn.programme.clearance import ALL_SIDES, Clearance
from inturn.training.dose import session_seconds
from inturn.training.prescribe import STEPS, prescribe
from inturn.training.records import History, Prescription
from tests.unit.training.made import (
    CLEAR,
    PROGRAMME,
    at,
    codes,
    empty,
    loads,
    ready,
    screened,
    with_session,
    with_test,
)


def plan(
    history: History, day: int = 2, pain: int = 1, cleared: Clearance = CLEAR, when: datetime | None = None
) -> Prescription:
    return prescribe(history, PROGRAMME, cleared, when or at(day), pain)


def done_on(prescription: Prescription, exercise: str) -> list[str | None]:
    return [s.side for s in prescription.sets if s.exercise == exercise]


def loaded(day: int = 13) -> History:
    """Three sessions without and three with 4 kg, all good."""
    history = ready()
    for i in range(6):
        history = with_session(history, 2 + 2 * i, 0.0 if i < 3 else 4.0)
    assert day > 12
    return history


def test_no_session_before_two_tests_on_two_days() -> None:
    one = with_test(screened(empty(), at(0, -1)), at(0))
    for history in (empty(), one, with_test(one, at(0, 1))):
        prescription = plan(history, 0, when=at(0, 2))
        assert (prescription.step, prescription.sets) == ("none", ())
        assert codes(prescription) == {"baseline_first"}
    assert plan(ready()).sets


def test_tests_of_two_methods_are_no_baseline() -> None:
    history = with_test(empty(), at(0))
    wall = replace(history.tests[0].method, support="wall")
    assert codes(plan(with_test(history, at(1), method=wall))) == {"baseline_first"}


def test_the_tighter_side_is_released_tested_again_and_worked_and_both_are_loaded() -> None:
    prescription = plan(ready())
    assert done_on(prescription, "release") == ["left", "left"]
    assert done_on(prescription, "squat") == ["left", "left"]
    assert done_on(prescription, "deadlift") == ["left", "right", "left", "right"]
    assert prescription.retest_after_release
    order = [s.exercise for s in prescription.sets]
    assert order == sorted(order, key=["release", "squat", "deadlift"].index)
    assert [s.order for s in prescription.sets] == list(range(1, len(order) + 1))
    assert codes(prescription) >= {"side_tighter", "pain_safe", "load_hold"}


def test_both_sides_where_both_are_short_the_tighter_one_first() -> None:
    prescription = plan(ready(18.0, 19.0))
    assert set(done_on(prescription, "release")) == {"left", "right"}
    assert "both_sides" in codes(prescription)


def test_enough_range_is_kept_strong_not_mobilised() -> None:
    prescription = plan(ready(30.0, 31.0))
    assert prescription.step == "maintain"
    assert done_on(prescription, "release") == []
    assert not prescription.retest_after_release
    assert set(done_on(prescription, "squat")) == {None}
    assert "enough_range" in codes(prescription)


@pytest.mark.parametrize(("left", "right"), [(18.0, 28.0), (18.0, 19.0), (30.0, 31.0)])
def test_a_session_takes_about_twelve_minutes(left: float, right: float) -> None:
    prescription = plan(ready(left, right))
    seconds = session_seconds(prescription.sets, PROGRAMME, retest=prescription.retest_after_release)
    assert 7 * 60 <= seconds <= 13.5 * 60


def test_doses_are_those_of_the_programme() -> None:
    for planned in plan(ready()).sets:
        if planned.exercise == "release":
            assert (planned.hold_s, planned.repetitions) == ((20.0, 30.0), None)
        else:
            assert (planned.hold_s, planned.repetitions) == (None, (10, 12))


@pytest.mark.parametrize("pain", range(11))
def test_pain_decides_weight_and_session(pain: int) -> None:
    prescription = plan(loaded(), 14, pain)
    if pain > 5:
        assert (prescription.step, prescription.sets, codes(prescription)) == ("none", (), {"pain_too_high"})
    elif pain > 3:
        assert prescription.sets
        assert loads(prescription) == 0.0
        assert "no_weight_in_pain" in codes(prescription)
    else:
        assert (loads(prescription), prescription.step) == (6.0, "loaded")


def test_only_the_deadlift_is_loaded() -> None:
    assert {s.exercise for s in plan(loaded(), 14).sets if s.load_kg} == {"deadlift"}


@pytest.mark.parametrize("value", [14.9, 45.1])
def test_a_very_low_or_very_high_side_is_not_pushed(value: float) -> None:
    history = with_test(ready(), at(1, 1), value, 28.0)
    prescription = plan(history)
    assert done_on(prescription, "release") == []
    assert "left" not in done_on(prescription, "squat")
    assert done_on(prescription, "deadlift")
    assert ("very_low_range" if value < 20 else "high_range") in codes(prescription)


@pytest.mark.parametrize(("where", "code"), [("a pinch in the groin", "groin_pain"), ("outer hip", "painful_side")])
def test_a_side_that_hurt_in_its_last_test_is_not_pushed(where: str, code: str) -> None:
    history = with_test(loaded(), at(13), pain={"left": (2, where)})
    prescription = plan(history, 14)
    assert "left" not in done_on(prescription, "release") + done_on(prescription, "squat")
    assert code in codes(prescription)
    assert loads(prescription) == (0.0 if code == "groin_pain" else 6.0)


def test_a_side_without_pain_in_a_later_test_is_worked_again() -> None:
    history = with_test(with_test(ready(), at(1, 1), pain={"left": (2, "outer hip")}), at(1, 2))
    assert "left" in done_on(plan(history), "release")


@pytest.mark.parametrize(
    ("limit", "broken"),
    [
        ({"no_roll": True}, lambda p: done_on(p, "release")),
        ({"no_deadlift": True}, lambda p: done_on(p, "deadlift")),
        ({"no_load": True}, loads),
        ({"support_needed": True}, loads),
        ({"no_end_range": frozenset({"left"})}, lambda p: "left" in done_on(p, "release") + done_on(p, "squat")),
        ({"no_end_range": ALL_SIDES}, lambda p: done_on(p, "release") or set(done_on(p, "squat")) - {None}),
    ],
)
def test_limits_of_the_answers_change_the_plan(limit: dict[str, object], broken) -> None:
    without = plan(loaded(), 14)
    assert broken(without), "the plan would do it"
    prescription = plan(loaded(), 14, cleared=replace(CLEAR, **limit))  # pyright: ignore[reportArgumentType]
    assert not broken(prescription)
    assert set(limit) <= codes(prescription)


def test_no_retest_of_a_side_that_must_not_be_tested() -> None:
    assert not plan(ready(), cleared=replace(CLEAR, no_test=frozenset({"left"}))).retest_after_release


def test_who_may_not_be_tested_at_all_trains_without_seeking_the_end_of_the_range() -> None:
    prescription = plan(empty(), cleared=replace(CLEAR, no_test=ALL_SIDES))
    assert done_on(prescription, "release") == []
    assert set(done_on(prescription, "squat")) == {None}
    assert "range_unknown" in codes(prescription)


def test_a_bad_morning_makes_the_next_session_small() -> None:
    prescription = plan(with_session(ready(), 2, morning=4), 4)
    assert prescription.step == "halved"
    assert {s.repetitions for s in prescription.sets if s.repetitions} == {(5, 6)}
    assert len(done_on(prescription, "deadlift")) == 2


def test_two_bad_mornings_pause_the_programme() -> None:
    prescription = plan(with_session(with_session(ready(), 2, morning=4), 4, morning=4), 6)
    assert (prescription.step, prescription.sets, codes(prescription)) == ("none", (), {"paused"})


def test_after_a_break_two_sessions_are_easy() -> None:
    history = loaded()
    first = plan(history, 12 + 15)
    assert (first.step, loads(first), len(done_on(first, "deadlift"))) == ("ease_in", 0.0, 2)
    assert "ease_in" in codes(first)
    second = plan(with_session(history, 27), 29)
    assert second.step == "ease_in"
    third = plan(with_session(with_session(history, 27), 29), 31)
    assert third.step != "ease_in"
    assert plan(history, 12 + 14).step == "loaded", "two weeks are no break yet"


def test_after_a_break_half_of_a_heavier_load_stays() -> None:
    history = ready()
    day, load = 2, 0.0
    for load in (0.0, 4.0, 6.0, 8.0):
        for _ in range(3):
            history = with_session(history, day, load)
            day += 2
    assert loads(plan(history, day + 20)) == 4.0


def test_an_expired_clearance_plans_nothing() -> None:
    with pytest.raises(ClearanceError):
        plan(ready(), cleared=replace(CLEAR, valid_until=at(1)))


def test_an_impossible_pain_is_refused() -> None:
    with pytest.raises(ImpossibleError, match="not possible"):
        plan(ready(), pain=11)


angles = st.one_of(st.none(), st.floats(5.0, 60.0))
clearances = st.builds(
    Clearance,
    st.just("1"),
    st.just(CLEAR.answered_at),
    no_end_range=st.frozensets(st.sampled_from(["left", "right"])),
    no_test=st.frozensets(st.sampled_from(["left", "right"])),
    no_roll=st.booleans(),
    no_load=st.booleans(),
    no_deadlift=st.booleans(),
    support_needed=st.booleans(),
    valid_until=st.just(CLEAR.valid_until),
)
tests = st.lists(st.tuples(angles, angles, st.integers(0, 5), st.sampled_from(["groin", "outer hip"])), max_size=4)
sessions = st.lists(st.tuples(st.sampled_from([0.0, 4.0, 8.0]), st.integers(0, 6), st.integers(0, 6)), max_size=7)


@given(tests, sessions, clearances, st.integers(0, 10))
def test_no_plan_ever_breaks_a_limit(taken, trained, cleared: Clearance, pain: int) -> None:
    history = empty()
    for i, (left, right, hurt, where) in enumerate(taken):
        history = with_test(history, at(i), left, right, pain={"left": (hurt, where)})
    for i, (load, felt, morning) in enumerate(trained):
        history = with_session(history, 5 + 2 * i, load, felt, 1, morning)
    prescription = plan(history, 5 + 2 * len(trained), pain, cleared)
    sides = {(s.exercise, s.side) for s in prescription.sets}
    exercises = {e for e, _ in sides}
    assert prescription.step in STEPS
    assert prescription.decisions
    assert (prescription.step == "none") == (not prescription.sets)
    assert pain <= 5 or not prescription.sets
    assert pain <= 3 or loads(prescription) == 0.0
    assert not (cleared.no_load or cleared.support_needed) or loads(prescription) == 0.0
    assert not cleared.no_roll or "release" not in exercises
    assert not cleared.no_deadlift or "deadlift" not in exercises
    for side in cleared.no_end_range:
        assert ("release", side) not in sides
        assert ("squat", side) not in sides
    readable = [t for t in taken if t[0] is not None]
    if readable and (readable[-1][2] > 0 or not 15.0 <= readable[-1][0] <= 45.0):
        assert ("release", "left") not in sides
        assert ("squat", "left") not in sides
    assert session_seconds(prescription.sets, PROGRAMME, retest=prescription.retest_after_release) <= 13.5 * 60
