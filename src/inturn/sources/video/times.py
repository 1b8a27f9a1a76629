"""Time stamps of pictures: from the first picture on, strictly increasing, mended where a file breaks them."""

from dataclasses import dataclass
from typing import Final

MAX_RATE: Final = 60.0
"""Pictures a second of a video that are looked at at all; a faster one is thinned out."""
MEASURED_RATE: Final = 16.0
"""Pictures a second that are measured. A hip turns in half a second and is held for a second; rendered people are
read no better with 30 a second than with 12-15, and twice as fast."""
WHOLE_S: Final = 15.0
"""A video that lasts no longer is measured picture by picture: real squats were read more exactly so
(`docs/real-video.md`), and it takes a minute at most."""
_THINNED_FROM: Final = {MAX_RATE: 66.0, MEASURED_RATE: 23.0}
"""Only videos at least so fast are thinned: every second picture of a slower one would be too few."""
_NUDGE: Final = 0.25
_BACK: Final = 0.5


def measured_rate(duration_s: float | None) -> float:
    """Pictures a second to measure of a video that claims to last so long (None: claims nothing)."""
    return MAX_RATE if duration_s is not None and 0.0 < duration_s <= WHOLE_S else MEASURED_RATE


@dataclass(slots=True)
class Clock:
    """Turns raw stamps (s, or None) into times; `step_s` is the video's usual time between pictures.

    A missing stamp takes the usual step. A stamp that does not rise is put a quarter step after the last one; when it
    falls back by more than half a second (videos glued together) everything that follows is moved with it.
    `mended` counts the pictures touched.
    """

    step_s: float
    mended: int = 0
    _origin: float | None = None
    _last: float | None = None

    def time(self, stamp: float | None) -> float:
        """Seconds since the first picture."""
        expected = 0.0 if self._last is None else self._last + self.step_s
        if stamp is None:
            self.mended += 1
            self._last = expected
            return expected
        if self._origin is None:
            self._origin = stamp - expected
        time = stamp - self._origin
        if self._last is not None and time <= self._last:
            self.mended += 1
            if time < self._last - _BACK:
                time = expected
                self._origin = stamp - time
            else:
                time = self._last + _NUDGE * self.step_s
        self._last = time
        return time


@dataclass(slots=True)
class Thinning:
    """Keeps at most about `most` pictures a second of a video of `fps`; `skipped` counts those left out."""

    fps: float
    most: float = MAX_RATE
    skipped: int = 0
    _last: float | None = None

    def keep(self, time_s: float) -> bool:
        """Whether to measure the picture at this time."""
        least = 0.9 / self.most if self.fps > _THINNED_FROM.get(self.most, 1.1 * self.most) else 0.0
        if self._last is not None and time_s - self._last < least:
            self.skipped += 1
            return False
        self._last = time_s
        return True
