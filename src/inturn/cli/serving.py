"""Command: serve."""

import contextlib
import os
import signal
import sys
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inturn.cli import desk
from inturn.cli.options import ProgrammeFile
from inturn.cli.stopping import Stopped

if TYPE_CHECKING:
    from inturn.web.serving import Served


def add_to(app: typer.Typer) -> None:
    """Register this family."""
    app.command()(serve)


def serve(
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port [default: 8765, or a free one].", show_default=False)
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
    lan: Annotated[bool, typer.Option("--lan", help="Also for a phone in the same house, encrypted.")] = False,
    programme: ProgrammeFile = None,
) -> None:
    """Serve the app to the browser of this machine; with --lan to a phone as well. Ctrl-C ends it."""
    from inturn.web.serving import prepare
    from inturn.web.serving import serve as run
    from inturn.workflows.programme_file import open_programme

    served = prepare(desk.settings(), open_programme(programme), port, lan, desk.now())

    if hasattr(signal, "SIGTTIN"):
        signal.signal(signal.SIGTTIN, signal.SIG_IGN)  # in the background, reading Enter fails instead of stopping us

    def ready() -> None:
        _tell(served)
        threading.Thread(target=_links_on_enter, args=(served,), daemon=True).start()
        if open_browser and _has_screen():
            _open(served)

    with contextlib.suppress(Stopped):
        run(served, ready)
    typer.echo("Inturn has stopped. What was entered is kept.")


def _tell(served: "Served") -> None:
    typer.echo(f"\nInturn is open at\n\n    {served.link}\n")
    desk.say(
        "The link lets one browser in and then is used up; Enter makes another one. Nothing leaves this machine. "
        "Ctrl-C ends Inturn."
    )
    if served.phone_link is not None:
        _tell_phone(served)
    sys.stdout.flush()


def _tell_phone(served: "Served") -> None:
    import segno

    from inturn.web.phone.words import steps

    link = served.phone_link or ""
    typer.echo("")
    *told, sure = steps()
    for line in (*told, f"{sure} {served.desk.fingerprint}"):
        desk.say(line, "- ")
    typer.echo(f"\n    {link}\n")
    if sys.stdout.isatty():
        segno.make(link, error="l").terminal(compact=True)
        typer.echo("")


def _links_on_enter(served: "Served") -> None:
    """Another link for every Enter, until nobody types any more."""
    with contextlib.suppress(OSError):
        while typed := os.read(0, 4096):  # not sys.stdin: its lock would be held when the process ends
            for _ in range(typed.count(b"\n")):
                typer.echo(f"    {served.origin}/enter?key={served.desk.doors.new()}\n")
                sys.stdout.flush()


def _has_screen() -> bool:
    """Whether there is a desktop to open a browser on, and somebody in front of it."""
    if os.environ.get("CI") or not sys.stdout.isatty():
        return False
    return sys.platform in {"win32", "darwin"} or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def _open(served: "Served") -> None:
    """Open the link by way of a file, because other users of this machine can read what programs are started with."""
    from inturn.web.lan import write_private

    page = Path(served.desk.folder) / "open.html"
    jump = f'<meta http-equiv="refresh" content="0;url={served.link}">'
    text = f'<!doctype html><meta charset="utf-8">{jump}<title>Inturn</title>'
    write_private(page, text.encode())
    webbrowser.open(page.as_uri())
