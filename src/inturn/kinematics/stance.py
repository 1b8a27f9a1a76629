"""How a person stands at ease: what everything else that their keypoints do is compared with.

A whole recording gives it at once (`stance_of`); the filter learns it picture by picture (`StanceMemory`), by the same
rules.
"""

from dataclasses import dataclass, replace
from math import exp, hypot, isfinite
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import INDEX, KEYPOINTS, MIRROR

Floats = NDArray[np.float64]

NAMES: Final[tuple[str, ...]] = (
    "left_shoulder", "right_shoulder", "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle",
    "right_ankle", "left_heel", "right_heel", "left_foot_index", "right_foot_index", "nose",
)  # fmt: skip
USED: Final = np.array([INDEX[name] for name in NAMES])
PARTNER: Final = np.array([NAMES.index(KEYPOINTS[MIRROR[i]]) for i in USED])
SHOULDERS: Final = [INDEX["left_shoulder"], INDEX["right_shoulder"]]
HIPS: Final = [INDEX["left_hip"], INDEX["right_hip"]]
KNEES: Final = [INDEX["left_knee"], INDEX["right_knee"]]
ANKLES: Final = [INDEX["left_ankle"], INDEX["right_ankle"]]
_LEFT_HIP, _RIGHT_HIP = NAMES.index("left_hip"), NAMES.index("right_hip")
STANDING_KNEES: Final = 0.08
"""Knees nearer in height than this share of the trunk are level."""
STANDING_THIGH: Final = 0.8
AT_EASE_THIGH: Final = 0.95
"""Thighs seen at least so tall, as a share of the tallest, hang; hang at ease."""
AT_EASE_ANKLES: Final = 0.2
"""Ankles nearer in height than this share of the trunk are both on the ground: a leg that swings past the other in a
step has level knees and a hanging thigh, too."""
LIFTED_KNEE: Final = 0.35
"""A knee higher than the other by this share of the trunk: the other leg carries, if its thigh hangs."""
STANCES: Final[tuple[str, ...]] = ("at ease", "on the left leg", "on the right leg")
FEWEST_STANDING: Final = 3
FORGET_S: Final = 50.0
"""How slowly the filter forgets the tallest thighs it has seen: one wrong picture must not count for ever."""
ANOTHER_PLACE: Final = 0.1
"""A trunk seen larger or smaller by this share stands nearer or farther: the filter learns the stance anew."""
LEARNT_S: Final = 3.0
"""Standing longer than this, the filter's stance is a mean of about so long."""


@dataclass(frozen=True, slots=True)
class Stance:
    """trunk: middle of the shoulders to that of the hips, px; points (13, 2): `NAMES` from the shoulders, in trunks."""

    trunk: float
    points: Floats


def offsets(pixel: Floats) -> Floats:
    """The points of `NAMES` from the middle of the shoulders, px (..., 13, 2), of keypoints (..., 33, 2)."""
    return pixel.take(USED, axis=-2) - _middle(pixel, SHOULDERS)[..., None, :]


def _middle(pixel: Floats, pair: list[int]) -> Floats:
    """The middle (..., 2) of two keypoints."""
    return 0.5 * (pixel[..., pair[0], :] + pixel[..., pair[1], :])


def _trunk_length(points: Floats) -> Floats:
    """Middle of the shoulders to middle of the hips, px (...), of `offsets` (..., 13, 2)."""
    along = 0.5 * (points[..., _LEFT_HIP, :] + points[..., _RIGHT_HIP, :])
    return np.hypot(along[..., 0], along[..., 1])


def _thigh_heights(down: Any) -> list[Any]:
    """How far either knee is seen below its hip, px: from `down`, how far down in the picture each of the 33 keypoints
    is, floats of one moment or (33, T)."""
    return [down[knee] - down[hip] for knee, hip in zip(KNEES, HIPS, strict=True)]


def _trunk_height(down: Any) -> Any:
    """How far the hips are seen below the shoulders, px, of the same."""
    return 0.5 * (down[HIPS[0]] + down[HIPS[1]] - down[SHOULDERS[0]] - down[SHOULDERS[1]])


def _knees_level(down: Any) -> Any:
    """Whether the knees are at one height; False where something is not seen or the person is upside down."""
    trunk = _trunk_height(down)
    return (trunk > 0) & (abs(down[KNEES[0]] - down[KNEES[1]]) < STANDING_KNEES * trunk)


def _ankles_level(down: Any) -> Any:
    """Whether both feet may be on the ground; False where an ankle is not seen."""
    return abs(down[ANKLES[0]] - down[ANKLES[1]]) < AT_EASE_ANKLES * _trunk_height(down)


