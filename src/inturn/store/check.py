"""Looking everything through that is kept, without changing anything and without needing a database that opens."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from inturn.errors import DamagedError, NotKeptError
from inturn.store.recordings import ASIDE, ENDING, folder_of, sha256_of
from inturn.store.sqlite import State, inspect, opened, path_of
from inturn.store.trouble import told_plainly

Code = Literal[
    "database_damaged", "reference_broken", "recording_missing", "recording_damaged", "recording_unused",
    "left_over", "set_aside",
]  # fmt: skip
HARMLESS: Final[tuple[Code, ...]] = ("recording_unused", "left_over", "set_aside")
SET_ASIDE: Final = ".damaged-"
"""What stands between a damaged database's name and the moment in which it was put aside."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something that is not as it should be.

    database_damaged   SQLite's own check; `subject` is what it said
    reference_broken   a row refers to one that is not there; `subject` is the table
    recording_missing, recording_damaged   a file that a test refers to; `subject` is its name
    recording_unused   a file that no test refers to
    left_over          of an operation that was interrupted; may hold personal data
    set_aside          a damaged database kept by `restore`; holds personal data
    """

    code: Code
    subject: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What is kept, in numbers, and what was found; `well` when nothing is worse than harmless."""

    people: int
    tests: int
    sessions: int
    recordings: int
    found: tuple[Found, ...]

    @property
    def well(self) -> bool:
        """Whether nothing is damaged or missing."""
        return all(one.code in HARMLESS for one in self.found)


def check(database_url: str) -> Checked:
    """Look the database, its references and every recording's sum through; nothing is changed.

    Raises NotKeptError where nothing is kept yet, NewerError, StoreError where the files cannot be read.
    """
    file = path_of(database_url)
    try:
        if inspect(file) is State.NEW:
            raise NotKeptError(f"Nothing is kept in {file.parent} yet.")
        with opened(file) as db:
            found = [*database_problems(db)]
            people, tests, sessions = (_count(db, table) for table in ("person", "standing_test", "session"))
            named = recordings_named(db)
    except DamagedError as error:
        return Checked(0, 0, 0, 0, (Found("database_damaged", str(error)), *_left_over(file)))
    with told_plainly(file):
        found += [*_recordings(folder_of(file), named), *_left_over(file)]
    return Checked(people, tests, sessions, len(named), tuple(found))


def _count(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def database_problems(db: sqlite3.Connection) -> Iterator[Found]:
    """What SQLite's own checks say of an open database: its pages, its constraints, its references."""
    try:
        for (text,) in db.execute("PRAGMA integrity_check"):
            if text != "ok":
                yield Found("database_damaged", str(text))
        for table, *_ in db.execute("PRAGMA foreign_key_check"):
            yield Found("reference_broken", str(table))
    except sqlite3.DatabaseError as error:
        yield Found("database_damaged", str(error))


def recordings_named(db: sqlite3.Connection) -> frozenset[str]:
    """Names of the recordings that any test refers to."""
    return frozenset(row[0] for row in db.execute("SELECT DISTINCT recording FROM standing_test WHERE recording != ''"))


def set_aside(file: Path) -> tuple[Path, ...]:
    """Damaged databases that were put aside; they hold whoever was kept then."""
    return tuple(sorted(file.parent.glob(f"{file.name}{SET_ASIDE}*")))


def _recordings(folder: Path, named: frozenset[str]) -> Iterator[Found]:
    there = {p.name for p in folder.iterdir() if not p.name.startswith(ASIDE)} if folder.is_dir() else set[str]()
    yield from (Found("recording_missing", name) for name in sorted(named - there))
    yield from (Found("recording_unused", name) for name in sorted(there - named))
    for name in sorted(named & there):
        if sha256_of(folder / name) + ENDING != name:
            yield Found("recording_damaged", name)


def _left_over(file: Path) -> Iterator[Found]:
    for folder in (file.parent, folder_of(file)):
        yield from (Found("left_over", p.name) for p in sorted(folder.glob(f"{ASIDE}*")))
    yield from (Found("set_aside", p.name) for p in set_aside(file))
