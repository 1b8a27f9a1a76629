"""The shape of a movement laid over what was seen of it: a way out, a stay, a way back.

The foot of a smooth movement drowns in noise, and thresholds on it come late. So the whole of the movement, at an even
speed with soft ends, is laid over all that tells of it at once: leans, which run as the movement does, and heights,
which hardly change near upright. It says when a twentieth of the way was gone, and was left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Curve = Sequence[tuple[float, float]]
"""(time, value) in order of time."""

_SOFT: Final = 0.3  # share of a way's time that it takes to reach, and to leave, its even speed
_TWENTIETH: Final = 0.164  # share of a way's time after which a twentieth of it is gone
_AROUND, _MOST_S = 0.45, 1.2  # of a way's time, s: so much of rest is looked at before it and after it
_APART_S: Final = 1.0 / 16.0  # moments that follow closer tell nothing new: each is a median already
_USUAL: Final = 0.5  # of the logarithm of a way's time, against the first guess
_BOTH_S: Final = 0.1  # the way back hardly begins before the way out is over
_SEARCHES: Final = (
    *((0.25, 3, 0.7, 3),) * 2,
    *((0.08, 2, 0.2, 2),) * 3,
    *((0.025, 2, 0.06, 2),) * 2,
    (0.008, 2, 0.02, 2),
)
"""Each: the middle of a way +- a share of its time in so many steps, the logarithm of its time +- in so many steps."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A way out from `out_s` that takes `lowering_s`, and one back that takes `rising_s`, over at `back_s`."""

    out_s: float
    lowering_s: float
    back_s: float
    rising_s: float

    @property
    def start_s(self) -> float:
        """When a twentieth of the way out was gone."""
        return self.out_s + _TWENTIETH * self.lowering_s

    @property
    def end_s(self) -> float:
        """When a twentieth of the way back was left."""
        return self.back_s - _TWENTIETH * self.rising_s


class Evidence(Protocol):
    """Moments (n,) of which shapes are asked how well they explain them."""

    @property
    def time_s(self) -> Floats: ...
    def unexplained(self, share: Floats) -> Floats:
        """How unlikely the moments are, (shapes,), of which so much of the way is gone, (shapes, n)."""
        ...


class Way(Protocol):
    """What a movement is timed by."""

    def near(self, guess: Shape) -> Evidence:
        """Its moments from shortly before the movement to shortly after it."""
        ...


@dataclass(frozen=True, slots=True)
class SignalWay:
    """One signal that a movement is timed by.

    points   (time, value) from rest to rest
    noise    standard deviation of a moment, in the value's unit
    bend     for heights instead of leans: the angle from upright (rad) at rest and at the bottom, of what lowers them
    nearer   for heights: (mean, standard deviation) of what the sine of that angle adds, since what bends towards the
             camera comes nearer and is seen taller, or the reverse; None = nothing
    """

    points: Curve
    noise: float
    bend: tuple[float, float] | None = None
    nearer: tuple[float, float] | None = None

    def near(self, guess: Shape) -> "_Seen":
        """Its moments from shortly before the movement to shortly after it."""
        kept = picked([t for t, _ in self.points], guess)
        time_s, value = np.array([self.points[i] for i in kept] or [(guess.out_s, 0.0)]).T
        return _Seen(time_s, value, self)


def laid_over(ways: Sequence[Way], guess: Shape) -> Shape:
    """The likeliest shape near a first guess: each way is sought in turn, in ever smaller steps, the other one kept.

    All ways are given at the same times.
    """
    seen = [way.near(guess) for way in ways]
    first = np.array([guess.lowering_s, guess.rising_s])
    out = np.array([[guess.out_s + 0.5 * guess.lowering_s, guess.lowering_s]])
    back = np.array([[guess.back_s - 0.5 * guess.rising_s, guess.rising_s]])
    for search in _SEARCHES:
        near = _around(out[0], *search)
        out = near[[int(np.argmin(_cost(seen, near, back, first)))]]
        near = _around(back[0], *search)
        back = near[[int(np.argmin(_cost(seen, out, near, first)))]]
    (m, down), (n, up) = out[0].tolist(), back[0].tolist()
    return Shape(m - 0.5 * down, down, n + 0.5 * up, up)


