"""Recordings beside the database: each file named by its SHA-256 sum, written aside, never changed."""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

from inturn.errors import InputError, NotKeptError
from inturn.store.boot import database_file
from inturn.store.trouble import told_plainly

FOLDER: Final = "recordings"
ENDING: Final = ".nc"
ASIDE: Final = ".part-"
"""How the names of files and folders begin that are being written."""
_CHUNK = 1 << 20


def folder_of(database: Path) -> Path:
    """Where the recordings of a database lie."""
    return database.parent / FOLDER


def sha256_of(path: Path) -> str:
    """Hexadecimal SHA-256 sum of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def keep_recording(source: Path) -> str:
    """Copy a recording into the store; its name there, for `TestRecord.recording`. Keeping it twice keeps it once.

    The file is on the disk for good before this returns. Raises InputError where `source` cannot be read, StoreError
    where it cannot be kept (then nothing is left behind).
    """
    folder = folder_of(database_file())
    try:
        size, digest = source.stat().st_size, sha256_of(source)
    except OSError as error:
        raise InputError(f"Cannot read {source}: {(error.strerror or str(error)).lower()}.") from error
    name = digest + ENDING
    with told_plainly(folder / name):
        folder.mkdir(mode=0o700, exist_ok=True)
        kept = folder / name
        if not kept.exists() or kept.stat().st_size != size or sha256_of(kept) != digest:
            put(source, kept)
    return name


def put(source: Path, target: Path) -> None:
    """Copy `source` to `target`, whole or not at all, and see it onto the disk. Raises OSError."""
    number, name = tempfile.mkstemp(prefix=ASIDE, dir=target.parent)
    aside = Path(name)
    try:
        with os.fdopen(number, "wb") as out, source.open("rb") as stream:
            shutil.copyfileobj(stream, out, _CHUNK)
            out.flush()
            os.fsync(out.fileno())
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """See a folder's entries onto the disk, where the system can (Windows cannot and need not)."""
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def recording_path(name: str) -> Path:
    """The kept file of that name. Raises NotKeptError where there is none."""
    path = folder_of(database_file()) / name
    if Path(name).name != name or not path.is_file():
        raise NotKeptError(f"The recording {name} is not kept here. `inturn check` says what else is missing.")
    return path
