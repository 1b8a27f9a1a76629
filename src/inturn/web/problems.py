"""A foreseen failure on a page: its sentence and a way on, with the status that fits; nothing entered is lost."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from inturn.errors import (
    AlreadyKeptError,
    ClearanceError,
    InputError,
    InturnError,
    NoTestError,
    NotKeptError,
)

_STATUS: Final[tuple[tuple[type[InturnError], int], ...]] = (
    (NotKeptError, 404),
    (ClearanceError, 409),
    (AlreadyKeptError, 409),
    (NoTestError, 422),
    (InputError, 400),
)


def status_of(error: InturnError) -> int:
    """The HTTP status that fits an error: the person's matter 4xx, this machine's 500."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


class told_calmly:  # noqa: N801 - a middleware is named in a list, as a function would be
    """Middleware that makes a page of every InturnError a view raises."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a foreseen failure; None for others, which Django answers with its own."""
        if not isinstance(error, InturnError):
            return None
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": str(error)}, status=status_of(error))
        if isinstance(error, ClearanceError):
            messages.warning(request, str(error))
            return redirect("pages:screening")
        return render(request, "problem.html", {"sentence": str(error), "section": ""}, status=status_of(error))
