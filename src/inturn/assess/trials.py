"""From curve to value: the plateau of one trial, and the medians over it."""

from dataclasses import dataclass, replace

import numpy as np

from inturn.assess.curves import Curves, Floats, median, settle
from inturn.assess.events import Trial
from inturn.programme.standing_test import PlateauRules

_BEGUN_SHARE = 0.1
_LEAST_BEGUN = np.radians(1.5)
_LEVEL_SHARE = 0.7  # a hold below a short overshoot still counts when it keeps this share of the rise
_BREAK_S = 0.25  # a longer gap in the curve ends a plateau
_LIFTED = np.radians(45.0)  # a thigh so high belongs to a leg under test, whatever its knee does


@dataclass(frozen=True, slots=True)
class Plateau:
    """Span [start_s, end_s) of the plateau, and whether it was held long enough to be one."""

    start_s: float
    end_s: float
    held: bool

    @property
    def middle_s(self) -> float:
        """The trial's `peak_s`."""
        return 0.5 * (self.start_s + self.end_s)


@dataclass(frozen=True, slots=True)
class Reading:
    """One trial read from the curves: rad, s; None where nothing could be read.

    `before` is the window [start, end) before the rotation begins, None when lift and rotation were one movement.
    """

    trial: Trial
    plateau: Plateau
    begin_s: float
    before: tuple[float, float] | None
    rotation: float | None
    rotation_sd: float | None
    shank_to_vertical: float | None
    thigh_elevation: float | None
    hip_flexion: float | None
    hip_abduction: float | None
    knee_flexion: float | None
    facing: float | None
    seen: float | None


def read_trial(c: Curves, trial: Trial, rules: PlateauRules) -> Reading:
    """Read one trial of the side of `c` inside its window."""
    now = c.within(trial.start_s, trial.end_s) & np.isfinite(c.rotation)
    time, rotation = c.time[now], c.rotation[now]
    if time.size < 2:
        nothing = Plateau(trial.begin_s, trial.end_s, held=False)
        return _reading(c, trial, nothing, trial.begin_s, rules)
    steady = settle(time, rotation, rules.settle)
    hidden = _hidden_top(c, time, steady, rules)
    if hidden is not None:
        longer = replace(trial, end_s=max(trial.end_s, hidden.end_s))
        return _reading(c, longer, hidden, trial.begin_s, rules)
    plateau = find_plateau(time, steady, rules)
    return _reading(c, trial, plateau, _begin(time, steady, plateau, trial), rules)


def find_plateau(time: Floats, rotation: Floats, rules: PlateauRules) -> Plateau:
    """The longest span of at least `shortest` seconds within `band` of the top; else the highest such stretch.

    `rotation` (rad) is a steadied curve. Without any plateau the span of that length with the highest median stands
    in and is marked as not held: then the trial is rough.
    """
    top = float(rotation.max())
    first, last = _longest_run(time, rotation >= top - rules.band)
    pace = float(np.median(np.diff(time)))
    if time[last] - time[first] + pace >= rules.shortest - 1e-9:
        return Plateau(float(time[first]), float(time[last]) + pace, held=True)
    best, low = None, float(rotation.min())
    fallback = (-np.inf, first, last)
    for i in range(time.size):
        j = int(np.searchsorted(time, time[i] + rules.shortest - pace - 1e-9, side="left"))
        if j >= time.size or time[j] - time[i] > rules.shortest + _BREAK_S:
            continue
        stretch = rotation[i : j + 1]
        level = float(np.median(stretch))
        fallback = max(fallback, (level, i, j))
        level_enough = level - low >= _LEVEL_SHARE * (top - low)
        if np.ptp(stretch) <= rules.band and level_enough and (best is None or level > best[0]):
            best = (level, i, j)
    _, i, j = best or fallback
    return Plateau(float(time[i]), float(time[j]) + pace, held=best is not None)


def _hidden_top(c: Curves, time: Floats, rotation: Floats, rules: PlateauRules) -> Plateau | None:
    """Where the curve stops while it is high and the leg stays up: the top lies there, and cannot be read.

    (The knee seems bent beyond what the definition allows.) What is read beside it would be too small. time (s),
    rotation (rad): the trial's readable moments.
    """
    up = c.thigh_elevation >= _LIFTED
    readable = c.time[np.isfinite(c.rotation)]
    resumed = np.append(readable[1:], np.inf)  # when it is read again
    high = np.isin(readable, time[rotation >= rotation.min() + _LEVEL_SHARE * np.ptp(rotation)])
    for last, next_s in zip(readable[high], resumed[high], strict=True):
        hidden = c.time[up & (c.time > last) & (c.time < next_s)]
        if hidden.size >= 2 and hidden[-1] - hidden[0] >= rules.shortest:
            return Plateau(float(hidden[0]), float(hidden[-1]), held=False)
    return None


def _longest_run(time: Floats, inside: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> tuple[int, int]:
    """First and last index of the longest run of True without a gap in time."""
    best = run = (-1, -1)
    length, gap = -1.0, max(_BREAK_S, 1.5 * _pace(time))
    for i in np.flatnonzero(inside):
        joined = run[1] == i - 1 and run[1] >= 0 and time[i] - time[i - 1] <= gap
        run = (run[0], int(i)) if joined else (int(i), int(i))
        if time[run[1]] - time[run[0]] > length:
            best, length = run, float(time[run[1]] - time[run[0]])
    return best


def _pace(time: Floats) -> float:
    return float(np.median(np.diff(time)))


def _begin(time: Floats, rotation: Floats, plateau: Plateau, trial: Trial) -> float:
    """When the rotation leaves the neutral before it, on the re-estimated curve."""
    neutral = median(rotation[time <= trial.begin_s])
    held = median(rotation[(time >= plateau.start_s) & (time < plateau.end_s)])
    if neutral is None or held is None:
        return trial.begin_s
    limit = neutral + max(_LEAST_BEGUN, _BEGUN_SHARE * (held - neutral))
    calm = time[(time < plateau.start_s) & (rotation <= limit)]
    return float(calm[-1]) + _pace(time) if calm.size else trial.begin_s


def _reading(c: Curves, trial: Trial, plateau: Plateau, begin_s: float, rules: PlateauRules) -> Reading:
    held = c.within(plateau.start_s, plateau.end_s)
    before = None if trial.with_lift else (max(trial.start_s, begin_s - rules.before), begin_s)
    if before is not None and np.count_nonzero(np.isfinite(c.rotation[c.within(*before)])) < 2:
        before = None
    return Reading(
        trial=trial,
        plateau=plateau,
        begin_s=begin_s,
        before=before,
        rotation=median(c.rotation[held]),
        rotation_sd=median(c.rotation_sd[held]),
        shank_to_vertical=median(c.shank_to_vertical[held]),
        thigh_elevation=median(c.thigh_elevation[held]),
        hip_flexion=median(c.hip_flexion[held]),
        hip_abduction=median(c.hip_abduction[held]),
        knee_flexion=median(c.knee_flexion[held]),
        facing=median(np.abs(c.pelvic_turn[held])),
        seen=median(c.seen[held]),
    )
