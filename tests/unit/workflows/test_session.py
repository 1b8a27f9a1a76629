"""A session is kept after every step, and taken up again with the very plan it began with."""

from dataclasses import replace
from datetime import timedelta

import pytest

from inturn.errors import AlreadyKeptError, ClearanceError, ImpossibleError
from inturn.programme.clearance import Clearance
from inturn.store import repositories as kept
from inturn.training.clearing import clearance
from inturn.training.records import History
from inturn.training.self_test import SideTold
from inturn.workflows.noting import PainTold
from inturn.workflows.planning import due_today, history_of
from inturn.workflows.session import (
    OpenSession,
    Refused,
    SetTold,
    begin_session,
    end_session,
    keep_retest,
    keep_set,
    resume_session,
    still_cleared,
)
from tests.unit.workflows.made import NOW, PROGRAMME, keep, person, ready, screened, took_test, with_baseline

MINUTE = timedelta(minutes=1)


def cleared(history: History) -> Clearance:
    found = clearance(history, PROGRAMME, NOW)
    assert found is not None
    return found


def begun(pain: int = 2) -> OpenSession:
    history = keep(ready(person()))
    found = begin_session(history, PROGRAMME, cleared(history), PainTold(pain), NOW)
    assert isinstance(found, OpenSession)
    return found


def resumed(minutes: int) -> OpenSession | None:
    return resume_session(history_of(person()), PROGRAMME, NOW + minutes * MINUTE)


def step(session: OpenSession, minutes: int, **told: object) -> OpenSession:
    now = NOW + minutes * MINUTE
    due = session.next
    assert due is not None
    if due.planned is None:
        sides = tuple(SideTold(side, "reached", False, 0) for side in session.retest_sides)
        return keep_retest(session, history_of(person()), PROGRAMME, sides, "none", now)[0]
    done = SetTold(repetitions=10, pain=2) if not told else SetTold(**told)  # type: ignore[arg-type]
    return keep_set(session, PROGRAMME, done, now)[0]


def test_killed_after_any_step_it_goes_on_with_the_same_plan() -> None:
    session = begun()
    plan, minutes = session.prescription, 0
    assert session.next is not None
    while session.next is not None:
        again = resumed(minutes)
        assert again is not None
        assert (again.record, again.prescription, again.steps) == (session.record, plan, session.steps)
        minutes += 1
        session = step(again, minutes)
    assert len(session.record.sets) == len(plan.sets)
    end_session(session, PainTold(2), "", NOW + (minutes + 1) * MINUTE)
    assert resumed(minutes + 2) is None
    assert not due_today(person(), PROGRAMME, NOW + (minutes + 2) * MINUTE).has("session")


def test_the_retest_comes_right_after_the_release() -> None:
    session = begun()
    kinds = ["retest" if s.planned is None else s.planned.exercise for s in session.steps]
    assert kinds.count("retest") == 1
    first = kinds.index("retest")
    assert set(kinds[:first]) == {"release"}
    assert "release" not in kinds[first:]


def test_the_pain_rule_stops_it_and_a_crash_does_not_let_it_go_on() -> None:
    session = begun(pain=2)
    after, stop = keep_set(session, PROGRAMME, SetTold(repetitions=3, pain=4), NOW + MINUTE)
    assert stop is not None
    assert stop.code == "pain_rise"
    assert after.record.sets[-1].ended == "pain"
    assert resumed(2) is None
    kept_session = history_of(person()).sessions[-1]
    assert kept_session.ended_at is not None


def test_a_new_symptom_stops_it_and_asks_for_the_full_questions() -> None:
    session = begun(pain=2)
    after, stop = keep_set(session, PROGRAMME, SetTold(pain=2, new_symptom=True, where="down the leg"), NOW + MINUTE)
    assert stop is not None
    assert after.record.sets[-1].ended == "stopped"
    end_session(after, None, "", NOW + 2 * MINUTE)
    assert due_today(person(), PROGRAMME, NOW + timedelta(days=2)).has("screen_full")
    assert not still_cleared(after, PROGRAMME, NOW + 3 * MINUTE)


def test_a_pinch_in_the_retest_takes_the_clearance_away() -> None:
    session = begun()
    while session.next is not None and session.next.planned is not None:
        session = step(session, 1)
    sides = (SideTold("left", "not_reached", False, 4, "a pinch in the groin"),)
    session, _ = keep_retest(session, history_of(person()), PROGRAMME, sides, "none", NOW + 2 * MINUTE)
    assert not still_cleared(session, PROGRAMME, NOW + 3 * MINUTE)
    assert history_of(person()).tests[-1].occasion == "retest"


def test_a_pinch_told_after_a_set_is_kept_and_takes_the_clearance_away() -> None:
    session, stop = keep_set(begun(), PROGRAMME, SetTold(pain=2, where="a pinch in the groin"), NOW + MINUTE)
    assert stop is None
    assert history_of(person()).pain[-1].where == "a pinch in the groin"
    assert not still_cleared(session, PROGRAMME, NOW + 2 * MINUTE)
    with pytest.raises(ClearanceError):
        resumed(2)


