"""The entry point: all commands in one app, and every foreseen failure as one sentence and an exit code."""

import os
import signal
import sys
from typing import Annotated

import typer

from inturn import __version__
from inturn.cli import (
    coaching,
    exchange,
    keeping,
    laboratory,
    measuring,
    noting,
    people,
    planning,
    programme,
    progress,
    screening,
    serving,
    session,
    testing,
)
from inturn.cli.stopping import Stopped, stop
from inturn.errors import InturnError

app = typer.Typer(
    help="Measure hip internal rotation from an ordinary camera, on this machine only, with its error; and run the "
    "programme that follows.",
    epilog="Not a medical device. Exit codes: 0 done, 2 wrong usage, 3 unreadable input, 4 no test in the recording, "
    "5 output cannot be written, 6 installation incomplete, 7 what is kept cannot be read or written, 8 safety "
    "questions unanswered or they forbid it, 130 interrupted.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: loading the rich one costs half a second
)
for family in (
    measuring,
    laboratory,
    coaching,
    programme,
    people,
    screening,
    testing,
    planning,
    session,
    noting,
    progress,
    exchange,
    keeping,
    serving,
):
    family.add_to(app)


def _version(show: bool) -> None:
    if show:
        typer.echo(f"inturn {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Measure hip internal rotation from an ordinary camera, on this machine only, and run the programme after it."""


def main() -> None:
    """Entry point: turns every foreseen failure into one sentence and an exit code."""
    # Our matrices are small: more threads for them only wait, and take the processor from the network that runs beside.
    # Read when numpy is loaded, which no import above does.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    try:
        app()
    except InturnError as error:
        typer.echo(f"inturn: {error}", err=True)
        sys.exit(error.exit_code)
    except Stopped:
        typer.echo("inturn: stopped; nothing was written.", err=True)
        sys.exit(130)
