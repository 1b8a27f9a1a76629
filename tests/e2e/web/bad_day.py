"""A guided test under way with a camera and answers that are made up, and the page's scripts with a line taken out."""

import json
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Request, Route, WebSocketRoute, expect

import inturn.web

SCRIPTS = Path(inturn.web.__file__).parent / "static" / "live"
CAMERA = """() => {
    window.plugged = true;
    window.away = false;
    Object.defineProperty(document, "hidden", { get: () => window.away });
    const media = navigator.mediaDevices;
    media.enumerateDevices = async () => [];
    media.getUserMedia = async () => {
        if (window.trouble) throw new DOMException("made up", window.trouble);
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
SILENCE = "(name) => { for (const track of window.stream.getTracks()) track.dispatchEvent(new Event(name)); }"
IS_OFF = "() => window.stream.getTracks().every((track) => track.readyState === 'ended')"
SOON_FORGOTTEN = ("idle.js", "const FORGOTTEN_MS = 600_000;", "const FORGOTTEN_MS = 5000;")
"""A page is forgotten after seconds instead of minutes: what `without` takes out, and puts in its place."""
AWAY = "(away) => { window.away = away; document.dispatchEvent(new Event('visibilitychange')); }"
KEPT = "() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
SOON_MS = 20_000
"""Within this the page must have answered; a busy machine answers later than a quiet one."""
QUICK_MS = 700
"""How long a check waits that is to fail."""


class Answers:
    """A server that sees what it is told to see, and counts."""

    def __init__(self) -> None:
        self.phase = "standing"
        self.stage = "trials"
        self.pictures = 0
        self.silent = False
        self.late: list[tuple[WebSocketRoute, str]] | None = None
        self.cues: list[str] = []
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
            if self.silent:
                return
            told |= {
                "frame": int.from_bytes(message[8:12], "little"), "points": [None] * 33, "phase": self.phase,
                "lifted": None, "rotation": None, "checks": [], "cues": self.cues, "found": [],
                "lines": {"stick": None, "target": None}, "timing": {"network_ms": 1, "rest_ms": 1},
            }  # fmt: skip
        if self.late is not None and not isinstance(message, str):
            self.late.append((socket, json.dumps(told)))
        else:
            socket.send(json.dumps(told))

    def send_late(self) -> None:
        """What was held back comes now."""
        late, self.late = self.late or [], None
        for socket, told in late:
            socket.send(told)

    def guide(self) -> dict[str, Any]:
        left = {"asked_for": True, "readable": 2, "attempts": 2, "best_deg": 31.4, "trials": []}
        right = {"asked_for": True, "readable": 0, "attempts": 0, "best_deg": None, "trials": []}
        return {
            "stage": self.stage, "side": "left", "saw": "left", "mirrored": False, "seconds": None, "wanted": 3,
            "target_deg": 40, "sides": {"left": left, "right": right},
        }  # fmt: skip

    @property
    def begun(self) -> list[tuple[bool, float | None]]:
        """Of each begin: whether it goes on with what there is, and the left stick."""
        return [(c["go_on"], c["stick_left_cm"]) for c in self.commands if c["do"] == "begin"]


class Day:
    """One test under way: two trials of the left leg are found, a stick was told of. `quick`: nothing is waited for."""

    def __init__(self, page: Page, answers: Answers, quick: bool) -> None:
        self.page, self.answers = page, answers
        self.wait_ms = QUICK_MS if quick else SOON_MS
        self.still_fails = False

    def says(self, text: str, place: str = "#say") -> bool:
        """Whether the page comes to say it."""
        try:
            expect(self.page.locator(place)).to_contain_text(text, timeout=self.wait_ms)
        except AssertionError:
            return False
        return True

    def more_pictures(self) -> bool:
        """Whether more pictures come than the two that may be under way."""
        return self.until(lambda n=self.answers.pictures: self.answers.pictures > n + 3)

    def until(self, holds: Callable[[], bool], wait_ms: int | None = None) -> bool:
        """Whether it comes to hold."""
        for _ in range((wait_ms or self.wait_ms) // 50):
            if holds():
                return True
            self.page.wait_for_timeout(50)
        return False

    def waits(self) -> bool:
        """Answers are held back from now on; whether two pictures come to wait for theirs."""
        self.answers.late = []
        return self.until(lambda: len(self.answers.late or []) == 2)

    def answered_late(self, text: str) -> bool:
        """Whether the page goes on saying it after the answers that were held back."""
        self.answers.send_late()
        self.page.wait_for_timeout(300)
        return text in (self.page.locator("#say").text_content() or "")

    def stands_still(self) -> bool:
        """Whether no picture is sent for a while; the two under way may still come in."""
        self.page.wait_for_timeout(250)
        before = self.answers.pictures
        if self.still_fails:  # pictures are to come: a busy machine takes its time over them
            return not self.until(lambda: self.answers.pictures > before, SOON_MS)
        self.page.wait_for_timeout(400)
        return self.answers.pictures == before

    def keeps_all(self) -> bool:
        """Whether what was found and what was told are still there."""
        return (
            self.page.locator("#dots-left").inner_text() == "●●○"
            and self.page.locator("#best-left").inner_text() == "31°"
            and self.page.locator("#stick-left").input_value() == "4.5"
        )


def without(page: Page, script: str, *parts: str) -> None:
    """Serve one of the page's scripts with a part of it taken out, which must stand in it once; `parts`: the part, what
    stands instead, and so on."""
    whole = (SCRIPTS / script).read_text()
    for part, instead in zip_longest(parts[::2], parts[1::2], fillvalue=""):
        assert whole.count(part) == 1, f"{script} has {whole.count(part)} of {part!r}: this check checks nothing"
        whole = whole.replace(part, instead)

    def serve(route: Route, _: Request) -> None:
        route.fulfill(body=whole, content_type="text/javascript")

    page.route(f"**/static/{(SCRIPTS / script).resolve().relative_to(SCRIPTS.parent.resolve())}", serve)
