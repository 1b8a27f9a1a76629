"""Commands around the measurement: measure, pose, demo, doctor, schema."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from inturn.cli import desk
from inturn.cli.options import (
    AsJson,
    Clip,
    ForwardAxis,
    Json,
    Mirrored,
    Moment,
    NetworkOption,
    Pain,
    PersonOption,
    ProgrammeFile,
    Quiet,
    Sensor,
    SensorSide,
    Static,
    StickCm,
    Support,
    WhereOption,
)
from inturn.cli.people import demo_person
from inturn.cli.progress_line import progress_line
from inturn.errors import InputError

if TYPE_CHECKING:
    from inturn.workflows.options import MeasureOptions, SensorOptions


def add_to(app: typer.Typer) -> None:
    """Register this family."""
    for command in (measure, pose, doctor, schema):
        app.command()(command)
    demo_app = typer.Typer(rich_markup_mode=None, invoke_without_command=True)
    demo_app.callback()(demo)
    demo_app.command("person")(demo_person)
    app.add_typer(demo_app, name="demo")


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
    where_left: WhereOption = None,
    where_right: WhereOption = None,
    person: PersonOption = None,
    retest: Annotated[
        bool, typer.Option("--retest", help="With --person: taken right after the release, in the same set-up.")
    ] = False,
    at: Moment = None,
    programme: ProgrammeFile = None,
    static: Static = None,
    side: SensorSide = None,
    forward_axis: ForwardAxis = "+z",
    sensor: Sensor = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Measure a standing hip internal rotation test: a clip in, a verdict with its error out."""
    from inturn.sources.laboratory.sensor import is_sensor_file
    from inturn.workflows.measure import MeasureOptions, default_folder
    from inturn.workflows.options import SensorOptions

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
        where_left=where_left,
        where_right=where_right,
        static=static,
    )
    asked = Asked(retest, at, programme, as_json, quiet)
    sensors = SensorOptions(side, forward_axis, sensor) if is_sensor_file(clip) else None
    _require_what_can_be_kept(person, asked, options, is_sensor=sensors is not None)
    _carry_out(person, clip, out if out is not None else default_folder(clip), options, sensors, asked)


@dataclass(frozen=True, slots=True)
class Asked:
    """How a measurement is kept and told."""

    retest: bool
    at: str | None
    programme: Path | None
    as_json: bool
    quiet: bool


def _carry_out(
    person: str | None,
    clip: Path,
    folder: Path,
    options: "MeasureOptions",
    sensors: "SensorOptions | None",
    asked: Asked,
) -> None:
    """Measure a film, a laboratory's file or, with `sensors`, a shin sensor's; keep it where somebody is named."""
    from inturn.workflows.measure import measure_clip
    from inturn.workflows.measure_shin import measure_shin

    if person is not None and sensors is not None:
        _measure_shin_for(person, clip, folder, sensors, options.support, asked)
        return
    if person is not None:
        _measure_for(person, clip, folder, options, asked)
        return
    with progress_line(asked.quiet or asked.as_json) as report:
        if sensors is not None:
            measured = measure_shin(clip, folder, sensors, options.support)
        else:
            measured = measure_clip(clip, folder, options, report)
    _print_measured(measured.summary, measured.json, as_json=asked.as_json, quiet=asked.quiet)


def _measure_for(name: str, clip: Path, folder: Path, options: "MeasureOptions", asked: Asked) -> None:
    """Measure, and keep the test, its trials and the recording for somebody."""
    from inturn.report.words.decisions import all_said
    from inturn.workflows.measure_person import measure_for
    from inturn.workflows.programme_file import open_programme

    content = open_programme(asked.programme)
    somebody = desk.who(name)
    now = desk.now()
    at = desk.moment(asked.at, somebody, now)
    chosen = options if options.height_m is not None else replace(options, height_m=somebody.height_m)
    with progress_line(asked.quiet or asked.as_json) as report:
        found = measure_for(
            somebody, content, clip, folder, chosen, report, at, now, "retest" if asked.retest else "day"
        )
    _print_measured(found.measured.summary, found.measured.json, as_json=asked.as_json, quiet=asked.quiet)
    if not asked.as_json and not asked.quiet:
        for said in all_said(found.retest, content):
            desk.say(said.text, "- ")
        desk.say(f"Kept for {somebody.name}. Next: `inturn today`.")


