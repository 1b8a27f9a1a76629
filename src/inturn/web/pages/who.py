"""Who uses this: somebody new, who is here now, a made-up person, and being forgotten."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inturn.errors import AlreadyKeptError, ImpossibleError, NotKeptError
from inturn.web import desk
from inturn.web.live.registry import registry
from inturn.web.pages.common import page, sent, wanted
from inturn.web.pages.context import look_of
from inturn.web.pages.forms import PersonForm
from inturn.web.pages.screening import forget_answers
from inturn.web.pages.traces import forget_in_browsers
from inturn.web.people import require_person, the_person, use_nobody, use_person
from inturn.workflows.demo_person import add_demo_person
from inturn.workflows.people import add_person, everybody, forget_person, kept_of

_DEMO = "Demo"


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody kept here, to choose from."""
    found = everybody()
    if not found:
        return redirect("pages:home")
    return page(request, "people", people=found, demo=any(p.name == _DEMO for p in found), next=wanted(request))


@require_POST
def use(request: HttpRequest) -> HttpResponse:
    """From now on it is this person who uses the app in this browser."""
    named = request.POST.get("person", "")
    person = next((p for p in everybody() if p.id == named), None)
    if person is None:
        raise NotKeptError(_("This person is not kept here any more. Choose again."))
    use_person(request, person)
    return redirect(wanted(request) or "pages:today")


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Somebody new."""
    units = look_of(request).units
    form = PersonForm(sent(request), units=units, initial={"time_zone": desk.desk().settings.time_zone})
    if request.method == "POST" and form.is_valid():
        got = form.cleaned_data
        try:
            person = add_person(
                got["name"], desk.now(), adult=got["adult"], time_zone=got["time_zone"], height_m=got["height"]
            )
        except AlreadyKeptError:
            form.add_error("name", _("Somebody of that name is kept here already. Choose another name."))
        except ImpossibleError as error:
            form.add_error("name", str(error))
        else:
            use_person(request, person)
            return redirect("pages:screening")
    return page(request, "person_new", form=form, status=422 if form.errors else 200)


@require_POST
def demo(request: HttpRequest) -> HttpResponse:
    """Look around with a made-up person; made once, found again later."""
    found = next((p for p in everybody() if p.name == _DEMO), None)
    use_person(
        request, found or add_demo_person(_DEMO, desk.programme(), desk.desk().settings.time_zone, desk.now()).person
    )
    return redirect("pages:today")


@require_person
@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: HttpRequest) -> HttpResponse:
    """Remove the person in use and everything kept of them, after being asked once more."""
    person = the_person(request)
    wrong = False
    if request.method == "POST":
        if request.POST.get("name", "").strip() == person.name:
            registry().forget(person)
            gone = forget_person(person)
            use_nobody(request)
            forget_answers(request)
            request.session.save()
            forget_in_browsers(person.id, desk.desk().folder / "sessions", settings.SESSION_COOKIE_NAME)
            return page(request, "forgotten", name=person.name, gone=gone)
        wrong = True
    return page(request, "forget", "settings", kept=kept_of(person), wrong=wrong, status=422 if wrong else 200)
