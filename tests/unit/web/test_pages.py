"""The pages one walks through, from the first visit to being forgotten, with what can go wrong on the way."""

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client

from inturn.store import repositories as kept
from inturn.training.records import Person
from inturn.web.desk import Desk
from inturn.workflows.people import add_person, everybody
from tests.unit.web.conftest import answer_questions

SIDE = {"reached": "not_reached", "gap": "4", "moved": "no", "pain": "2", "where": "side of the hip"}


def text(answer: Any) -> str:
    return answer.content.decode()


def told(**changes: str) -> dict[str, str]:
    """A whole form of a test without a camera."""
    return {"support": "wall", **{f"{s}-{k}": v for s in ("left", "right") for k, v in SIDE.items()}, **changes}


def answered(client: Client, **other: str) -> HttpResponse:
    """Answer question after question with "no", or as told; the page after the last one."""
    answer: Any = client.post("/questions/begin/", {"kind": "full"}, follow=True)
    for _ in range(80):
        asked = re.search(r'name="question" value="([^"]+)"', text(answer))
        if asked is None:
            return answer
        answer = client.post(
            "/questions/answer/", {"question": asked[1], "answer": other.get(asked[1], "no")}, follow=True
        )
    raise AssertionError("the questions never end")


# --- the first visit ---------------------------------------------------------------------------------------------


def test_the_first_visit_says_what_this_is_and_is_not(client: Client) -> None:
    page = text(client.get("/"))
    assert "What it is not" in page
    assert "No diagnosis" in page
    assert "Not reviewed by a clinician. Not a medical device. For adults." in page
    assert client.get("/people/")["Location"] == "/"


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_every_panel_says_how_sure_we_are_and_where_to_read_on(client: Client, desk: Desk, number: int) -> None:
    page = text(client.get(f"/understand/{number}/"))
    panel = desk.programme.panels[number - 1]
    assert panel.title in page
    assert "How sure are we?" in page
    assert "Further reading" in page
    assert "<svg" in page


def test_there_are_no_more_panels(client: Client) -> None:
    assert client.get("/understand/5/").status_code == 404
    assert client.get("/understand/0/").status_code == 404


def test_from_nobody_to_today(client: Client) -> None:
    answer = client.post("/people/new/", {"name": "Bea", "adult": "on", "height": "168", "time_zone": "Europe/Zurich"})
    assert answer["Location"] == "/questions/"
    (bea,) = everybody()
    assert (bea.name, bea.time_zone, bea.height_m) == ("Bea", "Europe/Zurich", pytest.approx(1.68))
    assert "You may go on" in text(answered(client))
    page = text(client.get("/today/"))
    assert "Hello, Bea" in page
    assert "The standing test" in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"adult": ""}, "Inturn is for adults"),
        ({"name": "  "}, "Write the name"),
        ({"name": "\u202e\u200f"}, "Write the name"),
        ({"name": "x" * 81}, "at most 80"),
        ({"height": "300"}, "from 100 to 250 cm"),
        ({"height": "tall"}, "number"),
        ({"time_zone": "Moon/Sea"}, "valid choice"),
        ({"name": "ADA"}, "is kept here already"),
    ],
)
def test_somebody_new_who_cannot_be(client: Client, person: Person, wrong: dict[str, str], said: str) -> None:
    form = {"name": "Bea", "adult": "on", "height": "168", "time_zone": "UTC", **wrong}
    answer = client.post("/people/new/", form)
    assert answer.status_code == 422
    assert said in text(answer)
    assert f'value="{form["height"]}"' in text(answer)  # nothing that was entered is lost
    assert [p.name for p in everybody()] == ["Ada"]


def test_a_script_in_a_name_stays_words(client: Client) -> None:
    name = "<script>alert(1)</script>"
    client.post("/people/new/", {"name": name, "adult": "on", "time_zone": "UTC"})
    for address in ("/today/", "/people/", "/settings/", "/people/forget/"):
        page = text(client.get(address))
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_a_name_that_would_turn_the_page_around(client: Client) -> None:
    client.post("/people/new/", {"name": "A\u202eda  L.", "adult": "on", "time_zone": "UTC"})
    assert [p.name for p in everybody()] == ["Ada L."]


# --- people ------------------------------------------------------------------------------------------------------


def test_choosing_who_is_here_leads_where_one_was_going(client: Client, person: Person) -> None:
    assert client.get("/plan/")["Location"] == f"/people/?next={quote('/plan/', safe='')}"
    answer = client.post("/people/use/", {"person": person.id, "next": "/stop/"})
    assert answer["Location"] == "/stop/"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(client: Client, person: Person, elsewhere: str) -> None:
    assert client.post("/people/use/", {"person": person.id, "next": elsewhere})["Location"] == "/today/"


