"""Test and coach without a socket, for browsers that refuse one: the same commands and pictures, each a request."""

import logging
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from inturn.errors import InturnError
from inturn.training.records import Person
from inturn.web.live.coaching import Coaching
from inturn.web.live.registry import registry
from inturn.web.live.running import Running
from inturn.web.live.work import EndedError, submitted, unforeseen
from inturn.web.people import current_person
from inturn.workflows.live_answer import Plain

PAGE = "HTTP_INTURN_PAGE"
"""Header with a name that the page gave itself: of two pages the one that began last has the test."""


@require_POST
def tell(request: HttpRequest) -> HttpResponse:
    """A command of the test."""
    return _answered(request, registry().of, _tell(request))


@require_POST
def picture(request: HttpRequest) -> HttpResponse:
    """A picture of the test: the body is the JPEG, `time` in seconds and `number` stand in the address."""
    return _answered(request, registry().of, _picture(request))


@require_POST
def coach_tell(request: HttpRequest) -> HttpResponse:
    """A command of a set."""
    return _answered(request, registry().coach_of, _tell(request))


@require_POST
def coach_picture(request: HttpRequest) -> HttpResponse:
    """A picture of a set, as for the test."""
    return _answered(request, registry().coach_of, _picture(request))


Work = Callable[[Running | Coaching], Plain]
_log = logging.getLogger("inturn.web.live")


def _tell(request: HttpRequest) -> tuple[Plain, Work]:
    """What the answer is about, and the work."""
    text = request.body.decode("utf-8", "replace")

    def work(running: Running | Coaching) -> Plain:
        if '"begin"' in text:
            running.owner = request.META.get(PAGE, "")
        return submitted(running.worker, running.command, text).result()

    return {"do": True}, work


def _picture(request: HttpRequest) -> tuple[Plain, Work]:
    """What the answer is about, and the work."""
    try:
        time_s, number = float(str(request.GET.get("time"))), int(str(request.GET.get("number")))
    except ValueError:
        time_s, number = float("nan"), 0
    jpeg = request.body

    def work(running: Running | Coaching) -> Plain:
        if running.owner != request.META.get(PAGE, ""):
            return {"elsewhere": True}
        doing = submitted(running.worker, running.picture, time_s, jpeg)
        submitted(running.worker, _settled, running)
        return doing.result()

    return {"frame": number}, work


def _answered(
    request: HttpRequest, find: Callable[[Person], Running | Coaching], asked: tuple[Plain, Work]
) -> HttpResponse:
    """Do it and answer as the socket does (`inturn.web.live.consumer`): what goes wrong is told and ends nothing."""
    person: Any = current_person(request)
    if person is None:
        return JsonResponse({"nobody": True}, status=403)
    about, work = asked
    try:
        told = work(find(person))
    except InturnError as error:
        told = {"error": str(error)}
    except EndedError:  # the page begins again, with `go_on`
        told = {"gone": True}
    except Exception:  # noqa: BLE001 - an answer without words would look like a lost connection
        _log.exception("a posted picture or command")
        told = {"error": unforeseen(about)}
    return JsonResponse(about | told)


def _settled(running: Running | Coaching) -> None:
    """What nobody waits for; the answer is on its way already."""
    try:
        running.settle()
    except Exception:  # noqa: BLE001 - it is tried again after the next pictures
        _log.exception("a test to be put aside")
