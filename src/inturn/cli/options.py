"""Options that several commands share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from inturn.sources.there import require_file, require_folder


def there(path: Path) -> Path:
    """The file, which is there: seen before anything heavy is loaded. Raises InputError."""
    require_file(path)
    return path


def folder_there(path: Path) -> Path:
    """The same of a folder."""
    require_folder(path)
    return path


Network = Literal["lite", "full", "heavy"]
Support = Literal["none", "stick", "wall"]
Clip = Annotated[
    Path,
    typer.Argument(
        help="Video of the test, a laboratory's or a sensor's file, or a recording.nc written before.",
        show_default=False,
        callback=there,
    ),
]
Folder = Annotated[
    Path,
    typer.Argument(help="Folder of clips, laboratory and sensor files.", show_default=False, callback=folder_there),
]
NetworkOption = Annotated[Network, typer.Option(help="Pose network: heavy is the most exact, lite the quickest.")]
Mirrored = Annotated[bool, typer.Option("--mirrored", help="The camera mirrored the picture: swap left and right.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
Json = Annotated[bool, typer.Option("--json", help="Print result.json to standard output.")]
Pain = Annotated[int | None, typer.Option(min=0, max=10, help="Pain 0-10 at the end of that side.", show_default=False)]
WhereOption = Annotated[
    str | None, typer.Option(help="Where it hurt on that side, in your own words.", show_default=False)
]
StickCm = Annotated[
    float | None,
    typer.Option(min=-5, max=60, help="A real stick: centimetres outward from the foot's outer edge.",
                 show_default=False),
]  # fmt: skip

PersonOption = Annotated[
    str | None,
    typer.Option("--person", help="Who; may be left out where one person is kept.", show_default=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
ProgrammeFile = Annotated[
    Path | None,
    typer.Option("--programme", envvar="INTURN_PROGRAMME", help="A clinic's own programme file.", show_default=False),
]
AnswersFile = Annotated[
    Path | None, typer.Option("--answers", help="Answers as a JSON file, for scripts.", show_default=False)
]
Moment = Annotated[
    str | None,
    typer.Option("--at", help="When it was, as 2026-03-02 or 2026-03-02T18:30; default: now.", show_default=False),
]
Static = Annotated[
    Path | None,
    typer.Option(help="Standing trial with markers on both sides of knee and ankle.", show_default=False),
]
SensorSide = Annotated[
    Literal["left", "right"] | None,
    typer.Option("--side", help="Which shin wears the sensor [default: as the file's name says].", show_default=False),
]
ForwardAxis = Annotated[
    Literal["+x", "-x", "+y", "-y", "+z", "-z"],
    typer.Option(help="Which axis of the sensor points to the front in standing."),
]
Sensor = Annotated[str | None, typer.Option(help="The shin's sensor, in a table of several.", show_default=False)]
