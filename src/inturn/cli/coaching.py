"""The coach at the command line: an exercise and a clip in, repetitions and faults out."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from inturn.cli.options import Clip, Json, Mirrored, NetworkOption, Quiet
from inturn.cli.progress_line import progress_line

Exercise = Annotated[
    str, typer.Argument(help="Which exercise: squat, deadlift or release.", show_default=False)
]  # fmt: skip
WorkingSide = Annotated[
    Literal["left", "right"] | None,
    typer.Option("--side", help="The working side: the knee drawn back, the front leg.", show_default=False),
]


def add_to(app: typer.Typer) -> None:
    """Register this family."""
    app.command()(coach)


def coach(  # noqa: PLR0913, PLR0917 - one parameter an option is how the command line is written
    exercise: Exercise,
    clip: Clip,
    side: WorkingSide = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the results [default: CLIP's name + -coach].")] = None,
    network: NetworkOption = "full",
    mirrored: Mirrored = False,
    overlay: Annotated[bool, typer.Option("--overlay/--no-overlay", help="Also write annotated.mp4.")] = True,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Count and watch an exercise in a clip: repetitions, tempo, holds and faults, and what cannot be judged."""
    from inturn.workflows.coach import CoachOptions, coach_clip

    folder = out if out is not None else Path(f"{clip.stem or 'clip'}-coach")
    with progress_line(quiet or as_json) as report:
        done = coach_clip(exercise, clip, folder, CoachOptions(side, network, mirrored, overlay), report)
    if as_json:
        typer.echo(done.json, nl=False)
    elif not quiet:
        typer.echo(done.summary)
