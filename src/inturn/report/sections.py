"""A document of headings, lead sentences and tables: what the clinician's page and the sign-off sheet are made of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from inturn.report.html import render
from inturn.report.tables import Table
from inturn.report.typeset import set_pdf


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with a lead and tables; `nothing` is said when there is no table. `code` is its id on the page.

    wide   column widths for paper as shares, for each table; empty = all alike
    """

    code: str
    title: str
    lead: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    nothing: str = ""
    shares: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document. `alarm` stands first, in red; `sign` asks for name, date and signature at the end."""

    title: str
    subtitle: str
    made: str
    foot: str
    skip: str
    sections: tuple[Section, ...]
    alarm: str | None = None
    sign: tuple[str, ...] = field(default_factory=tuple)


def sheet_page(sheet: Sheet) -> str:
    """The document as a self-contained page."""
    return render("sheet.html", "programme.css", "sheet.css", t=sheet)


def sheet_pdf(sheet: Sheet, at: datetime) -> bytes:
    """The document as PDF, A4 across. Raises OutputError when typst cannot set it."""
    data = {
        "title": sheet.title,
        "subtitle": sheet.subtitle,
        "made": sheet.made,
        "foot": sheet.foot,
        "alarm": sheet.alarm,
        "sign": list(sheet.sign),
        "sections": [_section(s) for s in sheet.sections],
    }
    return set_pdf("sheet.typ", data, {}, at)


def _section(section: Section) -> dict[str, object]:
    return {
        "title": section.title,
        "lead": list(section.lead),
        "nothing": section.nothing,
        "shares": list(section.shares),
        "tables": [_table(t) for t in section.tables],
    }


def _table(table: Table) -> dict[str, object]:
    rows: list[Sequence[str]] = [[name, *(c.text for c in cells)] for name, cells in table.rows]
    return {"caption": table.caption, "heads": list(table.heads), "rows": rows}
