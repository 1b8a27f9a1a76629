"""What goes out and comes in: FHIR, CSV, Parquet, calendar."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import chain
from pathlib import Path

from inturn.errors import OutputError
from inturn.programme.clearance import Clearance
from inturn.programme.hip_internal_rotation import Programme
from inturn.programme.standing_test import load_standing_test
from inturn.store import repositories as kept
from inturn.training.clearing import clearance
from inturn.training.days import day_of
from inturn.training.records import (
    History,
    NoteRecord,
    PainEntry,
    Person,
    ScoreRecord,
    Screening,
    SessionRecord,
    TestRecord,
)
from inturn.workflows.options import Progress
from inturn.workflows.output import staged, writable, write_whole, writing
from inturn.workflows.planning import plan_for
from inturn.workflows.programme_file import read_text
from inturn.workflows.screening import required_clearance

_LARGEST_BUNDLE = 500_000_000


@dataclass(frozen=True, slots=True)
class Calendar:
    """The appointments to write: first day (None: today), weeks, and when a day's begin by the person's clock."""

    first: date | None
    weeks: int
    start: time


def export_fhir(
    person: Person, programme: Programme, target: Path, now: datetime, progress: Progress | None = None
) -> None:
    """Write a FHIR R4B bundle, with the plan where a clearance holds now. Raises OutputError."""
    from inturn.report.care_plan import care_plan, question_texts
    from inturn.report.exchange.fhir import history_to_fhir

    history = kept.history(person.id)
    writable(target)
    cleared = clearance(history, programme, now)
    plan = None
    if cleared is not None:
        planned = plan_for(history, programme, cleared, now).prescription
        plan = care_plan(history, programme, load_standing_test().verdict.target, now, planned)
    write_whole(target, history_to_fhir(history, now, plan, question_texts(programme), progress).encode())


def export_csv(person: Person, target: Path) -> None:
    """Write CSV tables into a folder, or into one archive where the name ends with .zip. Raises OutputError."""
    from inturn.report.exchange.csv_files import history_to_csv

    _write_tables(target, history_to_csv(kept.history(person.id)))


def export_parquet(person: Person, target: Path) -> None:
    """Write Parquet tables into a folder, or into one archive where the name ends with .zip. Raises OutputError."""
    from inturn.report.exchange.parquet_files import history_to_parquet

    _write_tables(target, history_to_parquet(kept.history(person.id)))


def export_ics(person: Person, programme: Programme, calendar: Calendar, target: Path, now: datetime) -> int:
    """Write the planned sessions and tests as a calendar; how many appointments.

    Raises ClearanceError without a clearance that holds now: a calendar of sessions is a plan. Raises OutputError.
    """
    history = kept.history(person.id, results=False)
    return _calendar(history, programme, required_clearance(history, programme, now), calendar, target, now)


def _calendar(
    history: History, programme: Programme, cleared: Clearance, calendar: Calendar, target: Path, now: datetime
) -> int:
    from inturn.report.exchange.calendar import calendar_ics, week_plan

    first = calendar.first or day_of(history.person, now)
    plan = programme.plan
    tests = plan.retest_every if cleared.test_sides else 0
    minutes = round(plan.session_time / 60)
    appointments = week_plan(first, calendar.weeks, plan.days_a_week, tests, minutes)
    write_whole(target, calendar_ics(history.person, appointments, calendar.start, now))
    return len(appointments)


def import_fhir(source: Path, now: datetime, progress: Progress | None = None) -> tuple[Person, kept.Added]:
    """Keep what a bundle that Inturn wrote brings and is not kept yet; the person and what became of the records.

    Raises InputError for a bundle that is not ours or damaged, ImpossibleError, AlreadyKeptError, StoreError; then
    nothing was kept.
    """
    from inturn.report.exchange.fhir import history_from_fhir

    history = history_from_fhir(read_text(source, _LARGEST_BUNDLE), progress)
    here = next((p for p in kept.people() if p.id == history.person.id), None)
    before = None if here is None else kept.history(here.id)
    added = kept.add_history(history, now)
    different = added.different if before is None else _different(history, before, now)
    return history.person, replace(added, known=added.known + added.different - different, different=different)


def _different(brought: History, before: History, now: datetime) -> int:
    """How many records say something else than the kept ones, in the digits that a bundle carries."""
    from inturn.report.exchange.fhir import carried

    known = {(type(x), x.id): x for x in _records(carried(before, now))}
    return sum((type(x), x.id) in known and known[type(x), x.id] != x for x in _records(brought))


def _records(
    history: History,
) -> Iterable[Screening | SessionRecord | TestRecord | PainEntry | ScoreRecord | NoteRecord]:
    return chain(history.screenings, history.sessions, history.tests, history.pain, history.scores, history.notes)


def _write_tables(target: Path, files: Mapping[str, bytes]) -> None:
    from inturn.report.exchange.csv_files import zipped

    if target.suffix.lower() == ".zip":
        write_whole(target, zipped(files))
    else:
        _write_folder(target, files)


def _write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    if target.is_dir() and any(target.iterdir()) and not all((target / name).exists() for name in files):
        raise OutputError(f"{target} holds other files. Choose a new folder.")
    with staged(target) as aside, writing(target):
        for name, content in files.items():
            (aside / name).write_bytes(content)
