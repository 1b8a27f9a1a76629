"""A wrong trial left out of a test, or counted again: the trial and the reason are kept, the result is read anew."""

from collections.abc import Callable
from datetime import datetime

from inturn.body.keypoints import Side
from inturn.errors import ImpossibleError, InputError, NotKeptError
from inturn.kinematics import ESTIMATOR
from inturn.report.document import from_json, to_json
from inturn.sources.recordings import read_recording
from inturn.store import repositories as kept
from inturn.training.days import day_of
from inturn.training.records import Person, TestRecord
from inturn.workflows.kept_test import Kept, test_record
from inturn.workflows.left_out import LeftOut, left_out, with_reasons
from inturn.workflows.measure import read_test
from inturn.workflows.measure_person import options_of

_LONGEST_REASON = 300


def exclude_trial(person: Person, test_id: str, trial: tuple[Side, int], reason: str, now: datetime) -> TestRecord:
    """Leave a trial (side, order from 1) out of a test and judge the test without it.

    Raises ImpossibleError without a reason, NotKeptError for a test or trial that is not there, InputError where the
    test cannot be read again; then nothing was changed.
    """
    reason = " ".join(reason.split())
    if not reason or len(reason) > _LONGEST_REASON:
        raise ImpossibleError(
            f"A trial is left out for a reason: say it in a few words, {_LONGEST_REASON} characters at most. Nothing "
            "was changed."
        )
    return _judged_anew(person, test_id, trial, now, lambda wished: {**wished, trial: reason})


def include_trial(person: Person, test_id: str, trial: tuple[Side, int], now: datetime) -> TestRecord:
    """Count a trial again that was left out; undone, the test is what it was. Raises as `exclude_trial`."""
    return _judged_anew(
        person, test_id, trial, now, lambda wished: {t: why for t, why in wished.items() if t != trial}
    )  # fmt: skip


def why_fixed(test: TestRecord) -> str | None:
    """Why no trial of a test can be left out or counted again; None where it can."""
    if test.recording is None or not test.result_json:
        return "No recording of this test is kept here, so it cannot be read again."
    if test.estimator != ESTIMATOR:
        return "An earlier version read this test. Read its recording again first."
    return None


def _judged_anew(
    person: Person, test_id: str, trial: tuple[Side, int], now: datetime, change: Callable[[LeftOut], LeftOut]
) -> TestRecord:
    test = kept.standing_test(person.id, test_id)
    if trial not in {(t.side, t.order) for t in test.trials}:
        raise NotKeptError(f"There is no trial {trial[1]} on the {trial[0]} side in that test.")
    fixed = why_fixed(test)
    if fixed is not None or test.recording is None:
        raise InputError(f"{fixed} Nothing was changed.")
    _require_no_session(person, now)
    wished = change(left_out(test))
    before = from_json(test.result_json)
    made_at = datetime.fromisoformat(before.made_by.at)
    recording = read_recording(kept.recording_path(test.recording))
    reading = read_test(recording, options_of(test, person), made_at, frozenset(wished))
    result = reading.result.model_copy(update={"method": before.method, "made_by": before.made_by})
    facts = Kept(
        test.id, person.id, test.at, test.source_sha256, test.recording, ESTIMATOR, to_json(result), test.occasion,
        test.pair_id, test.remeasured_from, test.note,
    )  # fmt: skip
    judged = with_reasons(test_record(reading.finding, facts), wished)
    kept.correct_test(judged, now)
    return judged


def _require_no_session(person: Person, now: datetime) -> None:
    """A session under way stands on the tests as they were when it began."""
    going = kept.open_session(person.id)
    if going is not None and day_of(person, going.started_at) == day_of(person, now):
        raise InputError("A session is under way and stands on this test: finish it first. Nothing was changed.")
