"""Laboratory files against their own outputs, against OpenSim's, and against the clock; frozen to results/markers.json.

    python -m validation.markers [--data ../shared/data] [--opensim PYTHON] [--rounds 5]

`--opensim` is a Python with the package `opensim` (an environment of its own, never the program's): its inverse
kinematics of a small model on the same walk is timed too. Needs the real recordings and, for the comparison, ezc3d.
Prints JSON; the speed figures are ratios within one run, because machines differ.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import inturn
from inturn.assess.gait.events import detect_events
from inturn.body.keypoints import SIDES
from inturn.errors import InturnError
from inturn.kinematics.cardan_hip import hip_angles
from inturn.kinematics.laboratory import trial_angles
from inturn.kinematics.segment_axes import frames_from_axes
from inturn.motion.laboratory import LaboratoryTrial
from inturn.sources.laboratory.reading import read_trial
from inturn.workflows.batch import batch
from inturn.workflows.laboratory import read_walk
from inturn.workflows.options import MeasureOptions
from validation.damaged import damaged_real_files

ROOT = Path(__file__).parents[1]
RESULT = ROOT / "validation" / "results" / "markers.json"
DATA = Path(os.environ.get("INTURN_DATA", ROOT.parent / "shared" / "data"))
HIP = ("hip_flexion", "hip_abduction", "hip_rotation")
WALKS = {"normal": "", "toe-in": "TI", "toe-out": "TO", "trunk sway": "TS"}
Floats = NDArray[np.float64]


def rms(values: Floats) -> float:
    """Root mean square of what is known, rounded to a thousandth."""
    return round(float(np.sqrt(np.nanmean(values**2))), 3)


def own_outputs(files: list[Path]) -> list[dict[str, Any]]:
    """Hip angles from segment axes minus the file's own, RMS in degrees."""
    rows: list[dict[str, Any]] = []
    for path in files:
        trial = read_trial(path)
        for variant in ("", "_M"):
            if f"PEL{variant}O" not in trial.labels:
                continue
            frames = frames_from_axes(trial, variant)
            for i, side in enumerate(SIDES):
                theirs = trial.outputs[f"{side[0].upper()}HipAngles{variant}"]
                ours = np.stack(hip_angles(frames.pelvis, frames.thigh[:, i], side), axis=-1) * np.array([1, -1, 1])
                gaps = [rms(np.degrees(ours[:, k] - theirs[:, k])) for k in range(3)]
                rows.append({"file": path.name, "outputs": variant or "plain", "side": side, "rms_deg": gaps})
    return rows


def marker_model(files: list[Path]) -> list[dict[str, Any]]:
    """The marker model minus the file's segment axes: RMS and mean in degrees, hip angles and by the shank."""
    rows: list[dict[str, Any]] = []
    for path in files:
        trial = read_trial(path)
        try:
            ours, theirs = (trial_angles(trial, None, way) for way in ("markers", "axes"))
        except InturnError as refusal:
            rows.append({"file": path.name, "left_out": str(refusal)[:120]})
            continue
        for i, side in enumerate(SIDES):
            row: dict[str, Any] = {"file": path.name, "side": side, "found_by": ours.remarks[i]}
            for name in (*HIP, "rotation_by_shank"):
                gap = np.degrees(ours.angles.per_side[name][:, i] - theirs.angles.per_side[name][:, i])
                if np.isfinite(gap).any():
                    row[name] = {"rms": rms(gap), "mean": round(float(np.nanmean(gap)), 2)}
            rows.append(row)
    return rows


def opensim_results(folder: Path) -> list[dict[str, Any]]:
    """Ours against both inverse kinematics results, beside the difference of those two: RMS in degrees."""
    static = read_trial(folder / "MarkerData" / "static1.trc")
    rows: list[dict[str, Any]] = []
    for name in ("squats1", "squatsAsym1", *(f"walking{w}1" for w in WALKS.values())):
        ours = trial_angles(read_trial(folder / "MarkerData" / f"{name}.trc"), static).angles
        both = [
            trial_angles(read_trial(folder / "IK" / f"{name}{end}.mot")).angles for end in ("_ik", "_manual_scaling_ik")
        ]
        for angle in (*HIP, "knee_flexion"):
            for i, side in enumerate(SIDES):
                a = np.degrees(ours.per_side[angle][:, i])
                b, c = (np.degrees(np.interp(ours.time_s, x.time_s, x.per_side[angle][:, i])) for x in both)
                rows.append({
                    "trial": name, "angle": angle, "side": side, "ours_first": rms(a - b), "ours_second": rms(a - c),
                    "first_second": rms(b - c), "largest_first_second": round(float(np.abs(b - c).max()), 1),
                })  # fmt: skip
    return rows