def test_somebody_who_is_not_kept_cannot_be_chosen(client: Client, person: Person) -> None:
    answer = client.post("/people/use/", {"person": "nobody"})
    assert answer.status_code == 404
    assert "not kept here any more" in text(answer)


def test_the_made_up_person_is_made_once(client: Client) -> None:
    for _ in range(2):
        assert client.post("/people/demo/")["Location"] == "/today/"
    assert [p.name for p in everybody()] == ["Demo"]
    assert "Hello, Demo" in text(client.get("/today/"))


def test_forgetting_asks_for_the_name(as_person: Client) -> None:
    answer = as_person.post("/people/forget/", {"name": "Adam"})
    assert answer.status_code == 422
    assert "Nothing was removed" in text(answer)
    assert len(everybody()) == 1
    assert "Ada is forgotten" in text(as_person.post("/people/forget/", {"name": "Ada"}))
    assert everybody() == ()
    assert "person" not in as_person.session
    assert as_person.get("/today/", follow=True).status_code == 200


def test_no_browser_holds_anything_of_somebody_forgotten(as_person: Client, person: Person, desk: Desk) -> None:
    other = Client(headers={"host": "127.0.0.1"})
    other.get("/enter", {"key": desk.doors.new()})
    other.post("/people/use/", {"person": person.id})
    other.post("/questions/begin/", {"kind": "full"})
    other.post("/questions/answer/", {"question": "under_18", "answer": "no"})
    as_person.post("/people/forget/", {"name": "Ada"})
    kept_files = [file.read_bytes() for file in (desk.folder / "sessions").iterdir()]
    assert len(kept_files) == 2
    for session in (other.session, as_person.session):
        assert person.id not in str(dict(session))
    assert other.get("/today/")["Location"].startswith("/people/")  # still let in, and nobody


# --- safety questions --------------------------------------------------------------------------------------------


def test_nothing_is_kept_before_the_last_answer(as_person: Client, person: Person) -> None:
    as_person.post("/questions/begin/")
    as_person.post("/questions/answer/", {"question": "under_18", "answer": "no"})
    assert kept.history(person.id).screenings == ()
    assert "Go on where you left off" in text(as_person.get("/questions/"))
    assert "Question 2" in text(as_person.get("/questions/ask/"))  # as after a reload


def test_an_emergency_ends_the_questions_at_once(as_person: Client) -> None:
    page = text(answered(as_person, bladder="yes"))
    assert "Go to an emergency department now" in page
    assert "passing urine" in page
    today = text(as_person.get("/today/"))
    assert "Go to an emergency department now" in today
    assert 'class="card next"' not in today
    assert as_person.get("/test/")["Location"].startswith("/questions/")


def test_limits_are_told_and_one_goes_on_to_where_one_was_going(as_person: Client) -> None:
    assert "First, your safety" in text(as_person.get("/test/by-yourself/", follow=True))
    page = text(answered(as_person, poor_balance="yes", hip_shape="left"))
    assert "You may go on, with care" in page
    assert "a hand on a support" in page
    assert "no end of the range on that side (left)" in page
    assert 'href="/test/by-yourself/"' in page
    page = text(as_person.get("/test/by-yourself/tell/"))  # who needs a hand cannot say that there was none
    assert 'value="wall"' in page
    assert 'value="none"' not in page
    assert as_person.post("/test/by-yourself/tell/", told(support="none")).status_code == 422


def test_going_back_and_changing_an_answer(as_person: Client) -> None:
    as_person.post("/questions/begin/", {"kind": "full"})
    for name, given in [("under_18", "no"), ("saddle_numbness", "no"), ("bladder", "no")]:
        as_person.post("/questions/answer/", {"question": name, "answer": given})
    page = text(as_person.get("/questions/ask/saddle_numbness/"))
    assert "Question 2" in page
    assert re.search(r'value="no" aria-current="true"', page)
    answer = as_person.post("/questions/answer/", {"question": "saddle_numbness", "answer": "yes"}, follow=True)
    assert "Go to an emergency department now" in text(answer)


def test_two_tabs_and_answers_that_were_not_asked(as_person: Client, person: Person) -> None:
    as_person.post("/questions/begin/", {"kind": "full"})
    for name, given in [("pregnant", "no"), ("under_18", "perhaps"), ("no_question", "no"), ("", "")]:
        as_person.post("/questions/answer/", {"question": name, "answer": given})
        assert "Question 1" in text(as_person.get("/questions/ask/"))
    for _ in range(2):  # the same answer from two tabs counts once
        as_person.post("/questions/answer/", {"question": "under_18", "answer": "no"})
    assert "Question 2" in text(as_person.get("/questions/ask/"))
    assert kept.history(person.id).screenings == ()


