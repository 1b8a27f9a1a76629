"""A session led by pages: each step kept, the pain rule, two tabs, reload, and nothing that was entered lost."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from inturn.store import repositories as kept
from inturn.training.records import History, Person, SessionRecord
from inturn.web.desk import Desk
from inturn.web.people import KEY
from tests.unit.web.conftest import put
from tests.unit.workflows.made import ready, screened, with_baseline

SCALE = {"now": "2"}


@pytest.fixture
def someone(desk: Desk) -> Person:
    """Somebody whose session is due now, the short questions of today answered."""
    now = datetime.now(UTC)
    person = Person("ada", "Ada", True, now - timedelta(days=40), "UTC", 1.7)
    kept.add_history(ready(person, now), now)
    return person


@pytest.fixture
def page(client: Client, someone: Person) -> Client:
    """Their browser."""
    put(client, **{KEY: someone.id})
    return client


def record() -> SessionRecord:
    return kept.history("ada").sessions[-1]


def begun(page: Client, pain: str = "2") -> SessionRecord:
    assert page.post("/session/begin/", {"now": pain}).status_code == 302
    return record()


def place(position: int | None = None) -> dict[str, str]:
    """What a page of the session sends along."""
    now = record()
    return {"session": now.id, "position": str(now.position if position is None else position)}


def send(page: Client, **told: Any) -> Any:
    return page.post("/session/set/", {**place(), **told})


def to_the_end(page: Client) -> None:
    """Every step until the finish page."""
    for _ in range(40):
        answer = page.get("/session/")
        if answer.status_code == 302:
            assert answer["Location"].endswith("/finish/")
            return
        if b'action="/session/retest/"' in answer.content:
            side = {"reached": "reached", "moved": "no", "pain": "1"}
            told = {f"{s}-{k}": v for s in ("left", "right") for k, v in side.items()}
            page.post("/session/retest/", {**place(), "support": "none", **told})
        else:
            assert send(page, repetitions="11", effort="5", pain="2", stick="yes").status_code == 302
    pytest.fail("the session does not end")


def test_from_the_pain_before_to_the_summary(page: Client) -> None:
    first = page.get("/session/")
    assert b"How is the pain before you begin" in first.content
    begun(page)
    to_the_end(page)
    plan = record()
    assert plan.ended_at is None
    answer = page.post(f"/session/{plan.id}/finish/", {"now": "1", "note": "easier than last time"})
    assert answer["Location"] == f"/session/{plan.id}/"
    done = record()
    assert done.ended_at is not None
    assert done.note == "easier than last time"
    assert {s.ended for s in done.sets} == {"done"}
    assert {s.repetitions for s in done.sets if s.exercise != "release"} == {11}
    moments = [p.moment for p in kept.history("ada").pain]
    assert moments == ["before", "after"]
    assert kept.history("ada").tests[-1].occasion == "retest"
    shown = page.get(f"/session/{plan.id}/")
    assert b"easier than last time" in shown.content
    assert b"No session now" in page.get("/session/").content


def test_a_reload_and_a_new_browser_go_on_where_it_was(page: Client, client: Client, desk: Desk) -> None:
    begun(page)
    send(page, pain="2")
    place = b'name="position" value="1"'
    assert place in page.get("/session/").content
    other = Client(headers={"host": "127.0.0.1"})
    other.get("/enter", {"key": desk.doors.new()})
    put(other, **{KEY: "ada"})
    assert place in other.get("/session/").content


def test_a_second_tab_does_not_keep_a_step_twice(page: Client) -> None:
    begun(page)
    send(page, pain="2")
    answer = page.post("/session/set/", {**place(0), "pain": "9"}, follow=True)
    assert "kept already" in answer.content.decode()
    assert len(record().sets) == 1
    assert record().sets[0].pain == 2


def test_a_page_of_somebody_else_keeps_nothing(page: Client, desk: Desk) -> None:
    mine = begun(page)
    now = datetime.now(UTC)
    kept.add_history(ready(Person("eve", "Eve", True, now - timedelta(days=40), "UTC", 1.7), now), now)
    put(page, **{KEY: "eve"})
    page.post("/session/begin/", {"now": "9", "person": "ada"})
    assert kept.history("eve").pain == ()
    page.post("/session/begin/", {"now": "1", "person": "eve"})
    before = kept.history("eve").sessions
    answer = page.post("/session/set/", {"session": mine.id, "position": "0", "pain": "9"}, follow=True)
    assert "belongs to another session" in answer.content.decode()
    assert kept.history("eve").sessions == before
    assert record() == mine


def test_a_retest_with_the_camera_is_taken_up_by_the_session(page: Client) -> None:
    begun(page)
    while record().position < 2:
        send(page, pain="2")
    first = kept.history("ada").tests[-1]
    now = datetime.now(UTC)
    kept.add_test(replace(first, id="again", at=now, occasion="retest", pair_id=first.id, source_sha256=None), now)
    answer = page.get("/session/")
    assert b"The test was taken" in answer.content
    assert page.post("/session/retest/", {**place(), "skip": "1"})["Location"] == "/session/"
    assert record().position == 3


def test_pain_that_rises_stops_it_and_says_why(page: Client) -> None:
    begun(page)
    answer = send(page, pain="5")
    assert answer["Location"] == f"/session/{record().id}/finish/"
    assert b"Pain rose from 2 to 5" in page.get(answer["Location"]).content
    assert record().sets[-1].ended == "pain"
    page.post(answer["Location"], {"now": "4"})
    assert b"Pain rose from 2 to 5" in page.get(f"/session/{record().id}/").content


def test_it_hurts_is_kept_at_once_and_lets_go_on_where_the_rule_does(page: Client) -> None:
    begun(page)
    answer = page.post("/session/hurts/", {**place(0), "pain": "3", "hold_s": "12.5", "where": "outer hip"})
    assert answer["Location"] == "/session/"
    entry = kept.history("ada").pain[-1]
    assert (entry.moment, entry.now, entry.where) == ("during", 3, "outer hip")
    assert record().position == 0
    answer = page.post("/session/hurts/", {**place(0), "pain": "6", "hold_s": "14.0"})
    assert answer["Location"].endswith("/finish/")
    assert (record().sets[-1].ended, record().sets[-1].hold_s) == ("pain", 14.0)


def test_a_new_symptom_and_a_pinch_end_it_and_ask_for_the_questions(page: Client) -> None:
    begun(page)
    answer = page.post("/session/hurts/", {**place(0), "pain": "2", "where": "a pinch in the groin"})
    assert answer["Location"].endswith("/finish/")
    assert b"safety questions before anything else" in page.get(answer["Location"]).content
    page.post(answer["Location"], {"now": "2"})
    assert record().ended_at is not None
    assert record().sets == ()


def test_too_much_pain_before_gives_no_session_and_is_kept(page: Client) -> None:
    answer = page.post("/session/begin/", {"now": "8", "where": "back"})
    assert b"No session now" in answer.content
    assert kept.history("ada").sessions == ()
    assert kept.history("ada").pain[-1].now == 8


@pytest.mark.parametrize(
    "told",
    [{"pain": ""}, {"pain": "11"}, {"pain": "two"}, {"pain": "2", "repetitions": "-4"}, {"pain": "2", "hold_s": "nan"}],
)
def test_what_cannot_be_is_said_beside_its_field_and_keeps_nothing(page: Client, told: dict[str, str]) -> None:
    begun(page)
    for _ in range(4):
        send(page, skip="1")
    while b'name="repetitions" value' not in page.get("/session/").content:
        page.post("/session/retest/", {**place(), "skip": "1"})
        send(page, skip="1")
    before = record()
    answer = send(page, **{"repetitions": "10", "where": "<script>alert(1)</script>", **told})
    assert answer.status_code == 422
    assert b"&lt;script&gt;alert(1)" in answer.content
    assert record() == before


def test_a_pinch_before_it_asks_for_the_questions_and_is_kept(page: Client) -> None:
    answer = page.post("/session/begin/", {"now": "2", "where": "a pinch in the groin"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/questions/")
    assert kept.history("ada").sessions == ()
    assert kept.history("ada").pain[-1].where == "a pinch in the groin"


def test_no_two_things_on_the_page_of_a_set_have_the_same_id(page: Client) -> None:
    begun(page)
    ids = re.findall(r'\bid="([^"]+)"', page.get("/session/").content.decode())
    assert len(ids) > 30
    assert sorted(set(ids)) == sorted(ids)


def test_skipping_and_stopping_keep_what_was_done(page: Client) -> None:
    begun(page)
    send(page, skip="1")
    assert record().sets[-1].ended == "skipped"
    assert page.get(f"/session/{record().id}/finish/").status_code == 200
    page.post(f"/session/{record().id}/finish/", {})
    assert record().ended_at is not None
    assert page.get(f"/session/{record().id}/").status_code == 200


def test_questions_come_before_a_session(client: Client, desk: Desk) -> None:
    now = datetime.now(UTC)
    person = Person("ben", "Ben", True, now - timedelta(days=40), "UTC", 1.7)
    kept.add_history(with_baseline(person, now), now)
    put(client, **{KEY: "ben"})
    answer = client.get("/session/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/questions/?next=")
    assert client.post("/session/begin/", {"now": "1"}).status_code == 302
    assert kept.history("ben").sessions == ()


def test_other_answers_in_the_middle_end_it_calmly(page: Client) -> None:
    begun(page)
    now = datetime.now(UTC)
    history = kept.history("ada")
    kept.add_screening(screened(history, "short", now, {"short_hip": "left"}).screenings[-1], now)
    answer = page.get("/session/", follow=True)
    assert b"ended as it stands" in answer.content
    assert record().ended_at is not None


def test_somebody_else_s_session_is_not_there(page: Client, desk: Desk) -> None:
    mine = begun(page)
    now = datetime.now(UTC)
    other = Person("eve", "Eve", True, now, "UTC", None)
    kept.add_history(History(other), now)
    put(page, **{KEY: "eve"})
    for path in (f"/session/{mine.id}/", f"/session/{mine.id}/finish/"):
        assert page.get(path).status_code == 404
    assert page.post(f"/session/{mine.id}/finish/", {"now": "1"}).status_code == 404
    assert record() == replace(mine)


def test_a_form_without_its_token_is_refused(desk: Desk, someone: Person, browser: Client) -> None:
    browser.get("/enter", {"key": desk.doors.new()})
    put(browser, **{KEY: someone.id})
    assert browser.post("/session/begin/", {"now": "1"}).status_code == 403
    assert kept.history("ada").sessions == ()
