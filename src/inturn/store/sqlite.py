"""The database as a file: where it is, what it says of itself before anything is loaded, and how it is opened."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from enum import Enum
from pathlib import Path
from typing import Final

from inturn.errors import DamagedError, NewerError, SetupError, StoreError
from inturn.store.trouble import told_plainly

APPLICATION_ID: Final = 0x496E5472
"""Marks a database as ours in its header ("InTr")."""
SCHEMA_VERSION: Final = 2
"""Number of the last migration; kept in the header, so that looking needs no table. A test keeps the two together."""
WAIT_S: Final = 30.0
"""How long to wait for another process that is writing."""

PRAGMAS: Final[tuple[str, ...]] = (
    "foreign_keys = ON",
    "synchronous = FULL",  # what was acknowledged survives a power cut
    "fullfsync = ON",  # the same on macOS, where an ordinary fsync stops at the drive's cache
    "checkpoint_fullfsync = ON",
    "secure_delete = ON",  # what is deleted is overwritten with zeros
    "temp_store = MEMORY",  # no copy of anybody's data in the temporary folder
    "trusted_schema = OFF",  # a restored file cannot bring code along
)

_SUFFIX: Final = "sqlite:///"
_MAGIC: Final = b"SQLite format 3\0"


class State(Enum):
    """What a database file is before it is opened for work; OLDER also where it has no write-ahead log yet."""

    NEW = "new"
    OLDER = "older"
    CURRENT = "current"


def path_of(database_url: str) -> Path:
    """The file of a `sqlite:///` URL. Raises SetupError for any other kind."""
    if not database_url.startswith(_SUFFIX):
        raise SetupError(
            f"{database_url!r} is not a database that Inturn can use. Write sqlite:/// and an absolute path."
        )
    return Path(database_url.removeprefix(_SUFFIX))


def connect(file: Path, mode: str = "rw") -> sqlite3.Connection:
    """A connection outside Django with the same pragmas; `mode` "rw", "rwc" (may create) or "ro". Autocommit."""
    db = sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True, timeout=WAIT_S, isolation_level=None)
    try:
        for pragma in PRAGMAS:
            db.execute(f"PRAGMA {pragma}")
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def opened(file: Path, mode: str = "rw") -> Generator[sqlite3.Connection]:
    """A connection for the length of the block, errors told plainly."""
    with told_plainly(file), closing(connect(file, mode)) as db:
        yield db


def inspect(file: Path) -> State:
    """What the file is; it is left as is. Raises StoreError where it is damaged, not ours, or made by newer tables."""
    with told_plainly(file):
        if not file.exists() or file.stat().st_size == 0:
            return State.NEW
        with file.open("rb") as stream:
            magic = stream.read(len(_MAGIC))
    if magic != _MAGIC:
        raise DamagedError(
            f"{file} is damaged or not a database. It was left as it is. Bring back a copy with `inturn restore FILE`, "
            "or choose another folder with INTURN_HOME."
        )
    with opened(file) as db:
        return state_of(db, file)


def state_of(db: sqlite3.Connection, file: Path) -> State:
    """What an open database is; the same errors as `inspect`."""
    application, version = _number(db, "application_id"), _number(db, "user_version")
    if application != APPLICATION_ID:
        if db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            return State.NEW
        raise StoreError(f"{file} is a database of another program. Choose another folder with INTURN_HOME.")
    if version > SCHEMA_VERSION:
        raise NewerError(
            f"{file} was made by a newer Inturn (its tables are version {version}, this one knows {SCHEMA_VERSION}). "
            "It was left as it is: update Inturn."
        )
    _require_whole(db, file)
    ahead = db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    return State.CURRENT if version == SCHEMA_VERSION and ahead else State.OLDER


def _require_whole(db: sqlite3.Connection, file: Path) -> None:
    """A file shorter than it says was cut off; only what waits in the log beside it may make up for that."""
    log = file.with_name(file.name + "-wal")
    expected = _number(db, "page_count") * _number(db, "page_size")
    if file.stat().st_size < expected and not (log.exists() and log.stat().st_size > 0):
        raise DamagedError(
            f"{file} is damaged: its end is missing. It was left as it is. Bring back a copy with "
            "`inturn restore FILE`."
        )


def _number(db: sqlite3.Connection, pragma: str) -> int:
    return int(db.execute(f"PRAGMA {pragma}").fetchone()[0])
