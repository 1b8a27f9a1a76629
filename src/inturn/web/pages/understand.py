"""Understand: the programme's short panels, one a page, each with how sure we are."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from inturn.programme.content import Panel
from inturn.programme.hip_internal_rotation import Programme
from inturn.report.figures.pictures import picture
from inturn.report.words.programme import CERTAINTY, READ
from inturn.web import desk
from inturn.web.pages.common import page
from inturn.workflows.people import everybody

_BARS: Final = {"very_low": 1, "low": 2, "moderate": 3, "high": 4}
"""How many of four bars stand for how sure we are."""


@require_safe
def understand(request: HttpRequest, number: int = 1) -> HttpResponse:
    """One panel."""
    content = desk.programme()
    count = len(content.panels)
    if not 1 <= number <= count:
        raise Http404
    panel = content.panels[number - 1]
    return page(
        request,
        "understand",
        panel=panel,
        number=number,
        count=count,
        before=number - 1 or None,
        after=number + 1 if number < count else None,
        drawing=drawing(panel.picture, f"panel-{number}"),
        certainty=CERTAINTY[panel.certainty],
        bars=[n <= _BARS[panel.certainty] for n in range(1, 5)],
        further=_further(content, panel),
        somebody=bool(everybody()),
    )


def drawing(name: str, unique: str) -> str:
    """A drawing of the programme as SVG for a page; "" where there is none. Our own drawing, so it is not escaped."""
    return SafeString(picture(name, unique) or "") if name else ""


def _further(content: Programme, panel: Panel) -> list[tuple[str, str]]:
    """What to read on, and how much of it was read for this."""
    references = dict(content.references)
    keys = dict.fromkeys((panel.origin.source, *panel.further))
    return [(references[k].text, READ[references[k].read]) for k in keys if k in references]