def test_a_pinch_before_the_session_asks_for_the_questions() -> None:
    history = keep(ready(person()))
    with pytest.raises(ClearanceError, match="inturn screen"):
        begin_session(history, PROGRAMME, cleared(history), PainTold(2, where="groin"), NOW)
    now = history_of(person())
    assert now.sessions == ()
    assert now.pain[-1].where == "groin"


def test_skipped_is_not_done() -> None:
    session, stop = keep_set(begun(), PROGRAMME, SetTold(skipped=True), NOW + MINUTE)
    assert stop is None
    assert session.record.sets[-1].ended == "skipped"


def test_too_much_pain_gives_no_session_and_the_pain_is_kept() -> None:
    history = keep(ready(person()))
    found = begin_session(history, PROGRAMME, cleared(history), PainTold(7), NOW)
    assert isinstance(found, Refused)
    assert [d.code for d in found.decisions] == ["pain_too_high"]
    now = history_of(person())
    assert now.sessions == ()
    assert [(p.now, p.session_id) for p in now.pain] == [(7, None)]
    assert not due_today(person(), PROGRAMME, NOW + MINUTE).has("session")


def test_impossible_pain_keeps_nothing() -> None:
    history = keep(ready(person()))
    with pytest.raises(ImpossibleError):
        begin_session(history, PROGRAMME, cleared(history), PainTold(11), NOW)
    now = history_of(person())
    assert (now.sessions, now.pain) == ((), ())


def test_an_impossible_set_keeps_nothing() -> None:
    session = begun()
    with pytest.raises(ImpossibleError):
        keep_set(session, PROGRAMME, SetTold(repetitions=10, load_kg=-5.0), NOW + MINUTE)
    assert history_of(person()).sessions[-1] == session.record


def test_two_sessions_at_once_are_refused() -> None:
    begun()
    history = history_of(person())
    with pytest.raises(AlreadyKeptError):
        begin_session(history, PROGRAMME, cleared(history), PainTold(1), NOW + MINUTE)


def test_expired_answers_begin_nothing() -> None:
    history = keep(ready(person()))
    with pytest.raises(ClearanceError):
        begin_session(history, PROGRAMME, cleared(history), PainTold(1), NOW + timedelta(days=1))
    assert history_of(person()).sessions == ()


def test_yesterdays_session_is_ended_as_it_stands() -> None:
    session = step(begun(), 1)
    tomorrow = NOW + timedelta(days=1)
    assert resume_session(history_of(person()), PROGRAMME, tomorrow) is None
    record = history_of(person()).sessions[-1]
    assert record.sets == session.record.sets
    assert record.ended_at is not None
    assert record.ended_at <= tomorrow


@pytest.mark.parametrize("answered_before", [10, 15 * 60], ids=["answers of just before", "answers of the morning"])
def test_a_session_goes_on_over_midnight_with_the_retest_held_against_the_test_before_it(answered_before: int) -> None:
    late = NOW.replace(hour=23, minute=20)
    answered = screened(with_baseline(person(), late), "short", late - answered_before * MINUTE)
    history = keep(took_test(answered, late - 5 * MINUTE), late)
    given = clearance(history, PROGRAMME, late)
    assert given is not None
    session = begin_session(history, PROGRAMME, given, PainTold(2), late)
    assert isinstance(session, OpenSession)
    assert session.clearance.valid_until == late + timedelta(hours=4), "a whole one in one go needs no other"
    now = late
    while session.next is not None:
        now += 10 * MINUTE
        again = resume_session(history_of(person()), PROGRAMME, now)
        assert again is not None
        assert again.prescription == session.prescription
        if again.next is not None and again.next.planned is None:
            sides = tuple(SideTold(side, "reached", False, 0) for side in again.retest_sides)
            session, _ = keep_retest(again, history_of(person()), PROGRAMME, sides, "none", now)
        else:
            session, _ = keep_set(again, PROGRAMME, SetTold(repetitions=10, pain=2), now)
        assert still_cleared(session, PROGRAMME, now)
    assert now.date() > late.date()
    retest, first = history_of(person()).tests[-1], history_of(person()).tests[-2]
    assert (retest.occasion, retest.pair_id) == ("retest", first.id)
    after = end_session(session, PainTold(2), "", now)
    assert after.ended_at == now
    assert not due_today(person(), PROGRAMME, now).has("session"), "one a day"


def test_other_answers_in_the_middle_end_it() -> None:
    session = step(begun(), 1)
    history = history_of(person())
    new = screened(history, "short", NOW + 2 * MINUTE, {"short_hip": "left"}).screenings[-1]
    kept.add_screening(new, NOW + 2 * MINUTE)
    with pytest.raises(ClearanceError, match="ended as"):
        resumed(3)
    record = history_of(person()).sessions[-1]
    assert record == replace(session.record, ended_at=record.ended_at)
    assert record.ended_at is not None
