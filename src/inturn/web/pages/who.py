"""Who uses this: somebody new, who is here now, a made-up person, and being forgotten."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inturn.errors import AlreadyKeptError, ImpossibleError, NotKeptError
from inturn.report.days import day_of, long_day
from inturn.training.records import Person
from inturn.web import desk
from inturn.web.live.registry import registry
from inturn.web.pages.common import page, sent, wanted
from inturn.web.pages.context import Units, look_of
from inturn.web.pages.forms import ChangedForm, PersonForm
from inturn.web.pages.screening import forget_answers
from inturn.web.pages.traces import forget_in_browsers
from inturn.web.pages.units import typed_length
from inturn.web.people import require_person, the_person, use_nobody, use_person
from inturn.workflows.demo_person import add_demo_person
from inturn.workflows.people import add_person, change_person, everybody, forget_person, kept_of

_DEMO = "Demo"
_TAKEN = gettext_lazy("Somebody of that name is kept here already. Choose another name.")


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody kept here, to choose from."""
    found = everybody()
    if not found:
        return redirect("pages:home")
    rows = [(person, _last_here(person)) for person in sorted(found, key=lambda p: p.name.casefold())]
    return page(request, "people", people=rows, demo=any(p.name == _DEMO for p in found), next=wanted(request))


def _last_here(person: Person) -> str:
    """The day of the newest record, where the person lives; "" before the first one."""
    newest = kept_of(person).newest
    return "" if newest is None else long_day(day_of(person, newest))


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
            form.add_error("name", _TAKEN)
        except ImpossibleError as error:
            form.add_error("name", str(error))
        else:
            use_person(request, person)
            return redirect("pages:screening")
    return page(request, "person_new", form=form, status=422 if form.errors else 200)


@require_person
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Correct the name, height or time zone of the person in use."""
    person, units = the_person(request), look_of(request).units
    now = {"name": person.name, "height": _typed(person.height_m, units), "time_zone": person.time_zone}
    form = ChangedForm(sent(request), units=units, initial=now)
    touched: Any = form.changed_data if request.method == "POST" else ()
    if request.method == "POST" and form.is_valid():
        got = form.cleaned_data
        height_m = person.height_m if "height" not in touched else got["height"]
        try:
            change_person(person, desk.now(), name=got["name"], time_zone=got["time_zone"], height_m=height_m)
        except AlreadyKeptError:
            form.add_error("name", _TAKEN)
        except ImpossibleError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("Changed."))
            return redirect("pages:settings")
    return page(request, "person_change", "settings", form=form, status=422 if form.errors else 200)


def _typed(height_m: float | None, units: Units) -> float | None:
    """As one would type it: whole numbers without a point."""
    typed = None if height_m is None else typed_length(height_m, units)
    return round(typed) if typed is not None and typed.is_integer() else typed


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
