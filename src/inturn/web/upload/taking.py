"""Taking a clip in: from the request to a folder of its own, under a name that means nothing to a disk."""

import re
import secrets
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from inturn.errors import InputError, StoreError
from inturn.web.desk import Desk
from inturn.web.upload.told import Told

_FILM: Final = "film"
"""The film lies in a folder of its own: whatever it is called, it meets no file of ours."""
_ODD: Final = re.compile(r"[^\w.\- ]+")


def take_in(here: Desk, clip: UploadedFile, told: Told) -> str:
    """Keep the clip aside and have it measured; its id. Raises InputError for an empty one, StoreError."""
    if not clip.size:
        raise InputError(_("This file is empty. Choose the clip itself."))
    folder = here.folder / "clips" / secrets.token_hex(16)
    name = safe_name(clip.name or "")
    try:
        folder.mkdir(parents=True, mode=0o700)
        (folder / _FILM).mkdir(mode=0o700)
        with (folder / _FILM / name).open("wb") as out:
            for piece in clip.chunks(1 << 20):
                out.write(piece)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise StoreError(_("The clip cannot be written: is the disk full? Make room and send it again.")) from error
    here.clips.add(folder, replace(told, file=f"{_FILM}/{name}"), here.programme)
    return folder.name


def safe_name(told: str) -> str:
    """A name for the film's file: what the person called it, without anything that a disk or a page takes amiss."""
    stem, dot, kind = Path(told.replace("\\", "/")).name.rpartition(".")
    stem = _ODD.sub("_", stem if dot else kind).strip(". ")[:80] or "clip"
    kind = _ODD.sub("", kind)[:8] if dot else ""
    return f"{stem}.{kind}" if kind else stem
