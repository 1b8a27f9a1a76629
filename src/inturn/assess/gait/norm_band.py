"""A band of normal walking that the user brings, laid beside a curve. Nothing is bundled, and nothing is judged."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inturn.assess.gait.finding import CycleCurve
from inturn.assess.gait.strides import PERCENT

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class NormBand:
    """Mean and standard deviation between people (101,) over the gait cycle, radians."""

    mean: Floats
    sd: Floats


@dataclass(frozen=True, slots=True)
class BesideNorm:
    """Where a curve lies beside a band: curve minus the band's mean (101,), the band's sd, and share within one sd."""

    difference: Floats
    band_sd: Floats
    share_within_one_sd: float


def band(percent: Floats, mean: Floats, sd: Floats) -> NormBand:
    """A band given at any rising points of the cycle, straight between them."""
    return NormBand(np.interp(PERCENT, percent, mean), np.interp(PERCENT, percent, sd))


def beside(curve: CycleCurve, norm: NormBand) -> BesideNorm:
    """A curve and its band."""
    difference = curve.mean - norm.mean
    return BesideNorm(difference, norm.sd, float(np.mean(np.abs(difference) <= norm.sd)))


def beside_all(curves: Mapping[str, CycleCurve], norms: Mapping[str, NormBand]) -> dict[str, BesideNorm]:
    """Every curve for which there is a band."""
    return {name: beside(curve, norms[name]) for name, curve in curves.items() if name in norms}
