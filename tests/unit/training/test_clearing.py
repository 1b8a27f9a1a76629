"""Who has a clearance: only who answered, today, with nothing that forbids; and it ends with the day."""

import ast
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.errors import ClearanceError, InputError
from inturn.training.clearing import clearance, record_screening, require_valid, screening_due, why_screening
from inturn.training.records import History, PainEntry, SessionRecord
from tests.unit.training.made import CLEAR, PROGRAMME, QUESTIONS, at, empty, person, screened, with_session, with_test

SOURCES = Path(__file__).parents[3] / "src" / "inturn"


def due(history: History, when: datetime) -> str | None:
    kind = screening_due(history, PROGRAMME, when)
    given = clearance(history, PROGRAMME, when)
    assert (given is None) == (kind is not None), "due and cleared are opposites"
    return kind


def code(history: History, when: datetime) -> str | None:
    why = why_screening(history, PROGRAMME, when)
    return None if why is None else why.code


def test_nothing_answered_nothing_cleared() -> None:
    assert due(empty(), at(0)) == "full"
    assert code(empty(), at(0)) == "first_screening"


def test_a_full_screening_clears_its_day_and_a_short_one_each_later_day() -> None:
    history = screened(empty(), at(0))
    assert due(history, at(0, 1)) is None
    assert due(history, at(1)) == "short"
    history = screened(history, at(1), "short")
    assert due(history, at(1, 1)) is None
    assert due(history, at(2)) == "short"


def test_a_full_screening_older_than_a_month_is_none() -> None:
    history = screened(screened(empty(), at(0)), at(30), "short")
    assert due(history, at(30, 1)) is None
    history = screened(history, at(31), "short")
    assert (due(history, at(31, 1)), code(history, at(31, 1))) == ("full", "full_overdue")


def test_the_day_is_the_one_where_the_person_lives() -> None:
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)  # half past midnight on 3 March in Oslo
    oslo = screened(History(person("Europe/Oslo")), late)
    assert due(oslo, late + timedelta(hours=1)) is None
    given = clearance(oslo, PROGRAMME, late + timedelta(hours=1))
    assert given is not None
    assert given.valid_until == datetime(2026, 3, 3, 23, 0, tzinfo=UTC)
    assert due(screened(History(person("UTC")), late), late + timedelta(hours=12)) == "short"


def test_answers_of_just_before_midnight_hold_for_four_hours_and_those_of_the_day_end_with_it() -> None:
    late = at(0, 5.5)  # half past eleven in the evening
    history = screened(empty(), late)
    given = clearance(history, PROGRAMME, late + timedelta(hours=1))
    assert given is not None
    assert given.valid_until == late + timedelta(hours=4)
    require_valid(given, late + timedelta(hours=3.9))
    assert due(history, late + timedelta(hours=3.9)) is None
    assert due(history, late + timedelta(hours=4)) == "short"
    assert due(screened(empty(), at(0)), at(0, 6)) == "short", "answered at six in the evening: until midnight"


def test_a_session_under_way_keeps_the_answers_of_its_day_over_midnight() -> None:
    start = at(0, 5.8)  # twelve minutes to midnight, on answers of six in the evening
    session = SessionRecord("late", "p", "c", start, None, "unloaded")
    history = replace(screened(empty(), at(0)), sessions=(session,))
    given = clearance(history, PROGRAMME, at(0, 5.9))
    assert given is not None
    assert given.valid_until == start + timedelta(hours=4)
    assert due(history, at(0, 7)) is None
    assert due(history, start + timedelta(hours=4)) == "short"
    hurts = PainEntry("e", "p", at(0, 6.5), "during", 3, where="groin")
    assert due(replace(history, pain=(hurts,)), at(0, 7)) == "full", "what is felt in it counts as ever"
    for other in (
        replace(session, ended_at=at(0, 6.5)),
        replace(session, started_at=at(0, 6.1)),  # answers that had ended before
        replace(session, started_at=at(0, -1)),
    ):
        assert due(replace(history, sessions=(other,)), at(0, 7)) == "short"


