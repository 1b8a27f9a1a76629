"""How a page is made, and where one goes on to."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme


def page(request: HttpRequest, name: str, section: str = "", /, status: int = 200, **values: Any) -> HttpResponse:
    """A page from its template under `pages/`, standing in a tab of the app ("" = in none)."""
    return render(request, f"pages/{name}.html", {"section": section, **values}, status=status)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, empty or not; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def wanted(request: HttpRequest) -> str:
    """The page of this app one was on the way to; "" where none was named, or one of somebody else's."""
    named = str(request.POST.get("next") or request.GET.get("next") or "")
    return named if url_has_allowed_host_and_scheme(named, allowed_hosts=None) else ""
