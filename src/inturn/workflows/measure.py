"""The main job: a clip in, a verdict with its error out, whole or not at all."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import degrees, radians
from pathlib import Path

import xarray as xr

import inturn
from inturn.assess.account import behind_message
from inturn.assess.brief import without_brief
from inturn.assess.error import ErrorModel
from inturn.assess.events import Event, Lost
from inturn.assess.finding import Pain, StandingTest
from inturn.assess.second_look import with_second_look
from inturn.assess.standing_test import Asked, assess
from inturn.assess.steps import detect
from inturn.assess.stick import Stick
from inturn.body.keypoints import Side
from inturn.errors import InputError, NoTestError
from inturn.kinematics import ESTIMATOR, error_of, filter_recording, smooth
from inturn.kinematics.angles import from_dataset
from inturn.motion.orientation import picture_roll
from inturn.motion.recording import mirror
from inturn.motion.reversals import MOSTLY, share_reversed
from inturn.programme.clearance import Clearance
from inturn.programme.standing_test import load_standing_test
from inturn.quantity import Method
from inturn.report.document import Note, Result, to_json
from inturn.report.from_finding import to_result
from inturn.sources.laboratory.reading import is_laboratory_file
from inturn.sources.recordings import is_recording, read_recording, write_recording
from inturn.workflows.measure_laboratory import (
    NEVER_MIRRORED,
    is_of_laboratory,
    laboratory_angles,
    laboratory_recording,
    read_laboratory,
)
from inturn.workflows.options import MeasureOptions, Network, Progress
from inturn.workflows.output import staged, writable, write_text, writing

TEST = "standing-test"
POSITION = "standing, hip 90, knee 90, free leg"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one recording came to: the keypoints, the angles, and the result file's content."""

    recording: xr.Dataset
    angles: xr.Dataset
    finding: StandingTest
    result: Result


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measurement left: the folder, `result.json`'s text, and a summary for the terminal."""

    folder: Path
    json: str
    summary: str


def default_folder(clip: Path) -> Path:
    """Where the results of a clip go when nobody says otherwise: beside the caller, named after the clip."""
    return Path(f"{clip.stem or 'clip'}-inturn")


def load(
    clip: Path, network: Network, mirrored: bool, progress: Progress | None, static: Path | None = None
) -> xr.Dataset:
    """The keypoints of a clip, a laboratory's body frames, or a recording written before.

    Raises InputError where it is none of these.
    """
    if is_laboratory_file(clip):
        return laboratory_recording(clip, static, mirrored)
    if is_recording(clip):
        recording = read_recording(clip)
        if mirrored and is_of_laboratory(recording):
            raise InputError(NEVER_MIRRORED)
        return mirror(recording) if mirrored else recording
    if clip.suffix.lower() == ".nc":
        raise InputError(f"{clip.name} cannot be read as a recording (netCDF): it is missing, damaged or not one.")
    from inturn.sources.video import read_video

    def report(done: int, total: int | None) -> None:
        if progress is not None:
            progress("looking at the pictures", done, total)

    return read_video(clip, network, mirrored, report)


def read_test(
    recording: xr.Dataset, options: MeasureOptions, at: datetime, excluded: frozenset[tuple[Side, int]] = frozenset()
) -> Reading:
    """Angles, events, finding and result of a recording; no file, no clock.

    Trials of `excluded` (side, order from 1) are read and do not count. Raises NoTestError where the recording holds
    no standing test. The events come from the filter, picture by picture, exactly as live; the trials that it lost or
    saw a piece of come from a second look at the smoothed angles; those in passing do not count. A test that was guided
    live keeps those the guide counted.
    """
    rules = load_standing_test()
    method = Method(TEST, POSITION, options.support, str(recording.attrs["source_kind"]))
    if is_of_laboratory(recording):
        angles, events, error, rules = read_laboratory(recording, rules)
    else:
        _require_upright(recording)
        if share_reversed(recording) > MOSTLY:
            raise NoTestError(behind_message())
        events = detect(filter_recording(recording, options.height_m), rules.detection)
        angles = smooth(recording, options.height_m)
        if not recording.attrs.get("live", 0):
            events = without_brief(with_second_look(events, detect(from_dataset(angles), rules.detection)))
        events = _without_breaks(recording, events)
        error = ErrorModel(*error_of(str(recording.attrs["network"])))
    asked = Asked(
        stick=Stick(options.stick_left_m, options.stick_right_m),
        pain_left=Pain(options.pain_left, options.where_left),
        pain_right=Pain(options.pain_right, options.where_right),
        excluded=excluded,
    )
    try:
        finding = assess(angles, events, rules, method, error, asked)
    except NoTestError as refusal:
        # what was odd about the video may be why
        raise NoTestError(" ".join([str(refusal), *(note.text for note in _heard(recording))])) from refusal
    return Reading(recording, angles, finding, _result(recording, finding, at))


def angles_of(recording: xr.Dataset, height_m: float | None) -> xr.Dataset:
    """The angles of a kept recording, filmed or of a laboratory, as `read_test` read them."""
    if is_of_laboratory(recording):
        return laboratory_angles(recording)
    return smooth(recording, height_m)


