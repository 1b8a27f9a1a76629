"""The coach on rendered sets with known truth: `python -m validation.coach run BENCH` (figures, frozen).

    validation/.venv/bin/python -m validation.people.sets --of faults --seeds 23310-23789 --fps 10 --long 512 \\
        --out BENCH                                             # films, truth; resumable
    python -m validation.coach keypoints BENCH                  # keypoints; resumable
    python -m validation.coach run BENCH                        # validation/results/coach.json, from pictures
    python -m validation.coach posed --jobs 2                   # coach-posed.json, from joints with errors, no picture
    python -m validation.coach posed --seeds 0-59 --rows        # while fitting
    python -m validation.coach posed --first --seeds 23190-23309  # coach-first-posed.json: faults from the first on
    python -m validation.coach run SITTING --sitting            # coach-sitting.json: a fourth exercise, by data alone
    python -m validation.coach run NEGATIVES --seeds 24000-25199 --negatives  # coach-negatives.json: the last three
                                                                # seeds of every thirty, which do something else
    python -m validation.coach cost                             # a step beside its limit and the network

Only report seeds (20000 and up) are frozen. What the figures mean stands in validation/coach_parts.
"""

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from inturn.programme.coach import CoachRules
from inturn.programme.coach_file import load_coach, parse_coach
from validation.coach_parts.cost import cost_lines
from validation.coach_parts.figures import report
from validation.coach_parts.posed import posed_set
from validation.coach_parts.rows import SetRow, rows_of
from validation.coach_parts.sets import NETWORK, RenderedSet, find_keypoints, rendered_sets
from validation.figures.films import seed_range
from validation.figures.freeze import RESULTS, frozen, write
from validation.people.seeds import REPORT

POSED = range(20_000, 20_120)
SITTING = Path(__file__).parent / "coach_parts" / "sit_to_stand.toml"


def rules(sitting: bool) -> CoachRules:
    """The shipped exercises, or the one that is data alone."""
    return parse_coach(SITTING.read_text(encoding="utf-8"), SITTING.name) if sitting else load_coach()


def measure(sets: list[RenderedSet], sitting: bool) -> list[SetRow]:
    """Rows of all sets whose keypoints are there."""
    chosen = rules(sitting)
    return [row for one in sets if one.recording_path.exists() for row in rows_of(one.truth, one.frames(), chosen)]


def measure_posed(seed: int, of: str = "sets") -> list[SetRow]:
    """Rows of a seed's set done by bones alone: what a network's points taught is not read of them."""
    return rows_of(*posed_set(seed, of), rules(of == "sitting").by("bones"))


def show(told: dict[str, Any]) -> None:
    """Print the figures."""
    for name, c in told["counts"].items():
        if c["sets"]:
            print(
                f"{name}: {c['sets']} sets, {c['found']}/{c['repetitions']} repetitions, MAE {c['mae_share']:.3f}, "
                f"within one {c['within_one']['share']:.3f}, exact {c['exact']['share']:.3f}, missed {c['missed']}, "
                f"extra {c['extra']} {c['extra_during']}, view right {c['view_right']['share']:.2f}"
            )
    for name, e in (
        *told["times"].items(),
        ("lowering", told["lowering_s"]),
        ("told after the end", told["told_after_s"]),
        ("depth", told["depth_deg"]),
    ):
        if e["n"]:
            print(
                f"{name}: bias {e['bias']:+.2f}  MAE {e['mae']:.2f}  p95 {e['p95']:.2f}  within 0.2 {e['within']:.2f}"
            )
    for f in told["faults"]:
        s, p = f["sensitivity"], f["specificity"]
        if s["of"] + p["of"]:
            print(
                f"  {f['exercise']:9s} {f['fault']:15s} {f['view']:8s} said {s['hits']}/{s['of']} of those there, "
                f"not said {p['hits']}/{p['of']} of those not"
            )
    print(f"short attempts {told['short_attempts']['hits']}/{told['short_attempts']['of']}, guessed {told['guessed']}")
    print(f"negatives {told['negatives']}\nholds {told['holds']}")


def freeze(rows: list[SetRow], told: dict[str, Any], posed: bool, of: str) -> Path:
    """Keep the figures and the rows they come from."""
    name, network = ("coach-posed", "none") if posed else ("coach", NETWORK)
    seeds = sorted({int(r.name.removeprefix("set_")) for r in rows})
    command = f"python -m validation.coach {'posed' if posed else 'run BENCH'} --seeds {seeds[0]}-{seeds[-1]}"
    if of != "sets":
        name, command = name.replace("coach", f"coach-{of}"), f"{command} --{of}"
    path = RESULTS / f"{name}.json"
    write(path, frozen("coach", network, command, told))
    write(RESULTS / f"{name}.rows.json", {"rows": [r.plain() for r in rows]})
    return path


def _rows(args: argparse.Namespace) -> list[SetRow]:
    if args.command == "run":
        return measure(rendered_sets(args.bench, args.seeds), args.of == "sitting")
    with ProcessPoolExecutor(args.jobs) as pool:
        found = pool.map(measure_posed, args.seeds, [args.of] * len(args.seeds))
        return [row for rows in found for row in rows]


def main(arguments: list[str] | None = None) -> None:
    """Parse and do."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    keypoints, run, posed, _ = (commands.add_parser(name) for name in ("keypoints", "run", "posed", "cost"))
    for command in (keypoints, run):
        command.add_argument("bench", type=Path)
        command.add_argument("--seeds", type=seed_range, default=REPORT)
    posed.add_argument("--seeds", type=seed_range, default=POSED)
    posed.add_argument("--jobs", type=int, default=1)
    for command in (run, posed):
        command.add_argument("--no-freeze", action="store_true", help="only print")
        command.add_argument("--rows", action="store_true", help="print every row")
        command.set_defaults(of="sets")
        command.add_argument(
            "--sitting", dest="of", action="store_const", const="sitting", help="rising from a chair, by data alone"
        )
    run.add_argument(
        "--negatives", dest="of", action="store_const", const="negatives", help="films of something else alone"
    )
    posed.add_argument(
        "--first", dest="of", action="store_const", const="first", help="faults begin with the first repetition"
    )
    args = parser.parse_args(arguments)
    if args.command == "keypoints":
        for one in rendered_sets(args.bench, args.seeds):
            if find_keypoints(one):
                print(one.name, flush=True)
    elif args.command == "cost":
        print("\n".join(cost_lines(load_coach())))
    else:
        _figures(args)


def _figures(args: argparse.Namespace) -> None:
    """Figures of `run` and `posed`: shown, and frozen if they are of report seeds."""
    rows = _rows(args)
    if not rows:
        raise SystemExit(f"No sets with keypoints in {args.bench}: see python -m validation.coach --help.")
    told = report(rows)
    if args.rows:
        for row in rows:
            print(json.dumps(row.plain()))
    show(told)
    if not args.no_freeze and args.seeds[0] in REPORT:
        print(freeze(rows, told, args.command == "posed", args.of))


if __name__ == "__main__":
    main()
