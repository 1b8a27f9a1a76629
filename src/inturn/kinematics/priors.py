"""What the estimator believes before it looks: postures, joint limits, how fast bodies move, how people are built."""

from dataclasses import dataclass
from functools import lru_cache
from math import degrees, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.body import segments
from inturn.body.keypoints import SIDES
from inturn.kinematics.layout import CONSTANTS, POSE, C, M, N, P

Floats = NDArray[np.float64]

INFINITE: Final = float("inf")

# Posture of a person who stands or does the test, degrees: mean, standard deviation. All are judgements, wide enough
# that a seen movement always wins; they matter where the picture says nothing (rotation of a straight leg).
_POSTURE: Final[dict[str, tuple[float, float]]] = {
    "list": (0.0, 4.0),
    "twist": (0.0, 8.0),
    "lean": (0.0, 12.0),
    "trunk_tilt": (3.0, 25.0),
    "abduction": (0.0, 15.0),
    "rotation": (0.0, 45.0),
}
_LIMITS: Final[dict[str, segments.JointRange]] = {
    "flexion": segments.HIP_FLEXION,
    "abduction": segments.HIP_ABDUCTION,
    "rotation": segments.HIP_ROTATION,
    "knee": segments.KNEE_FLEXION,
    "list": segments.JointRange(-30.0, 30.0),
    "tilt": segments.JointRange(-40.0, 60.0),
    "twist": segments.JointRange(-30.0, 30.0),
}
POSTURE_SPAN_S: Final = 2.0
"""How long a posture counts as one and the same draw from `_POSTURE`."""
EVIDENCE_SPAN_S: Final = 0.5
"""Keypoint errors nearer in time than this are one and the same error: they stay while a pose is held, and more
pictures a second add nothing. (Seen on rendered people: 0.1 cm from picture to picture, 1 cm from pose to pose.)"""

# Spectral density of acceleration, (unit / s^2)^2 s: how briskly each number may change. Judgement: hip rotation by
# 0.5 rad within half a second must pass undamped, and the bow of a squat; list, turn and lean are slower.
_LIVELINESS: Final[dict[str, float]] = {
    "x": 0.5, "y": 0.5, "z": 0.5, "turn": 1.0, "list": 1.0, "tilt": 10.0,
    "twist": 0.3, "lean": 1.0, "trunk_tilt": 10.0,
    "flexion": 160.0, "abduction": 15.0, "rotation": 15.0, "knee": 160.0,
}  # fmt: skip


HEADING_SD_DEG: Final = 8.0
"""How far the pelvis turns away from its usual heading."""
HANGING_SD_DEG: Final = 15.0
"""How far the lower leg swings forward or back from hanging under a lifted knee: flexion - tilt - knee."""
FOLLOWING: Final = 0.7
FOLLOWING_SD_DEG: Final = 5.0
"""The share of the trunk's forward bow that the pelvis takes up, and how far it departs from that: tilt - share x
trunk_tilt. One picture from the front shows neither well, both together."""
STANDING: Final[dict[str, tuple[float, float]]] = {"knee": (3.0, 4.0), "flexion": (0.0, 6.0)}
"""Who stands at ease has nearly straight knees and thighs that hang (flexion - tilt): mean and sd in degrees."""
CARRYING: Final[dict[str, tuple[float, float]]] = {"knee": (8.0, 8.0), "flexion": (0.0, 8.0)}
"""The same of a leg that carries alone while the other knee is lifted: legs give a little then."""
LIFTED_HANGING_SD_DEG: Final = 10.0
"""`HANGING_SD_DEG` of the lifted leg meanwhile, besides: a leg turned out and a shank kicked forward look alike."""


def _kind(name: str) -> str:
    return name.removeprefix("left_").removeprefix("right_")


@dataclass(frozen=True, slots=True)
class PosePrior:
    """Beliefs about one moment.

    mean (N + M,), information (N + M, N + M)   posture, one draw per `POSTURE_SPAN_S`: y = pose and constants
    stance_mean (3, N), stance_information (3, N, N)  the same of the pose of one who stands in one of `stance.STANCES`
    low, high, soft (N,)                        joint limits and how softly they give way
    acceleration (N,)                           spectral density of acceleration
    """

    mean: Floats
    information: Floats
    stance_mean: Floats
    stance_information: Floats
    low: Floats
    high: Floats
    soft: Floats
    acceleration: Floats

    def around(self, mean: Floats) -> "PosePrior":
        """The same about another posture (N + M,)."""
        return PosePrior(
            mean, self.information, self.stance_mean, self.stance_information, self.low, self.high, self.soft,
            self.acceleration,
        )  # fmt: skip


