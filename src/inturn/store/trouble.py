"""What SQLite and the system say when they refuse, as one sentence of ours each. Nothing was changed in any of them."""

import errno
import sqlite3
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from inturn.errors import DamagedError, StoreError

_DAMAGED = (
    "{file} is damaged: {detail}. It was left as it is. Bring back a copy with `inturn restore FILE`; `inturn check` "
    "says more."
)
_READ_ONLY = (
    "Cannot write to {folder}: {detail}. Nothing was changed. Give yourself the right to write there, or choose "
    "another folder with INTURN_HOME."
)
_FULL = "The disk is full: nothing was changed in {file}. Make room and try again."
_SENTENCES: dict[str, str] = {
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR": "The disk refused to read or write {file} ({detail}). Nothing was changed. Is it full or failing?",
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_CANTOPEN": _READ_ONLY,
    "SQLITE_PERM": _READ_ONLY,
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_NOTADB": _DAMAGED,
    "SQLITE_BUSY": "Another Inturn has been writing to {file} for too long. Nothing was changed: try again.",
    "SQLITE_LOCKED": "Another Inturn has been writing to {file} for too long. Nothing was changed: try again.",
}
_OTHERWISE = "{file} could not take this ({detail}). Nothing was changed. `inturn check` looks it through."


@contextmanager
def told_plainly(file: Path) -> Generator[None]:
    """Turn the database's and the system's refusals inside the block into StoreError naming `file`."""
    try:
        yield
    except OSError as error:
        raise StoreError(refused_by_system(file, error)) from error
    except _database_errors() as error:
        raise _of_database(file, error) from error


def refused_by_system(file: Path, error: OSError) -> str:
    """One sentence for what the operating system said."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _FULL.format(file=file)
    detail = (error.strerror or str(error) or type(error).__name__).lower()
    return _READ_ONLY.format(folder=file.parent, detail=detail)


def _of_database(file: Path, error: Exception) -> StoreError:
    """Our error for one of SQLite's, its own or as Django wraps it."""
    root = error if isinstance(error, sqlite3.Error) else error.__cause__
    # Extended codes (SQLITE_READONLY_DBMOVED) begin with the plain one.
    name = str(getattr(root, "sqlite_errorname", ""))
    text = next((text for code, text in _SENTENCES.items() if name.startswith(code)), _OTHERWISE)
    kind = DamagedError if text is _DAMAGED else StoreError
    return kind(text.format(file=file, folder=file.parent, detail=error))


def _database_errors() -> tuple[type[Exception], ...]:
    """What to catch: Django's wrappers too, but only where Django is loaded already."""
    django = sys.modules.get("django.db")
    return (sqlite3.Error,) if django is None else (sqlite3.Error, django.Error)
