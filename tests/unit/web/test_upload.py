"""A clip sent in: taken in, measured in its turn, told how far it is; what cannot be is said, nothing else is kept."""

import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from inturn.errors import AlreadyKeptError, InputError, NoTestError
from inturn.programme.hip_internal_rotation import Programme, load_shipped_programme
from inturn.training.records import Person
from inturn.web.desk import Desk
from inturn.web.upload.clips import UNFORESEEN, Clips, place
from inturn.web.upload.taking import safe_name
from inturn.web.upload.told import Told
from tests.unit.web.conftest import HOST

Work = Callable[[Told, Path, Programme, Callable[..., None]], str]
FORM = {"support": "none"}


@pytest.fixture(scope="module")
def content() -> Programme:
    """The programme."""
    return load_shipped_programme()


def until(true: Callable[[], bool]) -> None:
    """Wait for something that happens in another thread."""
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def put(folder: Path, clip_id: str, told: Told) -> Path:
    """A clip in its folder."""
    made = folder / clip_id
    made.mkdir(parents=True)
    (made / told.file).write_bytes(b"film")
    return made


TOLD = Told("ada", "clip-a.mp4", "2026-03-02T12:00:00+00:00")


def test_a_clip_becomes_a_test_and_the_film_goes(tmp_path: Path, content: Programme) -> None:
    stages: list[str] = []
    go = threading.Event()

    def work(told: Told, folder: Path, _: Programme, progress: Callable[..., None]) -> str:
        assert (folder / told.file).read_bytes() == b"film"
        progress("looking at the pictures", 3, 10)
        stages.append("begun")
        assert go.wait(60)
        return "test-1"

    clips = Clips(work)
    first, second = put(tmp_path, "a" * 32, TOLD), put(tmp_path, "b" * 32, TOLD)
    clips.add(first, TOLD, content)
    clips.add(second, TOLD, content)
    until(lambda: bool(stages))
    found = clips.state(first, "ada")
    assert found is not None
    assert (found[1].phase, found[1].done, found[1].total) == ("measuring", 3, 10)
    waiting = clips.state(second, "ada")
    assert waiting is not None
    assert waiting[1].phase == "waiting"
    assert clips.state(first, "somebody else") is None
    go.set()
    until(lambda: all((one / "state.json").exists() for one in (first, second)))
    clips.stop()
    ended = clips.state(first, "ada")
    assert ended is not None
    assert (ended[1].phase, ended[1].test_id) == ("done", "test-1")
    assert not (first / TOLD.file).exists()


@pytest.mark.parametrize(
    ("error", "said", "test_id"),
    [
        (InputError("clip.mp4 is not a video."), "clip.mp4 is not a video.", ""),
        (NoTestError("No person was found."), "No person was found.", ""),
        (AlreadyKeptError("It is kept already.", "test-7"), "It is kept already.", "test-7"),
        (ZeroDivisionError("secret detail"), UNFORESEEN, ""),
    ],
)
def test_a_clip_without_a_result_says_why_and_the_next_one_is_measured(
    tmp_path: Path, content: Programme, error: Exception, said: str, test_id: str
) -> None:
    def work(told: Told, *_: Any) -> str:
        if told.mirrored:
            raise error
        return "test-2"

    clips = Clips(work)
    bad, good = put(tmp_path, "a" * 32, TOLD), put(tmp_path, "b" * 32, TOLD)
    clips.add(bad, replace(TOLD, mirrored=True), content)
    clips.add(good, TOLD, content)
    until((good / "state.json").exists)
    clips.stop()
    found, other = clips.state(bad, "ada"), clips.state(good, "ada")
    assert found is not None
    assert other is not None
    assert (found[1].phase, found[1].error, found[1].test_id) == ("failed", said, test_id)
    assert other[1].phase == "done"
    assert not (bad / TOLD.file).exists()


def test_a_restart_takes_up_what_was_not_finished_and_clears_what_is_old(tmp_path: Path, content: Programme) -> None:
    begun = threading.Event()

    def endless(_: Told, __: Path, ___: Programme, progress: Callable[..., None]) -> str:
        while True:
            progress("looking at the pictures", 1, 2)
            begun.set()
            time.sleep(0.005)

    first = Clips(endless)
    folder = put(tmp_path, "a" * 32, TOLD)
    first.add(folder, TOLD, content)
    assert begun.wait(60)
    first.stop()
    assert (folder / TOLD.file).exists()

    old = put(tmp_path, "c" * 32, TOLD)
    (old / "state.json").write_text('{"phase": "done"}')
    second = Clips(lambda *_: "test-3")
    second.resume(tmp_path, content, datetime.now(UTC))
    until((folder / "state.json").exists)
    second.stop()
    assert old.exists()
    third = Clips(lambda *_: "test-4")
    third.resume(tmp_path, content, datetime.now(UTC) + timedelta(days=2))
    third.stop()
    assert list(tmp_path.iterdir()) == []


