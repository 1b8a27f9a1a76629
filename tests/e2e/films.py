"""Odd films made from a good one, for tests: turned, cut, recoded, retimed. Small, made anew in each run."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.frame import PictureType
from numpy.typing import NDArray

Image = NDArray[np.uint8]
TICKS = 90_000


def decoded(clip: Path) -> Iterator[tuple[float, av.VideoFrame]]:
    """Times in seconds and pictures of a film, as they were coded: nothing is turned into RGB."""
    with av.open(str(clip)) as container:
        for frame in container.decode(video=0):
            yield float(frame.time or 0.0), frame


def pictures(clip: Path) -> Iterator[tuple[float, Image]]:
    """Times in seconds and RGB pictures of a film."""
    return ((time_s, frame.to_ndarray(format="rgb24")) for time_s, frame in decoded(clip))


def write(path: Path, frames: Iterator[tuple[float, Image]], codec: str = "libx264", pixels: str = "yuv420p") -> Path:
    """Write RGB pictures with their own times."""
    made = ((t, av.VideoFrame.from_ndarray(np.ascontiguousarray(image), format="rgb24")) for t, image in frames)
    return coded(path, made, codec, pixels)


def coded(
    path: Path, frames: Iterator[tuple[float, av.VideoFrame]], codec: str = "libx264", pixels: str = "yuv420p"
) -> Path:
    """Write pictures of any kind with their own times; the same one may come again."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=Fraction(30))
        stream.pix_fmt = pixels
        stream.options = {"preset": "ultrafast", "crf": "23"}
        stream.codec_context.time_base = stream.time_base = Fraction(1, TICKS)
        for number, (time_s, frame) in enumerate(frames):
            if number == 0:
                stream.height, stream.width = frame.height, frame.width
            frame.pict_type = PictureType.NONE  # what it was in the film that it comes from
            frame.pts, frame.time_base = round(time_s * TICKS), Fraction(1, TICKS)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def changed(clip: Path, path: Path, change: Callable[[Image], Image], **how: str) -> Path:
    """The film with each picture changed."""
    return write(path, ((t, change(image)) for t, image in pictures(clip)), **how)


def enlarged(clip: Path, path: Path, times: int) -> Path:
    """The film with every pixel so many times as wide and as high."""

    def large(frame: av.VideoFrame) -> av.VideoFrame:
        return frame.reformat(frame.width * times, frame.height * times, interpolation="POINT")

    return coded(path, ((t, large(frame)) for t, frame in decoded(clip)))


def retimed(clip: Path, path: Path, keep: Callable[[int], bool], time: Callable[[int, float], float]) -> Path:
    """The film with pictures left out, and other times."""
    return coded(path, ((time(i, t), frame) for i, (t, frame) in enumerate(decoded(clip)) if keep(i)))


def at_rate(clip: Path, path: Path, rate: float) -> Path:
    """The film at another frame rate (pictures repeated or left out)."""

    def resampled() -> Iterator[tuple[float, av.VideoFrame]]:
        count = 0
        for time_s, frame in decoded(clip):
            while count / rate <= time_s:
                yield count / rate, frame
                count += 1

    return coded(path, resampled())


def part(clip: Path, path: Path, start_s: float, end_s: float) -> Path:
    """The span [start_s, end_s) of the film."""
    return coded(path, ((t - start_s, frame) for t, frame in decoded(clip) if start_s <= t < end_s))


def tone(path: Path) -> Path:
    """One second of sound without a picture."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=44_100)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), dtype=np.float32), format="fltp", layout="mono")
        frame.sample_rate = 44_100
        for number in range(43):
            frame.pts = number * 1024
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path
