"""The history read back from its tables."""

from collections.abc import Mapping, Sequence
from math import radians
from typing import Any, Final, get_args

from inturn.errors import InputError
from inturn.quantity import Method, Quantity
from inturn.report.exchange.checks import check_history
from inturn.report.exchange.columns import TABLES
from inturn.report.exchange.to_rows import Row
from inturn.training import records as r

_PARTS: Final[Mapping[str, str]] = {
    "screening_answers": "screening_id",
    "screening_reasons": "screening_id",
    "test_sides": "test_id",
    "test_trials": "test_id",
    "test_results": "test_id",
    "sets": "session_id",
    "score_values": "score_id",
}
"""Tables of parts and the column that names the whole."""
Parts = Mapping[str, Mapping[str, Sequence[Row]]]
_SIDES = ("left", "right")


def history_from_rows(rows: Mapping[str, Sequence[Row]]) -> r.History:
    """The history of one person, each list in the order of time.

    Cells have the types that `columns` promises. Raises InputError where a table is missing, there is not exactly one
    person, a part belongs to nothing, or a value cannot be.
    """
    _require_whole(rows)
    who = rows["person"][0]
    person = r.Person(
        who["person_id"], who["name"], who["adult"], who["created_at_utc"], who["time_zone"],
        _hundredth(who["height_cm"]),
    )  # fmt: skip
    parts = {name: _grouped(rows[name], key) for name, key in _PARTS.items()}
    return check_history(
        r.History(
            person,
            tuple(sorted((_screening(row, parts) for row in rows["screenings"]), key=lambda s: s.at)),
            tuple(sorted((_test(row, parts) for row in rows["tests"]), key=lambda t: t.at)),
            tuple(sorted((_session(row, parts) for row in rows["sessions"]), key=lambda s: s.started_at)),
            tuple(sorted((_pain(row) for row in rows["pain"]), key=lambda p: p.at)),
            tuple(sorted((_score(row, parts) for row in rows["scores"]), key=lambda s: s.at)),
            tuple(sorted((_note(row) for row in rows["notes"]), key=lambda n: n.at)),
        )
    )


def _require_whole(rows: Mapping[str, Sequence[Row]]) -> None:
    missing = [table.name for table in TABLES if table.name not in rows]
    if missing:
        raise InputError(f"The export is not whole: {', '.join(missing)} missing. Choose the folder it was written to.")
    if len(rows["person"]) != 1:
        raise InputError(f"The export holds {len(rows['person'])} persons where one is expected. Nothing was read.")
    wholes = {"screening_id": "screenings", "test_id": "tests", "session_id": "sessions", "score_id": "scores"}
    for name, key in _PARTS.items():
        known = {row[key] for row in rows[wholes[key]]}
        lost = next((row[key] for row in rows[name] if row[key] not in known), None)
        if lost is not None:
            raise InputError(f"The table {name} names {key} '{lost}', which is not in {wholes[key]}. Nothing was read.")