def _beliefs(list_sd_deg: float, heading_sd_deg: float) -> list[tuple[dict[int, float], float, float]]:
    """Linear beliefs about y = pose and constants: coefficients by index, mean and sd in degrees."""
    posture = _POSTURE | {"list": (0.0, list_sd_deg)}
    rows: list[tuple[dict[int, float], float, float]] = [
        ({i: 1.0}, *posture[_kind(name)]) for i, name in enumerate(POSE) if _kind(name) in posture
    ]
    rows.append(({P["turn"]: 1.0, N + C["heading"]: -1.0}, 0.0, heading_sd_deg))
    rows.append(({P["tilt"]: 1.0, P["trunk_tilt"]: -FOLLOWING}, 0.0, FOLLOWING_SD_DEG))
    for side in ("left", "right"):
        hanging = {P[f"{side}_flexion"]: 1.0, P["tilt"]: -1.0, P[f"{side}_knee"]: -1.0}
        rows.append((hanging, 0.0, HANGING_SD_DEG))
    return rows


def _stance_beliefs() -> tuple[Floats, Floats]:
    """Mean (3, N) and information (3, N, N) of the pose: at ease, on the left leg, on the right leg."""
    mean, information = np.zeros((3, N)), np.zeros((3, N, N))
    for stance, sides, belief in ((0, SIDES, STANDING), (1, SIDES[:1], CARRYING), (2, SIDES[1:], CARRYING)):
        for side in sides:
            for name, (middle, sd) in belief.items():
                row = np.zeros(N)
                row[P[f"{side}_{name}"]] = 1.0
                row[P["tilt"]] = -1.0 if name == "flexion" else 0.0
                mean[stance, P[f"{side}_{name}"]] = np.deg2rad(middle)
                information[stance] += np.outer(row, row) / np.deg2rad(sd) ** 2
    for stance, lifted in ((1, SIDES[1]), (2, SIDES[0])):
        row = np.zeros(N)
        row[[P[f"{lifted}_flexion"], P["tilt"], P[f"{lifted}_knee"]]] = 1.0, -1.0, -1.0
        information[stance] += np.outer(row, row) / np.deg2rad(LIFTED_HANGING_SD_DEG) ** 2
    return mean, information


def pose_prior(list_sd_deg: float = _POSTURE["list"][1], heading_sd_deg: float = HEADING_SD_DEG) -> PosePrior:
    """The beliefs above as arrays; list and heading more narrowly where they were read (`reading.py`)."""
    kinds = [_kind(name) for name in POSE]
    limits = [_LIMITS.get(k, segments.JointRange(-INFINITE, INFINITE)) for k in kinds]
    mean, information = np.zeros(N + M), np.zeros((N + M, N + M))
    for coefficients, middle, sd in _beliefs(list_sd_deg, heading_sd_deg):
        row = np.zeros(N + M)
        row[list(coefficients)] = list(coefficients.values())
        information += np.outer(row, row) / np.deg2rad(sd) ** 2
        if len(coefficients) == 1:
            mean[list(coefficients)] = np.deg2rad(middle)
    stance_mean, stance_information = _stance_beliefs()
    return PosePrior(
        mean=mean,
        information=information,
        stance_mean=stance_mean,
        stance_information=stance_information,
        low=np.deg2rad([r.low_deg for r in limits]),
        high=np.deg2rad([r.high_deg for r in limits]),
        soft=np.deg2rad([r.soft_deg for r in limits]),
        acceleration=np.array([_LIVELINESS[k] for k in kinds]),
    )


_CLOSER: Final = 0.5 * sqrt(EVIDENCE_SPAN_S / POSTURE_SPAN_S)


@lru_cache(maxsize=64)
def _closely_read(list_sd_deg: float, heading_sd_deg: float) -> PosePrior:
    return pose_prior(list_sd_deg, heading_sd_deg)


def closely_read(list_sd: float, turn_sd: float) -> PosePrior:
    """The beliefs where list and turn were read with these errors (rad); errors are rounded to 0.05 degrees.

    One reading an `EVIDENCE_SPAN_S`, as keypoints count, in a sum that counts postures by `POSTURE_SPAN_S`.
    """
    return _closely_read(
        round(20.0 * degrees(_CLOSER * list_sd)) / 20.0, round(20.0 * degrees(_CLOSER * turn_sd)) / 20.0
    )


def constants_prior() -> tuple[Floats, Floats]:
    """Mean and standard deviation of the constants, (M,) each."""
    sd = {
        "thigh": segments.THIGH.log_sd,
        "shank": segments.SHANK.log_sd,
        "half_hips": segments.HALF_HIPS.log_sd,
        "trunk": segments.TRUNK.log_sd,
        "half_shoulders": segments.HALF_SHOULDERS.log_sd,
        "focal": 0.3,
        "pitch": np.deg2rad(8.0),
        "roll": np.deg2rad(1.5),
        "hip_skew": 0.007,
        "ride_left": 0.013,
        "ride_right": 0.013,
        "heading": np.pi,
    }
    mean = np.zeros(len(CONSTANTS))
    mean[C["pitch"]] = np.deg2rad(3.0)  # cameras stand a little above the hips and look down
    return mean, np.array([sd[name] for name in CONSTANTS])


def beyond_limits(pose: Floats, prior: PosePrior) -> Floats:
    """How far poses (T, N) lie beyond the joint limits, signed, in units of their softness."""
    return (pose - np.minimum(np.maximum(pose, prior.low), prior.high)) / prior.soft
