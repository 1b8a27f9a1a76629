"""Putting records into tables: the parts that every repository shares. Called inside `writing()` only."""

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from typing import Any

from inturn.errors import AlreadyKeptError, NotKeptError
from inturn.store import rows
from inturn.store.boot import database_file, one_transaction, ready
from inturn.store.trouble import told_plainly
from inturn.training import records as r


@contextmanager
def writing() -> Generator[None]:
    """One transaction: all of the block is kept when it ends well, on the disk for good, and nothing otherwise.

    It waits at its beginning for another process that is writing. Raises StoreError.
    """
    ready()
    with told_plainly(database_file()), one_transaction():
        yield


def seq_of_person(person_id: str) -> int:
    """The row of a person. Raises NotKeptError, which also meets who was forgotten in another window."""
    from inturn.store.models import Person

    seq = Person.objects.filter(id=person_id).values_list("seq", flat=True).first()
    if seq is None:
        raise NotKeptError("This person is not kept here (any more). `inturn person list` shows who is.")
    return seq


def require_new(model: Any, record_id: str, what: str) -> None:
    """Raise AlreadyKeptError where a record of that id is kept."""
    if model.objects.filter(id=record_id).exists():
        raise AlreadyKeptError(f"This {what} is kept already; nothing was doubled.", record_id)


def require_own(model: Any, record_id: str | None, person: int, what: str) -> None:
    """Raise NotKeptError unless the record that is referred to is kept and of the same person (None refers to none)."""
    if record_id is not None and not model.objects.filter(id=record_id, person_id=person).exists():
        raise NotKeptError(f"The {what} this belongs to is not kept for this person. Nothing was kept.")


def put_sets(session: int, sets: Iterable[r.SetRecord], first: int = 0) -> None:
    """Add sets to a session's row, from place `first`."""
    from inturn.store.models import ExerciseSet

    made = [ExerciseSet(session_id=session, **rows.exercise_set(s, i)) for i, s in enumerate(sets, first)]
    ExerciseSet.objects.bulk_create(made)


def put_test_parts(test: int, record: r.TestRecord) -> None:
    """Add sides and trials to a test's row."""
    put_many_test_parts([(test, record)])


def put_many_test_parts(tests: Sequence[tuple[int, r.TestRecord]]) -> None:
    """Add sides and trials to the rows of many tests."""
    from inturn.store.models import TestSide, Trial

    TestSide.objects.bulk_create(
        [TestSide(test_id=seq, **rows.test_side(s, i)) for seq, t in tests for i, s in enumerate(t.sides)]
    )
    Trial.objects.bulk_create(
        [Trial(test_id=seq, **rows.trial(x, i)) for seq, t in tests for i, x in enumerate(t.trials)]
    )
