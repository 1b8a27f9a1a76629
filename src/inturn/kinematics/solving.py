"""Small symmetric matrices, of which the filter has many: solved or inverted by Cholesky's factors.

LAPACK is called directly: numpy's general solver takes four times as long for 29 rows.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lapack

Floats = NDArray[np.float64]

_dposv: Final[Any] = lapack.dposv  # pyright: ignore[reportAttributeAccessIssue]
_dpotrf: Final[Any] = lapack.dpotrf  # pyright: ignore[reportAttributeAccessIssue]
_dpotri: Final[Any] = lapack.dpotri  # pyright: ignore[reportAttributeAccessIssue]


def solved(matrix: Floats, right: Floats) -> Floats:
    """matrix^-1 @ right for a symmetric positive matrix (n, n) and right sides (n, m) or (n,).

    One that rounding has left not quite positive is solved as any other. Raises LinAlgError for a singular one.
    """
    _, out, failed = _dposv(matrix, right, lower=0)
    return np.asarray(np.linalg.solve(matrix, right) if failed else out, dtype=np.float64)


def inverse(matrix: Floats) -> Floats:
    """The inverse of such a matrix (n, n), symmetric to the last bit. Raises as `solved` does."""
    factor, failed = _dpotrf(matrix, lower=0)
    if failed:
        return symmetric(np.asarray(np.linalg.inv(matrix), dtype=np.float64))
    upper, _ = _dpotri(factor, lower=0, overwrite_c=1)  # below the diagonal it holds zeros
    out = np.asarray(upper + upper.T, dtype=np.float64)
    diagonal(out)[:] *= 0.5
    return out


def symmetric(matrix: Floats) -> Floats:
    """The symmetric part of a matrix: what rounding adds is taken off."""
    return 0.5 * (matrix + matrix.T)


def diagonal(matrix: Floats) -> Floats:
    """The diagonal of a contiguous matrix with at least as many rows as columns, to be written to."""
    columns = matrix.shape[1]
    return matrix.reshape(-1)[: columns * columns : columns + 1]
