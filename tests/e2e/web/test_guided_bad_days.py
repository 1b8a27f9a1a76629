"""Bad days of the guided test in a real browser, with a camera and answers that this file makes up: quick.

Each bad day is told as facts: what was said, what stood still, what went on. With the page's own scripts every fact
holds; with one line of them taken out the facts that hang on it do not, so none of these checks passes by itself.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, TimeoutError, expect

from tests.e2e.web.bad_day import (
    AWAY,
    CAMERA,
    IS_OFF,
    KEPT,
    PLUG,
    PULL,
    SILENCE,
    SOON_FORGOTTEN,
    SOON_MS,
    Answers,
    Day,
    without,
)  # fmt: skip
from tests.e2e.web.conftest import use
from tests.e2e.web.looking import axe, broken_words, overflows
from tests.e2e.web.served import Served
from tests.e2e.web.test_guided_test import anna, shot

__all__ = ["anna"]

Facts = Iterator[tuple[str, bool]]
"""What is to hold, one after the other, and whether it does."""
Begin = Callable[..., Day]


@pytest.fixture
def begin(open_page: Callable[..., Page], served: Served, anna: Any) -> Begin:
    """Begin a test in a window of its own, with the page's scripts as they are, or with a part taken out."""
    page = open_page(width=390, height=844)
    page.add_init_script(f"({CAMERA})()")
    use(page, served, anna)

    def begun(*taken_out: str, film: bool = False) -> Day:
        page.unroute_all()
        answers = Answers()
        page.route_web_socket("**/live/test/", answers.take)
        if taken_out:
            without(page, *taken_out)
        page.goto(f"{served.address}/test/camera/")
        page.get_by_text("A real stick beside the foot").click()
        page.locator("#stick-left").fill("4.5")
        if film:
            page.get_by_text("Film it for me").click()
        page.get_by_role("button", name="Turn the camera on").click()
        expect(page.locator("#say")).to_contain_text("Lift your left knee")
        return Day(page, answers, quick=bool(taken_out))

    return begun


def unplugged(day: Day) -> Facts:
    """The camera is pulled out, and plugged in again."""
    yield "before", day.more_pictures() and day.waits()
    day.page.evaluate(PULL)
    gone = "The camera is gone. Plug it in again; nothing of the test is lost."
    yield "large words", day.says(gone)
    yield "large words stay", day.answered_late(gone)
    yield "still", day.stands_still()
    yield "small words", day.says(gone, "#status")
    yield "kept", day.keeps_all()
    day.page.evaluate(PLUG)
    yield "back", day.says("Lift your left knee") and day.more_pictures()
    yield "never begun anew", day.answers.begun == [(False, 4.5)] and len(day.answers.sockets) == 1


def paused(day: Day) -> Facts:
    """The test is paused while two pictures are under way, loses its connection, and goes on."""
    yield "before", day.more_pictures() and day.waits()
    day.page.locator("#pause").click()
    yield "words", day.says("Paused")
    yield "words stay", day.answered_late("Paused")
    yield "still", day.stands_still()
    day.answers.sockets[0].close(code=1012, reason="restarted")
    yield "tried again", day.until(lambda: len(day.answers.begun) == 2)
    yield "still paused", day.answered_late("Paused") and day.stands_still()
    yield "kept", day.keeps_all()
    day.page.locator("#pause").click()
    yield "back", day.says("Lift your left knee") and day.more_pictures()


def silent(day: Day) -> Facts:
    """Another program takes the camera for a while, or a cover is closed."""
    yield "before", day.more_pictures()
    day.page.evaluate(SILENCE, "mute")
    yield "words", day.says("No picture comes from the camera")
    yield "still", day.stands_still()
    day.page.evaluate(SILENCE, "unmute")
    yield "back", day.says("Lift your left knee") and day.more_pictures()
    yield "kept", day.keeps_all()