def test_a_month_does_not_end_in_a_late_session() -> None:
    history = screened(screened(empty(), at(0)), at(30, 5.5), "short")
    assert due(history, at(30, 7)) is None
    assert (due(history, at(30, 9.5)), code(history, at(30, 9.5))) == ("full", "full_overdue")


def test_an_emergency_of_just_before_midnight_holds_for_four_hours() -> None:
    history = screened(screened(empty(), at(0, 5.5), bladder="yes"), at(0, 6.5))
    assert due(history, at(0, 7)) == "full"
    assert due(screened(history, at(0, 10)), at(0, 10.5)) is None


def test_an_expired_clearance_is_refused() -> None:
    history = screened(empty(), at(0))
    given = clearance(history, PROGRAMME, at(0, 1))
    assert given is not None
    require_valid(given, at(0, 1))
    with pytest.raises(ClearanceError, match="have expired: answer the short questions again"):
        require_valid(given, at(1))
    with pytest.raises(ClearanceError, match="later than this moment"):
        require_valid(given, at(0, -1))
    with pytest.raises(ClearanceError, match="expired"):
        require_valid(replace(CLEAR, valid_until=None), at(0))


@pytest.mark.parametrize(("name", "answer"), [("bladder", "yes"), ("fever", "yes"), ("cannot_bear_weight", "yes")])
def test_a_blocking_answer_gives_none_until_a_full_screening_without_it(name: str, answer: str) -> None:
    history = screened(empty(), at(0), **{name: answer})
    assert due(history, at(0, 1)) == "full"
    history = screened(history, at(3), "short")
    assert (due(history, at(3, 1)), code(history, at(3, 1))) == ("full", "stopped_by_answers")
    history = screened(history, at(4), "full")
    assert due(history, at(4, 1)) is None


def test_a_short_emergency_blocks_although_the_full_one_was_clear() -> None:
    history = screened(screened(empty(), at(0)), at(2), "short", short_cauda_equina="yes")
    assert due(history, at(2, 1)) == "full"
    assert due(screened(history, at(3), "short"), at(3, 1)) == "full"


def test_an_emergency_holds_for_its_whole_day_whatever_is_answered_later() -> None:
    history = screened(screened(empty(), at(0), bladder="yes"), at(0, 1))
    assert due(history, at(0, 2)) == "full"
    assert due(screened(history, at(1), "short"), at(1, 1)) is None


def test_limits_of_a_short_screening_hold_until_the_next_full_one() -> None:
    history = screened(screened(empty(), at(0)), at(2), "short", short_hip="left")
    history = screened(history, at(4), "short")
    given = clearance(history, PROGRAMME, at(4, 1))
    assert given is not None
    assert given.no_end_range == given.no_test == frozenset({"left"})
    assert (given.level, given.test_sides, given.advise_visit) == ("go_with_limits", ("right",), True)
    assert given.cautions == ("short_hip",)
    again = clearance(screened(history, at(5)), PROGRAMME, at(5, 1))
    assert again is not None
    assert (again.level, again.no_test, again.cautions) == ("go", frozenset(), ())


def test_every_limit_reaches_the_clearance() -> None:
    history = screened(
        empty(), at(0), leg_pain="yes", no_pressure="yes", poor_balance="yes", weak_bones="yes", loose_hips="yes"
    )
    given = clearance(history, PROGRAMME, at(0, 1))
    assert given is not None
    assert given.no_roll
    assert given.no_load
    assert given.no_deadlift
    assert given.support_needed
    assert given.strict_stick
    assert given.no_end_range == frozenset({"left", "right"})


def test_a_changed_health_asks_the_full_questions_at_once() -> None:
    history = screened(screened(empty(), at(0)), at(2), "short", short_changed="yes", fever="yes")
    assert history.screenings[-1].kind == "full"
    assert due(history, at(2, 1)) == "full"
    assert due(screened(screened(empty(), at(0)), at(2), "short", short_changed="yes"), at(2, 1)) is None


