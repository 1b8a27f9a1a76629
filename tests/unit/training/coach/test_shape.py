"""A movement of known times, seen as leans and heights: the shape laid over it finds them."""

from math import cos, pi, radians, sin

import numpy as np
import pytest

from inturn.training.coach.shape import Shape, SignalWay, laid_over

REST, DEEP = radians(4.0), radians(60.0)
TRUE = Shape(2.0, 2.4, 7.6, 2.0)
GUESS = Shape(2.3, 1.8, 7.2, 2.5)
NOISE = 0.012


def smooth(share: float) -> float:
    """A minimum-jerk way: not the shape that is laid over it."""
    x = min(max(share, 0.0), 1.0)
    return x**3 * (10 - 15 * x + 6 * x * x)


def even(share: float) -> float:
    """At an even speed but for soft ends of three tenths: the speed rises and falls as half a cosine does."""
    x = min(max(share, 0.0), 1.0)
    if x > 0.5:
        return 1.0 - even(1.0 - x)
    return 0.5 * (x - 0.3 / pi * sin(pi * x / 0.3)) / 0.7 if x < 0.3 else (x - 0.15) / 0.7


def bend(time_s: float, way: object = even) -> float:
    """The share of the way that is gone."""
    assert callable(way)
    out = way((time_s - TRUE.out_s) / TRUE.lowering_s)
    return out * (1.0 - way((time_s - TRUE.back_s + TRUE.rising_s) / TRUE.rising_s))


def leans(fps: float = 12.0, until: float = 9.0) -> SignalWay:
    """A lean in the picture's plane."""
    times = np.arange(0.0, until, 1.0 / fps)
    return SignalWay([(t, REST + (DEEP - REST) * bend(t)) for t in times], radians(2.0))


def heights(
    nearer: float = 0.0, known: tuple[float, float] | None = None, noise: float = 0.0, seed: int = 1
) -> SignalWay:
    """A height that the bend lowers, and that coming nearer raises."""
    rng = np.random.default_rng(seed)
    points: list[tuple[float, float]] = []
    for t in np.arange(0.0, 9.0, 1.0 / 12.0):
        angle = REST + (DEEP - REST) * bend(t)
        value = 3.0 - (1.0 - cos(angle)) + nearer * sin(angle)
        points.append((float(t), value + noise * float(rng.normal())))
    return SignalWay(points, NOISE, (REST, DEEP), known)


def check(found: Shape, within: float) -> None:
    """Its times are the true ones."""
    assert found.start_s == pytest.approx(TRUE.start_s, abs=within)
    assert found.end_s == pytest.approx(TRUE.end_s, abs=within)


@pytest.mark.parametrize("fps", [6.0, 12.0, 30.0])
def test_a_lean_gives_both_times_at_any_picture_rate(fps: float) -> None:
    found = laid_over([leans(fps)], GUESS)
    check(found, 0.04)
    assert (found.lowering_s, found.rising_s) == pytest.approx((2.4, 2.0), rel=0.05)


def test_a_twentieth_is_gone_at_its_start_and_left_at_its_end() -> None:
    assert bend(TRUE.start_s) == pytest.approx(0.05, abs=0.002)
    assert bend(TRUE.end_s) == pytest.approx(0.05, abs=0.002)


def test_a_height_does_too_and_says_so_under_noise() -> None:
    check(laid_over([heights()], GUESS), 0.05)
    starts = [laid_over([heights(noise=NOISE, seed=s)], GUESS).start_s for s in range(6)]
    assert np.mean(starts) == pytest.approx(TRUE.start_s, abs=0.1)


def test_what_comes_nearer_seems_taller_and_hides_the_beginning_unless_that_is_known() -> None:
    known = laid_over([heights(0.1, (0.1, 0.03))], GUESS)
    ignored = laid_over([heights(0.1)], GUESS)
    check(known, 0.1)
    assert ignored.start_s > TRUE.start_s + 0.12


def test_a_movement_that_is_not_seen_to_its_end_is_followed_to_it() -> None:
    way = leans(until=TRUE.back_s - 0.45)
    check(laid_over([way], GUESS), 0.08)


def test_another_soft_shape_is_off_by_little() -> None:
    points = [(float(t), REST + (DEEP - REST) * bend(float(t), smooth)) for t in np.arange(0.0, 9.0, 1.0 / 12.0)]
    found = laid_over([SignalWay(points, radians(2.0))], GUESS)
    gone = next(t for t, v in points if v > REST + 0.05 * (DEEP - REST))
    left = [t for t, v in points if v > REST + 0.05 * (DEEP - REST)][-1]
    assert found.start_s == pytest.approx(gone, abs=0.15)
    assert found.end_s == pytest.approx(left, abs=0.15)


def test_a_later_movement_is_found_so_much_later() -> None:
    way, shift = leans(), 3.25
    later = SignalWay([(t + shift, v) for t, v in way.points], way.noise)
    guess = Shape(GUESS.out_s + shift, GUESS.lowering_s, GUESS.back_s + shift, GUESS.rising_s)
    assert laid_over([later], guess).start_s == pytest.approx(laid_over([way], GUESS).start_s + shift, abs=1e-6)
