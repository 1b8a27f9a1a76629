"""The guided test's page and posted pictures, with stored keypoints in the place of a network."""

import json
from collections.abc import Generator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import cv2
import numpy as np
import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import trans_real

from inturn.errors import InputError
from inturn.motion.recording import KeypointFrame, frames
from inturn.sources.recordings import read_recording
from inturn.sources.video.camera import LARGEST_BYTES, picture_of
from inturn.store import repositories as kept
from inturn.training.records import Person
from inturn.web.desk import Desk
from inturn.web.live import consumer as sockets
from inturn.web.live import registry as registries
from inturn.web.live import running as runnings
from inturn.web.live.commands import Begin, PainTold, read_command
from inturn.web.live.work import UNFORESEEN, UNREAD
from inturn.workflows.live_aside import is_aside
from tests.unit.web.test_pseudo_locale import Pseudo, untranslated

KEYPOINTS = Path(__file__).resolve().parents[2] / "bench" / "keypoints" / "person_021001.heavy.nc"
FILM = read_recording(KEYPOINTS)
START_S = 1_790_000_000.0


class Tracker:
    """Gives the stored keypoints one after the other."""

    def __init__(self, network: str) -> None:
        self.network = network
        self.file = SimpleNamespace(sha256="ab" * 32)
        self.frames = list(frames(FILM))
        self.next = 0

    def step(self, image: Any, time_s: float) -> KeypointFrame:  # noqa: ARG002
        frame = self.frames[self.next % len(self.frames)]
        self.next += 1
        return replace(frame, time_s=time_s)

    def restart(self) -> None:
        pass


def jpeg(width: int = 64, height: int = 48) -> bytes:
    coded = cv2.imencode(".jpg", np.full((height, width, 3), 128, dtype=np.uint8))[1]
    return bytes(coded.tobytes())


