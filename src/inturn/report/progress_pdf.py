"""The progress report on paper: one or two pages A4."""

from collections.abc import Sequence
from dataclasses import asdict

from inturn.report.progress_charts import progress_charts
from inturn.report.progress_view import ProgressFacts, ProgressView, progress_view
from inturn.report.typeset import set_pdf
from inturn.report.words.change import SCORES, Statement
from inturn.report.words.names import shown
from inturn.report.words.progress import CAPTIONS, EMPTY_STEPS, LABELS, remarks
from inturn.report.words.safety import STOP_LIST

_WIDTHS = {"range": 640.0, "self": 640.0, "pain": 640.0, "psfs": 310.0, "rmdq": 310.0, "adherence": 380.0,
           "load": 640.0}  # fmt: skip
_MOST_LINES = 12


def render_progress_pdf(facts: ProgressFacts) -> bytes:
    """The PDF's bytes; the same facts give the same bytes. Raises OutputError when typst cannot set it."""
    view = progress_view(facts)
    drawn = progress_charts(facts.history, facts.programme, facts.target, view.days, paper=True)
    drawings = {name: draw(_WIDTHS[name], name) for name, draw in drawn.items()}
    return set_pdf("progress.typ", _data(facts, view), drawings, facts.made_at, most_pages=2)


def _data(facts: ProgressFacts, view: ProgressView) -> dict[str, object]:
    return {
        "title": f"{LABELS['title']}: {view.name}",
        "heading": f"{LABELS['title']}: {shown(view.name, 40)}",
        "subtitle": view.subtitle,
        "foot": LABELS["foot"],
        "made": view.made,
        "cleared": view.cleared,
        "blocked": view.blocked,
        "empty": view.empty,
        "labels": dict(LABELS),
        "captions": dict(CAPTIONS),
        "scores": {name: title for name, (title, _) in SCORES.items()},
        "stop_title": LABELS["stop_short"],
        "stop": [{"title": g.title, "brief": g.brief} for g in STOP_LIST],
        "empty_steps": list(EMPTY_STEPS),
        "changed": _statements(view.changed),
        "unchanged": _statements(view.unchanged),
        "to_do": [asdict(s) for s in view.to_do[:_MOST_LINES]],
        "adherence": list(view.adherence),
        "apart": view.apart,
        "remarks": [{"title": r.title, "text": r.text} for r in remarks(facts.progress)],
    }


def _statements(statements: Sequence[Statement]) -> list[dict[str, str]]:
    return [{"about": s.about, "kind": s.kind, "mark": s.mark, "text": s.text} for s in statements]
