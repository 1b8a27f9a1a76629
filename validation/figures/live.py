"""The live reading: the filter alone, on keypoints with dropped pictures and unsteady time stamps.

    python -m validation.figures.live BENCH [--json FILE]

Keypoints: `NAME.full-live.nc` (of 640-pixel JPEG pictures, `python -m validation.figures.live_keypoints BENCH`), and
`NAME.full.nc` of whole pictures. Events and plateaus by the program's own rules, from the filter's angles.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

from inturn.assess.curves import curves
from inturn.assess.events import Trial
from inturn.assess.steps import detect
from inturn.assess.trials import read_trial
from inturn.kinematics import filter_recording
from inturn.kinematics.angles import to_dataset
from inturn.programme.standing_test import StandingTestRules, load_standing_test
from validation.figures.columns import SMALLEST_DEG
from validation.figures.films import films, seed_range
from validation.figures.freeze import RESULTS, frozen, write
from validation.figures.matching import Found, match
from validation.figures.statistics import Estimate, bias, estimate, mae, p95, share
from validation.figures.truth import Truth
from validation.people.seeds import REPORT

TAGS = ("full-live", "full")
SHORTEST_STEP_S = 1e-3


@dataclass(frozen=True)
class Trouble:
    """On the way: share of pictures lost; bursts, so many a second and each so long; jitter of the times (s)."""

    drop: float = 0.10
    bursts_per_s: float = 0.1
    burst_s: float = 0.4
    jitter_s: float = 0.008


@dataclass(frozen=True)
class LiveTrial:
    """One true trial read live: `value` None when it was not found."""

    film: str
    person: str
    true: float
    value: float | None


def disturbed(recording: xr.Dataset, trouble: Trouble, rng: np.random.Generator) -> xr.Dataset:
    """The recording as it comes in through a busy machine; the first picture always arrives."""
    time = np.asarray(recording["time"].values, dtype=float)
    keep = rng.random(time.size) >= trouble.drop
    length = time[-1] - time[0]
    for start in rng.uniform(time[0], time[-1], rng.poisson(trouble.bursts_per_s * length)):
        keep &= (time < start) | (time >= start + trouble.burst_s)
    keep[0] = True
    late = time[keep] + rng.normal(0.0, trouble.jitter_s, int(keep.sum()))
    steps = np.maximum(np.diff(late), SHORTEST_STEP_S)
    told = np.concatenate([late[:1], late[0] + np.cumsum(steps)])
    kept = recording.isel(time=np.flatnonzero(keep))
    return kept.assign_coords(time=("time", told, recording["time"].attrs)).assign_attrs(frames=int(keep.sum()))


def read_live(truth: Truth, recording: xr.Dataset, rules: StandingTestRules) -> tuple[list[LiveTrial], int]:
    """The true trials of a film as the filter reads them, and how many trials it found that are none."""
    frames = filter_recording(recording)
    angles = to_dataset(frames, {})
    sides = {side: curves(angles, side) for side in ("left", "right")}
    found = [
        read_trial(sides[e.side], e, rules.plateau) for e in detect(frames, rules.detection) if isinstance(e, Trial)
    ]
    matches = match([t.hold for t in truth.trials], [Found(r.trial.side, r.plateau.middle_s) for r in found])
    out: list[LiveTrial] = []
    for i, t in enumerate(truth.trials):
        value = found[matches.right[i]].rotation if i in matches.right else None
        degrees = None if value is None else float(np.rad2deg(value))
        out.append(LiveTrial(truth.name, truth.person, t.rotation_deg, degrees))
    return out, len(matches.extra)


def figures(trials: Sequence[LiveTrial], extra: int) -> dict[str, Estimate | int]:
    """MAE, bias, 95th percentile and the share found."""
    error = [np.nan if t.value is None else t.value - t.true for t in trials]
    people = [t.person for t in trials]
    asked = [t for t in trials if abs(t.true) >= SMALLEST_DEG]
    return {
        "mae": estimate(error, people, mae),
        "bias": estimate(error, people, bias),
        "p95": estimate(error, people, p95),
        "found": estimate([float(t.value is not None) for t in asked], [t.person for t in asked], share, rate=True),
        "extra": extra,
    }


def measure(bench: Path, seeds: range, trouble: Trouble, limit: int | None = None) -> dict[str, Any]:
    """Live figures per kind of keypoints, as recorded and with trouble; only kinds that exist."""
    rules = load_standing_test()
    out: dict[str, Any] = {}
    for tag in TAGS:
        parts: dict[str, tuple[list[LiveTrial], int]] = {"as filmed": ([], 0), "drops and jitter": ([], 0)}
        for film in films(bench, tag, rules, seeds, limit):
            if film.truth.negative:
                continue
            recording = film.recording()
            rng = np.random.default_rng([film.truth.seed, 640])
            both = {"as filmed": recording, "drops and jitter": disturbed(recording, trouble, rng)}
            for name, one in both.items():
                trials, extra = read_live(film.truth, one, rules)
                parts[name] = (parts[name][0] + trials, parts[name][1] + extra)
        if parts["as filmed"][0]:
            out[tag] = {n: {k: _json(v) for k, v in figures(*p).items()} for n, p in parts.items()}
    return out


def _json(value: Estimate | int) -> dict[str, float | int] | int:
    return value if isinstance(value, int) else value._asdict()


def headline(live: dict[str, Any] | None) -> dict[str, Estimate]:
    """The figure that stands in the table of targets: JPEG pictures with drops and jitter, nothing less."""
    if live is None or "full-live" not in live.get("live", {}):
        return {}
    return {"live_mae": Estimate(**live["live"]["full-live"]["drops and jitter"]["mae"])}


def main(arguments: list[str] | None = None) -> None:
    """Measure, print and freeze."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--seeds", type=seed_range, default=REPORT)
    parser.add_argument("--limit", type=int, help="no more than so many films")
    parser.add_argument("--json", type=Path, default=RESULTS / "live.json")
    args = parser.parse_args(arguments)
    trouble = Trouble()
    found = measure(args.bench, args.seeds, trouble, args.limit)
    if not found:
        raise SystemExit(
            "No keypoints of the full network here: run python -m validation.figures.live_keypoints BENCH."
        )
    for tag, parts in found.items():
        for name, f in parts.items():
            print(
                f"{tag:10s} {name:16s} MAE {f['mae']['value']:.2f} ({f['mae']['low']:.2f}-{f['mae']['high']:.2f})"
                f"  bias {f['bias']['value']:+.2f}  p95 {f['p95']['value']:.2f}  found {f['found']['value']:.0f} %"
                f"  extra {f['extra']}  trials {f['mae']['n']}, people {f['mae']['people']}"
            )
    body = {"trouble": trouble.__dict__, "live": found}
    write(args.json, frozen("live", "full", "python -m validation.figures.live BENCH", body))


if __name__ == "__main__":
    main()
