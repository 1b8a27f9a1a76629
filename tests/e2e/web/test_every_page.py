"""Every page that a link leads to: usable by everybody, nothing inline, nothing from elsewhere, not wider than a phone.

With INTURN_SCREENSHOTS=FOLDER every page is also drawn at 390 and 1280 pixels, light and dark, to be looked at.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from inturn.programme.hip_internal_rotation import load_shipped_programme
from tests.e2e.web.conftest import kept_in, now
from tests.e2e.web.looking import Watched, axe, broken_words, overflows
from tests.e2e.web.served import Served
from tests.unit.workflows.made import answers

INLINE = """() => [...document.querySelectorAll('*')].filter(e => e.hasAttribute('style') || e.tagName === 'STYLE'
    || (e.tagName === 'SCRIPT' && !e.src && e.type !== 'application/json')
    || [...e.attributes].some(a => a.name.startsWith('on'))).map(e => e.outerHTML.slice(0, 120))"""
LINKS = "() => [...document.querySelectorAll('a[href]:not([download])')].map(a => a.href)"
FILES = re.compile(r"\.(pdf|csv|zip|json|ics|parquet|tar|webm|mp4|svg)$|/download/|/export")
MOST = 90
OPEN_PAGES = {"/today/", "/people/", "/settings/", "/test/", "/clip/", "/session/", "/progress/", "/phone/"}


def walk(page: Page, address: str, seen: dict[str, str]) -> None:
    """Visit every page that can be reached by links, one address of each kind; into `seen`, by kind."""
    waiting = [f"{address}/"]
    while waiting and len(seen) < MOST:
        url = waiting.pop(0)
        kind = re.sub(r"[0-9a-f]{8}[0-9a-f-]{8,}|\d+", "#", urlsplit(url).path)
        if kind in seen or FILES.search(url):
            continue
        answer = page.goto(url)
        assert answer is not None
        assert answer.status < 400, f"{url}: {answer.status}"
        seen[kind] = url
        look(page, url, answer.headers)
        waiting += [link.partition("#")[0] for link in page.evaluate(LINKS) if link.startswith(f"{address}/")]


def answer_every_question(served: Served) -> None:
    """The made-up person has answered the safety questions, so that every page is open."""
    from inturn.workflows.people import everybody
    from inturn.workflows.screening import keep_answers

    content = load_shipped_programme()
    with kept_in(served):
        keep_answers(everybody()[0], content, "full", answers("full"), now())


def look(page: Page, url: str, headers: dict[str, str]) -> None:
    """What must hold on every page."""
    assert "default-src 'self'" in headers["content-security-policy"], url
    assert "unsafe" not in headers["content-security-policy"], url
    assert page.evaluate(INLINE) == [], url
    assert page.title().endswith("Inturn"), url
    assert page.locator("h1").count() == 1, url
    assert overflows(page) == [], url
    assert broken_words(page) == [], url
    page.emulate_media(color_scheme="light")
    assert axe(page) == [], url
    page.emulate_media(color_scheme="dark")
    assert axe(page, only=["color-contrast"]) == [], url
    draw(page, url)


def draw(page: Page, url: str) -> None:
    """Pictures of the page for a person to look at, where they were asked for."""
    folder = os.environ.get("INTURN_SCREENSHOTS")
    if not folder:
        return
    name = re.sub(r"[^a-z0-9]+", "-", urlsplit(url).path.strip("/").lower())[:60] or "home"
    size = page.viewport_size
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=Path(folder) / f"{name}-{width}-{scheme}.png", full_page=True)
    if size is not None:
        page.set_viewport_size(size)


@pytest.mark.slow
def test_every_page_is_for_everybody(open_page: Callable[..., Page], served: Served) -> None:
    page = open_page(width=320, height=640)
    first: dict[str, str] = {}
    walk(page, served.address, first)
    assert "/" in first
    page.goto(f"{served.address}/")
    page.locator("form[action$='/people/demo/'] button").first.click()
    page.wait_for_url("**/today/")
    answer_every_question(served)
    seen: dict[str, str] = {}
    walk(page, served.address, seen)
    assert set(seen) >= OPEN_PAGES
    assert any(kind.startswith("/tests/#") for kind in seen)
    answer = page.goto(f"{served.address}/questions/")
    assert answer is not None
    look(page, answer.url, answer.headers)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/questions/ask/**")
    look(page, page.url, answer.headers)


def test_a_closed_door_and_pages_that_are_not_there(
    open_page: Callable[..., Page], served: Served, page_watch: Watched
) -> None:
    page_watch.expect("404")
    page_watch.expect("403")
    page = open_page(width=320, height=640)
    answer = page.goto(f"{served.address}/no-such-page/")
    assert answer is not None
    assert answer.status == 404
    look(page, "404", answer.headers)
    page.context.clear_cookies()
    answer = page.goto(f"{served.address}/today/")
    assert answer is not None
    assert answer.status == 403
    look(page, "403", answer.headers)
    # what looks at pages sees what is wrong with one
    page.evaluate("() => document.body.append(document.createElement('img'))")
    assert any(found.startswith("image-alt") for found in axe(page))
    page.evaluate("() => { document.querySelector('h1').style.width = '900px'; }")
    assert page.evaluate(INLINE)
    assert overflows(page)
