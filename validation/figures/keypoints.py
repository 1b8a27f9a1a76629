"""Keypoints of every film of a bench, negatives too: `python -m validation.figures.keypoints BENCH --networks heavy`.

`validation.fit.keypoints` leaves negatives out, since nothing is fitted on them; the figures need them.
"""

import argparse
from pathlib import Path

from validation.bench import cases, make_keypoints
from validation.figures.films import seed_range
from validation.people.seeds import REPORT


def main() -> None:
    """Every film that has none yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--networks", nargs="+", default=["heavy"], choices=["lite", "full", "heavy"])
    parser.add_argument("--seeds", type=seed_range, default=REPORT)
    parser.add_argument("--rate", type=float, default=16.0, help="pictures a second (default 16)")
    parser.add_argument("--negatives", action="store_true", help="only films of other movements")
    args = parser.parse_args()
    found = [c for c in cases(args.bench) if c.seed in args.seeds and (c.negative or not args.negatives)]
    for network in args.networks:
        for i, case in enumerate(found, start=1):
            make_keypoints(case, network, args.rate)
            print(f"{network} {i}/{len(found)} {case.clip.name}", flush=True)


if __name__ == "__main__":
    main()
