"""What is told of a step while the session runs: a set, a pain in the middle of it, the retest."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inturn.errors import ClearanceError, ImpossibleError
from inturn.report.words.decisions import decision_sentence
from inturn.training.records import History
from inturn.web import desk
from inturn.web.pages.context import look_of
from inturn.web.pages.forms import SideForm, SupportForm
from inturn.web.people import require_person, the_person
from inturn.web.training.common import HurtsForm, SetForm
from inturn.web.training.session import step_page
from inturn.workflows.planning import history_of
from inturn.workflows.session import OpenSession, SetTold, keep_retest, keep_set, pass_retest, resume_session
from inturn.workflows.session_pain import it_hurts, may_go_on


@require_person
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the set as it was told, or as skipped."""
    run, history = _due(request)
    if run is None or run.next is None or run.next.planned is None:
        return redirect("training:session")
    content = desk.programme()
    planned = run.next.planned
    if request.POST.get("skip"):
        run, stop = keep_set(run, content, SetTold(skipped=True), desk.now())
        return _onward(run)
    form = SetForm(request.POST, planned=planned, loadable=content.exercise(planned.exercise).loadable)
    if not form.is_valid():
        return step_page(request, run, history, form)
    try:
        run, stop = keep_set(run, content, form.told(), desk.now())
    except ImpossibleError as error:
        form.add_error(None, str(error))
        return step_page(request, run, history, form)
    return redirect("training:finish", run.record.id) if stop is not None else _onward(run)


@require_person
@require_POST
def hurts(request: HttpRequest) -> HttpResponse:
    """A pain in the middle of a set: kept at once; the pain rule says whether to go on."""
    run, history = _due(request)
    if run is None or run.next is None or run.next.planned is None:
        return redirect("training:session")
    form = HurtsForm(request.POST)
    if not form.is_valid():
        return step_page(request, run, history, hurts=form)
    try:
        run, stop = it_hurts(run, desk.programme(), form.told(run.next.planned), desk.now())
    except ImpossibleError as error:
        form.add_error(None, str(error))
        return step_page(request, run, history, hurts=form)
    if stop is not None:
        return redirect("training:finish", run.record.id)
    messages.info(request, _("Noted. Go on gently, or skip this set; stop whenever you want to."))
    return _onward(run)


@require_person
@require_POST
def retest(request: HttpRequest) -> HttpResponse:
    """The test right after the release: told, taken already, or left out."""
    run, history = _due(request)
    if run is None or run.next is None or run.next.planned is not None:
        return redirect("training:session")
    content, units = desk.programme(), look_of(request).units
    if request.POST.get("skip"):
        return _onward(pass_retest(run, desk.now()))
    sides = [SideForm(request.POST, side=side, units=units) for side in run.retest_sides]
    support = SupportForm(request.POST, needed=run.clearance.support_needed)
    if not all([support.is_valid(), *(s.is_valid() for s in sides)]):
        return step_page(request, run, history, (support, sides))
    try:
        run, said = keep_retest(run, history, content, [s.told() for s in sides], support.told(), desk.now())
    except ImpossibleError as error:
        support.add_error(None, str(error))
        return step_page(request, run, history, (support, sides))
    for decision in said:
        messages.info(request, decision_sentence(decision, content))
    return _onward(run)


def _due(request: HttpRequest) -> tuple[OpenSession | None, History]:
    """The session under way, where the page that was sent is the one that is due; None otherwise, and why is said."""
    history = history_of(the_person(request))
    try:
        run = resume_session(history, desk.programme(), desk.now())
    except ClearanceError:
        messages.warning(request, _("Your answers changed or no longer hold: the session was ended as it stands."))
        return None, history
    if run is None:
        messages.warning(request, _("No session is under way (any more). What was kept so far stays kept."))
        return None, history
    if request.POST.get("session") != run.record.id:  # another person's page, or yesterday's
        messages.warning(request, _("That page belongs to another session; nothing was kept."))
        return None, history
    if request.POST.get("position") != str(run.record.position):
        messages.warning(request, _("That step was kept already, perhaps in another tab. Here is the one that is due."))
        return None, history
    return run, history


def _onward(run: OpenSession) -> HttpResponse:
    """To the next step; to the end where all is done or something told asks for the questions first."""
    if run.next is None or not may_go_on(run, desk.programme(), desk.now()):
        return redirect("training:finish", run.record.id)
    return redirect("training:session")
