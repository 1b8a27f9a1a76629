"""The list that a backup carries of itself: read with suspicion, because a file may come from anywhere."""

import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Annotated, Final

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from inturn.errors import InputError, NewerError
from inturn.store.recordings import ENDING, FOLDER

SCHEMA: Final = "inturn/backup/1"
NAME: Final = "manifest.json"
DATABASE: Final = "inturn.sqlite3"
UNREADABLE: Final = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, RuntimeError, EOFError, KeyError)
"""What reading a damaged, encrypted or foreign zip may raise."""

_SHA256 = "[0-9a-f]{64}"
_MOST_BYTES = 64 << 20
_NOT_OURS = "{file} is not a backup of Inturn, or it is damaged ({why}). Nothing was changed."


class File(BaseModel):
    """A file in the backup."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, StringConstraints(pattern=rf"^({re.escape(DATABASE)}|{FOLDER}/{_SHA256}{re.escape(ENDING)})$")]
    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, StringConstraints(pattern=f"^{_SHA256}$")]


class Manifest(BaseModel):
    """Everything in the backup, and which recordings were already missing when it was made."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    schema_name: Annotated[str, Field(alias="schema")]
    made_at: AwareDatetime
    made_by: str
    files: list[File]
    left_out: list[str]

    def to_text(self) -> str:
        """As written."""
        return self.model_dump_json(indent=1, by_alias=True)


def is_backup(path: Path) -> bool:
    """Whether the file is a zip with a manifest; its content is not looked at."""
    try:
        with zipfile.ZipFile(path) as archive:
            return NAME in archive.namelist()
    except (OSError, *UNREADABLE):
        return False


def read(archive: zipfile.ZipFile, file: Path) -> Manifest:
    """The manifest of a backup. Raises InputError where it is none of ours or does not match the zip, NewerError."""
    try:
        if archive.getinfo(NAME).file_size > _MOST_BYTES:
            raise not_ours(file, "its list is too long")
        text = archive.read(NAME)
    except UNREADABLE as error:
        raise not_ours(file, "its list cannot be read") from error
    try:
        manifest = Manifest.model_validate_json(text)
    except ValidationError as error:
        if re.search(rb'"schema"\s*:\s*"inturn/backup/(?!1")\d+"', text):
            raise NewerError(f"{file} was made by a newer Inturn. Nothing was changed: update Inturn.") from error
        raise not_ours(file, "its list is not in order") from error
    names = [one.name for one in manifest.files]
    if manifest.schema_name != SCHEMA:
        raise NewerError(f"{file} was made by another version of Inturn. Nothing was changed: update Inturn.")
    plain = all(e.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for e in archive.infolist())
    if not plain or sorted([*names, NAME]) != sorted(archive.namelist()) or names.count(DATABASE) != 1:
        raise not_ours(file, "its list does not match what is in it")
    return manifest


def not_ours(file: Path, why: str) -> InputError:
    """The error for a file that cannot be restored."""
    return InputError(_NOT_OURS.format(file=file, why=why))
