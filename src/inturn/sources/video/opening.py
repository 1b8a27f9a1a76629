"""Opening a video: what it is, or one clear sentence why it cannot be measured."""

import os
import stat
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from inturn.errors import InputError, SetupError
from inturn.sources.there import require_file
from inturn.sources.video.upright import upright

_NOT_VIDEOS: Final = ("tty", "hls", "dash", "concat", "sdp", "rtsp")
_USUAL_RATE: Final = 30.0
_ADVICE: Final = "give a video from a camera or phone (MP4, MOV, WebM, ...)"


@dataclass(frozen=True, slots=True)
class VideoInfo:
    """What a video says about itself. Sizes are of the upright picture with square pixels.

    `duration_s` and `frames` are what the file claims, None when it claims nothing; `bits` per colour channel.
    """

    path: Path
    width: int
    height: int
    fps: float
    duration_s: float | None
    frames: int | None
    codec: str
    bits: int
    size_bytes: int


def library() -> Any:
    """PyAV. Raises SetupError when it is not installed."""
    try:
        import av
    except ImportError as error:
        raise SetupError("PyAV, which reads videos, is not there: run `pip install inturn[video]`.") from error
    return av


def check_path(path: Path) -> None:
    """Raise InputError unless `path` is a file that can be read and holds something."""
    require_file(path)
    try:
        state = path.stat()
    except OSError as error:
        raise InputError(f"{str(path)!r} cannot be reached ({error.strerror}): check name and rights.") from None
    if stat.S_ISDIR(state.st_mode):
        raise InputError(f"{str(path)!r} is a folder: give the video itself.")
    if not stat.S_ISREG(state.st_mode):
        raise InputError(f"{str(path)!r} is not an ordinary file: {_ADVICE}.")
    if state.st_size == 0:
        raise InputError(f"{path.name!r} is empty: copy it from the camera again.")
    if not os.access(path, os.R_OK):
        raise InputError(f"{path.name!r} may not be read: change its permissions.")


def open_video(path: Path) -> tuple[Any, Any]:
    """The open container and its video stream. Raises InputError with one sentence when that is impossible."""
    check_path(path)
    av = library()
    try:
        # Only plain files: a play list must not lead to other files or the network, nor a name be taken for a protocol.
        container = av.open(f"file:{path.absolute()}", options={"protocol_whitelist": "file"})
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise InputError(
            f"{path.name!r} is not a video that can be read, or it is incomplete ({_reason(error)}): {_ADVICE}; "
            "if it plays elsewhere, copy it again or convert it to MP4."
        ) from None
    try:
        return container, _video_stream(path, container)
    except InputError:
        container.close()
        raise


def _video_stream(path: Path, container: Any) -> Any:
    kind = str(container.format.name)
    if kind.split(",", maxsplit=1)[0] in _NOT_VIDEOS:
        raise InputError(f"{path.name!r} is a text, not a video: {_ADVICE}.")
    if kind.startswith("image2") or kind.endswith("_pipe"):
        raise InputError(f"{path.name!r} is a still picture, not a video: {_ADVICE}.")
    cover = library().stream.Disposition.attached_pic  # a picture that belongs to a piece of music
    streams = [s for s in container.streams.video if not s.disposition & cover]
    if not streams:
        if container.streams.audio:
            raise InputError(f"{path.name!r} holds sound only, no picture: {_ADVICE}.")
        raise InputError(f"{path.name!r} holds no picture, it may be incomplete: copy it from the camera again.")
    if streams[0].codec_context is None:
        raise InputError(
            f"{path.name!r} is coded in a way that cannot be decoded here (unknown codec): convert it to MP4 (H.264)."
        )
    return streams[0]


def _reason(error: BaseException) -> str:
    return str(getattr(error, "strerror", None) or error).lower()


def rate(stream: Any) -> float:
    """Average pictures a second; 30 when the file does not say or says nonsense."""
    for value in (stream.average_rate, stream.guessed_rate):
        if value and 0.5 <= float(value) <= 1000:
            return float(value)
    return _USUAL_RATE


def aspect(stream: Any, frame: Any) -> Fraction | None:
    """A stored pixel's width over its height; None = square or unknown."""
    for value in (getattr(frame, "sample_aspect_ratio", None), stream.sample_aspect_ratio):
        if value and 0.1 <= float(value) <= 10:
            return Fraction(value)
    return None


def duration(container: Any, stream: Any) -> float | None:
    """Length in seconds as the file claims it."""
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    return container.duration / 1e6 if container.duration else None


def probe(path: str | Path) -> VideoInfo:
    """What the video says about itself; its first picture is decoded.

    Raises InputError when it is not a video that can be read.
    """
    path = Path(path)
    av = library()
    container, stream = open_video(path)
    with container:
        try:
            frame = next(container.decode(stream), None)
        except av.error.FFmpegError as error:
            raise unreadable(path, error) from None
        if frame is None:
            raise unreadable(path, None)
        up = upright(frame, aspect(stream, frame), None)
        return VideoInfo(
            path,
            up.width,
            up.height,
            rate(stream),
            duration(container, stream),
            stream.frames or None,
            str(stream.codec_context.name),
            int(frame.format.components[0].bits),
            path.stat().st_size,
        )


def unreadable(path: Path, error: BaseException | None) -> InputError:
    """The error for a video of which not one picture can be decoded."""
    why = f" ({_reason(error)})" if error else ""
    return InputError(
        f"Not one picture of {path.name!r} can be decoded{why}: it is damaged or incomplete; "
        "copy it from the camera again or convert it to MP4 (H.264)."
    )
