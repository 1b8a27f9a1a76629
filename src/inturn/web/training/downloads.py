"""Reports and exports to download."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from inturn.web import desk
from inturn.web.people import require_person, the_person
from inturn.web.training.common import page
from inturn.workflows.downloads import Download, download
from inturn.workflows.planning import history_of
from inturn.workflows.screening import clearance_now

_GROUPS: Final = (
    (_("Progress"), _("What changed beyond error, with its charts."), ("progress.pdf", "progress.html")),
    (_("For a clinician"), _("Every test with its errors, what was left out and why, doses, decisions."),
     ("clinician.pdf", "clinician.html")),
    (_("To take home"), _("The exercises with pictures, the doses, when to stop."),
     ("home-sheet.pdf", "home-sheet.html")),
    (_("Calendar"), _("Sessions and tests of the next four weeks, in the evening."), ("calendar.ics",)),
    (_("All data, as tables"), _("Everything kept, for a spreadsheet or a statistics program."),
     ("tables-csv.zip", "tables-parquet.zip")),
    (_("All data, as a health record"), _("A FHIR R4B bundle; Inturn can read it back."),
     ("health-record.fhir.json",)),
)  # fmt: skip
_NEEDS_CLEARANCE: Final = frozenset({"home-sheet.pdf", "home-sheet.html", "calendar.ics"})


@require_person
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """What can be downloaded."""
    cleared = clearance_now(history_of(the_person(request)), desk.programme(), desk.now()) is not None
    groups = [
        {"title": title, "text": text, "files": files, "waits": not cleared and files[0] in _NEEDS_CLEARANCE}
        for title, text, files in _GROUPS
    ]
    return page(request, "downloads", "progress", groups=groups)


@require_person
@require_safe
def file(request: HttpRequest, name: str) -> HttpResponse:
    """One of them."""
    return attached(download(the_person(request), desk.programme(), name, desk.now()))


def attached(found: Download) -> HttpResponse:
    """A file to keep, never shown in the app's own name."""
    return HttpResponse(
        found.content,
        content_type=found.media_type,
        headers={"Content-Disposition": f'attachment; filename="{found.name}"'},
    )
