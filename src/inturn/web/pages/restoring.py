"""A backup brought back: all of it in the place of everything kept here, or nothing."""

import shutil
import tempfile
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from inturn.errors import InputError, NewerError, StoreError
from inturn.web import desk
from inturn.web.live.registry import registry
from inturn.web.pages.common import page, sent
from inturn.web.pages.forms import RestoreForm
from inturn.web.pages.screening import forget_answers
from inturn.workflows.keeping import bring_back
from inturn.workflows.people import everybody

_NAME = "backup.zip"


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest) -> HttpResponse:
    """Choose a backup, and bring it back once it was looked through."""
    form = RestoreForm(sent(request), request.FILES or None)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            people = _brought_back(form.cleaned_data["backup"])
        except (InputError, NewerError) as error:
            refused = str(error)
        else:
            forget_answers(request)
            told = ngettext("The backup is back: %(n)d person.", "The backup is back: %(n)d people.", people)
            messages.success(request, told % {"n": people})
            return redirect("pages:people")
    status = 422 if form.errors or refused else 200
    return page(
        request, "restore", "settings", form=form, refused=refused, anybody=bool(everybody()), status=status
    )  # fmt: skip


def _brought_back(sent_in: UploadedFile) -> int:
    """How many people are kept now. Raises InputError, NewerError (nothing was changed), StoreError."""
    here = desk.desk()
    aside = Path(tempfile.mkdtemp(prefix="restore-", dir=here.folder / "incoming"))
    file = aside / _NAME
    try:
        try:
            with file.open("wb") as out:
                for piece in sent_in.chunks(1 << 20):
                    out.write(piece)
        except OSError as error:
            raise StoreError(gettext("The backup cannot be written: is the disk full? Nothing was changed.")) from error
        registry().close()  # tests under way are put aside: they go on where their person is kept again
        return bring_back(here.settings.database_url, file, desk.now()).people
    except (InputError, NewerError) as error:
        raise type(error)(str(error).replace(str(file), sent_in.name or _NAME)) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
