"""`python -m validation` (`make validate`): figures on known truth, frozen to validation/results/, and their page.

    python -m validation [--bench DIR] [--network heavy] [--limit N] [--no-clips] [--no-programme]
                         [--no-coach] [--no-markers]

The committed clips, the simulated people of the programme and the coach on sets by bones alone always; laboratory files
when INTURN_DATA names them; the figures on rendered people when there is a bench (default: validation/bench; rendered
sets in its folder `coach`).
"""

import argparse
from pathlib import Path

from validation import clips, coach, markers, programme
from validation.figures import ablation, live, page
from validation.figures.__main__ import freeze_bench
from validation.figures.freeze import RESULTS
from validation.people.seeds import REPORT

ROOT = Path(__file__).parents[1]
NO_BENCH = (
    "No rendered people in {bench}: `validation/.venv/bin/python -m validation.people make --seeds 20000-20119 "
    "--out {bench} --jobs 2 --every 2` draws them in about 1.5 hours on two cores (set-up: "
    "validation/people/README.md), then `python -m validation.figures.keypoints {bench} --networks heavy full` finds "
    "their keypoints in about as long again."
)


def bench_figures(bench: Path, network: str, limit: int | None) -> None:
    """Live, then the whole program (its table of targets quotes live), then the ablation; says what is missing."""
    if any((bench / "keypoints").glob("*.full*.nc")):
        chosen = [] if limit is None else ["--limit", str(limit)]
        live.main([str(bench), *chosen])
    if not freeze_bench(bench, network, REPORT, limit):
        print(f"No {network} keypoints of report seeds yet: run python -m validation.figures.keypoints {bench}.")
        return
    ablation.main([str(bench), *([] if limit is None else ["--limit", str(limit)])])


def coach_figures(bench: Path) -> None:
    """The coach on sets by bones alone, and on rendered ones when their keypoints are there."""
    coach.main(["posed", "--jobs", "2"])
    if any((bench / "coach" / "keypoints").glob("*.nc")):
        coach.main(["run", str(bench / "coach")])


def main() -> None:
    """Clips, bench, page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=ROOT / "validation" / "bench")
    parser.add_argument("--network", default="heavy", choices=["lite", "full", "heavy"])
    parser.add_argument("--limit", type=int, help="no more than so many films of the bench")
    parser.add_argument("--no-clips", action="store_true", help="leave the committed clips out")
    parser.add_argument("--no-programme", action="store_true", help="leave the simulated people out")
    parser.add_argument("--no-coach", action="store_true", help="leave the coach out")
    parser.add_argument("--no-markers", action="store_true", help="leave laboratory files out")
    args = parser.parse_args()
    if not args.no_coach:
        coach_figures(args.bench)
    if not args.no_programme:
        programme.main(["--jobs", "2"])
    if not args.no_clips:
        clips.main(["--network", args.network, "--json", str(RESULTS / f"clips-{args.network}.json")])
    if not args.no_markers and (markers.DATA / "c3d").is_dir():
        markers.main([])
    if any(args.bench.glob("person_*.json")):
        bench_figures(args.bench, args.network, args.limit)
    else:
        print(NO_BENCH.format(bench=args.bench))
    page.write()


if __name__ == "__main__":
    main()