def _grouped(rows: Sequence[Row], key: str) -> Mapping[str, Sequence[Row]]:
    """Rows by the whole they belong to, in their numbered order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return {k: sorted(v, key=lambda row: row.get("number", 0)) for k, v in found.items()}


def _screening(row: Row, parts: Parts) -> r.Screening:
    own = row["screening_id"]
    return r.Screening(
        own, row["person_id"], row["at_utc"], _code(row, "kind", get_args(r.ScreeningKind)), row["questions_version"],
        tuple((a["question"], a["answer"]) for a in parts["screening_answers"].get(own, ())),
        _code(row, "level", get_args(r.ClearanceLevel)),
        tuple(a["reason"] for a in parts["screening_reasons"].get(own, ())),
    )  # fmt: skip


def _test(row: Row, parts: Parts) -> r.TestRecord:
    own = row["test_id"]
    method = Method(row["test"], row["position"], row["support"], row["source_kind"])
    results = parts["test_results"].get(own, ())
    return r.TestRecord(
        id=own, person_id=row["person_id"], at=row["at_utc"], occasion=_code(row, "occasion", ("day", "retest")),
        method=method,
        verdict=_code(row, "verdict", ("mobility_work", "unclear", "likely_sufficient", "unreadable")),
        tighter_side=_code_or_none(row, "tighter_side", _SIDES),
        sides=tuple(_side(s, method) for s in parts["test_sides"].get(own, ())),
        trials=tuple(_trial(t, method) for t in parts["test_trials"].get(own, ())),
        pair_id=row["pair_id"], source_sha256=row["source_sha256"], recording=row["recording"],
        estimator=row["estimator"], remeasured_from=row["remeasured_from"],
        result_json=results[0]["result_json"] if results else "", note=row["note"],
    )  # fmt: skip


def _side(row: Row, method: Method) -> r.SideRecord:
    return r.SideRecord(
        _code(row, "side", _SIDES),
        _code(row, "verdict", ("unreadable", "limited", "sufficient", "borderline")),
        _quantity(row, method), _code(row, "reached", get_args(r.Reached)), row["body_moved"], row["pain_points"],
        row["pain_where"], _hundredth(row["gap_cm"]),
    )  # fmt: skip


def _trial(row: Row, method: Method) -> r.TrialRecord:
    return r.TrialRecord(
        _code(row, "side", _SIDES), row["trial_order"], _quantity(row, method),
        _code(row, "quality", ("good", "rough", "unreadable")), row["body_still"],
        _code(row, "reached", get_args(r.Reached)), row["excluded"],
    )  # fmt: skip


def _quantity(row: Row, method: Method) -> Quantity | None:
    if row["rotation_deg"] is None:
        return None
    columns = ("rotation_deg", "sd_random_deg", "sd_setup_deg", "sd_systematic_deg", "sd_real_person_deg")
    if row["trials"] is None or any(row[c] is None for c in columns):
        raise InputError(f"Test {row['test_id']} has an angle without its error. Nothing was read.")
    value, random, setup, systematic, real = (radians(row[c]) for c in columns)
    return Quantity(value, "rad", row["trials"], random, setup, systematic, method, real)


def _session(row: Row, parts: Parts) -> r.SessionRecord:
    sets = tuple(
        r.SetRecord(
            s["exercise"], _code_or_none(s, "side", _SIDES), s["set_order"], s["repetitions"], s["hold_s"],
            s["load_kg"], s["effort_points"], s["pain_points"], _code(s, "ended", get_args(r.SetEnd)),
            s["stick_kept"], s["clean_share"],
        )
        for s in parts["sets"].get(row["session_id"], ())
    )  # fmt: skip
    return r.SessionRecord(
        row["session_id"], row["person_id"], row["screening_id"], row["started_at_utc"], row["ended_at_utc"],
        row["plan_step"], sets, row["position"], row["note"],
    )  # fmt: skip


def _pain(row: Row) -> r.PainEntry:
    return r.PainEntry(
        row["pain_id"], row["person_id"], row["at_utc"], _code(row, "moment", get_args(r.PainMoment)),
        row["now_points"], row["worst_points"], row["average_points"], row["where"], row["session_id"],
    )  # fmt: skip


def _score(row: Row, parts: Parts) -> r.ScoreRecord:
    values = tuple((v["name"], v["value_points"]) for v in parts["score_values"].get(row["score_id"], ()))
    measure = _code(row, "measure", get_args(r.MeasureId))
    return r.ScoreRecord(row["score_id"], row["person_id"], row["at_utc"], measure, values)


def _note(row: Row) -> r.NoteRecord:
    return r.NoteRecord(row["note_id"], row["person_id"], row["at_utc"], row["text"])


def _hundredth(cm: float | None) -> float | None:
    return None if cm is None else cm / 100.0


def _code(row: Row, column: str, allowed: Sequence[str]) -> Any:
    if row[column] not in allowed:
        raise InputError(f"Column {column} holds '{row[column]}', which is none of {', '.join(allowed)}.")
    return row[column]


def _code_or_none(row: Row, column: str, allowed: Sequence[str]) -> Any:
    return None if row[column] is None else _code(row, column, allowed)
