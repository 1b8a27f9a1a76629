"""Keypoints of every clip of a bench that has none yet.

python -m validation.fit.keypoints BENCH [BENCH ...] [--networks full heavy] [--rate 10]
"""

import argparse
from pathlib import Path

from validation.bench import cases, make_keypoints


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, nargs="+")
    parser.add_argument("--networks", nargs="+", default=["full", "heavy"])
    parser.add_argument("--rate", type=float, default=10.0, help="pictures a second (default 10)")
    parser.add_argument("--seeds", default="0-999999")
    args = parser.parse_args()
    low, high = (int(x) for x in args.seeds.split("-"))
    found = [c for folder in args.bench for c in cases(folder, low, high + 1) if not c.negative]
    for network in args.networks:
        for i, case in enumerate(found):
            make_keypoints(case, network, args.rate)
            print(f"{network} {i + 1}/{len(found)} {case.clip.name}", flush=True)


if __name__ == "__main__":
    main()
