"""What rendered people teach about a network: the pelvis reading and the remainder of the body model.

    python -m validation.fit.maps STILLS [STILLS ...] --network heavy [--write]

Ridge regressions on single pictures of people of fit seeds, restless ones and calm ones (`validation.people.stills`):
the restless teach what belongs to which movement, the calm how people mostly are. The remainder is what
the smoother, with a pelvis map that has not seen the person, gets wrong; all errors printed are of people left out, in
ten folds.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from inturn.kinematics.learnt import Learnt
from inturn.kinematics.offline import smooth
from inturn.kinematics.reading import PelvisMap
from inturn.kinematics.reading import features as pelvis_features
from inturn.kinematics.remainder import features as remainder_features
from inturn.kinematics.stance import stance_of
from validation.fit.still_tests import STANDING, StillTest, still_tests

RIDGE_PELVIS = 30.0
RIDGE_REMAINDER = 3.0
PRODUCTS = 0.3
"""Products with the turn are held to zero by one over the square of this more than what they are products of."""
WORTH = 0.98
"""Products are used where the error of people left out falls to this share: less may be chance."""
HELD = 3.0
"""The hold is what is measured: its pictures count as so many of the way there."""
FOLDS = 10
LEG_ANGLES = ("rotation", "hip_flexion", "hip_abduction", "knee_flexion")
DATA = Path("src/inturn/kinematics/data")


def ridge(
    rows: np.ndarray,
    target: np.ndarray,
    strength: float,
    counts: np.ndarray | None = None,
    trust: np.ndarray | float = 1.0,
) -> np.ndarray:
    """Weights (F + 1,), the last one the constant; columns count by their spread and `trust` (F,), rows by `counts`.

    A column of no trust has no weight.
    """
    share = np.ones(len(rows)) if counts is None else counts / counts.mean()
    middle, spread, mean = (
        np.average(rows, axis=0, weights=share),
        rows.std(0) + 1e-9,
        np.average(target, weights=share),
    )
    scaled = (rows - middle) / spread * trust
    weighted = share[:, None] * scaled
    inner = scaled.T @ weighted + strength * np.eye(rows.shape[1])
    weights = np.linalg.solve(inner, weighted.T @ (target - mean)) * trust / spread
    return np.append(weights, mean - middle @ weights)


def applied(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """What the map says of each row."""
    return rows @ weights[:-1] + weights[-1]


def standing_of(test: StillTest) -> np.ndarray:
    """The first pictures are of quiet standing."""
    return np.arange(len(test.pixel)) < STANDING


def pelvis_rows(test: StillTest) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features, list and turn against standing (rad, tested leg as left) of the pictures with a lifted knee."""
    standing = standing_of(test)
    values, lifted = pelvis_features(test.pixel, stance_of(test.pixel, standing))
    use, side = np.abs(lifted) > 0.5, np.sign(lifted)
    tilt, turn = (side * (angle - angle[standing].mean()) for angle in (test.list, np.unwrap(test.turn)))
    return values[use], tilt[use], turn[use]


def pelvis_map(rows: Sequence[tuple[np.ndarray, ...]], list_sd: float, turn_sd: float) -> PelvisMap:
    """The map from the rows of several people."""
    values, tilt, turn = (np.concatenate(part) for part in zip(*rows, strict=True))
    return PelvisMap(ridge(values, tilt, RIDGE_PELVIS), ridge(values, turn, RIDGE_PELVIS), list_sd, turn_sd)


def crossed_pelvis(tests: list[StillTest]) -> tuple[list[PelvisMap], PelvisMap]:
    """A map for each fold that has not seen it, and that of all people; errors are those of people left out."""
    rows = [pelvis_rows(t) for t in tests]
    maps = [pelvis_map([r for i, r in enumerate(rows) if i % FOLDS != k], 0.0, 0.0) for k in range(FOLDS)]
    off = [
        np.stack([applied(v, maps[i % FOLDS].list_weights) - tilt, applied(v, maps[i % FOLDS].turn_weights) - turn])
        for i, (v, tilt, turn) in enumerate(rows)
    ]
    error = np.concatenate(off, axis=1)
    sds = [float(s) for s in error.std(axis=1)]
    for name, e, truth in zip(("list", "turn"), error, (1, 2), strict=True):
        spread = np.rad2deg(np.concatenate([r[truth] for r in rows]).std())
        print(f"{name}: {e.size} pictures, truth sd {spread:.1f}, " + told(e))
    return [PelvisMap(m.list_weights, m.turn_weights, *sds) for m in maps], pelvis_map(rows, *sds)


def told(error: np.ndarray) -> str:
    """Errors (rad) in words."""
    e = np.rad2deg(error)
    size = np.abs(e)
    return f"MAE {size.mean():.2f}, bias {e.mean():+.2f}, sd {e.std():.2f}, p95 {np.percentile(size, 95):.2f}"


