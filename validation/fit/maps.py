"""What rendered people teach about a network: the pelvis reading and the remainder of the body model.

    python -m validation.fit.maps STILLS [STILLS ...] --network heavy [--write]

Ridge regressions on single pictures of people of fit seeds of both generators (`validation.people.stills`,
`validation.people.second stills`), restless ones and calm ones: the restless teach what belongs to which movement, the
calm how people mostly are. The remainder is what the smoother, with a pelvis map that has not seen the person, gets
wrong; all errors printed are of people left out, in ten folds. Where the stills hold what the network sees around the
points, everything is learnt twice: from keypoints alone, and "closer", from that as well.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from inturn.kinematics.appearance import recorded, since_standing
from inturn.kinematics.learnt import Learnt
from inturn.kinematics.offline import smooth
from inturn.kinematics.reading import PelvisMap, against_standing
from inturn.kinematics.reading import features as pelvis_features
from inturn.kinematics.remainder import features as remainder_features
from inturn.kinematics.stance import stance_of
from validation.fit.between import BetweenRows, between_map, print_gain
from validation.fit.ridge import FOLDS, PRODUCTS, applied, ridge, told
from validation.fit.still_tests import STANDING, StillTest, still_tests
from validation.people.seeds import FITTED

RIDGE_PELVIS = 30.0
RIDGE_REMAINDER = 3.0
WORTH = 0.98
"""Products are used where the error of people left out falls to this share: less may be chance."""
RIDGE_PELVIS_SEEN = 3000.0
RIDGE_REMAINDER_SEEN = 500.0
"""For components of the appearance, which are taken as they are and not each by its spread."""
COMMON = 99.9
"""Percentile of the changes of appearance learnt from, up to which a change is taken as it is."""
HELD = 3.0
"""The hold is what is measured: its pictures count as so many of the way there."""
LEG_ANGLES = ("rotation", "hip_flexion", "hip_abduction", "knee_flexion")
DATA = Path("src/inturn/kinematics/data")


def standing_of(test: StillTest) -> np.ndarray:
    """The first pictures are of quiet standing, those of them in which the person is seen."""
    return (np.arange(len(test.pixel)) < STANDING) & np.isfinite(test.pixel).all(axis=(1, 2))


def change_of(test: StillTest) -> np.ndarray | None:
    """How the appearance has changed since standing (T, 2, A); None where the pictures were not looked at for it."""
    seen = recorded(test.recording)
    time_s = test.recording["time"].values
    return None if seen is None else since_standing(seen, time_s, standing_of(test), np.inf)


def pelvis_rows(test: StillTest, change: np.ndarray | None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features, list and turn against standing (rad, tested leg as left) of the pictures with a lifted knee."""
    standing = standing_of(test)
    against = against_standing(test.pixel, stance_of(test.pixel, standing), change)
    assert against is not None
    values, lifted = pelvis_features(against), against.lifted
    use, side = np.abs(lifted) > 0.5, np.sign(lifted)
    use &= np.all(np.isfinite(values), axis=1)
    tilt, turn = (side * (angle - angle[standing].mean()) for angle in (test.list, np.unwrap(test.turn)))
    return values[use], tilt[use], turn[use]


def trust_of(values: np.ndarray, components: int, share: float) -> np.ndarray:
    """Trust (F,) in each feature: 1, but for the last ones, the appearance's `components`, whose ridge is 1 / `share`
    times as strong as that of the others."""
    spread = values[:, values.shape[1] - components :].std(axis=0)
    level = spread.mean() if components else 1.0
    return np.append(np.ones(values.shape[1] - components), np.sqrt(share) * spread / level)


def remainder_trust(values: np.ndarray, components: int, products: float) -> np.ndarray:
    """Trust (F,) in each feature of the remainder: `products` in those with the turn, 0 for none; the last `components`
    are the appearance's."""
    trust = trust_of(values, components, RIDGE_REMAINDER / RIDGE_REMAINDER_SEEN)
    half = (values.shape[1] - components) // 2
    trust[half : 2 * half] = products
    return trust


def pelvis_map(
    rows: Sequence[tuple[np.ndarray, ...]], sds: Sequence[float], components: int, largest: float
) -> PelvisMap:
    """The map from the rows of several people."""
    values, tilt, turn = (np.concatenate(part) for part in zip(*rows, strict=True))
    trust = trust_of(values, components, RIDGE_PELVIS / RIDGE_PELVIS_SEEN)
    weights = (ridge(values, target, RIDGE_PELVIS, trust=trust) for target in (tilt, turn))
    return PelvisMap(*weights, *sds, largest)


