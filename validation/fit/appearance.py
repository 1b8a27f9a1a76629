"""The projection of what a network sees around the keypoints (`inturn.sources.video.appearance`).

    python -m validation.fit.appearance STILLS [STILLS ...] --seeds 1000-1048 2000-2069 --network heavy [--write]

Principal components of how it changes, within one person, between standing and everything else: clothes, light and
room stay the same, the posture does not. Fitted without any angle.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.sparse.linalg import eigsh

from inturn.motion.recording import LARGEST_APPEARANCE
from inturn.sources.video import landmarks as lm
from inturn.sources.video.appearance import around_points
from inturn.sources.video.models import Network
from inturn.sources.video.region import Region
from inturn.sources.video.track import PoseTracker
from validation.fit.still_tests import STANDING
from validation.fit.stills import keypoints
from validation.people.__main__ import seed_range
from validation.people.seeds import purpose

COMPONENTS = 256
EVENNESS = 0.25
"""Components are divided by their variance to this power: somewhere between as they are and all alike."""
KEPT = 99.99
"""Percentile of the values that must not be cut."""
DATA = Path("src/inturn/sources/video/data")


class Looking(PoseTracker):
    """A tracker whose frames hold all that is seen around the keypoints, before any projection."""

    def __init__(self, network: Network) -> None:
        super().__init__(network)
        self._landmarks = lm.LandmarkNetwork(network, seen=True)

    def _appearance(self, answer: lm.Landmarks, region: Region) -> np.ndarray | None:
        values = around_points(answer.seen, answer.points)
        rows = np.full((2, values.size), np.nan)
        rows[int(region.mirrored)] = values
        return rows


def looked_at(folders: list[Path], tracker: PoseTracker, seeds: set[int]) -> Iterator[tuple[int, np.ndarray]]:
    """Seed and what was seen (T, 2, F) of people, the mean over views of one kind."""
    for folder in folders:
        for path in sorted(folder.glob("stills_??????.npz")):
            if int(path.stem[-6:]) not in seeds or purpose(int(path.stem[-6:])) != "fit":
                continue
            seen = keypoints(path, tracker)
            if all(f.appearance is not None for views in seen for f in views):
                values = np.nanmean(np.array([[f.appearance for f in views] for views in seen], np.float32), axis=1)
                yield int(path.stem[-6:]), values
            print(path.stem, flush=True)


def principal(people: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Middle (F,) and matrix (F, COMPONENTS) of what was seen of several people, each (T, 2, F)."""
    change = np.concatenate([p[STANDING:] - p[:STANDING].mean(axis=0) for p in people])
    change = change.reshape(-1, change.shape[-1])
    spread = np.sqrt(np.mean(change**2, axis=0)) + 1e-6
    scaled = change / spread
    moments = (scaled.T @ scaled).astype(np.float64) / len(scaled)
    values, vectors = eigsh(moments, k=COMPONENTS, v0=np.ones(len(moments)))
    order = np.argsort(-values)
    values, vectors = values[order], vectors[:, order]
    print(f"{COMPONENTS} components hold {values.sum() / np.trace(moments):.3f} of the change")
    matrix = vectors / values**EVENNESS / spread[:, None]
    everything = np.concatenate([p.reshape(-1, p.shape[-1]) for p in people])
    middle = everything.mean(axis=0)
    reach = np.percentile(np.abs((everything - middle) @ matrix), KEPT)
    return middle, matrix * LARGEST_APPEARANCE / reach


def write(network: str, seeds: list[str], people: int, middle: np.ndarray, matrix: np.ndarray) -> None:
    """The projection with its provenance, in half precision: what is left out is far below one whole number."""
    DATA.mkdir(exist_ok=True)
    ranges = " ".join(seeds)
    provenance = {
        "basis": "fitted on rendered people, without their angles",
        "made_by": f"python -m validation.fit.appearance STILLS --seeds {ranges} --network {network} --write",
        "seeds": f"{ranges}, {people} people",
    }
    np.savez_compressed(
        DATA / f"appearance_{network}.npz",
        middle=middle.astype(np.float32),
        matrix=matrix.astype(np.float16),
        provenance=json.dumps(provenance),
    )


def main() -> None:
    """Look, find the components, and write them when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stills", type=Path, nargs="+")
    parser.add_argument("--network", default="heavy", choices=("full", "heavy", "lite"))
    parser.add_argument("--seeds", nargs="+", required=True, help="ranges, as 1000-1048")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    seeds = {seed for text in chosen.seeds for seed in seed_range(text)}
    found = list(looked_at(chosen.stills, Looking(chosen.network), seeds))
    middle, matrix = principal([values for _, values in found])
    if chosen.write:
        write(chosen.network, chosen.seeds, len(found), middle, matrix)


if __name__ == "__main__":
    main()