def events(files: list[Path]) -> dict[str, Any]:
    """Detected minus given, milliseconds."""
    gaps: dict[str, list[float]] = {"foot_strike": [], "foot_off": []}
    given = 0
    for path in files:
        trial = read_trial(path)
        frames = trial_angles(trial).frames if trial.events else None
        if frames is None:
            continue
        detected = detect_events(frames)
        for event in trial.events:
            given += 1
            near = [d.time_s - event.time_s for d in detected if (d.side, d.kind) == (event.side, event.kind)]
            near = [g for g in near if abs(g) < 0.15]
            if near:
                gaps[event.kind].append(1000 * min(near, key=abs))
    found = {
        k: {"n": len(v), "median_ms": round(float(np.median(v)), 1), "largest_ms": round(max(map(abs, v)), 1)}
        for k, v in gaps.items()
    }
    return {"given": given, "found": sum(map(len, gaps.values())), **found}


def walks(folder: Path) -> dict[str, dict[str, float]]:
    """Values of one person's four walks, right side, degrees."""
    found: dict[str, dict[str, float]] = {}
    for kind, end in WALKS.items():
        path = folder / "MarkerData" / f"walking{end}1.trc"
        values = read_walk(path, folder / "MarkerData" / "static1.trc").finding.sides["right"].values
        found[kind] = {n: round(float(np.degrees(v.mean)), 1) for n, v in values.items()}
    return found


def quickest(work: Callable[[], object], rounds: int) -> float:
    """Least seconds of several rounds."""
    taken: list[float] = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken)


def looped(path: Path) -> Floats:
    """The usual script: ezc3d, then a loop over moments and sides. Degrees, (T, 2, 3)."""
    import ezc3d

    c3d = ezc3d.c3d(str(path))
    labels = c3d["parameters"]["POINT"]["LABELS"]["value"]
    points = c3d["data"]["points"]

    def frame(segment: str, moment: int) -> Floats:
        o, a, left, p = (points[:3, labels.index(segment + k), moment] for k in "OALP")
        return np.column_stack([(v - o) / np.linalg.norm(v - o) for v in (a, left, p)])

    found = np.empty((points.shape[2], 2, 3))
    for moment in range(points.shape[2]):
        pelvis = frame("PEL", moment)
        for i, (segment, sign) in enumerate((("LFE", 1.0), ("RFE", -1.0))):
            r = pelvis.T @ frame(segment, moment)
            y = np.arctan2(r[0, 2], r[2, 2])
            x, z = np.arcsin(-r[1, 2]), np.arctan2(r[1, 0], r[1, 1])
            found[moment, i] = np.degrees([-y, sign * x, -sign * z])
    return found


def ours_whole(path: Path) -> Floats:
    """The same with the program: file to hip angles. Degrees, (T, 2, 3)."""
    trial: LaboratoryTrial = read_trial(path)
    frames = frames_from_axes(trial, "")
    found = [np.stack(hip_angles(frames.pelvis, frames.thigh[:, i], s), axis=-1) for i, s in enumerate(SIDES)]
    return np.degrees(np.stack(found, axis=1))


def speed(path: Path, rounds: int) -> dict[str, Any]:
    """C3D to hip angles, ours and looped, on one file in one run; their largest difference."""
    gap = np.nanmax(np.abs(ours_whole(path) - looped(path)))
    ours, theirs = quickest(lambda: ours_whole(path), rounds), quickest(lambda: looped(path), rounds)
    return {
        "file": path.name, "ours_ms": round(1000 * ours, 2), "ezc3d_and_loops_ms": round(1000 * theirs, 2),
        "times_as_quick": round(theirs / ours, 1), "largest_difference_deg": float(f"{gap:.1e}"),
    }  # fmt: skip


