"""What a set was worth for the load rule: how clean, how far, how even; each with how sure that is."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

from inturn.training.coach.events import Repetition

_Z95: Final = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean of n repetitions, their standard deviation, and the 95 % interval of the mean (None with one)."""

    mean: float
    sd: float | None
    interval95: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Quality:
    """A set of n repetitions.

    clean_share  repetitions without a fault that was judged, with its 95 % interval (Wilson)
    depth        where they turned round, rad
    lowering_s   the way down; its sd against its mean tells how even the tempo is
    judged       how many of the exercise's faults this view let judge, of how many
    """

    n: int
    clean_share: float
    clean_interval95: tuple[float, float]
    depth: Spread
    lowering_s: Spread
    tempo_variation: float | None
    judged: tuple[int, int]


def quality(repetitions: tuple[Repetition, ...], faulty: frozenset[int], judged: tuple[int, int]) -> Quality | None:
    """The quality of a set; `faulty` = numbers of repetitions with a fault. None without repetitions."""
    n = len(repetitions)
    if n == 0:
        return None
    clean = sum(r.number not in faulty for r in repetitions)
    lowering = spread([r.tempo.lowering_s for r in repetitions])
    variation = None if lowering.sd is None or lowering.mean <= 0 else lowering.sd / lowering.mean
    depth = spread([r.depth for r in repetitions])
    return Quality(n, clean / n, share_interval(clean, n), depth, lowering, variation, judged)


def share_interval(hits: int, n: int) -> tuple[float, float]:
    """95 % interval of a share after Wilson 1927; [0, 1] for n = 0."""
    if n == 0:
        return 0.0, 1.0
    z2 = _Z95**2
    share = hits / n
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def spread(values: list[float]) -> Spread:
    """Mean, standard deviation and interval of at least one value."""
    n = len(values)
    mean = sum(values) / n
    if n == 1:
        return Spread(mean, None, None)
    sd = sqrt(sum((v - mean) ** 2 for v in values) / (n - 1))
    half = _T95[min(n - 1, len(_T95)) - 1] * sd / sqrt(n)
    return Spread(mean, sd, (mean - half, mean + half))


# Student's t for a 95 % interval, one to thirty degrees of freedom.
_T95: Final = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
    2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
