"""Everything in a programme that a clinician can sign: its texts with a clinical meaning, and every number."""

from dataclasses import dataclass
from typing import Final, Literal

from inturn.programme.checks import sourced
from inturn.programme.content import Level
from inturn.programme.document import (
    CombinationIn,
    ExerciseIn,
    MeasureIn,
    OutcomeIn,
    PanelIn,
    ProgrammeIn,
    QuestionIn,
    Sourced,
    TestIn,
)
from inturn.programme.rows import Basis, Row

ItemKind = Literal["number", "red_flag", "question", "panel", "test", "exercise", "measure"]

_WORST_FIRST: Final[tuple[Level, ...]] = ("emergency", "see_someone", "go_with_limits", "go")


@dataclass(frozen=True, slots=True)
class SignOffItem:
    """One thing to sign: its dotted name, what it says, and where it comes from.

    number      value and unit as written, `text` its note
    red_flag    a question or combination that stops somebody, with the level it leads to
    """

    name: str
    kind: ItemKind
    text: str
    value: float | None
    unit: str | None
    level: Level | None
    source: str
    basis: Basis
    reviewed_by: str


def sign_off_items(file: ProgrammeIn) -> tuple[SignOffItem, ...]:
    """All of them, in the order of the file."""
    return tuple(_item(".".join(str(p) for p in path), item) for path, item in sourced(file))


def _item(name: str, item: Sourced | Row) -> SignOffItem:
    if isinstance(item, Row):
        return SignOffItem(
            name, "number", item.note, item.value, item.unit, None, item.source, item.basis, item.reviewed_by
        )
    kind, text, level = _said(item)
    if isinstance(item, (QuestionIn, CombinationIn)):
        name = f"screening.{item.id}"
    elif isinstance(item, PanelIn):
        name = f"panel.{item.id}"
    return SignOffItem(name, kind, text, None, None, level, item.source, item.basis, item.reviewed_by)


def _said(item: Sourced) -> tuple[ItemKind, str, Level | None]:
    """Kind, text and level of a text."""
    if isinstance(item, QuestionIn):
        level = _worst(list(item.outcomes.values()))
        return ("red_flag" if level in ("see_someone", "emergency") else "question"), item.text, level
    if isinstance(item, CombinationIn):
        level = item.outcome.level
        return ("red_flag" if level in ("see_someone", "emergency") else "question"), item.text, level
    if isinstance(item, PanelIn):
        return "panel", " ".join((*item.text, item.sure)), None
    if isinstance(item, TestIn):
        return "test", " ".join(item.stops), None
    if isinstance(item, ExerciseIn):
        return "exercise", " ".join((item.purpose, *item.stops)), None
    assert isinstance(item, MeasureIn)
    return "measure", item.text, None


def _worst(outcomes: list[OutcomeIn]) -> Level | None:
    found = {o.level for o in outcomes}
    for level in _WORST_FIRST:
        if level in found:
            return level
    return None
