"""The demonstration's person: believable, the same every time, and kept by the rules."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from inturn.programme.standing_test import load_standing_test
from inturn.training.days import day_of
from inturn.training.demo_history import demo_history
from inturn.training.progress.summary import progress
from inturn.training.records import History
from tests.unit.training.made import PROGRAMME, person

END = date(2026, 6, 1)
RULES = load_standing_test()


def made(**changes: object) -> History:
    somebody = replace(person("Europe/Oslo"), **changes)  # pyright: ignore[reportArgumentType]
    return demo_history(somebody, END, PROGRAMME, RULES)


DEMO = made()


def test_it_is_the_same_every_time() -> None:
    assert made() == DEMO


def test_it_lasts_twelve_weeks_up_to_the_asked_day() -> None:
    days = [day_of(DEMO.person, s.at) for s in DEMO.screenings]
    assert days[0] == END - timedelta(days=84)
    assert END - timedelta(days=7) <= days[-1] <= END
    assert all(s.started_at.tzinfo is not None for s in DEMO.sessions)


def test_it_is_believable() -> None:
    assert 25 <= len(DEMO.sessions) <= 37
    assert 11 <= sum(t.occasion == "day" for t in DEMO.tests) <= 14
    assert any(t.occasion == "retest" for t in DEMO.tests)
    assert max(s.load_kg for session in DEMO.sessions for s in session.sets) >= 4.0
    assert len({e.now for e in DEMO.pain}) >= 4
    assert Counter(s.measure for s in DEMO.scores)["rmdq"] >= 3


def test_it_has_something_to_show() -> None:
    found = progress(DEMO, PROGRAMME, DEMO.screenings[-1].at + timedelta(hours=3))
    assert found.improved == ("left",)
    assert found.pain.code == "better"


def test_every_list_is_in_the_order_of_time_and_every_id_its_own() -> None:
    for moments in ([t.at for t in DEMO.tests], [s.started_at for s in DEMO.sessions], [e.at for e in DEMO.pain]):
        assert moments == sorted(moments)
    ids = [x.id for kept in (DEMO.tests, DEMO.sessions, DEMO.pain, DEMO.scores, DEMO.screenings) for x in kept]
    assert len(ids) == len(set(ids))
    assert all(x.person_id == DEMO.person.id for x in (*DEMO.tests, *DEMO.sessions, *DEMO.pain))
