"""Small symmetric matrices, of which the filter has many: solved or inverted by Cholesky's factors.

LAPACK is called directly: numpy's general solver takes four times as long for 29 rows.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lapack

Floats = NDArray[np.float64]

_dposv: Final[Any] = lapack.dposv  # pyright: ignore[reportAttributeAccessIssue]
_dpotrf: Final[Any] = lapack.dpotrf  # pyright: ignore[reportAttributeAccessIssue]
_dpotri: Final[Any] = lapack.dpotri  # pyright: ignore[reportAttributeAccessIssue]


@dataclass(frozen=True, slots=True)
class Factored:
    """A symmetric positive matrix (n, n) and its Cholesky factor, None where rounding left it not positive."""

    matrix: Floats
    factor: Floats | None

    def inverse(self) -> Floats:
        """Its inverse (n, n), symmetric to the last bit. Raises LinAlgError for a singular one."""
        if self.factor is None:
            return symmetric(np.asarray(np.linalg.inv(self.matrix), dtype=np.float64))
        above, _ = _dpotri(self.factor, 0)
        above *= _upper(len(above))
        return above + above.T


def factored(matrix: Floats) -> Factored:
    """A symmetric positive matrix (n, n), factored."""
    factor, failed = _dpotrf(matrix.T, 0)  # the same matrix, in the order in which LAPACK holds one
    return Factored(matrix, None if failed else factor)


def solving(matrix: Floats, right: Floats) -> tuple[Floats, Factored]:
    """matrix^-1 @ right for a symmetric positive matrix (n, n) and right sides (n, m) or (n,), and the matrix factored.

    One that rounding has left not quite positive is solved as any other. Raises LinAlgError for a singular one.
    """
    factor, out, failed = _dposv(matrix.T, right)
    if failed:
        return np.asarray(np.linalg.solve(matrix, right), dtype=np.float64), Factored(matrix, None)
    return out, Factored(matrix, factor)


def solved(matrix: Floats, right: Floats) -> Floats:
    """The first of `solving`."""
    return solving(matrix, right)[0]


def inverse(matrix: Floats) -> Floats:
    """The inverse of such a matrix (n, n), symmetric to the last bit. Raises as `solving` does."""
    return factored(matrix).inverse()


@cache
def _upper(size: int) -> Floats:
    """What is left of a matrix (n, n) above its diagonal, and half of that: with its transpose a symmetric matrix."""
    return np.triu(np.ones((size, size))) - 0.5 * np.eye(size)


def symmetric(matrix: Floats) -> Floats:
    """The symmetric part of a matrix: what rounding adds is taken off."""
    return 0.5 * (matrix + matrix.T)


def diagonal(matrix: Floats) -> Floats:
    """The diagonal of a contiguous matrix with at least as many rows as columns, to be written to."""
    columns = matrix.shape[1]
    return matrix.reshape(-1)[: columns * columns : columns + 1]
