"""Every word of the pages can be translated: in a language where each message stands in brackets, all of them do.

Words of the programme and of the reports are marked `lang="en"`, names and paths `translate="no"`: these pass.
"""

import re
from collections.abc import Generator, Iterable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import trans_real

from inturn.store import repositories as kept
from inturn.training.records import Person
from inturn.web.desk import Desk
from inturn.workflows.people import everybody
from tests.unit.web.conftest import answer_questions
from tests.unit.web.test_pages import told

OPEN, CLOSE = "\u27e6", "\u27e7"
CONTEXT = "\x04"
NOT_THERE = "/no-such-page/"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SPOKEN = ("alt", "aria-label", "placeholder", "title")
WORD = re.compile(r"[^\W\d_]{2,}")
PAGES = (
    "/", "/about/", "/stop/", "/understand/", "/understand/4/", "/people/", "/people/new/", "/people/forget/",
    "/questions/", "/today/", "/plan/", "/test/", "/test/by-yourself/", "/test/by-yourself/tell/", "/note/pain/",
    "/note/morning/", "/note/activities/", "/note/score/", "/settings/",
    "/settings/person/", "/settings/restore/",
    "/test/camera/", "/clip/", "/phone/", "/session/", "/progress/", "/progress/files/", "/tests/",
)  # fmt: skip


class Pseudo:
    """A catalogue that puts every message in brackets."""

    def gettext(self, message: str) -> str:
        return f"{OPEN}{message.rpartition(CONTEXT)[2]}{CLOSE}"

    def ngettext(self, one: str, many: str, number: int) -> str:
        return f"{OPEN}{one if number == 1 else many}{CLOSE}"

    def pgettext(self, _: str, message: str) -> str:
        return self.gettext(message)

    def npgettext(self, _: str, one: str, many: str, number: int) -> str:
        return self.ngettext(one, many, number)

    def plural(self, number: int) -> int:
        return int(number != 1)

    def get(self, _: str, default: Any = None) -> Any:
        return default

    def to_language(self) -> str:
        return "en"

    def language(self) -> str:
        return "en"


class Words(HTMLParser):
    """What a reader of a page sees or hears, but for what is marked as not to be translated."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        foreign = tag not in {"html"} and given.get("lang") == "en"
        skip = foreign or given.get("translate") == "no" or tag in {"code", "script", "option"}
        skip = skip or any(s for _, s in self.open)
        if not skip:
            self.found += [str(given[name]) for name in SPOKEN if given.get(name)]
        if tag not in VOID:
            self.open.append((tag, skip))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(s for _, s in self.open):
            self.found.append(" ".join(data.split()))


def untranslated(page: str, *let_through: str) -> list[str]:
    """The words of a page that no catalogue was asked for."""
    words = Words()
    words.feed(page)
    rest = [re.sub(f"{OPEN}[^{CLOSE}]*{CLOSE}", "", text) for text in words.found]
    for name in let_through:
        rest = [text.replace(name, "") for text in rest]
    return [text for text in rest if WORD.search(text)]


@pytest.fixture
def pseudo(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    """English, in brackets, once the settings are made (making them forgets every catalogue)."""
    monkeypatch.setitem(trans_real._translations, "en", Pseudo())
    translation.deactivate()
    yield
    translation.deactivate()


def test_a_word_that_was_forgotten_is_found() -> None:
    assert untranslated(f"<p>{OPEN}Hello{CLOSE}</p><p>Forgotten</p>") == ["Forgotten"]
    assert untranslated('<button aria-label="Close"></button>') == ["Close"]
    assert untranslated('<p lang="en">Programme</p><p translate="no">Ada</p><p>12:30</p>') == []


def forgotten(browser: Client, addresses: Iterable[str]) -> dict[str, list[str]]:
    """The words that no catalogue was asked for, by page."""
    found: dict[str, list[str]] = {}
    for address in addresses:
        answer = browser.get(address, follow=True)
        page = answer.content.decode()
        assert answer.status_code == (404 if address == NOT_THERE else 200), address
        assert OPEN in page, address
        found[address] = untranslated(page, "Inturn", "Europe/Zurich", "UTC")
    return {address: words for address, words in found.items() if words}


def test_every_page_is_asked_of_the_catalogue(pseudo: None, as_person: Client, person: Person, desk: Desk) -> None:
    answer_questions(person, desk)
    assert forgotten(as_person, (*PAGES, NOT_THERE)) == {}
    for moved, shown in (("yes", f"{OPEN}yes{CLOSE}"), ("no", f"{OPEN}no{CLOSE}")):
        answer = as_person.post("/test/by-yourself/tell/", told(**{"left-moved": moved}), follow=True)
        page = answer.content.decode()
        assert untranslated(page, "Inturn") == []
        assert f"<dd>{shown}</dd>" in page


def test_pages_with_twelve_weeks_behind_them(pseudo: None, client: Client, desk: Desk) -> None:
    client.post("/people/demo/")
    (demo,) = everybody()
    tests = kept.history(demo.id).tests
    answer_questions(demo, desk)
    pages = ("/today/", "/plan/", "/session/", "/progress/", "/tests/", f"/tests/{tests[-1].id}/")
    assert forgotten(client, pages) == {}
    answer = client.post("/session/begin/", {"now": "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/session/"
    assert untranslated(answer.content.decode(), "Inturn") == []
