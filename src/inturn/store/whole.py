"""A whole history at once: what an import brings or the demo person is made of. All of it is kept, or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import Any

from inturn.errors import AlreadyKeptError, NotKeptError
from inturn.store import load, rows
from inturn.store.boot import database_file
from inturn.store.people import insert_person
from inturn.store.possible import require_possible
from inturn.store.recordings import folder_of
from inturn.store.sqlite import opened
from inturn.store.write import put_many_test_parts, writing
from inturn.training import records as r

Record = r.Screening | r.SessionRecord | r.TestRecord | r.PainEntry | r.ScoreRecord | r.NoteRecord


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the records of a history: kept now, known already, known with other content (left as kept)."""

    new: int
    known: int
    different: int


def add_history(history: r.History, now: datetime) -> Added:
    """Keep everything of a history that is not kept yet; a person of that id is added to, a new one made.

    Nothing kept is changed: a record whose id is kept already stays as it is, and a clip that was measured already is
    not doubled. References to recordings that are not in this store are left out (the values stay). Raises
    ImpossibleError, AlreadyKeptError (another person of that name), NotKeptError (a record refers to one that is in
    neither), StoreError; then nothing was added.
    """
    for record in (history.person, *_records(history)):
        require_possible(record, now)
    _require_of_person(history)
    with writing():
        kept = _kept(history.person.id)
        ids = {_key(record): record for record in _records(kept)} if kept else {}
        seq = insert_person(history.person) if kept is None else _seq(history.person.id)
        known = [x for x in _records(history) if _key(x) in ids]
        different = sum(not _same(x, ids[_key(x)]) for x in known)
        fresh, doubled = _without_known_clips([x for x in _records(history) if _key(x) not in ids], kept)
        _require_references(fresh, set(ids))
        _insert(seq, fresh)
    return Added(len(fresh), len(known) - different + doubled, different)


def _records(history: r.History) -> Iterable[Record]:
    return chain(history.screenings, history.sessions, history.tests, history.pain, history.scores, history.notes)


def _key(record: Record) -> tuple[type, str]:
    """Ids are told apart within a kind only."""
    return type(record), record.id


def _kept(person_id: str) -> r.History | None:
    with opened(database_file()) as db:
        return load.history(db, person_id, results=True)


def _seq(person_id: str) -> int:
    with opened(database_file()) as db:
        seq = load.seq_of(db, person_id)
    if seq is None:
        raise NotKeptError("This person is not kept here (any more).")
    return seq


def _same(one: Record, kept: Record) -> bool:
    """Whether an incoming record says what the kept one says; a recording that did not come along does not count."""
    if isinstance(one, r.TestRecord) and isinstance(kept, r.TestRecord):
        return replace(one, recording=kept.recording) == kept
    return one == kept


def _require_of_person(history: r.History) -> None:
    strangers = [x.id for x in _records(history) if x.person_id != history.person.id]
    if strangers:
        raise NotKeptError(f"{len(strangers)} records of this history belong to somebody else. Nothing was kept.")


def _without_known_clips(fresh: Sequence[Record], kept: r.History | None) -> tuple[list[Record], int]:
    """`fresh` without tests of clips that are kept under another id, and how many those were; recordings looked for."""
    tests = kept.tests if kept else ()
    clips = {t.source_sha256 for t in tests if t.remeasured_from is None}
    folder = folder_of(database_file())
    chosen: list[Record] = []
    for record in fresh:
        if not isinstance(record, r.TestRecord):
            chosen.append(record)
            continue
        if record.source_sha256 is not None and record.remeasured_from is None:
            if record.source_sha256 in clips:
                continue
            clips.add(record.source_sha256)
        here = record.recording is not None and (folder / record.recording).is_file()
        chosen.append(record if here else replace(record, recording=None))
    return chosen, len(fresh) - len(chosen)


def _require_references(fresh: Sequence[Record], kept: set[tuple[type, str]]) -> None:
    known = kept | {_key(record) for record in fresh}
    for record in fresh:
        match record:
            case r.SessionRecord():
                wanted: list[tuple[type, str | None]] = [(r.Screening, record.screening_id)]
            case r.PainEntry():
                wanted = [(r.SessionRecord, record.session_id)]
            case r.TestRecord():
                wanted = [(r.TestRecord, record.pair_id), (r.TestRecord, record.remeasured_from)]
            case _:
                wanted = []
        if any(key[1] is not None and key not in known for key in wanted):
            raise NotKeptError(f"Record {record.id} belongs to one that is not in this history. Nothing was kept.")


def _require_free_ids(model: Any, ids: Sequence[str]) -> None:
    """No id twice in what comes, and none that another person's record has."""
    if len(set(ids)) != len(ids):
        raise AlreadyKeptError("Two records of this history have the same id. Nothing was kept.", "")
    for i in range(0, len(ids), 500):  # a query has room for so many
        other = model.objects.filter(id__in=ids[i : i + 500]).values_list("id", flat=True).first()
        if other is not None:
            raise AlreadyKeptError(f"Record {other} is kept already, for another person. Nothing was kept.", other)


def _insert(person: int, fresh: Sequence[Record]) -> None:
    from inturn.store import models

    def put(model: Any, kind: type, columns: Any) -> None:
        chosen = [x for x in fresh if isinstance(x, kind)]
        _require_free_ids(model, [x.id for x in chosen])
        model.objects.bulk_create([model(person_id=person, **columns(x)) for x in chosen])

    put(models.Screening, r.Screening, rows.screening)
    put(models.Session, r.SessionRecord, rows.session)
    put(models.StandingTest, r.TestRecord, rows.standing_test)
    put(models.Pain, r.PainEntry, rows.pain)
    put(models.Score, r.ScoreRecord, rows.score)
    put(models.Note, r.NoteRecord, rows.note)
    sessions = dict(models.Session.objects.filter(person_id=person).values_list("id", "seq"))
    tests = dict(models.StandingTest.objects.filter(person_id=person).values_list("id", "seq"))
    models.ExerciseSet.objects.bulk_create(
        models.ExerciseSet(session_id=sessions[x.id], **rows.exercise_set(s, i))
        for x in fresh if isinstance(x, r.SessionRecord) for i, s in enumerate(x.sets)
    )  # fmt: skip
    put_many_test_parts([(tests[x.id], x) for x in fresh if isinstance(x, r.TestRecord)])
