"""The sheet a clinician can sign: every judgement, threshold and red-flag sentence, with source, basis and a place."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from inturn.programme.content import ScreeningContent
from inturn.programme.hip_internal_rotation import Programme
from inturn.programme.rows import Reference, load_references
from inturn.programme.sign_off import SignOffItem
from inturn.programme.standing_test import load_rows
from inturn.report.days import long_day
from inturn.report.plain import blocks, heading, wrapped
from inturn.report.sections import Section, Sheet, sheet_page, sheet_pdf
from inturn.report.tables import Cell, Table
from inturn.report.words.programme import BASIS, KINDS, READ, SIGN_OFF, SIGN_PLACES, source_words, with_unit
from inturn.report.words.screening import leads_to, outcome_words

_HEADS: Final = ("What", "It says", "Leads to", "Source", "Basis", "Signed by", "Agreed / change to")
_NUMBER_HEADS: Final = ("What", "Value", "Note", "Source", "Basis", "Signed by", "Agreed / change to")
_SHARES: Final = (1.6, 3.6, 2.6, 3.0, 1.3, 1.2, 2.0)
_NUMBER_SHARES: Final = (2.9, 1.0, 3.4, 3.6, 1.3, 1.2, 2.0)


def render_sign_off_page(programme: Programme, made_at: datetime) -> str:
    """The sheet as self-contained HTML."""
    return sheet_page(sign_off_sheet(programme, made_at))


def render_sign_off_pdf(programme: Programme, made_at: datetime) -> bytes:
    """The sheet as PDF. Raises OutputError when typst cannot set it."""
    return sheet_pdf(sign_off_sheet(programme, made_at), made_at)


def sign_off_sheet(programme: Programme, made_at: datetime) -> Sheet:
    """The sheet in words and tables: red flags first, then questions, numbers, texts, and the sources."""
    references = _references(programme)
    items = (*programme.items, *_standing_items())
    signed = sum(bool(i.reviewed_by) for i in items)
    count = f"{signed} of {len(items)} lines are signed."
    lead = Section("lead", programme.title, (SIGN_OFF["lead"], count))
    return Sheet(
        title=SIGN_OFF["title"],
        subtitle=f"{programme.id}, version {programme.version}",
        made=long_day(made_at.date()),
        foot=SIGN_OFF["foot"],
        skip=SIGN_OFF["skip"],
        sections=(lead, *_sections(programme, items, references), _sources(items, references)),
        sign=SIGN_PLACES,
    )


def sign_off_text(programme: Programme) -> str:
    """The sheet as plain text for a terminal or a printer."""
    references = _references(programme)
    items = (*programme.items, *_standing_items())
    parts: list[str | Iterable[str]] = [heading(f"{SIGN_OFF['title']}: {programme.title}", "=")]
    parts.append(f"{programme.id}, version {programme.version}")
    parts.append(wrapped(SIGN_OFF["lead"]))
    for title, group in _grouped(items):
        parts.append(heading(title))
        parts += [_item_text(item, references, programme.screening) for item in group]
    parts.append([f"{place}: {'_' * 40}" for place in SIGN_PLACES])
    parts.append(wrapped(SIGN_OFF["foot"]))
    return blocks(parts)


def _references(programme: Programme) -> Mapping[str, Reference]:
    return {**load_references(), **dict(programme.references)}


def _standing_items() -> tuple[SignOffItem, ...]:
    """The numbers of the standing test's own file, named so that they stand apart."""
    return tuple(
        SignOffItem(f"{_STANDING}{name}", "number", row.note, row.value, row.unit, None, row.source, row.basis,
                    row.reviewed_by)
        for name, row in load_rows().items()
    )  # fmt: skip


_STANDING: Final = "standing_test."


def _grouped(items: Sequence[SignOffItem]) -> list[tuple[str, list[SignOffItem]]]:
    """Heading and items of each part of the sheet that has any."""
    own = [i for i in items if not i.name.startswith(_STANDING)]
    groups = [(title, [i for i in own if i.kind == kind]) for kind, title in KINDS.items()]
    groups.append((SIGN_OFF["standing"], [i for i in items if i.name.startswith(_STANDING)]))
    return [(title, group) for title, group in groups if group]


def _sections(programme: Programme, items: Sequence[SignOffItem], references: Mapping[str, Reference]) -> list[Section]:
    return [
        Section(
            f"part-{order}", title, (), (_table(group, references, programme.screening),),
            shares=_NUMBER_SHARES if group[0].kind == "number" else _SHARES,
        )
        for order, (title, group) in enumerate(_grouped(items), 1)
    ]  # fmt: skip


def _table(group: Sequence[SignOffItem], references: Mapping[str, Reference], screening: ScreeningContent) -> Table:
    numbers = group[0].kind == "number"
    rows: list[tuple[str, tuple[Cell, ...]]] = []
    for item in group:
        said = (_value(item), item.text) if numbers else (item.text, _leads(item, screening))
        shared = (source_words(item.source, references), BASIS[item.basis], item.reviewed_by, "")
        rows.append((_name(item), tuple(Cell(text) for text in (*said, *shared))))
    return Table("", _NUMBER_HEADS if numbers else _HEADS, tuple(rows))


def _name(item: SignOffItem) -> str:
    return item.name.removeprefix(_STANDING).removeprefix("screening.").replace("_", " ").replace(".", ", ")


def _value(item: SignOffItem) -> str:
    return "" if item.value is None else with_unit(item.value, item.unit or "1")


def _leads(item: SignOffItem, screening: ScreeningContent) -> str:
    """What the answers to a question, or a combination of them, lead to."""
    own_id = item.name.removeprefix("screening.")
    for question in (*screening.questions, screening.review):
        if question.id == own_id:
            return leads_to(question)
    found = [outcome_words(c.outcome) for c in screening.combinations if c.id == own_id]
    return found[0] if found else ""


def _item_text(item: SignOffItem, references: Mapping[str, Reference], screening: ScreeningContent) -> list[str]:
    outcome = _leads(item, screening) if item.kind in {"red_flag", "question"} else ""
    leads = f" -> {outcome}" if outcome else ""
    said = f"{_value(item)}. {item.text}".strip(". ") if item.kind == "number" else item.text
    origin = f"Source: {source_words(item.source, references).rstrip('.')}. Basis: {BASIS[item.basis]}."
    signed = f"Signed by: {item.reviewed_by}" if item.reviewed_by else f"Agreed: {'_' * 12}  Change: {'_' * 30}"
    return [
        wrapped(f"{_name(item)}: {said}{leads}"),
        wrapped(origin, indent="    "),
        f"    {signed}",
    ]


def _sources(items: Sequence[SignOffItem], references: Mapping[str, Reference]) -> Section:
    cited = sorted({i.source for i in items})
    rows = tuple((key, (Cell(source_words(key, references)), Cell(_read(key, references)))) for key in cited)
    return Section("sources", SIGN_OFF["sources"], (), (Table("", ("Key", "Source", "What of it was read"), rows),),
                   shares=(2, 9, 3))  # fmt: skip


def _read(key: str, references: Mapping[str, Reference]) -> str:
    found = references.get(key)
    return "" if found is None else READ[found.read]
