"""Videos to pictures: streamed, upright, with square pixels and real times, decoded ahead by a thread."""

import queue
import threading
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from inturn.sources.video.opening import aspect, duration, library, open_video, rate, unreadable
from inturn.sources.video.region import Image
from inturn.sources.video.times import MAX_RATE, Clock, Thinning
from inturn.sources.video.upright import Upright, upright

_AHEAD: Final = 4
"""Pictures decoded ahead."""
_MAX_ERRORS: Final = 100
"""Broken packets in a row after which the rest of a video is given up."""
_DECODER_THREADS: Final = 2


class Picture(NamedTuple):
    """One upright picture: seconds since the first, and RGB (height, width, 3)."""

    time_s: float
    rgb: Image


@dataclass(slots=True)
class DecodeLog:
    """What was met while decoding; complete once the pictures are exhausted.

    `damaged` counts packets that could not be decoded and pictures that came out damaged; `upright` is known from the
    first picture on.
    """

    fps: float = 0.0
    claimed_s: float | None = None
    decoded: int = 0
    mended_times: int = 0
    skipped: int = 0
    damaged: int = 0
    last_s: float = 0.0
    upright: Upright | None = None


def pictures(path: Path, long_side: int | None, log: DecodeLog, most: float = MAX_RATE) -> Generator[Picture]:
    """The video's pictures, at most about `most` a second, in order. Close the iterator to stop early.

    `long_side` limits the pictures' longer side (None = full size). Raises InputError when not one can be decoded.
    """
    ahead: queue.Queue[Picture | BaseException | None] = queue.Queue(_AHEAD)
    stop = threading.Event()

    def hand_over(item: Picture | BaseException | None) -> bool:
        while not stop.is_set():
            try:
                ahead.put(item, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False

    def work() -> None:
        try:
            for picture in _decode(path, long_side, log, most):
                if not hand_over(picture):
                    return
            hand_over(None)
        except BaseException as error:  # noqa: BLE001  (raised again by the reader, on its own thread)
            hand_over(error)

    thread = threading.Thread(target=work, name="decode", daemon=True)
    thread.start()
    try:
        while (item := ahead.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        stop.set()
        thread.join()


def _decode(path: Path, long_side: int | None, log: DecodeLog, most: float) -> Iterator[Picture]:
    container, stream = open_video(path)
    with container:
        stream.codec_context.thread_type = "AUTO"
        stream.codec_context.thread_count = _DECODER_THREADS
        log.fps = rate(stream)
        if stream.duration is not None or not container.streams.audio:  # the sound may be the longer one
            log.claimed_s = duration(container, stream)
        clock, thinning = Clock(1 / log.fps), Thinning(log.fps, most)
        for frame in _frames(path, container, stream, log):
            if log.upright is None:
                log.upright = upright(frame, aspect(stream, frame), long_side)
            log.damaged += bool(frame.is_corrupt)
            stamp = None if frame.pts is None else float(frame.pts * frame.time_base)
            time = clock.time(stamp)
            log.decoded, log.mended_times, log.last_s = log.decoded + 1, clock.mended, time
            if thinning.keep(time):
                yield Picture(time, log.upright(frame))
            log.skipped = thinning.skipped
        if log.decoded == 0:
            raise unreadable(path, None)


def _frames(path: Path, container: Any, stream: Any, log: DecodeLog) -> Iterator[Any]:
    """Decoded frames; broken packets are left out and counted."""
    av = library()
    packets = container.demux(stream)
    in_a_row = 0
    last: BaseException | None = None
    while in_a_row < _MAX_ERRORS:
        try:
            packet = next(packets, None)
            if packet is None:
                break
            yield from packet.decode()
            in_a_row = 0
        except av.error.EOFError:
            break
        except av.error.FFmpegError as error:
            last, in_a_row = error, in_a_row + 1
            log.damaged += 1
    if log.decoded == 0 and last is not None:
        raise unreadable(path, last)
