"""What people of one generator teach about those of another one, whom nobody has seen.

    python -m validation.fit.strangers FIRST SECOND --network heavy

The maps of `validation.fit.maps` are learnt from stills of one folder, applied to those of the other, both ways, with
ridges as they are and stronger ones: people left out of a generator say how well its own people are read, strangers how
well another kind of people is. Places of keypoints and the size of the error stay those of the program; the teachers'
own rows are read with the pelvis map that has seen them. Fit seeds only.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from inturn.kinematics.learnt import Learnt
from inturn.kinematics.offline import smooth
from inturn.kinematics.remainder import RemainderMap
from validation.fit import maps
from validation.fit.still_tests import StillTest, still_tests
from validation.people.seeds import FITTED

STRONGER = (1.0, 10.0, 100.0)
Seen = list[tuple[StillTest, np.ndarray | None]]


def with_changes(tests: Sequence[StillTest], closer: bool) -> Seen:
    """People with how their appearance changes, those of whom it is known; or, from keypoints alone, without."""
    if not closer:
        return [(t, None) for t in tests]
    return [(t, change) for t in tests if (change := maps.change_of(t)) is not None]


def pelvis_from(teachers: Seen, extent: tuple[int, float]) -> maps.PelvisMap:
    """The pelvis map of some people; its errors are still to be put in."""
    return maps.pelvis_map([maps.pelvis_rows(t, c) for t, c in teachers], (0.0, 0.0), *extent)


def pelvis_errors(learnt: maps.PelvisMap, strangers: Seen) -> tuple[np.ndarray, np.ndarray]:
    """Errors of list and turn (rad) on people that the map has not seen."""
    rows = [maps.pelvis_rows(t, c) for t, c in strangers]
    off = [
        np.stack([maps.applied(v, learnt.list_weights) - tilt, maps.applied(v, learnt.turn_weights) - turn])
        for v, tilt, turn in rows
    ]
    both = np.concatenate(off, axis=1)
    return both[0], both[1]


Rows = list[tuple[np.ndarray, ...]]


def remainder_of(taught: Rows, components: int, stronger: float) -> np.ndarray:
    """The weights that the teachers' rows give."""
    values, error, held, *_ = (np.concatenate(part) for part in zip(*taught, strict=True))
    trust = maps.remainder_trust(values, components, 0.0)  # products with the turn gain nothing with strangers
    return maps.ridge(values, error, stronger * maps.RIDGE_REMAINDER, np.where(held, maps.HELD, 1.0), trust)


def rotation_errors(taught: Rows, asked: Rows, components: int, stronger: float) -> np.ndarray:
    """Errors of rotation (rad) of strangers' held pictures, after the remainder that the teachers' rows give."""
    weights = remainder_of(taught, components, stronger)
    values, error, held, *_ = (np.concatenate(part) for part in zip(*asked, strict=True))
    return (error - maps.applied(values, weights))[held]


def as_read(learnt: Learnt, strangers: Seen) -> np.ndarray:
    """Errors of rotation (rad) of strangers' held pictures, as the program reads them by these maps."""
    off: list[np.ndarray] = []
    for test, change in strangers:
        read = smooth(test.recording, learnt=learnt if change is None else Learnt(None, None, learnt))
        at = np.flatnonzero(test.held)
        side = test.side[at]
        off.append(read["rotation"].values[at, side] - test.rotation[at, side])
    error = np.concatenate(off)
    return error[np.isfinite(error)]


def compare(name: str, teachers: Seen, strangers: Seen) -> None:
    """Print what one folder's people teach about the other's."""
    extent = maps.extent([c for _, c in (*teachers, *strangers)])
    learnt = pelvis_from(teachers, extent)
    off = pelvis_errors(learnt, strangers)
    for what, error in zip(("list", "turn"), off, strict=True):
        print(f"{name}, {what}: {maps.told(error)}", flush=True)
    learnt = replace(learnt, list_sd=float(off[0].std()), turn_sd=float(off[1].std()))
    taught, asked = ([maps.remainder_rows(t, learnt, c) for t, c in people] for people in (teachers, strangers))
    for stronger in STRONGER:
        error = rotation_errors(taught, asked, extent[0], stronger)
        print(f"{name}, rotation, ridge of the remainder x {stronger:g}: {maps.told(error)}", flush=True)
    whole = Learnt(learnt, RemainderMap(remainder_of(taught, extent[0], 1.0)))
    for what, heard in (("not heard", replace(whole, alone=0.0)), ("heard", whole)):
        error = as_read(heard, strangers)
        print(f"{name}, rotation as the program reads it, the body model alone {what}: {maps.told(error)}", flush=True)


def main() -> None:
    """Both ways, from keypoints alone and with the appearance."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs=2)
    parser.add_argument("--network", default="heavy")
    chosen = parser.parse_args()
    first, second = (
        [t for kind in FITTED for t in still_tests(folder, chosen.network, kind)] for folder in chosen.folders
    )
    print(f"{chosen.network}: {len(first)} and {len(second)} people")
    for closer in (False, True):
        a, b = with_changes(first, closer), with_changes(second, closer)
        way = "with the appearance" if closer else "keypoints alone"
        compare(f"{way}, first about second", a, b)
        compare(f"{way}, second about first", b, a)


if __name__ == "__main__":
    main()
