"""FHIR: valid R4B, the same history back, codes where the standard has them, and plain words for what is not ours."""

import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.errors import InputError
from inturn.report.exchange.fhir import CarePlanFacts, carried, history_from_fhir, history_to_fhir
from inturn.report.exchange.fhir.parts import is_uid
from inturn.training.records import History, Person
from tests.unit.report.histories import HISTORIES, HOSTILE_NAME, START, both_ways, red_flag, twelve_weeks
from tests.unit.report.same import differences
from tests.unit.report.samples import limited_left
from tests.unit.report.strategies import histories

PLAN = CarePlanFacts("Hip routine", START, 24.0, (("squat", "2 x 10 to 12 repetitions"),))


def _resources(history: History, kind: str, plan: CarePlanFacts | None = None) -> list[dict[str, Any]]:
    bundle = json.loads(history_to_fhir(history, START, plan, {"saddle_numbness": "Is there numbness?"}))
    return [e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == kind]


def _codes(resource: dict[str, Any]) -> set[str]:
    return {c["code"] for c in resource["code"].get("coding", ())}


@cache
def _small() -> str:
    """Three weeks of a history as a bundle."""
    return history_to_fhir(red_flag(), START)


def _changed(change: Any) -> str:
    """The small bundle's text after `change` was made to its parsed form."""
    bundle = json.loads(_small())
    change(bundle)
    return json.dumps(bundle)


@given(histories())
def test_round_trip(history: History) -> None:
    text = history_to_fhir(history, START, PLAN)
    back = history_from_fhir(text)
    assert differences(history, back) == []
    assert history_to_fhir(back, START, PLAN) == text
    assert carried(history, START) == back


def test_long_ones_say_how_far_they_are() -> None:
    told: list[tuple[str, int, int | None]] = []
    text = history_to_fhir(twelve_weeks(), START, progress=lambda *what: told.append(what))
    entries = len(json.loads(text)["entry"])
    assert [done for _, done, _ in told] == [*range(50, entries, 50), entries]
    assert {total for _, _, total in told} == {entries}
    written = len(told)
    history_from_fhir(text, lambda *what: told.append(what))
    assert told[written:] == told[:written]


def test_differences_would_be_seen() -> None:
    history = twelve_weeks()
    other = replace(history, pain=(replace(history.pain[0], now=9), *history.pain[1:]))
    assert differences(history, other)
    assert differences(history, replace(history, tests=history.tests[:-1]))


@pytest.mark.parametrize("name", HISTORIES)
def test_samples_come_back(name: str) -> None:
    history = HISTORIES[name]()
    back = history_from_fhir(history_to_fhir(history, START))
    if name == "hostile":  # nothing of it is a control character
        assert back.person.name == HOSTILE_NAME
    assert differences(history, back) == []


def test_one_observation_a_side_with_method_error_and_sided_place() -> None:
    history = twelve_weeks()
    sides = [o for o in _resources(history, "Observation") if "hip-internal-rotation" in _codes(o)]
    assert len(sides) == 2 * len(history.tests)
    places = {c["code"] for o in sides for c in o["bodySite"]["coding"]}
    assert places == {"287679003", "287579007"}
    for one in sides:
        assert one["valueQuantity"]["code"] == "deg"
        assert one["valueQuantity"]["system"] == "http://unitsofmeasure.org"
        assert "without support" in one["method"]["text"]
        parts = {c["code"] for part in one["component"] for c in part["code"]["coding"]}
        assert {"trials", "sd-random", "sd-setup", "sd-systematic", "sd-real-person", "72514-3"} <= parts


def test_a_test_without_camera_has_no_angle_and_says_so() -> None:
    history = both_ways()
    own = [t for t in history.tests if t.method.source_kind == "self"]
    sides = [o for o in _resources(history, "Observation") if "hip-internal-rotation" in _codes(o)]
    absent = [o for o in sides if "valueQuantity" not in o]
    assert len(absent) == 2 * len(own)
    assert all(o["dataAbsentReason"]["coding"][0]["code"] == "not-performed" for o in absent)
    assert all(o["method"]["coding"][0]["code"] == "method-self" for o in absent)


