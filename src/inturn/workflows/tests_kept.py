"""The kept tests for looking at: which are shown, one of them whole, and the file of its recording."""

from pathlib import Path

from inturn.errors import NotKeptError
from inturn.store import repositories as kept
from inturn.training.records import History, Person, TestRecord


def shown_tests(history: History) -> tuple[TestRecord, ...]:
    """Every test once, in the order of time: where one was read again, its newest reading stands for it."""
    newest: dict[str, TestRecord] = {}
    for test in history.tests:
        newest[test.remeasured_from or test.id] = test
    return tuple(sorted(newest.values(), key=lambda t: t.at))


def kept_test(person: Person, test_id: str) -> TestRecord:
    """One test of a person, whole. Raises NotKeptError, also for somebody else's."""
    return kept.standing_test(person.id, test_id)


def recording_file(test: TestRecord) -> Path:
    """The file of its recording. Raises NotKeptError where there is none."""
    if test.recording is None:
        raise NotKeptError("No recording of this test is kept here.")
    return kept.recording_path(test.recording)