def _heard(recording: xr.Dataset) -> list[Note]:
    """What the source had to say about the recording."""
    return [Note.model_validate(note) for note in json.loads(recording.attrs.get("warnings", "[]"))]


def _without_breaks(recording: xr.Dataset, events: Sequence[Event]) -> tuple[Event, ...]:
    """Nobody left the picture while a live test stood still and no pictures were taken."""
    breaks = [(float(start), float(end)) for start, end in json.loads(recording.attrs.get("breaks", "[]"))]

    def paused(event: Event) -> bool:
        return isinstance(event, Lost) and any(event.start_s <= end and start <= event.end_s for start, end in breaks)

    return tuple(event for event in events if not paused(event))


def _require_upright(recording: xr.Dataset) -> None:
    roll = picture_roll(recording)
    if roll is None:
        raise NoTestError("No person was found in the recording. Film the whole body from the front, in good light.")
    if abs(roll) < radians(45):
        return
    how = "upside down" if abs(roll) > radians(135) else "on its side"
    raise NoTestError(
        f"The picture is {how}: the head points {degrees(roll):.0f} degrees away from up. Turn the video upright (most "
        "players and phones can) and measure it again."
    )


def _result(recording: xr.Dataset, finding: StandingTest, at: datetime) -> Result:
    a = recording.attrs
    source = {
        "file": a["file"], "sha256": a["sha256"], "fps": a["fps"], "frames": a["frames"],
        "duration_s": a["duration_s"], "mirrored": bool(a["mirrored"]),
    }  # fmt: skip
    made_by = {
        "inturn": inturn.__version__, "estimator": ESTIMATOR, "network": a["network"],
        "network_sha256": a["network_sha256"], "precision": a["precision"],
        "at": at.isoformat(timespec="seconds").replace("+00:00", "Z"),
    }  # fmt: skip
    return to_result(finding, source, made_by, live=bool(a.get("live", 0)), warnings=_heard(recording))


Keep = Callable[[Reading, Path], None]
"""Called with what was read and the recording's file, before the results appear; what it raises leaves no results."""


def measure_clip(
    clip: Path,
    folder: Path,
    options: MeasureOptions,
    progress: Progress | None = None,
    at: datetime | None = None,
    clearance: Clearance | None = None,
    keep: Keep | None = None,
) -> Measured:
    """Measure a clip (or a stored recording) and write all results to `folder`.

    Without a clearance the reports begin with the stop list. Raises InturnError with one sentence where anything is
    wrong; then nothing is left behind.
    """
    from inturn.report.text import summary

    with staged(folder) as aside:
        recording = load(clip, options.network, options.mirrored, progress, options.static)
        reading = read_test(recording, options, at or datetime.now(UTC))
        with writing(folder):
            files = write_all(reading, clip, aside, options, progress, clearance)
        if keep is not None:
            keep(reading, aside / "recording.nc")
    text = summary(reading.result, [str(folder / name) for name in files], clearance)
    return Measured(folder, to_json(reading.result), text)


def write_all(
    reading: Reading,
    clip: Path,
    folder: Path,
    options: MeasureOptions,
    progress: Progress | None,
    clearance: Clearance | None = None,
) -> list[str]:
    """Write every output into `folder`; names of the files, the one to open first first."""
    from inturn.report.page import render_page
    from inturn.report.pdf import render_pdf

    names = ["report.html", "report.pdf", "result.json", "recording.nc"]
    write_text(folder, "result.json", to_json(reading.result))
    write_recording(reading.recording, folder / "recording.nc")
    write_text(folder, "report.html", render_page(reading.result, reading.angles, clearance))
    (folder / "report.pdf").write_bytes(render_pdf(reading.result, reading.angles, clearance))
    if options.overlay and not is_recording(clip) and not is_laboratory_file(clip):
        _write_overlay(reading, clip, folder / "annotated.mp4", progress)
        names.insert(2, "annotated.mp4")
    return names


def _write_overlay(reading: Reading, clip: Path, target: Path, progress: Progress | None) -> None:
    from inturn.report.overlay import write_overlay
    from inturn.sources.video import iterate_frames

    def report(done: int, total: int) -> None:
        if progress is not None:
            progress("drawing the video", done, total)

    write_overlay(target, iterate_frames(clip), reading.recording, reading.angles, reading.result, report)


@dataclass(frozen=True, slots=True)
class Posed:
    """A recording that was written: its file, pictures, in which share of them a person was seen (0-1), network."""

    file: Path
    pictures: int
    seen: float
    network: str

    @property
    def text(self) -> str:
        """A line about what was seen."""
        return f"{self.file}: {self.pictures} pictures, a person in {self.seen:.0%} of them, network {self.network}."


def pose_clip(clip: Path, target: Path, network: Network, mirrored: bool, progress: Progress | None) -> Posed:
    """Keep the keypoints of a clip as a recording. Raises OutputError before anything is read where it cannot be."""
    writable(target)
    recording = load(clip, network, mirrored, progress)
    if is_of_laboratory(recording):
        raise InputError(f"{clip.name} is a laboratory's recording and holds no pictures: use inturn angles.")
    with writing(target):
        write_recording(recording, target)
    seen = float((recording["score"].values > 0).mean())
    return Posed(target, recording.sizes["time"], seen, str(recording.attrs["network"]))