def _measure_shin_for(
    name: str, clip: Path, folder: Path, sensors: "SensorOptions", support: Support, asked: Asked
) -> None:
    """Measure a sensor's recording, and keep what it came to as a note."""
    from inturn.workflows.measure_shin import measure_shin_for

    somebody = desk.who(name)
    now = desk.now()
    at = desk.moment(asked.at, somebody, now)
    measured, _ = measure_shin_for(somebody, clip, folder, sensors, support, at, now)
    _print_measured(measured.summary, measured.json, as_json=asked.as_json, quiet=asked.quiet)
    if not asked.as_json and not asked.quiet:
        desk.say(f"Kept for {somebody.name} as a note: it is no hip rotation, so no plan and no chart counts it.")


def pose(
    clip: Clip,
    out: Annotated[Path | None, typer.Option(help="The recording to write [default: CLIP's name + .nc].")] = None,
    network: NetworkOption = "heavy",
    mirrored: Mirrored = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Find the person in every picture of a clip and keep the keypoints as a recording."""
    from inturn.workflows.measure import pose_clip

    target = out if out is not None else Path(clip.stem + ".nc")
    with progress_line(quiet or as_json) as report:
        found = pose_clip(clip, target, network, mirrored, report)
    data = {
        "file": str(found.file), "pictures": found.pictures, "person_seen_share": round(found.seen, 4),
        "network": found.network,
    }  # fmt: skip
    desk.show(as_json, lambda: data, lambda: None if quiet else typer.echo(found.text))


def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="Folder for the results.")] = Path("inturn-out"),
    overlay: Annotated[bool, typer.Option("--overlay/--no-overlay", help="Also write annotated.mp4.")] = True,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Measure the built-in sample, a rendered person whose true angles are known, and compare."""
    if context.invoked_subcommand is not None:
        return
    from inturn.workflows.demo import run_demo

    with progress_line(quiet or as_json) as report:
        found = run_demo(out, overlay, report)

    def data() -> dict[str, Any]:
        sides = {
            side: {"measured_deg": None if value is None else round(value, 2), "true_deg": round(true, 2)}
            for side, (value, true) in found.sides.items()
        }
        return {"folder": str(found.measured.folder), "sides": sides, "result": json.loads(found.measured.json)}

    desk.show(as_json, data, lambda: None if quiet else typer.echo(found.text))


def doctor(as_json: AsJson = False) -> None:
    """Check the installation: models, codecs, versions, speed; says what is missing and how to mend it."""
    from inturn import __version__
    from inturn.workflows.doctor import diagnose, told

    checks = diagnose()
    well = all(c.well for c in checks)
    found = [{"name": c.name, "well": c.well, "seen": c.seen, "mend": None if c.well else c.mend} for c in checks]
    data = {"inturn": __version__, "well": well, "checks": found}
    desk.show(as_json, lambda: data, lambda: typer.echo(told(checks)))
    if not well:
        raise typer.Exit(6)


def schema(
    name: Annotated[Literal["standing-test", "coach"], typer.Argument(help="Which file's schema.")] = "standing-test",
    _as_json: Annotated[bool, typer.Option("--json", help="As always: a schema is JSON.")] = True,
) -> None:
    """Print the JSON Schema of a file that Inturn writes."""
    from inturn.report.coach_document import coach_schema
    from inturn.report.document import json_schema

    typer.echo(json.dumps({"standing-test": json_schema, "coach": coach_schema}[name](), indent=2))


def _require_what_can_be_kept(person: str | None, asked: Asked, options: "MeasureOptions", *, is_sensor: bool) -> None:
    """Raises InputError where what is asked needs somebody to keep the test for, or cannot be kept."""
    if is_sensor and (options.pain_left, options.pain_right) != (None, None):
        raise InputError("A shin sensor's value is kept without pain: leave --pain-left and --pain-right out.")
    if is_sensor and asked.retest:
        raise InputError("A shin sensor's value is no test of the programme: leave --retest out.")
    if person is None and (asked.retest or asked.at is not None):
        raise InputError("--retest and --at belong to a test that is kept for somebody: say --person NAME, too.")


def _print_measured(summary: str, result_json: str, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        typer.echo(result_json, nl=False)
    elif not quiet:
        typer.echo(summary)
