"""The PDF: one page whatever the result, the same bytes for the same result, data never run as markup."""

import re
from datetime import UTC, datetime

import pytest

from inturn.programme.clearance import Clearance
from inturn.programme.hip_internal_rotation import load_shipped_programme
from inturn.report import pdf
from inturn.report.pdf import render_pdf
from inturn.report.sign_off import render_sign_off_pdf
from inturn.report.words.made import file_name
from tests.unit.report.curves import angles, angles_of
from tests.unit.report.samples import SAMPLES, hostile, limited_left


def _pages(data: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page(?![A-Za-z])", data))


def test_the_counter_counts() -> None:
    import typst

    two = typst.compile({"main": b"one #pagebreak() two"}, ignore_system_fonts=True)  # pyright: ignore[reportArgumentType]
    assert _pages(two) == 2


@pytest.mark.parametrize("name", SAMPLES)
def test_one_page(name: str) -> None:
    data = render_pdf(SAMPLES[name](), angles_of(name))
    assert data.startswith(b"%PDF")
    assert _pages(data) == 1


def test_one_page_with_clearance() -> None:
    result = SAMPLES["longest"]()
    cleared = Clearance(questions_version="1", answered_at="2026-11-22", no_end_range=frozenset({"left", "right"}))
    assert _pages(render_pdf(result, angles(result), cleared)) == 1


def test_same_result_same_bytes() -> None:
    result = limited_left()
    assert render_pdf(result, angles(result)) == render_pdf(result, angles(result))


def test_a_moment_with_microseconds_can_be_set() -> None:
    content = load_shipped_programme()
    moment = datetime(2026, 11, 22, 9, 30, 1, 123456, tzinfo=UTC)
    assert render_sign_off_pdf(content, moment) == render_sign_off_pdf(content, moment.replace(microsecond=0))


def test_hostile_text_stays_text() -> None:
    result = hostile()
    shown = pdf._data(result, None, {})
    assert shown["head"] == f"{file_name(result.source.file, 44)}\n22 November 2026"
    assert "#panic()" in str(shown)  # run as markup it would stop the compiler
    assert _pages(render_pdf(result, angles(result))) == 1


def test_the_template_asks_for_no_package_and_no_address() -> None:
    from importlib.resources import files

    text = files("inturn.report").joinpath("templates", "report.typ").read_text(encoding="utf-8")
    assert "@" not in text
    assert "http" not in text
    assert "eval" not in text


def test_an_unreadable_date_does_not_stop_the_page() -> None:
    result = limited_left()
    odd = result.model_copy(update={"made_by": result.made_by.model_copy(update={"at": "yesterday"})})
    assert _pages(render_pdf(odd, angles(odd))) == 1
