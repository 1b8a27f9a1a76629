"""The coach's socket and posted pictures, with made keypoints in the place of a network; and what of a set is kept."""

import asyncio
import json
import struct
from collections.abc import Generator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from inturn.errors import InputError
from inturn.motion.recording import KeypointFrame, build, frames
from inturn.training.records import Person
from inturn.web.desk import Desk
from inturn.web.live import coaching as coachings
from inturn.web.live import consumer as sockets
from inturn.web.live import registry as registries
from inturn.web.live.commands import read_coach_command
from inturn.workflows import live_coach
from inturn.workflows.coach import read_set
from inturn.workflows.live_coach import LiveCoach
from inturn.workflows.options import Network
from tests.unit.training.coach.figure import Film, film, squat, writer
from tests.unit.web.test_live import jpeg
from tests.unit.workflows.test_coach import AT, ATTRIBUTES

START_S = 1_790_000_000.0
SIZE = (480, 854)
SCRIPT = writer(squat(2)).repeat(squat(66)).repeat(squat(66)).repeat(squat(64), down=0.6, up=0.6).hold(1)
FRAMES = list(film(SCRIPT.script, Film(turn=85)))


class Tracker:
    """Gives the made keypoints one after the other, as seen at the time of the picture."""

    def __init__(self, network: str = "lite") -> None:
        self.network = network
        self.file = SimpleNamespace(sha256="ab" * 32)
        self.next = 0

    def step(self, image: Any, time_s: float) -> KeypointFrame:  # noqa: ARG002
        self.next += 1
        return replace(FRAMES[(self.next - 1) % len(FRAMES)], time_s=time_s)

    def restart(self) -> None:
        pass


@pytest.fixture
def registry(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Generator[registries.Registry]:
    """A registry of its own, whose network is the made set."""
    made = registries.Registry()
    monkeypatch.setattr(coachings, "tracker_of", Tracker)
    monkeypatch.setattr(registries, "network_for_this_machine", lambda: "lite")
    for module in ("inturn.web.live.registry", "inturn.web.live.posted"):
        monkeypatch.setattr(f"{module}.registry", lambda: made)
    monkeypatch.setattr(sockets, "registry", lambda: made)
    yield made
    made.close()


BEGIN = {"do": "begin", "exercise": "squat", "side": "left", "key": "s:3", "go_on": True}


def test_live_counts_times_and_judges_as_the_recording_does() -> None:

    recording = build(FRAMES, ATTRIBUTES)
    found = read_set(recording, "squat", "left", AT).finding
    live = LiveCoach("squat", "left", Tracker(), "lite")
    told = [live.take(frame, SIZE) for frame in frames(recording)]
    assert live.repetitions == found.repetitions
    assert live.quality() == found.quality
    last = told[-1]
    assert last["count"] == 3
    assert [t["tempo"] for t in told if t["tempo"]] == [
        [round(v, 1) for v in (r.tempo.lowering_s, r.tempo.pause_s, r.tempo.rising_s)] for r in found.repetitions
    ]
    # the third squat of the script goes down and up in 0.6 s
    assert [t["cue"] for t in told if t["cue"]] == ["Slower: three seconds down, two up."]
    assert [t["faulty"] for t in told if t["tempo"]] == [[], [], ["too fast", "uneven tempo"]]
    assert found.quality is not None
    share = {"n": 3, "clean": 2, "share": 0.6667, "low": 0.2077, "high": 0.9385, "judged": list(found.quality.judged)}
    assert last["quality"] == share | {"tempo_variation": round(found.quality.tempo_variation or 0.0, 3)}
    assert last["unjudged"] == [
        "No inward turn: cannot be judged from the side.",
        "Other knee drops in: cannot be judged from the side.",
    ]
    assert json.loads(json.dumps(last, allow_nan=False)) == last


@pytest.mark.parametrize(("network", "judged"), [("full", True), ("lite", False)])
def test_a_live_set_judges_what_the_points_of_its_network_were_shown_to_tell(network: Network, judged: bool) -> None:
    live = LiveCoach("squat", "left", Tracker(network), network)
    recording = build(list(film(SCRIPT.script, Film(turn=42))), {**ATTRIBUTES, "network": network})
    told = [live.take(frame, SIZE) for frame in frames(recording)]
    assert live.quality() == read_set(recording, "squat", "left", AT).finding.quality
    assert any("inward turn" in text.lower() for text in told[-1]["unjudged"]) is not judged
    assert any(f.name == "no_inward_turn" for f in live.faults) is judged


def test_a_phone_that_is_turned_and_a_page_that_comes_back_lose_no_count() -> None:
    live = LiveCoach("squat", "left", Tracker(), "lite")
    for frame in FRAMES:
        live.take(frame, SIZE)
    later = [replace(f, time_s=f.time_s + 100) for f in FRAMES]
    told = [live.take(frame, (854, 480)) for frame in later]
    assert told[-1]["count"] == 6
    assert [r.number for r in live.repetitions] == [1, 2, 3, 4, 5, 6]
    live.reconnected()
    assert live.standing()["count"] == 6
    assert live.take(FRAMES[0], SIZE)["count"] == 6


def test_pictures_that_are_none_or_come_too_late() -> None:
    live = LiveCoach("squat", None, Tracker(), "lite")
    with pytest.raises(InputError, match="damaged"):
        live.see_jpeg(b"no picture", START_S)
    assert live.see_jpeg(jpeg(), START_S)["count"] == 0
    assert "points" not in live.see_jpeg(jpeg(), START_S - 1)
    with pytest.raises(InputError, match="no exercise"):
        LiveCoach("handstand", None, Tracker(), "lite")


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"do": "jump"}', '{"do": "begin"}', '{"do": "begin", "exercise": "squat", "key": "k", "side": "both"}'],
)
def test_what_is_no_command(text: str) -> None:
    with pytest.raises(InputError, match="does not understand"):
        read_coach_command(text)


