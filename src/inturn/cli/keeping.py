"""Commands: backup, restore, check, remeasure."""

from pathlib import Path
from typing import Annotated, Any, Final

import typer

from inturn.cli import desk
from inturn.cli.options import AsJson, PersonOption, Quiet
from inturn.errors import InputError

_FOUND: Final[dict[str, str]] = {
    "database_damaged": "the database is damaged",
    "reference_broken": "a record refers to one that is not there",
    "recording_missing": "a recording is missing",
    "recording_damaged": "a recording is damaged",
    "recording_unused": "a recording belongs to no test",
    "left_over": "left over from something interrupted",
    "set_aside": "a damaged database, put aside",
}


def add_to(app: typer.Typer) -> None:
    """Register this family."""
    for command in (backup, restore, check, remeasure):
        app.command()(command)


def backup(
    file: Annotated[Path, typer.Argument(help="The backup to write.", show_default=False)], as_json: AsJson = False
) -> None:
    """Copy everything kept here, of everybody, into one file."""
    from inturn.report.words.numbers import counted
    from inturn.workflows.keeping import back_up

    done = back_up(desk.require_store().database_url, file, desk.now())
    data: dict[str, Any] = {
        "file": str(done.file), "bytes": done.size, "people": done.people, "recordings": done.recordings,
        "left_out": list(done.left_out),
    }  # fmt: skip

    def text() -> None:
        people, recordings = counted(done.people, "person", "people"), counted(done.recordings, "recording")
        desk.say(f"{done.file}: {people}, {recordings}. Keep it as safe as the data.")
        for name in done.left_out:
            desk.say(f"Missing or damaged here, left out: {name}", "! ")

    desk.show(as_json, lambda: data, text)


def restore(
    file: Annotated[Path, typer.Argument(help="A backup that `inturn backup` wrote.", show_default=False)],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask back.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put a backup in the place of everything kept here."""
    from inturn.report.words.numbers import counted
    from inturn.workflows.keeping import bring_back

    place = desk.settings()
    there = Path(place.database_url.removeprefix("sqlite:///")).exists()
    if there and not yes and (as_json or not _confirmed("Replace everything kept here by the backup?")):
        raise InputError("Nothing was replaced. Say --yes to replace without being asked.")
    done = bring_back(place.database_url, file, desk.now())
    data = {
        "made_at": done.made_at.isoformat(), "people": done.people, "recordings": done.recordings,
        "set_aside": None if done.set_aside is None else str(done.set_aside),
    }  # fmt: skip

    def text() -> None:
        desk.say(
            f"Restored as of {done.made_at:%Y-%m-%d %H:%M} UTC: {counted(done.people, 'person', 'people')}, "
            f"{counted(done.recordings, 'recording')}."
        )
        if done.set_aside is not None:
            desk.say(f"The damaged database was put aside: {done.set_aside}")

    desk.show(as_json, lambda: data, text)


def check(as_json: AsJson = False) -> None:
    """Look through everything kept here, changing nothing."""
    from inturn.report.words.numbers import counted
    from inturn.workflows.keeping import look_through

    found = look_through(desk.settings().database_url)
    data = {
        "people": found.people, "tests": found.tests, "sessions": found.sessions, "recordings": found.recordings,
        "well": found.well, "found": [{"code": f.code, "subject": f.subject} for f in found.found],
    }  # fmt: skip

    def text() -> None:
        desk.say(
            ", ".join(
                (
                    counted(found.people, "person", "people"),
                    counted(found.tests, "test"),
                    counted(found.sessions, "session"),
                    counted(found.recordings, "recording"),
                )
            )
            + "."
        )
        for one in found.found:
            desk.say(f"{_FOUND[one.code]}: {one.subject}", "- ")
        desk.say("All is well." if found.well else "Not all is well: `inturn restore FILE` brings a backup back.")

    desk.show(as_json, lambda: data, text)
    if not found.well:
        raise typer.Exit(7)


def remeasure(person: PersonOption = None, quiet: Quiet = False, as_json: AsJson = False) -> None:
    """Read kept recordings again after an upgrade of the estimator; both values are kept."""
    from inturn.cli.progress_line import progress_line
    from inturn.report import views
    from inturn.report.words.numbers import counted
    from inturn.workflows import measure_person
    from inturn.workflows.people import everybody

    desk.require_store()
    people = everybody() if person is None else (desk.who(person),)
    tests: list[Any] = []
    with progress_line(quiet or as_json) as report:
        for one in people:
            tests += measure_person.remeasure(one, report, desk.now())
    again = f"Read again: {counted(len(tests), 'recording')}."
    text = again if tests else "Every recording was read by this version already."
    desk.show(as_json, lambda: [views.test(t) for t in tests], lambda: None if quiet else desk.say(text))


def _confirmed(question: str) -> bool:
    try:
        return typer.confirm(question)
    except typer.Abort:
        return False
