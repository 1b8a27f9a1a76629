"""Whether what was learnt from one renderer holds for pictures that look otherwise, on many people.

    python -m validation.fit.other_looks STILLS --network heavy [--json FILE]

People of fit seeds are read by maps that were learnt without them, and from pictures as drawn only: once as drawn, and
once in another look, chosen by seed (`validation.fit.looks`; keypoints by `validation.fit.stills --other-look`). Errors
are of pictures of the hold, degrees, from keypoints alone and with the appearance.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from validation.figures.freeze import RESULTS, frozen, write
from validation.fit.maps import FOLDS, Fitted, applied, change_of, fitted, remainder_rows
from validation.fit.still_tests import StillTest, still_tests


def errors(tests: Sequence[StillTest], ways: Fitted, *, closer: bool) -> np.ndarray:
    """Errors (degrees) of held pictures of people left out."""
    found = [np.empty(0)]
    for test in tests:
        pelvis, weights = ways.crossed[ways.seeds.index(test.seed) % FOLDS]
        change = change_of(test) if closer else None
        values, error, held, *_ = remainder_rows(test, pelvis, change)
        found.append(np.rad2deg(error - applied(values, weights))[held])
    return np.concatenate(found)


def row(error: np.ndarray) -> dict[str, Any]:
    """Figures of errors in degrees."""
    size = np.abs(error)
    return {"pictures": error.size, "mae": size.mean(), "bias": error.mean(), "p95": np.percentile(size, 95)}


def main() -> None:
    """Learn, judge, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stills", type=Path)
    parser.add_argument("--network", default="heavy", choices=("full", "heavy", "lite"))
    parser.add_argument("--json", type=Path, default=RESULTS / "other-looks-left-out.json")
    chosen = parser.parse_args()
    drawn = [t for t in still_tests(chosen.stills, chosen.network) if change_of(t) is not None]
    known = {t.seed for t in drawn}
    others = still_tests(chosen.stills, chosen.network, other_look=True)
    other = [t for t in others if t.seed in known and change_of(t) is not None]
    plain, closer = fitted(drawn, [None] * len(drawn)), fitted(drawn, [change_of(t) for t in drawn])
    same = [t for t in drawn if t.seed in {o.seed for o in other}]
    table: list[dict[str, Any]] = []
    for look, tests in (("as drawn", same), ("another look", other)):
        alone, seen = errors(tests, plain, closer=False), errors(tests, closer, closer=True)
        for way, error in (("keypoints alone", alone), ("with the appearance", seen)):
            table.append({"look": look, "way": way, "people": len(tests), **row(error)})
            print(table[-1], flush=True)
    command = f"python -m validation.fit.other_looks STILLS --network {chosen.network}"
    write(chosen.json, frozen("other_looks", chosen.network, command, {"looks": table}))


if __name__ == "__main__":
    main()
