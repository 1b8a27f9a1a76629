"""Who uses the app: the person in use, and views that need one, or need one who may train.

The session holds the id of a person who is kept here; pages that change it use `use_person` and `use_nobody`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from inturn.errors import ClearanceError
from inturn.training.records import History, Person
from inturn.web import desk
from inturn.workflows.people import everybody
from inturn.workflows.screening import required_clearance

KEY: Final = "person"
_FOUND: Final = "_inturn_person"

View = Callable[..., HttpResponse]


def current_person(request: HttpRequest) -> Person | None:
    """The person in use; None where nobody was chosen, or the one chosen is kept no more."""
    if not hasattr(request, _FOUND):
        chosen = request.session.get(KEY)
        person = next((p for p in everybody() if p.id == chosen), None) if isinstance(chosen, str) else None
        setattr(request, _FOUND, person)
    return cast("Person | None", getattr(request, _FOUND))


def use_person(request: HttpRequest, person: Person) -> None:
    """From now on this browser is used by this person."""
    request.session[KEY] = person.id
    setattr(request, _FOUND, person)


def use_nobody(request: HttpRequest) -> None:
    """From now on this browser is used by nobody."""
    request.session.pop(KEY, None)
    setattr(request, _FOUND, None)


def the_person(request: HttpRequest) -> Person:
    """The person in use, in a view behind `require_person`."""
    return cast("Person", current_person(request))


def history_of(request: HttpRequest) -> History:
    """Everything kept of the person in use, results of tests left out."""
    from inturn.workflows.planning import history_of as kept_history

    return kept_history(the_person(request))


def require_person(view: View) -> View:
    """A view for the person in use; without one the browser is sent to choose."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if current_person(request) is None:
            return redirect(_with_next("pages:people", request))
        return view(request, *args, **kwargs)

    return inner


def require_clearance(view: View) -> View:
    """A view for a person whose safety questions are answered and allow it; others are sent to the questions."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            required_clearance(history_of(request), desk.programme(), desk.now(), do="")
        except ClearanceError as error:
            messages.warning(request, str(error))
            return redirect(_with_next("pages:screening", request))
        return view(request, *args, **kwargs)

    return require_person(inner)


def _with_next(name: str, request: HttpRequest) -> str:
    return f"{reverse(name)}?{urlencode({'next': request.path})}"
