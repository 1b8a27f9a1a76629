"""A set of the guided session counted by the camera, in a real browser with a rendered clip as its camera."""

import json
import struct
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from inturn.training.records import Person
from tests.e2e.web.bad_day import CAMERA, IS_OFF, PULL, QUICK_MS, SOON_FORGOTTEN, SOON_MS, Answers, without
from tests.e2e.web.camera import RATE
from tests.e2e.web.conftest import WAIT_MS, use
from tests.e2e.web.looking import axe, broken_words, overflows
from tests.e2e.web.served import Served
from tests.e2e.web.test_guided_session import begin, due, keep, session_of, tap_score
from tests.e2e.web.test_guided_test import TEST_MS, shot

expect.set_options(timeout=WAIT_MS)
CLIP = Path(__file__).resolve().parents[2] / "clips" / "squats.mp4"
STILL_S, SLOWER = 3, 2
FORGOTTEN_BY_MS = 8000
"""By then a page of `SOON_FORGOTTEN` would have been at rest."""
SEEN_WITHIN_S = 1.0
"""When the page counts, against the film: the pictures of a busy machine are far apart."""


def true_count() -> int:
    """How often the clip's truth bends the knee to half its deepest and comes back."""
    knee = json.loads(CLIP.with_suffix(".json").read_text())["frames"]["left"]["knee_flexion_deg"]
    half = max(knee) / 2
    return sum(before >= half > now for before, now in pairwise(knee))


def film_length_s() -> float:
    """Of the film that the camera plays."""
    last_s = json.loads(CLIP.with_suffix(".json").read_text())["frames"]["time_s"][-1]
    return STILL_S + SLOWER * (round(last_s * RATE) + 1) / RATE


def to_the_squats(page: Page, served: Served, person: Person) -> None:
    """Leave out everything before the first squat."""
    begin(page, served, person)
    while "squat" not in page.locator("h1").inner_text().lower():
        position = page.locator("input[name=position]").first.input_value()
        page.locator("button[name=skip]").click()
        expect(page.locator(f"input[name=position][value='{position}']")).to_have_count(0)
        page.wait_for_load_state()


def counted_at(page: Page) -> Callable[[], list[float]]:
    """When the pictures were taken at which the count rose, by what goes over the page's socket."""
    taken: dict[int, float] = {}
    counts: list[tuple[int, int]] = []

    def sent(payload: Any) -> None:
        if isinstance(payload, bytes):
            time_s, number = struct.unpack_from("<dI", payload)
            taken[number] = time_s

    def heard(payload: Any) -> None:
        told = json.loads(payload)
        if "count" in told and "frame" in told:
            counts.append((told["frame"], told["count"]))

    def opened(socket: Any) -> None:
        socket.on("framesent", sent)
        socket.on("framereceived", heard)

    page.on("websocket", opened)

    def rises() -> list[float]:
        found: list[float] = []
        for frame, count in counts:
            found += [taken[frame]] * (count - len(found))
        return found

    return rises


@pytest.mark.slow
def test_the_camera_counts_a_set_and_what_it_saw_is_kept(
    served: Served, with_camera: Callable[..., Browser], open_page: Callable[..., Page]
) -> None:
    n, length = true_count(), film_length_s()
    assert n == 4
    person = due(served, "Cora")
    page = open_page(browser=with_camera(CLIP, still_s=STILL_S, slower=SLOWER))
    rises = counted_at(page)
    to_the_squats(page, served, person)
    page.get_by_text("Count with the camera").click()
    shot(page, "coach-1-offer")
    page.get_by_role("button", name="Turn the camera on").click()
    player, count = page.locator("[data-player]"), page.locator("[data-count]")
    expect(page.locator("[data-coach-place][data-stage=watching]")).to_have_count(1)
    expect(player).to_have_attribute("data-mode", "tapped")
    page.wait_for_function("() => Number(document.querySelector('[data-count]').textContent) >= 1", timeout=TEST_MS)
    shot(page, "coach-2-one")
    assert axe(page) == []
    expect(page.locator("[data-coach-tempo]")).to_contain_text("s down")
    expect(page.locator("[data-coach-unjudged]")).to_contain_text("No inward turn: cannot be judged from the front.")
    more = f"() => Number(document.querySelector('[data-count]').textContent) >= {n + 1}"
    page.wait_for_function(more, timeout=TEST_MS)
    shot(page, "coach-3-round")
    page.get_by_role("button", name="Done").click()
    found = rises()
    # once round the film every squat of it was counted once: the same one is counted again a film's length later
    assert len(found) >= n + 1
    assert found[n] - found[0] == pytest.approx(length, abs=SEEN_WITHIN_S)
    told = page.locator("#told")
    shown = int(count.inner_text())
    assert shown == len(found)
    expect(told.locator("[name=repetitions]")).to_have_value(str(shown))
    share = float(told.locator("[name=clean_share]").input_value())
    tap_score(told, "effort", 6)
    shot(page, "coach-4-told")
    position = page.locator("input[name=position]").first.input_value()
    keep(page)
    expect(page.locator(f"input[name=position][value='{position}']")).to_have_count(0)
    done = session_of(served, person).sets[-1]
    assert (done.exercise, done.repetitions, done.clean_share) == ("squat", shown, share)


