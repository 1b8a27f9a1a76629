"""From rows to the figures that are frozen: targets, conditions, agreement, calibration, confusion, repeats."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from inturn.programme.standing_test import StandingTestRules
from validation.figures import columns as c
from validation.figures.by_condition import bins
from validation.figures.rows import CHANGES, FilmRow
from validation.figures.statistics import (
    LEVELS,
    Estimate,
    agreement,
    brier,
    confusion,
    covered,
    estimate,
    reliability,
    share,
    spread_within,
)
from validation.figures.targets import estimates, table

Json = dict[str, Any]


def summary(rows: Sequence[FilmRow], rules: StandingTestRules, more: dict[str, Estimate] | None = None) -> Json:
    """Every figure of the whole program over these rows; `more` adds figures found elsewhere (live)."""
    return {
        "bench": counts(rows),
        "targets": [t.model_dump() for t in table(estimates(rows) | (more or {}))],
        "conditions": [b.model_dump() for b in bins(rows)],
        "agreement": agreements(rows),
        "coverage": coverage(rows),
        "probabilities": probabilities(rows, rules),
        "confusion": confusions(rows),
        "cheats": cheats(rows),
        "repeat": repeat(rows),
        "refused": refused(rows),
    }


def counts(rows: Sequence[FilmRow]) -> Json:
    """How much there is."""
    every = list(c.trials(rows))
    return {
        "films": len(rows),
        "negatives": sum(r.negative for r in rows),
        "people": len({r.person for r in rows}),
        "seeds": [min((r.seed for r in rows), default=0), max((r.seed for r in rows), default=0)],
        "trials": len(every),
        "trials_under_6_deg": sum(abs(t.true) < c.SMALLEST_DEG for _, t in every),
        "trials_found": sum(t.found for _, t in every),
        "trials_read": sum(t.counts for _, t in every),
        "trials_readable_in_truth": sum(t.true_readable for _, t in every),
        "extra": sum(r.extra for r in c.tests(rows)),
        "extra_in_negatives": sum(r.extra for r in rows if r.negative),
        "stick_not_judged": sum(t.counts and t.reached is None for _, t in every),
    }


def agreements(rows: Sequence[FilmRow]) -> Json | None:
    """Bland-Altman of trials: limits, and the points (truth, said) to draw."""
    pairs = [(t.true, t.value) for _, t in c.readable(rows) if t.value is not None]
    if len(pairs) < 2:
        return None
    true, said = np.array(pairs, dtype=float).T
    return {**agreement(said, true)._asdict(), "points": [[round(a, 2), round(b, 2)] for a, b in pairs]}


def coverage(rows: Sequence[FilmRow]) -> Json:
    """Share of truths inside central intervals of each level: trials, sides, differences."""
    trial = [(t.error, t.sd, t.real_person_sd, r.person) for r, t in c.readable(rows)]
    side = [
        (s.value - s.true, s.sd, s.real_person_sd, r.person)
        for r, s in c.sides(rows)
        if s.value is not None and s.true is not None
    ]
    gaps = [(r.difference, r.person) for r in c.tests(rows)]
    gap = [(d.value - d.true, d.sd, 0.0, p) for d, p in gaps if d is not None]
    whole = [(e, None if s is None else float(np.hypot(s, real or 0.0)), 0.0, p) for e, s, real, p in trial]
    parts = {"trials": trial, "sides": side, "left - right": gap, "trials, with the real-person term": whole}
    return {name: [_level(data, level) for level in LEVELS] for name, data in parts.items() if data}


def _level(data: Sequence[tuple[float, float | None, float | None, str]], level: float) -> Json:
    error = np.array([d[0] for d in data], dtype=float)
    sd = np.array([np.nan if d[1] is None else d[1] for d in data], dtype=float)
    found = estimate(list(covered(error, sd, level)), [d[3] for d in data], share, rate=True)
    return {"claimed": 100.0 * level, **found._asdict()}


def probabilities(rows: Sequence[FilmRow], rules: StandingTestRules) -> Json:
    """Calibration of the verdict's probabilities."""
    claims = {
        "below the target": c.below_target(rows, real_person=True),
        "below the target, without the real-person term": c.below_target(rows, real_person=False),
        "body moved": c.moved(rows, rules),
    }
    return {
        name: {
            "n": len(k.said),
            "happened": sum(k.happened),
            "brier": brier(k.said, k.happened),
            "bins": [b._asdict() for b in reliability(k.said, k.happened)],
        }
        for name, k in claims.items()
        if k.said
    }