def _carries(down: Any, thighs: Any, tallest: Any) -> tuple[Any, Any]:
    """Whether the left and the right leg carry alone: the other knee is lifted, this thigh hangs."""
    trunk, lower = _trunk_height(down), down[KNEES[0]] - down[KNEES[1]]  # how far the left knee is below the right one
    left, right = (
        (trunk > 0) & (sign * lower > LIFTED_KNEE * trunk) & (thigh > STANDING_THIGH * tallest)
        for sign, thigh in zip((1.0, -1.0), thighs, strict=True)
    )
    return left, right


def standing_moments(pixel: Floats, thigh: float = STANDING_THIGH) -> NDArray[np.bool_]:
    """Moments (T,) with both knees level and both thighs hanging, at least `thigh` of their full height seen.

    pixel (T, 33, 2).
    """
    down = pixel[..., 1].T
    thighs, level = np.stack(_thigh_heights(down), axis=1), _knees_level(down)
    known = np.all(np.isfinite(thighs), axis=1) & (pixel[:, HIPS, 1].mean(1) > pixel[:, SHOULDERS, 1].mean(1))
    if not np.any(known):
        return known
    hanging = thighs > thigh * np.nanpercentile(thighs[known], 90)
    return known & level & np.all(hanging, axis=1)


def stances(pixel: Floats) -> NDArray[np.bool_]:
    """Which moments (T, 3) show the person in each of `STANCES`; pixel (T, 33, 2)."""
    down = pixel[..., 1].T
    thighs = _thigh_heights(down)
    both = np.stack(thighs, axis=1)
    known = np.all(np.isfinite(both), axis=1)
    tallest = np.nanpercentile(both[known], 90) if known.any() else np.nan
    left, right = _carries(down, thighs, tallest)
    at_ease = standing_moments(pixel, AT_EASE_THIGH) & _ankles_level(down)
    return np.stack([at_ease, left, right], axis=1)


def stance_of(pixel: Floats, standing: NDArray[np.bool_]) -> Stance:
    """The stance of a recording (T, 33, 2) in which the person stands at the moments `standing` (T,), at least one."""
    points = offsets(pixel)[standing]
    trunk = float(np.median(_trunk_length(points)))
    return Stance(trunk, np.median(points / trunk, axis=0))


@dataclass(frozen=True, slots=True)
class StanceMemory:
    """What a filter has seen of the person's standing: tallest thighs (in trunks), pictures and seconds, means.

    `stance_seen`: which of `STANCES` the last picture showed.
    """

    time_s: float
    tallest: float = 0.0
    pictures: int = 0
    stood_s: float = 0.0
    trunk: float = 0.0
    points: Floats | None = None
    stance_seen: int | None = None

    @property
    def stance(self) -> Stance | None:
        """The stance, None until the person has been seen to stand."""
        if self.points is None or self.pictures < FEWEST_STANDING:
            return None
        return Stance(self.trunk, self.points / self.trunk)

    def after(self, pixel: Floats, time_s: float) -> "StanceMemory":
        """The memory after one more picture's keypoints (33, 2)."""
        span = min(max(time_s - self.time_s, 0.0), 0.2)
        across, down = pixel.T.tolist()
        trunk = hypot(*(0.5 * (x[HIPS[0]] + x[HIPS[1]] - x[SHOULDERS[0]] - x[SHOULDERS[1]]) for x in (across, down)))
        left, right = (height / max(trunk, 1e-6) for height in _thigh_heights(down))
        if not isfinite(left + right):
            return replace(self, time_s=time_s, stance_seen=None)
        tallest = max(self.tallest * exp(-span / FORGET_S), 0.5 * (left + right))
        level, least = _knees_level(down), min(left, right)
        at_ease = level and least > AT_EASE_THIGH * tallest and _ankles_level(down)
        shown = (at_ease, *_carries(down, (left, right), tallest))
        seen = shown.index(True) if True in shown and self.pictures >= FEWEST_STANDING else None
        if level and least > STANDING_THIGH * tallest:
            points = offsets(pixel)
            if isfinite(points.sum()):
                return self._stood(time_s, span, tallest, trunk, points, seen)
        return StanceMemory(time_s, tallest, self.pictures, self.stood_s, self.trunk, self.points, seen)

    def _stood(
        self, time_s: float, span: float, tallest: float, trunk: float, points: Floats, seen: int | None
    ) -> "StanceMemory":
        """The memory after a picture of standing, with its trunk and points (13, 2) in px."""
        rose = self.tallest < STANDING_THIGH * tallest  # what was taken for standing was a crouch
        if self.points is None or rose or abs(trunk / self.trunk - 1.0) > ANOTHER_PLACE:
            return StanceMemory(time_s, tallest, 1, 0.0, trunk, points)
        stood = min(self.stood_s + span, LEARNT_S)
        share = 1.0 / (self.pictures + 1) if stood < LEARNT_S else span / LEARNT_S
        trunk = self.trunk + share * (trunk - self.trunk)
        points = self.points + share * (points - self.points)
        return StanceMemory(time_s, tallest, self.pictures + 1, stood, trunk, points, seen)
