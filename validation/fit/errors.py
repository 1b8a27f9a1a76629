"""The error model of a network, from the estimator's errors on rendered people.

    python -m validation.fit.errors BENCH [BENCH ...] --network heavy [--seeds 0-9999] [--write]

Trial errors are split into what differs from trial to trial on one side of one recording, and what such a side has
in common. Every rendered person is filmed once, so what is common cannot be split between set-up and person: half of
its variance goes to either (judgement). The overall bias counts with the systematic part. With few sides the parts
are widened by the t factor of their number.
"""

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
from scipy.stats import t as student

from validation.accuracy import errors_of, measure
from validation.bench import cached, cases


def components(rows: list[dict[str, object]], name: str) -> dict[str, float]:
    """The standard deviations in degrees that `inturn.kinematics.error_model` keeps."""
    by: dict[tuple[object, object], list[float]] = defaultdict(list)
    for row, error in zip(rows, errors_of(rows, name), strict=True):
        if np.isfinite(error):
            by[(row["clip"], row["side"])].append(float(error))
    inside = np.array([e - np.mean(v) for v in by.values() for e in v])
    freedom = max(inside.size - len(by), 1)
    trial = float(np.sqrt(np.sum(inside**2) / freedom))
    means = np.array([np.mean(v) for v in by.values()])
    count = float(np.mean([len(v) for v in by.values()]))
    common = max(float(np.mean(means**2)) - trial**2 / count, 0.25)
    widen = float(student.ppf(0.975, means.size) / 1.96)
    out = {"sd_trial": trial, "sd_setup": widen * np.sqrt(common / 2), "sd_systematic": widen * np.sqrt(common / 2)}
    for short, body in (("list", "pelvic_list"), ("turn", "pelvic_turn"), ("lean", "trunk_lean")):
        change = errors_of(rows, f"{name} {body}", f"truth {body}")
        out[f"sd_{short}_change"] = float(np.sqrt(np.nanmean(change**2)))
    out["sd_stated"] = float(np.nanmedian([float(str(r[f"{name} sd"])) for r in rows]))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, nargs="+")
    parser.add_argument("--network", default="heavy")
    parser.add_argument("--seeds", default="0-9999")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    low, high = (int(x) for x in args.seeds.split("-"))
    found = [c for b in args.bench for c in cached(cases(b, low, high + 1), args.network) if not c.negative]
    rows = [r for c in found for r in measure(c, args.network)]
    lines = [f"{name} = {value:.2f}" for name, value in components(rows, "smoother").items()]
    print("\n".join(lines))
    if args.write:
        head = [
            f"# Error of the estimator on keypoints of the {args.network} network: standard deviations in degrees.",
            "[provenance]",
            'basis = "rendered people only"',
            f'made_by = "python -m validation.fit.errors BENCH --network {args.network} --write"',
            f"seeds = {[c.seed for c in found]}",
            f"trials = {len(rows)}",
            "",
            "[error_deg]",
        ]
        path = Path("src/inturn/kinematics/data") / f"error_{args.network}.toml"
        path.write_text("\n".join([*head, *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
