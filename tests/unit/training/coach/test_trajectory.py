"""Movements whose points go as it was learnt: their times are found, whoever does them and however they are filmed."""

from dataclasses import replace
from math import radians, sin

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from inturn.programme.coach import TRAJECTORIES, VIEWS, View
from inturn.programme.coach_file import load_coach
from inturn.training.coach.shape import Shape
from inturn.training.coach.shape import laid_over as laid
from inturn.training.coach.signals import Reading
from inturn.training.coach.trajectory import POWERS, TrajectoryWay, points_of, trajectories
from tests.unit.training.coach.test_shape import even

RULES = load_coach()
EXERCISES = TRAJECTORIES
GUESS = Shape(2.3, 1.8, 7.2, 2.5)
TURNS: dict[View, float] = {"front": 5.0, "oblique": 42.0, "side": 88.0}


def share(time_s: NDArray[np.float64], true: Shape) -> NDArray[np.float64]:
    """How much of the way is gone."""
    out = [even((t - true.out_s) / true.lowering_s) for t in time_s]
    back = [even((t - true.back_s + true.rising_s) / true.rising_s) for t in time_s]
    return np.array([a * (1.0 - b) for a, b in zip(out, back, strict=True)])


def seen(exercise: str, view: View, true: Shape, fps: float = 12.0, noise: float = 0.0, seed: int = 1) -> TrajectoryWay:
    """Somebody who goes as people do in the mean, their points off by so many of what they usually are."""
    known = trajectories(exercise, view)
    assert known is not None
    time_s = np.arange(0.0, true.back_s + 1.5, 1.0 / fps)
    curves = np.tensordot(known.usual, known.curves, axes=1)  # (points, POWERS), in noises
    come = share(time_s, true)[:, None] ** np.arange(1, POWERS + 1) @ curves.T
    off = noise * np.random.default_rng(seed).normal(size=come.shape)
    return TrajectoryWay(time_s, (2.0 + come + off) * known.noise, known)


def check(found: Shape, true: Shape, within: float) -> None:
    """Its times are the true ones."""
    assert found.start_s == pytest.approx(true.start_s, abs=within)
    assert found.end_s == pytest.approx(true.end_s, abs=within)


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("view", VIEWS)
@settings(max_examples=12, deadline=None)
@given(
    st.builds(Shape, st.floats(1.9, 2.7), st.floats(1.4, 2.4), st.floats(6.8, 7.6), st.floats(2.0, 3.0)),
    st.sampled_from((7.0, 12.0, 30.0)),
)
def test_both_ends_are_found_from_every_view(exercise: str, view: View, true: Shape, fps: float) -> None:
    check(laid([seen(exercise, view, true, fps)], GUESS), true, 0.08)


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("view", VIEWS)
def test_noise_moves_them_little_and_to_neither_side(exercise: str, view: View) -> None:
    true = Shape(2.0, 2.4, 7.6, 2.0)
    found = [laid([seen(exercise, view, true, noise=1.0, seed=s)], GUESS) for s in range(12)]
    starts = np.array([f.start_s for f in found]) - true.start_s
    ends = np.array([f.end_s for f in found]) - true.end_s
    assert max(np.abs(starts).max(), np.abs(ends).max()) < 0.2
    assert abs(starts.mean()) < 0.08
    assert abs(ends.mean()) < 0.08


def test_how_unlikely_a_shape_is_is_what_the_best_kinds_and_rest_leave() -> None:
    """Against the whole system of equations at once, rest and kinds its unknowns."""
    way = seen("squat", "oblique", Shape(2.0, 2.4, 7.6, 2.0), noise=1.0)
    found, rng = way.near(GUESS), np.random.default_rng(2)
    known, n = way.known, len(found.time_s)
    gone = rng.uniform(0.0, 1.0, (3, n))
    for one, told in zip(gone, found.unexplained(gone), strict=True):
        powers = one[:, None] ** np.arange(1, POWERS + 1)
        kinds = np.einsum("np,jcp->ncj", powers, known.curves)
        rests = np.broadcast_to(np.eye(len(known.noise)), (n, len(known.noise), len(known.noise)))
        rows = np.concatenate([kinds, rests], axis=2) * np.sqrt(found.weights)[:, None, None]
        values = found.points * np.sqrt(found.weights)[:, None]
        root = np.linalg.cholesky(known.sure).T
        prior = np.hstack([root, np.zeros((len(root), len(known.noise)))])
        every = np.vstack([rows.reshape(-1, rows.shape[2]), prior])
        asked = np.concatenate([values.ravel(), root @ known.usual])
        best = np.linalg.lstsq(every, asked, rcond=None)[0]
        left = float(np.sum((asked - every @ best) ** 2)) - float(known.usual @ known.sure @ known.usual)
        assert told == pytest.approx(left, rel=1e-6, abs=1e-6)


def test_one_moment_is_enough_to_go_on_with() -> None:
    way = seen("deadlift", "front", Shape(2.0, 2.4, 7.6, 2.0))
    short = replace(way, time_s=way.time_s[:1], points=way.points[:1])
    assert np.isfinite(laid([short], GUESS).start_s)


def moments(turn: float, forward: float) -> list[Reading]:
    """Two moments of somebody seen turned (degrees) whose shoulders go forward and down (trunk lengths)."""
    across = forward * sin(radians(turn)) * 100.0
    rest = Reading(0.0, (), 0.0, 100.0, radians(turn), (50.0, 100.0, 200.0, 280.0, 300.0, 300.0, 300.0, 300.0, 60.0))
    went = (90.0, 130.0, 205.0, 280.0, 300.0 + across, 300.0 + across, 300.0, 300.0, 66.0)
    return [rest, replace(rest, time_s=1.0, track=went)]


def test_points_are_read_down_and_forward_in_trunk_lengths_to_whichever_side_somebody_faces() -> None:
    for turn in (42.0, -42.0, 88.0):
        come = np.diff(points_of(moments(turn, 0.4), "oblique"), axis=0)[0]
        assert come == pytest.approx([0.4, 0.3, 0.05, 0.0, 0.4, 0.4, 0.0, 0.0])
    front = np.diff(points_of(moments(5.0, 0.4), "front"), axis=0)[0]
    assert front == pytest.approx([0.4, 0.3, 0.05, 0.0, 0.06])


def test_every_exercise_that_names_trajectories_has_those_of_all_its_views() -> None:
    named = [e.excursion.trajectories for e in RULES.exercises if e.excursion is not None and e.excursion.trajectories]
    assert sorted(named) == sorted(TRAJECTORIES)
    for name in named:
        for view in VIEWS:
            known = trajectories(name, view)
            assert known is not None
            kinds, points, powers = known.curves.shape
            assert (points, powers) == (len(known.noise), POWERS)
            assert known.noise.min() > 0.0
            assert known.sure.shape == (kinds, kinds)
            assert np.linalg.eigvalsh(known.sure).min() > 0.0
            assert points == points_of(moments(TURNS[view], 0.4), view).shape[1]
        assert trajectories(name, "behind") is None
    with pytest.raises(KeyError):
        trajectories("lunge", "front")
