"""The error model of a network, from the whole estimator on people that nothing was learnt from.

    python -m validation.fit.errors CALM [CALM ...] --network heavy [--write]

CALM holds single pictures of calm tests of tune seeds of either generator (`validation.people.stills --calm`,
`validation.people.second stills`). Trial errors are split into what differs from trial to trial on one side of one
test, and what such a side has in common. Every rendered person is seen in one test only, so what is common cannot be
split between set-up and person: half of its variance goes to either (judgement). The overall bias counts with the
systematic part. Trials of a person who is read to face further away than the test takes are left out: no result is made
of them. With few sides the parts are widened by the t factor of their number.
"""

import argparse
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import xarray as xr
from scipy.stats import t as student

from inturn.kinematics import smooth
from inturn.programme.standing_test import load_standing_test
from validation.fit.still_tests import StillTest, still_tests
from validation.people.seeds import TUNED

CHANGES = ("list", "turn", "lean")


@dataclass(frozen=True)
class TrialError:
    """Errors of one trial in degrees: rotation, changes of list, turn and lean; the stated sd of rotation; how far the
    person was read to face away from the camera; the true change of turn."""

    seed: int
    side: int
    truth: float
    rotation: float
    changes: dict[str, float]
    stated: float
    facing: float
    turned: float


def trial_errors(test: StillTest, angles: xr.Dataset | None = None) -> list[TrialError]:
    """One entry per readable trial of a person; `angles` where they were not smoothed in the usual way."""
    angles = smooth(test.recording) if angles is None else angles
    read = {"list": angles["pelvic_list"], "turn": angles["pelvic_turn"], "lean": angles["trunk_lean"]}
    true = {"list": test.list, "turn": np.unwrap(test.turn), "lean": test.lean}
    out: list[TrialError] = []
    for before in np.unique(test.before[test.held]):
        held = test.held & (test.before == before)
        side = int(test.side[np.argmax(held)])
        off = np.rad2deg(angles["rotation"].values[held, side] - test.rotation[held, side])
        if not np.all(np.isfinite([*off, angles["pelvic_list"].values[before]])):
            continue  # of a person who was not seen before the rotation no change can be told
        changes = {
            name: float(
                np.rad2deg(np.mean(read[name].values[held]) - read[name].values[before])
                - np.rad2deg(np.mean(true[name][held]) - true[name][before])
            )
            for name in CHANGES
        }
        stated = float(np.rad2deg(np.mean(angles["rotation_sd"].values[held, side])))
        truth = float(np.rad2deg(np.mean(test.rotation[held, side])))
        facing = float(np.abs(np.rad2deg(np.mean(read["turn"].values[held]))))
        turned = float(np.rad2deg(np.mean(true["turn"][held]) - true["turn"][before]))
        out.append(TrialError(test.seed, side, truth, float(np.mean(off)), changes, stated, facing, turned))
    return out


def components(errors: Sequence[TrialError]) -> dict[str, float]:
    """The standard deviations in degrees that `inturn.kinematics.error_model` keeps."""
    by: dict[tuple[int, int], list[float]] = defaultdict(list)
    for e in errors:
        by[(e.seed, e.side)].append(e.rotation)
    inside = np.array([e - np.mean(v) for v in by.values() for e in v])
    trial = float(np.sqrt(np.sum(inside**2) / max(inside.size - len(by), 1)))
    means = np.array([np.mean(v) for v in by.values()])
    count = float(np.mean([len(v) for v in by.values()]))
    common = max(float(np.mean(means**2)) - trial**2 / count, 0.25)
    widen = float(student.ppf(0.975, means.size) / 1.96)
    half = widen * float(np.sqrt(common / 2))
    out = {"sd_trial": trial, "sd_setup": half, "sd_systematic": half}
    scale = {"list": 1.0, "turn": turn_gain(errors), "lean": 1.0}
    for name in CHANGES:
        off = [e.changes[name] + (scale[name] - 1.0) * (e.turned + e.changes[name]) for e in errors]
        out[f"sd_{name}_change"] = float(np.sqrt(np.mean(np.square(off))))
    return out | {"sd_stated": float(np.median([e.stated for e in errors]))}


def turn_gain(errors: Sequence[TrialError]) -> float:
    """True changes of turn over read ones: the slope of a line through nothing read, nothing true."""
    true = np.array([e.turned for e in errors])
    read = true + [e.changes["turn"] for e in errors]
    return round(float(read @ true / (read @ read)), 2)


def main() -> None:
    """Print the error model, and write it when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("calm", type=Path, nargs="+")
    parser.add_argument("--network", default="heavy")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    beyond = float(np.rad2deg(load_standing_test().gates.facing))
    errors = [
        error
        for folder in chosen.calm
        for kind in TUNED
        for test in still_tests(folder, chosen.network, kind)
        for error in trial_errors(test)
        if error.facing <= beyond
    ]
    seeds = sorted({e.seed for e in errors})
    off = np.array([e.rotation for e in errors])
    print(
        f"{chosen.network}: {len(errors)} trials of {len(seeds)} people, rotation MAE {np.abs(off).mean():.2f}, "
        f"bias {off.mean():+.2f}, p95 {np.percentile(np.abs(off), 95):.2f}"
    )
    lines = [f"{name} = {value:.2f}" for name, value in components(errors).items()]
    lines += ["", "[gain]", f"turn_gain = {turn_gain(errors)}"]
    print("\n".join(lines))
    if chosen.write:
        head = [
            f"# Error of the estimator on keypoints of the {chosen.network} network: standard deviations in degrees.",
            "# Changes of turn are read too small; their error is what is left of it with the gain.",
            "[provenance]",
            'basis = "rendered people only"',
            f'made_by = "python -m validation.fit.errors CALM SECOND --network {chosen.network} --write"',
            f'seeds = "{seeds[0]}-{seeds[-1]}, {len(seeds)} people, {len(errors)} trials"',
            "",
            "[error_deg]",
        ]
        path = Path("src/inturn/kinematics/data") / f"error_{chosen.network}.toml"
        path.write_text("\n".join([*head, *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