def test_pain_is_the_loinc_code_with_an_integer() -> None:
    pain = [o for o in _resources(twelve_weeks(), "Observation") if _codes(o) == {"72514-3"}]
    assert len(pain) == len(twelve_weeks().pain)
    assert all(isinstance(o["valueInteger"], int) for o in pain)


def test_angles_that_only_the_result_file_holds_are_components() -> None:
    from inturn.report.document import to_json

    history = twelve_weeks()
    test = replace(history.tests[0], result_json=to_json(limited_left()))
    trials = [
        o
        for o in _resources(replace(history, tests=(test,)), "Observation")
        if o["identifier"][0]["system"].endswith(":trial")
    ]
    parts = {c["code"] for o in trials for part in o["component"] for c in part["code"]["coding"]}
    assert {"hip-flexion", "knee-flexion", "pelvic-obliquity"} <= parts


def test_flag_for_a_red_flag_plan_and_goals() -> None:
    flags = _resources(red_flag(), "Flag")
    assert [(f["status"], f["code"]["text"]) for f in flags] == [("active", "Emergency: saddle numbness")]
    lifted = replace(red_flag().screenings[-1], level="see_someone")
    later = replace(red_flag().screenings[0], id="later", at=lifted.at.replace(year=2027), level="go")
    history = replace(red_flag(), screenings=(lifted, later))
    assert [f["status"] for f in _resources(history, "Flag")] == ["inactive"]
    assert _resources(twelve_weeks(), "Flag") == []
    plan = _resources(twelve_weeks(), "CarePlan", PLAN)
    assert plan[0]["activity"][0]["detail"]["description"] == "2 x 10 to 12 repetitions"
    goals = _resources(twelve_weeks(), "Goal", PLAN)
    assert [g["target"][0]["detailRange"]["low"]["value"] for g in goals] == [24.0, 24.0]


def test_questions_are_told_with_their_answers() -> None:
    answered = _resources(red_flag(), "QuestionnaireResponse")[-1]
    assert answered["item"][0]["text"] == "Is there numbness?"
    assert answered["item"][0]["answer"][0]["valueCoding"]["code"] == "yes"


def test_ids_are_stable_and_of_one_person_only() -> None:
    first = [r["id"] for r in _resources(twelve_weeks(), "Observation")]
    assert first == [r["id"] for r in _resources(twelve_weeks(), "Observation")]
    assert all(is_uid(i) for i in first)
    other = replace(red_flag(), person=replace(red_flag().person, id="p-2"), tests=(), sessions=(), pain=(), scores=())
    assert not set(first) & {r["id"] for r in _resources(replace(other, screenings=()), "Observation")}


def test_every_reference_leads_somewhere() -> None:
    bundle = json.loads(history_to_fhir(both_ways(), START, PLAN))
    addresses = [e["fullUrl"] for e in bundle["entry"]]
    assert len(set(addresses)) == len(addresses)

    def links(node: Any) -> list[str]:
        if isinstance(node, dict):
            return [v for k, v in node.items() if k == "reference"] + [x for v in node.values() for x in links(v)]
        return [x for v in node for x in links(v)] if isinstance(node, list) else []

    assert set(links(bundle)) <= set(addresses)


def test_control_characters_become_spaces() -> None:
    history = replace(twelve_weeks(), person=replace(twelve_weeks().person, name="A\x00b\x1b[31m"))
    assert history_from_fhir(history_to_fhir(history, START)).person.name == "A b [31m"


