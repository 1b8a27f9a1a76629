"""The end of a guided test: its recording is kept and read like any other; a test cut off is taken up again."""

import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from inturn.body.keypoints import Side
from inturn.errors import NoTestError
from inturn.programme.hip_internal_rotation import Programme
from inturn.report.document import to_json
from inturn.sources.recordings import read_recording, write_recording
from inturn.store import repositories as kept
from inturn.training.guided_test import Support, require_allowed
from inturn.training.records import History, TestRecord
from inturn.workflows.kept_test import Kept, test_record
from inturn.workflows.left_out import with_reasons
from inturn.workflows.live import LiveTest
from inturn.workflows.measure import Reading, read_test
from inturn.workflows.options import MeasureOptions
from inturn.workflows.screening import required_clearance
from inturn.workflows.testing import begin_test, test_before

TAKEN_AGAIN: Final = "taken again"
_RECORDING: Final = "recording.nc"


def options_now(live: LiveTest) -> MeasureOptions:
    """How the test is measured: as chosen at its beginning, with the pain told since."""
    left, right = live.guide.left.pain, live.guide.right.pain
    return replace(
        live.setup.options,
        pain_left=left.score,
        where_left=left.where,
        pain_right=right.score,
        where_right=right.where,
        overlay=False,
    )


def read_live(live: LiveTest, folder: Path, at: datetime) -> tuple[Reading, Path]:
    """Write the recording so far into `folder` and read it back as `inturn measure` would; the reading and the file.

    Raises NoTestError where there is nothing to measure in it.
    """
    recording = live.recording()
    if recording is None:
        raise NoTestError("Nothing was recorded yet. Take the test again.")
    file = folder / _RECORDING
    write_recording(recording, file)
    return read_test(read_recording(file), options_now(live), at, live.guide.excluded), file


def keep_live(
    live: LiveTest,
    history: History,
    at: datetime,
    now: datetime,
    test_id: str | None = None,
    occasion: Literal["day", "retest"] = "day",
) -> TestRecord:
    """Keep the test: the recording, and what it comes to. With `test_id` it takes the place of that test: a side was
    taken again, and the recording holds all trials of both rounds.

    Raises NoTestError, ImpossibleError, StoreError; then nothing was kept.
    """
    with tempfile.TemporaryDirectory(prefix="inturn-live-") as aside:
        reading, file = read_live(live, Path(aside), now)
        name = kept.keep_recording(file)
    facts = Kept(
        test_id or kept.new_id(), history.person.id, at, name.partition(".")[0], name,
        reading.result.made_by.estimator, to_json(reading.result), occasion,
    )  # fmt: skip
    test = test_record(reading.finding, facts)
    if occasion == "retest":
        first = test_before(history, test, at)
        test = replace(test, pair_id=None if first is None else first.id)
    test = with_reasons(test, dict.fromkeys(sorted(live.guide.excluded), TAKEN_AGAIN))
    if test_id is None:
        kept.add_test(test, now)
    else:
        kept.correct_test(test, now)
    return test


def live_sides(history: History, programme: Programme, support: Support, now: datetime) -> tuple[Side, ...]:
    """The sides that may be tested now, with a hand on that. Raises ClearanceError."""
    cleared = required_clearance(history, programme, now)
    sides = begin_test(programme, cleared, now, "camera").sides
    require_allowed(cleared, now, sides, support)
    return sides
