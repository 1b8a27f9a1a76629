"""Writing the annotated film: H.264, yuv420p, constant rate, the index first so that a browser plays it at once."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from inturn.errors import OutputError
from inturn.report.document import Result
from inturn.report.overlay.scene import Moment, scene
from inturn.report.overlay.timing import at_constant_rate, constant_rate

Image = NDArray[np.uint8]
Progress = Callable[[int, int], None]

LONGEST_SIDE = 1280


class Shown(Protocol):
    """What is drawn over a film: the moment at any time (s)."""

    def at(self, time_s: float, /) -> Moment: ...


def write_overlay(
    path: Path,
    pictures: Iterable[tuple[float, Image]],
    recording: xr.Dataset,
    angles: xr.Dataset,
    result: Result,
    progress: Progress | None = None,
) -> None:
    """Draw skeleton, angle, stick, phase and warnings over the pictures and encode them to `path`.

    `pictures` yields (seconds since the first picture, upright RGB (height, width, 3) uint8) in the time base of
    `recording`, which may have fewer; of a mirrored recording they are the film's own, and are flipped here. `progress`
    is called with pictures done and pictures in all. Memory does not grow with the film's length. Raises OutputError
    when the film cannot be written; the caller removes what was begun.
    """
    write_film(path, pictures, recording, lambda: scene(recording, angles, result), progress)


def write_film(
    path: Path,
    pictures: Iterable[tuple[float, Image]],
    recording: xr.Dataset,
    make: Callable[[], Shown],
    progress: Progress | None = None,
) -> None:
    """As `write_overlay`, for anything that tells the moment at a time; `make` is called once the film is open."""
    import av
    from av.error import FFmpegError

    times = np.asarray(recording.coords["time"].values, dtype=np.float64)
    if times.size == 0:
        raise OutputError("There is no picture to annotate: the recording is empty.")
    try:
        with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as film:
            _encode(film, pictures, recording, make(), progress)
    except (FFmpegError, OSError) as error:
        raise OutputError(f"The annotated film cannot be written to {path}: {error.strerror or error}.") from error


def _encode(
    film: Any,
    pictures: Iterable[tuple[float, Image]],
    recording: xr.Dataset,
    shown: Shown,
    progress: Progress | None,
) -> None:
    import av
    import cv2

    from inturn.report.overlay.draw import draw, pen

    flip = bool(recording.attrs["mirrored"])
    rate, total = (
        constant_rate(float(recording.attrs["fps"])),
        int(min(recording.attrs["frames"], 66 * recording.attrs["duration_s"])),
    )
    stream, tools, done = None, None, 0
    for time_s, picture, ticks in at_constant_rate(_counted(pictures, total, progress), rate):
        canvas = _canvas(picture, flip)
        if stream is None or tools is None:
            height, width = canvas.shape[:2]
            stream = _stream(film, rate, width, height)
            tools = pen(width, height, width / float(recording.attrs["width"]))
        draw(canvas, shown.at(time_s), tools)
        frame = av.VideoFrame.from_ndarray(
            np.asarray(cv2.cvtColor(canvas, cv2.COLOR_RGB2YUV_I420), dtype=np.uint8), format="yuv420p"
        )
        for _ in range(ticks):
            frame.pts = done
            film.mux(stream.encode(frame))
            done += 1
    if stream is None:
        raise OutputError("There is no picture to annotate: the film gave none.")
    film.mux(stream.encode(None))


def _counted(pictures: Iterable[tuple[float, Image]], total: int, progress: Progress | None) -> Any:
    for done, picture in enumerate(pictures, start=1):
        yield picture
        if progress is not None:
            progress(done, max(total, done))


def _stream(film: Any, rate: Any, width: int, height: int) -> Any:
    from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

    stream = film.add_stream("libx264", rate=rate, options={"preset": "superfast", "crf": "23"})
    stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
    # OpenCV converts by BT.601, limited range; untagged, players would take BT.709 for large pictures.
    stream.codec_context.colorspace, stream.codec_context.color_range = Colorspace.ITU601, ColorRange.MPEG
    stream.codec_context.color_primaries = ColorPrimaries.SMPTE170M
    stream.codec_context.color_trc = ColorTrc.SMPTE170M
    stream.thread_count = 2
    return stream


def _canvas(picture: Image, flip: bool) -> Image:
    """A copy to draw on: even sides, at most `LONGEST_SIDE`, mirrored back on request."""
    import cv2

    height, width = picture.shape[:2]
    scale = min(1.0, LONGEST_SIDE / max(height, width))
    size = max(2, 2 * round(width * scale / 2)), max(2, 2 * round(height * scale / 2))
    if size == (width, height):
        canvas = np.ascontiguousarray(picture).copy()
    else:
        canvas = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    return np.asarray(cv2.flip(canvas, 1), dtype=np.uint8) if flip else canvas
