"""The home sheet on paper."""

from dataclasses import asdict

from inturn.report.home_drawings import home_drawings
from inturn.report.home_sheet import HomeFacts, HomeView, home_view
from inturn.report.typeset import set_pdf
from inturn.report.words.home import LABELS, LOG_HEADS, LOG_ROWS
from inturn.report.words.names import shown
from inturn.report.words.safety import STOP_LIST


def render_home_pdf(facts: HomeFacts) -> bytes:
    """The PDF's bytes; the same facts give the same bytes. Raises OutputError when typst cannot set it."""
    view = home_view(facts)
    return set_pdf("home.typ", _data(view), home_drawings(view, facts.person.height_m), facts.made_at)


def _data(view: HomeView) -> dict[str, object]:
    heading = f"{LABELS['title']}: {shown(view.name, 40)}"
    exercises = [{**asdict(e), "faults": [[f.see, f.cue] for f in e.faults]} for e in view.exercises]
    return {
        "title": heading,
        "heading": heading,
        "day": view.made,
        "made": view.made,
        "foot": LABELS["foot"],
        "labels": dict(LABELS),
        "order": view.order,
        "usual": view.usual,
        "stop_title": LABELS["stop_short"],
        "stop": [{"title": g.title, "brief": g.brief} for g in STOP_LIST],
        "limits": list(view.limits),
        "pain_rules": list(view.pain_rules),
        "test": None if view.test is None else asdict(view.test),
        "exercises": exercises,
        "log_heads": list(LOG_HEADS),
        "log_rows": LOG_ROWS,
    }
