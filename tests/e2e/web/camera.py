"""A rendered clip as the film that Chromium plays in the place of a camera."""

import hashlib
from pathlib import Path

import av
import cv2

RATE = 30
"""Pictures a second at which Chromium plays a film of JPEGs, whatever it was filmed at."""
QUALITY = 93


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
    times: list[float] = []
    coded: list[bytes] = []
    with av.open(str(clip)) as film:
        for frame in film.decode(video=0):
            times.append(float(frame.time or 0.0))
            jpeg = cv2.imencode(".jpg", frame.to_ndarray(format="bgr24"), [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1]
            coded.append(bytes(jpeg.tobytes()))
    begin, seen, chosen = times[0], 0, []
    for tick in range(round((times[-1] - begin) * RATE) + 1):
        while seen + 1 < len(times) and times[seen + 1] - begin <= tick / RATE:
            seen += 1
        chosen.append(coded[seen])
    return chosen
