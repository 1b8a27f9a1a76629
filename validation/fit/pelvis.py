"""The linear map from keypoints to list and turn of the pelvis (`inturn.kinematics.reading`), by ridge regression.

    python -m validation.fit.pelvis STILLS --network heavy [--write]

Learnt from single pictures of restless people (`validation.people.stills`, fit seeds). The error is that of people
left out, in ten folds; it is printed beside the spread of the truth and the reading of the hip line alone.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from inturn.kinematics.reading import features
from validation.people.seeds import purpose

RIDGE = 30.0
FOLDS = 10
STANDING = 3


def table(folder: Path, network: str) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Features, list and turn against standing (rad, tested leg as left), seed, of all pictures with a lifted knee."""
    rows, lists, turns, seeds = [], [], [], []
    for stills in sorted(folder.glob("stills_??????.npz")):
        found = folder / "keypoints" / f"{stills.stem}.{network}.npz"
        if not found.exists():
            continue
        with np.load(stills) as truth, np.load(found) as seen:
            if purpose(int(truth["seed"])) != "fit" or seen["score"].min() < 0.5:
                continue
            left = truth["pelvis"].astype(float)[:, :, 1]
            standing = np.arange(len(left)) < STANDING
            values, lifted = features(seen["pixel"].astype(float), standing)
            tilt, turn = np.arcsin(left[:, 2]), np.arctan2(-left[:, 0], left[:, 1])
            use = np.abs(lifted) > 0.5
            side = np.sign(lifted[use])
            rows.append(values[use])
            lists.append(side * (tilt - tilt[standing].mean())[use])
            turns.append(side * (turn - turn[standing].mean())[use])
            seeds.append(np.full(int(use.sum()), int(truth["seed"])))
    return np.concatenate(rows), np.concatenate(lists), np.concatenate(turns), np.concatenate(seeds)


def ridge(rows: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Weights (F + 1,), the last one the constant; columns count by their spread."""
    middle, spread = rows.mean(0), rows.std(0) + 1e-9
    scaled = (rows - middle) / spread
    inner = scaled.T @ scaled + RIDGE * np.eye(rows.shape[1])
    weights = np.linalg.solve(inner, scaled.T @ (target - target.mean())) / spread
    return np.append(weights, target.mean() - middle @ weights)


def left_out(rows: np.ndarray, target: np.ndarray, seeds: np.ndarray) -> np.ndarray:
    """Errors of each row by a map that has not seen its person."""
    fold = np.searchsorted(np.unique(seeds), seeds) % FOLDS
    error = np.empty(len(target))
    for k in range(FOLDS):
        weights = ridge(rows[fold != k], target[fold != k])
        error[fold == k] = np.append(rows[fold == k], np.ones(((fold == k).sum(), 1)), axis=1) @ weights
    return error - target


def main() -> None:
    """Fit, print the errors, and write the map when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stills", type=Path)
    parser.add_argument("--network", default="heavy")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    rows, tilt, turn, seeds = table(chosen.stills, chosen.network)
    people = np.unique(seeds)
    result: dict[str, object] = {}
    for name, target in (("list", tilt), ("turn", turn)):
        error = np.rad2deg(left_out(rows, target, seeds))
        spread, mean_error = np.rad2deg(target.std()), np.abs(error).mean()
        print(
            f"{chosen.network} {name}: {len(rows)} pictures of {len(people)} people, truth sd {spread:.1f}, "
            f"left-out MAE {mean_error:.2f}, sd {error.std():.2f}"
        )
        result[f"{name}_weights"] = [round(float(w), 5) for w in ridge(rows, target)]
        result[f"{name}_sd_deg"] = round(float(error.std()), 2)
    if chosen.write:
        head = [
            "# What thirteen keypoints of a person on one leg say about the pelvis (see kinematics/reading.py).",
            "[provenance]",
            'basis = "fitted on rendered people"',
            f'made_by = "python -m validation.fit.pelvis STILLS --network {chosen.network} --write"',
            f'seeds = "{people[0]}-{people[-1]}, {len(people)} people"',
            "",
            "[pelvis]",
        ]
        lines = [f"{key} = {json.dumps(value)}" for key, value in result.items()]
        path = Path("src/inturn/kinematics/data") / f"pelvis_{chosen.network}.toml"
        path.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