def test_without_a_camera_taps_count_on(served: Served, open_page: Callable[..., Page]) -> None:
    person = due(served, "Dora")
    page = open_page(width=390, height=844)
    to_the_squats(page, served, person)
    page.get_by_text("Count with the camera").click()
    page.locator("[data-tap]").click()
    page.get_by_role("button", name="Turn the camera on").click()
    expect(page.locator("[data-coach-said]")).to_contain_text("No camera was found")
    assert overflows(page) == []
    assert axe(page) == []
    shot(page, "coach-5-no-camera")
    page.locator("[data-tap]").click()
    expect(page.locator("[data-count]")).to_have_text("2")
    page.get_by_role("button", name="Done").click()
    expect(page.locator("#told [name=repetitions]")).to_have_value("2")
    expect(page.locator("#told [name=clean_share]")).to_have_value("")


class Counts(Answers):
    """A coach that has seen three repetitions."""

    def answer(self, socket: WebSocketRoute, message: str | bytes) -> None:
        told: dict[str, Any] = {"do": True, "ready": "lite", "count": 0}
        if isinstance(message, bytes):
            told = {"frame": int.from_bytes(message[8:12], "little"), "count": 3, "phase": "ready"}
        socket.send(json.dumps(told))


def watched(served: Served, page: Page, name: str, *changed: tuple[str, ...]) -> None:
    """A set of squats of which the camera has seen three; `changed`: what `without` takes out of the page's scripts."""
    person = due(served, name)
    page.add_init_script(f"({CAMERA})()")
    page.route_web_socket("**/live/coach/", Counts().take)
    for script, *parts in changed:
        without(page, script, *parts)
    to_the_squats(page, served, person)
    page.get_by_text("Count with the camera").click()
    page.get_by_role("button", name="Turn the camera on").click()
    expect(page.locator("[data-count]")).to_have_text("3")


@pytest.mark.parametrize("handled", [True, False], ids=["handled", "control"])
def test_a_camera_that_is_pulled_out_leaves_what_was_counted(
    served: Served, open_page: Callable[..., Page], handled: bool
) -> None:
    page = open_page(width=390, height=844)
    gone = ("../training/coach.js", 'source.addEventListener("gone", (event) => off(event.detail));')
    watched(served, page, f"Fay {handled}", *([] if handled else [gone]))
    page.evaluate(PULL)
    said, wait_ms = page.locator("[data-coach-said]"), SOON_MS if handled else QUICK_MS
    words = "The camera is gone. Tap at each repetition; what was counted stays."
    if not handled:
        with pytest.raises(AssertionError):
            expect(said).to_have_text(words, timeout=wait_ms)
        return
    expect(said).to_have_text(words, timeout=wait_ms)
    page.locator("[data-tap]").click()
    expect(page.locator("[data-count]")).to_have_text("4")
    assert overflows(page) + broken_words(page) == []


@pytest.mark.parametrize("handled", [True, False], ids=["handled", "control"])
def test_a_set_that_was_forgotten_turns_its_camera_off_and_keeps_what_was_counted(
    served: Served, open_page: Callable[..., Page], handled: bool
) -> None:
    page = open_page(width=390, height=844)
    begun = ("../training/coach.js", "idle.begin();")
    watched(served, page, f"Gus {handled}", SOON_FORGOTTEN, *([] if handled else [begun]))
    said = page.locator("[data-coach-said]")
    words = "Nothing happened for ten minutes, so the camera is off. What was counted stays."
    if not handled:
        page.wait_for_timeout(FORGOTTEN_BY_MS)
        assert said.inner_text() != words
        assert not page.evaluate(IS_OFF)
        return
    expect(said).to_have_text(words, timeout=SOON_MS)
    assert page.evaluate(IS_OFF)
    page.locator("[data-tap]").click()
    expect(page.locator("[data-count]")).to_have_text("4")
    assert overflows(page) + broken_words(page) == []
    page.get_by_role("button", name="Turn the camera on").click()
    expect(page.locator("[data-coach-place][data-stage=watching]")).to_have_count(1)


@pytest.mark.parametrize(("address", "motion"), [("camera", "reduce"), ("by-yourself", "no-preference")])
def test_what_to_do_is_shown_and_stands_still_for_who_wants_no_motion(
    served: Served, open_page: Callable[..., Page], address: str, motion: str
) -> None:
    person = due(served, f"Ella {address}")
    page = open_page(width=390, height=844, reduced_motion=motion)
    use(page, served, person)
    page.goto(f"{served.address}/test/{address}/")
    pictures = page.locator("img.film")
    expect(pictures).to_have_count(2)
    pictures.last.scroll_into_view_if_needed()
    page.wait_for_function("() => [...document.querySelectorAll('img.film')].every((i) => i.complete && i.currentSrc)")
    shown = pictures.evaluate_all("all => all.map((one) => one.currentSrc.includes('-still'))")
    assert shown == [motion == "reduce"] * 2
    expect(page.locator(".films-box")).to_contain_text("Lift one thigh level")
    assert overflows(page) == []
    assert axe(page) == []
    shot(page, f"films-{address}")
