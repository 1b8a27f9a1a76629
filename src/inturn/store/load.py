"""Rows back to records, by plain SQL: ten years of one person's sessions in a fraction of a second."""

import gc
import json
import sqlite3
from collections import defaultdict
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

from inturn.quantity import Method, Quantity
from inturn.store.moments import from_text
from inturn.training import records as r

_ROTATION = ("rotation", "rotation_n", "sd_random", "sd_setup", "sd_systematic", "sd_real_person")
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "person": ("seq", "id", "name", "adult", "created_at", "time_zone", "height_m"),
    "screening": ("id", "at", "kind", "questions_version", "answers", "level", "reasons"),
    "session": ("seq", "id", "screening_id", "started_at", "ended_at", "plan_step", "position", "note"),
    "exercise_set": (
        "session_id", "exercise", "side", "order", "repetitions", "hold_s", "load_kg", "effort", "pain", "ended",
        "stick_kept", "clean_share",
    ),
    "standing_test": (
        "seq", "id", "at", "occasion", "method_test", "method_position", "method_support", "method_source_kind",
        "verdict", "tighter_side", "pair_id", "source_sha256", "recording", "estimator", "remeasured_from_id", "note",
        "result_json",
    ),
    "test_side": (
        "test_id", "side", "verdict", *_ROTATION, "reached", "body_moved", "pain", "pain_where", "gap_m",
    ),
    "trial": ("test_id", "side", "order", *_ROTATION, "quality", "body_still", "reached", "excluded"),
    "pain": ("id", "at", "moment", "now", "worst", "average", "where", "session_id"),
    "score": ("id", "at", "measure", "values"),
    "note": ("id", "at", "text"),
}  # fmt: skip
"""Columns read from each table, in the order in which the functions below take them; the models have the same names."""


def people(db: sqlite3.Connection) -> tuple[r.Person, ...]:
    """Everybody kept here, in the order of being added."""
    return tuple(_person(row) for row in db.execute(f"{_select('person')} ORDER BY seq"))


def seq_of(db: sqlite3.Connection, person_id: str) -> int | None:
    """The row number of a person, None where nobody has that id."""
    row = db.execute("SELECT seq FROM person WHERE id = ?", (person_id,)).fetchone()
    return None if row is None else int(row[0])


def history(db: sqlite3.Connection, person_id: str, results: bool) -> r.History | None:
    """Everything of one person as of one moment, None where nobody has that id.

    `results` False leaves `result_json` of the tests empty: they are by far the largest part.
    """
    with one_look(db), uncollected():
        row = db.execute(f"{_select('person')} WHERE id = ?", (person_id,)).fetchone()
        if row is None:
            return None
        seq = int(row[0])
        return r.History(
            _person(row),
            screenings(db, seq, person_id),
            tests(db, seq, person_id, results),
            sessions(db, seq, person_id),
            tuple(_pain(person_id, *x) for x in _of_person(db, "pain", seq)),
            tuple(_score(person_id, *x) for x in _of_person(db, "score", seq)),
            tuple(r.NoteRecord(x[0], person_id, from_text(x[1]), x[2]) for x in _of_person(db, "note", seq)),
        )


def screenings(db: sqlite3.Connection, seq: int, person_id: str) -> tuple[r.Screening, ...]:
    """The screenings of the person in row `seq`, in the order of time."""
    # mostly the same answers day after day: each text is read once
    pairs = cache(lambda text: tuple((question, answer) for question, answer in json.loads(text)))
    reasons = cache(lambda text: tuple(json.loads(text)))
    return tuple(
        r.Screening(id_, person_id, from_text(at), kind, version, pairs(answers), level, reasons(why))
        for id_, at, kind, version, answers, level, why in _of_person(db, "screening", seq)
    )


@contextmanager
def one_look(db: sqlite3.Connection) -> Generator[None]:
    """Everything read inside the block is of one moment, whatever others write meanwhile."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


@contextmanager
def uncollected() -> Generator[None]:
    """No garbage is looked for inside: tens of thousands of records are made and none is dropped (a tenth of a second
    in ten years of history)."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def sessions(db: sqlite3.Connection, seq: int, person_id: str, only_open: bool = False) -> tuple[r.SessionRecord, ...]:
    """The sessions of the person in row `seq`, with their sets, in the order of time."""
    sets: defaultdict[int, list[r.SetRecord]] = defaultdict(list)
    # Sets are frozen and much alike: equal ones are one object, which saves most of the time and of the memory.
    made: dict[tuple[Any, ...], r.SetRecord] = {}
    for row in _parts(db, "exercise_set", "session", seq):
        values = row[1:]
        one = made.get(values)
        if one is None:
            one = made[values] = _set(*values)
        sets[row[0]].append(one)
    condition = " AND ended_at IS NULL" if only_open else ""
    rows = _of_person(db, "session", seq, "started_at", condition)
    return tuple(_session(person_id, tuple(sets[row[0]]), *row[1:]) for row in rows)


