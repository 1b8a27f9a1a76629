"""A clip measured for somebody: the test, its trials and the recording are kept; the same clip is not kept twice."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from inturn.errors import AlreadyKeptError, InputError
from inturn.kinematics import ESTIMATOR
from inturn.programme.clearance import Clearance
from inturn.programme.hip_internal_rotation import Programme
from inturn.report.document import from_json, to_json
from inturn.sources.recordings import is_recording, read_recording
from inturn.store import repositories as kept
from inturn.store.recordings import sha256_of
from inturn.training.records import Decision, History, Person, TestRecord
from inturn.training.retest import retest_changes
from inturn.workflows.kept_test import Kept, test_record
from inturn.workflows.left_out import LeftOut, found_again, left_out, with_reasons
from inturn.workflows.measure import Measured, Reading, measure_clip, read_test
from inturn.workflows.options import MeasureOptions, Progress, Support
from inturn.workflows.screening import clearance_now
from inturn.workflows.testing import test_before

_SHA256: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class MeasuredFor:
    """A measurement that was kept, and what a retest says against the test before the release."""

    measured: Measured
    test: TestRecord
    retest: tuple[Decision, ...]


def measure_for(  # noqa: PLR0913, PLR0917 - what a measurement is made of
    person: Person,
    programme: Programme,
    clip: Path,
    folder: Path,
    options: MeasureOptions,
    progress: Progress | None,
    at: datetime,
    now: datetime,
    occasion: Literal["day", "retest"] = "day",
) -> MeasuredFor:
    """Measure a clip taken at `at` and keep it. A recording that exists may be measured without a clearance.

    Raises AlreadyKeptError before any work where this clip is kept for the person, and InturnError as `measure_clip`.
    """
    history = kept.history(person.id, results=False)
    _require_new(person, clip)
    cleared: Clearance | None = clearance_now(history, programme, now)
    done: list[tuple[TestRecord, tuple[Decision, ...]]] = []

    def keep(reading: Reading, recording: Path) -> None:
        done.append(_keep(history, reading, recording, at, now, occasion))

    measured = measure_clip(clip, folder, options, progress, now, cleared, keep)
    test, said = done[0]
    return MeasuredFor(measured, test, said)


def _require_new(person: Person, clip: Path) -> None:
    if not clip.is_file():
        return  # measuring says what is wrong with it
    try:
        digest = sha256_of(clip)
        if is_recording(clip):
            digest = _clip_digest(str(read_recording(clip).attrs["sha256"]), digest)
    except OSError as error:
        raise InputError(f"Cannot read {clip}: {(error.strerror or str(error)).lower()}.") from error
    same = kept.test_of_clip(person.id, digest)
    if same is not None:
        day = f"{same.at.astimezone(UTC):%Y-%m-%d}"
        raise AlreadyKeptError(f"This clip is kept already, as the test of {day}; nothing was doubled.", same.id)


def _clip_digest(told: str, of_recording: str) -> str:
    """The sum of the clip a recording came from; the recording's own where it does not tell one."""
    return told if _SHA256.fullmatch(told) else of_recording


def _keep(
    history: History, reading: Reading, recording: Path, at: datetime, now: datetime, occasion: Literal["day", "retest"]
) -> tuple[TestRecord, tuple[Decision, ...]]:
    def record(pair_id: str | None, name: str) -> TestRecord:
        facts = Kept(
            test_id, history.person.id, at, digest, name, reading.result.made_by.estimator,
            to_json(reading.result), occasion, pair_id,
        )  # fmt: skip
        return test_record(reading.finding, facts)

    test_id = kept.new_id()
    name = kept.keep_recording(recording)
    digest = _clip_digest(reading.result.source.sha256, name.partition(".")[0])
    test = record(None, name)
    first = test_before(history, test, at) if occasion == "retest" else None
    if first is not None:
        test = record(first.id, name)
    kept.add_test(test, now)
    return test, () if first is None else retest_changes(first, test)


def remeasure(person: Person, progress: Progress | None, now: datetime) -> tuple[TestRecord, ...]:
    """Read again every kept recording that this version's estimator has not read; both values are kept."""
    waiting = kept.to_remeasure(person.id, ESTIMATOR)
    found: list[TestRecord] = []
    for done, one in enumerate(waiting):
        if progress is not None:
            progress(f"reading {person.name}'s recordings", done, len(waiting))
        reading, wished = _read_again(person, one, now)
        facts = Kept(
            kept.new_id(), person.id, one.test.at, one.test.source_sha256, one.recording, ESTIMATOR,
            to_json(reading.result), one.test.occasion, one.test.pair_id, one.test.id,
        )  # fmt: skip
        test = with_reasons(test_record(reading.finding, facts), wished)
        kept.add_test(test, now)
        found.append(test)
    return tuple(found)


def _read_again(person: Person, one: kept.StoredRecording, now: datetime) -> tuple[Reading, LeftOut]:
    """The reading, without the trials that the person had left out of the first one."""
    recording, options = read_recording(kept.recording_path(one.recording)), options_of(one.test, person)
    reading = read_test(recording, options, now)
    wished = left_out(one.test)
    if wished:
        wished = found_again(from_json(one.test.result_json), reading.result, wished)
        reading = read_test(recording, options, now, frozenset(wished))
    return reading, wished


def options_of(test: TestRecord, person: Person) -> MeasureOptions:
    """How a kept test was measured, as far as its result file tells."""
    result = from_json(test.result_json)
    offsets = result.stick.offset_cm
    given = result.stick.kind == "given" and offsets is not None
    supports: dict[str, Support] = {"none": "none", "stick": "stick", "wall": "wall"}
    left, right = test.side("left"), test.side("right")
    return MeasureOptions(
        height_m=person.height_m,
        stick_left_m=_metres(offsets.left) if given and offsets is not None else None,
        stick_right_m=_metres(offsets.right) if given and offsets is not None else None,
        support=supports[test.method.support],
        pain_left=None if left is None else left.pain,
        pain_right=None if right is None else right.pain,
        where_left=None if left is None else left.pain_where,
        where_right=None if right is None else right.pain_where,
        overlay=False,
    )


def _metres(centimetres: float | None) -> float | None:
    return None if centimetres is None else centimetres / 100