def test_sent_by_the_page(cleared: Client, person: Person, desk: Desk) -> None:
    done = threading.Event()
    got: list[Told] = []

    def work(told: Told, *_: Any) -> str:
        got.append(told)
        done.set()
        raise NoTestError("Nobody <b>moved</b>.")

    desk.clips.work = work
    clip = SimpleUploadedFile('../../<script>alert("x")</script>.mp4', b"film")
    sent = cleared.post(
        "/clip/", {**FORM, "clip": clip, "left_pain": "4", "left_where": "groin", "mirrored": "on", "retest": "on"}
    )
    assert sent.status_code == 302
    assert done.wait(60)
    told = got[0]
    assert (told.person_id, told.pain_left, told.where_left, told.mirrored, told.occasion) == (
        person.id,
        4,
        "groin",
        True,
        "retest",
    )
    assert told.file == "film/script_.mp4"
    address = sent.headers["location"]
    until(lambda: b"Nobody" in cleared.get(address).content)
    shown = cleared.get(address).content.decode()
    assert "Nobody &lt;b&gt;moved&lt;/b&gt;." in shown
    assert cleared.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    other = Client(headers={"host": HOST})
    other.get("/enter", {"key": desk.doors.new()})
    from inturn.workflows.people import add_person

    somebody = add_person("Bo", datetime.now(UTC), adult=True, time_zone="UTC", height_m=None)
    session = other.session
    session["person"] = somebody.id
    session.save()
    assert other.get(address).status_code == 404


def test_after_the_release_the_retest_is_ticked_already(cleared: Client) -> None:
    for address, ticked in (("/clip/", False), ("/clip/?occasion=day", False), ("/clip/?occasion=retest", True)):
        page = cleared.get(address).content.decode()
        (box,) = re.findall(r'<input[^>]* name="retest"[^>]*>', page)
        assert ("checked" in box) is ticked, address
        assert ("<details open>" in page) is ticked, address


def test_what_was_held_on_to_is_asked_and_not_presumed(cleared: Client) -> None:
    boxes = re.findall(r'<input[^>]* name="support"[^>]*>', cleared.get("/clip/").content.decode())
    assert len(boxes) == 3
    assert not any("checked" in box for box in boxes)


def test_what_cannot_be_sent_is_said_and_what_was_told_stays(cleared: Client, person: Person, desk: Desk) -> None:
    desk.clips.work = lambda *_: pytest.fail("nothing may be measured")
    empty = SimpleUploadedFile("clip.mp4", b"")
    tomorrow = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    for values, words in (
        ({}, "Choose a clip first."),
        ({"clip": empty}, "This file is empty."),
        ({"clip": SimpleUploadedFile("c.mp4", b"x"), "filmed": tomorrow}, "has not come yet"),
        ({"clip": SimpleUploadedFile("c.mp4", b"x"), "left_pain": "11"}, "11"),
        ({"clip": SimpleUploadedFile("c.mp4", b"x"), "support": "crutch"}, "crutch"),
        ({"clip": SimpleUploadedFile("c.mp4", b"x"), "support": ""}, "Choose one of these."),
    ):
        answer = cleared.post("/clip/", {**FORM, "right_where": "my <i>knee</i>", **values})
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert "my &lt;i&gt;knee&lt;/i&gt;" in answer.content.decode()
    assert not (desk.folder / "clips").exists()


def test_a_full_disk_is_said_and_leaves_nothing(cleared: Client, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("django.core.files.uploadedfile.InMemoryUploadedFile.chunks", full)
    answer = cleared.post("/clip/", {**FORM, "clip": SimpleUploadedFile("c.mp4", b"film")})
    assert answer.status_code == 500
    assert "Make room" in answer.content.decode()
    assert list((desk.folder / "clips").iterdir()) == []


@pytest.mark.parametrize("name", ["..", "secret-key", "a" * 7, "x/y", "%2e%2e", "A" * 32, "0" * 41])
def test_only_ids_name_folders(tmp_path: Path, name: str) -> None:
    assert place(tmp_path, name) is None


@given(st.text(max_size=300))
def test_a_name_means_nothing_to_a_disk_or_a_page(told: str) -> None:
    name = safe_name(told)
    assert name
    assert not name.startswith(".")
    assert not set(name) & set("/\\:*?\"<>|\0\n&'")
    assert len(name.encode()) <= 255 * 4
    assert Path(name).name == name


def test_told_values_survive_the_disk() -> None:
    told = replace(TOLD, pain_left=3, where_left="groin", support="wall", occasion="retest")
    assert Told.from_json(json.loads(json.dumps(told.as_json()))) == told
    assert Told.from_json({**told.as_json(), "of a later version": 1}) == told
