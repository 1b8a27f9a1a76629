"""A clip sent in by a person: from choosing the file to the result; and clips that give none."""

import json
from collections.abc import Callable
from math import degrees
from pathlib import Path
from statistics import mean

import pytest
from playwright.sync_api import Page, expect

from inturn.training.records import Person
from tests.e2e.web.conftest import kept_in, now, use
from tests.e2e.web.looking import Watched, axe, overflows
from tests.e2e.web.served import Served
from tests.unit.sources.clips import corners, write

MEASURED_MS = 600_000
"""A film of half a minute on a slow and busy machine."""


@pytest.fixture(scope="module")
def person(served: Served) -> Person:
    """An adult who is kept."""
    from inturn.workflows.people import add_person

    with kept_in(served):
        return add_person("Ada", now(), adult=True, time_zone="UTC", height_m=1.7)


def send(page: Page, served: Served, clip: Path) -> None:
    """Choose a clip and send it."""
    page.goto(f"{served.address}/clip/")
    page.set_input_files("input[name=clip]", clip)
    page.get_by_text("A wall or a chair").click()
    page.get_by_role("button", name="Send and measure").click()


@pytest.mark.slow
def test_a_clip_is_measured_and_opens_as_a_test(page: Page, served: Served, person: Person, clips: Path) -> None:
    use(page, served, person)
    send(page, served, clips / "one_side.mp4")
    page.wait_for_url("**/clip/*/", timeout=MEASURED_MS)
    expect(page.locator("progress")).to_be_visible()
    page.goto(f"{served.address}/people/")  # one may go elsewhere, it goes on
    page.go_back()
    page.wait_for_url("**/tests/*/", timeout=MEASURED_MS)
    text = page.inner_text("main")
    assert "°" in text or "degrees" in text
    from inturn.workflows.planning import history_of

    with kept_in(served):
        (test,) = history_of(person).tests
    left = test.side("left")
    assert test.method.support == "wall"
    assert left is not None
    assert left.rotation is not None
    truth = json.loads((clips / "one_side.json").read_text())["trials"]
    assert abs(degrees(left.rotation.value) - mean(t["rotation_deg"] for t in truth)) < 4
    assert list((served.home / "web" / "clips").rglob("*.mp4")) == []

    send(page, served, clips / "one_side.mp4")  # the same clip again
    page.get_by_role("link", name="Open that test").wait_for(timeout=MEASURED_MS)
    assert "kept already" in page.inner_text("main")
    assert axe(page) == []


@pytest.mark.slow
def test_clips_without_a_result_say_why(page: Page, served: Served, person: Person, tmp_path: Path) -> None:
    use(page, served, person)
    program = tmp_path / "setup.exe.mp4"
    program.write_bytes(b"MZ\x90\x00" + bytes(range(256)) * 40)
    nobody = write(tmp_path / "<img src=x onerror=alert(1)>.mp4", [corners(320, 240)] * 40)
    for clip, words in ((program, "video"), (nobody, "No person was found")):
        send(page, served, clip)
        page.get_by_role("heading", name="This clip gave no result").wait_for(timeout=MEASURED_MS)
        assert words in page.inner_text("[role=alert]")
        assert page.get_by_role("link", name="Send another clip").is_visible()
    assert axe(page) == []
    from inturn.workflows.planning import history_of

    with kept_in(served):
        assert len(history_of(person).tests) <= 1


def test_a_film_of_two_gigabytes_is_refused_before_it_is_sent(
    page: Page, served: Served, person: Person, tmp_path: Path
) -> None:
    use(page, served, person)
    film = tmp_path / "long.mp4"
    with film.open("wb") as out:
        out.truncate(2_000_000_000)  # takes no room on the disk
    page.goto(f"{served.address}/clip/")
    page.set_input_files("input[name=clip]", film)
    expect(page.locator("#said")).to_contain_text("larger than 500 MB")
    page.get_by_role("button", name="Send and measure").click()
    expect(page.locator("#said")).to_contain_text("larger than 500 MB")
    expect(page.locator("#sending")).to_be_hidden()


def test_a_lost_connection_loses_nothing(
    open_page: Callable[..., Page], page_watch: Watched, served: Served, person: Person, clips: Path
) -> None:
    page_watch.expect("ERR_INTERNET_DISCONNECTED")
    page = open_page(width=390, height=844)
    use(page, served, person)
    page.goto(f"{served.address}/clip/")
    page.set_input_files("input[name=clip]", clips / "squats.mp4")
    page.locator("summary").click()
    page.fill("input[name=left_where]", "outside of the hip")
    page.get_by_role("button", name="Send and measure").click()  # before a byte goes out
    expect(page.locator("#said")).to_contain_text("Say what you held on to")
    assert page.evaluate("() => document.activeElement.name") == "support"
    assert overflows(page) == []
    assert axe(page) == []
    page.get_by_label("Nothing", exact=True).check()
    page.context.set_offline(True)
    page.get_by_role("button", name="Send and measure").click()
    expect(page.locator("#said")).to_contain_text("send it again")
    assert page.input_value("input[name=left_where]") == "outside of the hip"
    page.context.set_offline(False)
    page.get_by_role("button", name="Send and measure").click()
    page.wait_for_url("**/clip/*/")


def test_a_phone_films_with_its_own_camera(
    open_page: Callable[..., Page], served: Served, person: Person, clips: Path
) -> None:
    page = open_page(width=390, height=844, has_touch=True, is_mobile=True)
    use(page, served, person)
    page.goto(f"{served.address}/clip/")
    film = page.locator("input#film")
    assert (film.get_attribute("accept"), film.get_attribute("capture")) == ("video/*", "environment")
    expect(page.get_by_text("Film it now", exact=True)).to_be_visible()
    film.set_input_files(clips / "squats.mp4")
    expect(page.locator("#filmed-name")).to_contain_text("squats.mp4")
    assert page.evaluate("document.querySelector('input[name=clip]').files[0].name") == "squats.mp4"
