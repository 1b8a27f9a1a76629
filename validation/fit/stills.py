"""Keypoints of single pictures (`validation.people.stills`), every network, in one table.

    python -m validation.fit.stills DIR [--networks full heavy lite]

Each picture is looked at twice, as a film would be: where the detector says, then where the landmarks say.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from inturn.motion.recording import KeypointFrame
from inturn.sources.video.track import PoseTracker


def pictures(stills: Path) -> Iterator[NDArray[np.uint8]]:
    """The RGB pictures of one file, in order."""
    with np.load(stills) as data:
        coded, lengths = data["pictures"], data["lengths"]
    for end, length in zip(np.cumsum(lengths), lengths, strict=True):
        picture = cv2.imdecode(coded[end - length : end], cv2.IMREAD_COLOR)
        yield np.ascontiguousarray(picture[..., ::-1])


def keypoints(stills: Path, tracker: PoseTracker) -> list[KeypointFrame]:
    """What a network sees in each picture."""
    found = []
    for number, picture in enumerate(pictures(stills)):
        tracker.restart()
        tracker.start_at(picture, 10.0 * number)
        found.append(tracker.step(picture, 10.0 * number + 0.01))
    return found


def make(stills: Path, network: str, tracker: PoseTracker) -> None:
    """Write `keypoints/NAME.NETWORK.npz` unless it is there: pixel, variance, visibility, world, score."""
    target = stills.parent / "keypoints" / f"{stills.stem}.{network}.npz"
    if target.exists():
        return
    frames = keypoints(stills, tracker)
    target.parent.mkdir(exist_ok=True)
    fields = ("pixel", "variance", "visibility", "presence", "world", "score")
    np.savez(target, **{name: np.array([getattr(f, name) for f in frames]) for name in fields})


def main() -> None:
    """Look at all files of a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--networks", nargs="+", default=["full", "heavy", "lite"])
    chosen = parser.parse_args()
    for network in chosen.networks:
        tracker = PoseTracker(network)
        found = sorted(chosen.folder.glob("stills_??????.npz"))
        for i, stills in enumerate(found):
            make(stills, network, tracker)
            print(f"{network} {i + 1}/{len(found)} {stills.stem}", flush=True)


if __name__ == "__main__":
    main()
