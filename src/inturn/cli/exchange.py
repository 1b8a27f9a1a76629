"""Commands: export, import."""

from datetime import date, time
from pathlib import Path
from typing import Annotated, Any

import typer

from inturn.cli import desk
from inturn.cli.options import AsJson, PersonOption, ProgrammeFile
from inturn.cli.progress_line import progress_line
from inturn.errors import InputError

_File = Path | None


def add_to(app: typer.Typer) -> None:
    """Register this family."""
    app.command("export")(export)
    app.command("import")(bring_in)


def export(  # noqa: PLR0913, PLR0917 - one parameter an option is how the command line is written
    fhir: Annotated[_File, typer.Option(help="A FHIR R4B bundle (JSON).", show_default=False)] = None,
    csv: Annotated[_File, typer.Option(help="CSV tables: a folder, or one .zip.", show_default=False)] = None,
    parquet: Annotated[_File, typer.Option(help="Parquet tables: a folder, or one .zip.", show_default=False)] = None,
    ics: Annotated[_File, typer.Option(help="A calendar of sessions and tests.", show_default=False)] = None,
    first: Annotated[
        str | None, typer.Option("--from", help="First day in the calendar; default: today.", show_default=False)
    ] = None,
    weeks: Annotated[int, typer.Option(min=1, max=52, help="Weeks in the calendar.")] = 4,
    start: Annotated[str, typer.Option("--start", help="When a day's appointments begin.")] = "18:00",
    person: PersonOption = None,
    programme: ProgrammeFile = None,
    as_json: AsJson = False,
) -> None:
    """Write everything kept of somebody in open formats, or the plan as a calendar."""
    from inturn.workflows import exchange
    from inturn.workflows.programme_file import open_programme

    wanted = [f for f in (fhir, csv, parquet, ics) if f is not None]
    if not wanted:
        raise InputError("Say what to write: --fhir FILE, --csv FOLDER, --parquet FOLDER or --ics FILE.")
    content = open_programme(programme)
    calendar = exchange.Calendar(_day(first), weeks, _clock(start))
    somebody = desk.who(person)
    if ics is not None:  # first, because it is the one that may be refused
        exchange.export_ics(somebody, content, calendar, ics, desk.now())
    if fhir is not None:
        with progress_line(as_json) as report:
            exchange.export_fhir(somebody, content, fhir, desk.now(), report)
    if csv is not None:
        exchange.export_csv(somebody, csv)
    if parquet is not None:
        exchange.export_parquet(somebody, parquet)
    written = [str(f) for f in wanted]
    desk.show(as_json, lambda: {"written": written}, lambda: _written(written))


def bring_in(
    fhir: Annotated[Path, typer.Option(help="A bundle that `inturn export --fhir` wrote.", show_default=False)],
    as_json: AsJson = False,
) -> None:
    """Keep what a bundle that Inturn wrote brings; what is kept already stays as it is."""
    from inturn.report import views
    from inturn.workflows.exchange import import_fhir

    desk.open_store()
    with progress_line(as_json) as report:
        person, added = import_fhir(fhir, desk.now(), report)
    data: dict[str, Any] = {
        "person": views.person(person), "new": added.new, "known": added.known, "different": added.different,
    }  # fmt: skip

    def text() -> None:
        desk.say(f"{person.name}: {added.new} new records, {added.known} known already.")
        if added.different:
            desk.say(f"{added.different} records are kept with other content: they were left as they are here.")

    desk.show(as_json, lambda: data, text)


def _written(files: list[str]) -> None:
    for name in files:
        typer.echo(name)
    desk.say("These files say how somebody is: give them only to whom you mean to.")


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text!r} is no day. Write it like 2026-03-02.") from error


def _clock(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text!r} is no time of day. Write it like 18:00.") from error
