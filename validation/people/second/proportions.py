"""How a person of the second generator is built: lengths as published shares of stature, girths by judgement.

Segment lengths: Drillis & Contini 1966 as reprinted by Winter, "Biomechanics and Motor Control of Human Movement"
(ankle 0.039, knee 0.285, hip 0.530, shoulder 0.818, chin 0.870, eye 0.936 of stature above ground; biacromial 0.259,
upper arm 0.186, forearm 0.146, hand 0.108, foot 0.152). Hip joint centres: 14 % of the distance of the anterior
superior iliac spines inward from either of them (Bell, Pedersen & Brand 1990); that distance, 0.137 of stature, and all
spreads between people are judgements.
"""

from dataclasses import dataclass

import numpy as np

Rng = np.random.Generator

ANKLE, KNEE, HIP, SHOULDER, CHIN, EYE = 0.039, 0.285, 0.530, 0.818, 0.870, 0.936
UPPER_ARM, FOREARM, FOOT = 0.186, 0.146, 0.152
HALF_ACROMIA = 0.5 * 0.259
SPINES = 0.137
INWARD = 0.14
STATURE_M = {"male": (1.77, 0.075), "female": (1.64, 0.07)}
SHORTEST_M, TALLEST_M = 1.47, 1.99


@dataclass(frozen=True)
class Build:
    """One person: stature in metres; lengths and widths as multiples of the published ones; girths of the average.

    `hips` is the distance of the hip joints, `flank` the width of the pelvis' flesh, `belly` the depth of the belly;
    `limbs` and `torso` are girths; `bow` is how far the knees lie outside the line hip to ankle, as a share of stature.
    """

    sex: str
    stature_m: float
    thigh: float = 1.0
    shank: float = 1.0
    trunk: float = 1.0
    arms: float = 1.0
    hips: float = 1.0
    flank: float = 1.0
    shoulders: float = 1.0
    waist: float = 1.0
    belly: float = 1.0
    limbs: float = 1.0
    torso: float = 1.0
    calf: float = 1.0
    head: float = 1.0
    bow: float = 0.0


def half_hips(build: Build) -> float:
    """Half of the distance of the hip joint centres, metres."""
    return 0.5 * SPINES * (1.0 - 2.0 * INWARD) * build.hips * build.stature_m


def _near(rng: Rng, middle: float, sd: float) -> float:
    """A multiple near `middle`, at most two and a half standard deviations away."""
    return float(middle * np.exp(np.clip(rng.normal(0.0, sd), -2.5 * sd, 2.5 * sd)))


def random_build(rng: Rng) -> Build:
    """An adult."""
    sex = "male" if rng.random() < 0.5 else "female"
    stature = float(np.clip(rng.normal(*STATURE_M[sex]), SHORTEST_M, TALLEST_M))
    male = sex == "male"
    weight = _near(rng, 1.0, 0.10)  # what fat and muscle have in common
    return Build(
        sex=sex,
        stature_m=stature,
        thigh=_near(rng, 1.0, 0.035),
        shank=_near(rng, 1.0, 0.035),
        trunk=_near(rng, 1.0 if male else 0.99, 0.03),
        arms=_near(rng, 1.0 if male else 0.98, 0.03),
        hips=_near(rng, 0.98 if male else 1.05, 0.07),
        flank=_near(rng, 0.95 if male else 1.04, 0.06) * weight**0.5,
        shoulders=_near(rng, 1.02 if male else 0.94, 0.04),
        waist=_near(rng, 1.0 if male else 0.92, 0.06) * weight,
        belly=_near(rng, 1.0 if male else 0.95, 0.10) * weight**1.6,
        limbs=_near(rng, 1.0, 0.07) * weight**0.7,
        torso=_near(rng, 1.02 if male else 0.95, 0.05) * weight**0.5,
        calf=_near(rng, 1.0, 0.06),
        head=_near(rng, 1.0, 0.03),
        bow=float(np.clip(rng.normal(-0.003 if male else -0.007, 0.006), -0.02, 0.012)),
    )
