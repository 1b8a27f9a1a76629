"""From pictures with real timestamps to a constant rate, as browsers like it; nothing is held but one picture."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]

FASTEST = 30.0
"""Films faster than this are thinned by a whole number: 60 -> 30, 50 -> 25, 240 -> 30 pictures a second."""


def constant_rate(fps: float) -> Fraction:
    """The annotated film's rate for a film of `fps` pictures a second: thinned to at most `FASTEST`."""
    if not fps > 0.0:
        return Fraction(25)
    rate = fps / ceil(round(fps / FASTEST, 2))
    return max(Fraction(rate).limit_denominator(1001), Fraction(1))


def at_constant_rate(pictures: Iterable[tuple[float, Image]], rate: Fraction) -> Iterator[tuple[float, Image, int]]:
    """Pictures with their time and how many ticks of the constant rate each is shown (0 = left out).

    A tick shows the newest picture whose time is at most half a tick later; the last picture gets one tick or more.
    """
    tick = float(1 / rate)
    done, waiting, first = 0, None, 0.0
    for time_s, picture in pictures:
        if waiting is None:
            first = time_s
        else:
            due = max(0, ceil((time_s - first) / tick - 0.5)) - done
            if due > 0:
                yield (*waiting, due)
                done += due
        waiting = (time_s, picture)
    if waiting is not None:
        yield (*waiting, 1)