@pytest.fixture
def registry(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Generator[registries.Registry]:
    """A registry of its own, whose networks are the stored recording."""
    made = registries.Registry()
    monkeypatch.setattr(runnings, "tracker_of", Tracker)
    monkeypatch.setattr(registries, "network_for_this_machine", lambda: "heavy")
    for module in (registries, sockets):
        monkeypatch.setattr(module, "registry", lambda: made)
    monkeypatch.setattr("inturn.web.live.posted.registry", lambda: made)
    monkeypatch.setattr("inturn.web.live.views.registry", lambda: made)
    yield made
    made.close()


def begin(registry: registries.Registry, person: Person) -> runnings.Running:
    running = registry.of(person)
    answer = running.worker.submit(running.command, json.dumps({"do": "begin"})).result()
    assert answer["ready"] == "heavy"
    return running


def test_the_page_asks_for_nothing_inline_and_has_its_words(registry: registries.Registry, cleared: Client) -> None:
    page = cleared.get("/test/camera/")
    assert page.status_code == 200
    text = page.content.decode()
    assert 'data-key="cue.pelvic_list"' in text
    assert 'data-unfinished="no"' in text
    assert "style=" not in text


def test_a_stick_is_told_in_the_units_chosen(registry: registries.Registry, cleared: Client) -> None:
    metric = cleared.get("/test/camera/").content.decode()
    assert metric.count('max="40" step="0.5" inputmode="decimal" data-cm="1"') == 2
    cleared.post("/settings/", {"theme": "", "units": "imperial"})
    imperial = cleared.get("/test/camera/").content.decode()
    assert imperial.count('max="15.5" step="0.5" inputmode="decimal" data-cm="2.54"') == 2
    assert imperial.count('<span translate="no">in</span>') == 2


def in_brackets(client: Client, address: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of a page that no catalogue was asked for."""
    with monkeypatch.context() as patched:
        patched.setitem(trans_real._translations, "en", Pseudo())
        translation.deactivate()
        return untranslated(client.get(address).content.decode(), "Inturn")


def test_every_word_is_asked_of_the_catalogue(
    registry: registries.Registry, cleared: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert in_brackets(cleared, "/test/camera/", monkeypatch) == []


def test_the_page_needs_answered_questions(as_person: Client) -> None:
    page = as_person.get("/test/camera/")
    assert page.status_code == 302
    assert page["Location"].startswith("/questions/")


def test_begin_needs_answered_questions(registry: registries.Registry, as_person: Client, person: Person) -> None:
    told = as_person.post("/test/camera/tell/", json.dumps({"do": "begin"}), content_type="application/json").json()
    assert "questions" in told["error"]
    assert registry.of(person).live is None


def test_another_persons_test_is_not_there(registry: registries.Registry, cleared: Client) -> None:
    assert cleared.get("/test/camera/not-mine/").status_code == 404


def test_a_test_by_posted_pictures_and_by_whom(registry: registries.Registry, cleared: Client) -> None:
    def tell(page: str, **told: Any) -> Any:
        return cleared.post(
            "/test/camera/tell/", json.dumps(told), content_type="application/json", headers={"Inturn-Page": page}
        ).json()

    def show(page: str, address: str, body: bytes) -> Any:
        return cleared.post(
            f"/test/camera/picture/?{address}", body, content_type="image/jpeg", headers={"Inturn-Page": page}
        ).json()

    assert "No test is under way" in tell("one", do="where")["error"]
    assert tell("one", do="begin")["guide"]["stage"] == "position"
    told = show("one", f"time={START_S}&number=1", jpeg())
    assert told["frame"] == 1
    assert len(told["points"]) == 33
    assert show("two", f"time={START_S + 1}&number=1", jpeg()) == {"frame": 1, "elsewhere": True}
    assert "Reload" in show("one", "time=nan&number=1", jpeg())["error"]
    assert "Reload" in show("one", "time=soon", jpeg())["error"]
    damaged = show("one", f"time={START_S + 2}&number=2", b"no picture")
    assert "damaged" in damaged["error"]
    assert damaged["frame"] == 2, "a picture that is not answered holds its place among those under way"
    assert "does not understand" in tell("one", do="dance")["error"]
    assert tell("two", do="begin", go_on=True)["guide"]["stage"] == "position"
    assert show("one", f"time={START_S + 3}&number=3", jpeg()) == {"frame": 3, "elsewhere": True}


def broken(*_: object) -> None:
    """As the network says it."""
    raise RuntimeError("Exception from src/inference/src/cpp/infer_request.cpp")


def test_what_nobody_foresaw_is_told_to_a_page_without_a_socket_and_ends_nothing(
    registry: registries.Registry, cleared: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = begin(registry, person)
    running.owner = "one"

    def ask(address: str, body: bytes | str, kind: str) -> Any:
        return cleared.post(f"/test/camera/{address}", body, content_type=kind, headers={"Inturn-Page": "one"}).json()

    with monkeypatch.context() as patched:
        patched.setattr(running, "picture", broken)
        patched.setattr(running, "command", broken)
        picture = ask(f"picture/?time={START_S}&number=1", jpeg(), "image/jpeg")
        assert picture == {"frame": 1, "error": UNREAD}
        command = ask("tell/", json.dumps({"do": "where"}), "application/json")
        assert command == {"do": True, "error": UNFORESEEN}
    assert "points" in ask(f"picture/?time={START_S}&number=2", jpeg(), "image/jpeg")


def test_pictures_need_a_csrf_token(registry: registries.Registry, browser: Client, desk: Desk) -> None:
    assert browser.get("/enter", {"key": desk.doors.new()}).status_code == 302
    assert browser.post("/test/camera/tell/", "{}", content_type="application/json").status_code == 403


@pytest.mark.slow
def test_a_whole_test_is_kept_once_the_last_side_is_done(
    registry: registries.Registry, cleared: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = begin(registry, person)
    width, height = int(FILM.attrs["width"]), int(FILM.attrs["height"])
    body = jpeg(width, height)
    told: dict[str, Any] = {}
    for k in range(6 * FILM.sizes["time"]):
        told = running.picture(START_S + k / 15, body)
        running.settle()
        if told["guide"]["stage"] == "pain":
            told = running.command(json.dumps({"do": "pain", "score": 2, "where": " <b>hip</b> "}))
        if "kept" in told:
            break
    assert told["guide"]["stage"] == "done"
    (test,) = kept.history(person.id).tests
    assert told["kept"] == test.id
    assert running.picture(START_S + 1e6, body)["kept"] == test.id
    page = cleared.get(f"/test/camera/{test.id}/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "Take the left again" in text
    assert "95" in text
    assert "<b>hip</b>" not in text
    assert not registry.unfinished(person)
    assert in_brackets(cleared, f"/test/camera/{test.id}/", monkeypatch) == []


def test_a_test_that_was_cut_off_is_offered_and_taken_up(
    registry: registries.Registry, cleared: Client, person: Person, desk: Desk
) -> None:
    running = begin(registry, person)
    assert running.live is not None
    running.live.guide = replace(running.live.guide, stage="trials", sure=True)
    body = jpeg(int(FILM.attrs["width"]), int(FILM.attrs["height"]))
    for k in range(60):
        running.picture(START_S + k / 15, body)
    events = running.live.events
    registry.close()
    assert running.worker.submit is not None
    running.worker.shutdown(wait=True)
    assert is_aside(desk.folder / "live" / person.id)
    assert registry.unfinished(person)
    assert 'data-unfinished="yes"' in cleared.get("/test/camera/").content.decode()
    again = registry.of(person)
    assert again is not running
    again.worker.submit(again.command, json.dumps({"do": "begin", "go_on": True})).result()
    assert again.live is not None
    assert again.live.events == events


def test_room_is_made_for_no_more_than_a_few(registry: registries.Registry) -> None:
    at = datetime.now(UTC)
    people = [Person(str(n), f"P{n}", True, at, "UTC", 1.7) for n in range(registries.MOST + 1)]
    first = registry.of(people[0])
    first.last_used = at - timedelta(hours=1)
    for one in people[1:]:
        registry.of(one)
    assert registry.of(people[-1]) is registry.of(people[-1])
    with pytest.raises(RuntimeError):
        first.worker.submit(len, "")


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"do":"pain","score":11}', '{"do":"pain","score":1,"more":2}', '{"do":"again","side":"up"}'],
)
def test_what_is_no_command_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="Reload"):
        read_command(text)


def test_commands() -> None:
    assert read_command('{"do":"begin","stick_left_cm":4}') == Begin(do="begin", stick_left_cm=4)
    assert read_command('{"do":"pain","score":3,"where":"hip"}') == PainTold(do="pain", score=3, where="hip")


def test_pictures_are_made_small_and_put_right() -> None:
    image = np.zeros((800, 1600, 3), dtype=np.uint8)
    image[:, :400] = (0, 0, 255)  # red on the left, as OpenCV writes it
    coded = bytes(cv2.imencode(".jpg", image)[1].tobytes())
    plain, mirrored = picture_of(coded), picture_of(coded, mirrored=True)
    assert plain.rgb.shape == (320, 640, 3)
    assert plain.rgb[100, 50, 0] > 200
    assert mirrored.rgb[100, 590, 0] > 200
    assert 0.05 < plain.light < 0.15
    for bad in (b"", b"x" * 100, b"x" * (LARGEST_BYTES + 1)):
        with pytest.raises(InputError):
            picture_of(bad)