def crossed_pelvis(tests: list[StillTest], changes: Sequence[np.ndarray | None]) -> tuple[list[PelvisMap], PelvisMap]:
    """A map for each fold that has not seen it, and that of all people; errors are those of people left out."""
    rows = [pelvis_rows(t, c) for t, c in zip(tests, changes, strict=True)]
    components, largest = extent(changes)
    maps = [
        pelvis_map([r for i, r in enumerate(rows) if i % FOLDS != k], (0.0, 0.0), components, largest)
        for k in range(FOLDS)
    ]
    off = [
        np.stack([applied(v, maps[i % FOLDS].list_weights) - tilt, applied(v, maps[i % FOLDS].turn_weights) - turn])
        for i, (v, tilt, turn) in enumerate(rows)
    ]
    error = np.concatenate(off, axis=1)
    sds = [float(s) for s in error.std(axis=1)]
    for name, e, truth in zip(("list", "turn"), error, (1, 2), strict=True):
        spread = np.rad2deg(np.concatenate([r[truth] for r in rows]).std())
        print(f"{name}: {e.size} pictures, truth sd {spread:.1f}, " + told(e))
    with_errors = [replace(m, list_sd=sds[0], turn_sd=sds[1]) for m in maps]
    return with_errors, pelvis_map(rows, sds, components, largest)


def extent(changes: Sequence[np.ndarray | None]) -> tuple[int, float]:
    """How many features the appearance gives, and the size of a large change of it (root mean square)."""
    known = [c for c in changes if c is not None]
    if not known:
        return 0, 0.0
    sizes = np.sqrt(np.concatenate([np.mean(c[STANDING:] ** 2, axis=(1, 2)) for c in known]))
    return known[0].shape[1] * known[0].shape[2], float(np.nanpercentile(sizes, COMMON))


