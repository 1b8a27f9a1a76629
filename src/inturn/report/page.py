"""`report.html`: one self-contained page, no script, nothing from outside, light and dark, phone and desktop."""

import xarray as xr
from markupsafe import Markup

from inturn.programme.clearance import Clearance
from inturn.programme.standing_test import load_standing_test
from inturn.report.charts.compensation import compensation_chart, kinds
from inturn.report.charts.curve import curve_chart
from inturn.report.charts.sides import sides_chart
from inturn.report.document import Result
from inturn.report.html import NARROW, WIDE, render
from inturn.report.tables import gate_table, made_by_table, sides_table, trial_table
from inturn.report.words import numbers
from inturn.report.words.body import body_sentences, stick_sentences
from inturn.report.words.labels import LABELS, SIDE_BADGE, VERDICT_BADGE
from inturn.report.words.made import mirror_sentence
from inturn.report.words.next_step import mends, next_steps
from inturn.report.words.safety import SIDES, STOP_LIST, caution_sentence, cautions
from inturn.report.words.verdict import difference_sentence, verdict_sentence
from inturn.report.words.worth import worth


def render_page(result: Result, angles: xr.Dataset, clearance: Clearance | None = None) -> str:
    """The page as text. `angles` is the dataset of `inturn.kinematics.angles.to_dataset` that the result came from.

    Without a clearance the page begins with the stop list and its next step is to answer the questions.
    """
    limits = load_standing_test().stillness
    charts = {
        "sides": [Markup(sides_chart(result, w, f"sides-{n}")) for n, w in _sizes()],
        "curve": [Markup(curve_chart(result, angles, w, f"curve-{n}")) for n, w in _sizes()],
        "body": [Markup(compensation_chart(result, limits, w, f"body-{n}")) for n, w in _sizes()],
    }
    return render(
        "report.html",
        r=result,
        t=LABELS,
        n=numbers,
        charts=charts,
        cleared=clearance is not None,
        stop_list=STOP_LIST,
        verdict=verdict_sentence(result),
        verdict_badge=VERDICT_BADGE[result.verdict],
        side_badge=SIDE_BADGE,
        sides=[(s, result.side(s), _cautions(result)[s]) for s in SIDES],
        difference=difference_sentence(result.difference) if result.difference else None,
        stick=stick_sentences(result),
        body=body_sentences(result),
        body_kinds=kinds(limits),
        worth=worth(result),
        filmed=result.method.source_kind == "video",
        mends=mends(result),
        next_steps=next_steps(result, clearance),
        mirror=mirror_sentence(result),
        sides_table=sides_table(result),
        trial_tables={s: trial_table(result.side(s)) for s in SIDES},
        gate_tables={s: gate_table(result.side(s)) for s in SIDES},
        made=made_by_table(result),
    )


def _sizes() -> tuple[tuple[str, float], tuple[str, float]]:
    return ("wide", WIDE), ("narrow", NARROW)


def _cautions(result: Result) -> dict[str, list[str]]:
    return {s: [caution_sentence(c, s, result.side(s)) for c in cautions(result.side(s))] for s in SIDES}
