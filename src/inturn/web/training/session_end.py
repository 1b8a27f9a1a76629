"""The end of a session, and its summary."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from inturn.errors import ImpossibleError
from inturn.report.days import local, moment
from inturn.report.words.decisions import decision_sentence
from inturn.training.records import SetRecord
from inturn.web import desk
from inturn.web.pages.context import look_of
from inturn.web.pages.units import weight
from inturn.web.people import require_person, the_person
from inturn.web.training.common import AfterForm, page
from inturn.workflows.planning import history_of
from inturn.workflows.screening import clearance_now
from inturn.workflows.session_account import SessionAccount, session_account
from inturn.workflows.session_pain import finish_session


@require_person
@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: HttpRequest, session_id: str) -> HttpResponse:
    """The pain after the session and a few words; then it is ended."""
    person, content, at = the_person(request), desk.programme(), desk.now()
    account = session_account(person, content, session_id)
    form = AfterForm(request.POST if request.method == "POST" else None, initial={"note": account.session.note})
    if request.method == "POST" and form.is_valid():
        try:
            finish_session(person, session_id, form.told(), form.cleaned_data["note"], at)
        except ImpossibleError as error:
            form.add_error(None, str(error))
        else:
            return redirect("training:summary", session_id)
    return page(
        request,
        "finish",
        "session",
        status=422 if form.errors else 200,
        form=form,
        account=account,
        stop=None if account.stop is None else decision_sentence(account.stop, content),
        cleared=clearance_now(history_of(person), content, at) is not None,
        told_after=account.pain_at("after"),
    )


@require_person
@require_safe
def summary(request: HttpRequest, session_id: str) -> HttpResponse:
    """What a session came to."""
    person, content = the_person(request), desk.programme()
    account = session_account(person, content, session_id)
    began = local(person, account.session.started_at)
    return page(
        request,
        "summary",
        "session",
        account=account,
        began=moment(began),
        rows=_rows(request, account),
        done=sum(s.ended == "done" for s in account.session.sets),
        stop=None if account.stop is None else decision_sentence(account.stop, content),
        said=[decision_sentence(d, content) for d in account.said],
        before=account.pain_at("before"),
        during=account.pain_at("during"),
        after=account.pain_at("after"),
    )


def _rows(request: HttpRequest, account: SessionAccount) -> list[dict[str, Any]]:
    units = look_of(request).units
    return [
        {"set": s, "title": _title(s), "load": weight(s.load_kg, units) if s.load_kg else ""}
        for s in account.session.sets
    ]


def _title(done: SetRecord) -> str:
    try:
        return desk.programme().exercise(done.exercise).title
    except KeyError:  # kept under another programme
        return done.exercise.replace("_", " ").capitalize()
