"""Standing tests with their trials, excluded ones too; a clip once; re-measured beside the first measurement."""

from dataclasses import dataclass
from datetime import datetime

from inturn.body.keypoints import Side
from inturn.errors import AlreadyKeptError, ImpossibleError, NotKeptError
from inturn.store import load, rows
from inturn.store.boot import database_file
from inturn.store.possible import require_possible
from inturn.store.recordings import recording_path
from inturn.store.sqlite import opened
from inturn.store.write import put_test_parts, require_new, require_own, seq_of_person, writing
from inturn.training.records import TestRecord


@dataclass(frozen=True, slots=True)
class StoredRecording:
    """A kept recording that the named estimator has not read yet: the test it was kept with, and its file's name."""

    test: TestRecord
    recording: str


def add_test(test: TestRecord, now: datetime) -> None:
    """Keep a test. `recording`, where given, is what `keep_recording` returned.

    With `remeasured_from` it is a further reading of a test that stays as it is. Raises ImpossibleError, NotKeptError
    (person, recording, the test it belongs to), and AlreadyKeptError with the id of the test that this clip was
    before, or of the reading that this estimator gave before.
    """
    require_possible(test, now)
    with writing():
        from inturn.store import models

        person = seq_of_person(test.person_id)
        require_new(models.StandingTest, test.id, "test")
        _require_whole(test, person)
        _require_first_time(test, person)
        row = models.StandingTest.objects.create(person_id=person, **rows.standing_test(test))
        put_test_parts(row.seq, test)


def correct_test(test: TestRecord, now: datetime) -> None:
    """Put `test` in the place of the one of the same id, sides and trials and all.

    Raises ImpossibleError and NotKeptError.
    """
    require_possible(test, now)
    with writing():
        from inturn.store import models

        person = seq_of_person(test.person_id)
        require_own(models.StandingTest, test.id, person, "test")
        _require_whole(test, person)
        seq = models.StandingTest.objects.values_list("seq", flat=True).get(id=test.id)
        models.StandingTest.objects.filter(seq=seq).update(**rows.standing_test(test))
        models.TestSide.objects.filter(test_id=seq).delete()
        models.Trial.objects.filter(test_id=seq).delete()
        put_test_parts(seq, test)


def exclude_trial(test_id: str, side: Side, order: int, reason: str | None) -> None:
    """Say why a trial does not count (it is kept), or with None that it does again. The side's value is left alone.

    Raises NotKeptError where there is no such trial, ImpossibleError for an empty reason.
    """
    if reason is not None and not reason.strip():
        raise ImpossibleError("Nothing was changed: a trial is excluded for a reason. Name it.")
    with writing():
        from inturn.store import models

        trials = models.Trial.objects.filter(test__id=test_id, side=side, order=order)
        if not trials.update(excluded=reason):
            raise NotKeptError(f"There is no trial {order} on the {side} side in that test.")


def standing_test(person_id: str, test_id: str) -> TestRecord:
    """One test of a person, whole. Raises NotKeptError."""
    found = next((t for t in _tests(person_id, results=True) if t.id == test_id), None)
    if found is None:
        raise NotKeptError("That test is not kept for this person.")
    return found


def test_of_clip(person_id: str, source_sha256: str) -> TestRecord | None:
    """The test that this clip was before (without `result_json`), None where it is new: ask before measuring."""
    tests = _tests(person_id, results=False)
    return next((t for t in tests if t.source_sha256 == source_sha256 and t.remeasured_from is None), None)


def to_remeasure(person_id: str, estimator: str) -> tuple[StoredRecording, ...]:
    """Kept recordings that `estimator` has not read yet, oldest first. Raises NotKeptError for an unknown person.

    Keep each new reading by `add_test` with `remeasured_from` = `test.id` and `estimator`: both values stay.
    """
    tests = _tests(person_id, results=True)
    done = {t.remeasured_from for t in tests if t.estimator == estimator}
    return tuple(
        StoredRecording(t, t.recording)
        for t in tests
        if t.recording is not None and t.remeasured_from is None and t.estimator != estimator and t.id not in done
    )


def _tests(person_id: str, results: bool) -> tuple[TestRecord, ...]:
    with opened(database_file()) as db, load.one_look(db):
        seq = load.seq_of(db, person_id)
        if seq is None:
            raise NotKeptError("This person is not kept here (any more). `inturn person list` shows who is.")
        return load.tests(db, seq, person_id, results)


def _require_whole(test: TestRecord, person: int) -> None:
    """What the test refers to is kept; looked at inside the transaction, because `forget` removes files inside one."""
    from inturn.store import models

    require_own(models.StandingTest, test.pair_id, person, "test before the release")
    require_own(models.StandingTest, test.remeasured_from, person, "first measurement")
    if test.recording is not None:
        recording_path(test.recording)


def _require_first_time(test: TestRecord, person: int) -> None:
    from inturn.store import models

    tests = models.StandingTest.objects.filter(person_id=person)
    if test.remeasured_from is not None:
        same = tests.filter(remeasured_from_id=test.remeasured_from, estimator=test.estimator).first()
        if same is not None:
            raise AlreadyKeptError(f"Estimator {test.estimator} has read this recording before.", same.id)
    elif test.source_sha256 is not None:
        same = tests.filter(source_sha256=test.source_sha256, remeasured_from=None).first()
        if same is not None:
            day = f"{same.at:%Y-%m-%d}"
            raise AlreadyKeptError(f"This clip is kept already, as the test of {day}; nothing was doubled.", same.id)
