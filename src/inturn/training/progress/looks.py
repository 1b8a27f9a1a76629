"""How far a change must go to be called one, when somebody looks at it again and again.

Every test is a look. A period of twelve weeks may call a change where there is none with a probability of at most
`overall_error`; a share of it is spent at each look, and the shares add up to no more than the whole. By Boole's
inequality the promise holds whatever the looks have to do with each other, however many there are and whenever they
come. The error of one test is told from few tests of this person and from what the method says of itself, so the
limits are those of Student's t, which are wide while little is known; that keeps the promise for people who vary more
than the method says. The spending function (Kim and DeMets' power family) is overall_error * t ** spending_power,
t = share of the period that has passed: little is spent early.

Both sides share the error; the method that was used first gets most of it, every further method half of what is left.
"""

from collections.abc import Sequence

from inturn.training.progress.student import student_quantile

_FIRST_METHOD = 0.8
_SIDES = 2
_LEAST = 1e-9


def error_share(overall: float, method_order: int) -> float:
    """What one side, measured by the method used as number `method_order` (from 0), may spend in a period."""
    share = _FIRST_METHOD if method_order == 0 else (1.0 - _FIRST_METHOD) * 0.5**method_order
    return overall * share / _SIDES


def spent(fraction: float, error: float, power: float) -> float:
    """What may have been spent by that share (0..1) of the period."""
    return error * min(max(fraction, 0.0), 1.0) ** power


def limit_of_last_look(fractions: Sequence[float], error: float, power: float, df: float) -> float:
    """How many standard deviations a change must exceed at the last of the looks taken at these times (one-sided).

    `df` = degrees of freedom of the standard deviation.
    """
    before = fractions[-2] if len(fractions) > 1 else 0.0
    share = spent(fractions[-1], error, power) - spent(before, error, power)
    return student_quantile(max(share, _LEAST), df)
