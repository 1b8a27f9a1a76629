"""Small symmetric matrices, of which the filter has many: each solved or inverted by one call of LAPACK's dposv."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lapack

Floats = NDArray[np.float64]

_dposv: Final[Any] = lapack.dposv  # pyright: ignore[reportAttributeAccessIssue]


def solved(matrix: Floats, right: Floats) -> Floats:
    """matrix^-1 @ right by Cholesky's factors, for a symmetric positive matrix (n, n) and right sides (n, m).

    One that rounding has left not quite positive is solved as any other. Raises LinAlgError for a singular one.
    """
    _, out, failed = _dposv(matrix, right, lower=0)
    return np.asarray(np.linalg.solve(matrix, right) if failed else out, dtype=np.float64)


def inverse(matrix: Floats) -> Floats:
    """The inverse of such a matrix (n, n)."""
    return solved(matrix, np.eye(len(matrix)))


def symmetric(matrix: Floats) -> Floats:
    """The symmetric part of a matrix: what rounding adds is taken off."""
    return 0.5 * (matrix + matrix.T)


def diagonal(matrix: Floats) -> Floats:
    """The diagonal of a contiguous matrix with at least as many rows as columns, to be written to."""
    columns = matrix.shape[1]
    return matrix.reshape(-1)[: columns * columns : columns + 1]