def opensim_speed(python: str | None, data: Path, ours_ms: float) -> dict[str, Any]:
    """OpenSim's inverse kinematics of a pelvis-and-thighs model on the same recording, timed inside its own process."""
    if python is None:
        return {"left_out": "no --opensim PYTHON given"}
    script = Path(__file__).with_name("opensim_ik.py")
    with tempfile.TemporaryDirectory() as aside:  # it writes a log where it stands
        run = subprocess.run(
            [python, str(script), str(data.absolute())],
            capture_output=True,
            text=True,
            check=False,
            timeout=900,
            cwd=aside,
        )
    if run.returncode != 0:
        return {"left_out": f"it ended with {run.returncode}: {run.stderr.strip()[-300:]}"}
    found = json.loads(run.stdout.strip().splitlines()[-1])
    return {**found, "ours_ms": ours_ms, "times_as_quick": round(found["ik_ms"] / ours_ms, 1)}


def batch_speed(clips: Path) -> dict[str, Any]:
    """Four committed clips (lite network): one process against two, and whether the tables are the same."""
    options = MeasureOptions(network="lite", overlay=False)
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside) / "in"
        folder.mkdir()
        for name in ("clean", "asymmetric", "pelvic_list", "trunk_lean"):
            (folder / f"{name}.mp4").symlink_to(clips / f"{name}.mp4")
        tables, seconds = [], []
        for jobs in (1, 2):
            out = Path(aside) / f"{jobs}.csv"
            began = time.perf_counter()
            batch(folder, out, options, jobs=jobs)
            seconds.append(round(time.perf_counter() - began, 1))
            tables.append(out.read_bytes())
    return {
        "one_process_s": seconds[0], "two_processes_s": seconds[1], "times_as_quick": round(seconds[0] / seconds[1], 2),
        "same_table": tables[0] == tables[1],
    }  # fmt: skip


EZC3D = "import ezc3d, sys\ntry:\n  ezc3d.c3d(sys.argv[1])\nexcept Exception:\n  sys.exit(3)"


def ezc3d_on_damaged(path: Path, count: int) -> dict[str, Any]:
    """Why damaged files are not given to ezc3d: how it ends on some, within 1 GB and 5 seconds each."""
    generator = random.Random(1)
    content, ends = path.read_bytes(), {"read": 0, "refused": 0, "process_died_or_hung": 0}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(count):
            out = bytearray(content)
            for _ in range(4):
                out[generator.randrange(2048)] = generator.randrange(256)
            target = Path(folder) / "a.c3d"
            target.write_bytes(out)
            try:
                code = subprocess.run(
                    ["/bin/sh", "-c", 'ulimit -v 1000000; exec "$@"', "sh", sys.executable, "-c", EZC3D, str(target)],
                    capture_output=True, timeout=20, check=False,
                ).returncode  # fmt: skip
            except subprocess.TimeoutExpired:
                code = -1
            ends["read" if code == 0 else "refused" if code == 3 else "process_died_or_hung"] += 1
    return {"cases": count, **ends}


def main(argv: list[str] | None = None) -> None:
    """All tables, frozen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data", type=Path, default=Path(os.environ.get("INTURN_DATA", ROOT.parent / "shared" / "data"))
    )
    parser.add_argument("--opensim", help="a Python that has the package opensim")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--damaged", type=int, default=2000, help="how many damaged copies of real files to read")
    parser.add_argument("--out", type=Path, default=RESULT)
    args = parser.parse_args(argv)
    files = sorted((args.data / "c3d").rglob("*.c3d"))
    subject = args.data / "markers" / "subject4"
    walk = next(f for f in files if f.name == "test_small.c3d")
    long = next(f for f in files if f.name.startswith("Max Cal"))
    speeds = [speed(f, args.rounds) for f in (walk, long)]
    figures = {
        "made_by": f"python -m validation.markers, inturn {inturn.__version__}",
        "load": round(os.getloadavg()[0], 1),
        "own_outputs": own_outputs(files),
        "marker_model_beside_plug_in_gait": marker_model(files),
        "beside_two_opensim_results": opensim_results(subject),
        "events": events(files),
        "walks_right_side_deg": walks(subject),
        "speed_c3d_to_hip_angles": speeds,
        "speed_opensim_ik": opensim_speed(args.opensim, long, speeds[1]["ours_ms"]),
        "batch": batch_speed(ROOT / "tests" / "clips"),
        "damaged_real_files": damaged_real_files(args.data, args.damaged),
        "ezc3d_on_damaged_files": ezc3d_on_damaged(files[0], 60),
    }
    text = json.dumps(figures, indent=1)
    print(text)
    args.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
