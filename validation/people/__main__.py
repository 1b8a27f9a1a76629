"""`python -m validation.people make --seeds A-B --out DIR` and `python -m validation.people clips`."""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def seed_range(text: str) -> range:
    """`A-B` (both included) or `A`."""
    first, _, last = text.partition("-")
    try:
        seeds = range(int(first), int(last or first) + 1)
    except ValueError:
        seeds = range(0)
    if not seeds:
        raise argparse.ArgumentTypeError(f"'{text}' is not a range of seeds: write it as 0-59 or 7")
    return seeds


def main(arguments: list[str] | None = None) -> int:
    """Parse, call, print."""
    parser = argparse.ArgumentParser(prog="python -m validation.people", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make", help="random people by seed; finished ones are skipped")
    make.add_argument(
        "--seeds", type=seed_range, required=True, help="A-B: fit 0-9999, tune 10000-19999, report 20000+"
    )
    make.add_argument("--out", type=Path, required=True, help="folder for clips, truth and joints")
    make.add_argument("--jobs", type=int, default=1, help="clips at a time (default 1)")
    make.add_argument(
        "--every", type=int, default=1, help="draw one picture in so many: 2 gives 12-15 a second in half the time"
    )
    make.add_argument("--camera", type=int, default=0, help="1, 2 ...: the same motion from elsewhere")
    clips = commands.add_parser("clips", help="the sample and the test clips that are part of the project")
    clips.add_argument("--only", nargs="*", help="names of clips; without it all are made")
    clips.add_argument("--truth-only", action="store_true", help="leave the films, write their truth files anew")
    clips.add_argument("--root", type=Path, default=ROOT, help="project root (default: where this file is)")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "make":
            from validation.people.make import make as make_all

            make_all(chosen.seeds, chosen.out, chosen.jobs, chosen.every, chosen.camera)
        else:
            from validation.people.clips import make_clips

            make_clips(chosen.root, chosen.only, not chosen.truth_only)
    except (ValueError, OSError, ImportError) as error:
        print(f"validation.people: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
