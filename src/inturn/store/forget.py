"""Forgetting a person: rows, recordings that nobody else's test refers to, and the traces that a database leaves."""

import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inturn.errors import NotKeptError
from inturn.store import load
from inturn.store.boot import database_file
from inturn.store.check import recordings_named, set_aside
from inturn.store.recordings import ASIDE, folder_of, sync_folder
from inturn.store.sqlite import opened
from inturn.store.trouble import told_plainly

_OF_PARTS: Final = (("exercise_set", "session"), ("test_side", "standing_test"), ("trial", "standing_test"))
_OF_PERSON: Final = ("note", "pain", "score", "standing_test", "session", "screening")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went, and what this program cannot reach.

    rows, recordings   how many of each are gone
    scrubbed           False: another Inturn was reading just then, and traces stay in the database's log until it ends
    still_in           damaged databases that `restore` once put aside: delete them by hand. Backups, too
    """

    rows: int
    recordings: int
    scrubbed: bool
    still_in: tuple[Path, ...]


def forget(person_id: str) -> Forgotten:
    """Remove a person and everything kept of them, for good. What was deleted is overwritten, the log is emptied.

    Interrupted at any moment, the person is either still listed (forget again) or gone. Raises NotKeptError and
    StoreError.
    """
    file = database_file()
    with opened(file) as db:
        db.execute("BEGIN IMMEDIATE")
        try:
            rows, own = _delete(db, person_id)
            unused = own - recordings_named(db)
            with told_plainly(file):
                # before the rows are gone for good: a crash here leaves a person to forget again, not a lost file
                _remove(folder_of(file), unused)
                _clear_left_overs(file)
            db.execute("COMMIT")
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")
        scrubbed = _scrub(db)
    return Forgotten(rows, len(unused), scrubbed, set_aside(file))


def _delete(db: sqlite3.Connection, person_id: str) -> tuple[int, frozenset[str]]:
    """Delete a person's rows; how many, and the recordings they named."""
    seq = load.seq_of(db, person_id)
    if seq is None:
        raise NotKeptError("This person is not kept here (any more). `inturn person list` shows who is.")
    named = db.execute("SELECT DISTINCT recording FROM standing_test WHERE person_id = ? AND recording != ''", (seq,))
    own = frozenset(row[0] for row in named)
    gone = 0
    for part, whole in _OF_PARTS:
        link = load.COLUMNS[part][0]
        gone += db.execute(
            f"DELETE FROM {part} WHERE {link} IN (SELECT seq FROM {whole} WHERE person_id = ?)", (seq,)
        ).rowcount
    for table in _OF_PERSON:
        gone += db.execute(f"DELETE FROM {table} WHERE person_id = ?", (seq,)).rowcount
    gone += db.execute("DELETE FROM person WHERE seq = ?", (seq,)).rowcount
    return gone, own


def _remove(folder: Path, names: frozenset[str]) -> None:
    for name in names:
        (folder / name).unlink(missing_ok=True)
    if names and folder.is_dir():
        sync_folder(folder)


def _clear_left_overs(file: Path) -> None:
    """Operations that were killed may have left anybody's data aside; one that is under way fails and is repeated."""
    for folder in (file.parent, folder_of(file)):
        for path in folder.glob(f"{ASIDE}*"):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


def _scrub(db: sqlite3.Connection) -> bool:
    """Rewrite the database without its empty pages and empty its log; False where another process was in the way."""
    try:
        db.execute("VACUUM")
    except sqlite3.OperationalError:
        vacuumed = False  # what was deleted is zeros all the same (secure_delete)
    else:
        vacuumed = True
    busy = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return vacuumed and not busy
