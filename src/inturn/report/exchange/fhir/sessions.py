"""Sessions as Procedures, each with its sets."""

from typing import Any, get_args

from inturn.report.exchange.fhir import codes
from inturn.report.exchange.fhir import parts as p
from inturn.training.records import Person, SessionRecord, SetEnd, SetRecord


def session_resource(person: Person, session: SessionRecord) -> p.Resource:
    """One session. Under way where it has no end."""
    period = {"start": p.instant(session.started_at)}
    if session.ended_at is not None:
        period["end"] = p.instant(session.ended_at)
    made = p.base("Procedure", person.id, "session", session.id) | {
        "status": "in-progress" if session.ended_at is None else "completed",
        "code": p.own("session"),
        "performedPeriod": period,
        "extension": [
            p.fields(
                "session",
                [("screening", session.screening_id), ("step", session.plan_step), ("position", session.position)],
            ),
            *(_set(s) for s in session.sets),
        ],
    }
    if p.annotation(session.note):
        made["note"] = p.annotation(session.note)
    return made


def session_from(resource: p.Resource, person_id: str) -> SessionRecord:
    """The session that a Procedure of ours stands for."""
    what = p.label_of(resource)
    kept = dict(p.read_fields(resource, "session"))
    period = resource.get("performedPeriod") or {}
    end = period.get("end")
    return SessionRecord(
        id=p.own_id(resource, "session"),
        person_id=person_id,
        screening_id=str(kept.get("screening", "")),
        started_at=p.moment(period.get("start"), what),
        ended_at=None if end is None else p.moment(end, what),
        plan_step=str(kept.get("step", "")),
        sets=tuple(_set_from(e, what) for e in p.extensions(resource, "set")),
        position=int(kept.get("position", 0)),
        note="".join(str(n["text"]) for n in resource.get("note", ())),
    )


def _set(done: SetRecord) -> p.Resource:
    return p.fields(
        "set",
        [
            ("exercise", done.exercise),
            ("side", done.side),
            ("order", done.order),
            ("repetitions", done.repetitions),
            ("hold-s", done.hold_s),
            ("load-kg", float(done.load_kg)),
            ("effort", done.effort),
            ("pain", done.pain),
            ("ended", done.ended),
            ("stick-kept", done.stick_kept),
            ("clean-share", done.clean_share),
        ],
    )


def _set_from(extension: p.Resource, what: str) -> SetRecord:
    kept: dict[str, Any] = dict(p.children(extension))
    missing = [name for name in ("exercise", "order", "load-kg") if name not in kept]
    if missing:
        raise p.DamagedError(f"a set of {what} lacks {', '.join(missing)}")
    side = kept.get("side")
    return SetRecord(
        exercise=str(kept["exercise"]),
        side=None if side is None else p.one_of(side, tuple(codes.SIDE), f"the side of a set of {what}"),
        order=int(kept["order"]),
        repetitions=kept.get("repetitions"),
        hold_s=kept.get("hold-s"),
        load_kg=float(kept["load-kg"]),
        effort=kept.get("effort"),
        pain=kept.get("pain"),
        ended=p.one_of(kept.get("ended"), get_args(SetEnd), f"the end of a set of {what}"),
        stick_kept=kept.get("stick-kept"),
        clean_share=kept.get("clean-share"),
    )