def remainder_rows(
    test: StillTest, pelvis: PelvisMap, change: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Features, error of the smoothed rotation (rad), whether held, truth and side, of the tested leg's pictures."""
    alone = Learnt(pelvis, None)
    angles = smooth(test.recording, learnt=alone if change is None else Learnt(None, None, alone))
    legs = np.stack([angles[name].values for name in LEG_ANGLES], axis=-1)
    body = np.stack([angles["pelvic_list"].values, angles["pelvic_turn"].values], axis=-1)
    against = against_standing(test.pixel, stance_of(test.pixel, standing_of(test)), change)
    assert against is not None
    values, lifted = remainder_features(against, legs, body), against.lifted
    tested = np.where(test.side < 0, 0.0, 1.0 - 2.0 * test.side)
    use = (np.abs(lifted) > 0.5) & (np.sign(lifted) == tested) & np.all(np.isfinite(values), axis=1)
    at = np.flatnonzero(use)
    side = test.side[at]
    truth = test.rotation[at, side]
    return values[at], legs[at, side, 0] - truth, test.held[at], truth, side


def left_out_remainder(rows: Sequence[tuple[np.ndarray, ...]], components: int) -> tuple[list[np.ndarray], np.ndarray]:
    """Weights for each fold that have not seen it, and of all people; prints the errors before and after of those left
    out.

    Products with the turn are used where people left out are clearly read better with them: a network that places the
    hips badly knows too little of the turn. The last `components` features are the appearance's.
    """
    folds = np.concatenate([np.full(len(r[0]), i % FOLDS) for i, r in enumerate(rows)])
    values, error, held, truth, _ = (np.concatenate(part) for part in zip(*rows, strict=True))
    counts = np.where(held, HELD, 1.0)
    found: list[tuple[float, np.ndarray, np.ndarray, list[np.ndarray]]] = []
    for name, share in (("without products", 0.0), ("with them", PRODUCTS)):
        trust = remainder_trust(values, components, share)
        after, crossed = np.empty(error.size), list[np.ndarray]()
        for k in range(FOLDS):
            mine = folds == k
            crossed.append(ridge(values[~mine], error[~mine], RIDGE_REMAINDER, counts[~mine], trust))
            after[mine] = error[mine] - applied(values[mine], crossed[k])
        print(f"rotation, remainder taken off, {name}: {told(after[held])}")
        found.append((float(np.abs(after[held]).mean()), after, trust, crossed))
    _, after, trust, crossed = found[1] if found[1][0] < WORTH * found[0][0] else found[0]
    print(f"rotation, body model alone: {held.sum()} held pictures, {told(error[held])}")
    for low in (0, 10, 20, 30, 40):
        here = held & (np.rad2deg(truth) >= low) & (np.rad2deg(truth) < low + 10)
        print(f"    true {low}-{low + 10}: {told(error[here])} | {told(after[here])}")
    return crossed, ridge(values, error, RIDGE_REMAINDER, counts, trust)


@dataclass(frozen=True)
class Fitted:
    """The two maps of one kind, the people they were learnt from, and for each fold the maps that have not seen it."""

    pelvis: PelvisMap
    remainder: np.ndarray
    between: np.ndarray
    seeds: list[int]
    crossed: list[tuple[PelvisMap, np.ndarray]]


def fitted(tests: list[StillTest], changes: Sequence[np.ndarray | None]) -> Fitted:
    """Both maps, from keypoints alone or, where changes of appearance are given, from these, too."""
    crossed, pelvis = crossed_pelvis(tests, changes)
    rows = [remainder_rows(t, crossed[i % FOLDS], c) for i, (t, c) in enumerate(zip(tests, changes, strict=True))]
    components = extent(changes)[0]
    weights, remainder = left_out_remainder(rows, components)
    pairs = [BetweenRows.of(r, components) for r in rows]
    print_gain(pairs, weights)
    seeds = [t.seed for t in tests]
    return Fitted(pelvis, remainder, between_map(pairs), seeds, list(zip(crossed, weights, strict=True)))


def save(kind: str, network: str, about: str, tables: dict[str, tuple[list[int], dict[str, object]]]) -> None:
    """Write the maps of a kind, each with its provenance."""
    lines = [f"# {about}"]
    for name, (seeds, table) in tables.items():
        lines += [
            "",
            f"[provenance.{name}]",
            'basis = "fitted on rendered people"',
            f'made_by = "python -m validation.fit.maps STILLS SECOND --network {network} --write"',
            f'seeds = "{seeds[0]}-{seeds[-1]}, {len(seeds)} people"',
            "",
            f"[{name}]",
            *(f"{key} = {json.dumps(value)}" for key, value in table.items()),
        ]
    (DATA / f"{kind}_{network}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def rounded(weights: np.ndarray) -> list[float]:
    """Weights as they are written: five digits that count."""
    return [float(f"{float(w):.5g}") for w in weights]


def pelvis_table(pelvis: PelvisMap) -> dict[str, object]:
    """A pelvis map as it is written."""
    table: dict[str, object] = {
        "list_weights": rounded(pelvis.list_weights),
        "list_sd_deg": round(float(np.rad2deg(pelvis.list_sd)), 2),
        "turn_weights": rounded(pelvis.turn_weights),
        "turn_sd_deg": round(float(np.rad2deg(pelvis.turn_sd)), 2),
    }
    return table | ({"largest": round(pelvis.largest, 2)} if pelvis.largest else {})


def remainder_table(fitted_: Fitted) -> dict[str, object]:
    """The map of the remainder, and that between the sides, as they are written."""
    return {"weights": rounded(fitted_.remainder), "between": rounded(fitted_.between)}


def write(network: str, plain: Fitted, closer: Fitted | None) -> None:
    """The maps as data of the program."""
    kinds = {"pelvis": plain} | ({} if closer is None else {"closer": closer})
    about = "What thirteen keypoints of a person on one leg say about the pelvis (see kinematics/reading.py)."
    save("pelvis", network, about, {name: (f.seeds, pelvis_table(f.pelvis)) for name, f in kinds.items()})
    kinds = {"remainder": plain} | ({} if closer is None else {"closer": closer})
    about = "What the body model gets wrong about hip rotation (see kinematics/remainder.py)."
    save("remainder", network, about, {n: (f.seeds, remainder_table(f)) for n, f in kinds.items()})


def main() -> None:
    """Fit, print the errors, and write the maps when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stills", type=Path, nargs="+")
    parser.add_argument("--network", default="heavy")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    tests = [test for folder in chosen.stills for kind in FITTED for test in still_tests(folder, chosen.network, kind)]
    print(f"{chosen.network}: {len(tests)} people")
    plain = fitted(tests, [None] * len(tests))
    pairs = [(t, change) for t in tests if (change := change_of(t)) is not None]
    closer = None
    if pairs:
        print(f"{chosen.network}, closer: {len(pairs)} people")
        closer = fitted([t for t, _ in pairs], [c for _, c in pairs])
    if chosen.write:
        write(chosen.network, plain, closer)


if __name__ == "__main__":
    main()
