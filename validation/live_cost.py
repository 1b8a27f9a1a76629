"""What the server computes for a live picture beside the network: `python -m validation.live_cost [--former DIR]`.

Processor time a picture, over whole recordings of the bench: the filter alone, and all that the server does for a
picture (JPEG decoding, filter, step machine, gates, answer as JSON). Every round is a process of its own with one
thread for linear algebra; the middle and the least of the rounds are told. `--former` is another source tree (its
`src`): it is measured in turn with this one, since other work on the machine slows both alike, and the ratio is told.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

from inturn.kinematics import filter_start, filter_step
from inturn.motion.recording import KeypointFrame, frames
from inturn.workflows.live import LiveSetup, LiveTest
from inturn.workflows.live_camera import see_jpeg
from inturn.workflows.options import MeasureOptions
from validation.live import coded

ROOT = Path(__file__).parents[1]
RECORDINGS = ("person_021000", "person_021007", "person_021021")
CLIP = ROOT / "tests" / "clips" / "clean.mp4"
BEGUN_S = 1000.0
"""The page's clock at the first picture."""

Recorded = tuple[tuple[float, float], list[KeypointFrame]]


class Told:
    """A tracker that finds what was recorded."""

    def __init__(self, seen: list[KeypointFrame]) -> None:
        self._left = iter(seen)

    def step(self, image: Any, time_s: float) -> KeypointFrame:  # noqa: ARG002 - as a tracker is called
        return next(self._left)

    def restart(self) -> None:
        """Nothing was remembered."""


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


def server_ms(recording: Recorded, pictures: list[bytes]) -> float:
    """Processor time of all but the network, ms a picture."""
    _, seen = recording
    live = LiveTest(LiveSetup(("left", "right"), MeasureOptions(), "heavy", ""), Told(seen))
    live.begin((360, 640))
    live.anyway()
    turns, answered = cycle(pictures), 0
    began = time.process_time()
    for frame in seen:
        if live.guide.stage == "pain":
            live.tell_pain(0)
        if live.guide.stage == "done":
            break
        found, told = see_jpeg(live, next(turns), BEGUN_S + frame.time_s)
        json.dumps(told, allow_nan=False)
        answered += found is not None
    return 1e3 * (time.process_time() - began) / answered


def one_round() -> dict[str, float]:
    """Means over the recordings; the first one warms up."""
    recordings = [recorded(name) for name in RECORDINGS]
    pictures = coded(CLIP, 15.0)
    filter_ms(recordings[0])
    return {
        "filter_ms": float(np.mean([filter_ms(r) for r in recordings])),
        "server_ms": float(np.mean([server_ms(r, pictures) for r in recordings])),
    }


def in_process(source: Path) -> dict[str, float]:
    """A round by the sources in this folder."""
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(source), str(ROOT)]), "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "validation.live_cost", "--one-round"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=env)
    return json.loads(done.stdout)


def told(rounds: list[dict[str, float]]) -> dict[str, dict[str, float]]:
    """The middle and the least of the rounds."""
    values = {name: [r[name] for r in rounds] for name in rounds[0]}
    return {name: {"median": statistics.median(v), "least": min(v)} for name, v in values.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--former", type=Path, help="the folder `src` of a former state of the project")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--one-round", action="store_true", help="one round in this very process")
    args = parser.parse_args()
    if args.one_round:
        print(json.dumps(one_round()))
        return
    sources = {"now": ROOT / "src"} | ({} if args.former is None else {"former": args.former})
    rounds: dict[str, list[dict[str, float]]] = {name: [] for name in sources}
    for _ in range(args.rounds):
        for name, source in sources.items():
            rounds[name].append(in_process(source))
    print(json.dumps({name: told(r) for name, r in rounds.items()}, indent=1))
    if args.former is not None:
        pairs = list(zip(rounds["now"], rounds["former"], strict=True))
        for name in ("filter_ms", "server_ms"):
            ratio = statistics.median(now[name] / former[name] for now, former in pairs)
            print(f"{name}: now / former {ratio:.2f}")


if __name__ == "__main__":
    main()
