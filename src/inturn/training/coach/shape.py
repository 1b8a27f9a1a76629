"""The shape of a movement laid over what was seen of it: a way out, a stay, a way back.

The foot of a smooth movement drowns in noise, and thresholds on it come late. So the whole of the movement, at an even
speed with soft ends, is laid over all that tells of it at once: what was learnt of how points go (`trajectory`), or
leans, which run as the movement does, and heights, which hardly change near upright. It says when a twentieth of the
way was gone, and was left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from inturn.training.coach.points import TINY_S

Floats = NDArray[np.float64]
Curve = Sequence[tuple[float, float]]
"""(time, value) in order of time."""

_SOFT: Final = 0.3  # share of a way's time that it takes to reach, and to leave, its even speed
TWENTIETH: Final = 0.164
"""Share of a way's time after which a twentieth of it is gone."""
_AROUND, _MOST_S = 0.45, 1.2  # of a way's time, s: so much of rest is looked at before it and after it
_APART_S: Final = 1.0 / 16.0  # moments that follow closer tell nothing new: each is a median already
_USUAL: Final = 0.5  # of the logarithm of a way's time, against the first guess
_BOTH_S: Final = 0.1  # the way back hardly begins before the way out is over
_WIDE, _NARROW, _ROUNDS = 0.15, 0.004, 16  # of a way's time: first steps, last ones; so often at most
_FARTHEST: Final = 2.0  # steps at a time
_FIVE: Final = np.vstack([np.zeros(4), np.eye(4), -np.eye(4)])
_PAIRS: Final = np.array([(i, j) for i in range(4) for j in range(i)])
_AROUND_A_SHAPE: Final = np.vstack([_FIVE, np.eye(4)[_PAIRS[:, 0]] + np.eye(4)[_PAIRS[:, 1]]])
"""Steps from a shape by which the cost near it is known to its second order, (15, 4)."""


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
        return self.out_s + TWENTIETH * self.lowering_s

    @property
    def end_s(self) -> float:
        """When a twentieth of the way back was left."""
        return self.back_s - TWENTIETH * self.rising_s


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
    """The likeliest shape near a first guess: both ways at once, in ever smaller steps.

    All ways are given at the same times.
    """
    seen = [way.near(guess) for way in ways]
    first = np.array([guess.lowering_s, guess.rising_s])
    out, back = guess.out_s + 0.5 * guess.lowering_s, guess.back_s - 0.5 * guess.rising_s
    at, step = np.array([out, guess.lowering_s, back, guess.rising_s]), _WIDE
    for _ in range(_ROUNDS):
        at, far = _closer(seen, at, step, first)
        step *= 1.0 if far else 0.4
        if step < _NARROW:
            break
    m, down, n, up = at.tolist()
    return Shape(m - 0.5 * down, down, n + 0.5 * up, up)


def _closer(seen: Sequence[Evidence], at: Floats, step: float, first: Floats) -> tuple[Floats, bool]:
    """A likelier shape, (4,): middle and time of both ways; and whether it was a step or more away.

    Steps are shares of a way's time. What goes out early and comes back late looks much like what is deeper: sought one
    after the other, the ways would not come out of that.
    """

    def stepped(steps: Floats) -> Floats:
        longer = np.exp(step * steps[:, 1::2])
        moved = at[None, ::2] + step * steps[:, ::2] * at[None, 1::2]
        return np.stack([moved[:, 0], at[1] * longer[:, 0], moved[:, 1], at[3] * longer[:, 1]], axis=-1)

    def costs(shapes: Floats) -> Floats:
        return _cost(seen, shapes[:, :2], shapes[:, 2:], first)

    cost = costs(stepped(_AROUND_A_SHAPE))
    here, more, less, both = cost[0], cost[1:5], cost[5:9], cost[9:]
    slope, bends = 0.5 * (more - less), np.diag(more + less - 2.0 * here)
    i, j = _PAIRS.T
    bends[i, j] = bends[j, i] = both - more[i] - more[j] + here
    values, vectors = np.linalg.eigh(bends)
    steep = np.maximum(np.abs(values), 1e-6 * np.abs(values).max() + 1e-9)
    down = -vectors @ ((vectors.T @ slope) / steep)
    down *= min(1.0, _FARTHEST / max(float(np.abs(down).max()), 1e-9))
    tried = np.vstack([_AROUND_A_SHAPE, down, 0.5 * down])
    cost = np.concatenate([cost, costs(stepped(tried[-2:]))])
    best = int(np.argmin(cost))
    return stepped(tried[[best]])[0], bool(np.abs(tried[best]).max() >= 1.0)


def picked(times: Sequence[float], guess: Shape) -> list[int]:
    """Which of some moments tell of a movement: those from shortly before it to shortly after it."""
    early = guess.out_s - min(_AROUND * guess.lowering_s, _MOST_S)
    late = guess.back_s + min(_AROUND * guess.rising_s, _MOST_S)
    last, kept = -np.inf, list[int]()
    for i, t in enumerate(times):
        if early <= t <= late and t - last >= _APART_S - TINY_S:
            kept.append(i)
            last = t
    return kept


def _even(share: Floats) -> Floats:
    """From 0 to 1 at an even speed but for soft ends."""
    x = np.clip(share, 0.0, 1.0)
    half = np.minimum(x, 1.0 - x)
    ramp = np.minimum(half, _SOFT)
    way = (half - 0.5 * ramp - (0.5 * _SOFT / np.pi) * np.sin((np.pi / _SOFT) * ramp)) / (1.0 - _SOFT)
    return np.where(x < 0.5, way, 1.0 - way)


def _cost(seen: Sequence[Evidence], out: Floats, back: Floats, first: Floats) -> Floats:
    """How unlikely shapes are, (shapes,): what is left of every way, and how far their times are from the first guess.

    out, back  (shapes, 2): middle and time of the way out and of the way back
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
