"""Keypoints of single pictures (`validation.people.stills`), every network, in one table.

    python -m validation.fit.stills DIR [--networks full heavy lite] [--other-look]

Each picture is looked at as a film would be: where the detector says, then, where the landmarks say, in every view.
With `--other-look` the pictures are changed first (`validation.fit.looks`) and written beside the plain ones.
Arrays are (picture, view, ...) in single precision.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from inturn.motion.recording import KeypointFrame
from inturn.sources.video.track import PoseTracker
from validation.fit.looks import Look, look_of
from validation.people.__main__ import seed_range


def pictures(stills: Path) -> Iterator[NDArray[np.uint8]]:
    """The RGB pictures of one file, in order."""
    with np.load(stills) as data:
        coded, lengths = data["pictures"], data["lengths"]
    for end, length in zip(np.cumsum(lengths), lengths, strict=True):
        picture = cv2.imdecode(coded[end - length : end], cv2.IMREAD_COLOR)
        yield np.ascontiguousarray(picture[..., ::-1])


FIELDS = ("pixel", "variance", "visibility", "presence", "world", "score")


OTHER_LOOK = "other-look"


def keypoints(stills: Path, tracker: PoseTracker, look: Look | None = None) -> list[list[KeypointFrame]]:
    """What a network sees in each picture, in each view; in another look where one is given."""
    shown = (p if look is None else look(p, number) for number, p in enumerate(pictures(stills)))
    return [tracker.in_all_views(picture, 10.0 * number) for number, picture in enumerate(shown)]


def written(stills: Path, network: str, *, other_look: bool = False) -> Path:
    """Where the keypoints of a file of pictures are kept."""
    kind = f"{network}.{OTHER_LOOK}" if other_look else network
    return stills.parent / "keypoints" / f"{stills.stem}.{kind}.npz"


def as_arrays(seen: list[list[KeypointFrame]]) -> dict[str, np.ndarray]:
    """Frames (picture, view) as arrays, as they are written."""
    arrays = {name: np.array([[getattr(f, name) for f in views] for views in seen], np.float32) for name in FIELDS}
    shown = [[f.appearance for f in views] for views in seen]
    known = next((a for views in shown for a in views if a is not None), None)
    if known is not None:
        nowhere = np.full(known.shape, np.nan)
        arrays["appearance"] = np.array([[nowhere if a is None else a for a in views] for views in shown], np.float32)
    return arrays


def make(stills: Path, network: str, tracker: PoseTracker, *, other_look: bool = False) -> None:
    """Write the keypoints of one file unless they are there."""
    target = written(stills, network, other_look=other_look)
    if target.exists():
        return
    seen = keypoints(stills, tracker, look_of(int(stills.stem[-6:])) if other_look else None)
    target.parent.mkdir(exist_ok=True)
    arrays = as_arrays(seen)
    aside = target.with_suffix(".part.npz")
    np.savez_compressed(aside, **arrays)
    aside.rename(target)


def main() -> None:
    """Look at all files of a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--networks", nargs="+", default=["full", "heavy", "lite"])
    parser.add_argument("--seeds", type=seed_range, default=range(1_000_000))
    parser.add_argument("--other-look", action="store_true", help="change the pictures first")
    chosen = parser.parse_args()
    for network in chosen.networks:
        tracker = PoseTracker(network)
        found = [p for p in sorted(chosen.folder.glob("stills_??????.npz")) if int(p.stem[-6:]) in chosen.seeds]
        for i, stills in enumerate(found):
            make(stills, network, tracker, other_look=chosen.other_look)
            print(f"{network} {i + 1}/{len(found)} {stills.stem}", flush=True)


if __name__ == "__main__":
    main()