FOREIGN = {
    "empty": "",
    "text": "hello",
    "list": "[]",
    "other json": '{"a": 1}',
    "other resource": '{"resourceType": "Patient"}',
    "other bundle": '{"resourceType": "Bundle", "type": "collection"}',
    "odd meta": '{"resourceType": "Bundle", "meta": [1], "type": "collection"}',
    "deep": "[" * 5000,
    "result file": '{"schema": "inturn/standing-test/1"}',
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_not_ours_is_refused_in_plain_words(name: str) -> None:
    with pytest.raises(InputError) as caught:
        history_from_fhir(FOREIGN[name])
    message = str(caught.value)
    assert "\n" not in message
    assert "Choose another file" in message or "inturn export --fhir" in message


def _drop(kind: str) -> Any:
    def change(bundle: dict[str, Any]) -> None:
        bundle["entry"] = [e for e in bundle["entry"] if e["resource"]["resourceType"] != kind]

    return change


def _edit(kind: str, edit: Any) -> Any:
    def change(bundle: dict[str, Any]) -> None:
        edit(next(e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == kind))

    return change


def _first_pain(value: int) -> Any:
    def change(bundle: dict[str, Any]) -> None:
        next(e["resource"] for e in bundle["entry"] if "valueInteger" in e["resource"])["valueInteger"] = value

    return change


def _first_angle(degrees: float, code: str = "deg") -> Any:
    def change(bundle: dict[str, Any]) -> None:
        one = next(
            e["resource"] for e in bundle["entry"] if e["resource"].get("valueQuantity", {}).get("code") == "deg"
        )
        one["valueQuantity"] |= {"value": degrees, "code": code}

    return change


DAMAGE = {
    "no person": _drop("Patient"),
    "no procedure extension": _edit("Procedure", lambda r: r.pop("extension")),
    "no identifier": _edit("Procedure", lambda r: r.pop("identifier")),
    "unknown field": _edit("Procedure", lambda r: r.update(colour="red")),
    "member missing": lambda b: b["entry"].remove(next(e for e in b["entry"] if "bodySite" in e["resource"])),
    "document unreadable": _edit("DocumentReference", lambda r: r["content"][0]["attachment"].pop("data")),
    "entry twice": lambda b: b["entry"].append(b["entry"][0]),
    "pain 11": _first_pain(11),
    "pain -1": _first_pain(-1),
    "rotation 140": _first_angle(140.0),
    "radians": _first_angle(0.4, "rad"),
    "no zone": _edit("QuestionnaireResponse", lambda r: r.update(authored="2026-03-02")),
    "answer gone": _edit("QuestionnaireResponse", lambda r: r["item"][0].pop("answer")),
    "entries are no list": lambda b: b.update(entry=3),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_told_in_one_sentence_and_nothing_is_read(name: str) -> None:
    text = _changed(DAMAGE[name])
    with pytest.raises(InputError) as caught:
        history_from_fhir(text)
    assert "Nothing was read" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_bundle_cut_short_is_refused() -> None:
    with pytest.raises(InputError):
        history_from_fhir(_small()[: len(_small()) // 2])


def _places(node: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every part of a parsed document."""
    keys = list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else []
    return [path for k in keys for path in ((*at, k), *_places(node[k], (*at, k)))]


@cache
def _all_places() -> list[tuple[Any, ...]]:
    return _places(json.loads(_tiny()))


@cache
def _tiny() -> str:
    """One record of each kind."""
    whole = red_flag()
    few = History(
        whole.person, whole.screenings[-1:], whole.tests[:1], whole.sessions[:1], whole.pain[:1], whole.scores[:1]
    )
    return history_to_fhir(few, START)


@given(st.data())
def test_whatever_part_is_lost_or_odd_it_is_a_history_or_one_sentence(data: st.DataObject) -> None:
    bundle = json.loads(_tiny())
    path = data.draw(st.sampled_from(_all_places()))
    parent = bundle
    for key in path[:-1]:
        parent = parent[key]
    odd = data.draw(st.sampled_from(["<lost>", None, 7, "x", [], {}, True, "2026", -1.5]))
    if odd == "<lost>":
        del parent[path[-1]]
    else:
        parent[path[-1]] = odd
    refusal = ""
    try:
        back = history_from_fhir(json.dumps(bundle))
        assert isinstance(back.person, Person)
    except InputError as error:
        refusal = str(error)
    assert "\n" not in refusal
