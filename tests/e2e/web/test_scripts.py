"""The pages' own scripts in a real browser, before a camera, a voice and answers that are made up.

What is drawn into the picture, which pictures are sent, which camera is used, a side taken again, who speaks.
"""

import json
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.e2e.web.bad_day import CAMERA, Answers
from tests.e2e.web.conftest import use
from tests.e2e.web.looking import Watched
from tests.e2e.web.served import Served
from tests.e2e.web.test_guided_test import anna, shot

__all__ = ["anna"]

WIDTH, HEIGHT = 640, 360
SHOULDERS, HIPS = [(330.0, 100.0), (290.0, 100.0)], [(325.0, 200.0), (295.0, 200.0)]
KNEE, ANKLE = (340.0, 205.0), (365.0, 265.0)
STICK, TARGET = (400.0, 340.0, 400.0, 150.0), (350.0, 205.0, 390.0, 250.0)
COLOURS = {"stick": (255, 221, 90), "target": (126, 226, 168), "left": (90, 180, 255), "bone": (245, 247, 250)}
"""Of the lines in the picture: live/draw.js."""


class Seen(Answers):
    """A server that sees a person with the left leg lifted and swung outward, and remembers the pictures' sizes."""

    def __init__(self, mirrored: bool = False) -> None:
        super().__init__()
        self.mirrored = mirrored
        self.sizes: set[tuple[int, int]] = set()

    def answer(self, socket: WebSocketRoute, message: str | bytes) -> None:
        if isinstance(message, str):
            super().answer(socket, message)
            return
        self.pictures += 1
        picture = cv2.imdecode(np.frombuffer(message[12:], np.uint8), cv2.IMREAD_COLOR)
        assert picture is not None
        self.sizes.add((picture.shape[1], picture.shape[0]))
        points: list[Any] = [None] * 33
        points[11:13], points[23:25], points[25], points[27] = SHOULDERS, HIPS, KNEE, ANKLE
        told = {
            "frame": int.from_bytes(message[8:12], "little"), "points": points, "phase": "rotated", "lifted": "left",
            "rotation": {"degrees": 22.6, "sd": 2.0}, "checks": [], "cues": ["pelvic_list"], "found": [],
            "lines": {"stick": STICK, "target": TARGET}, "timing": {"network_ms": 1, "rest_ms": 1},
            "guide": self.guide() | {"mirrored": self.mirrored},
        }  # fmt: skip
        socket.send(json.dumps(told))


def arrive(page: Page, served: Served, person: Any, answers: Answers, address: str = "/test/camera/") -> None:
    """At the page of the guided test, with the made-up server behind it."""
    page.route_web_socket("**/live/test/", answers.take)
    use(page, served, person)
    page.goto(f"{served.address}{address}")


def on(page: Page) -> None:
    page.get_by_role("button", name="Turn the camera on").click()
    expect(page.locator("#live")).to_be_visible()


COUNT = """([x, y, half, [r, g, b]]) => {
    const canvas = document.getElementById("drawing");
    const [left, top] = [2 * (x - half), 2 * (y - half)];
    const { data } = canvas.getContext("2d").getImageData(left, top, 4 * half, 4 * half);
    let found = 0;
    for (let i = 0; i < data.length; i += 4)
        found += data[i + 3] > 200 && Math.hypot(data[i] - r, data[i + 1] - g, data[i + 2] - b) < 40;
    return found;
}"""


def drawn(page: Page, at: tuple[float, float], colour: str, half: int = 5) -> int:
    """How many points of a colour are drawn about a place of the picture."""
    return int(page.evaluate(COUNT, [at[0], at[1], half, COLOURS[colour]]))


@pytest.mark.parametrize("mirrored", [False, True])
def test_skeleton_arc_stick_and_target_are_drawn_where_the_answer_says(
    open_page: Callable[..., Page], served: Served, anna: Any, page_watch: Watched, mirrored: bool
) -> None:
    page = open_page()
    page_watch.expect("willReadFrequently")  # only this test reads what is drawn
    page.add_init_script(f"({CAMERA})()")
    arrive(page, served, anna, Seen(mirrored))
    on(page)
    expect(page.locator("#cue")).to_contain_text("pelvis level")
    expect(page.locator("#preview")).to_have_class("" if mirrored else "flipped")  # a mirror is not mirrored again

    edges = page.locator("#preview, #cue").evaluate_all("all => all.map((e) => e.getBoundingClientRect().toJSON())")
    assert edges[1]["top"] >= edges[0]["bottom"] - 1, "what is said hides the legs"

    def place(x: float, y: float) -> tuple[float, float]:
        return (WIDTH - x if mirrored else x), y

    middle = (TARGET[0] + TARGET[2]) / 2, (TARGET[1] + TARGET[3]) / 2
    # an angle of 22.6 degrees from the vertical, as the shank leans: the arc ends below the knee
    reach = 0.6 * np.hypot(ANKLE[0] - KNEE[0], ANKLE[1] - KNEE[1])
    half_way = np.arctan2(ANKLE[1] - KNEE[1], ANKLE[0] - KNEE[0]) + np.radians(11.3)
    on_arc = KNEE[0] + reach * np.cos(half_way), KNEE[1] + reach * np.sin(half_way)
    assert drawn(page, place(400, 200), "stick") > 20, "upright at the outer edge of the foot"
    assert drawn(page, place(400, 320), "stick") > 20
    assert drawn(page, place(*middle), "target", 12) > 20, "the target is a second line"
    assert drawn(page, place(352.5, 235), "left") > 20, "the lifted shank"
    assert drawn(page, place(*on_arc), "left") > 10, "the angle"
    assert drawn(page, place(310, 100), "bone") > 10, "the shoulders"
    assert drawn(page, place(310, 20), "stick") == drawn(page, place(310, 20), "bone") == 0
    if not mirrored:
        shot(page, "10-drawn")


