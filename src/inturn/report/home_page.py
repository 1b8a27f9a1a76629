"""The home sheet as a self-contained page, made to be printed or kept on a phone."""

from markupsafe import Markup

from inturn.report.home_drawings import home_drawings
from inturn.report.home_sheet import HomeFacts, home_view
from inturn.report.html import render
from inturn.report.words.home import LABELS, LOG_HEADS, LOG_ROWS
from inturn.report.words.safety import STOP_LIST


def render_home_page(facts: HomeFacts) -> str:
    """The page as text."""
    view = home_view(facts)
    drawings = home_drawings(view, facts.person.height_m)
    return render(
        "home.html",
        "programme.css",
        "home.css",
        t=LABELS,
        v=view,
        drawings={name: Markup(svg) for name, svg in drawings.items()},
        log_heads=LOG_HEADS,
        log_rows=LOG_ROWS,
        stop_list=STOP_LIST,
    )
