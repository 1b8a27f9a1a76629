"""The clinician's page: every test with its error parts, every excluded trial with its reason, nothing lost or run."""

from dataclasses import replace
from functools import cache

import pytest

from inturn.report.clinician import ClinicianFacts, clinician_sheet, render_clinician_page, render_clinician_pdf
from inturn.report.sections import Section
from inturn.training.records import NoteRecord
from tests.unit.report.histories import HISTORIES, HOSTILE_NAME
from tests.unit.report.pages import read
from tests.unit.report.progressed import DECISIONS, facts, long_run
from tests.unit.report.test_pdf import _pages

samples = pytest.mark.parametrize("name", HISTORIES)


def _facts(name: str) -> ClinicianFacts:
    one = facts(name)
    day = one.made_at.date()
    return ClinicianFacts(one.history, one.progress, one.programme, tuple((day, d) for d in DECISIONS), one.made_at)


@cache
def _html(name: str) -> str:
    return render_clinician_page(_facts(name))


def _section(name: str, code: str) -> Section:
    return next(s for s in clinician_sheet(_facts(name)).sections if s.code == code)


@samples
def test_page_and_pdf_can_be_made(name: str) -> None:
    page = read(_html(name))
    assert page.unclosed == []
    assert len(page.ids()) == len(set(page.ids()))
    assert "<script" not in _html(name)
    assert _pages(render_clinician_pdf(_facts(name))) >= 1


def test_every_note_stands_there_whatever_it_is_about() -> None:
    one = _facts("twelve_weeks")
    history, day = one.history, one.history.tests[-1].at
    session = replace(history.sessions[0], note="went well")
    test = replace(history.tests[-1], note="barefoot")
    history = replace(
        history, notes=(NoteRecord("n", history.person.id, day, "slept <b>badly</b>"),),
        sessions=(session, *history.sessions[1:]), tests=(*history.tests[:-1], test),
    )  # fmt: skip
    facts_ = replace(one, history=history)
    table = next(s for s in clinician_sheet(facts_).sections if s.code == "notes").tables[0]
    about = [(cells[0].text, cells[1].text) for _, cells in table.rows]
    assert ("that session", "went well") in about
    assert ("that test", "barefoot") in about
    assert ("the day", "slept <b>badly</b>") in about
    assert "<b>badly" not in render_clinician_page(facts_)


def test_every_side_of_every_camera_test_has_a_row_with_its_error_parts() -> None:
    table = _section("both_ways", "tests").tables[0]
    tests = [t for t in HISTORIES["both_ways"]().tests if t.method.source_kind != "self"]
    assert len(table.rows) == 2 * len(tests)
    heads = dict(zip(table.heads[1:], table.rows[0][1], strict=True))
    assert [heads[h].text for h in ("Random", "Set-up", "System.", "Real p.")] == ["1.1°", "1.6°", "1.4°", "3.0°"]
    what = [cells[0].text for _, cells in table.rows]
    assert what.count("retest after release") == 2
    assert what.count("test (measured again)") == 2


def test_tests_without_a_camera_stand_apart() -> None:
    assert len(_section("both_ways", "self").tables[0].rows) == 4
    assert "self" not in [s.code for s in clinician_sheet(_facts("twelve_weeks")).sections]


def test_excluded_trials_come_with_their_reason() -> None:
    rows = _section("twelve_weeks", "excluded").tables[0].rows
    assert len(rows) == len(HISTORIES["twelve_weeks"]().tests)
    assert {cells[-1].text for _, cells in rows} == {"Knee bend"}


def test_red_flag_is_told_first_with_its_question() -> None:
    sheet = clinician_sheet(_facts("red_flag"))
    assert sheet.alarm is not None
    assert "emergency department" in sheet.alarm
    last = _section("red_flag", "screenings").tables[0].rows[-1][1]
    assert last[1].text == "emergency department now"
    assert "numbness" in last[-1].text


def test_sessions_tell_pain_load_and_doses() -> None:
    table = _section("twelve_weeks", "sessions").tables[0]
    assert len(table.rows) == len(HISTORIES["twelve_weeks"]().sessions)
    assert "release left 25 s" in table.rows[0][1][-1].text
    assert "with 12 kg" in table.rows[-1][1][-1].text


def test_decisions_with_rule_and_reason() -> None:
    rows = _section("twelve_weeks", "decisions").tables[0].rows
    assert [c.text for c in rows[-1][1]] == ["load rule", "3 good sessions with 10 kg: 12 kg today."]


def test_what_people_wrote_is_shown_as_text() -> None:
    assert HOSTILE_NAME.replace("\u202e", "")[:20] in read(_html("hostile")).text


def test_an_empty_history_says_so() -> None:
    assert "Nothing kept." in read(_html("empty")).text


def test_ten_years_can_be_printed() -> None:
    one = long_run()
    data = render_clinician_pdf(ClinicianFacts(one.history, one.progress, one.programme, (), one.made_at))
    assert _pages(data) > 50