def test_answers_without_questions_lead_to_their_beginning(as_person: Client) -> None:
    assert as_person.get("/questions/ask/")["Location"] == "/questions/"
    answer = as_person.post("/questions/answer/", {"question": "under_18", "answer": "no"})
    assert answer["Location"] == "/questions/"
    assert as_person.get("/questions/answered/")["Location"] == "/questions/"


def test_half_given_answers_do_not_become_somebody_elses(as_person: Client) -> None:
    as_person.post("/questions/begin/", {"kind": "full"})
    as_person.post("/questions/answer/", {"question": "under_18", "answer": "no"})
    other = add_person("Bea", datetime.now(UTC), adult=True, time_zone="UTC", height_m=None)
    as_person.post("/people/use/", {"person": other.id})
    assert as_person.get("/questions/ask/")["Location"] == "/questions/"


def test_every_sentence_of_the_stop_list_is_there(client: Client) -> None:
    page = text(client.get("/stop/"))
    assert page.count('lang="en"') >= 4
    assert "Stop at once while you move" in page


# --- today, plan, test -------------------------------------------------------------------------------------------


def test_today_has_one_next_thing(as_person: Client) -> None:
    page = text(as_person.get("/today/"))
    assert page.count('class="card next"') == 1
    assert "The safety questions" in page


def test_a_test_told_in_words(cleared: Client, person: Person) -> None:
    assert "Get ready" in text(cleared.get("/test/by-yourself/"))
    answer = cleared.post("/test/by-yourself/tell/", told(), follow=True)
    page = text(answer)
    (test,) = kept.history(person.id).tests
    left = test.side("left")
    assert left is not None
    assert (left.reached, left.gap_m, left.body_moved, left.pain) == ("not_reached", 0.04, False, 2)
    assert test.method.support == "wall"
    assert "4 cm" in page
    assert "2 of 10" in page
    assert "no angle is claimed" in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"support": ""}, "Choose one"),
        ({"left-reached": ""}, "Choose one"),
        ({"right-moved": "perhaps"}, "valid choice"),
        ({"left-pain": "11"}, "valid choice"),
        ({"left-gap": "90"}, "at most 60 cm"),
        ({"left-gap": "-1"}, "at most 60 cm"),
    ],
)
def test_a_test_that_cannot_be_is_not_kept_and_not_lost(
    cleared: Client, person: Person, changed: dict[str, str], said: str
) -> None:
    answer = cleared.post("/test/by-yourself/tell/", told(**changed))
    assert answer.status_code == 422
    assert said in text(answer)
    assert "side of the hip" in text(answer)
    assert kept.history(person.id).tests == ()


def test_a_gap_is_dropped_where_the_stick_was_reached(cleared: Client, person: Person) -> None:
    cleared.post("/test/by-yourself/tell/", told(**{"left-reached": "reached"}))
    (test,) = kept.history(person.id).tests
    left = test.side("left")
    assert left is not None
    assert left.gap_m is None


def test_another_persons_test_is_not_shown(cleared: Client, person: Person) -> None:
    cleared.post("/test/by-yourself/tell/", told())
    (test,) = kept.history(person.id).tests
    assert cleared.get(f"/test/by-yourself/{test.id}/").status_code == 200
    other = add_person("Bea", datetime.now(UTC), adult=True, time_zone="UTC", height_m=None)
    cleared.post("/people/use/", {"person": other.id})
    assert cleared.get(f"/test/by-yourself/{test.id}/").status_code == 404
    assert cleared.get("/test/by-yourself/%2e%2e%2f%2e%2e%2fetc/").status_code == 404


def test_lengths_in_inches(cleared: Client, person: Person) -> None:
    cleared.post("/settings/", {"theme": "", "units": "imperial"})
    cleared.post("/test/by-yourself/tell/", told(**{"left-gap": "2"}))
    (test,) = kept.history(person.id).tests
    left = test.side("left")
    assert left is not None
    assert left.gap_m == pytest.approx(0.0508)
    assert "2 in" in text(cleared.get(f"/test/by-yourself/{test.id}/"))


def test_the_plan_of_the_made_up_person(client: Client, desk: Desk) -> None:
    client.post("/people/demo/")
    (demo,) = everybody()
    answer_questions(demo, desk)
    page = text(client.get("/plan/"))
    assert "Why this plan" in page
    assert "Squat" in page
    assert text(client.get("/plan/", {"now": "9"})) != page
    assert "for a day without pain" in page
    assert "for a day without pain" in text(client.get("/plan/", {"now": "0"}))
    assert "It fits a pain of 2 (0 is none, 10 the worst)." in text(client.get("/plan/", {"now": "2"}))
    assert client.get("/plan/", {"now": "99"}).status_code == 200  # what cannot be is as if it was not said