def remainder_rows(test: StillTest, pelvis: PelvisMap) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Features, error of the smoothed rotation (rad), whether held, and the truth, of the tested leg's pictures."""
    angles = smooth(test.recording, learnt=Learnt(pelvis, None))
    legs = np.stack([angles[name].values for name in LEG_ANGLES], axis=-1)
    body = np.stack([angles["pelvic_list"].values, angles["pelvic_turn"].values], axis=-1)
    values, lifted = remainder_features(test.pixel, stance_of(test.pixel, standing_of(test)), legs, body)
    tested = np.where(test.side < 0, 0.0, 1.0 - 2.0 * test.side)
    use = (np.abs(lifted) > 0.5) & (np.sign(lifted) == tested) & np.all(np.isfinite(values), axis=1)
    at = np.flatnonzero(use)
    truth = test.rotation[at, test.side[at]]
    return values[at], legs[at, test.side[at], 0] - truth, test.held[at], truth


def left_out_remainder(rows: Sequence[tuple[np.ndarray, ...]]) -> np.ndarray:
    """Weights of all people; prints the errors before and after of people left out.

    Products with the turn are used where people left out are clearly read better with them: a network that places the
    hips badly knows too little of the turn.
    """
    folds = np.concatenate([np.full(len(r[0]), i % FOLDS) for i, r in enumerate(rows)])
    values, error, held, truth = (np.concatenate(part) for part in zip(*rows, strict=True))
    counts = np.where(held, HELD, 1.0)
    plain = np.arange(values.shape[1]) < values.shape[1] // 2
    found: list[tuple[float, np.ndarray, np.ndarray]] = []
    for name, trust in (("without products", np.where(plain, 1.0, 0.0)), ("with them", np.where(plain, 1.0, PRODUCTS))):
        after = np.empty(error.size)
        for k in range(FOLDS):
            mine = folds == k
            weights = ridge(values[~mine], error[~mine], RIDGE_REMAINDER, counts[~mine], trust)
            after[mine] = error[mine] - applied(values[mine], weights)
        print(f"rotation, remainder taken off, {name}: {told(after[held])}")
        found.append((float(np.abs(after[held]).mean()), after, trust))
    _, after, trust = found[1] if found[1][0] < WORTH * found[0][0] else found[0]
    print(f"rotation, body model alone: {held.sum()} held pictures, {told(error[held])}")
    for low in (0, 10, 20, 30, 40):
        here = held & (np.rad2deg(truth) >= low) & (np.rad2deg(truth) < low + 10)
        print(f"    true {low}-{low + 10}: {told(error[here])} | {told(after[here])}")
    return ridge(values, error, RIDGE_REMAINDER, counts, trust)


def save(name: str, network: str, seeds: list[int], table: dict[str, object], head: str) -> None:
    """Write a map with its provenance."""
    lines = [
        f"# {head}",
        "[provenance]",
        'basis = "fitted on rendered people"',
        f'made_by = "python -m validation.fit.maps STILLS CALM --network {network} --write"',
        f'seeds = "{seeds[0]}-{seeds[-1]}, {len(seeds)} people"',
        "",
        f"[{name}]",
        *(f"{key} = {json.dumps(value)}" for key, value in table.items()),
    ]
    (DATA / f"{name}_{network}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def rounded(weights: np.ndarray) -> list[float]:
    """Weights as they are written."""
    return [round(float(w), 5) for w in weights]


def main() -> None:
    """Fit, print the errors, and write the maps when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stills", type=Path, nargs="+")
    parser.add_argument("--network", default="heavy")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    tests = [test for folder in chosen.stills for test in still_tests(folder, chosen.network)]
    print(f"{chosen.network}: {len(tests)} people")
    crossed, pelvis = crossed_pelvis(tests)
    weights = left_out_remainder([remainder_rows(t, crossed[i % FOLDS]) for i, t in enumerate(tests)])
    if not chosen.write:
        return
    seeds = [t.seed for t in tests]
    table: dict[str, object] = {
        "list_weights": rounded(pelvis.list_weights),
        "list_sd_deg": round(float(np.rad2deg(pelvis.list_sd)), 2),
        "turn_weights": rounded(pelvis.turn_weights),
        "turn_sd_deg": round(float(np.rad2deg(pelvis.turn_sd)), 2),
    }
    about = "What thirteen keypoints of a person on one leg say about the pelvis (see kinematics/reading.py)."
    save("pelvis", chosen.network, seeds, table, about)
    about = "What the body model gets wrong about hip rotation (see kinematics/remainder.py)."
    save("remainder", chosen.network, seeds, {"weights": rounded(weights)}, about)


if __name__ == "__main__":
    main()