def picked(times: Sequence[float], guess: Shape) -> list[int]:
    """Which of some moments tell of a movement: those from shortly before it to shortly after it."""
    early = guess.out_s - min(_AROUND * guess.lowering_s, _MOST_S)
    late = guess.back_s + min(_AROUND * guess.rising_s, _MOST_S)
    last, kept = -np.inf, list[int]()
    for i, t in enumerate(times):
        if early <= t <= late and t - last >= _APART_S:
            kept.append(i)
            last = t
    return kept


def _around(at: Floats, wide: float, n: int, longer: float, m: int) -> Floats:
    """Ways whose middle and time lie about those of `at`: (ways, 2)."""
    middle = at[0] + at[1] * np.linspace(-wide, wide, 2 * n + 1)
    time_s = at[1] * np.exp(np.linspace(-longer, longer, 2 * m + 1))
    return np.stack(np.meshgrid(middle, time_s, indexing="ij"), axis=-1).reshape(-1, 2)


def _even(share: Floats) -> Floats:
    """From 0 to 1 at an even speed but for soft ends."""
    x = np.clip(share, 0.0, 1.0)
    half = np.minimum(x, 1.0 - x)
    ramp = np.minimum(half, _SOFT)
    way = (half - 0.5 * ramp - (0.5 * _SOFT / np.pi) * np.sin((np.pi / _SOFT) * ramp)) / (1.0 - _SOFT)
    return np.where(x < 0.5, way, 1.0 - way)


def _cost(seen: Sequence[Evidence], out: Floats, back: Floats, first: Floats) -> Floats:
    """How unlikely shapes are, (shapes,): what is left of every way, and how far their times are from the first guess.

    out, back  (shapes, 2) or (1, 2): middle and time of the way out and of the way back
    """
    both = np.maximum(out[:, 0] + 0.5 * out[:, 1] - back[:, 0] + 0.5 * back[:, 1], 0.0)
    cost: Floats = (both / _BOTH_S) ** 2 + sum(
        (np.log(w[:, 1] / t) / _USUAL) ** 2 for w, t in ((out, first[0]), (back, first[1]))
    )
    time_s = seen[0].time_s
    gone = _even((time_s - out[:, :1]) / out[:, 1:] + 0.5)
    share = gone * (1.0 - _even((time_s - back[:, :1]) / back[:, 1:] + 0.5))
    for one in seen:
        cost = cost + one.unexplained(share)
    return cost


@dataclass(frozen=True, slots=True)
class _Seen:
    """Moments of one signal: times and values (n,)."""

    time_s: Floats
    value: Floats
    way: SignalWay

    def unexplained(self, share: Floats) -> Floats:
        """The squares, in noises, that are left once rest and depth are chosen best, (shapes,)."""
        way = self.way
        parts = [share, np.ones_like(share)]
        weights = [0.0, 0.0]  # what rest and depth are is not known beforehand
        if way.bend is not None:
            rest, deep = way.bend
            angle = rest + (deep - rest) * share
            parts[0] = np.cos(rest) - np.cos(angle)
            if way.nearer is not None:
                taller = np.sin(angle) - np.sin(rest)
                parts[0] = parts[0] - way.nearer[0] * taller
                parts.append(taller)
                weights.append((way.noise / way.nearer[1]) ** 2)
        rows = np.stack(parts, axis=-1)
        square = np.matmul(rows.transpose(0, 2, 1), rows) + np.diag(np.array(weights) + 1e-9)
        by_value = np.matmul(self.value, rows)
        chosen = np.linalg.solve(square, by_value[..., None])[..., 0]
        left: Floats = (float(self.value @ self.value) - np.sum(by_value * chosen, axis=-1)) / way.noise**2
        return left