def tests(db: sqlite3.Connection, seq: int, person_id: str, results: bool) -> tuple[r.TestRecord, ...]:
    """The tests of the person in row `seq`, with sides and trials, in the order of time."""
    rows = list(_of_person(db, "standing_test", seq, but=() if results else ("result_json",)))
    methods = {row[0]: Method(*row[4:8]) for row in rows}
    sides: defaultdict[int, list[r.SideRecord]] = defaultdict(list)
    for test, *values in _parts(db, "test_side", "standing_test", seq):
        sides[test].append(_side(methods[test], *values))
    trials: defaultdict[int, list[r.TrialRecord]] = defaultdict(list)
    for test, *values in _parts(db, "trial", "standing_test", seq):
        trials[test].append(_trial(methods[test], *values))
    return tuple(_test(person_id, methods[n], tuple(sides[n]), tuple(trials[n]), *rest) for n, *rest in rows)


def _select(table: str, but: Iterable[str] = ()) -> str:
    names = ", ".join(f"'' AS \"{c}\"" if c in but else f'{table}."{c}"' for c in COLUMNS[table])
    return f"SELECT {names} FROM {table}"


def _of_person(
    db: sqlite3.Connection, table: str, seq: int, at: str = "at", condition: str = "", but: Iterable[str] = ()
) -> Iterable[tuple[Any, ...]]:
    """Rows of one person in the order of time, and of being added where that is the same."""
    sql = f'{_select(table, but)} WHERE person_id = ?{condition} ORDER BY "{at}", seq'
    return db.execute(sql, (seq,))


def _parts(db: sqlite3.Connection, table: str, whole: str, seq: int) -> Iterable[tuple[Any, ...]]:
    """Rows of a table of parts (sets, sides, trials), for one person, each whole's in their places."""
    link = COLUMNS[table][0]
    # a list of numbers rather than a join: the index then gives the order, and nothing is sorted
    sql = f"{_select(table)} WHERE {link} IN (SELECT seq FROM {whole} WHERE person_id = ?) ORDER BY {link}, place"
    return db.execute(sql, (seq,))


def _person(row: tuple[Any, ...]) -> r.Person:
    _, id_, name, adult, created_at, time_zone, height_m = row
    return r.Person(id_, name, bool(adult), from_text(created_at), time_zone, height_m)


def _pain(person_id: str, id_: str, at: str, *rest: Any) -> r.PainEntry:
    return r.PainEntry(id_, person_id, from_text(at), *rest)


def _score(person_id: str, id_: str, at: str, measure: Any, values: str) -> r.ScoreRecord:
    pairs = tuple((name, value) for name, value in json.loads(values))
    return r.ScoreRecord(id_, person_id, from_text(at), measure, pairs)


def _session(  # noqa: PLR0913, PLR0917 - the columns of a row
    person_id: str, sets: tuple[r.SetRecord, ...], id_: str, screening_id: str, started_at: str, ended_at: str | None,
    plan_step: str, position: int, note: str,
) -> r.SessionRecord:  # fmt: skip
    end = None if ended_at is None else from_text(ended_at)
    return r.SessionRecord(id_, person_id, screening_id, from_text(started_at), end, plan_step, sets, position, note)


def _set(*values: Any) -> r.SetRecord:
    return r.SetRecord(*values[:-2], stick_kept=_truth(values[-2]), clean_share=values[-1])


def _test(  # noqa: PLR0913, PLR0917 - the columns of a row
    person_id: str, method: Method, sides: tuple[r.SideRecord, ...], trials: tuple[r.TrialRecord, ...],
    id_: str, at: str, occasion: Any, _t: str, _p: str, _s: str, _k: str, verdict: Any, tighter_side: Any, *rest: Any,
) -> r.TestRecord:  # fmt: skip
    pair_id, source_sha256, recording, estimator, remeasured_from, note, result_json = rest
    return r.TestRecord(
        id_, person_id, from_text(at), occasion, method, verdict, tighter_side, sides, trials, pair_id,
        source_sha256, recording, estimator, remeasured_from, result_json, note,
    )  # fmt: skip


def _side(method: Method, side: Any, verdict: Any, *rest: Any) -> r.SideRecord:
    rotation, (reached, body_moved, pain, pain_where, gap_m) = rest[:6], rest[6:]
    return r.SideRecord(
        side, verdict, _quantity(method, *rotation), reached, _truth(body_moved), pain, pain_where, gap_m
    )


def _trial(method: Method, side: Any, order: int, *rest: Any) -> r.TrialRecord:
    rotation, (quality, body_still, reached, excluded) = rest[:6], rest[6:]
    return r.TrialRecord(side, order, _quantity(method, *rotation), quality, _truth(body_still), reached, excluded)


def _quantity(method: Method, value: float | None, n: int, *sds: float) -> Quantity | None:
    if value is None:
        return None
    random, setup, systematic, real_person = sds
    return Quantity(value, "rad", n, random, setup, systematic, method, real_person)


def _truth(value: int | None) -> bool | None:
    return None if value is None else bool(value)
