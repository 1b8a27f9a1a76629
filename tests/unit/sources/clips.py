"""Small odd videos for the tests: colour patterns, written with PyAV."""

import struct
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 200, 30), (40, 40, 220), (235, 235, 235)
MATRICES = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}
"""Display matrix (a, b, c, d) of a video to be turned clockwise by so many degrees."""


def corners(width: int = 96, height: int = 64) -> Image:
    """Red top left, green top right, blue bottom left, white bottom right."""
    picture = np.zeros((height, width, 3), np.uint8)
    h, w = height // 2, width // 2
    picture[:h, :w], picture[:h, w:], picture[h:, :w], picture[h:, w:] = RED, GREEN, BLUE, WHITE
    return picture


def corner_names(picture: Image) -> str:
    """The colours of the four corners, as letters: top left, top right, bottom left, bottom right."""
    h, w = picture.shape[:2]
    spots = [picture[y, x].astype(int) for y in (h // 8, -h // 8) for x in (w // 8, -w // 8)]
    colours = {"r": RED, "g": GREEN, "b": BLUE, "w": WHITE}
    return "".join(min(colours, key=lambda c: int(np.abs(spot - colours[c]).sum())) for spot in spots)


def write(
    path: Path,
    pictures: list[Image],
    *,
    fps: int = 30,
    codec: str = "libx264",
    pix_fmt: str = "yuv420p",
    times: list[float] | None = None,
    aspect: Fraction | None = None,
    **options: str,
) -> Path:
    """Write pictures as a video; `times` (s) instead of a steady rate; `options` go to the container."""
    with av.open(str(path), "w", options=options) as container:
        stream: Any = container.add_stream(codec, rate=fps)
        stream.height, stream.width = pictures[0].shape[:2]
        stream.pix_fmt = pix_fmt
        if codec == "libx264":
            stream.options = {"crf": "12", "g": "10", "bf": "0"}
        if aspect is not None:
            stream.codec_context.sample_aspect_ratio = aspect
        if times is not None:
            stream.codec_context.time_base = Fraction(1, 1000)
        for i, picture in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            if times is not None:
                frame.pts, frame.time_base = round(times[i] * 1000), Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def turn(path: Path, matrix: tuple[int, int, int, int]) -> Path:
    """Set the display matrix in an MP4's track header."""
    data = bytearray(path.read_bytes())
    start = data.find(b"tkhd") + 4
    start += 4 + (20 if data[start] == 0 else 32) + 16
    a, b, c, d = (v << 16 for v in matrix)
    data[start : start + 36] = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)
    path.write_bytes(data)
    return path


def write_sound(path: Path) -> Path:
    """A second of silence."""
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream("aac", rate=44100)
        frame = av.AudioFrame(format="fltp", layout="mono", samples=1024)
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        for i in range(43):
            frame.sample_rate, frame.pts = 44100, 1024 * i
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path
