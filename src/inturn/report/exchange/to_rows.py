"""A history as tidy tables, one fact a row, units in the column names.

Moments are UTC. Angles are in degrees with nine decimals, lengths in centimetres, loads in kilograms, times in seconds.
"""

from datetime import datetime
from math import degrees
from typing import Any, Final

from inturn.quantity import Quantity
from inturn.report.days import day_of
from inturn.report.exchange.columns import TABLES
from inturn.training import records as r

Row = dict[str, Any]
"""Cells by name of the column: text, whole number, number, truth, moment (UTC), day, or None for nothing."""
Rows = dict[str, list[Row]]
"""Rows by name of the table; every table is there, if empty."""

_DIGITS = 9
_SDS: Final = ("sd_random", "sd_setup", "sd_systematic", "sd_real_person")
_METHOD: Final = ("test", "position", "support", "source_kind")
_ANGLE_COLUMNS: Final = ("rotation_deg", "trials", *(f"{name}_deg" for name in _SDS))


def history_to_rows(history: r.History) -> Rows:
    """Every table of a history."""
    rows: Rows = {table.name: [] for table in TABLES}
    person = history.person
    height = None if person.height_m is None else round(100.0 * person.height_m, _DIGITS)
    rows["person"].append({
        "person_id": person.id, "name": person.name, "adult": person.adult, "created_at_utc": person.created_at,
        "time_zone": person.time_zone, "height_cm": height,
    })  # fmt: skip
    for screening in history.screenings:
        _put_screening(rows, person, screening)
    for test in history.tests:
        _put_test(rows, person, test)
    for session in history.sessions:
        _put_session(rows, person, session)
    for entry in history.pain:
        rows["pain"].append({
            "person_id": person.id, "pain_id": entry.id, **_when(person, entry.at), "moment": entry.moment,
            "now_points": entry.now, "worst_points": entry.worst, "average_points": entry.average,
            "where": entry.where, "session_id": entry.session_id,
        })  # fmt: skip
    for score in history.scores:
        rows["scores"].append(
            {"person_id": person.id, "score_id": score.id, **_when(person, score.at), "measure": score.measure}
        )
        rows["score_values"] += [
            {"score_id": score.id, "number": i, "name": name, "value_points": float(value)}
            for i, (name, value) in enumerate(score.values, 1)
        ]
    rows["notes"] += [
        {"person_id": person.id, "note_id": note.id, **_when(person, note.at), "text": note.text}
        for note in history.notes
    ]
    return rows


def _when(person: r.Person, at: datetime, name: str = "at_utc") -> Row:
    return {name: at, "day": day_of(person, at)}


def _put_screening(rows: Rows, person: r.Person, screening: r.Screening) -> None:
    rows["screenings"].append({
        "person_id": person.id, "screening_id": screening.id, **_when(person, screening.at), "kind": screening.kind,
        "questions_version": screening.questions_version, "level": screening.level,
    })  # fmt: skip
    rows["screening_answers"] += [
        {"screening_id": screening.id, "number": i, "question": question, "answer": answer}
        for i, (question, answer) in enumerate(screening.answers, 1)
    ]
    rows["screening_reasons"] += [
        {"screening_id": screening.id, "number": i, "reason": reason}
        for i, reason in enumerate(screening.reasons, 1)
    ]  # fmt: skip


def _put_test(rows: Rows, person: r.Person, test: r.TestRecord) -> None:
    rows["tests"].append({
        "person_id": person.id, "test_id": test.id, **_when(person, test.at), "occasion": test.occasion,
        **{name: getattr(test.method, name) for name in _METHOD}, "verdict": test.verdict,
        "tighter_side": test.tighter_side, "pair_id": test.pair_id, "source_sha256": test.source_sha256,
        "recording": test.recording, "estimator": test.estimator, "remeasured_from": test.remeasured_from,
        "note": test.note,
    })  # fmt: skip
    for side in test.sides:
        rows["test_sides"].append({
            "test_id": test.id, "side": side.side, "verdict": side.verdict, **_angle(side.rotation),
            "reached": side.reached, "body_moved": side.body_moved, "pain_points": side.pain,
            "pain_where": side.pain_where,
            "gap_cm": None if side.gap_m is None else round(100.0 * side.gap_m, _DIGITS),
        })  # fmt: skip
    for trial in test.trials:
        rows["test_trials"].append({
            "test_id": test.id, "side": trial.side, "trial_order": trial.order, **_angle(trial.rotation),
            "quality": trial.quality, "body_still": trial.body_still, "reached": trial.reached,
            "excluded": trial.excluded,
        })  # fmt: skip
    if test.result_json:
        rows["test_results"].append({"test_id": test.id, "result_json": test.result_json})


def _angle(value: Quantity | None) -> Row:
    if value is None:
        return dict.fromkeys(_ANGLE_COLUMNS)
    sds: Row = {f"{name}_deg": round(degrees(getattr(value, name)), _DIGITS) for name in _SDS}
    return {"rotation_deg": round(degrees(value.value), _DIGITS), "trials": value.n, **sds}


def _put_session(rows: Rows, person: r.Person, session: r.SessionRecord) -> None:
    rows["sessions"].append({
        "person_id": person.id, "session_id": session.id, "screening_id": session.screening_id,
        **_when(person, session.started_at, "started_at_utc"), "ended_at_utc": session.ended_at,
        "plan_step": session.plan_step, "position": session.position, "note": session.note,
    })  # fmt: skip
    for i, done in enumerate(session.sets, 1):
        rows["sets"].append({
            "session_id": session.id, "number": i, "exercise": done.exercise, "side": done.side,
            "set_order": done.order, "repetitions": done.repetitions, "hold_s": done.hold_s,
            "load_kg": float(done.load_kg), "effort_points": done.effort, "pain_points": done.pain,
            "ended": done.ended, "stick_kept": done.stick_kept, "clean_share": done.clean_share,
        })  # fmt: skip
