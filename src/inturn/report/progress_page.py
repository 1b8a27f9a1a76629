"""The progress report as a self-contained page: no script, nothing from outside, light and dark, phone and desktop."""

from inturn.report.html import both_sizes, render
from inturn.report.progress_charts import progress_charts
from inturn.report.progress_view import ProgressFacts, progress_view
from inturn.report.words.change import SCORES
from inturn.report.words.progress import CAPTIONS, EMPTY_STEPS, LABELS, remarks
from inturn.report.words.safety import STOP_LIST

CHARTS = ("range", "self", "pain", "psfs", "rmdq", "adherence", "load")


def render_progress_page(facts: ProgressFacts) -> str:
    """The page as text. Without a clearance it begins with the stop list; with nothing kept it says how to begin."""
    view = progress_view(facts)
    drawn = progress_charts(facts.history, facts.programme, facts.target, view.days)
    return render(
        "progress.html",
        "programme.css",
        t=LABELS,
        v=view,
        charts={name: both_sizes(drawn[name], name) if name in drawn else None for name in CHARTS},
        captions=CAPTIONS,
        scores={name: title for name, (title, _) in SCORES.items()},
        remarks=remarks(facts.progress),
        empty_steps=EMPTY_STEPS,
        stop_list=STOP_LIST,
    )
