"""What the estimator believes before it looks: postures, joint limits, how fast bodies move, how people are built."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.body import segments
from inturn.kinematics.layout import CONSTANTS, POSE, C

Floats = NDArray[np.float64]

INFINITE: Final = float("inf")

# Posture of a person who stands or does the test, degrees: mean, standard deviation. All are judgements, wide enough
# that a seen movement always wins; they matter where the picture says nothing (rotation of a straight leg).
_POSTURE: Final[dict[str, tuple[float, float]]] = {
    "list": (0.0, 8.0),
    "tilt": (0.0, 12.0),
    "twist": (0.0, 8.0),
    "lean": (0.0, 12.0),
    "trunk_tilt": (3.0, 12.0),
    "abduction": (0.0, 25.0),
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
EVIDENCE_SPAN_S: Final = 1 / 15
"""Keypoint errors nearer in time than this are one and the same error: more pictures a second add nothing."""

# Spectral density of acceleration, (unit / s^2)^2 s: how briskly each number may change. Judgement: hip rotation by
# 0.5 rad within half a second must pass undamped; the pelvis and trunk of a person who stands move slower.
_LIVELINESS: Final[dict[str, float]] = {
    "x": 0.5, "y": 0.5, "z": 0.5, "turn": 1.0, "list": 1.0, "tilt": 0.3,
    "twist": 0.3, "lean": 1.0, "trunk_tilt": 0.5,
    "flexion": 40.0, "abduction": 15.0, "rotation": 15.0, "knee": 40.0,
}  # fmt: skip


def _kind(name: str) -> str:
    return name.removeprefix("left_").removeprefix("right_")


@dataclass(frozen=True, slots=True)
class PosePrior:
    """Diagonal beliefs about a pose, (N,) each; radians and metres. Infinite sd = no belief."""

    mean: Floats
    sd: Floats
    low: Floats
    high: Floats
    soft: Floats
    acceleration: Floats


def pose_prior() -> PosePrior:
    """The beliefs above as arrays."""
    kinds = [_kind(name) for name in POSE]
    posture = [_POSTURE.get(k, (0.0, INFINITE)) for k in kinds]
    limits = [_LIMITS.get(k, segments.JointRange(-INFINITE, INFINITE)) for k in kinds]
    return PosePrior(
        mean=np.deg2rad([m for m, _ in posture]),
        sd=np.deg2rad([s for _, s in posture]),
        low=np.deg2rad([r.low_deg for r in limits]),
        high=np.deg2rad([r.high_deg for r in limits]),
        soft=np.deg2rad([r.soft_deg for r in limits]),
        acceleration=np.array([_LIVELINESS[k] for k in kinds]),
    )


def constants_prior() -> tuple[Floats, Floats]:
    """Mean and standard deviation of the constants, (M,) each."""
    sd = {
        "thigh": segments.THIGH.log_sd,
        "shank": segments.SHANK.log_sd,
        "half_hips": segments.HALF_HIPS.log_sd,
        "trunk": segments.TRUNK.log_sd,
        "half_shoulders": segments.HALF_SHOULDERS.log_sd,
        "focal": 0.15,
        "pitch": np.deg2rad(8.0),
        "roll": np.deg2rad(1.5),
        "hip_skew": 0.01,
    }
    mean = np.zeros(len(CONSTANTS))
    mean[C["pitch"]] = np.deg2rad(3.0)  # cameras stand a little above the hips and look down
    return mean, np.array([sd[name] for name in CONSTANTS])


def prior_terms(pose: Floats, prior: PosePrior, posture_weight: Floats) -> tuple[Floats, Floats]:
    """Gradient and (diagonal) curvature of the prior's cost at poses (T, N).

    posture_weight (T, 1) is each moment's share of a `POSTURE_SPAN_S`; limits count in full.
    """
    information = posture_weight / prior.sd**2
    gradient = information * (pose - prior.mean)
    beyond = np.maximum(pose - prior.high, 0.0) + np.minimum(pose - prior.low, 0.0)
    at_limit = 1.0 / prior.soft**2
    return gradient + at_limit * beyond, information + at_limit * (beyond != 0.0)
