"""A walk in words and as JSON: values with their between-stride error; no score, no verdict."""

import json
from collections.abc import Mapping
from math import degrees
from typing import Final

import numpy as np

from inturn.assess.gait.finding import GaitFinding, StrideValue
from inturn.assess.gait.norm_band import BesideNorm
from inturn.assess.gait.what_if import ASSUMPTIONS, WhatIf
from inturn.body.keypoints import SIDES, Side

NAMES: Final[dict[str, str]] = {
    "rotation_at_strike": "hip rotation at heel strike",
    "rotation_in_loading": "hip rotation in loading",
    "rotation_excursion": "hip rotation, excursion",
    "pelvis_excursion": "pelvis turn, excursion",
    "trunk_excursion": "trunk turn, excursion",
    "trunk_lean_excursion": "trunk lean, excursion",
    "foot_turn_in_stance": "foot turn in stance",
}
WORTH: Final = (
    "Degrees; internal, and toe-in, positive. +- is the error of the mean from the spread between these strides only: "
    "how the markers were put on is not in it, and moves hip rotation by more (docs/laboratory.md). No score, no "
    "verdict: people differ by more than what one walk can tell."
)
ONE_STRIDE: Final = "A value without +- is of one stride: how far the next would differ is not known."
EVENTS: Final = {"file": "events from the file", "detected": "events found from the feet"}


def gait_text(
    file: str, finding: GaitFinding, norms: Mapping[Side, Mapping[str, BesideNorm]], what_if: Mapping[Side, WhatIf]
) -> str:
    """The table for a terminal."""
    counts = ", ".join(f"{len(finding.sides[s].strides)} {s}" for s in SIDES)
    lines = [
        f"{file}: strides {counts}; {EVENTS[finding.events_from]}; angles by {finding.way}.",
        "",
        f"{'':30}{'left':>16}{'right':>16}{'left - right':>16}",
    ]
    for name, words in NAMES.items():
        cells = [_cell(finding.sides[s].values.get(name)) for s in SIDES] + [_cell(finding.differences.get(name))]
        if any(cell != "-" for cell in cells):
            lines.append(f"{words:30}" + "".join(f"{cell:>16}" for cell in cells))
    lines += ["", WORTH]
    if any(len(finding.sides[s].strides) == 1 for s in SIDES):
        lines.append(ONE_STRIDE)
    for side in SIDES:
        lines += [_beside(side, curve, found) for curve, found in norms.get(side, {}).items()]
    for side, found in what_if.items():
        lines += ["", *_what_if(side, found)]
    return "\n".join(lines)


def _cell(value: StrideValue | None) -> str:
    if value is None:
        return "-"
    error = "" if value.error is None else f" +-{degrees(value.error):.1f}"
    return f"{degrees(value.mean):.1f}{error}"


def _beside(side: Side, curve: str, found: BesideNorm) -> str:
    at = np.degrees(found.difference[[0, 10, 50]])
    sd = np.degrees(found.band_sd[[0, 10, 50]])
    parts = ", ".join(f"{d:+.1f} (its sd {s:.1f}) at {p} %" for d, s, p in zip(at, sd, (0, 10, 50), strict=True))
    return f"Beside your norm, {side} {curve.replace('_', ' ')}: {parts}."


def _what_if(side: Side, found: WhatIf) -> list[str]:
    return [
        f"TEACHING, not a finding: if the {side} hip turned inward no further than {degrees(found.cap):.0f} degrees,",
        f"  the pelvis would have to turn up to {degrees(found.pelvis_peak):.1f} degrees further {side} side forward,",
        f"  the trunk would turn through {degrees(found.trunk_excursion):.1f} degrees more over the cycle,",
        f"  and the spine between them would twist up to {degrees(found.twist_peak):.1f} degrees more.",
        "  Assumed:",
        *(f"  - {assumption}" for assumption in ASSUMPTIONS),
    ]


def gait_json(
    source: Mapping[str, str],
    finding: GaitFinding,
    norms: Mapping[Side, Mapping[str, BesideNorm]],
    what_if: Mapping[Side, WhatIf],
) -> str:
    """Everything for programs: degrees and seconds, absent values null."""

    def value(v: StrideValue | None) -> dict[str, object] | None:
        if v is None:
            return None
        return {
            "degrees": degrees(v.mean),
            "error_deg": None if v.error is None else degrees(v.error),
            "n": v.n,
        }

    sides = {
        s: {
            "strides": [{"start_s": x.start_s, "end_s": x.end_s} for x in finding.sides[s].strides],
            "values": {n: value(finding.sides[s].values.get(n)) for n in NAMES},
            "curves_deg": {n: np.degrees(c.mean).tolist() for n, c in finding.sides[s].curves.items()},
            "curves_sd_deg": {
                n: np.degrees(c.sd).tolist() if np.isfinite(c.sd).all() else None
                for n, c in finding.sides[s].curves.items()
            },
            "beside_norm": {
                n: {"difference_deg": np.degrees(b.difference).tolist(), "share_within_one_sd": b.share_within_one_sd}
                for n, b in norms.get(s, {}).items()
            },
        }
        for s in SIDES
    }
    taught = {
        s: {
            "cap_deg": degrees(w.cap),
            "pelvis_deg": degrees(w.pelvis_peak),
            "trunk_excursion_deg": degrees(w.trunk_excursion),
            "twist_deg": degrees(w.twist_peak),
            "assumptions": list(ASSUMPTIONS),
        }
        for s, w in what_if.items()
    }
    document = {
        "schema": "inturn/gait/1",
        "source": dict(source),
        "way": finding.way,
        "events_from": finding.events_from,
        "sides": sides,
        "differences": {n: value(finding.differences.get(n)) for n in NAMES},
        "what_if_for_teaching": taught,
    }
    return json.dumps(document, indent=2) + "\n"
