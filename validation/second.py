"""What was learnt from one generator's people, on people of another one (`validation.people.second`).

    python -m validation.second BENCH [--first CALM] [--draw PYTHON] [--network heavy]

BENCH holds `stills` (seeds 30000-30999 for choices, 31000-31999 for the report) and `films` (31000-31999). With
`--draw` (the python that draws, see validation/people/README.md) what is missing is drawn and looked at first.
CALM holds calm stills of the first generator's tune people, to set beside. Nothing is learnt from any of them. Of a
former result by the same estimator what is not asked for (`--of`) is kept.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from inturn.kinematics import ESTIMATOR
from inturn.programme.standing_test import load_standing_test
from validation.figures.films import films
from validation.figures.freeze import RESULTS, dumped, frozen, write
from validation.figures.run import rows_of
from validation.figures.summary import summary
from validation.fit.errors import TrialError
from validation.fit.still_tests import still_tests
from validation.people.seeds import SECOND_REPORT
from validation.second_parts.ways import errors_by_way, row

Json = dict[str, Any]

STILLS = {"second-tune": range(30_000, 30_100), "second-report": range(31_000, 31_150)}
FILMS = range(31_000, 31_016)
GROUPS = ("tune", *STILLS, "films")
CALLED = {"tune": "first generator, tune"}


def drawn(bench: Path, python: Path, network: str) -> None:
    """Draw and look at what is missing; may be stopped and goes on where it was."""
    alone = os.environ | {"OPENBLAS_NUM_THREADS": "1"}

    def run(*command: str | Path) -> None:
        subprocess.run([str(c) for c in command], check=True, env=alone)

    own = sys.executable
    for seeds in STILLS.values():
        told = f"{seeds.start}-{seeds.stop - 1}"
        run(python, "-m", "validation.people.second", "stills", "--seeds", told, "--out", bench / "stills")
        run(own, "-m", "validation.fit.stills", bench / "stills", "--networks", network, "--seeds", told)
    told = f"{FILMS.start}-{FILMS.stop - 1}"
    run(python, "-m", "validation.people.second", "films", "--seeds", told, "--out", bench / "films")
    run(own, "-m", "validation.figures.keypoints", bench / "films", "--networks", network, "--seeds", told)


def still_figures(folder: Path, kind: str, network: str) -> Json | None:
    """Every way of reading, of the people of one purpose; None where there are none."""
    found = errors_by_way(still_tests(folder, network, kind), network)
    if not any(found.values()):
        return None
    for name, errors in found.items():
        say(kind, name, errors)
    return {name: row(errors, network) for name, errors in found.items()}


def say(kind: str, name: str, errors: Sequence[TrialError]) -> None:
    """One line for the terminal."""
    size = sorted(abs(e.rotation) for e in errors)
    mean = sum(size) / len(size)
    bias = sum(e.rotation for e in errors) / len(size)
    turn = sum(abs(e.changes["turn"]) for e in errors) / len(size)
    tilt = sum(abs(e.changes["list"]) for e in errors) / len(size)
    people = len({e.seed for e in errors})
    print(
        f"{kind}, {name}: {people} people, {len(size)} trials, MAE {mean:.2f}, bias {bias:+.2f}, "
        f"p95 {size[int(0.95 * (len(size) - 1))]:.1f}, list {tilt:.2f}, turn {turn:.2f}",
        flush=True,
    )


def film_figures(bench: Path, network: str) -> tuple[Json, list[Json]] | None:
    """The whole program on the films of report people: its figures and its rows; None where there are none."""
    if not any(films(bench, network, load_standing_test(), SECOND_REPORT)):
        return None
    rows = rows_of(bench, network, SECOND_REPORT, say=lambda text: print(text, flush=True))
    whole = summary(rows, load_standing_test())
    kept = ("bench", "targets", "coverage", "cheats", "confusion", "refused")
    return {name: whole[name] for name in kept}, dumped(rows)


def main(arguments: list[str] | None = None) -> None:
    """Draw where asked, measure, print and freeze."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--first", type=Path, help="calm stills of the first generator's tune people")
    parser.add_argument("--draw", type=Path, metavar="PYTHON", help="draw what is missing with this python")
    parser.add_argument("--network", default="heavy", choices=("full", "heavy", "lite"))
    parser.add_argument("--of", nargs="+", default=list(GROUPS), choices=GROUPS, help="whom to measure now")
    parser.add_argument("--json", type=Path, help="where to write instead of validation/results/")
    chosen = parser.parse_args(arguments)
    if chosen.draw is not None:
        drawn(chosen.bench, chosen.draw, chosen.network)
    target = chosen.json or RESULTS / f"second-{chosen.network}.json"
    former = kept(target)
    places = {"tune": chosen.first, **dict.fromkeys(STILLS, chosen.bench / "stills")}
    asked = {kind: folder for kind, folder in places.items() if kind in chosen.of and folder is not None}
    now = {CALLED.get(kind, kind): still_figures(folder, kind, chosen.network) for kind, folder in asked.items()}
    people = former["stills"] | {name: found for name, found in now.items() if found is not None}
    filmed = film_figures(chosen.bench / "films", chosen.network) if "films" in chosen.of else None
    if not people and filmed is None:
        raise SystemExit(f"No keypoints in {chosen.bench}: run with --draw, or see validation/people/README.md.")
    body: Json = {"stills": people, "films": former["films"] if filmed is None else filmed[0]}
    command = f"python -m validation.second BENCH --first CALM --network {chosen.network}"
    write(target, frozen("second", chosen.network, command, body))
    if filmed is not None:
        rows = frozen("second-rows", chosen.network, command, {"rows": filmed[1]})
        write(target.with_suffix(".rows.json"), rows)


def kept(target: Path) -> Json:
    """What a former run by the same estimator found; nothing where there was none."""
    former = json.loads(target.read_text("utf-8")) if target.exists() else {}
    return former if former.get("estimator") == ESTIMATOR else {"stills": {}, "films": None}


if __name__ == "__main__":
    main()