# --- notes -------------------------------------------------------------------------------------------------------


def test_pain_is_noted(as_person: Client, person: Person) -> None:
    answer = as_person.post("/note/pain/", {"now": "3", "worst": "6", "average": "4", "where": "low back"}, follow=True)
    assert "Noted." in text(answer)
    (entry,) = kept.history(person.id).pain
    assert (entry.now, entry.worst, entry.average, entry.where, entry.moment) == (3, 6, 4, "low back", "daily")


@pytest.mark.parametrize(
    "told_pain",
    [{}, {"now": "11"}, {"now": "-1"}, {"now": "two"}, {"now": "1", "where": 201 * "x"}],
)
def test_a_pain_that_cannot_be(as_person: Client, person: Person, told_pain: dict[str, str]) -> None:
    answer = as_person.post("/note/pain/", told_pain)
    assert answer.status_code == 422
    assert kept.history(person.id).pain == ()


def test_no_morning_after_without_a_session(as_person: Client) -> None:
    answer = as_person.post("/note/morning/", {"now": "2"})
    assert answer.status_code == 422
    assert "no session" in text(answer)


def test_activities_are_rated_and_offered_again(as_person: Client, person: Person) -> None:
    form = {"a0-name": "sitting an hour", "a0-ability": "4", "a1-name": "", "a2-name": ""}
    assert as_person.post("/note/activities/", form)["Location"] == "/today/"
    (score,) = kept.history(person.id).scores
    assert score.values == (("sitting an hour", 4.0),)
    assert 'value="sitting an hour"' in text(as_person.get("/note/activities/"))


@pytest.mark.parametrize(
    "form", [{}, {"a0-name": "sitting"}, {"a0-ability": "3"}, {"a0-name": "a", "a0-ability": "12"}]
)
def test_activities_that_cannot_be(as_person: Client, person: Person, form: dict[str, str]) -> None:
    assert as_person.post("/note/activities/", form).status_code == 422
    assert kept.history(person.id).scores == ()


@pytest.mark.parametrize(("score", "status"), [("12", 302), ("25", 422), ("", 422), ("1.5", 422)])
def test_a_score(as_person: Client, person: Person, score: str, status: int) -> None:
    assert as_person.post("/note/score/", {"score": score}).status_code == status
    assert len(kept.history(person.id).scores) == (status == 302)


# --- settings ----------------------------------------------------------------------------------------------------


def test_how_the_pages_look(client: Client) -> None:
    client.post("/settings/", {"theme": "dark", "large": "on", "units": "metric"})
    page = text(client.get("/about/"))
    assert 'data-theme="dark"' in page
    assert "data-large" in page
    assert 'data-voice="off"' in page
    assert client.post("/settings/", {"theme": "pink", "units": "metric"}).status_code == 422
    assert 'data-theme="dark"' in text(client.get("/about/"))


def test_a_backup_is_a_whole_one(cleared: Client, desk: Desk) -> None:
    from inturn.store.manifest import is_backup

    answer: Any = cleared.post("/settings/backup/")
    assert answer["Content-Disposition"].startswith('attachment; filename="inturn-')
    copy = desk.folder / "copy.zip"
    copy.write_bytes(b"".join(answer.streaming_content))
    answer.close()
    assert is_backup(copy)


# --- what is refused ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/people/use/", "/people/demo/", "/questions/begin/", "/questions/answer/"])
def test_what_changes_something_is_never_a_link(as_person: Client, address: str) -> None:
    assert as_person.get(address).status_code == 405


def test_a_form_from_elsewhere_is_refused_calmly(browser: Client, desk: Desk) -> None:
    browser.get("/enter", {"key": desk.doors.new()})
    answer = browser.post("/people/demo/")
    assert answer.status_code == 403
    assert "Send it once more" in text(answer)
    assert everybody() == ()


def test_what_is_not_there_is_told_calmly(as_person: Client) -> None:
    answer = as_person.get("/no-such-page/")
    assert answer.status_code == 404
    assert "There is nothing here" in text(answer)


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_pages_for_what_went_wrong_need_nothing_to_be_drawn(desk: Desk, name: str) -> None:
    page = render_to_string(f"{name}.html")
    assert page.count("<h1>") == 1
    assert 'href="/"' in page
    assert "Not a medical device" in page


def test_what_nobody_foresaw_is_told_calmly(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> HttpResponse:
        raise ZeroDivisionError("a secret of the machine")

    monkeypatch.setattr("inturn.web.pages.welcome.page", broken)
    client.raise_request_exception = False
    answer = client.get("/stop/")
    assert answer.status_code == 500
    assert "it is our fault" in text(answer)
    assert "secret" not in text(answer)
