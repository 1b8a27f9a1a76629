"""Keypoints of a committed recording in the place of a pose network, for tests of the live guided test."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from inturn.motion.recording import KeypointFrame, frames
from inturn.sources.recordings import read_recording
from inturn.workflows.live import LiveSetup, LiveTest
from inturn.workflows.options import MeasureOptions

KEYPOINTS = Path(__file__).resolve().parents[2] / "bench" / "keypoints" / "person_021001.heavy.nc"
START_S = 1_790_000_000.25
"""Pages tell the time as seconds since 1970."""
LIGHT = 0.5


class Film:
    """Keypoints of a stored recording in the place of a pose network."""

    def __init__(self, path: Path = KEYPOINTS) -> None:
        recording = read_recording(path)
        self.frames = list(frames(recording))
        self.size = (int(recording.attrs["width"]), int(recording.attrs["height"]))
        self.length_s = self.frames[-1].time_s + 0.07
        self.restarts = 0

    def step(self, image: Any, time_s: float) -> KeypointFrame:
        """The frame whose number stands in the picture."""
        return replace(self.frames[int(image[0, 0, 0])], time_s=time_s)

    def restart(self) -> None:
        self.restarts += 1

    def played(self, rounds: int) -> Iterator[tuple[int, float]]:
        """Number and time of each picture, over and over."""
        for k in range(rounds):
            for i, frame in enumerate(self.frames):
                yield i, START_S + k * self.length_s + frame.time_s


def setup(**options: Any) -> LiveSetup:
    return LiveSetup(("left", "right"), MeasureOptions(network="heavy", overlay=False, **options), "heavy", "ab" * 32)


def picture(film: Film, number: int) -> Any:
    width, height = film.size
    image = np.zeros((1, 1, 3), dtype=np.int64)
    image[0, 0, 0] = number
    return np.broadcast_to(image, (height, width, 3))


def recorded(live: LiveTest, film: Film, rounds: int = 1, keep_every: int = 1) -> LiveTest:
    """The test after the film, from its first picture on: all of it belongs to the test."""
    live.guide = replace(live.guide, stage="trials", sure=True)
    for i, time_s in film.played(rounds):
        if i % keep_every == 0 and live.guide.stage == "trials":
            live.see(picture(film, i), time_s, LIGHT)
    return live
