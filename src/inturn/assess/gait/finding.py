"""What a walk shows: curves and values of each side, each with the error that strides of one walk tell of.

That error is the spread between strides only. How the markers were put on is not in it: two laboratories, or two days,
differ by more (`docs/laboratory.md`). Nothing here is judged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot, sqrt
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from inturn.assess.gait.events import detect_events, feet_alternate
from inturn.assess.gait.strides import PERCENT, Stride, find_strides, stride_curves
from inturn.body.keypoints import SIDES, Side
from inturn.errors import NoTestError
from inturn.kinematics.body_angles import BodyAngles
from inturn.kinematics.body_frames import BodyFrames
from inturn.motion.laboratory import GaitEvent

Floats = NDArray[np.float64]

LOADING_PERCENT: Final = 12.0
"""End of loading where no event tells when the other foot left the ground: the usual length of the first double
support (a convention, Perry and Burnfield)."""

VALUES: Final = (
    "rotation_at_strike", "rotation_in_loading", "rotation_excursion", "pelvis_excursion", "trunk_excursion",
    "trunk_lean_excursion", "foot_turn_in_stance",
)  # fmt: skip
_EXCURSIONS: Final = {
    "rotation_excursion": "hip_rotation",
    "pelvis_excursion": "pelvis_forward",
    "trunk_excursion": "trunk_forward",
    "trunk_lean_excursion": "trunk_lean",
}


@dataclass(frozen=True, slots=True)
class StrideValue:
    """Mean over n strides and their standard deviation, radians; sd is None with one stride."""

    mean: float
    sd: float | None
    n: int

    @property
    def error(self) -> float | None:
        """Standard error of the mean from the spread between strides; None with one stride."""
        return None if self.sd is None else self.sd / sqrt(self.n)


@dataclass(frozen=True, slots=True)
class CycleCurve:
    """Mean over n strides (101,) and standard deviation between them (101,), radians; sd is NaN with one stride."""

    mean: Floats
    sd: Floats
    n: int


@dataclass(frozen=True, slots=True)
class SideGait:
    """One side's strides, curves by name, and values by the names of VALUES (absent ones left out)."""

    side: Side
    strides: tuple[Stride, ...]
    curves: Mapping[str, CycleCurve]
    values: Mapping[str, StrideValue]


@dataclass(frozen=True, slots=True)
class GaitFinding:
    """Both sides, left minus right for every value that both have, and where the events came from."""

    sides: Mapping[Side, SideGait]
    differences: Mapping[str, StrideValue]
    events_from: Literal["file", "detected"]
    way: str


def assess_gait(angles: BodyAngles, frames: BodyFrames | None, events: Sequence[GaitEvent]) -> GaitFinding:
    """Strides by the file's events, else by detection from the feet. Raises NoTestError where there is no stride."""
    start, end = float(angles.time_s[0]), float(angles.time_s[-1])
    strides, source = find_strides(events, start, end), "file"
    if not strides and frames is not None:
        detected = detect_events(frames)
        strides, source = find_strides(detected, start, end), "detected"
        if not feet_alternate(strides, detected):
            strides = ()
    if not strides:
        raise NoTestError(
            "No stride was found: a stride needs two strikes of the same foot, from events in the file or from heel "
            "markers of someone who walks."
        )
    sides: dict[Side, SideGait] = {side: _side(angles, side, [s for s in strides if s.side == side]) for side in SIDES}
    return GaitFinding(sides, _differences(sides), "file" if source == "file" else "detected", angles.way)


def _side(angles: BodyAngles, side: Side, strides: list[Stride]) -> SideGait:
    each = [stride_curves(angles, stride) for stride in strides]
    names = each[0] if each else {}
    curves = {name: _curve([c[name] for c in each]) for name in names}
    values = {name: _value([_of_stride(name, c, s) for c, s in zip(each, strides, strict=True)]) for name in VALUES}
    return SideGait(
        side,
        tuple(strides),
        {n: c for n, c in curves.items() if c is not None},
        {n: v for n, v in values.items() if v is not None},
    )


def _of_stride(name: str, curves: Mapping[str, Floats], stride: Stride) -> float:
    """One value of one stride, radians; NaN where its curve has a gap."""
    if name in _EXCURSIONS:
        return float(np.ptp(curves[_EXCURSIONS[name]]))
    if name == "rotation_at_strike":
        return float(curves["hip_rotation"][0])
    if name == "rotation_in_loading":
        return float(curves["hip_rotation"][_percent(stride, stride.opposite_off_s, LOADING_PERCENT) >= PERCENT].mean())
    return float(curves["foot_turn"][_percent(stride, stride.foot_off_s, 60.0) >= PERCENT].mean())


def _percent(stride: Stride, moment_s: float | None, otherwise: float) -> float:
    """Where in the cycle a moment lies."""
    return otherwise if moment_s is None else 100.0 * (moment_s - stride.start_s) / (stride.end_s - stride.start_s)


def _value(each: list[float]) -> StrideValue | None:
    known = np.array([v for v in each if np.isfinite(v)])
    if not known.size:
        return None
    sd = float(known.std(ddof=1)) if known.size > 1 else None
    return StrideValue(float(known.mean()), sd, known.size)


def _curve(each: list[Floats]) -> CycleCurve | None:
    known = np.array([c for c in each if np.isfinite(c).all()])
    if not known.size:
        return None
    sd = known.std(axis=0, ddof=1) if len(known) > 1 else np.full(PERCENT.shape, np.nan)
    return CycleCurve(known.mean(axis=0), sd, len(known))


def _differences(sides: Mapping[Side, SideGait]) -> dict[str, StrideValue]:
    """Left minus right; the standard error is that of both means together, kept as sd of n = 1 pair."""
    found: dict[str, StrideValue] = {}
    for name in VALUES:
        left, right = (sides[s].values.get(name) for s in SIDES)
        if left is None or right is None:
            continue
        known = left.error is not None and right.error is not None
        error = hypot(left.error or 0.0, right.error or 0.0) if known else None
        found[name] = StrideValue(left.mean - right.mean, error, 1)
    return found
