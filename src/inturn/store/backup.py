"""Everything that is kept in one file: the database as of one moment and the recordings, each with its SHA-256 sum.

The file is a zip of `manifest.json`, `inturn.sqlite3` and `recordings/<sha256>.nc`. Written aside and renamed.
"""

import hashlib
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import inturn
from inturn.errors import DamagedError, NotKeptError, OutputError
from inturn.store import manifest
from inturn.store.check import database_problems, recordings_named
from inturn.store.recordings import ASIDE, ENDING, FOLDER, folder_of, sha256_of, sync_folder
from inturn.store.sqlite import State, connect, inspect, opened, path_of

_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What was written. `left_out` names recordings that are missing or damaged here; their values are in it."""

    file: Path
    size: int
    people: int
    recordings: int
    left_out: tuple[str, ...]


def backup(database_url: str, target: Path, now: datetime) -> BackedUp:
    """Write everything kept to `target`, while others may go on reading and writing.

    An older backup of that name is replaced once the new one is whole; any other file is not. Raises NotKeptError
    where nothing is kept yet, DamagedError (a damaged database is not backed up over a good backup), OutputError
    where `target` cannot be written.
    """
    file = path_of(database_url)
    if inspect(file) is State.NEW:
        raise NotKeptError(f"Nothing is kept in {file.parent} yet: there is nothing to back up.")
    if target.exists() and not manifest.is_backup(target):
        raise OutputError(f"{target} exists and is not a backup of Inturn. Choose another name.")
    with _writing(target), _aside_for(target) as aside:
        snapshot = aside / manifest.DATABASE
        people, named = _snapshot(file, snapshot)
        if not all((folder_of(file) / name).is_file() for name in named):
            people, named = _snapshot(file, snapshot)  # somebody may have been forgotten meanwhile
        whole = aside / "whole.zip"
        written, left_out = _write(whole, snapshot, folder_of(file), named, now)
        size = whole.stat().st_size
        whole.replace(target)
        sync_folder(target.absolute().parent)
    return BackedUp(target, size, people, written, left_out)


def _snapshot(file: Path, target: Path) -> tuple[int, list[str]]:
    """The database as of one moment; how many people it holds, and the recordings that it names."""
    target.unlink(missing_ok=True)
    with opened(file) as db, closing(connect(target, "rwc")) as copy:
        _copy(db, copy, target)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        problem = next(database_problems(copy), None)
        if problem is not None:
            raise DamagedError(
                f"{file} is damaged ({problem.subject}): no backup was made of it. Bring back an older one with "
                "`inturn restore FILE`."
            )
        people = int(copy.execute("SELECT count(*) FROM person").fetchone()[0])
        return people, sorted(recordings_named(copy))


def _copy(db: sqlite3.Connection, copy: sqlite3.Connection, target: Path) -> None:
    try:
        db.backup(copy)
    except sqlite3.OperationalError as error:
        if not error.sqlite_errorname.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
            raise
        raise OutputError(
            f"Cannot write to {target.parent.parent}: {error}. Make room or choose another place."
        ) from error


def _write(
    whole: Path, snapshot: Path, recordings: Path, named: list[str], now: datetime
) -> tuple[int, tuple[str, ...]]:
    """Write the zip and see it onto the disk; how many recordings are in it, and which had to be left out."""
    files: list[manifest.File] = []
    left_out: list[str] = []
    when = now.astimezone(UTC)
    with whole.open("wb") as out:
        with zipfile.ZipFile(out, "w") as archive:
            for name in named:
                source = recordings / name
                if source.is_file() and sha256_of(source) + ENDING == name:
                    files.append(_add(archive, source, f"{FOLDER}/{name}", when, zipfile.ZIP_STORED))
                else:
                    left_out.append(name)
            files.append(_add(archive, snapshot, manifest.DATABASE, when, zipfile.ZIP_DEFLATED))
            head = manifest.Manifest(
                schema_name=manifest.SCHEMA, made_at=when, made_by=inturn.__version__, files=files, left_out=left_out
            )
            archive.writestr(_entry(manifest.NAME, when, zipfile.ZIP_DEFLATED), head.to_text())
        out.flush()
        os.fsync(out.fileno())
    return len(files) - 1, tuple(left_out)


def _add(archive: zipfile.ZipFile, source: Path, name: str, when: datetime, how: int) -> manifest.File:
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as stream, archive.open(_entry(name, when, how), "w", force_zip64=True) as out:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
    return manifest.File(name=name, size=size, sha256=digest.hexdigest())


def _entry(name: str, when: datetime, how: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, when.timetuple()[:6])
    entry.compress_type = how
    return entry


@contextmanager
def _aside_for(target: Path) -> Generator[Path]:
    """A private folder beside `target` to write in; gone at the end, whatever happens."""
    folder = Path(tempfile.mkdtemp(prefix=ASIDE, dir=target.absolute().parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _writing(target: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"Cannot write {target}: {reason}. Make room or choose another place.") from error