def hidden(day: Day) -> Facts:
    """Another tab is looked at for a while."""
    yield "before", day.more_pictures()
    day.page.evaluate(AWAY, True)
    yield "still", day.stands_still()
    day.page.evaluate(AWAY, False)
    words = "The page was hidden, so the test stood still."
    yield "words", day.says(words, "#status")
    yield "back", day.more_pictures()
    yield "words stay", words in (day.page.locator("#status").text_content() or "")
    yield "kept", day.keeps_all()


def person_gone(day: Day) -> Facts:
    """The person leaves the picture and comes back."""
    day.answers.phase = "nobody"
    yield "words", day.says("You are out of the picture. Come back into it.")
    yield "kept", day.keeps_all()
    day.answers.phase = "standing"
    yield "back", day.says("Lift your left knee") and day.more_pictures()


def somebody_else(day: Day) -> Facts:
    """A second person walks in, and leaves again."""
    day.answers.cues = ["several"]
    yield "words", day.says("Somebody else is in the picture.", "#cue")
    yield "goes on", day.more_pictures() and day.keeps_all()
    day.answers.cues = []
    yield "words end", day.until(lambda: day.page.locator("#cue").is_hidden())


def disconnected(day: Day) -> Facts:
    """The connection is lost, and is there again a moment later."""
    yield "before", day.more_pictures()
    day.answers.sockets[0].close(code=1012, reason="restarted")
    yield "words", day.says("The connection is lost. It is tried again", "#status")
    yield "kept", day.keeps_all()
    yield "tried again", day.until(lambda: len(day.answers.sockets) == 2)
    yield "goes on", day.until(lambda: day.answers.begun == [(False, 4.5), (True, 4.5)])
    yield "back", day.more_pictures() and day.page.locator("#status").inner_text() == ""


def unanswered(day: Day) -> Facts:
    """Two pictures are never answered."""
    day.answers.silent = True
    yield "no more than two", day.stands_still()
    day.answers.silent = False
    yield "back", day.more_pictures()


def taken_elsewhere(day: Day) -> Facts:
    """Another window takes the test, and this one takes it back."""
    yield "before", day.more_pictures()
    day.answers.sockets[0].send(json.dumps({"elsewhere": True}))
    yield "words", day.says("The test goes on in another window.")
    yield "still", day.stands_still()
    back = day.page.get_by_role("button", name="Take it back here")
    if back.count():
        back.click()
    yield "taken back", day.until(lambda: day.answers.begun[1:] == [(True, 4.5)])
    yield "back", day.more_pictures()
    yield "kept", day.keeps_all()


def kept_by_the_browser(day: Day) -> Facts:
    """One goes elsewhere and back, to a page that the browser had kept as it was, without its camera."""
    day.page.evaluate("() => { window.old = true; }")
    day.page.evaluate(KEPT)
    try:
        day.page.wait_for_function("() => !window.old", timeout=day.wait_ms)
    except TimeoutError:
        yield "fresh", False
    else:
        yield "fresh", True


def left(day: Day) -> Facts:
    """The page is left while a film is made that only the browser has, then the test is stopped."""
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        (dialog.dismiss if dialog.type == "beforeunload" else dialog.accept)()

    day.page.on("dialog", answer)
    day.page.evaluate("() => { location.assign('/today/'); }")
    yield "asked", day.until(lambda: asked == ["beforeunload"]) and day.page.url.endswith("/test/camera/")
    day.page.get_by_role("button", name="Stop the test").click()
    yield "words", day.says("Save your film")
    with day.page.expect_download() as saved:
        day.page.get_by_role("link", name="Save the film").click()
    yield "film", saved.value.path().stat().st_size > 1000
    day.page.get_by_role("link", name="Take the test again").click()
    yield "asked once", day.until(lambda: day.page.locator("#before").is_visible()) and len(asked) == 2
    day.page.remove_listener("dialog", answer)


