"""What people of one kind teach about those of another: on rows whose law is known."""

import numpy as np
import pytest

from validation.fit.strangers import Rows, rotation_errors

PLAIN, COMPONENTS = 6, 4


def rows(law: np.ndarray, people: int, seed: int) -> Rows:
    """People whose error is `law` of their plain features; products with the turn and the appearance say nothing."""
    rng = np.random.default_rng(seed)
    out: Rows = []
    for _ in range(people):
        values = rng.normal(size=(20, 2 * PLAIN + COMPONENTS))
        out.append((values, values[:, :PLAIN] @ law, np.arange(20) % 2 == 0, np.zeros(20)))
    return out


def test_strangers_of_the_same_law_are_read_and_those_of_another_are_not() -> None:
    law = np.deg2rad(np.linspace(-2.0, 3.0, PLAIN))
    taught, same, other = rows(law, 60, 1), rows(law, 20, 2), rows(-law, 20, 3)
    before = np.concatenate([e[held] for _, e, held, _ in same])
    after = rotation_errors(taught, same, COMPONENTS, 1.0)
    assert after.shape == before.shape
    assert np.std(after) < 0.1 * np.std(before)
    assert np.std(rotation_errors(taught, other, COMPONENTS, 1.0)) > 1.5 * np.std(before)


def test_a_boundless_ridge_teaches_nothing() -> None:
    law = np.deg2rad(np.linspace(-2.0, 3.0, PLAIN))
    same = rows(law, 20, 2)
    before = np.concatenate([e[held] for _, e, held, _ in same])
    after = rotation_errors(rows(law, 60, 1), same, COMPONENTS, 1e9)
    assert np.std(after) == pytest.approx(np.std(before), rel=0.01)
