"""Progress, tests and downloads as pages: charts one can walk, a trial left out and back, files, other people's ids."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from django.test import Client

from inturn.programme.standing_test import load_standing_test
from inturn.store import repositories as kept
from inturn.training.demo_history import demo_history
from inturn.training.records import History, Person
from inturn.web.desk import Desk
from inturn.web.people import KEY
from inturn.workflows.downloads import DOWNLOADS
from tests.unit.web.conftest import put
from tests.unit.workflows.made import NOW, PROGRAMME
from tests.unit.workflows.test_excluding import kept_camera_test
from tests.unit.workflows.test_laboratory_kept import kept_laboratory_test


@cache
def made_up() -> History:
    """The made-up person with twelve weeks behind them: simulating them takes a second."""
    now = datetime.now(UTC)
    return demo_history(Person("demo", "Demo", True, now, "UTC", 1.72), now.date(), PROGRAMME, load_standing_test())


@pytest.fixture
def demo(client: Client, desk: Desk) -> Client:
    """A browser used by the made-up person."""
    kept.add_history(made_up(), datetime.now(UTC) + timedelta(days=1))
    put(client, **{KEY: "demo"})
    return client


@pytest.fixture
def tested(client: Client, desk: Desk) -> Client:
    """A browser used by somebody with one camera test."""
    now = datetime.now(UTC)
    kept_camera_test(History(Person("anna", "Anna", True, now - timedelta(days=900), "UTC", 1.7)))
    put(client, **{KEY: "anna"})
    return client


def test_progress_draws_charts_whose_values_have_words(demo: Client) -> None:
    text = demo.get("/progress/").content.decode()
    for name in ("range", "pain", "adherence", "load"):
        assert f'id="h-{name}"' in text
    assert 'role="group" aria-labelledby="range-wide-title' in text
    assert text.count('class="value"') > 100
    assert "style=" not in text
    assert "<style" not in text


def test_an_empty_history_says_how_to_begin(as_person: Client) -> None:
    assert b"Nothing to show yet" in as_person.get("/progress/").content
    assert b"No test yet" in as_person.get("/tests/").content


def test_the_tests_of_the_demo_open(demo: Client) -> None:
    text = demo.get("/tests/").content.decode()
    links = [part.split('"')[0] for part in text.split('href="/tests/')[1:]]
    assert len(links) > 10
    assert b"no recording" in demo.get(f"/tests/{links[0]}").content


def test_a_trial_is_left_out_with_its_reason_and_counted_again(tested: Client) -> None:
    before = kept.standing_test("anna", "test")
    assert tested.get("/tests/test/").status_code == 200
    answer = tested.post("/tests/test/left/1/leave-out/", {"reason": "I <b>slipped"}, follow=True)
    text = answer.content.decode()
    assert "I &lt;b&gt;slipped" in text
    assert "judged anew" in text
    assert kept.standing_test("anna", "test") != before
    assert b"judged anew" in tested.post("/tests/test/left/1/count/", follow=True).content
    assert kept.standing_test("anna", "test") == before


@pytest.mark.parametrize("reason", ["", "x" * 301])
def test_no_reason_no_change(tested: Client, reason: str) -> None:
    before = kept.standing_test("anna", "test")
    assert tested.post("/tests/test/left/1/leave-out/", {"reason": reason}).status_code == 422
    assert kept.standing_test("anna", "test") == before


def test_a_laboratorys_test_opens_without_a_replay(client: Client, desk: Desk, tmp_path: Path) -> None:
    test = kept_laboratory_test(tmp_path, History(Person("anna", "Anna", True, NOW - timedelta(days=900), "UTC", 1.7)))
    put(client, **{KEY: "anna"})
    page = client.get(f"/tests/{test.id}/").content.decode()
    assert "there is no picture to replay" in page
    assert "data-replay" not in page
    assert "Show it" not in page
    assert client.get(f"/tests/{test.id}/report.html").status_code == 200


def test_the_replay_and_the_files_of_a_test(tested: Client) -> None:
    film = json.loads(tested.get("/tests/test/replay.json").content)
    assert len(film["pictures"]) == len({p["time_s"] for p in film["pictures"]}) > 100
    assert len(film["pictures"][0]["points"]) == 33
    assert all(svg.startswith("<svg") for svg in film["curve"])
    assert json.loads(tested.get("/tests/test/result.json").content)["schema"] == "inturn/standing-test/1"
    for kind in ("html", "pdf"):
        assert tested.get(f"/tests/test/report.{kind}").content.startswith(BEGINNINGS[f".{kind}"])
    assert tested.get("/tests/test/report.exe").status_code == 404
    test = kept.standing_test("anna", "test")
    assert test.recording is not None
    answer = tested.get("/tests/test/recording.nc")
    assert answer.content == kept.recording_path(test.recording).read_bytes()
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    "path",
    ["/tests/test/", "/tests/test/replay.json", "/tests/test/result.json", "/tests/test/recording.nc",
     "/tests/test/report.pdf", "/tests/nothing/", "/tests/..%2F..%2Fetc/", "/progress/files/passwd",
     "/progress/files/..%2Finturn.sqlite3"],
)  # fmt: skip
def test_other_people_s_and_made_up_ids_are_not_there(tested: Client, path: str) -> None:
    now = datetime.now(UTC)
    kept.add_history(History(Person("eve", "Eve", True, now, "UTC", None)), now)
    put(tested, **{KEY: "eve"})
    assert tested.get(path).status_code == 404


def test_another_person_cannot_leave_out_a_trial(tested: Client) -> None:
    before = kept.standing_test("anna", "test")
    now = datetime.now(UTC)
    kept.add_history(History(Person("eve", "Eve", True, now, "UTC", None)), now)
    put(tested, **{KEY: "eve"})
    tested.post("/tests/test/left/1/leave-out/", {"reason": "mine now"})
    tested.post("/tests/test/left/1/count/")
    assert tested.post("/tests/test/middle/1/count/").status_code == 404
    put(tested, **{KEY: "anna"})
    assert kept.standing_test("anna", "test") == before


BEGINNINGS = {".pdf": b"%PDF", ".html": b"<!doctype html>", ".zip": b"PK", ".json": b"{", ".ics": b"BEGIN:VCALENDAR"}


def test_every_file_is_handed_out(demo: Client) -> None:
    names = [name for name in DOWNLOADS if not name.startswith(("home", "calendar"))]
    assert len(names) == 7
    for name in names:
        answer = demo.get(f"/progress/files/{name}")
        assert answer.status_code == 200, name
        assert answer.content.startswith(BEGINNINGS["." + name.rpartition(".")[2]]), name
        assert name in answer["Content-Disposition"]
        if name.endswith(".zip"):
            assert len(zipfile.ZipFile(io.BytesIO(answer.content)).namelist()) > 5


def test_a_plan_waits_for_the_questions(as_person: Client) -> None:
    text = as_person.get("/progress/files/").content.decode()
    assert text.count("safety questions come first") == 2
    assert as_person.get("/progress/files/home-sheet.pdf").status_code == 302


def test_with_answers_the_plan_is_handed_out(cleared: Client) -> None:
    assert b"safety questions come first" not in cleared.get("/progress/files/").content
    for name in ("home-sheet.html", "calendar.ics"):
        answer = cleared.get(f"/progress/files/{name}")
        assert answer.content.startswith(BEGINNINGS["." + name.rpartition(".")[2]])
