"""`python -m validation.people.second stills|films --seeds A-B --out DIR`.

Seeds 30000-30999 are for tuning, 31000-31999 for reports, 32000-32999 for learning.
"""

import argparse
import os
from pathlib import Path

from validation.people.__main__ import seed_range
from validation.people.second.make import write_film, write_stills

WAYS = {"stills": (write_stills, "stills_{:06d}.npz"), "films": (write_film, "person_{:06d}.json")}


def main(arguments: list[str] | None = None) -> None:
    """Draw the seeds that are not there yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=list(WAYS))
    parser.add_argument("--seeds", type=seed_range, required=True)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("LP_NUM_THREADS", "0")  # software OpenGL: one core draws one picture
    draw, name = WAYS[chosen.what]
    for seed in chosen.seeds:
        if not (chosen.out / name.format(seed)).exists():
            print(f"seed {seed}: {draw(seed, chosen.out)} pictures", flush=True)


if __name__ == "__main__":
    main()
