"""Commands for recordings of a motion laboratory: angles, gait, batch."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from inturn.cli.options import AsJson, Folder, ForwardAxis, NetworkOption, Quiet, Sensor, SensorSide, Static, there
from inturn.cli.progress_line import progress_line

LabFile = Annotated[Path, typer.Argument(help="Recording: C3D, TRC, MOT or STO.", show_default=False, callback=there)]
Way = Annotated[
    Literal["auto", "axes", "markers"],
    typer.Option(help="By the file's own segment axes, by the marker model, or axes where there are any."),
]
Plot = Annotated[Path | None, typer.Option(help="Also draw the angles by gait cycle (SVG).", show_default=False)]


def add_to(app: typer.Typer) -> None:
    """Register this family."""
    for command in (angles, gait, batch):
        app.command()(command)


def angles(
    file: LabFile,
    out: Annotated[
        Path | None, typer.Option(help=".csv, .parquet or .nc [default: FILE's name + -angles.csv].")
    ] = None,
    static: Static = None,
    way: Way = "auto",
    plot: Plot = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Joint angles of a laboratory recording as a table; the signs stand in its header."""
    from inturn.workflows.laboratory import write_angles

    text, json_text = write_angles(file, out or Path(f"{file.stem}-angles.csv"), static, way, plot)
    if as_json or not quiet:
        typer.echo(json_text if as_json else text)


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


def batch(  # noqa: PLR0913, PLR0917 - one parameter an option is how the command line is written
    folder: Folder,
    out: Annotated[Path, typer.Option(help="Table to write: .parquet or .csv.")] = Path("inturn-batch.parquet"),
    jobs: Annotated[int, typer.Option(min=1, max=64, help="Files at a time.")] = 1,
    resume: Annotated[
        bool, typer.Option("--resume", help="Take over what an earlier run of the same options has done.")
    ] = False,
    network: NetworkOption = "heavy",
    static: Static = None,
    side: SensorSide = None,
    forward_axis: ForwardAxis = "+z",
    sensor: Sensor = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Measure a whole folder into one table, the same numbers as one by one; failures with reasons beside it."""
    import json
    from dataclasses import asdict

    from inturn.workflows.batch import batch as run
    from inturn.workflows.options import MeasureOptions, SensorOptions

    options = MeasureOptions(network=network, static=static, overlay=False)
    with progress_line(quiet or as_json) as report:
        done = run(folder, out, options, jobs, resume, report, SensorOptions(side, forward_axis, sensor))
    if as_json:
        typer.echo(json.dumps(asdict(done), indent=2, default=str))
    elif not quiet:
        typer.echo(
            f"{done.table}: {done.measured} {'file' if done.measured == 1 else 'files'} measured, "
            f"{done.taken_over} of all taken over from before."
        )
        if done.failed:
            what = "file" if done.failed == 1 else "files"
            typer.echo(f"{done.failures}: {done.failed} {what} could not be measured, with the reasons.")
