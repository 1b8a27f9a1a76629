"""Where the error of rotation comes from, on calm tests of people nothing was learnt from.

    python -m validation.budget CALM [--networks heavy full lite] [--json FILE]

For each network, of the error of held pictures (degrees, standard deviations unless said): the whole; the body model
without what was learnt beyond it; what would be left if the pelvis' list were known; what a person and side have in
common, and what changes from trial to trial.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from inturn.kinematics.learnt import Learnt, learnt_of
from inturn.kinematics.offline import smooth
from validation.fit.still_tests import StillTest, still_tests

Errors = dict[str, np.ndarray]


def errors_of(test: StillTest, learnt: Learnt) -> Errors:
    """Errors in degrees of the held pictures: rotation, list towards the tested side; and which side."""
    angles = smooth(test.recording, learnt=learnt)
    at = np.flatnonzero(test.held)
    side = test.side[at]
    sign = 1.0 - 2.0 * side
    rotation = angles["rotation"].values[at, side] - test.rotation[at, side]
    tilt = sign * (angles["pelvic_list"].values[at] - test.list[at])
    return {"rotation": np.rad2deg(rotation), "list": np.rad2deg(tilt), "side": side, "trial": test.before[at]}


def components(tests: list[Errors]) -> dict[str, float]:
    """The parts of the error of several people."""
    rotation = np.concatenate([t["rotation"] for t in tests])
    tilt = np.concatenate([t["list"] for t in tests])
    known = np.isfinite(rotation)
    rotation, tilt = rotation[known], tilt[known]
    sides, trials = [], []
    for t in tests:
        for side in (0, 1):
            mine = (t["side"] == side) & np.isfinite(t["rotation"])
            numbers = np.unique(t["trial"][mine])
            means = [float(np.mean(t["rotation"][mine & (t["trial"] == number)])) for number in numbers]
            if means:
                sides.append(float(np.mean(means)))
                trials += [m - float(np.mean(means)) for m in means]
    return {
        "pictures": float(rotation.size),
        "mae": float(np.abs(rotation).mean()),
        "bias": float(rotation.mean()),
        "sd": float(rotation.std()),
        "sd_if_list_were_known": float((rotation + tilt).std()),
        "sd_list": float(tilt.std()),
        "sd_between_sides_of_people": float(np.std(sides)),
        "sd_between_trials": float(np.sqrt(np.sum(np.square(trials)) / max(len(trials) - len(sides), 1))),
    }


def main() -> None:
    """Print the budget, and keep it when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("calm", type=Path)
    parser.add_argument("--networks", nargs="+", default=["heavy", "full", "lite"])
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    out: dict[str, dict[str, float]] = {}
    for network in chosen.networks:
        tests = list(still_tests(chosen.calm, network, "tune"))
        whole = learnt_of(network)
        alone = {} if whole.closer is None else {"keypoints alone": Learnt(whole.pelvis, whole.remainder)}
        for name, learnt in {
            "all that was learnt": whole,
            **alone,
            "keypoints alone, without the remainder": Learnt(whole.pelvis, None),
            "body model alone": Learnt(None, None),
        }.items():
            found = components([errors_of(t, learnt) for t in tests])
            out[f"{network}, {name}"] = found
            print(f"{network}, {name}: {len(tests)} people  " + "  ".join(f"{k} {v:.2f}" for k, v in found.items()))
    if chosen.json:
        chosen.json.write_text(json.dumps(out, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
