"""From the answered questions to progress by keyboard alone: the test without a camera, a session, a chart."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from inturn.training.records import History
from tests.e2e.web.conftest import now, use
from tests.e2e.web.looking import axe
from tests.e2e.web.served import Served
from tests.e2e.web.test_first_visit import press
from tests.e2e.web.test_guided_session import due, in_store, session_of
from tests.unit.workflows.made import keep, person, screened

HERE = """() => { const e = document.activeElement;
    return [e.name || "", e.value || "", (e.innerText || "").trim()]; }"""
RING = """() => { const e = document.activeElement;
    const seen = e.closest(".scale label, .choices label, .check") ?? e;
    const look = getComputedStyle(seen); // a value of a chart is ringed by its stroke
    return look.outlineStyle !== "none" || (e.matches(".value") && look.strokeWidth === "2.5px"); }"""


def reach(page: Page, wanted: Callable[[list[str]], bool], what: str) -> None:
    """Go on by the Tab key until there; one must see where one is."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted(page.evaluate(HERE)):
            assert page.evaluate(RING), f"{what}: one cannot see where one is"
            return
    raise AssertionError(f"{what} cannot be reached by the keyboard")


def field(page: Page, name: str) -> None:
    """A field, or a group of choices."""
    reach(page, lambda here: here[0] == name, name)


def choose(page: Page, name: str, value: str) -> None:
    """One of a group, by the arrow keys."""
    field(page, name)
    for _ in range(12):
        if page.evaluate(HERE)[1] == value:
            page.keyboard.press("Space")
            assert page.evaluate("() => document.activeElement.checked")
            return
        page.keyboard.press("ArrowRight")
    raise AssertionError(f"{name} has no {value} that the arrow keys lead to")


def button(page: Page, words: str) -> None:
    """A button that does not lead elsewhere."""
    reach(page, lambda here: here[2] == words, words)
    page.keyboard.press("Enter")


def test_the_test_without_a_camera(open_page: Callable[..., Page], served: Served) -> None:
    somebody = in_store(served, lambda: keep(screened(History(person(created=now())), "full", now()), now())).person
    page = open_page(width=390, height=844, reduced_motion="reduce")
    use(page, served, somebody)
    press(page, "Take the test", "link")
    reach(page, lambda here: here[2].startswith("Without a camera"), "Without a camera")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    press(page, "I have done it", "link")
    choose(page, "support", "none")
    for side in ("left", "right"):
        choose(page, f"{side}-reached", "not_reached")
        field(page, f"{side}-gap")
        page.keyboard.type("8")
        choose(page, f"{side}-moved", "no")
        choose(page, f"{side}-pain", "1")
    press(page, "Keep this test")
    assert page.get_by_text("8 cm").count() == 2
    assert axe(page) == []
    press(page, "To today", "link")


@pytest.mark.slow
def test_a_session_and_progress(open_page: Callable[..., Page], served: Served) -> None:
    someone = due(served, "Kai")
    page = open_page(width=390, height=844, reduced_motion="reduce")
    use(page, served, someone)
    press(page, "Session", "link")
    choose(page, "now", "2")
    press(page, "Begin")
    button(page, "Start")
    expect(page.locator("[data-player]")).to_have_attribute("data-mode", "lead")
    button(page, "It hurts")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert page.evaluate(HERE)[2] == "It hurts", "one is where one was"
    expect(page.locator("[data-player]")).to_have_attribute("data-mode", "ready")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(HERE)[2] == "Done"
    page.keyboard.press("Enter")
    assert page.evaluate(HERE)[2] == "How was it?"
    choose(page, "pain", "2")
    press(page, "Keep and go on")
    press(page, "Stop for today", "link")
    choose(page, "now", "1")
    press(page, "End the session")
    assert page.get_by_role("heading", level=1).inner_text() == "The session is kept"
    assert [s.pain for s in session_of(served, someone).sets] == [2]
    press(page, "Progress", "link")
    reach(page, lambda _: page.evaluate("() => document.activeElement.matches('.value')"), "a value of a chart")
    box = page.locator(".chart-box:has(.value:focus)")
    said = box.locator("[data-readout]")
    expect(said).not_to_have_text("")
    first = said.inner_text()
    page.keyboard.press("ArrowRight")
    expect(said).not_to_have_text(first)
