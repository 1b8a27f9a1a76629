"""Panels, the whole programme and the sign-off sheet: everything is there, with source and basis, nothing too wide."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from inturn.programme.hip_internal_rotation import load_shipped_programme
from inturn.programme.standing_test import load_rows
from inturn.report.plain import WIDTH
from inturn.report.programme_text import panel_text, panels_text, programme_text
from inturn.report.sign_off import render_sign_off_page, render_sign_off_pdf, sign_off_sheet, sign_off_text
from inturn.report.words.decisions import RULES, decision_sentence
from inturn.training.codes import CODES
from inturn.training.records import Decision
from tests.unit.report.pages import read
from tests.unit.report.test_pdf import _pages

PROGRAMME = load_shipped_programme()
AT = datetime(2026, 3, 2, tzinfo=UTC)


def _flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("text", [panels_text(PROGRAMME), programme_text(PROGRAMME), sign_off_text(PROGRAMME)])
def test_text_keeps_to_a_terminal(text: str) -> None:
    assert max(map(len, text.splitlines())) <= WIDTH
    assert "\x1b" not in text
    assert text.endswith("\n")


def test_every_panel_says_how_sure_and_what_was_read() -> None:
    text = _flat(panels_text(PROGRAMME))
    assert text.count("How sure are we?") == len(PROGRAMME.panels)
    for panel in PROGRAMME.panels:
        assert panel.sure in text
        assert all(line in text for line in panel.text)
    assert "not read: from memory, to be checked" in text
    assert PROGRAMME.panels[1].title in panel_text(PROGRAMME, PROGRAMME.panels[1])


def test_the_whole_programme_is_shown() -> None:
    text = _flat(programme_text(PROGRAMME))
    for question in PROGRAMME.screening.questions:
        assert question.text in text
    for exercise in PROGRAMME.exercises:
        assert exercise.title in text
        assert all(step.text in text for step in exercise.steps)
    for item in PROGRAMME.items:
        if item.kind == "number":
            assert item.name in text


def test_sign_off_holds_every_item_once_with_a_place_to_sign() -> None:
    sheet = sign_off_sheet(PROGRAMME, AT)
    rows = [row for s in sheet.sections if s.code.startswith("part") for t in s.tables for row in t.rows]
    assert len(rows) == len(PROGRAMME.items) + len(load_rows())
    assert all(cells[-1].text == "" for _, cells in rows)
    assert all(cells[2].text for _, cells in rows)  # a source
    assert all(cells[3].text for _, cells in rows)  # its basis
    assert "Signature" in sheet.sign


def test_red_flags_come_first_and_say_what_they_lead_to() -> None:
    first = next(s for s in sign_off_sheet(PROGRAMME, AT).sections if s.code.startswith("part"))
    leads = {name: cells[1].text for name, cells in first.tables[0].rows}
    assert leads["saddle numbness"] == "yes: emergency department now"
    assert leads["pregnancy ok"].startswith("no: to be seen")
    assert all("emergency" in text or "to be seen" in text for text in leads.values())


def test_a_signed_line_names_who_signed() -> None:
    items = tuple(
        replace(i, reviewed_by="Dr. <b>Weiß</b>") if i.name == "plan.low_range" else i for i in PROGRAMME.items
    )
    signed = replace(PROGRAMME, items=items)
    html = render_sign_off_page(signed, AT)
    assert "Dr. &lt;b&gt;Weiß&lt;/b&gt;" in html
    assert "1 of " in read(html).text
    assert "Signed by: Dr. <b>Weiß</b>" in sign_off_text(signed)


def test_page_and_pdf() -> None:
    page = read(render_sign_off_page(PROGRAMME, AT))
    assert page.unclosed == []
    assert "script" not in {tag for tag, _ in page.tags}
    assert _pages(render_sign_off_pdf(PROGRAMME, AT)) > 5


def test_every_code_of_every_rule_has_a_sentence_and_every_rule_a_name() -> None:
    assert set(CODES) <= set(RULES)
    for rule, codes in CODES.items():
        for code in codes:
            text = decision_sentence(Decision(rule, code, (), "left"), PROGRAMME)
            assert text[0].isupper() or text[0] in "–0123456789"
            assert "{" not in text


def test_a_programme_file_cannot_reach_beyond_its_names() -> None:
    wording = (("load_up", "{to_kg} {side.__class__} {0} {to_kg!r} {missing}"),)
    text = decision_sentence(
        Decision("load", "load_up", (("to_kg", 8.0),), "left"), replace(PROGRAMME, wording=wording)
    )
    assert text == "8 {side.__class__} – {to_kg!r} –"


def test_a_code_nobody_knows_keeps_its_name() -> None:
    assert decision_sentence(Decision("x", "some_new_code"), PROGRAMME) == "Some new code."
