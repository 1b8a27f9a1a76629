"""Two lines to reach for, in the picture: the stick at the outer edge of the foot, and the target angle."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, isfinite, sin
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.assess.events import QuietStanding
from inturn.body.keypoints import INDEX, SIDES, Side
from inturn.kinematics.angles import AngleFrame
from inturn.motion.recording import KeypointFrame

Floats = NDArray[np.float64]

_LEAST_SPREAD_M: Final = 0.05
_POINTS: Final = [INDEX[f"{side}_{part}"] for part in ("knee", "heel") for side in SIDES]


@dataclass(frozen=True, slots=True)
class Ground:
    """How metres sideways became picture columns while the person stood, and where each foot's outer edge was.

    px_per_m    picture px per metre at the person, to the right of the picture
    stick_u     column of the stick beside the left and the right foot, px; NaN where it was not seen
    shank_m     knee to heel, left and right, m
    """

    px_per_m: float
    stick_u: tuple[float, float]
    shank_m: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line in the picture from (u0, v0) to (u1, v1), px."""

    u0: float
    v0: float
    u1: float
    v1: float


def ground(
    standing: QuietStanding, seen: Sequence[KeypointFrame], angles: Sequence[AngleFrame], offset_m: tuple[float, float]
) -> Ground | None:
    """What a quiet standing shows; None where it shows too little. `offset_m`: the sticks from the feet's edges.

    Least squares of column against metres sideways, over both knees and heels.
    """
    start, end = standing.start_s, standing.end_s
    pairs = zip(seen, angles, strict=True)
    both = [(k, a) for k, a in pairs if start <= a.time_s <= end and a.tracked]
    if not both:
        return None
    column = np.median([k.pixel[_POINTS, 0] for k, _ in both], axis=0)
    lateral = np.median([np.concatenate([a.knee[:, 1], a.heel[:, 1]]) for _, a in both], axis=0)
    away = lateral - lateral.mean()
    if not np.all(np.isfinite([*column, *lateral])) or float(np.ptp(lateral)) < _LEAST_SPREAD_M:
        return None
    scale = float(away @ (column - column.mean()) / (away @ away))
    edge = np.median([a.foot_edge[:, 1] for _, a in both], axis=0) + np.array(offset_m) * (1.0, -1.0)
    stick = column.mean() + scale * (edge - lateral.mean())
    shank = np.median([np.linalg.norm(a.heel - a.knee, axis=1) for _, a in both], axis=0)
    return Ground(scale, (float(stick[0]), float(stick[1])), (float(shank[0]), float(shank[1])))


def stick_line(here: Ground, frame: KeypointFrame, side: Side) -> Line | None:
    """The upright stick beside the foot of `side`: from the other foot's floor to the height of the hips."""
    index = SIDES.index(side)
    u = here.stick_u[index]
    floor = float(np.max(frame.pixel[[INDEX["left_heel"], INDEX["right_heel"]], 1]))
    top = float(np.mean(frame.pixel[[INDEX["left_hip"], INDEX["right_hip"]], 1]))
    return Line(u, floor, u, top) if isfinite(u + floor + top) else None


def target_line(here: Ground, frame: KeypointFrame, angles: AngleFrame, side: Side, target: float) -> Line | None:
    """Where the shank of `side` lies at the target (rad): from the knee outward, tilted along with the pelvis."""
    index, outward = SIDES.index(side), 1.0 if side == "left" else -1.0
    knee = frame.pixel[INDEX[f"{side}_knee"]]
    tilt = target + outward * angles.pelvic_list
    length = abs(here.px_per_m) * here.shank_m[index]
    away = outward * (1.0 if here.px_per_m > 0 else -1.0)
    ends = (float(knee[0]), float(knee[1]), knee[0] + away * length * sin(tilt), knee[1] + length * cos(tilt))
    return Line(*(float(v) for v in ends)) if all(isfinite(v) for v in ends) else None
