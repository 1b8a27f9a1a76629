"""The standing test of a sensor on the shin: a file in, the shank's tilt with its error out. No verdict."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import inturn
from inturn.assess.error import ErrorModel
from inturn.assess.shin_test import ShinTest, assess_shin, quiet_standing
from inturn.body.keypoints import Side
from inturn.errors import AlreadyKeptError, InputError
from inturn.kinematics.error_model import stated_error
from inturn.kinematics.shank_tilt import require_gravity, tilt_outward, up_in_sensor
from inturn.motion.shin_sensor import ShinRecording
from inturn.programme.standing_test import load_standing_test
from inturn.quantity import Method
from inturn.report.laboratory.shin_words import shin_json, shin_note, shin_text
from inturn.sources.laboratory.reading import file_sha256
from inturn.sources.laboratory.sensor import read_sensor
from inturn.training.records import NoteRecord, Person
from inturn.workflows.measure import POSITION, TEST, Measured
from inturn.workflows.options import SensorOptions, Support
from inturn.workflows.output import staged, write_text, writing

SOURCE_KIND: Final = "shin-sensor"
_SIDE: Final = re.compile(r"(?<![a-z])(left|right)(?![a-z])", re.IGNORECASE)


def side_in_name(path: Path) -> Side | None:
    """The side that a file's name says as a word of its own ("shin-left.csv"); None for neither or both."""
    said = {found.lower() for found in _SIDE.findall(path.stem)}
    if said == {"left"}:
        return "left"
    return "right" if said == {"right"} else None


def shin_side(path: Path, told: Side | None) -> Side:
    """Whose shin it is. Raises InputError where nobody says so, or the file's name says the other one."""
    named = side_in_name(path)
    if told is not None and named is not None and told != named:
        raise InputError(
            f"{path.name} is named for the {named} shin, but --side says {told}: rename it or mend --side."
        )
    if told is None and named is None:
        raise InputError(
            f"{path.name} is of one shin: say which with --side left or --side right, or in its name (shin-left.csv)."
        )
    return told or named or "left"


def read_shin(path: Path, options: SensorOptions, support: Support = "none") -> tuple[ShinRecording, ShinTest]:
    """Read and assess. Raises InputError or NoTestError with one sentence."""
    side = shin_side(path, options.side)
    recording = read_sensor(path, options.sensor)
    up = up_in_sensor(recording)
    quiet = quiet_standing(recording.time_s, up)
    require_gravity(recording, quiet)
    tilt = tilt_outward(up, quiet, options.forward, side)
    method = Method(TEST, POSITION, support, SOURCE_KIND)
    model = ErrorModel(*stated_error(SOURCE_KIND))
    return recording, assess_shin(recording.time_s, tilt, side, load_standing_test(), method, model)


def measure_shin(
    path: Path,
    folder: Path,
    options: SensorOptions,
    support: Support = "none",
    keep: Callable[[ShinTest, str], None] | None = None,
) -> Measured:
    """Measure a sensor's file and write `result.json`; all or nothing. `keep` gets what was found and the sum."""
    with staged(folder) as aside:
        recording, test = read_shin(path, options, support)
        text = shin_json(test, {"file": recording.file, "sha256": recording.sha256}, inturn.__version__)
        with writing(folder):
            write_text(aside, "result.json", text)
        if keep is not None:
            keep(test, recording.sha256)
    return Measured(folder, text, shin_text(test, [str(folder / "result.json")]))


def measure_shin_for(
    person: Person, path: Path, folder: Path, options: SensorOptions, support: Support, at: datetime, now: datetime
) -> tuple[Measured, NoteRecord]:
    """Measure a recording taken at `at` and keep what it came to as a note of that moment.

    A note and not a test: a baseline, a plan and a chart of hip rotation must never hold a value that is none. Raises
    AlreadyKeptError before any work where this recording's note is kept, and InturnError as `measure_shin`.
    """
    from inturn.store import repositories as kept

    sha256 = file_sha256(path)
    same = next((n for n in kept.history(person.id, results=False).notes if sha256 in n.text), None)
    if same is not None:
        day = f"{same.at.astimezone(UTC):%Y-%m-%d}"
        raise AlreadyKeptError(f"This recording is kept already, as a note of {day}; nothing was doubled.", same.id)
    notes: list[NoteRecord] = []

    def keep(test: ShinTest, digest: str) -> None:
        notes.append(NoteRecord(kept.new_id(), person.id, at, shin_note(test, digest)))
        kept.add_note(notes[0], now)

    return measure_shin(path, folder, options, support, keep), notes[0]
