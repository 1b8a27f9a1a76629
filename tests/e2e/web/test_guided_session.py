"""A whole session in a browser: timers, taps, reload, lost connection, restart, retest, pain; progress by keyboard."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from inturn.store import repositories as kept
from inturn.training.records import History, Person, SessionRecord
from tests.e2e.web.conftest import WAIT_MS, kept_in, now, use
from tests.e2e.web.looking import Watched, axe, broken_words, overflows
from tests.e2e.web.served import Served
from tests.unit.workflows.made import ready
from tests.unit.workflows.test_excluding import kept_camera_test

T = TypeVar("T")
PHONE: ViewportSize = {"width": 390, "height": 844}
expect.set_options(timeout=WAIT_MS)


def in_store(served: Served, work: Callable[[], T]) -> T:
    """Work on the app's store, in a thread: Django refuses the one in which the browser's event loop runs."""

    def inside() -> T:
        with kept_in(served):
            return work()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(inside).result()


def due(served: Served, name: str) -> Person:
    """Somebody whose session is due."""
    at = now()
    person = Person(name.lower(), name, True, at - timedelta(days=40), "UTC", 1.7)
    in_store(served, lambda: kept.add_history(ready(person, at), at))
    return person


def session_of(served: Served, person: Person) -> SessionRecord:
    return in_store(served, lambda: kept.history(person.id).sessions[-1])


def tap_score(place: Page | Locator, name: str, value: int) -> None:
    place.locator(f"label:has(input[name={name}][value='{value}'])").first.click()


def begin(page: Page, served: Served, person: Person) -> None:
    use(page, served, person)
    page.goto(f"{served.address}/session/")
    tap_score(page, "now", 2)
    page.get_by_role("button", name="Begin", exact=True).click()
    at_step(page, 0)


def at_step(page: Page, position: int) -> None:
    expect(page.locator("input[name=position]").first).to_have_value(str(position))


def keep(page: Page) -> None:
    told = page.locator("#told")
    tap_score(told, "pain", 2)
    told.get_by_role("button", name="Keep and go on").click()


def timer_with_a_reload(page: Page) -> None:
    """The timer of a hold to its end, with a reload in the middle."""
    phase, told = page.locator("[data-player] [data-phase]"), page.locator("#told")
    page.set_viewport_size({"width": 320, "height": 568})
    assert overflows(page) + broken_words(page) == []
    page.set_viewport_size(PHONE)
    expect(told).to_be_hidden()
    page.get_by_role("button", name="Start").click()
    page.clock.run_for(6_000)
    expect(phase).to_have_text("Hold, gently")
    page.clock.run_for(10_000)
    page.reload()
    expect(phase).to_have_text("Paused")
    assert 10 <= int(page.locator("[data-clock]").inner_text()) <= 21
    page.get_by_role("button", name="Go on").click()
    page.clock.run_for(25_000)
    expect(phase).to_have_text("Roll slowly, to and fro")
    page.clock.run_for(35_000)
    expect(phase).to_have_text("Done")
    expect(told).to_be_visible()


def lost_connection(page: Page) -> None:
    """The connection goes: what was told stays, and is sent when it is back."""
    told = page.locator("#told")
    page.context.set_offline(True)
    keep(page)
    expect(told.locator("[data-steady-said]")).to_be_visible()
    page.context.set_offline(False)
    page.clock.run_for(5_000)
    at_step(page, 1)


def retest_in_words(page: Page) -> None:
    """The test again."""
    assert axe(page) == []
    for side in ("left", "right"):
        if page.locator(f"#{side}").count():
            for field, value in (("reached", "reached"), ("moved", "no")):
                page.locator(f"label:has(input[name={side}-{field}][value={value}])").click()
    page.locator("label:has(input[name=support][value=none])").click()
    page.get_by_role("button", name="Keep and go on").click()
    at_step(page, 3)


def counts_by_taps(page: Page) -> None:
    """A set counted by taps."""
    told = page.locator("#told")
    taps = page.locator("[data-tap]")
    for _ in range(10):
        taps.click()
    expect(page.locator("[data-count]")).to_have_text("10")
    assert said(page)[-10:] == [str(n) for n in range(1, 11)]
    page.get_by_role("button", name="Done").click()
    expect(told.locator("[name=repetitions]")).to_have_value("10")
    tap_score(told, "effort", 6)
    keep(page)


VOICE = """() => {
    window.said = [];
    speechSynthesis.getVoices = () => [{ name: "own", lang: "en-GB", localService: true }];
    speechSynthesis.speak = (words) => window.said.push(words.text);
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}"""
"""A voice of this machine that writes down what it says."""


def said(page: Page) -> list[str]:
    return page.evaluate("() => window.said")


def counts_by_the_timer(page: Page) -> None:
    """A set led by the timer: its repetitions are counted aloud, one after the other, by themselves."""
    player = page.locator("[data-player]")
    if player.get_attribute("data-mode") == "rest":
        page.locator("[data-go]").click()  # enough rest
    expect(player).to_have_attribute("data-mode", "ready")
    page.locator("[data-go]").click()
    page.clock.run_for(30_000)
    count = int(page.locator("[data-count]").inner_text())
    assert count >= 2
    aloud = [words for words in said(page) if words[0].isdigit()]
    assert [int(words.partition(",")[0]) for words in aloud] == list(range(1, len(aloud) + 1))
    assert len(aloud) >= count
    page.get_by_role("button", name="Done").click()
    expect(page.locator("#told [name=repetitions]")).to_have_value(str(count))


def to_the_end(page: Page) -> None:
    """The rest before the next set, then every set that is left; the first with a stick is led by the timer."""
    led = False
    phase, told = page.locator("[data-player] [data-phase]"), page.locator("#told")
    expect(phase).to_have_text("Rest")
    here = page.locator("[data-go], form[data-steady^=finish]").first
    while True:
        expect(here).to_be_attached()
        if page.locator("form[data-steady^=finish]").count():
            break
        position = int(page.locator("input[name=position]").first.input_value())
        if not led and told.locator("input[name=stick]").count():
            counts_by_the_timer(page)
            led = True
        else:
            page.get_by_role("button", name="Done").click()
        if told.locator("input[name=stick]").count():
            told.locator("label:has(input[name=stick][value=yes])").click()
        keep(page)
        expect(page.locator(f"input[name=position][value='{position}']")).to_have_count(0)
        page.wait_for_load_state()
    assert led


@pytest.mark.slow
def test_pain_in_a_set_stops_it(page: Page, serve: Callable[..., Served], served: Served) -> None:
    person = due(served, "Ben")
    begin(page, served, person)
    page.get_by_role("button", name="It hurts").click()
    dialog = page.get_by_role("dialog")
    tap_score(dialog, "pain", 7)
    dialog.get_by_label("Where is it?").fill("outer hip")
    dialog.get_by_role("button", name="Tell it").click()
    expect(page.get_by_role("heading", name="Stopped for today")).to_be_visible()
    assert session_of(served, person).sets[0].ended == "pain"


@pytest.mark.slow
def test_a_test_is_replayed_and_progress_is_read_by_keyboard(page: Page, served: Served) -> None:
    at = now()
    anna = Person("anna", "Anna", True, at - timedelta(days=900), "UTC", 1.7)
    in_store(served, lambda: kept_camera_test(History(anna)))
    use(page, served, anna)
    page.goto(f"{served.address}/tests/test/")
    expect(page.locator("[data-toggle]")).to_be_enabled()
    drawn = "c => new Uint32Array(c.getContext('2d').getImageData(0, 0, c.width, c.height).data.buffer)"
    canvas = page.locator("[data-canvas]")
    first = canvas.evaluate(f"c => ({drawn})(c).filter(Boolean).length")
    assert first > 1000
    expect(page.locator("[data-headline]")).to_contain_text("hold")
    before = page.locator("[data-seek]").input_value()
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.locator("[data-seek]")).not_to_have_value(before)
    expect(page.locator("[data-curve-wide] svg")).to_be_visible()
    assert axe(page) == []

    page.goto(f"{served.address}/progress/")
    chart = page.locator("section:has(#h-range) .wide")
    values = chart.locator(".value")
    assert values.count() == 2
    values.locator("nth=0").focus()
    said = page.locator("section:has(#h-range) [data-readout]")
    expect(said).to_contain_text("hip")
    one = said.inner_text()
    page.keyboard.press("ArrowRight")
    expect(said).not_to_have_text(one)
    expect(values.locator("nth=1")).to_be_focused()
    values.locator("nth=0").hover(force=True)
    expect(said).to_have_text(one)
    assert axe(page) == []


@pytest.mark.slow
def test_a_whole_session(
    open_page: Callable[..., Page], served: Served, serve: Callable[..., Served], page_watch: Watched
) -> None:
    # stands last, because it ends the app that the others use
    person = due(served, "Ada")
    page = open_page(**PHONE)
    page_watch.expect("ERR_INTERNET_DISCONNECTED")
    page_watch.expect("ERR_CONNECTION")
    page_watch.expect("WebSocket")
    page.add_init_script(f"({VOICE})()")
    page.clock.install()
    begin(page, served, person)
    assert axe(page) == []

    timer_with_a_reload(page)
    lost_connection(page)
    assert session_of(served, person).sets[0].hold_s == pytest.approx(60.0, abs=0.2)

    # the app is started again in the middle
    page.get_by_role("button", name="Done").click()
    port, home = served.port, served.home
    served.stop()
    keep(page)
    expect(page.locator("#told").locator("[data-steady-said]")).to_be_visible()
    again = serve(home, port=port)
    page.clock.run_for(5_000)
    at_step(page, 2)

    retest_in_words(page)
    counts_by_taps(page)
    to_the_end(page)
    assert axe(page) == []
    tap_score(page, "now", 1)
    page.get_by_label("Anything to note?").fill("went <well>")
    page.get_by_role("button", name="End the session").click()
    expect(page.get_by_text("went <well>")).to_be_visible()
    assert axe(page) == []
    done = session_of(again, person)
    assert done.ended_at is not None
    assert {s.ended for s in done.sets} == {"done"}
    assert (done.sets[2].repetitions, done.sets[2].effort) == (10, 6)