def test_questions_that_changed_are_asked_again() -> None:
    history = screened(empty(), at(0))
    older = replace(history, screenings=(replace(history.screenings[0], questions_version="0-old"),))
    assert (due(older, at(0, 1)), code(older, at(0, 1))) == ("full", "questions_changed")


def test_a_kept_level_is_never_read_as_freer_than_it_was_kept() -> None:
    history = screened(empty(), at(0))
    stricter = replace(history, screenings=(replace(history.screenings[0], level="see_someone"),))
    assert due(stricter, at(0, 1)) == "full"


def test_nobody_under_age_is_cleared() -> None:
    history = screened(replace(empty(), person=replace(person(), adult=False)), at(0))
    assert clearance(history, PROGRAMME, at(0, 1)) is None


def test_a_pinch_in_the_groin_asks_the_full_questions() -> None:
    history = screened(empty(), at(0))
    hurt = with_test(history, at(0, 1), pain={"left": (3, "a pinch in the groin")})
    assert (due(hurt, at(0, 2)), code(hurt, at(0, 2))) == ("full", "new_symptom")
    spared = screened(hurt, at(0, 3), groin_pain="left")
    assert due(spared, at(0, 4)) is None, "it is known now, and that side is spared"


def test_known_groin_pain_does_not_ask_again_and_that_of_the_other_side_does() -> None:
    history = screened(empty(), at(0), groin_pain="left")

    def told(where: str) -> History:
        entry = PainEntry("e", "p", at(0, 1), "daily", 3, where=where)
        return replace(history, pain=(entry,))

    assert due(told("groin"), at(0, 2)) is None
    assert due(told("left groin"), at(0, 2)) is None
    assert due(told("right groin"), at(0, 2)) == "full"
    assert due(told("low back"), at(0, 2)) is None


def test_a_new_symptom_in_a_session_asks_the_full_questions() -> None:
    history = screened(with_session(screened(empty(), at(0)), 1, ended="stopped"), at(3), "short")
    assert (due(history, at(3, 1)), code(history, at(3, 1))) == ("full", "new_symptom")


def test_after_a_pause_the_full_questions_come_first() -> None:
    history = screened(empty(), at(0))
    history = with_session(with_session(history, 1, morning=4), 3, morning=4)
    history = screened(history, at(6), "short")
    assert due(history, at(6, 1)) is None, "still paused, which the plan tells"
    history = screened(history, at(12), "short")
    assert (due(history, at(12, 1)), code(history, at(12, 1))) == ("full", "after_pause")
    assert due(screened(history, at(12, 2)), at(12, 3)) is None


def test_answers_that_do_not_fit_are_not_kept() -> None:
    with pytest.raises(InputError):
        record_screening(PROGRAMME, "full", (("fever", "yes"),), at(0), ("c", "p"))


def test_only_the_screening_makes_a_clearance() -> None:
    makers: list[str] = []
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Clearance":
                makers.append(path.name)
    assert makers == ["clearing.py"]


days = st.lists(
    st.tuples(
        st.integers(0, 80),
        st.sampled_from(["full", "short"]),
        st.sampled_from(["no", "bladder", "fever", "leg_pain"]),
    ),
    max_size=6,
)


@given(days, st.integers(0, 90))
def test_a_clearance_always_has_a_clear_month_and_a_clear_day_behind_it(
    events: list[tuple[int, str, str]], day: int
) -> None:
    history = empty()
    for n, (when, kind, name) in enumerate(sorted(events)):
        known = {q.id for q in QUESTIONS.questions if kind in q.kinds}
        given = {name: "yes"} if name in known else {}
        history = screened(history, at(when, n / 100), kind, **given)  # pyright: ignore[reportArgumentType]
    given = clearance(history, PROGRAMME, at(day, 2))
    if given is None:
        return
    earlier = [s for s in history.screenings if s.at <= at(day, 2)]
    last_full = max(i for i, s in enumerate(earlier) if s.kind == "full")
    in_force = earlier[last_full:]
    assert (at(day).date() - in_force[0].at.date()).days <= 30
    assert in_force[-1].at.date() == at(day).date()
    assert all(s.level in ("go", "go_with_limits") for s in in_force)
