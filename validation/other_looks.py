"""Whether what was learnt from one renderer holds for pictures that look otherwise: filters over unseen people.

    python -m validation.other_looks CALM --seeds 10000-10015 [--json FILE]

Single pictures of calm tests of tune seeds (`validation.people.stills --calm`) are shown to the network as they are and
changed: grey, washed out, dark, in other colours, blurred, noisy, as flat areas of colour with edges. Each is read
twice, from keypoints alone and with the appearance. No look was used in learning. Errors are of trials, degrees.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from inturn.kinematics import smooth
from inturn.kinematics.learnt import Learnt, learnt_of
from inturn.sources.video.models import Network
from inturn.sources.video.track import PoseTracker
from validation.figures.freeze import RESULTS, frozen, write
from validation.fit.errors import trial_errors
from validation.fit.still_tests import StillTest, test_of
from validation.fit.stills import as_arrays, pictures
from validation.people.__main__ import seed_range
from validation.people.seeds import purpose

Picture = np.ndarray


def _curve(power: float, low: float, high: float) -> Callable[[Picture], Picture]:
    table = (255 * (low + (high - low) * (np.arange(256) / 255) ** power)).round().astype(np.uint8)
    return lambda rgb: table[rgb]


def _grey(rgb: Picture) -> Picture:
    return np.repeat(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2)


def _other_colours(rgb: Picture) -> Picture:
    hsv = cv2.cvtColor(rgb, cv2.COLOR_RGB2HSV)
    hsv[..., 0] = (hsv[..., 0].astype(int) + 60) % 180
    return cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)


def _noisy(rgb: Picture) -> Picture:
    noise = np.random.default_rng(7).normal(0, 25, rgb.shape)
    return np.clip(rgb + noise, 0, 255).astype(np.uint8)


def _drawn(rgb: Picture) -> Picture:
    flat = cv2.bilateralFilter(cv2.bilateralFilter(rgb, 9, 60, 9), 9, 60, 9) // 48 * 48 + 24
    edges = cv2.adaptiveThreshold(
        cv2.medianBlur(_grey(rgb)[..., 0], 5), 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 9, 4
    )
    return np.where(edges[..., None] > 0, flat, 0).astype(np.uint8)


LOOKS: dict[str, Callable[[Picture], Picture]] = {
    "as drawn for learning": lambda rgb: rgb,
    "grey": _grey,
    "washed out": _curve(0.8, 0.35, 0.85),
    "dark": _curve(1.8, 0.0, 0.6),
    "other colours": _other_colours,
    "blurred": lambda rgb: cv2.GaussianBlur(rgb, (0, 0), 0.004 * rgb.shape[0]),
    "noisy": _noisy,
    "flat colours, drawn edges": _drawn,
}


def changed(stills: Path, look: Callable[[Picture], Picture], tracker: PoseTracker, network: str) -> StillTest | None:
    """One person's pictures in another look, as the tracker sees them."""
    shown = (np.ascontiguousarray(look(picture)) for picture in pictures(stills))
    seen = [tracker.in_all_views(picture, 10.0 * number) for number, picture in enumerate(shown)]
    return test_of(stills, as_arrays(seen), network)


def row(tests: list[StillTest], learnt: Learnt) -> dict[str, Any]:
    """Errors of trials with these maps."""
    errors = [e for t in tests for e in trial_errors(t, smooth(t.recording, learnt=learnt))]
    off = np.array([e.rotation for e in errors])
    lists = np.array([e.changes["list"] for e in errors])
    return {
        "people": len({e.seed for e in errors}), "trials": len(errors), "mae": np.abs(off).mean(), "bias": off.mean(),
        "p95": np.percentile(np.abs(off), 95), "list_mae": np.abs(lists).mean(),
    }  # fmt: skip


def main() -> None:
    """Measure every look, print, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("calm", type=Path)
    parser.add_argument("--seeds", type=seed_range, default=range(10000, 10016))
    parser.add_argument("--network", default="heavy", choices=("full", "heavy", "lite"))
    parser.add_argument("--json", type=Path, default=RESULTS / "other-looks.json")
    chosen = parser.parse_args()
    network: Network = chosen.network
    whole = learnt_of(network)
    ways = {"keypoints alone": Learnt(whole.pelvis, whole.remainder), "with the appearance": whole}
    paths = [p for s in chosen.seeds if purpose(s) == "tune" and (p := chosen.calm / f"stills_{s:06d}.npz").exists()]
    tracker = PoseTracker(network)
    table: list[dict[str, Any]] = []
    for name, look in LOOKS.items():
        tests = [t for p in paths if (t := changed(p, look, tracker, network)) is not None]
        for way, learnt in ways.items():
            table.append({"look": name, "way": way, **row(tests, learnt)})
            print(table[-1], flush=True)
    command = f"python -m validation.other_looks CALM --seeds {chosen.seeds.start}-{chosen.seeds.stop - 1}"
    write(chosen.json, frozen("other_looks", network, command, {"looks": table}))


if __name__ == "__main__":
    main()
