"""The guided test's live reading on the committed clips: every side against its known truth.

    python -m validation.live_clips [--rates 15 5] [--clips tests/clips] [--json FILE]

Pictures go the page's way (640 pixels long, JPEG of quality 80, network full); so many a second are looked at as a
quick and as a slow machine would. Beside it what the smoother, as in `inturn measure`, makes of the very same
keypoints: it tells what is live's own share of an error. The clips are development data, two or three trials a side.
"""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import xarray as xr

from inturn.errors import NoTestError
from inturn.programme.standing_test import load_standing_test
from inturn.workflows.measure import read_test
from inturn.workflows.options import MeasureOptions
from validation.figures.freeze import RESULTS, frozen, write
from validation.figures.live import LiveTrial, read_live
from validation.figures.live_keypoints import live_recording
from validation.figures.truth import Truth, read_truth

CLIPS: Final = ("clean", "asymmetric", "pelvic_list", "trunk_lean", "turned", "two_people", "one_side")
BAR_DEG: Final = 4.0
AT: Final = datetime(2026, 1, 1, tzinfo=UTC)


def rows_of(truth: Truth, trials: list[LiveTrial], kept: dict[str, float]) -> list[dict[str, Any]]:
    """A row a side: mean of its true trials, of those as read live (NaN where one was missed), the side's result."""
    rows: list[dict[str, Any]] = []
    for side in ("left", "right"):
        mine = [live for true, live in zip(truth.trials, trials, strict=True) if true.side == side]
        if mine:
            live = float(np.mean([np.nan if t.value is None else t.value for t in mine]))
            rows.append({
                "clip": truth.name, "side": side, "trials": len(mine), "true": float(np.mean([t.true for t in mine])),
                "live": live, "smoothed": kept.get(side, np.nan),
            })  # fmt: skip
    return rows


def smoothed(recording: xr.Dataset) -> dict[str, float]:
    """Each side as `inturn measure` reads the same keypoints, degrees; sides without a reading are left out."""
    try:
        result = read_test(recording, MeasureOptions(network="full", overlay=False), AT).result
    except NoTestError:
        return {}
    sides = {"left": result.sides.left.rotation, "right": result.sides.right.rotation}
    return {side: q.degrees for side, q in sides.items() if q is not None}


def errors_of(rows: list[dict[str, Any]], name: str) -> dict[str, float]:
    """Mean and largest size of a side's error, and how many sides were missed."""
    error = np.array([row[name] - row["true"] for row in rows], dtype=float)
    there = np.abs(error[np.isfinite(error)])
    return {"mean": float(there.mean()), "largest": float(there.max()), "missed": int(np.isnan(error).sum())}


def main() -> None:
    """Measure, print, write; ends with 1 where the mean is over the bar or a side was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rates", type=float, nargs="+", default=[15.0, 5.0], help="pictures a second")
    parser.add_argument("--clips", type=Path, default=Path("tests/clips"))
    parser.add_argument("--json", type=Path, default=RESULTS / "live-clips.json")
    args = parser.parse_args()
    rules, body, well = load_standing_test(), dict[str, Any](), True
    for rate in args.rates:
        rows: list[dict[str, Any]] = []
        extra = 0
        for name in CLIPS:
            path = args.clips / f"{name}.json"
            truth = read_truth(path, rules)
            recording = live_recording(path.with_suffix(".mp4"), float(json.loads(path.read_text())["fps"]), rate)
            trials, more = read_live(truth, recording, rules)
            extra += more
            if more:
                print(f"{rate:4g}/s {name:12s} trials that are none: {more}")
            rows += rows_of(truth, trials, smoothed(recording))
        live, after = errors_of(rows, "live"), errors_of(rows, "smoothed")
        for row in rows:
            print(
                f"{rate:4g}/s {row['clip']:12s} {row['side']:5s} true {row['true']:5.1f}  live {row['live']:5.1f} "
                f"({row['live'] - row['true']:+.1f})  smoothed {row['smoothed']:5.1f} "
                f"({row['smoothed'] - row['true']:+.1f})"
            )
        print(f"{rate:4g}/s live {live}, smoothed {after}, extra trials {extra}", flush=True)
        body[f"{rate:g}"] = {"rows": rows, "live": live, "smoothed": after, "extra": extra}
        well &= live["mean"] <= BAR_DEG and live["missed"] == 0
    write(args.json, frozen("live-clips", "full", "python -m validation.live_clips", {"rates": body}))
    raise SystemExit(0 if well else 1)


if __name__ == "__main__":
    main()
