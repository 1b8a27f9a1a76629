"""Bringing a backup back in the place of what is kept: looked through first, then all of it or nothing."""

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from inturn.errors import DamagedError, InputError, NewerError
from inturn.store import boot, manifest
from inturn.store.check import SET_ASIDE, database_problems, recordings_named
from inturn.store.recordings import ASIDE, ENDING, FOLDER, folder_of, sha256_of, sync_folder
from inturn.store.sqlite import State, connect, inspect, opened, path_of, state_of
from inturn.store.trouble import told_plainly

_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Restored:
    """What is kept now. `set_aside` is where a damaged or newer database was put, None where there was none."""

    made_at: datetime
    people: int
    recordings: int
    set_aside: Path | None


def restore(database_url: str, source: Path, now: datetime) -> Restored:
    """Put a backup in the place of everything kept, and open it.

    Nothing is touched before the whole backup has been looked through. Then recordings are put beside the old ones,
    the database changes over in one transaction (others that are running go on with the new content), and only then
    old recordings go. Killed at any moment, either the old or the new data is there, whole. A damaged or newer
    database is put aside, not overwritten, and its recordings stay.

    Raises InputError where `source` is no backup or a damaged one, NewerError, StoreError; then nothing was changed.
    """
    file = path_of(database_url)
    with told_plainly(file), _aside_in(file.parent) as aside:
        listed = _unpack(source, aside)
        people, named = _look_through(aside / manifest.DATABASE, source)
        sound = _may_be_overwritten(file)
        _put_recordings(aside / FOLDER, folder_of(file))
        moved = None if sound else _set_aside(file, now)
        _change_over(aside / manifest.DATABASE, file)
        if moved is None:
            _remove_others(file)
    boot.boot(database_url)
    return Restored(listed.made_at, people, len(named), moved)


@contextmanager
def _aside_in(folder: Path) -> Generator[Path]:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = Path(tempfile.mkdtemp(prefix=ASIDE, dir=folder))
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _unpack(source: Path, aside: Path) -> manifest.Manifest:
    """Every file of the backup into `aside`, its size and sum compared with the list."""
    try:
        stream = source.open("rb")
    except OSError as error:
        raise InputError(f"Cannot read {source}: {(error.strerror or str(error)).lower()}. Check its name.") from error
    (aside / FOLDER).mkdir()
    with stream:
        try:
            archive = zipfile.ZipFile(stream)
        except manifest.UNREADABLE as error:
            raise manifest.not_ours(source, "it is no zip file") from error
        with archive:
            listed = manifest.read(archive, source)
            for one in listed.files:
                _unpack_one(archive, one, aside / one.name, source)
    return listed


def _unpack_one(archive: zipfile.ZipFile, one: manifest.File, target: Path, source: Path) -> None:
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(one.name) as packed, target.open("wb") as out:
            while chunk := packed.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                if size > one.size:
                    break
                out.write(chunk)
    except manifest.UNREADABLE as error:
        raise manifest.not_ours(source, f"{one.name} cannot be read") from error
    misnamed = one.name.startswith(FOLDER) and one.name != f"{FOLDER}/{one.sha256}{ENDING}"
    if size != one.size or digest.hexdigest() != one.sha256 or misnamed:
        raise manifest.not_ours(source, f"{one.name} is not what it was")


def _look_through(database: Path, source: Path) -> tuple[int, frozenset[str]]:
    """The unpacked database is whole, ours, and holds nothing but tables; its people, and recordings it names."""
    try:
        with opened(database) as db:
            state = state_of(db, database)
            problem = next(database_problems(db), None)
            code = db.execute("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone()[0]
            if state is State.NEW or code:
                raise manifest.not_ours(source, "its database is not one of ours")
            if problem is not None:
                raise manifest.not_ours(source, problem.subject)
            people = int(db.execute("SELECT count(*) FROM person").fetchone()[0])
            return people, recordings_named(db)
    except NewerError as error:
        raise NewerError(f"{source} was made by a newer Inturn. Nothing was changed: update Inturn.") from error
    except DamagedError as error:
        raise manifest.not_ours(source, "its database is damaged") from error


def _put_recordings(unpacked: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True, mode=0o700)
    for path in sorted(unpacked.iterdir()):
        kept = folder / path.name
        if not kept.exists() or sha256_of(kept) + ENDING != path.name:
            path.replace(kept)
    sync_folder(folder)


def _may_be_overwritten(file: Path) -> bool:
    """Whether the database there is sound (or there is none): SQLite then takes it back if anything goes wrong."""
    try:
        if inspect(file) is State.NEW:
            return True
        with opened(file) as db:
            return next(database_problems(db), None) is None
    except (DamagedError, NewerError):
        return False


def _set_aside(file: Path, now: datetime) -> Path:
    """Put a database, and its log, under another name beside; that name."""
    boot.close()
    aside = file.with_name(f"{file.name}{SET_ASIDE}{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    file.replace(aside)
    for ending in ("-wal", "-shm"):
        log = file.with_name(file.name + ending)
        if log.exists():
            log.replace(aside.with_name(aside.name + ending))
    return aside


def _change_over(new: Path, file: Path) -> None:
    """All pages of `new` into `file`, in one transaction of SQLite's own."""
    with closing(connect(new)) as source, closing(connect(file, "rwc")) as kept:
        source.backup(kept)
    boot.write_ahead(file)


def _remove_others(file: Path) -> None:
    """Recordings that nothing refers to any more; looked up while nobody else can write."""
    folder = folder_of(file)
    with opened(file) as db:
        db.execute("BEGIN IMMEDIATE")
        try:
            named = recordings_named(db)
            for path in folder.iterdir():
                if path.is_file() and path.name not in named:
                    path.unlink(missing_ok=True)
        finally:
            db.execute("ROLLBACK")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
