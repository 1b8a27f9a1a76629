"""Figures of the whole standing test on a bench of rendered people, frozen to validation/results/.

    python -m validation.figures [BENCH] [--network heavy] [--seeds 20000-999999] [--limit N] [--results DIR]

Writes bench-NETWORK.json (figures) and bench-NETWORK.rows.json (what was said of every trial). Without BENCH the
figures are made anew of the rows that are frozen: for a figure that is worked out otherwise.
"""

import argparse
from pathlib import Path
from typing import Any

from inturn.programme.standing_test import load_standing_test
from validation.figures.films import seed_range
from validation.figures.freeze import RESULTS, dumped, frozen, loaded, plain, read, write
from validation.figures.live import headline
from validation.figures.run import rows_of
from validation.figures.summary import summary
from validation.figures.targets import TARGETS, TargetRow
from validation.people.seeds import REPORT


def line(row: TargetRow) -> str:
    """One target for the terminal."""
    target = next(t for t in TARGETS if t.key == row.key)
    if row.value is None or row.low is None or row.high is None:
        return f"{target.text:42s} not measured"
    bar = " to ".join(f"{b:g}" for b in target.bar)
    found = f"{row.value:6.2f} ({row.low:.2f} to {row.high:.2f})"
    return f"{target.text:42s} {found:26s} bar {bar:9s} {row.state:9s} n {row.n}, people {row.people}"


def sum_anew(network: str, results: Path = RESULTS) -> int:
    """The figures of the rows that are frozen, with the estimator and day of these; how many films there are."""
    kept = read(f"bench-{network}.rows", results)
    if kept is None:
        return 0
    found = summary(loaded(kept["rows"]), load_standing_test(), headline(read("live", results)))
    said(found)
    origin = {k: v for k, v in kept.items() if k != "rows"}
    write(results / f"bench-{network}.json", {**origin, "kind": "bench", **found})
    return len(kept["rows"])


def said(found: dict[str, Any]) -> None:
    """Print the targets."""
    for row in found["targets"]:
        print(line(TargetRow.model_validate(row)))


def freeze_bench(bench: Path, network: str, seeds: range, limit: int | None, results: Path = RESULTS) -> int:
    """Measure a bench, print the targets, write both files; how many films there were."""
    rows = rows_of(bench, network, seeds, limit, lambda text: print(text, flush=True))
    if not rows:
        return 0
    rows = loaded(plain(dumped(rows)))  # as they are kept: whoever sums them again finds the same
    found = summary(rows, load_standing_test(), headline(read("live", results)))
    said(found)
    command = f"python -m validation.figures BENCH --network {network}"
    write(results / f"bench-{network}.json", frozen("bench", network, command, found))
    write(results / f"bench-{network}.rows.json", frozen("rows", network, command, {"rows": dumped(rows)}))
    return len(rows)


def main() -> None:
    """Measure one bench."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, nargs="?")
    parser.add_argument("--network", default="heavy", choices=["lite", "full", "heavy"])
    parser.add_argument("--seeds", type=seed_range, default=REPORT)
    parser.add_argument("--limit", type=int, help="no more than so many films")
    parser.add_argument("--results", type=Path, default=RESULTS)
    args = parser.parse_args()
    if args.bench is None:
        if not sum_anew(args.network, args.results):
            raise SystemExit(f"No rows are frozen for {args.network} in {args.results}: name a BENCH.")
    elif not freeze_bench(args.bench, args.network, args.seeds, args.limit, args.results):
        raise SystemExit(
            f"No film with {args.network} keypoints in {args.bench}: run python -m validation.figures.keypoints first."
        )


if __name__ == "__main__":
    main()
