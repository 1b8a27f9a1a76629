"""Commands for recordings of a motion laboratory: angles, gait."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from inturn.cli.options import AsJson, Quiet, Static

LabFile = Annotated[Path, typer.Argument(help="Recording: C3D, TRC, MOT or STO.", show_default=False)]
Way = Annotated[
    Literal["auto", "axes", "markers"],
    typer.Option(help="By the file's own segment axes, by the marker model, or axes where there are any."),
]
Plot = Annotated[Path | None, typer.Option(help="Also draw the angles by gait cycle (SVG).", show_default=False)]


def add_to(app: typer.Typer) -> None:
    """Register this family."""
    for command in (angles, gait):
        app.command()(command)


def angles(
    file: LabFile,
    out: Annotated[
        Path | None, typer.Option(help=".csv, .parquet or .nc [default: FILE's name + -angles.csv].")
    ] = None,
    static: Static = None,
    way: Way = "auto",
    plot: Plot = None,
    quiet: Quiet = False,
) -> None:
    """Joint angles of a laboratory recording as a table; the signs stand in its header."""
    from inturn.workflows.laboratory import write_angles

    text = write_angles(file, out or Path(f"{file.stem}-angles.csv"), static, way, plot)
    if not quiet:
        typer.echo(text)


def gait(
    file: LabFile,
    static: Static = None,
    way: Way = "auto",
    norm: Annotated[
        Path | None, typer.Option(help="Your own norm band (CSV, see docs/laboratory.md).", show_default=False)
    ] = None,
    what_if: Annotated[
        float | None,
        typer.Option(
            "--what-if", min=-60, max=90, show_default=False,
            help="Teaching: cap hip internal rotation at so many degrees and show what must make up for it.",
        ),
    ] = None,
    plot: Plot = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Hip, pelvis and trunk over the gait cycle, with the error between strides; no score, no verdict."""
    from inturn.workflows.laboratory import GaitAsked
    from inturn.workflows.laboratory import gait as read_gait

    text, json_text = read_gait(file, GaitAsked(static, way, norm, what_if, plot))
    typer.echo(json_text if as_json else text, nl=not as_json)
