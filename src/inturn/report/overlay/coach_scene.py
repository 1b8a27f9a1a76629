"""What is drawn over each picture of a set: the skeleton, the count, the depth, and a fault's cue."""

from dataclasses import dataclass
from math import isfinite

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from inturn.motion.cleaning import steadied
from inturn.report.coach_document import CoachResult, FaultOut, RepetitionOut
from inturn.report.overlay.scene import Moment
from inturn.report.words import coach as words

Floats = NDArray[np.float64]
_AFTER_S = 1.0
_CUE_S = 2.5


@dataclass(frozen=True, slots=True)
class CoachScene:
    """Everything needed to tell the moment at any time. time_s (T,), points (T, 33, 2) px, visible (T, 33)."""

    time_s: Floats
    points: Floats
    visible: Floats
    curve: tuple[tuple[float, float], ...]
    result: CoachResult

    def at(self, time_s: float) -> Moment:
        """The moment at a time in seconds."""
        i = int(np.clip(np.searchsorted(self.time_s, time_s), 0, self.time_s.size - 1))
        now = next((r for r in self.result.repetitions if r.start_s <= time_s < r.end_s), None)
        done = sum(r.end_s <= time_s for r in self.result.repetitions)
        fault = self._told(time_s)
        return Moment(
            points=self.points[i],
            visible=self.visible[i],
            side=self.result.side,
            degrees=None,
            headline=self._headline(time_s, now),
            number=f"{done}" if done or now else "",
            detail=self._depth(time_s) if now else "",
            warning="" if fault is None else fault.cue,
            stick_u=None,
        )

    def _headline(self, time_s: float, now: RepetitionOut | None) -> str:
        if now is not None:
            part = "down" if time_s < now.bottom_s - 0.5 * now.tempo.pause_s else "bottom"
            part = "up" if time_s > now.bottom_s + 0.5 * now.tempo.pause_s else part
            return f"Repetition {now.number}: {part}"
        attempt = next((a for a in self.result.attempts if a.start_s <= time_s < a.end_s + _AFTER_S), None)
        if attempt is not None:
            return f"Does not count: {words.ATTEMPTS[attempt.reason]}"
        hold = next((h for h in self.result.holds if h.start_s <= time_s < h.end_s), None)
        if hold is not None:
            return f"{hold.kind.capitalize()}: {time_s - hold.start_s:.0f} s"
        return words.exercise_name(self.result.exercise)

    def _depth(self, time_s: float) -> str:
        near = min(self.curve, key=lambda p: abs(p[0] - time_s), default=None)
        return "" if near is None or not isfinite(near[1]) else f"{near[1]:.0f}°"

    def _told(self, time_s: float) -> FaultOut | None:
        """The first fault of the repetition that has just ended."""
        ended = [f for f in self.result.faults if f.end_s <= time_s < f.end_s + _CUE_S]
        return ended[0] if ended else None


def coach_scene(recording: xr.Dataset, result: CoachResult, curve: tuple[tuple[float, float], ...]) -> CoachScene:
    """Gather recording and result for drawing; curve: (seconds, degrees) of the exercise's signal."""
    time_s = np.asarray(recording.coords["time"].values, dtype=np.float64)
    pixel = np.asarray(recording["pixel"].values, dtype=np.float64).transpose(0, 2, 1)
    visible = np.asarray(recording["visibility"].values, dtype=np.float64)
    return CoachScene(time_s, steadied(pixel, time_s), visible, curve, result)
