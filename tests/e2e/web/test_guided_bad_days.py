"""Bad days of the guided test in a real browser, with a camera and answers that this file makes up: quick."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.e2e.web.conftest import use
from tests.e2e.web.looking import axe
from tests.e2e.web.served import Served
from tests.e2e.web.test_guided_test import anna, shot

__all__ = ["anna"]

CAMERA = """() => {
    window.plugged = true;
    window.away = false;
    Object.defineProperty(document, "hidden", { get: () => window.away });
    const media = navigator.mediaDevices;
    media.enumerateDevices = async () => [];
    media.getUserMedia = async () => {
        if (!window.plugged) throw new DOMException("gone", "NotFoundError");
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [640, 360];
        const context = canvas.getContext("2d");
        let shade = 0;
        setInterval(() => {
            context.fillStyle = `rgb(90, 90, ${(shade += 9) % 255})`;
            context.fillRect(0, 0, 640, 360);
        }, 50);
        window.stream = canvas.captureStream(20);
        return window.stream;
    };
}"""
PULL = """() => {
    window.plugged = false;
    for (const track of window.stream.getTracks()) {
        track.stop();
        track.dispatchEvent(new Event("ended"));
    }
}"""
PLUG = "() => { window.plugged = true; navigator.mediaDevices.dispatchEvent(new Event('devicechange')); }"
AWAY = "(away) => { window.away = away; document.dispatchEvent(new Event('visibilitychange')); }"


class Answers:
    """A server that sees what it is told to see, and counts."""

    def __init__(self) -> None:
        self.phase = "standing"
        self.pictures = 0
        self.commands: list[dict[str, Any]] = []
        self.sockets: list[WebSocketRoute] = []

    def take(self, socket: WebSocketRoute) -> None:
        self.sockets.append(socket)
        socket.on_message(lambda message: self.answer(socket, message))

    def answer(self, socket: WebSocketRoute, message: str | bytes) -> None:
        told: dict[str, Any] = {"guide": self.guide()}
        if isinstance(message, str):
            self.commands.append(json.loads(message))
            told |= {"do": True, "ready": "lite"}
        else:
            self.pictures += 1
            told |= {
                "frame": int.from_bytes(message[8:12], "little"), "points": [None] * 33, "phase": self.phase,
                "lifted": None, "rotation": None, "checks": [], "cues": [], "found": [],
                "lines": {"stick": None, "target": None}, "timing": {"network_ms": 1, "rest_ms": 1},
            }  # fmt: skip
        socket.send(json.dumps(told))

    @staticmethod
    def guide() -> dict[str, Any]:
        left = {"asked_for": True, "readable": 2, "attempts": 2, "best_deg": 31.4, "trials": []}
        right = {"asked_for": True, "readable": 0, "attempts": 0, "best_deg": None, "trials": []}
        return {
            "stage": "trials", "side": "left", "saw": "left", "mirrored": False, "seconds": None, "wanted": 3,
            "target_deg": 40, "sides": {"left": left, "right": right},
        }  # fmt: skip


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def under_way(open_page: Callable[..., Page], served: Served, anna: Any, answers: Answers) -> Page:
    """The test under way: two trials of the left leg are found, a stick was told of."""
    page = open_page(width=390, height=844)
    page.add_init_script(f"({CAMERA})()")
    page.route_web_socket("**/live/test/", answers.take)
    use(page, served, anna)
    page.goto(f"{served.address}/test/camera/")
    page.get_by_text("A real stick beside the foot").click()
    page.locator("#stick-left").fill("4.5")
    page.get_by_role("button", name="Turn the camera on").click()
    expect(page.locator("#say")).to_contain_text("Lift your left knee")
    return page


def nothing_is_lost(page: Page, answers: Answers) -> None:
    """What was found and what was told are still there, and nothing was begun anew."""
    expect(page.locator("#dots-left")).to_have_text("●●○")
    expect(page.locator("#best-left")).to_have_text("31°")
    begun = [c for c in answers.commands if c["do"] == "begin"]
    assert [(c["go_on"], c["stick_left_cm"]) for c in begun] == [(False, 4.5)]
    assert page.locator("#stick-left").input_value() == "4.5"
    assert len(answers.sockets) == 1


def more_pictures(page: Page, answers: Answers) -> None:
    before = answers.pictures
    for _ in range(600):
        if answers.pictures > before + 3:
            return
        page.wait_for_timeout(100)
    pytest.fail("no pictures come")


def stands_still(page: Page, answers: Answers) -> bool:
    """Whether no picture is sent for a while; the two under way may still come in."""
    page.wait_for_timeout(300)
    before = answers.pictures
    page.wait_for_timeout(700)
    return answers.pictures == before


def test_a_camera_that_is_unplugged_and_plugged_in_again(under_way: Page, answers: Answers) -> None:
    more_pictures(under_way, answers)
    under_way.evaluate(PULL)
    for place in ("#say", "#status"):
        expect(under_way.locator(place)).to_have_text(
            "The camera is gone. Plug it in again; nothing of the test is lost."
        )
    assert stands_still(under_way, answers), "the last picture of a camera that is gone was sent on and on"
    expect(under_way.locator("#status")).to_contain_text("The camera is gone")
    nothing_is_lost(under_way, answers)
    assert axe(under_way) == []
    shot(under_way, "9-unplugged")
    under_way.evaluate(PLUG)
    expect(under_way.locator("#say")).to_contain_text("Lift your left knee")
    more_pictures(under_way, answers)
    nothing_is_lost(under_way, answers)


def test_a_page_that_is_hidden_for_a_while(under_way: Page, answers: Answers) -> None:
    more_pictures(under_way, answers)
    under_way.evaluate(AWAY, True)
    assert stands_still(under_way, answers)
    under_way.wait_for_timeout(2000)  # so long that the pace is due at once, over any other words
    under_way.evaluate(AWAY, False)
    under_way.wait_for_timeout(400)
    expect(under_way.locator("#status")).to_have_text("The page was hidden, so the test stood still.")
    more_pictures(under_way, answers)
    nothing_is_lost(under_way, answers)


def test_a_person_who_leaves_the_picture_and_comes_back(under_way: Page, answers: Answers) -> None:
    answers.phase = "nobody"
    expect(under_way.locator("#say")).to_have_text("You are out of the picture. Come back into it.")
    nothing_is_lost(under_way, answers)
    more_pictures(under_way, answers)
    answers.phase = "standing"
    expect(under_way.locator("#say")).to_contain_text("Lift your left knee")
    nothing_is_lost(under_way, answers)
