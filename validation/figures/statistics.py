"""The arithmetic of the figures: errors, coverage, agreement, calibration, and resampling over people."""

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from inturn.quantity import normal_cdf

Floats = NDArray[np.float64]
Statistic = Callable[[Floats], float]

REPEATS = 1000
LEVELS = (0.50, 0.80, 0.90, 0.95)
_Z = {0.50: 0.6744897501960817, 0.80: 1.2815515655446004, 0.90: 1.6448536269514722, 0.95: 1.959963984540054}


class Estimate(NamedTuple):
    """A figure with its 95 % interval over people, and what is behind it. NaN without data."""

    value: float
    low: float
    high: float
    n: int
    people: int


def mae(error: Floats) -> float:
    """Mean size of the error."""
    return float(np.mean(np.abs(error)))


def bias(error: Floats) -> float:
    """Mean error."""
    return float(np.mean(error))


def p95(error: Floats) -> float:
    """95th percentile of the size of the error."""
    return float(np.percentile(np.abs(error), 95))


def share(hit: Floats) -> float:
    """Share of ones, in percent."""
    return 100.0 * float(np.mean(hit))


def estimate(
    values: Sequence[float], people: Sequence[Hashable], statistic: Statistic, *, rate: bool = False, seed: int = 1
) -> Estimate:
    """A statistic of the finite values, with the interval from drawing people (not trials) with replacement.

    `rate`: values are 0 or 1; where all are alike, drawing again says nothing, and the far end is 3 / people away
    ("rule of three").
    """
    kept = [(v, p) for v, p in zip(values, people, strict=True) if np.isfinite(v)]
    if not kept:
        return Estimate(np.nan, np.nan, np.nan, 0, 0)
    data = np.array([v for v, _ in kept])
    groups = _groups([p for _, p in kept])
    value = statistic(data)
    if rate and np.ptp(data) == 0.0:
        far = 100.0 * min(3.0 / len(groups), 1.0)
        low, high = (0.0, far) if data[0] == 0.0 else (100.0 - far, 100.0)
        return Estimate(value, low, high, data.size, len(groups))
    low, high = np.percentile(resampled(data, groups, statistic, seed), [2.5, 97.5])
    return Estimate(value, float(low), float(high), data.size, len(groups))


def _groups(people: Sequence[Hashable]) -> list[NDArray[np.int64]]:
    by: dict[Hashable, list[int]] = {}
    for i, person in enumerate(people):
        by.setdefault(person, []).append(i)
    return [np.array(v, dtype=np.int64) for v in by.values()]


def resampled(data: Floats, groups: Sequence[NDArray[np.int64]], statistic: Statistic, seed: int) -> Floats:
    """The statistic on `REPEATS` draws of groups with replacement; `seed` fixes the draws."""
    rng = np.random.default_rng(seed)
    out = np.empty(REPEATS)
    for k in range(REPEATS):
        drawn = rng.integers(len(groups), size=len(groups))
        out[k] = statistic(data[np.concatenate([groups[i] for i in drawn])])
    return out


def covered(error: Floats, sd: Floats, level: float) -> Floats:
    """1 where a central normal interval of that level and sd holds the truth, else 0; NaN stays NaN."""
    hit = (np.abs(error) <= _Z[level] * sd).astype(float)
    return np.where(np.isfinite(error) & np.isfinite(sd), hit, np.nan)


class Agreement(NamedTuple):
    """Bland-Altman: mean difference, its sd, the 95 % limits, and the slope of the difference over the mean."""

    bias: float
    sd: float
    lower: float
    upper: float
    slope: float


def agreement(said: Floats, true: Floats) -> Agreement:
    """Bland-Altman agreement of two ways of measuring, pairs of the same length (two pairs or more)."""
    difference, mean = said - true, 0.5 * (said + true)
    sd = float(np.std(difference, ddof=1))
    middle = float(np.mean(difference))
    spread = mean - np.mean(mean)
    slope = float(spread @ difference / (spread @ spread)) if np.any(spread) else 0.0
    return Agreement(middle, sd, middle - 1.96 * sd, middle + 1.96 * sd, slope)


class Bin(NamedTuple):
    """Probabilities said in [low, high): how many, their mean, and how often it was so."""

    low: float
    high: float
    n: int
    said: float
    happened: float


def reliability(said: Sequence[float], happened: Sequence[bool], bins: int = 5) -> list[Bin]:
    """Said probabilities against what happened, in equal bins of [0, 1]; empty bins are left out."""
    p, y = np.array(said, dtype=float), np.array(happened, dtype=float)
    at = np.minimum((p * bins).astype(int), bins - 1)
    return [
        Bin(i / bins, (i + 1) / bins, int(np.sum(at == i)), float(p[at == i].mean()), float(y[at == i].mean()))
        for i in range(bins)
        if np.any(at == i)
    ]


def brier(said: Sequence[float], happened: Sequence[bool]) -> float:
    """Mean squared distance of the probability from what happened: 0 perfect, 0.25 for always saying one half."""
    return float(np.mean((np.array(said, dtype=float) - np.array(happened, dtype=float)) ** 2))


def probability_below(value: float, sd: float, limit: float) -> float:
    """P(truth < limit) of a normal value; sd > 0."""
    return normal_cdf((limit - value) / sd)


def confusion(pairs: Sequence[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """Counts by true class, then by said class; true classes in order of the alphabet, said ones the same way first."""
    true = sorted({t for t, _ in pairs})
    said = [*(t for t in true if any(s == t for _, s in pairs)), *sorted({s for _, s in pairs} - set(true))]
    return {t: {s: sum(p == (t, s) for p in pairs) for s in said} for t in true}


def spread_within(values: Sequence[float], groups: Sequence[Hashable]) -> tuple[float, int]:
    """Pooled standard deviation inside groups and its degrees of freedom (NaN, 0 without a group of two)."""
    by: dict[Hashable, list[float]] = {}
    for value, group in zip(values, groups, strict=True):
        if np.isfinite(value):
            by.setdefault(group, []).append(value)
    freedom = sum(len(v) - 1 for v in by.values())
    if freedom == 0:
        return float("nan"), 0
    squares = sum(float(np.sum((np.array(v) - np.mean(v)) ** 2)) for v in by.values())
    return float(np.sqrt(squares / freedom)), freedom
