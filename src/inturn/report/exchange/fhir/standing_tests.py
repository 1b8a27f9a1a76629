"""Tests as Observations: one for the test, one for each side, one for each trial; `result.json` as a document."""

import base64
from collections.abc import Mapping
from typing import Any, get_args

from inturn.body.keypoints import Side
from inturn.quantity import Method, Quantity
from inturn.report.exchange.fhir import codes
from inturn.report.exchange.fhir import parts as p
from inturn.report.exchange.fhir.trial_angles import trial_angles
from inturn.report.words.labels import SIDE_BADGE, VERDICT_BADGE
from inturn.report.words.methods import method_full
from inturn.training.records import Person, Reached, SideRecord, TestRecord, TrialRecord

_METHOD = ("test", "position", "support", "source_kind")
_SDS = (("sd-random", "sd_random"), ("sd-setup", "sd_setup"), ("sd-systematic", "sd_systematic"),
        ("sd-real-person", "sd_real_person"))  # fmt: skip
_VERDICTS = ("mobility_work", "unclear", "likely_sufficient", "unreadable")
_SIDE_VERDICTS = ("unreadable", "limited", "sufficient", "borderline")
_QUALITIES = ("good", "rough", "unreadable")
_EXAM = {"coding": [{"system": codes.CATEGORY, "code": "exam", "display": "Exam"}]}


def test_resources(person: Person, test: TestRecord) -> list[p.Resource]:
    """Everything that one test becomes, the test's own Observation first."""
    sides = [_side(person, test, s) for s in test.sides]
    trials = [_trial(person, test, t) for t in test.trials]
    head = p.base("Observation", person.id, "test", test.id) | {
        "status": "final",
        "category": [_EXAM],
        "code": p.own("standing-test"),
        "effectiveDateTime": p.instant(test.at),
        "valueCodeableConcept": p.own(test.verdict, VERDICT_BADGE[test.verdict]),
        "method": _method(test.method),
        "extension": [
            p.fields("method", [(name, getattr(test.method, name)) for name in _METHOD]),
            p.fields(
                "test",
                [("occasion", test.occasion), ("pair", test.pair_id), ("source-sha256", test.source_sha256),
                 ("recording", test.recording), ("estimator", test.estimator),
                 ("remeasured-from", test.remeasured_from)],
            ),
        ],
        "hasMember": [{"reference": f"urn:uuid:{r['id']}"} for r in (*sides, *trials)],
    }  # fmt: skip
    if test.tighter_side is not None:
        head["component"] = [p.component("tighter-side", valueCodeableConcept=p.concept(codes.SIDE[test.tighter_side]))]
    if p.annotation(test.note):
        head["note"] = p.annotation(test.note)
    if not head["hasMember"]:
        del head["hasMember"]
    documents = [_document(person, test)] if test.result_json else []
    if documents:
        head["derivedFrom"] = [p.reference(person.id, "result", test.id)]
    return [head, *sides, *trials, *documents]


def test_from(head: p.Resource, by_id: Mapping[str, p.Resource], person_id: str) -> TestRecord:
    """The test that an Observation, its members and its document make up."""
    members = [_member(m, by_id, head) for m in head.get("hasMember", ())]
    method = Method(**_named(p.read_fields(head, "method"), _METHOD, p.label_of(head)))
    kept = dict(p.read_fields(head, "test"))
    what = p.label_of(head)
    tighter = p.code_of(p.components(head).get("tighter-side"))
    return TestRecord(
        id=p.own_id(head, "test"),
        person_id=person_id,
        at=p.moment(head.get("effectiveDateTime"), what),
        occasion=p.one_of(kept.get("occasion"), ("day", "retest"), f"the occasion of {what}"),
        method=method,
        verdict=p.one_of(p.code_of(head.get("valueCodeableConcept")), _VERDICTS, f"the verdict of {what}"),
        tighter_side=None if tighter is None else _side_of_code(tighter, what),
        sides=tuple(_side_from(m, method) for m in members if _is(m, "hip-internal-rotation")),
        trials=tuple(_trial_from(m, method) for m in members if _is(m, "hip-internal-rotation-trial")),
        pair_id=kept.get("pair"),
        source_sha256=kept.get("source-sha256"),
        recording=kept.get("recording"),
        estimator=kept.get("estimator"),
        remeasured_from=kept.get("remeasured-from"),
        result_json=_document_text(head, by_id),
        note="".join(str(n["text"]) for n in head.get("note", ())),
    )


