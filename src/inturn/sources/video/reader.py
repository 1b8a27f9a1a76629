"""A video -> a recording."""

import hashlib
import json
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import xarray as xr

from inturn import __version__
from inturn.motion.recording import KeypointFrame, build, mirror
from inturn.sources.video.decode import DecodeLog, Picture, pictures
from inturn.sources.video.models import Network
from inturn.sources.video.network import PRECISION
from inturn.sources.video.opening import check_path, probe
from inturn.sources.video.remarks import remarks
from inturn.sources.video.times import measured_rate
from inturn.sources.video.track import PoseTracker, rescaled

WORK_SIDE: Final = 1280
"""Longer side of the pictures given to the networks, which see a person in 256 x 256 pixels."""
_STREAMS: Final = 2
"""Two pictures are under way at once (`track.py`): both cores work."""

Progress = Callable[[int, int | None], None]


def iterate_frames(path: str | Path) -> Generator[Picture]:
    """The video's pictures, upright, in the time of the recording and at its full pixel scale; at most 60 a second.

    Raises InputError like `probe`.
    """
    return pictures(Path(path), None, DecodeLog())


def read_video(
    path: str | Path,
    network: Network = "heavy",
    mirrored: bool = False,
    progress: Progress | None = None,
) -> xr.Dataset:
    """Keypoints of the person in a video: a recording (`inturn.motion.recording`), unsmoothed.

    `mirrored` = the video shows left and right exchanged; they are put right. `progress` is called with the pictures
    done and their likely number. What the user should hear stands in the attribute `warnings`, a JSON list of
    {"code", "text"}. Raises InputError when the video cannot be read, SetupError when the networks are not there.
    """
    path = Path(path)
    info = probe(path)
    tracker = PoseTracker(network, streams=_STREAMS)
    log = DecodeLog()
    expected = round(info.duration_s * info.fps) if info.duration_s else info.frames
    frames: list[KeypointFrame] = []
    with closing(pictures(path, WORK_SIDE, log, measured_rate(info.duration_s))) as video:
        for frame in tracker.run(video):
            across, down = log.upright.scale if log.upright else (1.0, 1.0)
            frames.append(_single(rescaled(frame, across, down)))
            if progress is not None:
                progress(round(frame.time_s * info.fps) + 1, expected)
    if progress is not None:
        progress(log.decoded, expected)
    duration = log.last_s + 1 / info.fps
    recording = build(
        frames,
        {
            "source_kind": "video",
            "file": path.name,
            "sha256": file_sha256(path),
            "width": info.width,
            "height": info.height,
            "fps": log.decoded / duration,
            "frames": log.decoded,
            "duration_s": duration,
            "mirrored": 0,
            "network": network,
            "network_sha256": tracker.file.sha256,
            "precision": PRECISION,
            "made_by": f"inturn {__version__}",
            "warnings": json.dumps(remarks(frames, log)),
        },
    )
    return mirror(recording) if mirrored else recording


def _single(frame: KeypointFrame) -> KeypointFrame:
    """The frame in single precision, as the recording will keep it: an hour of video must fit into memory."""
    names = ("pixel", "variance", "visibility", "presence", "world")
    return replace(frame, **{name: getattr(frame, name).astype(np.float32) for name in names})


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    check_path(path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
