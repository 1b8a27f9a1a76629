"""What the person wrote down, in one list: notes of their own, and those of sessions and tests."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from inturn.report.days import local, stamp
from inturn.report.tables import Cell, Table
from inturn.report.words.clinician import NOTE_OF
from inturn.report.words.names import shown
from inturn.training.records import History

About = Literal["day", "session", "test"]


@dataclass(frozen=True, slots=True)
class Written:
    """A note: when, what it is about, and its words."""

    at: datetime
    about: About
    text: str


def notes_of(history: History) -> tuple[Written, ...]:
    """Every note, in the order of time."""
    found = [Written(n.at, "day", n.text) for n in history.notes]
    found += [Written(s.started_at, "session", s.note) for s in history.sessions if s.note.strip()]
    found += [Written(t.at, "test", t.note) for t in history.tests if t.note.strip()]
    return tuple(sorted(found, key=lambda n: n.at))


def notes_table(history: History) -> Table | None:
    """The notes as a table, None where there are none."""
    rows = tuple(
        (stamp(local(history.person, n.at)), (Cell(NOTE_OF[n.about]), Cell(shown(n.text)))) for n in notes_of(history)
    )
    return Table("", ("When", "About", "Note"), rows) if rows else None
