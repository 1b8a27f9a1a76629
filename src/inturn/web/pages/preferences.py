"""Settings: how this browser wants its pages, what is kept here and where, a copy of it all."""

import shutil
import tempfile
from collections.abc import AsyncGenerator
from pathlib import Path

from asgiref.sync import sync_to_async
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from inturn.web import desk
from inturn.web.pages.common import page, sent
from inturn.web.pages.context import look_of
from inturn.web.pages.forms import LooksForm
from inturn.web.people import current_person
from inturn.workflows.keeping import back_up
from inturn.workflows.people import kept_of


class Handed(FileResponse):
    """A file handed out piece by piece; Django itself would read the whole of it into memory, and warn of that."""

    block_size = 1 << 20

    async def __aiter__(self) -> AsyncGenerator[bytes]:
        pieces = iter(self)
        while (piece := await sync_to_async(next)(pieces, None)) is not None:
            yield piece


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """The settings, and changing how this browser wants its pages."""
    look = look_of(request)
    chosen = {"theme": look.theme, "large": look.large, "voice": look.voice, "units": look.units}
    form = LooksForm(sent(request), initial=chosen)
    if request.method == "POST" and form.is_valid():
        request.session.update(form.cleaned_data)
        messages.success(request, gettext("Changed."))
        return redirect("pages:settings")
    person = current_person(request)
    return page(
        request,
        "settings",
        "settings",
        form=form,
        kept=None if person is None else kept_of(person),
        folder=desk.desk().settings.data_folder,
        status=422 if form.errors else 200,
    )


@require_POST
def backup(_: HttpRequest) -> FileResponse:
    """Everything kept here, of everybody, as one file to put away."""
    at = desk.now()
    folder = Path(tempfile.mkdtemp(prefix="inturn-backup-"))
    try:
        name = f"inturn-{at:%Y-%m-%d}-backup.zip"
        back_up(desk.desk().settings.database_url, folder / name, at)
        # The name goes at once and the data with the last reader: nothing is left behind.
        answer = Handed((folder / name).open("rb"), as_attachment=True, filename=name)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return answer
