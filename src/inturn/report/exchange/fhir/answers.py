"""What the person said: safety answers as QuestionnaireResponses, pain and scores as Observations."""

from collections.abc import Mapping
from statistics import fmean
from typing import get_args

from inturn.report.exchange.fhir import codes
from inturn.report.exchange.fhir import parts as p
from inturn.training.records import (
    ClearanceLevel,
    MeasureId,
    NoteRecord,
    PainEntry,
    PainMoment,
    Person,
    ScoreRecord,
    Screening,
    ScreeningKind,
)

_SURVEY = {"coding": [{"system": codes.CATEGORY, "code": "survey", "display": "Survey"}]}


def screening_resource(person: Person, screening: Screening, questions: Mapping[str, str]) -> p.Resource:
    """One set of answers; `questions` gives the text of a question by its id, where it is known."""
    made = p.base("QuestionnaireResponse", person.id, "screening", screening.id)
    made["identifier"] = made["identifier"][0]
    items: list[p.Resource] = []
    for question, answer in screening.answers:
        item: p.Resource = {"linkId": question, "answer": [{"valueCoding": {"system": codes.OWN, "code": answer}}]}
        if question in questions:
            item["text"] = questions[question]
        items.append(item)
    made |= {
        "status": "completed",
        "questionnaire": f"urn:inturn:questionnaire:safety-{screening.kind}|{screening.questions_version}",
        "authored": p.instant(screening.at),
        "extension": [
            p.fields(
                "screening",
                [("kind", screening.kind), ("version", screening.questions_version), ("level", screening.level),
                 *(("reason", r) for r in screening.reasons)],
            )
        ],
    }  # fmt: skip
    return made | ({"item": items} if items else {})


def screening_from(resource: p.Resource, person_id: str) -> Screening:
    """The answers that a QuestionnaireResponse of ours stands for."""
    what = p.label_of(resource)
    pairs = p.read_fields(resource, "screening")
    kept = dict(pairs)
    return Screening(
        id=p.own_id(resource, "screening"),
        person_id=person_id,
        at=p.moment(resource.get("authored"), what),
        kind=p.one_of(kept.get("kind"), get_args(ScreeningKind), f"the kind of {what}"),
        questions_version=str(kept.get("version", "")),
        answers=tuple(_answer(i, what) for i in resource.get("item", ())),
        level=p.one_of(kept.get("level"), get_args(ClearanceLevel), f"the outcome of {what}"),
        reasons=tuple(str(value) for key, value in pairs if key == "reason"),
    )


def _answer(item: p.Resource, what: str) -> tuple[str, str]:
    try:
        return str(item["linkId"]), str(item["answer"][0]["valueCoding"]["code"])
    except (KeyError, IndexError) as error:
        raise p.DamagedError(f"an answer of {what} is missing") from error


def pain_resource(person: Person, entry: PainEntry) -> p.Resource:
    """One pain entry: the number now as the value, worst and average beside it."""
    made = p.base("Observation", person.id, "pain", entry.id) | {
        "status": "final",
        "category": [_SURVEY],
        "code": p.concept(codes.PAIN),
        "effectiveDateTime": p.instant(entry.at),
        "valueInteger": entry.now,
        "extension": [p.fields("pain", [("moment", entry.moment), ("session", entry.session_id)])],
    }
    beside = (("pain-worst", entry.worst), ("pain-average", entry.average))
    parts = [p.component(code, valueInteger=value) for code, value in beside if value is not None]
    if parts:
        made["component"] = parts
    if entry.where and (shown := p.text(entry.where)):
        made["bodySite"] = {"text": shown}
    return made


def pain_from(resource: p.Resource, person_id: str) -> PainEntry:
    """The pain entry that an Observation of ours stands for. Raises DamagedError for pain outside 0-10."""
    what = p.label_of(resource)
    kept, beside = dict(p.read_fields(resource, "pain")), p.components(resource)
    now = resource.get("valueInteger")
    for score in (now, beside.get("pain-worst"), beside.get("pain-average")):
        if score is not None and not 0 <= score <= 10:
            raise p.DamagedError(f"{what} has pain {score}, which is not from 0 to 10")
    if now is None:
        raise p.DamagedError(f"{what} has no value")
    return PainEntry(
        id=p.own_id(resource, "pain"),
        person_id=person_id,
        at=p.moment(resource.get("effectiveDateTime"), what),
        moment=p.one_of(kept.get("moment"), get_args(PainMoment), f"the moment of {what}"),
        now=now,
        worst=beside.get("pain-worst"),
        average=beside.get("pain-average"),
        where=(resource.get("bodySite") or {}).get("text"),
        session_id=kept.get("session"),
    )


def score_resource(person: Person, score: ScoreRecord) -> p.Resource:
    """One questionnaire score: its value, or the mean over its activities, and each activity beside it."""
    made = p.base("Observation", person.id, "score", score.id) | {
        "status": "final",
        "category": [_SURVEY],
        "code": p.own(score.measure),
        "effectiveDateTime": p.instant(score.at),
        "extension": [p.fields("score", [("measure", score.measure)])],
    }
    if not score.values:
        return made | {"dataAbsentReason": {"coding": [{"system": codes.ABSENT, "code": "unknown"}]}}
    made["valueQuantity"] = p.quantity(round(fmean(v for _, v in score.values), 9), "{score}")
    made["component"] = [
        {"code": {"text": p.text(name) or "activity"}, "valueQuantity": p.quantity(float(value), "{score}")}
        for name, value in score.values
    ]
    return made


def score_from(resource: p.Resource, person_id: str) -> ScoreRecord:
    """The score that an Observation of ours stands for."""
    what = p.label_of(resource)
    kept = dict(p.read_fields(resource, "score"))
    values: list[tuple[str, float]] = []
    for part in resource.get("component", ()):
        value = p.number(part.get("valueQuantity"))
        if value is None:
            raise p.DamagedError(f"{what} has an activity without a score")
        values.append((str(part["code"].get("text", "")), value))
    return ScoreRecord(
        id=p.own_id(resource, "score"),
        person_id=person_id,
        at=p.moment(resource.get("effectiveDateTime"), what),
        measure=p.one_of(kept.get("measure"), get_args(MeasureId), f"the measure of {what}"),
        values=tuple(values),
    )


def note_resource(person: Person, note: NoteRecord) -> p.Resource:
    """One note as an Observation with its words as the value."""
    made = p.base("Observation", person.id, "note", note.id) | {
        "status": "final",
        "code": p.own("note"),
        "effectiveDateTime": p.instant(note.at),
    }
    shown = p.text(note.text)
    if shown is None:
        return made | {"dataAbsentReason": {"coding": [{"system": codes.ABSENT, "code": "unknown"}]}}
    return made | {"valueString": shown}


def note_from(resource: p.Resource, person_id: str) -> NoteRecord:
    """The note that an Observation of ours stands for. Raises DamagedError for one without words."""
    what = p.label_of(resource)
    if not resource.get("valueString"):
        raise p.DamagedError(f"{what} has no words")
    at = p.moment(resource.get("effectiveDateTime"), what)
    return NoteRecord(p.own_id(resource, "note"), person_id, at, str(resource["valueString"]))
