"""The bundle: every record of one person as a FHIR R4B collection, validated; and the history read back from it."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from pydantic import ValidationError

from inturn.errors import ContractError, InputError
from inturn.report.exchange.checks import check_history
from inturn.report.exchange.fhir import codes
from inturn.report.exchange.fhir import parts as p
from inturn.report.exchange.fhir.answers import (
    note_from,
    note_resource,
    pain_from,
    pain_resource,
    score_from,
    score_resource,
    screening_from,
    screening_resource,
)
from inturn.report.exchange.fhir.person import person_from, person_resources
from inturn.report.exchange.fhir.plan import CarePlanFacts, flag_resources, plan_resources
from inturn.report.exchange.fhir.sessions import session_from, session_resource
from inturn.report.exchange.fhir.standing_tests import test_from, test_resources
from inturn.training.records import History

Progress = Callable[[str, int, int | None], None]
"""Called with what is being done, how much is done, and how much there is."""
_TOLD_EVERY = 50
_NOT_OURS = (
    "This is not a bundle that Inturn wrote: only those can be read back. Export one with 'inturn export --fhir FILE'."
)
_MISSHAPEN = (KeyError, IndexError, TypeError, ValueError, AttributeError)
"""What reading raises where a part has another shape than it should."""


def history_to_fhir(
    history: History,
    at: datetime,
    plan: CarePlanFacts | None = None,
    questions: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> str:
    """The bundle as JSON text, valid FHIR R4B, one resource a line.

    `at` is the moment of the export; `plan` adds CarePlan and Goals; `questions` gives the wording of safety questions
    by id. Angles are written in degrees with nine decimals. Control characters in texts become spaces. Raises
    ContractError where the records cannot be said in FHIR.
    """
    bundle = _bundle(history, at, plan, questions or {})
    try:
        _validate(bundle, progress)
        return _written(bundle)
    except ValidationError as error:
        raise ContractError(f"These records cannot be written as FHIR: {_first(error)}.") from error


def carried(history: History, at: datetime) -> History:
    """The history in the digits and characters that a bundle carries: what writing and reading it would give."""
    return _history(_bundle(history, at, None, {}))


def _bundle(history: History, at: datetime, plan: CarePlanFacts | None, questions: Mapping[str, str]) -> p.Resource:
    person = history.person
    resources = person_resources(person)
    resources += [screening_resource(person, s, questions) for s in history.screenings]
    resources += [r for t in history.tests for r in test_resources(person, t)]
    resources += [session_resource(person, s) for s in history.sessions]
    resources += [pain_resource(person, entry) for entry in history.pain]
    resources += [score_resource(person, score) for score in history.scores]
    resources += [note_resource(person, note) for note in history.notes]
    resources += plan_resources(person, plan) if plan else []
    resources += flag_resources(person, history.screenings)
    return {
        "resourceType": "Bundle",
        "meta": {"tag": [{"system": codes.OWN, "code": codes.FORMAT}]},
        "identifier": p.identifier("history", person.id),
        "type": "collection",
        "timestamp": p.instant(at),
        "entry": [{"fullUrl": f"urn:uuid:{r['id']}", "resource": r} for r in resources],
    }


def _written(bundle: p.Resource) -> str:
    """One entry a line: indented whole it would be half as large again, and slower to write."""
    head = json.dumps({k: v for k, v in bundle.items() if k != "entry"}, ensure_ascii=False, allow_nan=False)
    entries = ",\n".join(json.dumps(e, ensure_ascii=False, allow_nan=False) for e in bundle["entry"])
    return f'{head[:-1]}, "entry": [\n{entries}\n]}}\n'


def history_from_fhir(text: str, progress: Progress | None = None) -> History:
    """The history in a bundle that `history_to_fhir` wrote. Plans, goals and flags are not read: rules make them.

    Raises InputError, in one sentence, where the text is not FHIR, not ours, or damaged.
    """
    bundle = _parsed(text, progress)
    try:
        return check_history(_history(bundle))
    except p.DamagedError as error:
        raise InputError(f"The bundle is damaged: {error}. Nothing was read; export it again.") from error
    except _MISSHAPEN as error:
        # valid FHIR, but not of the shape that `history_to_fhir` gives it
        raise InputError(
            "The bundle is damaged: a part of it is not as Inturn writes it. Nothing was read; export it again."
        ) from error


def _validate(bundle: p.Resource, progress: Progress | None) -> None:
    """Check a bundle against R4B, one resource after the other, so that a long history needs no memory for all of it.

    Raises pydantic's ValidationError, or one of `_MISSHAPEN` for what has not even the shape of a bundle.
    """
    from fhir.resources.R4B import get_fhir_model_class

    entries = bundle.get("entry", [])
    shell = {**bundle, "entry": [{k: v for k, v in e.items() if k != "resource"} for e in entries]}
    if not entries:
        del shell["entry"]
    get_fhir_model_class("Bundle").model_validate(shell)
    for done, entry in enumerate(entries, 1):
        resource = entry["resource"]
        get_fhir_model_class(resource["resourceType"]).model_validate(resource)
        if progress is not None and (done % _TOLD_EVERY == 0 or done == len(entries)):
            progress("checking FHIR", done, len(entries))


def _parsed(text: str, progress: Progress | None) -> p.Resource:
    """The validated bundle as plain data. Raises InputError."""
    try:
        raw: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError("This file is not JSON, so it is no FHIR bundle. Choose another file.") from error
    if not isinstance(raw, dict) or cast("p.Resource", raw).get("resourceType") != "Bundle":
        raise InputError("This file is no FHIR bundle. Choose another file.")
    if not _is_ours(cast("p.Resource", raw)):
        raise InputError(_NOT_OURS)
    try:
        _validate(cast("p.Resource", raw), progress)
    except ValidationError as error:
        raise InputError(
            f"The bundle is not valid FHIR R4B: {_first(error)}. Nothing was read; export it again."
        ) from error
    except _MISSHAPEN as error:  # the validator itself stumbles over a type that is no text
        raise InputError("The bundle is not valid FHIR R4B. Nothing was read; export it again.") from error
    return cast("p.Resource", raw)


def _is_ours(raw: p.Resource) -> bool:
    meta = raw.get("meta")
    tags = cast("p.Resource", meta).get("tag") if isinstance(meta, dict) else None
    found = cast("list[Any]", tags) if isinstance(tags, list) else []
    return {"system": codes.OWN, "code": codes.FORMAT} in found


def _history(bundle: p.Resource) -> History:
    entries: Sequence[p.Resource] = bundle.get("entry") or ()
    by_id = {str(e.get("fullUrl")): e["resource"] for e in entries if "resource" in e}
    resources = list(by_id.values())
    if len(resources) != len(entries):
        raise p.DamagedError("two entries have the same address, or one is empty")
    patients = [r for r in resources if r["resourceType"] == "Patient"]
    if len(patients) != 1:
        raise p.DamagedError(f"it holds {len(patients)} persons where one is expected")
    heights = [r for r in resources if _kind(r) == "height"]
    person = person_from(patients[0], heights[0] if heights else None)
    of = {kind: [r for r in resources if _kind(r) == kind] for kind in _KINDS}
    return History(
        person,
        tuple(screening_from(r, person.id) for r in of["screening"]),
        tuple(test_from(r, by_id, person.id) for r in of["test"]),
        tuple(session_from(r, person.id) for r in of["session"]),
        tuple(pain_from(r, person.id) for r in of["pain"]),
        tuple(score_from(r, person.id) for r in of["score"]),
        tuple(note_from(r, person.id) for r in of["note"]),
    )


_KINDS = ("screening", "test", "session", "pain", "score", "note")


def _kind(resource: p.Resource) -> str:
    """The kind of record that a resource stands for, by the system of its identifier. Raises DamagedError without."""
    found = resource.get("identifier") or []
    for one in cast("list[p.Resource]", found if isinstance(found, list) else [found]):
        system = str(one.get("system", ""))
        if system.startswith(codes.IDENTIFIER):
            return system.removeprefix(codes.IDENTIFIER)
    raise p.DamagedError(f"{p.label_of(resource)} has no identifier of ours")


def _first(error: ValidationError) -> str:
    """The first thing wrong, as place and reason."""
    found = error.errors()[0]
    place = ".".join(str(part) for part in found["loc"])
    return f"{place or 'the bundle'}: {str(found['msg']).splitlines()[0]}"
