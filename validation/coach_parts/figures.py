"""Figures over rows: counts, times, sensitivity and specificity of every `yes` of the table, negatives, holds."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from validation.coach_parts.rows import TABLE, SetRow

WITHIN_S = 0.2


def wilson(hits: int, of: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson); (nan, nan) of nothing."""
    if of == 0:
        return float("nan"), float("nan")
    z, p = 1.96, hits / of
    middle, half = p + z * z / (2 * of), z * float(np.sqrt(p * (1 - p) / of + z * z / (4 * of * of)))
    return max((middle - half) / (1 + z * z / of), 0.0), min((middle + half) / (1 + z * z / of), 1.0)


def share(hits: int, of: int) -> dict[str, Any]:
    """A share with its counts and interval."""
    low, high = wilson(hits, of)
    return {"share": hits / of if of else None, "hits": hits, "of": of, "low": low, "high": high}


def counts(rows: Sequence[SetRow]) -> dict[str, Any]:
    """Counting over sets of repetitions."""
    if not rows:
        return {"sets": 0}
    wrong = np.array([abs(r.found_count - r.true_count) for r in rows])
    true = np.array([r.true_count for r in rows])
    return {
        "sets": len(rows),
        "repetitions": int(true.sum()),
        "found": int(sum(r.found_count for r in rows)),
        "mae_share": float(np.mean(wrong / true)),
        "exact": share(int((wrong == 0).sum()), len(rows)),
        "within_one": share(int((wrong <= 1).sum()), len(rows)),
        "missed": int(sum(len(r.missed) for r in rows)),
        "extra": int(sum(len(r.extra) for r in rows)),
        "extra_during": sorted({what for r in rows for _, what in r.extra}),
        "view_right": share(sum(r.view == r.seen_view for r in rows), len(rows)),
    }


def errors(values: Sequence[float]) -> dict[str, Any]:
    """Bias, mean size, 95th percentile, and for times the share within 0.2 s."""
    if not values:
        return {"n": 0}
    e = np.array(values)
    return {
        "n": len(e),
        "bias": float(e.mean()),
        "mae": float(np.abs(e).mean()),
        "p95": float(np.percentile(np.abs(e), 95)),
        "within": float((np.abs(e) <= WITHIN_S).mean()),
    }


def faults(rows: Sequence[SetRow]) -> list[dict[str, Any]]:
    """One entry for every exercise, fault and view that the table says yes to."""
    out = []
    for (exercise, fault), views in TABLE.items():
        for view in (*views, "all"):
            chosen = [
                v
                for r in rows
                if r.exercise == exercise and not r.negative and view in (r.view, "all")
                for v in r.verdicts
                if v.fault == fault
            ]
            there, clean = [v for v in chosen if v.there], [v for v in chosen if not v.there]
            out.append(
                {
                    "exercise": exercise,
                    "fault": fault,
                    "view": view,
                    "sensitivity": share(sum(v.said for v in there), len(there)),
                    "specificity": share(sum(not v.said for v in clean), len(clean)),
                }
            )
    return out


def report(rows: Sequence[SetRow]) -> dict[str, Any]:
    """Everything."""
    sets = [r for r in rows if not r.negative and r.exercise != "release"]
    negatives, releases = [r for r in rows if r.negative], [r for r in rows if r.exercise == "release"]
    held = [r.holds[0] for r in releases]
    hits, short = (sum(r.short_attempts[i] for r in sets) for i in (0, 1))
    return {
        "films": len({r.name for r in rows}),
        "counts": {e: counts([r for r in sets if e in (r.exercise, "all")]) for e in ("all", "squat", "deadlift")},
        "counts_by_view": {v: counts([r for r in sets if r.view == v]) for v in ("front", "oblique", "side")},
        "times": {n: errors([x for r in sets for x in getattr(r, f"{n}_errors")]) for n in ("start", "bottom", "end")},
        "lowering_s": errors([x for r in sets for x in r.lowering_errors]),
        "told_after_s": errors([x for r in sets for x in r.told_after]),
        "depth_deg": errors([x for r in sets for x in r.depth_errors]),
        "short_attempts": share(hits, short),
        "guessed": sum(len(r.guessed) for r in sets),
        "faults": faults(rows),
        "negatives": {
            "films": len({r.name for r in negatives}),
            "watched": len(negatives),
            "repetitions": sum(r.found_count for r in negatives),
            "during": sorted({what for r in negatives for _, what in r.extra}),
        },
        "holds": {
            "films": len(held),
            "found": sum(h["found_s"] is not None for h in held),
            "side_right": sum(h["side_right"] for h in held),
            "length_s": errors([h["found_s"] - h["true_s"] for h in held if h["found_s"] is not None]),
            "rolled": sum(h["rolled"] for h in held),
        },
    }
