"""Records as the columns of their tables. The way back is `inturn.store.load`; a property test walks both."""

import json
from typing import Any

from inturn.quantity import Quantity
from inturn.training import records as r

Columns = dict[str, Any]


def name_key(name: str) -> str:
    """What makes a name the same name: no case, no spare spaces, one way to write accents."""
    import unicodedata

    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()


def person(p: r.Person) -> Columns:
    """Columns of `person`."""
    return {
        "id": p.id, "name": p.name, "name_key": name_key(p.name), "adult": p.adult, "created_at": p.created_at,
        "time_zone": p.time_zone, "height_m": p.height_m,
    }  # fmt: skip


def screening(s: r.Screening) -> Columns:
    """Columns of `screening`, without its person."""
    return {
        "id": s.id, "at": s.at, "kind": s.kind, "questions_version": s.questions_version, "answers": _json(s.answers),
        "level": s.level, "reasons": _json(s.reasons),
    }  # fmt: skip


def session(s: r.SessionRecord) -> Columns:
    """Columns of `session`, without its person and sets."""
    return {
        "id": s.id, "screening_id": s.screening_id, "started_at": s.started_at, "ended_at": s.ended_at,
        "plan_step": s.plan_step, "position": s.position, "note": s.note,
    }  # fmt: skip


def exercise_set(s: r.SetRecord, place: int) -> Columns:
    """Columns of `exercise_set`, without its session."""
    return {
        "place": place, "exercise": s.exercise, "side": s.side, "order": s.order, "repetitions": s.repetitions,
        "hold_s": s.hold_s, "load_kg": s.load_kg, "effort": s.effort, "pain": s.pain, "ended": s.ended,
        "stick_kept": s.stick_kept, "clean_share": s.clean_share,
    }  # fmt: skip


def standing_test(t: r.TestRecord) -> Columns:
    """Columns of `standing_test`, without its person, sides and trials."""
    m = t.method
    return {
        "id": t.id, "at": t.at, "occasion": t.occasion, "method_test": m.test, "method_position": m.position,
        "method_support": m.support, "method_source_kind": m.source_kind, "verdict": t.verdict,
        "tighter_side": t.tighter_side, "pair_id": t.pair_id, "source_sha256": t.source_sha256,
        "recording": t.recording, "estimator": t.estimator, "remeasured_from_id": t.remeasured_from, "note": t.note,
        "result_json": t.result_json,
    }  # fmt: skip


def test_side(s: r.SideRecord, place: int) -> Columns:
    """Columns of `test_side`, without its test."""
    return {
        "place": place, "side": s.side, **_rotation(s.rotation), "reached": s.reached, "verdict": s.verdict,
        "body_moved": s.body_moved, "pain": s.pain, "pain_where": s.pain_where, "gap_m": s.gap_m,
    }  # fmt: skip


def trial(t: r.TrialRecord, place: int) -> Columns:
    """Columns of `trial`, without its test."""
    return {
        "place": place, "side": t.side, **_rotation(t.rotation), "reached": t.reached, "order": t.order,
        "quality": t.quality, "body_still": t.body_still, "excluded": t.excluded,
    }  # fmt: skip


def pain(p: r.PainEntry) -> Columns:
    """Columns of `pain`, without its person."""
    return {
        "id": p.id, "at": p.at, "moment": p.moment, "now": p.now, "worst": p.worst, "average": p.average,
        "where": p.where, "session_id": p.session_id,
    }  # fmt: skip


def score(s: r.ScoreRecord) -> Columns:
    """Columns of `score`, without its person."""
    return {"id": s.id, "at": s.at, "measure": s.measure, "values": _json(s.values)}


def note(n: r.NoteRecord) -> Columns:
    """Columns of `note`, without its person."""
    return {"id": n.id, "at": n.at, "text": n.text}


def _rotation(q: Quantity | None) -> Columns:
    """A value with its error; its unit and method are the test's own, which `possible` has made sure of."""
    names = ("rotation", "rotation_n", "sd_random", "sd_setup", "sd_systematic", "sd_real_person")
    if q is None:
        return dict.fromkeys(names)
    values = (q.value, q.n, q.sd_random, q.sd_setup, q.sd_systematic, q.sd_real_person)
    return dict(zip(names, values, strict=True))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
