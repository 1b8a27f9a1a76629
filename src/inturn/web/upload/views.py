"""Pages of a clip sent in: choose it, see how far it is, and on to the test it became."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inturn.web import desk
from inturn.web.configuration import LARGEST_CLIP_BYTES
from inturn.web.people import require_person, the_person
from inturn.web.upload.clips import place
from inturn.web.upload.forms import ClipForm
from inturn.web.upload.taking import take_in
from inturn.web.upload.told import Told


@require_person
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose a clip, tell a few words, send it; `?occasion=retest` ticks that it was filmed right after the release."""
    retest = request.GET.get("occasion") == "retest"
    person, now = the_person(request), desk.now()
    form = ClipForm(request.POST or None, request.FILES or None, person=person, now=now, retest=retest)
    if request.method == "POST" and form.is_valid():
        clip_id = take_in(desk.desk(), form.cleaned_data["clip"], _told(request, form.cleaned_data))
        address = reverse("upload:clip", args=[clip_id])
        if request.headers.get("X-Requested-With") == "fetch":
            return HttpResponse(status=201, headers={"Location": address})
        return redirect(address)
    values = {"form": form, "section": "test", "largest": LARGEST_CLIP_BYTES, "opened": retest or bool(form.errors)}
    return render(request, "upload/new.html", values, status=422 if form.errors else 200)


def _told(request: HttpRequest, got: dict[str, Any]) -> Told:
    return Told(
        person_id=the_person(request).id,
        file="",
        at=got["filmed"].isoformat(),
        mirrored=got["mirrored"],
        occasion="retest" if got["retest"] else "day",
        support=got["support"],
        pain_left=got["left_pain"],
        pain_right=got["right_pain"],
        where_left=got["left_where"] or None,
        where_right=got["right_where"] or None,
    )


@require_person
@require_safe
def clip(request: HttpRequest, clip_id: str) -> HttpResponse:
    """How far a clip is; htmx asks for the inner part once a second."""
    here = desk.desk()
    folder = place(here.folder / "clips", clip_id)
    found = None if folder is None else here.clips.state(folder, the_person(request).id)
    if found is None:
        raise Http404(_("This clip is not known. If it was measured, the test stands among your tests."))
    told, state = found
    inner = bool(getattr(request, "htmx", False))
    values = {"told": told, "state": state, "section": "test", "clip_id": clip_id}
    if inner and state.phase in {"done", "failed"}:
        # the whole page again, so that its title and what it reads out are right
        return HttpResponse(headers={"HX-Refresh": "true"})
    if state.phase == "done":
        return redirect("training:test", state.test_id)
    return render(request, "upload/part.html" if inner else "upload/state.html", values)
