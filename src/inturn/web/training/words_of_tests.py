"""A kept test in words: its sides and its trials."""

from math import degrees
from typing import Any

from inturn.body.keypoints import SIDES
from inturn.report.document import Result, TrialOut
from inturn.report.words.labels import QUALITY, SIDE_BADGE, gate_label
from inturn.report.words.names import shown
from inturn.report.words.numbers import span, whole
from inturn.report.words.progress import REACHED
from inturn.training.records import SideRecord
from inturn.workflows.left_out import LeftOut


def kept_side(side: SideRecord) -> dict[str, Any]:
    """One side as it is kept: value with interval, the stick, pain."""
    q = side.rotation
    interval = None if q is None else span(degrees(q.interval95[0]), degrees(q.interval95[1]))
    return {
        "side": side.side,
        "value": None if q is None else whole(degrees(q.value)),
        "interval": interval,
        "reached": REACHED[side.reached],
        "moved": side.body_moved,
        "pain": side.pain,
        "where": None if side.pain_where is None else shown(side.pain_where),
        "gap_m": side.gap_m,
        "badge": SIDE_BADGE[side.verdict],
        "verdict": side.verdict,
    }


def trial_lines(result: Result, wished: LeftOut) -> list[dict[str, Any]]:
    """Every trial with its value, what was wrong with it, and the reason where somebody left it out."""
    return [
        {
            "side": side,
            "order": trial.order,
            "name": f"{side}-{trial.order}",
            "start_s": round(trial.start_s, 2),
            "value": _value(trial),
            "quality": QUALITY[trial.quality],
            "wrong": [f"{gate_label(g.name)}: {g.advice}" for g in trial.gates if not g.passed and g.advice],
            "out": not trial.included,
            "reason": shown(wished.get((side, trial.order), "")),
        }
        for side in SIDES
        for trial in result.side(side).trials
    ]


def _value(trial: TrialOut) -> str:
    q = trial.rotation
    return "" if q is None else f"{whole(q.degrees)} ({span(*q.interval95)})"
