"""A rendered clip as the film that Chromium plays in the place of a camera."""

import hashlib
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

RATE = 30
"""Pictures a second at which Chromium plays a film of JPEGs, whatever it was filmed at."""


def camera_film(clip: Path, folder: Path, repeat: int = 1, still_s: float = 0.0) -> Path:
    """The clip as motion JPEG at its true speed, `repeat` times, its first picture held for `still_s` before each.

    Chromium begins again at its end. Made once per folder.
    """
    name = hashlib.sha256(f"{clip.resolve()} {repeat} {still_s}".encode()).hexdigest()[:12]
    film = folder / f"{clip.stem}-{name}.mjpeg"
    if not film.exists():
        pictures = _pictures(clip)
        once = [pictures[0]] * round(still_s * RATE) + pictures
        part = film.with_suffix(".part")
        part.write_bytes(b"".join(once * repeat))
        part.rename(film)
    return film


def _pictures(clip: Path) -> list[bytes]:
    """The clip's pictures as JPEGs, one for every 1/30 s."""
    encoder: Any = None
    times: list[float] = []
    coded: list[bytes] = []
    with av.open(str(clip)) as film:
        for frame in film.decode(video=0):
            if encoder is None:
                encoder = av.CodecContext.create("mjpeg", "w")
                encoder.width, encoder.height, encoder.pix_fmt = frame.width, frame.height, "yuvj420p"
                encoder.time_base = Fraction(1, RATE)
                encoder.options = {"qmin": "2", "qmax": "4"}
            times.append(float(frame.time or 0.0))
            reformed = frame.reformat(format="yuvj420p")
            reformed.pts = len(times)
            coded += [bytes(packet) for packet in encoder.encode(reformed)]
        coded += [bytes(packet) for packet in encoder.encode(None)]
    assert len(coded) == len(times)
    begin, seen, chosen = times[0], 0, []
    for tick in range(round((times[-1] - begin) * RATE) + 1):
        while seen + 1 < len(times) and times[seen + 1] - begin <= tick / RATE:
            seen += 1
        chosen.append(coded[seen])
    return chosen