DAYS: list[tuple[Callable[[Day], Facts], list[tuple[tuple[str, ...], set[str]]]]] = [
    (unplugged, [
        (("source.js", 'track.addEventListener("ended", mine(() => this.unplugged()));'), {"large words", "still"}),
        (("source.js", "this.gone = true;"), {"still"}),
        (("guide.js", "if (this.halted && this.looking) return;"), {"large words stay"}),
        (("source.js", "this.asking = setInterval(() => this.again(), AGAIN_MS);"), {"back"}),
    ]),
    (paused, [
        (("guide.js", "if (this.halted && this.looking) return;"), {"words stay"}),
        (("test.js", "begun && !paused &&", "begun &&"), {"still"}),
        (("test.js", "if (why) guide.halt(why);"), {"words"}),
    ]),
    (silent, [(("source.js", 'track.addEventListener("mute", mine(() => this.lost("silent")));'), {"words", "still"})]),
    (hidden, [
        (("test.js", " && !document.hidden"), {"still"}),
        (("test.js", 'at("status").textContent = words("hidden");'), {"words"}),
    ]),
    (person_gone, [(("guide.js", 'answer.phase === "nobody"', "false"), {"words"})]),
    (somebody_else, [(("guide.js", 'at("cue").textContent = this.cueShown;'), {"words"})]),
    (disconnected, [
        (("link.js", 'this.socket.addEventListener("close", (event) => this.fail(event.code));'), {"words", "back"}),
        (("link.js", "setTimeout(() => this.closed || this.open()", "setTimeout(() => this.closed"), {"tried again"}),
        (("test.js", "go_on: begun || goOn", "go_on: goOn"), {"goes on"}),
    ]),
    (taken_elsewhere, [(("test.js", 'link.addEventListener("elsewhere", elsewhere);'), {"words", "taken back"})]),
    (kept_by_the_browser, [(("test.js", "if (event.persisted) location.reload();"), {"fresh"})]),
]  # fmt: skip


def forgotten(day: Day) -> Facts:
    """Nothing happens any more: nobody touches the page, and the person stands there or is gone."""
    yield "before", day.more_pictures()
    words = "Nothing happened for ten minutes, so the camera is off. What was recorded is kept."
    yield "words", day.says(words)
    yield "still", day.stands_still()
    yield "off", day.page.evaluate(IS_OFF)
    yield "kept", day.keeps_all()
    day.page.get_by_role("button", name="Go on").click()
    yield "back", day.says("Lift your left knee") and day.more_pictures()
    yield "off again", day.says(words) and day.page.evaluate(IS_OFF)
    yield "never begun anew", day.answers.begun == [(False, 4.5)]


def forgotten_question(day: Day) -> Facts:
    """The same while the pain of a side is asked about: the question waits, and its answer turns the camera on."""
    yield "before", day.more_pictures()
    day.answers.stage = "pain"
    yield "asked", day.until(day.page.locator("#pain").is_visible)
    yield "words", day.says("so the camera is off", "#status")
    yield "off", day.page.evaluate(IS_OFF)
    yield "asked still", day.page.locator("#pain").is_visible()
    day.answers.stage = "trials"
    day.page.locator("#pain label").first.click()
    day.page.get_by_role("button", name="Go on", exact=True).click()
    yield "back", day.says("Lift your left knee") and day.more_pictures()


def fails(facts: Facts, names: set[str]) -> bool:
    """Whether none of these facts holds; nothing after them is waited for."""
    left_over = set(names)
    for name, holds in facts:
        if name in left_over:
            left_over.remove(name)
            if holds:
                return False
        if not left_over:
            return True
    raise AssertionError(f"no such facts: {left_over}")


def patient(day: Day) -> Day:
    """A day of changed scripts whose facts are to hold: they are waited for."""
    day.wait_ms = SOON_MS
    return day


def broken(facts: Facts) -> list[str]:
    """What does not hold."""
    return [name for name, holds in facts if not holds]


@pytest.mark.parametrize(("happens", "controls"), DAYS, ids=[day.__name__ for day, _ in DAYS])
def test_nothing_is_lost_and_all_is_said(
    begin: Begin, happens: Callable[[Day], Facts], controls: list[tuple[tuple[str, ...], set[str]]]
) -> None:
    assert broken(happens(begin())) == []
    for taken_out, names in controls:
        day = begin(*taken_out)
        day.still_fails = "still" in names
        assert fails(happens(day), names), f"without {taken_out[1]}"


