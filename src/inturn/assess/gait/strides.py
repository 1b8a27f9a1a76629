"""Strides and curves over the gait cycle."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import SIDES, Side
from inturn.kinematics.body_angles import BodyAngles
from inturn.kinematics.closed_form import outward
from inturn.motion.laboratory import GaitEvent

Floats = NDArray[np.float64]

PERCENT: Final[Floats] = np.linspace(0.0, 100.0, 101)
"""Points of the gait cycle, from a foot strike to the next of the same foot."""

_STRIDE_S: Final = (0.4, 3.0)
_LONGER: Final = 1.6
"""Times the usual stride: a longer one is two, with the strike between them missing."""
_TOLD_TWICE_S: Final = 0.2
_LONGEST_GAP_S: Final = 0.1

HIP_CURVES: Final = ("hip_flexion", "hip_abduction", "hip_rotation", "knee_flexion", "foot_turn")
TURNED_TO_SIDE: Final[dict[str, tuple[str, float]]] = {
    "pelvis_forward": ("pelvic_turn", -1.0),
    "pelvis_up": ("pelvic_list", 1.0),
    "trunk_forward": ("trunk_turn", -1.0),
    "trunk_lean": ("trunk_lean", 1.0),
}
"""Whole-body angles as a side sees them: this side of the pelvis or trunk forward, up, or leant to, is positive."""


@dataclass(frozen=True, slots=True)
class Stride:
    """[start_s, end_s) between two strikes of one foot; the moments in it are None where no event tells them.

    opposite_off_s   the other foot leaves the ground: loading ends
    foot_off_s       this foot leaves the ground: stance ends
    """

    side: Side
    start_s: float
    end_s: float
    opposite_off_s: float | None
    foot_off_s: float | None


def find_strides(events: Sequence[GaitEvent], start_s: float, end_s: float) -> tuple[Stride, ...]:
    """All strides within [start_s, end_s] of the recording, in order of time."""
    found: list[Stride] = []
    for side in SIDES:
        strikes = [e.time_s for e in events if e.side == side and e.kind == "foot_strike"]
        strikes = sorted({t for t in strikes if start_s - 1e-3 <= t <= end_s + 1e-3})
        for first, second in pairwise(strikes):
            if _STRIDE_S[0] <= second - first <= _STRIDE_S[1]:
                off = _first_off(events, first, second, side, same=True)
                found.append(Stride(side, first, second, _first_off(events, first, second, side, same=False), off))
    return tuple(sorted((s for s in found if not _two_in_one(s, found, events)), key=lambda s: s.start_s))


def _two_in_one(stride: Stride, found: Sequence[Stride], events: Sequence[GaitEvent]) -> bool:
    """Whether a strike in the middle of it was left out of the events: two strides, not one."""

    def within(event: GaitEvent) -> bool:
        return stride.start_s < event.time_s < stride.end_s

    others = _apart(e.time_s for e in events if e.kind == "foot_strike" and e.side != stride.side and within(e))
    offs = _apart(e.time_s for e in events if e.kind == "foot_off" and e.side == stride.side and within(e))
    usual = float(np.median([s.end_s - s.start_s for s in found]))
    return max(others, offs) > 1 or stride.end_s - stride.start_s > _LONGER * usual


def _apart(times: Iterable[float]) -> int:
    """How many times there are; those within 0.2 s of one before are the same, told twice."""
    count, last = 0, -np.inf
    for time in sorted(times):
        count += time - last > _TOLD_TWICE_S
        last = time
    return count


def _first_off(events: Sequence[GaitEvent], start_s: float, end_s: float, side: Side, same: bool) -> float | None:
    """When this foot (or the other one) first leaves the ground in the stride."""
    times = [
        e.time_s for e in events if e.kind == "foot_off" and (e.side == side) is same and start_s < e.time_s < end_s
    ]
    return min(times, default=None)


def stride_curves(angles: BodyAngles, stride: Stride) -> dict[str, Floats]:
    """Curves of one stride over the cycle, name -> (101,), radians; NaN where it has a gap of over 0.1 s."""
    index, sign = SIDES.index(stride.side), outward(stride.side)
    curves = {name: angles.per_side[name][:, index] for name in HIP_CURVES}
    curves |= {name: factor * sign * angles.whole[theirs] for name, (theirs, factor) in TURNED_TO_SIDE.items()}
    return {name: _over_cycle(angles.time_s, values, stride) for name, values in curves.items()}


def _over_cycle(time_s: Floats, values: Floats, stride: Stride) -> Floats:
    """Values at every per cent of the stride, straight between moments; short gaps are bridged."""
    at = stride.start_s + (stride.end_s - stride.start_s) * PERCENT / 100.0
    known = np.isfinite(values)
    if not known.any():
        return np.full(PERCENT.shape, np.nan)
    time = time_s[known]
    step = float(np.median(np.diff(time_s)))
    within = time[(time >= stride.start_s) & (time <= stride.end_s)]
    edges = np.concatenate([[stride.start_s], within, [stride.end_s]])
    if np.diff(edges).max() > _LONGEST_GAP_S + step:
        return np.full(PERCENT.shape, np.nan)
    return np.interp(at, time, values[known])
