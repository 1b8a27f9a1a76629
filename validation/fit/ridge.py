"""Ridge regression, and its errors in words."""

from typing import Final

import numpy as np

FOLDS: Final = 10
"""People left out are judged in so many folds."""
PRODUCTS: Final = 0.3
"""Products with the turn are held to zero by one over the square of this more than what they are products of."""


def ridge(
    rows: np.ndarray,
    target: np.ndarray,
    strength: float,
    counts: np.ndarray | None = None,
    trust: np.ndarray | float = 1.0,
) -> np.ndarray:
    """Weights (F + 1,), the last one the constant; columns count by their spread and `trust` (F,), rows by `counts`.

    A column of no trust has no weight.
    """
    share = np.ones(len(rows)) if counts is None else counts / counts.mean()
    middle, spread, mean = (
        np.average(rows, axis=0, weights=share),
        rows.std(0) + 1e-9,
        np.average(target, weights=share),
    )
    scaled = (rows - middle) / spread * trust
    weighted = share[:, None] * scaled
    inner = scaled.T @ weighted + strength * np.eye(rows.shape[1])
    weights = np.linalg.solve(inner, weighted.T @ (target - mean)) * trust / spread
    return np.append(weights, mean - middle @ weights)


def applied(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """What the map says of each row."""
    return rows @ weights[:-1] + weights[-1]


def told(error: np.ndarray) -> str:
    """Errors (rad) in words."""
    e = np.rad2deg(error)
    size = np.abs(e)
    return f"MAE {size.mean():.2f}, bias {e.mean():+.2f}, sd {e.std():.2f}, p95 {np.percentile(size, 95):.2f}"
