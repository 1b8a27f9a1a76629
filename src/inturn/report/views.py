"""Values as JSON, for `--json` and for the API: units in the names, moments in ISO 8601 (UTC), absent values null."""

from dataclasses import asdict
from datetime import UTC, datetime
from math import degrees
from typing import Any

from inturn.programme.hip_internal_rotation import Programme
from inturn.quantity import Quantity
from inturn.report.words.decisions import decision_sentence
from inturn.training.records import (
    Decision,
    NoteRecord,
    PainEntry,
    Person,
    PlannedSet,
    Prescription,
    SessionRecord,
    TestRecord,
)

View = dict[str, Any]


def moment(at: datetime | None) -> str | None:
    """A moment in UTC."""
    return None if at is None else at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def person(one: Person) -> View:
    """A person."""
    height = None if one.height_m is None else round(100 * one.height_m, 1)
    return {
        "id": one.id, "name": one.name, "adult": one.adult, "created_at": moment(one.created_at),
        "time_zone": one.time_zone, "height_cm": height,
    }  # fmt: skip


def decision(one: Decision, programme: Programme) -> View:
    """A decision: rule, code, values and its sentence."""
    return {
        "rule": one.rule, "code": one.code, "side": one.side, "values": dict(one.values),
        "text": decision_sentence(one, programme),
    }  # fmt: skip


def planned_set(one: PlannedSet) -> View:
    """A set of the plan."""
    return asdict(one)


def prescription(one: Prescription, programme: Programme) -> View:
    """A session as planned."""
    return {
        "day": one.day.isoformat(), "step": one.step, "retest_after_release": one.retest_after_release,
        "sets": [planned_set(s) for s in one.sets], "decisions": [decision(d, programme) for d in one.decisions],
    }  # fmt: skip


def session(one: SessionRecord) -> View:
    """A session as kept."""
    return {
        "id": one.id, "started_at": moment(one.started_at), "ended_at": moment(one.ended_at),
        "plan_step": one.plan_step, "position": one.position, "sets": [asdict(s) for s in one.sets], "note": one.note,
    }  # fmt: skip


def note(one: NoteRecord) -> View:
    """A note as kept."""
    return {"id": one.id, "at": moment(one.at), "text": one.text}


def pain(one: PainEntry) -> View:
    """Pain that was noted."""
    return {
        "id": one.id, "at": moment(one.at), "moment": one.moment, "now": one.now, "worst": one.worst,
        "average": one.average, "where": one.where,
    }  # fmt: skip


def rotation(one: Quantity | None) -> View | None:
    """An angle with its interval."""
    if one is None:
        return None
    low, high = one.interval95
    return {"degrees": round(degrees(one.value), 2), "interval95": [round(degrees(low), 2), round(degrees(high), 2)]}


def test(one: TestRecord) -> View:
    """A test as kept."""
    sides = {
        s.side: {
            "verdict": s.verdict, "rotation": rotation(s.rotation), "reached": s.reached, "body_moved": s.body_moved,
            "pain": {"score": s.pain, "where": s.pain_where},
            "gap_cm": None if s.gap_m is None else round(100 * s.gap_m, 1),
        }
        for s in one.sides
    }  # fmt: skip
    return {
        "id": one.id, "at": moment(one.at), "occasion": one.occasion, "method": asdict(one.method),
        "verdict": one.verdict, "tighter_side": one.tighter_side, "sides": sides, "pair_id": one.pair_id,
        "remeasured_from": one.remeasured_from, "estimator": one.estimator, "trials_kept": len(one.trials),
    }  # fmt: skip
