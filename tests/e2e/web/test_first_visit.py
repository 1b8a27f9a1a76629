"""The first visit in a real browser, by keyboard alone, with a reload in the middle of the questions."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.web.looking import axe, overflows
from tests.e2e.web.served import Served


def press(page: Page, name: str, role: str = "button") -> None:
    """Reach something by the Tab key and press Enter on it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate("() => document.activeElement.innerText || document.activeElement.getAttribute('name')")
        if (here or "").strip() == name:
            outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"{name}: one cannot see where one is"
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"no {role} called {name} can be reached by the keyboard")


def test_from_what_this_is_to_today(open_page: Callable[..., Page], served: Served) -> None:
    page = open_page(width=320, height=640, reduced_motion="reduce")
    page.goto(f"{served.address}/")
    press(page, "Begin", "link")
    for number in range(1, 5):
        assert f"Understand, {number} of 4" in page.title()
        press(page, "Go on" if number < 4 else "Who you are", "link")
    page.get_by_label("What shall we call you?").focus()
    page.keyboard.type("Zoë <b>")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("171")
    press(page, "On to the safety questions")
    press(page, "Begin")
    for asked in range(1, 60):
        if not page.url.endswith("/questions/ask/"):
            break
        if asked == 5:
            page.reload()
        assert page.get_by_text(f"Question {asked}", exact=True).is_visible()
        press(page, "No")
    assert page.get_by_role("heading", level=1).inner_text() == "You may go on"
    assert axe(page) == []
    press(page, "Go on", "link")
    assert page.get_by_role("heading", level=1).inner_text() == "Hello, Zoë <b>"
    assert page.get_by_role("link", name="Take the test").is_visible()


def test_large_type_fits_the_smallest_phone(open_page: Callable[..., Page], served: Served) -> None:
    page = open_page(width=320, height=640)
    page.goto(f"{served.address}/settings/")
    page.get_by_label("Large, to read from three metres").check()
    page.get_by_label("Dark", exact=True).check()
    page.get_by_role("button", name="Change", exact=True).click()
    page.get_by_text("Changed.").wait_for()
    for address in ("/settings/", "/about/", "/understand/3/", "/stop/", "/people/new/"):
        page.goto(f"{served.address}{address}")
        assert overflows(page) == [], address
        assert axe(page) == [], address
    page.get_by_label("What shall we call you?").fill("Maximiliane-Alexandra")
    page.locator("input[name=adult]").check()
    page.get_by_role("button", name="On to the safety questions").click()
    page.wait_for_url("**/questions/")
    ends = page.locator(".top > a").evaluate_all("all => all.map(e => e.getBoundingClientRect().right)")
    assert len(ends) == 2
    assert max(ends) <= 320, "the header runs out of the window"
    assert overflows(page) == []
    for large in (True, False):
        page.goto(f"{served.address}/settings/")
        page.get_by_label("Large, to read from three metres").set_checked(large)
        page.get_by_role("button", name="Change", exact=True).click()
        page.get_by_text("Changed.").wait_for()
        for width in (768, 1024):
            page.set_viewport_size({"width": width, "height": 640})
            assert overflows(page) == [], (large, width)


def test_a_backup_is_brought_back_in_the_browser(
    open_page: Callable[..., Page], served: Served, tmp_path: Path
) -> None:
    page = open_page(width=320, height=640)
    page.goto(f"{served.address}/people/new/")
    page.get_by_label("What shall we call you?").fill("Ada")
    page.locator("input[name=adult]").check()
    press(page, "On to the safety questions")
    page.goto(f"{served.address}/settings/")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download a backup").click()
    saved.value.save_as(tmp_path / "backup.zip")
    press(page, "Name, height, time zone", "link")
    page.get_by_label("What shall we call you?").fill("Somebody else")
    press(page, "Change")
    expect(page.get_by_text("Changed.")).to_be_visible()
    press(page, "Bring a backup back", "link")
    assert overflows(page) == []
    assert axe(page) == []
    page.set_input_files("input[name=backup]", tmp_path / "backup.zip")
    page.get_by_role("button", name="Bring it back").click()
    assert page.evaluate("() => document.activeElement.name") == "sure"  # asked for before anything is sent
    page.get_by_label("Replace everything of everybody kept here").check()
    press(page, "Bring it back")
    expect(page.get_by_text("The backup is back")).to_be_visible()
    expect(page.get_by_role("button", name="Ada")).to_be_visible()
    expect(page.get_by_text("Somebody else")).to_have_count(0)
