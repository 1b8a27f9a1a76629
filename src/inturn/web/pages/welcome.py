"""What this is, and when to stop: pages that ask nothing of anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from inturn.report.words.safety import STOP_LIST
from inturn.web.pages.common import page
from inturn.web.pages.understand import drawing
from inturn.web.people import current_person
from inturn.workflows.people import everybody


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where the app begins: what is next, who it is, or what this is."""
    if current_person(request) is not None:
        return redirect("pages:today")
    return redirect("pages:people") if everybody() else about(request)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this is and is not."""
    return page(request, "about", first=not everybody(), drawing=drawing("hip_turns_inward", "hero"))


@require_safe
def stop(request: HttpRequest) -> HttpResponse:
    """When to stop and see someone."""
    return page(request, "stop", groups=STOP_LIST)
