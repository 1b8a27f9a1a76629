"""What is kept, read and added to."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.http import HttpRequest
from ninja import Router, Status

from inturn.errors import ImpossibleError, NotKeptError
from inturn.report import views
from inturn.report.document import Result, from_json
from inturn.training.records import History, Person
from inturn.web import desk
from inturn.web.api.shapes import (
    PainEntryOut,
    PainIn,
    PersonOut,
    Problem,
    SessionOut,
    TestOut,
    TodayOut,
)
from inturn.workflows.noting import PainTold, note_pain
from inturn.workflows.people import everybody
from inturn.workflows.planning import due_today, history_of
from inturn.workflows.tests_kept import kept_test

router = Router(tags=["kept"])
_EARLIEST: Final = datetime(2000, 1, 1, tzinfo=UTC)

Answer = dict[str, Any]


def somebody(person_id: str) -> Person:
    """Who has this id. Raises NotKeptError."""
    found = next((p for p in everybody() if p.id == person_id), None)
    if found is None:
        raise NotKeptError("Nobody with this id is kept here.")
    return found


@router.get("/people", response=list[PersonOut])
def people(request: HttpRequest) -> list[Answer]:
    """Everybody kept here, in the order of being added."""
    return [views.person(p) for p in everybody()]


@router.get("/people/{person_id}", response={200: PersonOut, 404: Problem})
def person(request: HttpRequest, person_id: str) -> Answer:
    """One person."""
    return views.person(somebody(person_id))


@router.get("/people/{person_id}/today", response={200: TodayOut, 404: Problem})
def today(request: HttpRequest, person_id: str) -> Answer:
    """What is due today, and why."""
    content = desk.programme()
    found = due_today(somebody(person_id), content, desk.now())
    return {
        "day": found.day,
        "week": found.week,
        "due": [{"what": d.what, "why": views.decision(d.why, content)} for d in found.due],
        "advice": [views.decision(d, content) for d in found.advice],
        "next_session": found.next_session,
    }


@router.get("/people/{person_id}/tests", response={200: list[TestOut], 404: Problem})
def tests(request: HttpRequest, person_id: str) -> list[Answer]:
    """Every test, in the order of time; a test that was read again stands there twice."""
    return [views.test(t) for t in _history(person_id).tests]


@router.get("/people/{person_id}/tests/{test_id}", response={200: TestOut, 404: Problem})
def test(request: HttpRequest, person_id: str, test_id: str) -> Answer:
    """One test of this person."""
    return views.test(_of(_history(person_id).tests, test_id, "test"))


@router.get("/people/{person_id}/tests/{test_id}/result", response={200: Result, 404: Problem})
def result(request: HttpRequest, person_id: str, test_id: str) -> Result:
    """The whole `result.json` of a camera test."""
    text = kept_test(somebody(person_id), test_id).result_json
    if not text:
        raise NotKeptError("This test was told in words: it has no result file.")
    return from_json(text)


@router.get("/people/{person_id}/sessions", response={200: list[SessionOut], 404: Problem})
def sessions(request: HttpRequest, person_id: str) -> list[Answer]:
    """Every session, in the order of time."""
    return [views.session(s) for s in _history(person_id).sessions]


@router.get("/people/{person_id}/pain", response={200: list[PainEntryOut], 404: Problem})
def pain(request: HttpRequest, person_id: str) -> list[Answer]:
    """Every pain noted, in the order of time."""
    return [views.pain(e) for e in _history(person_id).pain]


@router.post("/people/{person_id}/pain", response={201: PainEntryOut, 400: Problem, 404: Problem})
def add_pain(request: HttpRequest, person_id: str, told: PainIn) -> Status[Answer]:
    """Note the pain of a moment outside sessions."""
    whose, now = somebody(person_id), desk.now()
    if told.at is not None and not _EARLIEST <= told.at <= now + timedelta(minutes=5):
        raise ImpossibleError("`at` lies before the year 2000 or in the future.")
    at = now if told.at is None else min(told.at.astimezone(UTC), now)
    entry = note_pain(whose, PainTold(told.now, told.worst, told.average, told.where or None), at, now)
    return Status(201, views.pain(entry))


def _history(person_id: str) -> History:
    return history_of(somebody(person_id))


def _of(records: Any, wanted: str, kind: str) -> Any:
    found = next((one for one in records if one.id == wanted), None)
    if found is None:
        raise NotKeptError(f"This person has no {kind} with this id.")
    return found
