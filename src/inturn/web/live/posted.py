"""The live test without a socket, for browsers that refuse one: the same commands and pictures, each a request."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from inturn.errors import InturnError
from inturn.web.live.registry import registry
from inturn.web.live.running import Running
from inturn.web.people import current_person
from inturn.workflows.live_answer import Plain

PAGE = "HTTP_INTURN_PAGE"
"""Header with a name that the page gave itself: of two pages the one that began last has the test."""


@require_POST
def tell(request: HttpRequest) -> HttpResponse:
    """A command."""

    def work(running: Running) -> Plain:
        text = request.body.decode("utf-8", "replace")
        if '"begin"' in text:
            running.owner = request.META.get(PAGE, "")
        return running.worker.submit(running.command, text).result()

    return _answered(request, work)


@require_POST
def picture(request: HttpRequest) -> HttpResponse:
    """A picture: the body is the JPEG, `time` in seconds and `number` stand in the address."""

    def work(running: Running) -> Plain:
        if running.owner != request.META.get(PAGE, ""):
            return {"elsewhere": True}
        try:
            time_s, number = float(str(request.GET.get("time"))), int(str(request.GET.get("number")))
        except ValueError:
            time_s, number = float("nan"), 0
        return {"frame": number} | running.worker.submit(running.picture, time_s, request.body).result()

    return _answered(request, work)


def _answered(request: HttpRequest, work: Callable[[Running], Plain]) -> HttpResponse:
    person: Any = current_person(request)
    if person is None:
        return JsonResponse({"nobody": True}, status=403)
    try:
        return JsonResponse(work(registry().of(person)))
    except InturnError as error:
        return JsonResponse({"error": str(error)})
    except RuntimeError:  # the thread was ended to make room: the page begins again, with `go_on`
        return JsonResponse({"gone": True})
