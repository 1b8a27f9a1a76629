"""Every way of reading the angle side by side, per network, at the true hold.

    python -m validation.figures.ablation BENCH [--networks heavy full lite]

Networks are compared on the films that all of those present have keypoints for.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from validation.accuracy import measure
from validation.bench import Case, cached, cases
from validation.figures.films import seed_range
from validation.figures.freeze import RESULTS, frozen, write
from validation.figures.statistics import bias, covered, estimate, mae, p95, share
from validation.people.seeds import REPORT

READINGS = {
    "picture": "tilt of the shank in the picture",
    "picture - list": "the same less the tilt of the hip line",
    "world points": "the network's own world points",
    "filter": "filter (live)",
    "smoother": "smoother",
}
NETWORKS = ("heavy", "full", "lite")


def common(bench: Path, networks: Sequence[str], seeds: range, limit: int | None) -> dict[str, list[Case]]:
    """Films of each network that has any: those that all such networks share."""
    found = [c for c in cases(bench) if c.seed in seeds and not c.negative]
    by = {n: list(cached(found, n)) for n in networks}
    by = {n: held for n, held in by.items() if held}
    shared = set.intersection(*({c.clip.stem for c in held} for held in by.values())) if by else set[str]()
    return {n: [c for c in held if c.clip.stem in shared][:limit] for n, held in by.items()}


def figures(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Errors of every reading over the rows of `validation.accuracy.measure`."""
    people = [r["clip"] for r in rows]
    out: dict[str, Any] = {}
    for name in READINGS:
        error = [float(r[name]) - float(r["truth"]) for r in rows]
        known = np.array([e for e in error if np.isfinite(e)])
        if known.size == 0:
            continue
        out[name] = {
            "mae": estimate(error, people, mae)._asdict(),
            "bias": bias(known),
            "p95": p95(known),
            "unread": len(error) - known.size,
        }
        if f"{name} sd" in rows[0]:
            cover = covered(np.array(error), np.array([float(r[f"{name} sd"]) for r in rows]), 0.95)
            out[name]["covered_by_own_sd"] = share(cover[np.isfinite(cover)])
    return out


def measure_all(bench: Path, networks: Sequence[str], seeds: range, limit: int | None = None) -> dict[str, Any]:
    """Figures per network."""
    out: dict[str, Any] = {}
    for network, held in common(bench, networks, seeds, limit).items():
        rows: list[dict[str, Any]] = []
        for i, case in enumerate(held, start=1):
            rows += measure(case, network)
            print(f"  ablation, {network}: {i}/{len(held)}", end="\r", flush=True)
        print()
        if rows:
            out[network] = {"films": len(held), "trials": len(rows), "readings": figures(rows)}
    return out


def main(arguments: list[str] | None = None) -> None:
    """Measure, print and freeze."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--networks", nargs="+", default=list(NETWORKS))
    parser.add_argument("--seeds", type=seed_range, default=REPORT)
    parser.add_argument("--limit", type=int, help="no more than so many films")
    parser.add_argument("--json", type=Path, default=RESULTS / "ablation.json")
    args = parser.parse_args(arguments)
    found = measure_all(args.bench, args.networks, args.seeds, args.limit)
    if not found:
        raise SystemExit("No film with keypoints here: run python -m validation.figures.keypoints BENCH.")
    for network, one in found.items():
        print(f"{network}: {one['films']} films, {one['trials']} trials")
        for name, f in one["readings"].items():
            print(f"  {name:16s} MAE {f['mae']['value']:5.2f}  bias {f['bias']:+5.2f}  p95 {f['p95']:5.2f}")
    command = "python -m validation.figures.ablation BENCH"
    write(args.json, frozen("ablation", "+".join(found), command, {"networks": found}))


if __name__ == "__main__":
    main()
