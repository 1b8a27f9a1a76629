"""A guided session: what stands before it, its beginning, and the step that is due now."""

from collections.abc import Sequence
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from inturn.errors import AlreadyKeptError, ClearanceError, ImpossibleError
from inturn.programme.coach_file import load_coach
from inturn.programme.content import Exercise
from inturn.programme.hip_internal_rotation import Programme
from inturn.report.words.decisions import all_said, decision_sentence
from inturn.report.words.doses import how, planned_set, prescribed
from inturn.training.records import History, PlannedSet
from inturn.training.today import Today
from inturn.web import desk
from inturn.web.animations import films_of
from inturn.web.pages.context import look_of
from inturn.web.pages.forms import PainForm, SideForm, SupportForm
from inturn.web.pages.understand import drawing
from inturn.web.pages.units import weight
from inturn.web.people import require_clearance, require_person, the_person
from inturn.web.training.common import HurtsForm, SetForm, page
from inturn.workflows.pacing import set_pace
from inturn.workflows.planning import due_today, history_of, plan_of
from inturn.workflows.screening import required_clearance
from inturn.workflows.session import OpenSession, Refused, begin_session, resume_session
from inturn.workflows.session_account import retest_of, session_account
from inturn.workflows.session_pain import may_go_on

_NOTES: Final = ("pain_next_morning", "psfs", "rmdq")
"""Due beside a session, and no reason against one."""
_QUESTIONS: Final = ("screen_full", "screen_short")


@require_person
@require_safe
def session(request: HttpRequest) -> HttpResponse:
    """The step that is due now, the beginning, or why there is no session."""
    person, content, at = the_person(request), desk.programme(), desk.now()
    history = history_of(person)
    try:
        going = resume_session(history, content, at)
    except ClearanceError:
        messages.warning(request, _("Your answers changed or no longer hold: the session was ended as it stands."))
        return redirect("pages:today")
    if going is not None:
        if going.next is None or not may_go_on(going, content, at):
            return redirect("training:finish", going.record.id)
        return step_page(request, going, history)
    due = due_today(person, content, at)
    if any(due.has(name) for name in _QUESTIONS) and due.has("session"):
        return redirect(f"{reverse('pages:screening')}?{urlencode({'next': reverse('training:session')})}")
    if not due.has("session"):
        return _none(request, due, history)
    return begin_page(request, PainForm())


@require_person
@require_clearance
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin, on the pain told."""
    person, content, at = the_person(request), desk.programme(), desk.now()
    foreign = request.POST.get("person", person.id) != person.id  # a page from before the person was changed
    if foreign:
        messages.warning(request, _("That page belongs to somebody else; nothing was kept."))
    if foreign or not due_today(person, content, at).has("session"):
        return redirect("training:session")
    form = PainForm(request.POST)
    if not form.is_valid():
        return begin_page(request, form)
    history = history_of(person)
    try:
        begun = begin_session(history, content, required_clearance(history, content, at), form.told(), at)
    except ImpossibleError as error:
        form.add_error(None, str(error))
        return begin_page(request, form)
    except AlreadyKeptError:
        return redirect("training:session")
    if isinstance(begun, Refused):
        why = [s.text for s in all_said(begun.decisions, content)]
        return page(request, "no_session", "session", why=why, last=None, kept=True)
    return redirect("training:session")


def begin_page(request: HttpRequest, form: PainForm) -> HttpResponse:
    """Pain before, and what today's session holds."""
    person, content, at = the_person(request), desk.programme(), desk.now()
    plan = plan_of(person, content, at)
    exercises = list(dict.fromkeys(s.exercise for s in plan.prescription.sets))
    return page(
        request,
        "begin",
        "session",
        status=422 if form.errors else 200,
        form=form,
        exercises=[_planned(content.exercise(e), plan.prescription.sets) for e in exercises],
        minutes=round(plan.seconds / 60),
        why=[s.text for s in all_said(plan.prescription.decisions, content)],
    )


def step_page(
    request: HttpRequest, run: OpenSession, history: History, form: Any = None, hurts: HurtsForm | None = None
) -> HttpResponse:
    """The page of the step that is due: a set, or the retest. `form`, `hurts`: as typed, where something is wrong."""
    status = 422 if form is not None or hurts is not None else 200
    place = {"run": run, "position": run.record.position, "number": run.record.position + 1, "of": len(run.steps)}
    step = run.next
    if step is None:
        return redirect("training:finish", run.record.id)
    if step.planned is None:
        return _retest_page(request, run, history, form, status, place)
    content = desk.programme()
    exercise, planned = content.exercise(step.planned.exercise), step.planned
    pace = set_pace(planned, exercise)
    return page(
        request,
        "set",
        "session",
        status,
        **place,
        exercise=exercise,
        planned=planned,
        amount=planned_set(planned, exercise.title).removeprefix(exercise.title).partition(": ")[2],
        weight=weight(planned.load_kg, look_of(request).units) if planned.load_kg else "",
        how=how(exercise.dose),
        pace=pace,
        phases=[{"name": p.name, "seconds": p.seconds} for p in pace.phases],
        rest_s=_rest_before(run),
        form=form or SetForm(planned=planned, loadable=exercise.loadable),
        hurts=hurts or HurtsForm(),
        hurts_open=hurts is not None,
        films=films_of(exercise.id),
        best_view=best_view(exercise.id),
        drawing=drawing(exercise.picture, "exercise"),
    )


def best_view(exercise: str) -> str:
    """From where a camera sees most of an exercise; "" for one that the coach does not know."""
    return next((e.views[0] for e in load_coach().exercises if e.id == exercise), "")


def _retest_page(
    request: HttpRequest, run: OpenSession, history: History, form: Any, status: int, place: dict[str, Any]
) -> HttpResponse:
    content, units = desk.programme(), look_of(request).units
    found = retest_of(history.tests, run.record)
    told = [] if found is None else session_account(history.person, content, run.record.id).said
    sides = [SideForm(side=side, units=units) for side in run.retest_sides]
    support = SupportForm(needed=run.clearance.support_needed)
    if form is not None:
        support, sides = form
    return page(
        request,
        "retest",
        "session",
        status,
        **place,
        taken=found,
        said=[decision_sentence(d, content) for d in told],
        sides=sides,
        support=support,
    )


def _rest_before(run: OpenSession) -> float:
    """The rest that the set before asked for (s); 0 after one that was not done."""
    before = run.record.position - 1
    done = run.record.sets[-1:] if before >= 0 and run.steps[before].planned is not None else ()
    planned = run.steps[before].planned if before >= 0 else None
    return planned.rest_s if planned is not None and done and done[0].ended == "done" else 0.0


def _planned(exercise: Exercise, sets: Sequence[PlannedSet]) -> dict[str, Any]:
    return {"title": exercise.title, "needs": ", ".join(exercise.needs), "lines": prescribed(exercise, sets)}


def _none(request: HttpRequest, due: Today, history: History) -> HttpResponse:
    content: Programme = desk.programme()
    why = [decision_sentence(d.why, content) for d in due.due if d.what not in _NOTES]
    last = next((s for s in reversed(history.sessions) if s.ended_at is not None), None)
    return page(request, "no_session", "session", why=why, last=last, kept=False)
