"""The progress report: self-contained and escaped, an empty one that helps, the stop list first without clearance."""

import re
from dataclasses import replace
from functools import cache
from math import radians

import pytest

from inturn.report import progress_pdf
from inturn.report.charts.svg import description
from inturn.report.progress_charts import progress_charts
from inturn.report.progress_page import render_progress_page
from inturn.report.progress_pdf import render_progress_pdf
from inturn.report.progress_view import progress_view
from tests.unit.report.histories import HISTORIES, HOSTILE_NAME
from tests.unit.report.pages import Page, read
from tests.unit.report.progressed import facts, long_run

samples = pytest.mark.parametrize("name", HISTORIES)


@cache
def _html(name: str) -> str:
    return render_progress_page(facts(name))


@cache
def _page(name: str) -> Page:
    return read(_html(name))


def _text(name: str) -> str:
    return " ".join(_page(name).text.split())


@samples
def test_page_is_well_formed_self_contained_and_without_script(name: str) -> None:
    page = _page(name)
    assert page.unclosed == []
    assert len(page.ids()) == len(set(page.ids()))
    assert "script" not in {tag for tag, _ in page.tags}
    assert not any("src" in a or a.get("href", "#")[:1] != "#" for _, a in page.tags if "href" in a or "src" in a)
    assert not re.search(r"url\((?!#)|@import|javascript:", _html(name))
    assert "prefers-color-scheme:dark" in _html(name)
    for one in page.all("svg"):
        assert one["role"] == "img"
        assert one["aria-labelledby"]


@samples
def test_every_chart_has_its_numbers_in_words_too(name: str) -> None:
    one = facts(name)
    charts = progress_charts(one.history, one.programme, one.target, progress_view(one).days)
    for chart, draw in charts.items():
        assert len(description(draw(340.0, chart))) > 20
    tables = {t.caption.split(",")[0] for t in _tables(name)}
    if "range" in charts:
        assert "Every test with a camera" in tables
    if "self" in charts:
        assert "Every test by yourself" in tables


def _tables(name: str) -> list:  # pyright: ignore[reportMissingTypeArgument]
    view = progress_view(facts(name))
    return [t for t in (view.range_table, view.self_table, view.score_table, view.weeks_table) if t]


def test_what_people_wrote_is_shown_as_text() -> None:
    html = _html("hostile")
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "\u202e" not in html
    assert HOSTILE_NAME.replace("\u202e", "") in _text("hostile")


def test_empty_helps() -> None:
    text = _text("empty")
    assert "Nothing to show yet" in text
    assert "inturn screen" in text
    assert "What changed" not in text


def test_red_flag_comes_first_and_nothing_invites_to_go_on() -> None:
    ids = _page("red_flag").ids()
    assert ids.index("stop") < ids.index("changed")
    text = _text("red_flag")
    assert text.index("emergency department now") < text.index("What changed")
    assert "A session is due" not in text
    assert _page("twelve_weeks").ids().index("changed") < _page("twelve_weeks").ids().index("stop")
    assert "Before anything else" not in _text("twelve_weeks")


def test_changed_and_unchanged_stand_apart() -> None:
    view = progress_view(facts("twelve_weeks"))
    assert [s.about for s in view.changed][:1] == ["Left hip (camera, without support)"]
    assert "beyond the 6° that error alone may give" in view.changed[0].text
    right = next(s for s in view.unchanged if s.about.startswith("Right"))
    assert right.kind == "same"
    assert "within error" in right.text


def test_decisions_come_with_their_rule() -> None:
    assert "3 good sessions with 10 kg: 12 kg today. (load rule)" in _text("twelve_weeks")
    assert "The left hip turns less: it is worked on. (which side)" in _text("twelve_weeks")


def test_values_of_camera_and_by_oneself_never_share_a_line() -> None:
    one = facts("both_ways")
    charts = progress_charts(one.history, one.programme, one.target, progress_view(one).days)
    assert "by yourself" not in description(charts["range"](760.0, "r"))
    assert "°" not in description(charts["self"](760.0, "s"))
    assert "not compared and not joined" in _text("both_ways")


def test_a_test_measured_again_counts_once_by_its_newest_reading() -> None:
    one = facts("both_ways")
    first = one.history.tests[0]
    changed = replace(
        first,
        sides=tuple(
            replace(s, rotation=None if s.rotation is None else replace(s.rotation, value=radians(5)))
            for s in first.sides
        ),
    )
    history = replace(one.history, tests=(changed, *one.history.tests[1:]))
    table = progress_view(replace(one, history=history)).range_table
    assert table is not None
    assert not any(
        "5°" in cell.text.split(" ")[0] for _, cells in table.rows for cell in cells if cell.text.startswith("5°")
    )
    assert len(table.rows) == 15


@samples
def test_pdf_is_two_pages_at_most(name: str) -> None:
    data = render_progress_pdf(facts(name))
    assert data.startswith(b"%PDF")
    assert 1 <= len(re.findall(rb"/Type\s*/Page(?![A-Za-z])", data)) <= 2


def test_pdf_same_facts_same_bytes_and_no_markup_is_run() -> None:
    assert render_progress_pdf(facts("hostile")) == render_progress_pdf(facts("hostile"))
    shown = progress_pdf._data(facts("hostile"), progress_view(facts("hostile")))
    assert "#panic()" in str(shown)


def test_ten_years_are_drawn_without_ten_years_of_marks() -> None:
    one = long_run()
    html = render_progress_page(one)
    assert len(html) < 900_000
    text = " ".join(read(html).text.split())
    assert "older rows in the CSV export" in text
    assert len(re.findall(rb"/Type\s*/Page(?![A-Za-z])", render_progress_pdf(one))) <= 2
