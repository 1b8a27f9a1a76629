"""The command line: parse, call, print. Heavy rooms are imported by the command that needs them."""

import contextlib
import signal
import sys
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from inturn import __version__
from inturn.errors import InturnError

if TYPE_CHECKING:
    from inturn.workflows.measure import Progress

app = typer.Typer(
    help="Measure hip internal rotation from an ordinary camera, on this machine only, with its error.",
    epilog="Not a medical device. Exit codes: 0 done, 2 wrong usage, 3 unreadable input, 4 no test in the recording, "
    "5 output cannot be written, 6 installation incomplete, 130 interrupted.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: loading the rich one costs half a second
)

Network = Literal["lite", "full", "heavy"]
Support = Literal["none", "stick", "wall"]
Clip = Annotated[Path, typer.Argument(help="Video of the test, or a recording.nc written before.", show_default=False)]
NetworkOption = Annotated[Network, typer.Option(help="Pose network: heavy is the most exact, lite the quickest.")]
Mirrored = Annotated[bool, typer.Option("--mirrored", help="The camera mirrored the picture: swap left and right.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
Json = Annotated[bool, typer.Option("--json", help="Print result.json to standard output.")]
Pain = Annotated[int | None, typer.Option(min=0, max=10, help="Pain 0-10 at the end of that side.", show_default=False)]
StickCm = Annotated[
    float | None,
    typer.Option(min=-5, max=60, help="A real stick: centimetres outward from the foot's outer edge.",
                 show_default=False),
]  # fmt: skip


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
    """Measure hip internal rotation from an ordinary camera, on this machine only, with its error."""


@app.command()
def measure(  # noqa: PLR0913, PLR0917 - one parameter an option is how the command line is written
    clip: Clip,
    out: Annotated[Path | None, typer.Option(help="Folder for the results [default: CLIP's name + -inturn].")] = None,
    network: NetworkOption = "heavy",
    height: Annotated[
        float | None, typer.Option(min=100, max=230, help="Body height in cm; makes centimetres exact.")
    ] = None,
    stick_left: StickCm = None,
    stick_right: StickCm = None,
    mirrored: Mirrored = False,
    support: Annotated[Support, typer.Option(help="What the person held on to; part of the method.")] = "none",
    pain_left: Pain = None,
    pain_right: Pain = None,
    overlay: Annotated[bool, typer.Option("--overlay/--no-overlay", help="Also write annotated.mp4.")] = True,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Measure a standing hip internal rotation test: a clip in, a verdict with its error out."""
    from inturn.workflows.measure import MeasureOptions, default_folder, measure_clip

    options = MeasureOptions(
        network=network,
        height_m=height / 100 if height is not None else None,
        stick_left_m=stick_left / 100 if stick_left is not None else None,
        stick_right_m=stick_right / 100 if stick_right is not None else None,
        mirrored=mirrored,
        support=support,
        pain_left=pain_left,
        pain_right=pain_right,
        overlay=overlay,
    )
    folder = out if out is not None else default_folder(clip)
    with _progress(quiet or as_json) as report:
        measured = measure_clip(clip, folder, options, report)
    _print_measured(measured.summary, measured.json, as_json=as_json, quiet=quiet)


@app.command()
def pose(
    clip: Clip,
    out: Annotated[Path | None, typer.Option(help="The recording to write [default: CLIP's name + .nc].")] = None,
    network: NetworkOption = "heavy",
    mirrored: Mirrored = False,
    quiet: Quiet = False,
) -> None:
    """Find the person in every picture of a clip and keep the keypoints as a recording."""
    from inturn.workflows.measure import pose_clip

    target = out if out is not None else Path(clip.stem + ".nc")
    with _progress(quiet) as report:
        text = pose_clip(clip, target, network, mirrored, report)
    if not quiet:
        typer.echo(text)


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder for the results.")] = Path("inturn-out"),
    overlay: Annotated[bool, typer.Option("--overlay/--no-overlay", help="Also write annotated.mp4.")] = True,
    quiet: Quiet = False,
) -> None:
    """Measure the built-in sample, a rendered person whose true angles are known, and compare."""
    from inturn.workflows.demo import run_demo

    with _progress(quiet) as report:
        text = run_demo(out, overlay, report)
    if not quiet:
        typer.echo(text)


@app.command()
def doctor() -> None:
    """Check the installation: models, codecs, versions, speed; says what is missing and how to mend it."""
    from inturn.workflows.doctor import diagnose

    text, healthy = diagnose()
    typer.echo(text)
    if not healthy:
        raise typer.Exit(6)


@app.command()
def schema(
    name: Annotated[Literal["standing-test"], typer.Argument(help="Which file's schema.")] = "standing-test",
) -> None:
    """Print the JSON Schema of a file that Inturn writes."""
    import json

    from inturn.report.document import json_schema

    typer.echo(json.dumps({"standing-test": json_schema}[name](), indent=2))


def _print_measured(summary: str, result_json: str, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        typer.echo(result_json, nl=False)
    elif not quiet:
        typer.echo(summary)


@contextlib.contextmanager
def _progress(quiet: bool) -> Generator["Progress | None"]:
    """A progress line on standard error with pictures a second and time left; none when quiet."""
    if quiet:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description:<28}"),
        BarColumn(bar_width=24),
        TextColumn("{task.completed}/{task.fields[total_text]}  {task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as display:
        tasks: dict[str, object] = {}

        def report(stage: str, done: int, total: int | None) -> None:
            text = str(total) if total is not None else "?"
            if stage not in tasks:
                tasks[stage] = display.add_task(stage, total=total, total_text=text, rate="")
            task = display.tasks[list(tasks).index(stage)]
            rate = f"{task.speed:.0f}/s" if task.speed else ""
            display.update(task.id, completed=done, total=total, total_text=text, rate=rate)

        yield report


class _Stopped(BaseException):
    """Ctrl-C or a polite kill; its own class because the command line library turns KeyboardInterrupt into prose."""


def _stop(_signal: int, _frame: object) -> NoReturn:
    raise _Stopped


def main() -> None:
    """Entry point: turns every foreseen failure into one sentence and an exit code."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    try:
        app()
    except InturnError as error:
        typer.echo(f"inturn: {error}", err=True)
        sys.exit(error.exit_code)
    except _Stopped:
        typer.echo("inturn: stopped; nothing was written.", err=True)
        sys.exit(130)


if __name__ == "__main__":
    main()
