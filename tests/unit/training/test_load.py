"""The weight in the hand: three good sessions for a step, half after a bad morning, never more than a step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.training.load import available, carried_load, load_state, step_up
from inturn.training.pain import session_pains
from inturn.training.records import History
from tests.unit.training.made import PROGRAMME, at, empty, with_session

RULES = PROGRAMME.load


def after(history: History, day: int) -> tuple[float, float, tuple[str, ...]]:
    state = load_state(history, PROGRAMME, at(day))
    return state.load_kg, state.dose_share, tuple(d.code for d in state.decisions)


def three(load: float = 0.0, **last: object) -> History:
    history = with_session(with_session(empty(), 1, load), 3, load)
    return with_session(history, 5, load, **last)  # pyright: ignore[reportArgumentType]


def test_no_session_no_weight() -> None:
    assert after(empty(), 1) == (0.0, 1.0, ("load_hold", "hold_sessions"))


def test_three_good_sessions_bring_the_first_weight_and_then_steps() -> None:
    assert after(with_session(with_session(empty(), 1), 3), 5) == (0.0, 1.0, ("load_hold", "hold_sessions"))
    assert after(three(), 7) == (4.0, 1.0, ("load_first",))
    history = three()
    for day in (7, 9, 11):
        history = with_session(history, day, 4.0)
    assert after(history, 13) == (6.0, 1.0, ("load_up",))


@pytest.mark.parametrize(
    ("last", "code"),
    [
        ({"pain": 4}, "hold_pain"),
        ({"before": 4, "morning": 4}, "hold_pain"),
        ({"stick": False}, "hold_stick"),
        ({"stick": None}, "hold_stick"),
        ({"repetitions": 9}, "hold_repetitions"),
        ({"effort": 8}, "hold_effort"),
        ({"clean": 0.7}, "hold_form"),
        ({"clean": 0.7, "stick": False}, "hold_stick"),
        ({"morning": None}, "hold_morning"),
        ({"ended": "skipped"}, "hold_sessions"),
    ],
)
def test_what_is_not_good_holds_the_load(last: dict[str, object], code: str) -> None:
    load, share, said = after(three(**last), 7)
    assert (load, share) == (0.0, 1.0)
    assert code in said


def test_effort_that_was_not_told_holds_nothing() -> None:
    assert after(three(effort=None), 7)[0] == 4.0


def test_clean_enough_or_not_watched_holds_nothing() -> None:
    assert RULES.clean_least == 0.8
    assert after(three(clean=0.8), 7)[0] == 4.0
    assert after(three(clean=round(9 / 11, 4)), 7)[0] == 4.0
    assert after(three(clean=None), 7)[0] == 4.0


@given(st.floats(0, 1), st.sampled_from([0.0, 4.0]))
def test_a_set_with_too_few_clean_repetitions_never_loads_up(clean: float, load: float) -> None:
    got = load_state(three(load, clean=clean), PROGRAMME, at(7))
    assert (got.load_kg > load) == (clean >= RULES.clean_least - 1e-4)


def test_a_bad_morning_halves_the_load_or_the_dose() -> None:
    history = three()
    for day in (7, 9, 11):
        history = with_session(history, day, 4.0)
    for day in (13, 15, 17):
        history = with_session(history, day, 6.0)
    history = with_session(history, 19, 8.0, morning=3)
    assert after(history, 21) == (4.0, 1.0, ("load_halve",))
    assert after(three(morning=3), 7) == (0.0, 0.5, ("dose_halve",))


def test_two_sessions_short_of_repetitions_go_back_a_step() -> None:
    history = three()
    for day in (7, 9, 11):
        history = with_session(history, day, 4.0)
    once = with_session(history, 13, 6.0, repetitions=8)
    assert after(once, 15)[0] == 6.0
    assert after(with_session(once, 15, 6.0, repetitions=8), 17) == (4.0, 1.0, ("load_down",))


def test_the_heaviest_weight_is_the_last() -> None:
    history = empty()
    load, day = 0.0, 1
    for _ in range(14):
        for _ in range(3):
            history = with_session(history, day, load)
            day += 2
        load = load_state(history, PROGRAMME, at(day)).load_kg
    assert load == RULES.most == 24.0
    assert after(with_session(history, day, load), day + 2)[2] == ("load_most",)


def test_a_weight_of_ones_own_choice_is_not_carried_on() -> None:
    assert carried_load(session_pains(with_session(empty(), 1, 20.0), at(3)), PROGRAMME) == 4.0
    assert carried_load(session_pains(with_session(empty(), 1, 60.0), at(3)), PROGRAMME) <= RULES.most


def test_one_session_without_a_weight_because_of_pain_keeps_the_load_and_a_second_halves_it() -> None:
    history = three()
    for day in (7, 9, 11):
        history = with_session(history, day, 4.0)
    for day in (13, 15, 17):
        history = with_session(history, day, 6.0)
    history = with_session(history, 19, 8.0)
    once = with_session(history, 21, 0.0, before=4, pain=4, morning=4)
    assert after(once, 23)[0] == 8.0
    twice = with_session(once, 23, 0.0, before=4, pain=4, morning=4)
    assert after(twice, 25)[0] == 4.0


def test_a_rise_of_pain_from_week_to_week_holds_the_load() -> None:
    history = empty()
    for day, pain in ((1, 0), (3, 0), (5, 0), (8, 2), (10, 2), (12, 2)):
        history = with_session(history, day, before=pain, pain=pain, morning=pain)
    assert "hold_week_rise" in after(history, 13)[2]


@given(st.floats(0, 60))
def test_the_ladder(load: float) -> None:
    lower = available(load, RULES)
    assert lower <= load
    assert lower == 0.0 or (RULES.first <= lower <= RULES.most and (lower - RULES.first) % RULES.step == 0.0)
    assert step_up(lower, RULES) <= RULES.most
    assert step_up(lower, RULES) - lower in {RULES.first, RULES.step, 0.0}


sessions = st.lists(
    st.tuples(
        st.sampled_from([0.0, 4.0, 6.0, 10.0, 24.0, 40.0]), st.integers(0, 7), st.integers(0, 5),
        st.one_of(st.none(), st.integers(0, 8)), st.integers(5, 12), st.sampled_from(["done", "pain", "skipped"]),
        st.sampled_from([True, False, None]),
    ),
    max_size=12,
)  # fmt: skip


@given(sessions)
def test_any_history_keeps_the_rules(events: list[tuple[float, int, int, int | None, int, str, bool | None]]) -> None:
    history = empty()
    for i, (load, pain, before, morning, repetitions, ended, stick) in enumerate(events):
        history = with_session(history, 1 + 2 * i, load, pain, before, morning, repetitions, ended, stick)  # pyright: ignore[reportArgumentType]
    day = 1 + 2 * len(events)
    state = load_state(history, PROGRAMME, at(day))
    carried = carried_load(session_pains(history, at(day)), PROGRAMME)
    assert 0.0 <= state.load_kg <= RULES.most
    assert state.decisions
    if state.load_kg > carried:
        last = [s for s in events[-3:]]
        assert len(last) == 3
        for _, pain, before, morning, repetitions, ended, stick in last:
            assert pain <= 3
            assert before <= 3
            assert morning is not None
            assert morning <= before + 1
            assert (repetitions >= 10, ended, stick) == (True, "done", True)
    if events and events[-1][3] is not None and events[-1][3] > events[-1][2] + 1 and events[-1][5] != "skipped":
        assert state.load_kg <= carried / 2
        assert carried > 0 or state.dose_share == 0.5