def confusions(rows: Sequence[FilmRow]) -> Json:
    """Said against true: trials by side, verdicts of sides, of differences, and over all."""
    tests = c.tests(rows)
    asked = list(c.asked_for(rows))
    other = {"left": "right", "right": "left"}
    sides = [(t.side, t.side if t.found else other[t.side] if t.wrong_side else "missed") for _, t in asked]
    found = [(r, r.true_verdict) for r in tests]
    gaps = [r.difference for r in tests if r.difference]
    word = {True: "reached", False: "not reached", None: "not judged"}
    return {
        "trials": confusion(sides),
        "extra": sum(r.extra for r in tests),
        "cheating_tests": hits(c.cheat_flagged(rows)),
        "clean_tests": hits(c.clean_passed(rows)),
        "sides": confusion([(s.true_verdict, s.verdict) for _, s in c.sides(rows)]),
        "differences": confusion([(d.true_judgement, d.judgement) for d in gaps]),
        "verdicts": confusion([(true, r.verdict or "refused") for r, true in found if true is not None]),
        "negatives": confusion([(r.movement, r.verdict or "refused") for r in rows if r.negative]),
        "stick": confusion(
            [(word[t.true_reached], word[t.reached]) for _, t in c.readable(rows) if t.true_reached is not None]
        ),
    }


def hits(of: c.Column) -> Json:
    """How many of a column are 1."""
    return {"hits": int(of.array.sum()), "of": len(of.values)}


_GATES = {"pelvic_list": 5.0, "pelvic_turn": 8.0, "trunk_lean": 7.0}


def cheats(rows: Sequence[FilmRow]) -> list[Json]:
    """Per kind of cheat and size, of readable trials: how many were flagged for it, and for anything."""
    out: list[Json] = []
    for name in CHANGES:
        gate = _GATES[name]
        spans = [(0.0, 0.6 * gate), (0.6 * gate, gate), (gate, 1e9)] + (
            [(c.CHEAT_DEG, 1e9)] if gate != c.CHEAT_DEG else []
        )
        for low, high in spans:
            held = [t for _, t in c.readable(rows) if low <= abs(t.changes[name].true) < high]
            if held:
                out.append(
                    {
                        "kind": name, "low": low, "high": None if high > 1e8 else high, "trials": len(held),
                        "flagged_for_it": sum(name in t.failed for t in held),
                        "flagged": sum(t.still is False for t in held),
                        "or_doubted": sum(t.still is False or t.doubtful for t in held),
                    }
                )  # fmt: skip
    drops = [t for _, t in c.trials(rows) if t.found and t.thigh_drop > c.CHEAT_DEG]
    if drops:
        named = sum("thigh_elevation" in t.failed for t in drops)
        out.append(
            {"kind": "thigh_drop", "low": c.CHEAT_DEG, "high": None, "trials": len(drops), "flagged_for_it": named,
             "flagged": sum(bool(t.failed) for t in drops),
             "or_doubted": sum(bool(t.failed) or t.doubtful for t in drops)}
        )  # fmt: skip
    return out


def repeat(rows: Sequence[FilmRow]) -> Json:
    """The same test again at once: spread of the error from trial to trial of one side, and what was claimed."""
    held = list(c.readable(rows))
    spread, freedom = spread_within([t.error for _, t in held], [(r.name, t.side) for r, t in held])
    claimed = [t.sd_random for _, t in held if t.sd_random is not None]
    return {
        "sd": spread if freedom else None,
        "freedom": freedom,
        "claimed_sd": float(np.sqrt(np.mean(np.square(claimed)))) if claimed else None,
    }


def refused(rows: Sequence[FilmRow]) -> list[Json]:
    """Sentences of refusal and how often each was said, of tests and of negatives."""
    said = Counter((r.negative, r.refused) for r in rows if r.refused is not None)
    return [{"negative": n, "text": text, "films": k} for (n, text), k in sorted(said.items(), key=lambda i: -i[1])]
