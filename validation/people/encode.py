"""Pictures to an H.264 file, and what a cheap camera does to them on the way."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Grain:
    """Sensor noise (`sd` in 8-bit steps), brightness `flicker` (share) and x264's `crf` (higher = rougher)."""

    sd: float
    flicker: float
    crf: int


def with_noise(pictures: Iterator[np.ndarray], grain: Grain, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """Pictures (uint8) from clean ones (float32, 0..255), with flicker and noise.

    The noise is one larger tile seen through a window that jumps.
    """
    tile: np.ndarray | None = None
    phase = rng.uniform(0, 6.28)
    for i, picture in enumerate(pictures):
        high, wide = picture.shape[:2]
        if tile is None:
            tile = rng.normal(0, grain.sd, (high + 64, wide + 64, 3)).astype(np.float32)
        y, x = rng.integers(0, 64, 2)
        gain = 1.0 + grain.flicker * np.sin(0.7 * i + phase)
        noisy = picture * np.float32(gain) + tile[y : y + high, x : x + wide]
        yield np.clip(noisy, 0, 255).astype(np.uint8)


def write_video(path: Path, pictures: Iterator[np.ndarray], fps: Fraction, crf: int, preset: str = "medium") -> int:
    """Encode pictures (height, width, 3) at a constant rate; returns how many. Written aside, then renamed."""
    import av

    aside = path.with_name(f"{path.stem}.{os.getpid()}.part.mp4")  # two runs may meet at one seed
    count = 0
    with av.open(str(aside), "w", options={"movflags": "+faststart"}) as container:
        stream = container.add_stream("libx264", rate=fps)
        stream.pix_fmt = "yuv420p"
        stream.time_base = 1 / fps
        stream.options = {"crf": str(crf), "preset": preset, "threads": "1"}
        for picture in pictures:
            if count == 0:
                stream.height, stream.width = picture.shape[:2]
            for packet in stream.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")):
                container.mux(packet)
            count += 1
        for packet in stream.encode():
            container.mux(packet)
    aside.replace(path)
    return count
