"""The page: self-contained, no script, escaped, well-formed, in the right order, for everybody."""

import re
from functools import cache
from itertools import pairwise

import pytest

from inturn.programme.clearance import Clearance
from inturn.report.page import render_page
from inturn.report.words.verdict import verdict_sentence
from tests.unit.report.curves import angles_of
from tests.unit.report.pages import Page, read
from tests.unit.report.samples import HOSTILE, SAMPLES

CLEARED = Clearance(questions_version="1", answered_at="2026-11-22T10:00:00Z")
pages = pytest.mark.parametrize("name", SAMPLES)


@cache
def _html(name: str, clearance: Clearance | None = None) -> str:
    return render_page(SAMPLES[name](), angles_of(name), clearance)


@cache
def _page(name: str) -> Page:
    return read(_html(name))


@pages
def test_nothing_comes_from_outside_and_nothing_runs(name: str) -> None:
    html = _html(name)
    page = read(html)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "link", "iframe", "object", "embed", "img", "base", "form"}
    for _, attributes in page.tags:
        assert not [key for key in attributes if key.startswith("on")]
        assert not {"src", "srcset", "data"} & attributes.keys()
        assert (attributes.get("href") or "#").startswith("#")
    assert set(re.findall(r"https?://[^\"' )]+", html)) <= {"http://www.w3.org/2000/svg"}
    assert "@import" not in html
    assert all(target.startswith("#") for target in re.findall(r"url\(([^)]*)\)", html))


@pages
def test_it_is_well_formed_with_unique_ids_and_living_links(name: str) -> None:
    page = _page(name)
    assert page.unclosed == []
    ids = page.ids()
    assert len(ids) == len(set(ids))
    for link in page.all("a"):
        assert (link["href"] or "")[1:] in ids
    for _, attributes in page.tags:
        for target in (attributes.get("aria-labelledby") or "").split():
            assert target in ids


@pages
def test_language_headings_and_tables(name: str) -> None:
    page = _page(name)
    assert page.all("html")[0]["lang"] == "en"
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert all("scope" in head for head in page.all("th"))
    assert len(page.all("caption")) == len(page.all("table"))


@pages
def test_every_drawing_has_name_and_description(name: str) -> None:
    page = _page(name)
    drawings = page.all("svg")
    assert len(drawings) == 6
    assert all(d["role"] == "img" and d["aria-labelledby"] for d in drawings)


@pages
def test_verdict_and_both_sides_are_said(name: str) -> None:
    text = " ".join(_page(name).text.split())
    assert " ".join(verdict_sentence(SAMPLES[name]()).split()) in text
    assert "Left hip" in text
    assert "Right hip" in text


def test_what_users_wrote_is_shown_as_text() -> None:
    html = _html("hostile")
    assert "<script" not in html
    assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;" in html
    assert HOSTILE in _page("hostile").text


def test_order_of_the_page_without_and_with_clearance() -> None:
    order = [h for h in read(_html("mixed_trials")).ids() if h in _SECTIONS]
    assert order == _SECTIONS
    assert [h for h in read(_html("mixed_trials", CLEARED)).ids() if h in _SECTIONS] == [*_SECTIONS[1:], "stop"]


_SECTIONS = ["stop", "result", "sides", "stick", "curve", "body", "worth", "trials", "warnings", "made", "next"]


def test_failed_gates_are_told_in_words_too() -> None:
    text = " ".join(_page("mixed_trials").text.split())
    assert "failed: 58.0°" in text
    assert "Left 3: Lift the knee to hip height" in text


def test_themes_and_paper() -> None:
    html = _html("limited_left")
    assert "prefers-color-scheme:dark" in html
    assert "@media print" in html
    assert 'name="viewport"' in html


def test_made_by_and_mirror_are_told() -> None:
    text = _page("mixed_trials").text
    assert "Left and right were swapped on request" in text
    assert "your camera mirrors its picture: measure again with --mirrored" in _page("limited_left").text
    assert "with a hand on the wall" in text
