"""`report.pdf`: one page A4, set by typst with the fonts it brings. Data goes in as data, never as markup."""

import json
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any, cast

import xarray as xr

from inturn.errors import OutputError
from inturn.programme.clearance import Clearance
from inturn.report.charts.curve import curve_chart
from inturn.report.charts.sides import sides_chart
from inturn.report.charts.svg import description, standalone
from inturn.report.document import Note, Result, SideName
from inturn.report.palette import LIGHT, fixed_chart_rules
from inturn.report.words import numbers
from inturn.report.words.body import body_sentences, stick_brief
from inturn.report.words.labels import LABELS, SIDE_BADGE
from inturn.report.words.made import file_name
from inturn.report.words.next_step import next_steps
from inturn.report.words.safety import SIDES, STOP_LIST, caution_sentence, cautions
from inturn.report.words.verdict import difference_sentence, verdict_sentence
from inturn.report.words.worth import worth_brief

_FONT = "Libertinus Serif"
_CHART_WIDTH = 340.0
_LONGEST_NOTE = 150
_VERDICT_KIND = {"mobility_work": "work", "unclear": "doubt", "likely_sufficient": "calm", "unreadable": "doubt"}
_SIDE_KIND = {"limited": "work", "borderline": "doubt", "sufficient": "calm", "unreadable": "doubt"}


def render_pdf(result: Result, angles: xr.Dataset, clearance: Clearance | None = None) -> bytes:
    """The PDF's bytes; the same result gives the same bytes.

    `angles` is the dataset of `inturn.kinematics.angles.to_dataset` that the result came from. Long remarks are
    shortened: the page (`render_page`) has everything. Raises OutputError when typst cannot set the page.
    """
    import typst

    charts = {
        "sides": sides_chart(result, _CHART_WIDTH, "sides"),
        "curve": curve_chart(result, angles, _CHART_WIDTH, "curve"),
    }
    data = _data(result, clearance, {name: description(svg) for name, svg in charts.items()})
    sources = {
        "main": files("inturn.report").joinpath("templates", "report.typ").read_bytes(),
        "data.json": json.dumps(data, ensure_ascii=False).encode(),
        **{f"{name}.svg": standalone(svg, fixed_chart_rules(_FONT)).encode() for name, svg in charts.items()},
    }
    try:
        pdf = typst.compile(cast("Any", sources), ignore_system_fonts=True, format="pdf", timestamp=_moment(result))
    except typst.TypstError as error:
        raise OutputError("The PDF could not be set. Use report.html, and report this as a fault.") from error
    return bytes(pdf)


def _data(result: Result, clearance: Clearance | None, alts: dict[str, str]) -> dict[str, object]:
    """Everything that the template shows."""
    return {
        "title": LABELS["title"],
        "head": f"{file_name(result.source.file, 44)}\n{_day(result)}",
        "colours": dict(LIGHT),
        "cleared": clearance is not None,
        "stop_title": LABELS["stop_short"],
        "stop": [{"title": g.title, "brief": g.brief} for g in STOP_LIST],
        "verdict": verdict_sentence(result),
        "kind": _VERDICT_KIND[result.verdict],
        "sides": [_side(result, s) for s in SIDES],
        "difference": difference_sentence(result.difference) if result.difference else None,
        "charts": {name: {"title": LABELS[name], "alt": alt} for name, alt in alts.items()},
        "stick": {"title": LABELS["stick"], "lines": [stick_brief(result)]},
        "body": {"title": LABELS["body"], "lines": [*body_sentences(result)]},
        "warnings": {"title": LABELS["warnings"], "lines": _notes(result.warnings, 3)},
        "worth": {"title": LABELS["worth"], "lines": [worth_brief(result)]},
        "next": {"title": LABELS["next"], "lines": [*next_steps(result, clearance)]},
        "foot": LABELS["foot"],
        "made": f"Inturn {result.made_by.inturn}, network {result.made_by.network}, file {result.source.sha256[:12]}…",
    }


def _side(result: Result, name: SideName) -> dict[str, object]:
    side = result.side(name)
    value = side.rotation
    interval = "" if value is None else f"95{numbers.PERCENT} interval {numbers.span(*value.interval95)}"
    trials = "" if value is None else f", mean of {numbers.counted(value.n, 'trial')}"
    return {
        "name": name,
        "label": LABELS[f"{name}_hip"],
        "kind": _SIDE_KIND[side.verdict],
        "badge": SIDE_BADGE[side.verdict],
        "number": LABELS["no_value"] if value is None else numbers.whole(value.degrees),
        "interval": interval + trials,
        "reasons": _notes(side.reasons, 2),
        "cautions": [caution_sentence(c, name, side) for c in cautions(side)],
    }


def _notes(notes: list[Note], most: int) -> list[str]:
    """The first notes, each cut to a length that fits, and how many more the page has."""
    shown = [_cut(note.text) for note in notes[:most]]
    left = len(notes) - most
    return [*shown, f"And {left} more: see report.html."] if left > 0 else shown


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_NOTE else f"{text[: _LONGEST_NOTE - 1].rstrip()}…"


def _moment(result: Result) -> datetime:
    """When the result was made, as the PDF's own date."""
    try:
        moment = datetime.fromisoformat(result.made_by.at)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _day(result: Result) -> str:
    """The day in words: '22 November 2026'."""
    moment = _moment(result)
    return f"{moment.day} {moment:%B %Y}" if moment.year > 1970 else result.made_by.at
