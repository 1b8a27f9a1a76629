"""What the live filter costs: `python -m validation.live_cost [--former DIR]`.

Processor time a picture, over whole recordings of the bench (`python -m validation.live` tells what the server costs
with it). Every round is a process of its own with one thread for linear algebra; the middle and the least of the rounds
are told. `--former` is another source tree (its `src`): it is measured in turn with this one, since other work on the
machine slows both alike, and the ratio is told.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import xarray as xr

from inturn.kinematics import filter_start, filter_step
from inturn.motion.recording import KeypointFrame, frames

ROOT = Path(__file__).parents[1]
RECORDINGS = ("person_021000", "person_021007", "person_021021")

Recorded = tuple[tuple[float, float], list[KeypointFrame]]


def recorded(name: str) -> Recorded:
    """A recording's size of pictures and its frames."""
    data = xr.load_dataset(ROOT / "tests" / "bench" / "keypoints" / f"{name}.heavy.nc", engine="h5netcdf")
    return (float(data.attrs["width"]), float(data.attrs["height"])), list(frames(data))


def filter_ms(recording: Recorded) -> float:
    """Processor time of the filter, ms a picture."""
    size, seen = recording
    state = filter_start(*size, "heavy")
    began = time.process_time()
    for frame in seen:
        state, _ = filter_step(state, frame)
    return 1e3 * (time.process_time() - began) / len(seen)


def one_round() -> float:
    """Mean over the recordings, ms a picture; the first one warms up."""
    recordings = [recorded(name) for name in RECORDINGS]
    filter_ms(recordings[0])
    return float(np.mean([filter_ms(r) for r in recordings]))


def in_process(source: Path) -> float:
    """A round by the sources in this folder, ms a picture."""
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(source), str(ROOT)]), "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "validation.live_cost", "--one-round"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=env)
    return float(done.stdout)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--former", type=Path, help="the folder `src` of a former state of the project")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--one-round", action="store_true", help="one round in this very process")
    args = parser.parse_args()
    if args.one_round:
        print(one_round())
        return
    sources = {"now": ROOT / "src"} | ({} if args.former is None else {"former": args.former})
    rounds: dict[str, list[float]] = {name: [] for name in sources}
    for _ in range(args.rounds):
        for name, source in sources.items():
            rounds[name].append(in_process(source))
    for name, ms in rounds.items():
        print(f"{name}: {statistics.median(ms):.2f} ms a picture (least {min(ms):.2f})")
    if args.former is not None:
        ratio = statistics.median(now / former for now, former in zip(rounds["now"], rounds["former"], strict=True))
        print(f"now / former {ratio:.2f}")


if __name__ == "__main__":
    main()
