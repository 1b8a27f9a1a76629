"""Progress: what changed beyond error, and the charts one can walk through."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from inturn.report.charts.svg import explorable
from inturn.report.days import local, moment
from inturn.report.html import NARROW, WIDE
from inturn.report.progress_charts import progress_charts
from inturn.report.progress_page import CHARTS
from inturn.report.progress_view import ProgressView, progress_view
from inturn.report.words.change import SCORES
from inturn.report.words.progress import CAPTIONS, LABELS, remarks
from inturn.training.records import History
from inturn.web import desk
from inturn.web.people import require_person, the_person
from inturn.web.training.common import page
from inturn.workflows.progress import progress_facts

_NEWEST = 8


@require_person
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Where somebody stands."""
    facts = progress_facts(the_person(request), desk.programme(), desk.now())
    view = progress_view(facts)
    drawings = progress_charts(facts.history, facts.programme, facts.target, view.days)
    return page(
        request,
        "progress",
        "progress",
        v=view,
        t=LABELS,
        charts=[_chart(name, drawings[name], view) for name in CHARTS if name in drawings],
        remarks=remarks(facts.progress),
        sessions=_sessions(facts.history),
    )


def _chart(name: str, draw: Any, view: ProgressView) -> dict[str, Any]:
    """A chart in both sizes, with its heading, caption and table."""
    tables = {"range": view.range_table, "self": view.self_table, "pain": view.score_table,
              "adherence": view.weeks_table}  # fmt: skip
    return {
        "name": name,
        "title": SCORES[name][0] if name in SCORES else LABELS[name],
        "wide": drawn(draw(WIDE, f"{name}-wide")),
        "narrow": drawn(draw(NARROW, f"{name}-narrow")),
        "caption": CAPTIONS.get(name, ""),
        "table": tables.get(name),
        "sentences": view.adherence if name == "adherence" else (),
    }


def drawn(svg: str) -> SafeString:
    """A drawing of `inturn.report` for a page, its values to be walked through."""
    return SafeString(explorable(svg))


def _sessions(history: History) -> list[dict[str, Any]]:
    """The newest sessions."""
    return [
        {
            "id": s.id,
            "began": moment(local(history.person, s.started_at)),
            "done": sum(x.ended == "done" for x in s.sets),
            "of": len(s.sets),
        }
        for s in reversed(history.sessions[-_NEWEST:])
    ]
