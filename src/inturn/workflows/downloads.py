"""Reports and exports as one file each, for a page to hand out: its name, its kind, its bytes."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Final

from inturn.errors import NotKeptError
from inturn.programme.hip_internal_rotation import Programme
from inturn.training.days import day_of
from inturn.training.records import Person
from inturn.workflows import exchange
from inturn.workflows.progress import Files, progress_facts, write_clinician, write_home_sheet, write_progress

_EVENING: Final = time(18)
_WEEKS: Final = 4
_TYPES: Final[Mapping[str, str]] = {
    ".html": "text/html; charset=utf-8",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".json": "application/fhir+json",
    ".ics": "text/calendar; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Download:
    """A file to hand out."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Asked:
    person: Person
    programme: Programme
    now: datetime


def download(person: Person, programme: Programme, name: str, now: datetime) -> Download:
    """One of `DOWNLOADS` for somebody.

    Raises NotKeptError for another name, ClearanceError where a plan is asked for without a clearance that holds now.
    """
    write = DOWNLOADS.get(name)
    if write is None:
        raise NotKeptError(f"There is no file {name} to download. Choose one of the list.")
    with tempfile.TemporaryDirectory(prefix="inturn-") as folder:
        target = Path(folder) / name
        write(_Asked(person, programme, now), target)
        day = day_of(person, now)
        return Download(f"inturn-{day}-{name}", _TYPES[target.suffix], target.read_bytes())


def _progress(asked: _Asked, target: Path) -> None:
    write_progress(progress_facts(asked.person, asked.programme, asked.now), _as(target))


def _clinician(asked: _Asked, target: Path) -> None:
    write_clinician(progress_facts(asked.person, asked.programme, asked.now), _as(target))


def _home(asked: _Asked, target: Path) -> None:
    write_home_sheet(asked.person, asked.programme, _as(target), asked.now)


def _fhir(asked: _Asked, target: Path) -> None:
    exchange.export_fhir(asked.person, asked.programme, target, asked.now)


def _calendar(asked: _Asked, target: Path) -> None:
    calendar = exchange.Calendar(None, _WEEKS, _EVENING)
    exchange.export_ics(asked.person, asked.programme, calendar, target, asked.now)


def _as(target: Path) -> Files:
    return Files(html=target) if target.suffix == ".html" else Files(pdf=target)


DOWNLOADS: Final[Mapping[str, Callable[[_Asked, Path], None]]] = {
    "progress.html": _progress,
    "progress.pdf": _progress,
    "home-sheet.html": _home,
    "home-sheet.pdf": _home,
    "clinician.html": _clinician,
    "clinician.pdf": _clinician,
    "tables-csv.zip": lambda asked, target: exchange.export_csv(asked.person, target),
    "tables-parquet.zip": lambda asked, target: exchange.export_parquet(asked.person, target),
    "health-record.fhir.json": _fhir,
    "calendar.ics": _calendar,
}
"""What can be downloaded, by the name of its file."""
