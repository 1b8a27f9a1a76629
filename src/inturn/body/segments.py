"""Segment proportions and joint ranges: what an adult body can be, as priors of the estimator.

Lengths are shares of standing height. Source: Drillis & Contini 1966 as reprinted by Winter, "Biomechanics and Motor
Control of Human Movement" (hip height 0.530, knee 0.285, ankle 0.039, shoulder height 0.818, biacromial 0.259 of
height); distance of the hip joint centres after Bell, Pedersen & Brand 1990 (about 0.10 of height). Spread between
people: judgement, wide enough for both sexes.
"""

from dataclasses import dataclass
from typing import Final

REFERENCE_HEIGHT_M: Final = 1.70
"""Height assumed when none is given. Angles do not depend on it; lengths scale with it."""


@dataclass(frozen=True, slots=True)
class Proportion:
    """Share of standing height, and the standard deviation of its logarithm between people."""

    share: float
    log_sd: float


THIGH: Final = Proportion(0.245, 0.05)
SHANK: Final = Proportion(0.246, 0.05)
HALF_HIPS: Final = Proportion(0.050, 0.10)
TRUNK: Final = Proportion(0.288, 0.06)
HALF_SHOULDERS: Final = Proportion(0.110, 0.10)
FOOT_HALF_WIDTH: Final = Proportion(0.028, 0.10)
ANKLE_HEIGHT: Final = Proportion(0.039, 0.10)


@dataclass(frozen=True, slots=True)
class JointRange:
    """Range in degrees that hardly any adult leaves, and how softly the limit gives way."""

    low_deg: float
    high_deg: float
    soft_deg: float = 5.0


HIP_FLEXION: Final = JointRange(-25.0, 130.0)
HIP_ABDUCTION: Final = JointRange(-35.0, 55.0)
HIP_ROTATION: Final = JointRange(-60.0, 60.0)
KNEE_FLEXION: Final = JointRange(0.0, 150.0, 3.0)
"""Joint ranges: AAOS normal values widened by about a third (judgement); they only keep the estimator sane."""