CANNOT = {
    "NotAllowedError": "not allowed to use the camera",
    "NotReadableError": "in use by another program",
    "NotFoundError": "No camera was found",
}


def test_a_camera_that_cannot_be_had(open_page: Callable[..., Page], served: Served, anna: Any) -> None:
    page = open_page(width=320, height=568)
    page.add_init_script(f"({CAMERA})()")
    use(page, served, anna)
    page.goto(f"{served.address}/test/camera/")
    for trouble, words in CANNOT.items():
        page.evaluate("(name) => { window.trouble = name; }", trouble)
        page.get_by_role("button", name="Turn the camera on").click()
        expect(page.locator("#wrong")).to_contain_text(words)
        expect(page.get_by_role("link", name="Another way to take the test")).to_be_visible()
    page.evaluate("() => Object.defineProperty(navigator.mediaDevices, 'getUserMedia', { value: undefined })")
    page.get_by_role("button", name="Turn the camera on").click()
    expect(page.locator("#wrong")).to_contain_text("gives no camera to a page at this address")
    assert overflows(page) == []


@pytest.mark.parametrize("happens", [forgotten, forgotten_question])
def test_a_page_that_was_forgotten_comes_to_rest(begin: Begin, happens: Callable[[Day], Facts]) -> None:
    assert broken(happens(patient(begin(*SOON_FORGOTTEN)))) == []
    assert fails(happens(begin()), {"words"})


def test_pictures_that_are_never_answered_do_not_stop_it(begin: Begin) -> None:
    lost = "const LOST_MS = 8000;"
    assert broken(unanswered(patient(begin("link.js", lost, "const LOST_MS = 4000;")))) == []
    assert fails(unanswered(begin("link.js", lost, "const LOST_MS = 1e9;")), {"back"})


def test_the_pace_does_not_talk_over_it(begin: Begin) -> None:
    always = (
        "new Pace(live)",
        "new Pace(live, 0)",
        "pace.hold();\n  sending",
        "pace.shownAt = 0; sending",
    )
    held = "pace.hold(); // long enough to be read"
    assert broken(hidden(patient(begin("test.js", *always)))) == []
    # everything comes but for the words that are to stay
    assert fails(hidden(patient(begin("test.js", *always, held, ""))), {"words stay"})


def test_a_film_is_not_lost_by_leaving_the_page(begin: Begin) -> None:
    assert broken(left(begin(film=True))) == []
    assert fails(
        left(begin("own_film.js", "if (this.film !== null || this.unsaved) ", "if (false) ", film=True)), {"asked"}
    )


def test_what_is_said_of_a_camera_that_is_gone_fits_the_smallest_phone(begin: Begin) -> None:
    day = begin()
    day.page.set_viewport_size({"width": 320, "height": 568})
    assert broken_words(day.page) == []
    day.page.evaluate(PULL)
    assert day.says("The camera is gone", "#status")
    assert overflows(day.page) == []
    assert axe(day.page) == []
    shot(day.page, "9-unplugged")


def test_the_question_of_pain_is_the_one_thing_asked_and_another_window_can_still_be_taken_back(begin: Begin) -> None:
    day = begin()
    day.page.set_viewport_size({"width": 320, "height": 568})
    asked = day.answers.guide() | {"stage": "pain"}
    day.answers.guide = lambda: asked  # type: ignore[method-assign]
    expect(day.page.get_by_role("group", name="Any pain in the left hip? From 0 to 10.")).to_be_visible()
    expect(day.page.locator("#pause")).to_be_hidden()
    assert overflows(day.page) + broken_words(day.page) == []
    assert axe(day.page) == []
    day.answers.sockets[0].send(json.dumps({"elsewhere": True}))
    expect(day.page.get_by_role("button", name="Take it back here")).to_be_visible()
