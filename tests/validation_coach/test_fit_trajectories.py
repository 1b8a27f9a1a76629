"""Trajectories that are learnt are those that were there."""

import numpy as np
import pytest

from inturn.training.coach.shape import Shape
from inturn.training.coach.trajectory import POWERS
from tests.unit.training.coach import test_shape
from validation.fit.trajectories import GRID, KINDS, gone, kinds_of
from validation.people.exercise_truth import TrueRepetition, TrueTempo


def test_a_twentieth_of_the_way_is_gone_when_a_repetition_begins_and_left_when_it_ends() -> None:
    rep = TrueRepetition(5.0, 8.0, 10.0, 60.0, TrueTempo(3.0, 0.4, 2.0))
    share, near = gone(rep, np.array([0.0, 5.0, 8.0, 10.0, 20.0]))
    assert share == pytest.approx([0.0, 0.05, 1.0, 0.05, 0.0], abs=0.002)
    assert near == [1, 2, 3]


def test_what_is_learnt_runs_as_the_shape_that_is_laid_over_it() -> None:
    shape = Shape(2.0, 3.0, 9.0, 2.0)
    rep = TrueRepetition(shape.start_s, 6.0, shape.end_s, 60.0, TrueTempo(3.0, 0.4, 2.0))
    times = np.linspace(0.0, 12.0, 150)
    share, near = gone(rep, times)
    out = [test_shape.even((t - 2.0) / 3.0) for t in times]
    back = [test_shape.even((t - 7.0) / 2.0) for t in times]
    even = [a * (1.0 - b) for a, b in zip(out, back, strict=True)]
    assert share == pytest.approx(even, abs=1e-3)
    assert [times[i] for i in near] == [t for t in times if 2.0 - 1.2 <= t <= 9.0 + 0.9]


def test_kinds_of_going_give_back_what_differs_between_people() -> None:
    rng = np.random.default_rng(4)
    mean, apart = rng.normal(size=(2, 5, POWERS))
    amounts = rng.normal(1.0, 0.2, 200), rng.normal(0.0, 0.3, 200)
    weights = amounts[0][:, None, None] * mean + amounts[1][:, None, None] * apart
    noise = rng.uniform(0.5, 1.5, 5)
    curves, usual, sure, over = kinds_of(weights + 1e-4 * rng.normal(size=weights.shape), noise)
    assert curves.shape == (KINDS, 5, POWERS)
    assert sure.shape == (KINDS, KINDS)
    assert over < 1e-4
    powers = np.stack([GRID**p for p in range(1, POWERS + 1)], axis=-1)
    said = np.tensordot(usual, curves, axes=1) @ powers.T * noise[:, None]
    assert said == pytest.approx(weights.mean(axis=0) @ powers.T, abs=1e-3)
