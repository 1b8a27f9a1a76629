"""Self-contained pages: templates, the one style in both themes, and a chart in its two sizes."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

from inturn.report.palette import DARK, LIGHT, chart_rules, variables

WIDE, NARROW = 760.0, 340.0
"""Widths in user units of the two drawings of each chart; the page shows the one that fits."""


def render(template: str, *sheets: str, **context: object) -> str:
    """The page of a template; `sheets` are style sheets after the common one. Inserted text is escaped."""
    return _environment().get_template(template).render(css=Markup(page_style(*sheets)), **context)


def page_style(*sheets: str) -> str:
    """Both palettes as custom properties, chart roles, the common layout, then further sheets."""
    light, dark = variables(LIGHT), variables(DARK)
    themes = f":root{{color-scheme:light dark;{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    paper = f"@media print{{:root{{color-scheme:light;{light}--page:#ffffff;}}}}"
    return themes + paper + chart_rules() + "".join(read_template(s) for s in ("report.css", *sheets))


def both_sizes(draw: Callable[[float, str], str], name: str) -> tuple[Markup, Markup]:
    """The wide and the narrow drawing of a chart; `draw` takes a width and a name that is unique on the page."""
    return Markup(draw(WIDE, f"{name}-wide")), Markup(draw(NARROW, f"{name}-narrow"))


def read_template(name: str) -> str:
    """The text of a template or style sheet of this package."""
    return files("inturn.report").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FunctionLoader(read_template),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
