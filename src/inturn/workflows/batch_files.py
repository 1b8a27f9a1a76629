"""Which files a batch looks at, and what makes two of them the same work."""

from pathlib import Path
from typing import Final

from inturn.errors import InputError
from inturn.sources.laboratory.norm_file import PERCENT
from inturn.sources.laboratory.reading import READERS
from inturn.sources.laboratory.sensor import is_sensor_file
from inturn.sources.there import require_folder
from inturn.workflows.measure_shin import side_in_name

KINDS: Final = (*READERS, ".csv", ".nc", ".mp4", ".mov", ".m4v", ".avi", ".mkv", ".webm")
"""Endings of the files that a batch looks at."""

TABLE: Final = ("file", "sha256", "kind", "method", "side", "quantity", "value", "unit", "error", "n", "verdict")
FAILURES: Final = ("file", "sha256", "reason")

_OURS: Final = (",".join(TABLE), ",".join(FAILURES), "# file: ")
"""How CSV files begin that Inturn wrote: tables and failures of a batch, angles."""
_BEGINNING: Final = 4096


def files_of(folder: Path, out: Path) -> list[Path]:
    """Everything below the folder that may be measured, in order of name.

    Left out: hidden files, what Inturn wrote itself (tables, annotated films), and norm bands. Raises InputError where
    there is no folder, or nothing in it.
    """
    require_folder(folder)
    found = sorted(
        f
        for f in folder.rglob("*")
        if f.suffix.lower() in KINDS and f.is_file() and f != out and not _hidden(f.relative_to(folder))
    )
    found = [f for f in found if f.name != "annotated.mp4" and not (f.suffix.lower() == ".csv" and _no_recording(f))]
    if not found:
        raise InputError(f"{folder} holds nothing to measure: no recording that ends with {', '.join(KINDS)}.")
    return found


def work_of(file: Path, sha256: str) -> str:
    """A name for what measuring this file is: its content, its kind, and for a sensor the side its name says."""
    side = side_in_name(file) if is_sensor_file(file) else None
    return "-".join(part for part in (sha256, file.suffix.lower().lstrip("."), side) if part)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _no_recording(file: Path) -> bool:
    """Whether a CSV file is one that Inturn wrote, or a norm band."""
    try:
        with file.open("rb") as content:
            beginning = content.read(_BEGINNING).decode("latin-1")
    except OSError:
        return False  # why it cannot be read is told as its failure
    return beginning.startswith(_OURS) or PERCENT in beginning
