"""What one notes between sessions: pain, the morning after, one's own activities, a questionnaire's score."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inturn.errors import ImpossibleError, NotKeptError
from inturn.report.words.decisions import decision_sentence
from inturn.web import desk
from inturn.web.pages.common import page, sent
from inturn.web.pages.forms import ActivityForm, PainForm, ScoreForm
from inturn.web.people import require_person, the_person
from inturn.workflows import noting

_ACTIVITIES: Final = 3
_asked = require_http_methods(["GET", "HEAD", "POST"])


@require_person
@_asked
def pain(request: HttpRequest) -> HttpResponse:
    """Pain of this moment."""
    form = PainForm(sent(request))
    if request.method == "POST" and form.is_valid():
        at = desk.now()
        try:
            noting.note_pain(the_person(request), form.told(), at, at)
        except ImpossibleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Noted."))
            return redirect("pages:today")
    return _pain_page(request, form, morning=False)


@require_person
@_asked
def morning(request: HttpRequest) -> HttpResponse:
    """Pain of the morning after a session."""
    form = PainForm(sent(request))
    if request.method == "POST" and form.is_valid():
        at, content = desk.now(), desk.programme()
        try:
            _entry, said = noting.note_morning(the_person(request), content, form.told(), at, at)
        except (ImpossibleError, NotKeptError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, decision_sentence(said, content))
            return redirect("pages:today")
    return _pain_page(request, form, morning=True)


@require_person
@_asked
def activities(request: HttpRequest) -> HttpResponse:
    """Up to three activities of the person's own, each from 0 to 10."""
    person, measure = the_person(request), desk.programme().measure("psfs")
    known = noting.activities(person)
    forms = [
        ActivityForm(sent(request), prefix=f"a{n}", initial={"name": known[n] if n < len(known) else ""})
        for n in range(_ACTIVITIES)
    ]
    refused = ""
    if request.method == "POST" and all([f.is_valid() for f in forms]):
        values = [(f.cleaned_data["name"], float(f.cleaned_data["ability"])) for f in forms if f.cleaned_data["name"]]
        refused = _keep(request, lambda: noting.note_score(person, "psfs", values, desk.now(), desk.now()))
        if not refused:
            return redirect("pages:today")
    wrong = bool(refused) or any(f.errors for f in forms)
    return page(
        request, "activities", "today", forms=forms, measure=measure, refused=refused, status=422 if wrong else 200
    )


@require_person
@_asked
def score(request: HttpRequest) -> HttpResponse:
    """The score of a questionnaire that was filled in on its own form."""
    person, measure = the_person(request), desk.programme().measure("rmdq")
    form = ScoreForm(sent(request), measure=measure)
    if request.method == "POST" and form.is_valid():
        values = [("score", float(form.cleaned_data["score"]))]
        refused = _keep(request, lambda: noting.note_score(person, "rmdq", values, desk.now(), desk.now()))
        if not refused:
            return redirect("pages:today")
        form.add_error(None, refused)
    return page(request, "score", "today", form=form, measure=measure, status=422 if form.errors else 200)


def _pain_page(request: HttpRequest, form: PainForm, *, morning: bool) -> HttpResponse:
    return page(request, "pain", "today", form=form, morning=morning, status=422 if form.errors else 200)


def _keep(request: HttpRequest, write: Callable[[], object]) -> str:
    """Write a score; "" when it was kept, else why not."""
    try:
        write()
    except ImpossibleError as error:
        return str(error)
    messages.success(request, _("Noted."))
    return ""