def test_a_set_by_posted_pictures_and_by_whom(registry: registries.Registry, cleared: Client) -> None:
    def tell(page: str, told: dict[str, Any]) -> Any:
        return cleared.post(
            "/session/camera/tell/", json.dumps(told), content_type="application/json", headers={"Inturn-Page": page}
        ).json()

    def show(page: str, address: str, body: bytes) -> Any:
        return cleared.post(
            f"/session/camera/picture/?{address}", body, content_type="image/jpeg", headers={"Inturn-Page": page}
        ).json()

    assert "No set is under way" in tell("one", {"do": "where"})["error"]
    assert tell("one", BEGIN)["ready"] == "lite"
    told = show("one", f"time={START_S}&number=1", jpeg(*SIZE))
    assert (told["frame"], told["count"]) == (1, 0)
    assert len(told["points"]) == 33
    assert show("two", f"time={START_S + 1}&number=1", jpeg()) == {"frame": 1, "elsewhere": True}
    assert "Reload" in show("one", "time=nan&number=1", jpeg())["error"]
    assert "damaged" in show("one", f"time={START_S + 2}&number=2", b"no picture")["error"]
    assert "no exercise" in tell("one", BEGIN | {"exercise": "handstand", "key": "other"})["error"]


def test_the_same_key_goes_on_and_another_begins_anew(registry: registries.Registry, person: Person) -> None:
    running = registry.coach_of(person)
    body = jpeg(*SIZE)
    assert running.command(json.dumps(BEGIN))["count"] == 0
    for k in range(len(FRAMES)):
        told = running.picture(START_S + FRAMES[k].time_s, body)
    assert told["count"] == 3
    assert running.command(json.dumps(BEGIN))["count"] == 3
    assert running.command(json.dumps(BEGIN | {"key": "s:4"}))["count"] == 0
    registry.forget(person)
    assert registry.coach_of(person) is not running


def test_the_socket_answers_commands_and_pictures(
    registry: registries.Registry, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[dict[str, Any]] = []

    async def talk() -> None:
        socket = sockets.LiveCoachConsumer()
        socket.running = registry.coach_of(person)

        async def send(text_data: str) -> None:
            sent.append(json.loads(text_data))

        monkeypatch.setattr(socket, "send", send)
        await socket.receive(text_data=json.dumps(BEGIN))
        await socket.receive(bytes_data=struct.pack("<dI", START_S, 7) + jpeg(*SIZE))
        assert socket._task is not None
        await socket._task
        await socket.disconnect(1000)
        assert socket.running.owner is None

    asyncio.run(talk())
    assert sent[0]["ready"] == "lite"
    assert (sent[1]["frame"], sent[1]["count"]) == (7, 0)


def test_points_that_are_hardly_seen_are_not_told() -> None:
    dim = replace(FRAMES[0], visibility=FRAMES[0].visibility * 0.0)
    assert live_coach._points(dim) == [None] * 33
