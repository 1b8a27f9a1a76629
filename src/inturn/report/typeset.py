"""A PDF from a typst template of this package. Data goes in as data, never as markup; drawings as SVG."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast

from inturn.errors import OutputError
from inturn.report.charts.svg import description, standalone
from inturn.report.html import read_template
from inturn.report.palette import LIGHT, fixed_chart_rules

FONT = "Libertinus Serif"
_SIZES_PT = (9.5, 9.0, 8.5, 8.0, 7.5)
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


def set_pdf(
    template: str, data: Mapping[str, object], drawings: Mapping[str, str], at: datetime, most_pages: int | None = None
) -> bytes:
    """The PDF's bytes; the same input gives the same bytes.

    The template reads `data.json` (to which colours and the drawings' descriptions are added) and `NAME.svg` for each
    drawing. `at` is the PDF's own date. With `most_pages` the text is made smaller until it fits, or smallest. Raises
    OutputError when typst cannot set it.
    """
    pdf = b""
    for size in _SIZES_PT:
        pdf = _compiled(template, {**data, "size_pt": size}, drawings, at)
        if most_pages is None or len(_PAGE.findall(pdf)) <= most_pages:
            break
    return pdf


def _compiled(template: str, data: Mapping[str, object], drawings: Mapping[str, str], at: datetime) -> bytes:
    import typst

    alts = {name: description(svg) for name, svg in drawings.items()}
    content = {**data, "colours": dict(LIGHT), "alts": alts}
    rules = fixed_chart_rules(FONT)
    sources = {
        "main": read_template(template).encode(),
        "common.typ": read_template("common.typ").encode(),
        "data.json": json.dumps(content, ensure_ascii=False).encode(),
        **{f"{name}.svg": standalone(svg, rules).encode() for name, svg in drawings.items()},
    }
    # typst takes whole seconds only
    moment = (at if at.tzinfo else at.replace(tzinfo=UTC)).replace(microsecond=0)
    try:
        pdf = typst.compile(cast("Any", sources), ignore_system_fonts=True, format="pdf", timestamp=moment)
    except typst.TypstError as error:
        raise OutputError("The PDF could not be set. Use the HTML page, and report this as a fault.") from error
    return bytes(pdf)
