"""Guided sessions: begun, saved after every set, taken up again after a crash."""

from datetime import datetime

from inturn.errors import AlreadyKeptError, NotKeptError
from inturn.store import load, rows
from inturn.store.boot import database_file
from inturn.store.possible import require_possible
from inturn.store.sqlite import opened
from inturn.store.write import put_sets, require_new, require_own, seq_of_person, writing
from inturn.training.records import SessionRecord


def start_session(session: SessionRecord, now: datetime) -> None:
    """Keep a session that begins (or one that was done elsewhere).

    Raises ImpossibleError, NotKeptError (person, screening), and AlreadyKeptError with the id of a session that is
    still under way: take that one up (`open_session`) or end it first.
    """
    require_possible(session, now)
    with writing():
        from inturn.store import models

        person = seq_of_person(session.person_id)
        require_new(models.Session, session.id, "session")
        require_own(models.Screening, session.screening_id, person, "screening")
        under_way = models.Session.objects.filter(person_id=person, ended_at=None).values_list("id", flat=True).first()
        if session.ended_at is None and under_way is not None:
            raise AlreadyKeptError("A session is still under way: go on with it, or end it.", under_way)
        row = models.Session.objects.create(person_id=person, **rows.session(session))
        put_sets(row.seq, session.sets)


def save_session(session: SessionRecord, now: datetime) -> None:
    """Put `session` in the place of the one of the same id, sets and all: after each set, at the end, or to correct it.

    Raises ImpossibleError and NotKeptError.
    """
    require_possible(session, now)
    with writing():
        from inturn.store import models

        person = seq_of_person(session.person_id)
        require_own(models.Session, session.id, person, "session")
        require_own(models.Screening, session.screening_id, person, "screening")
        seq = models.Session.objects.values_list("seq", flat=True).get(id=session.id)
        models.Session.objects.filter(seq=seq).update(**rows.session(session))
        models.ExerciseSet.objects.filter(session_id=seq).delete()
        put_sets(seq, session.sets)


def open_session(person_id: str) -> SessionRecord | None:
    """The session that is still under way, the latest where there are several; None where there is none.

    Raises NotKeptError.
    """
    with opened(database_file()) as db:
        seq = load.seq_of(db, person_id)
        if seq is None:
            raise NotKeptError("This person is not kept here (any more). `inturn person list` shows who is.")
        with load.one_look(db):
            found = load.sessions(db, seq, person_id, only_open=True)
    return found[-1] if found else None
