"""Small symmetric systems: what is solved fits, what is inverted is an inverse, and what cannot be is said."""

import numpy as np
import pytest

from inturn.kinematics.solving import factored, inverse, solved, solving


def positive(size: int, seed: int = 0) -> np.ndarray:
    """A symmetric positive matrix (size, size)."""
    root = np.random.default_rng(seed).normal(size=(size, size))
    return root @ root.T + np.eye(size)


@pytest.mark.parametrize("size", [1, 12, 29])
def test_what_is_solved_fits_and_its_factor_gives_the_inverse(size: int) -> None:
    matrix, right = positive(size), np.arange(1.0, size + 1.0)
    kept = matrix.copy()
    found, factor = solving(matrix, right)
    np.testing.assert_allclose(matrix @ found, right, atol=1e-10)
    np.testing.assert_allclose(factor.inverse() @ matrix, np.eye(size), atol=1e-10)
    np.testing.assert_allclose(inverse(matrix) @ matrix, np.eye(size), atol=1e-10)
    np.testing.assert_array_equal(matrix, kept)  # LAPACK works in its argument's place unless told not to


def test_a_part_of_a_matrix_is_solved_for_many_right_sides() -> None:
    matrix = positive(29)
    part, right = matrix[17:, 17:], matrix[17:]
    np.testing.assert_allclose(part @ solved(part, right), right, atol=1e-9)


def test_an_inverse_is_symmetric_to_the_last_bit() -> None:
    found = inverse(positive(29, seed=4))
    np.testing.assert_array_equal(found, found.T)


def test_a_matrix_that_is_not_quite_positive_is_solved_as_any_other() -> None:
    matrix = positive(5) - 3.0 * np.eye(5)
    assert np.linalg.eigvalsh(matrix).min() < 0.0
    found, factor = solving(matrix, np.ones(5))
    assert factor.factor is None
    assert factored(matrix).factor is None
    np.testing.assert_allclose(matrix @ found, np.ones(5), atol=1e-9)
    np.testing.assert_allclose(factor.inverse() @ matrix, np.eye(5), atol=1e-9)


def test_a_singular_matrix_is_refused() -> None:
    with pytest.raises(np.linalg.LinAlgError):
        solved(np.zeros((3, 3)), np.ones(3))
    with pytest.raises(np.linalg.LinAlgError):
        inverse(np.zeros((3, 3)))
