"""What every command of the programme begins with: the clock, the store, who is meant, and how answers are printed."""

import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from inturn.errors import InputError, NotKeptError

if TYPE_CHECKING:
    from inturn.settings import Settings
    from inturn.training.records import Person


def now() -> datetime:
    """The present moment, UTC. The only clock of the command line."""
    return datetime.now(UTC)


def settings() -> "Settings":
    """Where everything is kept, from the environment."""
    from inturn.settings import read_settings

    return read_settings(os.environ, Path.home())


def open_store() -> "Settings":
    """Open the store for writing; it is made where there is none."""
    from inturn.store.boot import boot

    found = settings()
    boot(found.database_url)
    return found


def require_store() -> "Settings":
    """Open the store that is there. Raises NotKeptError on an empty installation: looking makes nothing."""
    from inturn.workflows.people import EMPTY

    found = settings()
    if not Path(found.database_url.removeprefix("sqlite:///")).exists():
        raise NotKeptError(EMPTY)
    return open_store()


def who(name: str | None) -> "Person":
    """Open the store and find who is meant. Raises NotKeptError, InputError."""
    from inturn.workflows.people import the_person

    require_store()
    return the_person(name)


def moment(text: str | None, person: "Person", present: datetime) -> datetime:
    """A moment as typed: nothing (the present), a day (its noon, or the present on today), or a day and a time.

    By the person's clock unless it carries a zone of its own. Raises InputError for anything else.
    """
    from inturn.training.days import day_of, zone

    if text is None:
        return present
    here = zone(person.time_zone)
    try:
        if len(text) == len("2026-03-02"):
            day = date.fromisoformat(text)
            return present if day == day_of(person, present) else datetime.combine(day, time(12), here).astimezone(UTC)
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text!r} is no moment. Write 2026-03-02, or 2026-03-02T18:30.") from error
    return (found if found.tzinfo is not None else found.replace(tzinfo=here)).astimezone(UTC)


def show(as_json: bool, data: Callable[[], Any], text: Callable[[], None]) -> None:
    """Print the data as JSON, or call what prints it for people."""
    if as_json:
        typer.echo(json.dumps(data(), indent=2, ensure_ascii=False))
    else:
        text()


def table(title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Print a table."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(title=Text(title), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for head in heads:
        grid.add_column(head, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    Console(highlight=False).print(grid)


def say(text: str, lead: str = "") -> None:
    """Print a paragraph, wrapped."""
    from inturn.report.plain import wrapped

    typer.echo(wrapped(text, lead))
