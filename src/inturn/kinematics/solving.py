"""Symmetric positive matrices solved and inverted: one call of LAPACK's dposv, as the filter's are small and many."""

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
