"""A trend that a single odd value cannot turn: the Theil-Sen slope with Sen's interval from Kendall's statistic.

Sen PK, J Am Stat Assoc 1968. Formula of the interval: with N pairs of different time and
C = 1.96 * sqrt(n (n - 1) (2 n + 5) / 18), the limits are the slopes of rank (N - C) / 2 and (N + C) / 2 + 1.
"""

from collections.abc import Sequence
from math import ceil, floor, sqrt
from statistics import median

from inturn.training.progress.finding import Trend

_Z95 = 1.959963984540054


def theil_sen(weeks: Sequence[float], values: Sequence[float], least: int) -> Trend | None:
    """Slope in units a week; None below `least` values or without two different times.

    The interval is None where the values are too few to bound the slope.
    """
    points = list(zip(weeks, values, strict=True))
    n = len(points)
    slopes = sorted(
        (later - earlier) / (w2 - w1)
        for i, (w1, earlier) in enumerate(points)
        for w2, later in points[i + 1 :]
        if w2 != w1
    )
    if n < least or not slopes:
        return None
    reach = _Z95 * sqrt(n * (n - 1) * (2 * n + 5) / 18.0)
    low, high = floor((len(slopes) - reach) / 2.0), ceil((len(slopes) + reach) / 2.0)
    inside = low >= 1 and high < len(slopes)
    return Trend(median(slopes), (slopes[low - 1], slopes[high]) if inside else None, n)
