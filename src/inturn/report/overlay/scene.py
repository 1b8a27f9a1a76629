"""What the film shows at a given moment: keypoints, the leg under test, angle, phase, warning, stick."""

from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from inturn.body.keypoints import INDEX
from inturn.motion.cleaning import steadied
from inturn.report.document import Result, SideName, TrialOut
from inturn.report.overlay.stick import stick_columns
from inturn.report.words import film
from inturn.report.words.safety import SIDES

Floats = NDArray[np.float64]

_Z95 = 1.959963984540054
_LIFTED_DEG = 45.0
_HOLD_DEG = 3.0
_PEAK_S = 0.2
_AFTER_S = 0.8
_NEAR_S = 0.25


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment as it is drawn. Positions in pixels of the upright picture; NaN where nothing is seen.

    points    (33, 2) keypoints; visible: (33,) 0..1
    side      the leg under test, None while standing on both
    degrees   its inward rotation, None where it cannot be said
    stick_u   column of the stick of that side, None where unknown
    """

    points: Floats
    visible: Floats
    side: SideName | None
    degrees: float | None
    headline: str
    number: str
    detail: str
    warning: str
    stick_u: float | None


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything needed to tell the moment at any time, as plain arrays.

    time_s (T,), points (T, 33, 2) px, visible (T, 33), angle_time_s (A,), degrees and half (A, 2), thigh_deg (A, 2)
    """

    time_s: Floats
    points: Floats
    visible: Floats
    angle_time_s: Floats
    degrees: Floats
    half: Floats
    thigh_deg: Floats
    trials: tuple[tuple[SideName, TrialOut], ...]
    sticks: dict[SideName, float | None]

    def at(self, time_s: float) -> Moment:
        """The moment at a time in seconds."""
        i, a = _nearest(self.time_s, time_s), _nearest(self.angle_time_s, time_s)
        side, trial = self._tested(time_s, a)
        column = SIDES.index(side) if side else 0
        rotation, half = float(self.degrees[a, column]), float(self.half[a, column])
        known = side is not None and bool(np.isfinite(rotation))
        seen = bool(np.isfinite(self.points[i]).any())
        return Moment(
            points=self._points(time_s),
            visible=self.visible[i],
            side=side,
            degrees=rotation if known else None,
            headline=_headline(seen, side, trial, time_s, rotation),
            number=film.live_value(rotation, half) if known and np.isfinite(half) else "",
            detail=film.trial_value(trial) if trial and time_s >= trial.peak_s else "",
            warning=film.trial_warning(trial) if trial else "",
            stick_u=self.sticks[side] if side else None,
        )

    def _points(self, time_s: float) -> Floats:
        """Keypoints at a time, on the way from one measured picture to the next where these are near."""
        after = int(np.searchsorted(self.time_s, time_s))
        if after in (0, self.time_s.size) or self.time_s[after] - self.time_s[after - 1] > _NEAR_S:
            return self.points[_nearest(self.time_s, time_s)]
        start, end = self.time_s[after - 1], self.time_s[after]
        share = (time_s - start) / (end - start)
        between = (1.0 - share) * self.points[after - 1] + share * self.points[after]
        return np.where(np.isfinite(between), between, self.points[_nearest(self.time_s, time_s)])

    def _tested(self, time_s: float, a: int) -> tuple[SideName | None, TrialOut | None]:
        """The side under test and its trial: a trial's own while it runs and shortly after, else the lifted leg."""
        for side, trial in self.trials:
            if trial.start_s <= time_s < trial.end_s + _AFTER_S and not self._another(time_s, trial):
                return side, trial
        high = self.thigh_deg[a] > _LIFTED_DEG
        return (SIDES[int(np.argmax(high))] if high.sum() == 1 else None), None

    def _another(self, time_s: float, trial: TrialOut) -> bool:
        return any(
            t is not trial and t.start_s <= time_s < t.end_s and t.start_s > trial.start_s for _, t in self.trials
        )


def scene(recording: xr.Dataset, angles: xr.Dataset, result: Result) -> Scene:
    """Gather recording (`inturn.motion.recording`), angles (`inturn.kinematics.angles`) and result for drawing."""
    time_s = np.asarray(recording.coords["time"].values, dtype=np.float64)
    return Scene(
        time_s=time_s,
        points=steadied(np.asarray(recording["pixel"].values, dtype=np.float64).transpose(0, 2, 1), time_s),
        visible=np.asarray(recording["visibility"].values, dtype=np.float64),
        angle_time_s=np.asarray(angles.coords["time"].values, dtype=np.float64),
        degrees=np.degrees(np.asarray(angles["rotation"].values, dtype=np.float64)),
        half=_Z95 * np.degrees(np.asarray(angles["rotation_sd"].values, dtype=np.float64)),
        thigh_deg=np.nan_to_num(np.degrees(np.asarray(angles["thigh_elevation"].values, dtype=np.float64))),
        trials=tuple((s, t) for s in SIDES for t in result.side(s).trials),
        sticks=stick_columns(recording, angles, result),
    )


def leg(moment: Moment, side: SideName) -> tuple[Floats, Floats] | None:
    """Knee and ankle of a side in pixels, None where either is not seen."""
    knee, ankle = moment.points[INDEX[f"{side}_knee"]], moment.points[INDEX[f"{side}_ankle"]]
    return (knee, ankle) if np.isfinite([*knee, *ankle]).all() else None


def _headline(seen: bool, side: SideName | None, trial: TrialOut | None, time_s: float, rotation: float) -> str:
    if not seen:
        return film.NOBODY
    if side is None:
        return film.STANDING
    if trial is None or time_s >= trial.end_s:
        return film.lifted(side)
    return film.phase(side, trial, _part(trial, time_s, rotation))


def _part(trial: TrialOut, time_s: float, rotation: float) -> str:
    near = trial.rotation is not None and abs(rotation - trial.rotation.degrees) <= _HOLD_DEG
    if near or abs(time_s - trial.peak_s) <= _PEAK_S:
        return "hold"
    return "turning in" if time_s < trial.peak_s else "turning back"


def _nearest(times: Floats, time_s: float) -> int:
    i = int(np.searchsorted(times, time_s))
    if i == 0:
        return 0
    if i == times.size:
        return times.size - 1
    return i if times[i] - time_s < time_s - times[i - 1] else i - 1
