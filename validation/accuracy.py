"""Accuracy on rendered people with known truth: every way of reading the angle, side by side.

    python -m validation.accuracy BENCH [BENCH ...] [--network heavy] [--seeds 20000-29999] [--json FILE]

Per true trial, the median of each reading over the true hold against the truth of the hold; change of list, turn and
lean = hold median less the median of the 0.3 s before the rotation began. All figures: on rendered people.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

from inturn.kinematics import filter_recording, smooth
from inturn.kinematics.angles import to_dataset
from inturn.kinematics.closed_form import rotation_from_picture, rotation_from_points
from validation.bench import SIDES, Case, cached, cases, recording

BASELINE_S = 0.3
BODY = ("pelvic_list", "pelvic_turn", "trunk_lean")


def readings(data: xr.Dataset) -> tuple[dict[str, dict[str, np.ndarray]], dict[str, xr.Dataset]]:
    """Rotation in degrees over time by reading and side, and the angles of filter and smoother."""
    pixel = data["pixel"].transpose("time", "keypoint", "image").values.astype(float)
    world = data["world"].transpose("time", "keypoint", "space").values.astype(float)
    angles = {"filter": to_dataset(filter_recording(data), {}), "smoother": smooth(data)}
    out = {
        "picture": {s: rotation_from_picture(pixel, s) for s in SIDES},
        "picture - list": {s: rotation_from_picture(pixel, s, minus_list=True) for s in SIDES},
        "world points": {s: rotation_from_points(world, s) for s in SIDES},
    }
    out |= {name: {s: a["rotation"].sel(side=s).values for s in SIDES} for name, a in angles.items()}
    return {n: {s: np.rad2deg(v) for s, v in by.items()} for n, by in out.items()}, angles


def _median(values: np.ndarray, time: np.ndarray, start: float, stop: float) -> float:
    chosen = values[(time >= start) & (time < stop)]
    chosen = chosen[np.isfinite(chosen)]
    return float(np.median(chosen)) if chosen.size else float("nan")


def measure(case: Case, network: str) -> list[dict[str, Any]]:
    """One row per true trial: truth, every reading, sd, and the changes of the body."""
    data = recording(case, network)
    by_reading, angles = readings(data)
    time = data["time"].values
    rows: list[dict[str, Any]] = []
    for trial in case.truth["trials"]:
        side, start, stop = trial["side"], trial["hold_start_s"], trial["hold_end_s"]
        sign = 1.0 if side == "left" else -1.0
        row: dict[str, Any] = {"clip": case.clip.stem, "side": side, "truth": trial["rotation_deg"]}
        row["cheats"] = trial["cheats"]
        row |= {name: _median(by[side], time, start, stop) for name, by in by_reading.items()}
        for name, a in angles.items():
            sd = np.rad2deg(a["rotation_sd"].sel(side=side).values)
            row[f"{name} sd"] = _median(sd, time, start, stop)
            for body in BODY:
                values = np.rad2deg(a[body].values)
                before = _median(values, time, trial["start_s"] - BASELINE_S, trial["start_s"])
                row[f"{name} {body}"] = sign * (_median(values, time, start, stop) - before)
                row[f"{name} {body} absolute"] = sign * _median(values, time, start, stop)
        truth_time = np.array(case.truth["frames"]["time_s"])
        for body in BODY:
            row[f"truth {body}"] = trial[f"{body}_deg"]
            values = np.array(case.truth["frames"][f"{body}_left_deg"])
            row[f"truth {body} absolute"] = sign * _median(values, truth_time, start, stop)
        rows.append(row)
    return rows


def errors_of(rows: list[dict[str, Any]], name: str, against: str = "truth") -> np.ndarray:
    """Reading less truth in degrees, NaN where the reading says nothing."""
    return np.array([r[name] - r[against] for r in rows], dtype=float)


def figures(error: np.ndarray) -> dict[str, float]:
    """MAE, bias, standard deviation, 95th percentile of the size, and the number read and unread."""
    known = error[np.isfinite(error)]
    if known.size == 0:
        return {"n": 0, "unread": int(error.size)}
    size = np.abs(known)
    return {
        "mae": float(size.mean()),
        "bias": float(known.mean()),
        "sd": float(known.std()),
        "p95": float(np.percentile(size, 95)),
        "n": int(known.size),
        "unread": int(error.size - known.size),
    }


def side_differences(rows: list[dict[str, Any]], name: str) -> np.ndarray:
    """Error of left less right (means over trials) per clip with both sides, degrees."""
    by: dict[str, dict[str, list[float]]] = defaultdict(lambda: {s: [] for s in SIDES})
    for r in rows:
        by[r["clip"]][r["side"]].append(r[name] - r["truth"])
    return np.array([np.nanmean(b["left"]) - np.nanmean(b["right"]) for b in by.values() if b["left"] and b["right"]])


def report(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Every figure, by reading."""
    out: dict[str, Any] = {"trials": len(rows), "clips": len({r["clip"] for r in rows})}
    for name in ("picture", "picture - list", "world points", "filter", "smoother"):
        out[name] = figures(errors_of(rows, name))
        out[name]["side_difference_mae"] = float(np.nanmean(np.abs(side_differences(rows, name))))
    for name in ("filter", "smoother"):
        error, sd = errors_of(rows, name), np.array([r[f"{name} sd"] for r in rows])
        ok = np.isfinite(error)
        out[name]["coverage95"] = float(np.mean(np.abs(error[ok]) < 1.96 * sd[ok]))
        out[name]["mean_sd"] = float(np.mean(sd[ok]))
        for body in BODY:
            out[name][body] = figures(errors_of(rows, f"{name} {body}", f"truth {body}"))
            whole = f"{body} absolute"
            out[name][whole] = figures(errors_of(rows, f"{name} {whole}", f"truth {whole}"))
    return out


def show(out: dict[str, Any]) -> None:
    """Print the figures as a table."""
    print(f"{out['clips']} clips, {out['trials']} trials (rendered people)")
    for name, f in out.items():
        if not isinstance(f, dict) or "mae" not in f:
            continue
        extra = f"  covers {100 * f['coverage95']:.0f} % with sd {f['mean_sd']:.1f}" if "coverage95" in f else ""
        print(
            f"{name:16s} MAE {f['mae']:5.2f}  bias {f['bias']:+5.2f}  sd {f['sd']:5.2f}  p95 {f['p95']:5.2f}"
            f"  sides {f['side_difference_mae']:5.2f}  unread {f['unread']}{extra}"
        )
        for key, b in f.items():
            if isinstance(b, dict) and "mae" in b:
                print(f"    {key:22s} MAE {b['mae']:5.2f}  bias {b['bias']:+5.2f}  p95 {b['p95']:5.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, nargs="+")
    parser.add_argument("--network", default="heavy")
    parser.add_argument("--seeds", default="20000-999999")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--rows", action="store_true", help="print every trial")
    args = parser.parse_args()
    low, high = (int(x) for x in args.seeds.split("-"))
    found = [c for b in args.bench for c in cached(cases(b, low, high + 1), args.network)]
    rows = [r for c in found if not c.negative for r in measure(c, args.network)]
    if not rows:
        raise SystemExit("no clips with keypoints and trials here: run validation.fit.keypoints first")
    if args.rows:
        for r in rows:
            kept = {k: round(v, 1) for k, v in r.items() if isinstance(v, float)}
            print(r["clip"], r["side"], kept)
    out = report(rows)
    show(out)
    if args.json:
        args.json.write_text(json.dumps(out, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
