"""What the live filter costs: `python -m validation.live_cost [--former DIR]`.

Processor time a picture, over whole recordings of the bench (`python -m validation.live` tells what the server costs
with it). Every round is a process of its own with one thread for linear algebra; the middle and the least of the rounds
are told. `--former` is another source tree (its `src`): it is measured in turn with this one, since other work on the
machine slows both alike, and the ratio is told; and the answers of both are compared on every recording in the tree,
with all its pictures and with every fifth.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import xarray as xr

from inturn.kinematics import filter_start, filter_step, smooth
from inturn.kinematics.angles import PER_SIDE, POINTS, WHOLE_BODY
from inturn.motion.recording import KeypointFrame, frames

ROOT = Path(__file__).parents[1]
BENCH = ROOT / "tests" / "bench" / "keypoints"
RECORDINGS = ("person_021000", "person_021007", "person_021021")
THINNED = 5
"""Every so many pictures: about three a second."""

Recorded = tuple[tuple[float, float], list[KeypointFrame]]


def loaded(path: Path) -> xr.Dataset:
    """A recording of the tree."""
    return xr.load_dataset(path, engine="h5netcdf")


def recorded(name: str) -> Recorded:
    """A recording's size of pictures and its frames."""
    data = loaded(BENCH / f"{name}.heavy.nc")
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


def answers(data: xr.Dataset, step: int) -> np.ndarray:
    """All that the filter says about every `step`th picture, a row each; rad, m."""
    state = filter_start(float(data.attrs["width"]), float(data.attrs["height"]), str(data.attrs["network"]))
    rows: list[np.ndarray] = []
    for frame in list(frames(data))[::step]:
        state, angles = filter_step(state, frame)
        rows.append(np.concatenate([np.ravel(getattr(angles, name)) for name in (*PER_SIDE, *POINTS, *WHOLE_BODY)]))
    return np.array(rows)


def smoothed(data: xr.Dataset) -> np.ndarray:
    """The same from the smoother."""
    angles = smooth(data)
    return np.column_stack(
        [angles[name].values.reshape(angles.sizes["time"], -1) for name in (*PER_SIDE, *POINTS, *WHOLE_BODY)]
    )


def keep_answers(path: Path) -> None:
    """Write the answers on every recording in the tree."""
    kept: dict[str, np.ndarray] = {}
    for source in sorted([*BENCH.glob("*.nc"), *(ROOT / "tests" / "coach_sets" / "keypoints").glob("*.nc")]):
        data = loaded(source)
        kept |= {f"filter {source.stem} {step}": answers(data, step) for step in (1, THINNED)}
        kept[f"smoother {source.stem}"] = smoothed(data)
    np.savez(path, allow_pickle=False, **kept)


def in_process(source: Path, *arguments: str) -> str:
    """What this command prints by the sources in this folder."""
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(source), str(ROOT)]), "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "validation.live_cost", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=env).stdout


def largest_difference(sources: dict[str, Path]) -> tuple[float, float]:
    """The largest difference of any answer of the filter and of the smoother, degrees (or 0.57 m)."""
    with tempfile.TemporaryDirectory() as folder:
        kept = {name: Path(folder) / f"{name}.npz" for name in sources}
        for name, source in sources.items():
            in_process(source, "--answers", str(kept[name]))
        now, former = (dict(np.load(kept[name])) for name in ("now", "former"))
    worst = {"filter": 0.0, "smoother": 0.0}
    for name, values in now.items():
        unlike = np.isnan(values) != np.isnan(former[name])
        apart = np.where(unlike, np.inf, np.abs(np.nan_to_num(values) - np.nan_to_num(former[name])))
        kind = name.split()[0]
        worst[kind] = max(worst[kind], float(np.rad2deg(apart.max())))
    return worst["filter"], worst["smoother"]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--former", type=Path, help="the folder `src` of a former state of the project")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--one-round", action="store_true", help="one round in this very process")
    parser.add_argument("--answers", type=Path, help="only write the answers on the tree's recordings into this file")
    args = parser.parse_args()
    if args.one_round:
        print(one_round())
        return
    if args.answers is not None:
        keep_answers(args.answers)
        return
    sources = {"now": ROOT / "src"} | ({} if args.former is None else {"former": args.former})
    rounds: dict[str, list[float]] = {name: [] for name in sources}
    for _ in range(args.rounds):
        for name, source in sources.items():
            rounds[name].append(float(in_process(source, "--one-round")))
    for name, ms in rounds.items():
        print(f"{name}: {statistics.median(ms):.2f} ms a picture (least {min(ms):.2f})")
    if args.former is not None:
        ratio = statistics.median(now / former for now, former in zip(rounds["now"], rounds["former"], strict=True))
        print(f"now / former {ratio:.2f}")
        by_filter, by_smoother = largest_difference(sources)
        print(f"largest difference of an answer: filter {by_filter:.1e}, smoother {by_smoother:.1e} degrees")


if __name__ == "__main__":
    main()
