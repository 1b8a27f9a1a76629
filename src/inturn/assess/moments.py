"""From noisy pictures to steady numbers: the newest pictures' medians, at the time they belong to."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite, nan

from inturn.kinematics.angles import AngleFrame

Pair = tuple[float, float]

FEWEST_PICTURES = 3
"""A median over fewer could be decided by one picture."""

TINY_S = 1e-6
"""Slack for comparing times, far below any picture's duration."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What the step machine needs of one picture: left, right in rad; knees' and heels' y and z in m."""

    time_s: float
    rotation: Pair
    thigh: Pair
    flexion: Pair
    places: tuple[float, ...]


def moment(frame: AngleFrame) -> Moment:
    """Plain floats of a tracked frame. `places` = y, z of left knee, right knee, left heel, right heel."""
    rotation: list[float] = frame.rotation.tolist()
    thigh: list[float] = frame.thigh_elevation.tolist()
    flexion: list[float] = frame.hip_flexion.tolist()
    knee: list[list[float]] = frame.knee.tolist()
    heel: list[list[float]] = frame.heel.tolist()
    places = (*knee[0][1:], *knee[1][1:], *heel[0][1:], *heel[1][1:])
    return Moment(frame.time_s, (rotation[0], rotation[1]), (thigh[0], thigh[1]), (flexion[0], flexion[1]), places)


def middle(values: list[float]) -> float:
    """Median of the finite values; NaN when fewer than half are finite."""
    finite = sorted(v for v in values if isfinite(v))
    n = len(finite)
    if 2 * n < len(values) or n == 0:
        return nan
    return finite[n // 2] if n % 2 else 0.5 * (finite[n // 2 - 1] + finite[n // 2])


def keep_newest(window: tuple[Moment, ...], new: Moment, span_s: float) -> tuple[Moment, ...]:
    """The window with the new moment, without those older than `span_s`, but never fewer than three."""
    oldest = new.time_s - span_s - TINY_S
    kept = len(window)
    while kept >= FEWEST_PICTURES and window[len(window) - kept].time_s < oldest:
        kept -= 1
    return (*window[len(window) - kept :], new)


@dataclass(frozen=True, slots=True)
class Steady:
    """Medians over a window, at its middle: rotation, thigh elevation and hip flexion of left and right, rad."""

    time_s: float
    rotation: Pair
    thigh: Pair
    flexion: Pair


def steady(window: tuple[Moment, ...]) -> Steady | None:
    """Medians of the window; None while it holds too few pictures."""
    if len(window) < FEWEST_PICTURES:
        return None

    def pair(of: Callable[[Moment], Pair]) -> Pair:
        return middle([of(m)[0] for m in window]), middle([of(m)[1] for m in window])

    return Steady(
        0.5 * (window[0].time_s + window[-1].time_s),
        pair(lambda m: m.rotation),
        pair(lambda m: m.thigh),
        pair(lambda m: m.flexion),
    )
