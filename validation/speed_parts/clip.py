"""The video that speed is measured on: a rendered person at 1280 x 720, made as long as needed."""

from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np

from inturn.sources.video import iterate_frames

LONG, SHORT, RATE = 1280, 720, 30


def make_720p(source: Path, seconds: float, target: Path) -> None:
    """Scale `source` to 1280 x 720 (upright: 720 x 1280), `seconds` long at 30 pictures a second, played to and fro."""
    pictures = [rgb for _, rgb in iterate_frames(source)]
    height, width = pictures[0].shape[:2]
    size = (LONG, SHORT) if width > height else (SHORT, LONG)
    grain = np.random.default_rng(0)
    with av.open(str(target), "w") as container:
        stream: Any = container.add_stream("libx264", rate=RATE, options={"crf": "21", "preset": "veryfast"})
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        for i in range(round(seconds * RATE)):
            at = i % (2 * len(pictures) - 2)
            picture = pictures[at if at < len(pictures) else 2 * len(pictures) - 2 - at]
            large = cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC).astype(np.int16)
            noise = grain.integers(-4, 5, (SHORT // 2, LONG // 2), dtype=np.int16)  # a camera's, so that decoding costs
            noise = cv2.resize(noise, size, interpolation=cv2.INTER_NEAREST)[:, :, None]
            frame = av.VideoFrame.from_ndarray(np.clip(large + noise, 0, 255).astype(np.uint8))
            container.mux(stream.encode(frame))
        container.mux(stream.encode())


def repeat(source: Path, times: int, target: Path) -> None:
    """Join `times` copies of a video without coding it anew."""
    with av.open(str(target), "w") as out:
        stream: Any = None
        shift = 0
        for _ in range(times):
            with av.open(str(source)) as container:
                original = container.streams.video[0]
                if stream is None:
                    stream = out.add_stream_from_template(original)
                end = 0
                for packet in container.demux(original):
                    if packet.dts is None or packet.pts is None:
                        continue
                    end = max(end, packet.pts + (packet.duration or 0))
                    packet.pts, packet.dts, packet.stream = packet.pts + shift, packet.dts + shift, stream
                    out.mux(packet)
                shift += end