def test_pictures_are_sent_small(open_page: Callable[..., Page], served: Served, anna: Any) -> None:
    page, answers = open_page(), Seen()
    page.add_init_script(f"({CAMERA.replace('[640, 360]', '[1280, 720]')})()")
    arrive(page, served, anna, answers)
    on(page)
    expect(page.locator("#cue")).to_be_visible()
    assert answers.sizes == {(WIDTH, HEIGHT)}


TWO = """() => {
    const kind = "videoinput", media = navigator.mediaDevices, one = media.getUserMedia;
    const found = [{ kind, deviceId: "a", label: "Built in" }, { kind, deviceId: "b", label: "" }];
    window.asked = [];
    media.enumerateDevices = async () => found;
    media.getUserMedia = (wanted) => { window.asked.push(wanted.video.deviceId); return one(wanted); };
}"""


def test_one_of_two_cameras_is_chosen(open_page: Callable[..., Page], served: Served, anna: Any) -> None:
    page = open_page(width=390, height=844)
    page.add_init_script(f"({CAMERA})(); ({TWO})()")
    arrive(page, served, anna, Answers())
    choice = page.get_by_label("Camera", exact=True)
    assert choice.locator("option").all_inner_texts() == ["Built in", "Camera 2"]
    choice.select_option("Camera 2")
    on(page)
    assert page.evaluate("() => window.asked") == [{"exact": "b"}]


class Ended(Answers):
    """A server with a test that was done a moment ago."""

    def __init__(self) -> None:
        super().__init__()
        self.stage = "done"

    def answer(self, socket: WebSocketRoute, message: str | bytes) -> None:
        if isinstance(message, str) and json.loads(message)["do"] == "again":
            self.stage = "position"
        super().answer(socket, message)


def test_a_side_is_taken_again_without_another_tap(
    open_page: Callable[..., Page], served: Served, anna: Any, page_watch: Watched
) -> None:
    page, answers = open_page(), Ended()
    page_watch.expect("AudioContext")  # nothing was tapped in this window
    page.add_init_script(f"({CAMERA})()")
    arrive(page, served, anna, answers, "/test/camera/?again=left")
    expect(page.locator("#live[data-stage=position]")).to_be_visible()
    assert [(told["do"], told.get("go_on"), told.get("side")) for told in answers.commands] == [
        ("begin", True, None),
        ("again", None, "left"),
    ]


SPEAK = """async (voices) => {
  const said = [];
  let notes = 0;
  const gain = { setValueAtTime() {}, linearRampToValueAtTime() {} };
  const sound = { gain, frequency: {}, connect: (next) => next, start() { notes++; }, stop() {} };
  window.AudioContext = class { currentTime = 0; createOscillator() { return sound; } createGain() { return sound; } };
  speechSynthesis.getVoices = () => voices;
  speechSynthesis.speak = (words) => said.push(words.text);
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const { speak } = await import("/static/js/voice.js");
  return { spoken: speak("Lift the left knee"), said, tones: notes > 0 };
}"""


@pytest.mark.parametrize(
    ("voices", "spoken"),
    [
        ([], False),
        ([{"name": "far", "lang": "en-GB", "localService": False}], False),
        ([{"name": "unsure", "lang": "en-GB"}], False),
        ([{"name": "other", "lang": "fr-FR", "localService": True}], False),
        ([{"name": "own", "lang": "en-GB", "localService": True}], True),
    ],
    ids=["none", "on a server", "unsaid", "another language", "own"],
)
def test_only_a_voice_of_this_machine_speaks_and_tones_stand_in(
    voices: list[dict[str, object]], spoken: bool, open_page: Callable[..., Page], served: Served
) -> None:
    page = open_page()
    page.goto(f"{served.address}/settings/")
    found = page.evaluate(SPEAK, voices)
    assert found == {"spoken": spoken, "said": ["Lift the left knee"] if spoken else [], "tones": not spoken}