def _side(person: Person, test: TestRecord, side: SideRecord) -> p.Resource:
    made = _reading(person, test, f"{test.id}:{side.side}", "side", side.side, side.rotation)
    made["code"] = p.own("hip-internal-rotation")
    made["interpretation"] = [p.own(side.verdict, SIDE_BADGE[side.verdict])]
    made["component"] += _reached(side.reached)
    if side.body_moved is not None:
        made["component"].append(p.component("body-moved", valueBoolean=side.body_moved))
    if side.pain is not None:
        made["component"].append(p.component(p.concept(codes.PAIN), valueInteger=side.pain))
    if side.gap_m is not None:
        gap = p.quantity(round(100.0 * side.gap_m, 9), "cm")
        made["component"].append(p.component("gap", valueQuantity=gap))
    if side.pain_where and p.text(side.pain_where):
        made["extension"] = [p.fields("pain", [("where", side.pain_where)])]
    return made


def _side_from(resource: p.Resource, method: Method) -> SideRecord:
    found, what = p.components(resource), p.label_of(resource)
    gap = p.number(found.get("gap"))
    where = dict(p.children(e[0])) if (e := p.extensions(resource, "pain")) else {}
    verdict = p.code_of((resource.get("interpretation") or [None])[0])
    return SideRecord(
        side=_side_of(resource),
        verdict=p.one_of(verdict, _SIDE_VERDICTS, f"the verdict of {what}"),
        rotation=_quantity_from(resource, method),
        reached=p.one_of(p.code_of(found.get("reached")), get_args(Reached), f"'reached' of {what}"),
        body_moved=found.get("body-moved"),
        pain=found.get(codes.PAIN[1]),
        pain_where=where.get("where"),
        gap_m=None if gap is None else gap / 100.0,
    )


def _trial(person: Person, test: TestRecord, trial: TrialRecord) -> p.Resource:
    key = f"{test.id}:{trial.side}:{trial.order}"
    made = _reading(person, test, key, "trial", trial.side, trial.rotation)
    made["code"] = p.own("hip-internal-rotation-trial")
    made["component"] += [p.component("quality", valueCodeableConcept=p.own(trial.quality)), *_reached(trial.reached)]
    if trial.body_still is not None:
        made["component"].append(p.component("body-still", valueBoolean=trial.body_still))
    if trial.excluded is not None and p.text(trial.excluded):
        made["component"].append(p.component("excluded", valueString=p.text(trial.excluded)))
    made["component"] += [
        p.component(code, valueQuantity=value)
        for code, value in trial_angles(test.result_json, trial.side, trial.order)
    ]
    made["extension"] = [p.fields("trial", [("order", trial.order)])]
    return made


def _trial_from(resource: p.Resource, method: Method) -> TrialRecord:
    found, what = p.components(resource), p.label_of(resource)
    order = dict(p.read_fields(resource, "trial")).get("order")
    if not isinstance(order, int):
        raise p.DamagedError(f"{what} has no order")
    return TrialRecord(
        side=_side_of(resource),
        order=order,
        rotation=_quantity_from(resource, method),
        quality=p.one_of(p.code_of(found.get("quality")), _QUALITIES, f"the quality of {what}"),
        body_still=found.get("body-still"),
        reached=p.one_of(p.code_of(found.get("reached")), get_args(Reached), f"'reached' of {what}"),
        excluded=found.get("excluded"),
    )


