"""A page watched: what it asked for, what it complained of, and whether everybody can use it."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LOOPBACK = {"127.0.0.1", "localhost", ""}


@dataclass
class Watched:
    """Everything a page asked for elsewhere, and every complaint of its console, in order."""

    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, part: str) -> None:
        """A complaint with these words is what the test provokes."""
        self.expected.append(part)

    def unexpected(self) -> list[str]:
        """Complaints that no test provoked."""
        return [one for one in self.complaints if not any(part in one for part in self.expected)]


def watch(page: Page, seen: Watched) -> None:
    """Watch a page from now on and write into `seen`."""

    def asked(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOOPBACK:
            seen.elsewhere.append(url)

    page.on("request", lambda request: asked(request.url))
    page.on("websocket", lambda socket: asked(socket.url))
    page.on("pageerror", lambda error: seen.complaints.append(f"error: {error}"))
    page.on("console", lambda message: _heard(seen, message.type, message.text))


def _heard(seen: Watched, kind: str, text: str) -> None:
    if kind in {"error", "warning"}:
        seen.complaints.append(f"{kind}: {text}")


def axe(page: Page, only: list[str] | None = None) -> list[str]:
    """What axe-core finds serious or critical on a page under WCAG 2.2 AA, or by the rules named; [] is good.

    The script comes in by the debugger, which the page's policy does not bind; the page itself loads nothing.
    """
    rules = only or ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found: list[Any] = page.evaluate("(how) => axe.run(how).then((told) => told.violations)", options)
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: "
        + json.dumps([node["target"] for node in one["nodes"]][:3])
        + f" {one['nodes'][0].get('failureSummary', '')[:300]}"
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]


def broken_words(page: Page) -> list[str]:
    """Words of buttons and large numbers that are broken over two lines, but for hyphens: none of ours is so long."""
    return page.evaluate(
        """() => [...document.querySelectorAll(".button, .number, .count-button")].flatMap((e) => {
        const words = [], range = document.createRange();
        const texts = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
        for (let text = texts.nextNode(); text; text = texts.nextNode())
            for (const word of text.data.matchAll(/[^\\s-]+-*/g)) {
                range.setStart(text, word.index);
                range.setEnd(text, word.index + word[0].length);
                if (new Set([...range.getClientRects()].map((r) => r.top)).size > 1) words.push(word[0]);
            }
        return words; })"""
    )


def overflows(page: Page) -> list[str]:
    """Elements wider than the window, which make a small phone scroll sideways."""
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
        .slice(0, 5).map(e => e.tagName + "." + e.className)"""
    )
