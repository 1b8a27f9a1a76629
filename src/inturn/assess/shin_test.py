"""The standing test as a sensor on one shin sees it: quiet standing, then holds with the heel outward. No verdict.

The sensor does not see pelvis, trunk or thigh: whether the body moved, or the thigh was level, cannot be said, so
neither can whether the hip turned far enough.
"""

from dataclasses import dataclass, replace
from math import radians

import numpy as np
from numpy.typing import NDArray

from inturn.assess.curves import settle
from inturn.assess.error import ErrorModel, mean_quantity, trial_quantity
from inturn.body.keypoints import Side
from inturn.errors import NoTestError
from inturn.programme.standing_test import StandingTestRules
from inturn.quantity import Method, Quantity

Floats = NDArray[np.float64]

QUIET_S = 1.0
_STILL = radians(2.0)


@dataclass(frozen=True, slots=True)
class TiltTrial:
    """One hold with the heel outward; radians."""

    order: int
    start_s: float
    peak_s: float
    end_s: float
    tilt: Quantity


@dataclass(frozen=True, slots=True)
class ShinTest:
    """All holds of one side and their mean."""

    side: Side
    method: Method
    trials: tuple[TiltTrial, ...]
    tilt: Quantity


def quiet_standing(time_s: Floats, up: Floats) -> NDArray[np.bool_]:
    """The first second in which the shank keeps still, as a mask (T,). Raises NoTestError where there is none.

    up (T, 3): gravity's unit vector in the sensor.
    """
    last = np.searchsorted(time_s, time_s + QUIET_S, side="right")
    for i in range(time_s.size):
        window = up[i : last[i]]
        if time_s[min(last[i], time_s.size) - 1] - time_s[i] < 0.8 * QUIET_S:
            break
        middle = np.median(window, axis=0)
        middle = middle / np.linalg.norm(middle)
        if np.all(np.isfinite(window)) and np.all(window @ middle >= np.cos(_STILL)):
            return (time_s >= time_s[i]) & (time_s < time_s[i] + QUIET_S)
    raise NoTestError("The sensor was never still for a second: stand quietly for two seconds before the first lift.")


def assess_shin(
    time_s: Floats, tilt: Floats, side: Side, rules: StandingTestRules, method: Method, model: ErrorModel
) -> ShinTest:
    """Holds in a curve of tilt (T,), heel outward positive. Raises NoTestError where there is none.

    A hold is what it is in a film's curve: the longest span of at least `plateau.shortest` within `plateau.band` of the
    top of a rotation of at least `detection.smallest_trial`; its value is the median.
    """
    curve = settle(time_s, tilt, rules.plateau.settle)
    rules = replace(rules, error=replace(rules.error, real_person_sd=0.0))
    trials: list[TiltTrial] = []
    for first, last in _spans(curve >= rules.detection.smallest_trial):
        held = _longest(curve[first:last] >= curve[first:last].max() - rules.plateau.band)
        start, end = first + held[0], first + held[1]
        if time_s[end - 1] - time_s[start] < rules.plateau.shortest:
            continue
        value = trial_quantity(float(np.median(tilt[start:end])), None, model, method, rules.error)
        middle = 0.5 * float(time_s[start] + time_s[end - 1])
        trials.append(TiltTrial(len(trials) + 1, float(time_s[first]), middle, float(time_s[last - 1]), value))
    if not trials:
        raise NoTestError(
            "No hold with the heel outward was found. Check --side and --forward-axis, and hold each "
            "rotation for a second."
        )
    return ShinTest(side, method, tuple(trials), mean_quantity([t.tilt for t in trials], rules.error))


def _spans(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Unbroken stretches [first, last) of a mask."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def _longest(mask: NDArray[np.bool_]) -> tuple[int, int]:
    return max(_spans(mask), key=lambda s: s[1] - s[0])
