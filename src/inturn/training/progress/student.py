"""Student's t: tail and quantile, for whole and fractional degrees of freedom.

With t = sqrt(df) tan(a) the tail is an integral of cos(a) ** (df - 1), which Simpson's rule does well.
"""

from math import atan, cos, exp, lgamma, log, pi, sqrt
from statistics import NormalDist

_PANELS = 160
_STEPS = 60


def student_tail(t: float, df: float) -> float:
    """Probability that a Student t of `df` (> 1) degrees of freedom exceeds `t` (>= 0)."""
    start = atan(t / sqrt(df))
    h = (pi / 2 - start) / _PANELS
    total = cos(start) ** (df - 1)
    for i in range(1, _PANELS):
        total += (4.0 if i % 2 else 2.0) * cos(start + i * h) ** (df - 1)
    return total * h / 3.0 * exp(lgamma((df + 1) / 2) - lgamma(df / 2)) / sqrt(pi)


def student_quantile(tail: float, df: float) -> float:
    """The t that is exceeded with the probability `tail` (0 < tail < 0.5). Newton's steps on the tail's logarithm."""
    norm = exp(lgamma((df + 1) / 2) - lgamma(df / 2)) / sqrt(df * pi)
    t = -NormalDist().inv_cdf(tail)
    for _ in range(_STEPS):
        now = student_tail(t, df)
        density = norm * (1.0 + t * t / df) ** (-(df + 1) / 2)
        step = (log(now) - log(tail)) * now / density
        t += step
        if abs(step) < 1e-9 * t:
            break
    return t
