"""Curves over time that look like movement: minimum-jerk moves between keys, and slow random sway."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from validation.people.rotations import Array


def smooth_step(share: Array) -> Array:
    """Minimum-jerk move from 0 to 1 while `share` goes from 0 to 1; flat outside."""
    x = np.clip(share, 0.0, 1.0)
    return x * x * x * (10.0 + x * (6.0 * x - 15.0))


def through(keys: Sequence[tuple[float, float]], time_s: Array) -> Array:
    """Curve that rests at each key (time in seconds, value) and moves from one to the next with minimum jerk."""
    out = np.full(len(time_s), keys[0][1])
    for (t0, v0), (t1, v1) in pairwise(keys):
        share = smooth_step((time_s - t0) / (t1 - t0)) if t1 > t0 else (time_s >= t1)
        out = out + (v1 - v0) * share
    return out


def sway(rng: np.random.Generator, time_s: Array, sd: float, lowest_hz: float = 0.08, highest_hz: float = 0.9) -> Array:
    """Smooth random curve of standard deviation about `sd`: a sum of sines, the slow ones stronger."""
    count = 7
    frequency = np.exp(rng.uniform(np.log(lowest_hz), np.log(highest_hz), count))
    strength = rng.normal(size=count) / np.sqrt(frequency)
    phase = rng.uniform(0, 2 * np.pi, count)
    strength *= sd / max(np.sqrt(0.5 * np.sum(strength**2)), 1e-9)
    return np.sum(strength[:, None] * np.sin(2 * np.pi * frequency[:, None] * time_s + phase[:, None]), axis=0)