def _reading(person: Person, test: TestRecord, key: str, kind: str, side: Side, value: Quantity | None) -> p.Resource:
    """What a side and a trial have in common: where, when, how, the angle and its error parts."""
    made = p.base("Observation", person.id, kind, key) | {
        "status": "final",
        "category": [_EXAM],
        "effectiveDateTime": p.instant(test.at),
        "bodySite": p.concept(codes.HIP[side]),
        "method": _method(test.method),
        "component": [],
    }
    if value is None:
        made["dataAbsentReason"] = {"coding": [{"system": codes.ABSENT, "code": _why_absent(test)}]}
        return made
    made["valueQuantity"] = p.angle(value.value)
    made["component"] = [p.component("trials", valueInteger=value.n)]
    made["component"] += [p.component(code, valueQuantity=p.angle(getattr(value, name))) for code, name in _SDS]
    return made


def _why_absent(test: TestRecord) -> str:
    return "not-performed" if test.method.source_kind == "self" else "error"


def _quantity_from(resource: p.Resource, method: Method) -> Quantity | None:
    value = p.radian(resource.get("valueQuantity"))
    if value is None:
        return None
    found = p.components(resource)
    sds: dict[str, Any] = {name: p.radian(found.get(code)) for code, name in _SDS}
    n = found.get("trials")
    if n is None or None in sds.values():
        raise p.DamagedError(f"{p.label_of(resource)} has an angle without its error")
    return Quantity(value, "rad", int(n), method=method, **sds)


def _reached(reached: Reached) -> list[p.Resource]:
    return [p.component("reached", valueCodeableConcept=p.own(reached))]


def _method(method: Method) -> p.Resource:
    kind = {"video": "camera", "self": "self"}.get(method.source_kind, "other")
    return p.concept((codes.OWN, f"method-{kind}", kind.capitalize()), p.text(method_full(method)))


def _document(person: Person, test: TestRecord) -> p.Resource:
    made = p.base("DocumentReference", person.id, "result", test.id)
    data = base64.b64encode(test.result_json.encode()).decode()
    return made | {
        "status": "current",
        "description": "result.json of the test, schema inturn/standing-test/1",
        "content": [{"attachment": {"contentType": "application/json", "data": data, "title": "result.json"}}],
    }


def _document_text(head: p.Resource, by_id: Mapping[str, p.Resource]) -> str:
    sources = head.get("derivedFrom", ())
    if not sources:
        return ""
    document = _member(sources[0], by_id, head)
    try:
        data = document["content"][0]["attachment"]["data"]
        raw = data if isinstance(data, bytes) else str(data).encode()
        return base64.b64decode(raw, validate=True).decode()
    except (KeyError, IndexError, ValueError) as error:
        raise p.DamagedError(f"{p.label_of(document)} holds no readable document") from error


def _member(link: p.Resource, by_id: Mapping[str, p.Resource], head: p.Resource) -> p.Resource:
    target = by_id.get(str(link.get("reference", "")))
    if target is None:
        raise p.DamagedError(f"{p.label_of(head)} names a part that is not in the bundle")
    return target


def _is(resource: p.Resource, code: str) -> bool:
    return p.code_of(resource.get("code")) == code


def _side_of(resource: p.Resource) -> Side:
    return _side_of_code(p.code_of(resource.get("bodySite")), p.label_of(resource))


def _side_of_code(code: str | None, what: str) -> Side:
    for table in (codes.HIP, codes.SIDE):
        for side, (_, known, _) in table.items():
            if code == known:
                return side
    raise p.DamagedError(f"{what} names no side")


def _named(pairs: list[tuple[str, Any]], names: tuple[str, ...], what: str) -> dict[str, Any]:
    found = dict(pairs)
    return {name: str(found.get(name, "")) for name in names} if found else _no_method(what)


def _no_method(what: str) -> dict[str, Any]:
    raise p.DamagedError(f"{what} does not say its method")
