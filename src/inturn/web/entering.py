"""Coming in: a one-time link lets a browser in, a cookie lets it stay; everybody else meets a closed door."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from inturn.web import desk

KEY: Final = "came_in"
PATH: Final = "/enter"
_OPEN: Final = (PATH, "/alive")


def came_in(request: HttpRequest) -> bool:
    """True where this browser came in by a link."""
    return request.session.get(KEY) is True


def only_who_came_in(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that answers nobody else but at the door."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path in _OPEN or came_in(request):
            return get_response(request)
        return _closed(request)

    return middleware


@require_GET
def enter(request: HttpRequest) -> HttpResponse:
    """The door: a good secret is used up, and the browser stays in."""
    if not came_in(request):
        if not desk.desk().doors.use(str(request.GET.get("key", "")), desk.now()):
            return _closed(request)
        request.session.cycle_key()
        request.session[KEY] = True
    return redirect("/")


@require_GET
def alive(_: HttpRequest) -> HttpResponse:
    """Says that the app runs; a page that lost the connection asks it."""
    return HttpResponse(status=204)


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "closed.html", status=403)
