"""Carry points of a segment from a static trial to a moving one, by the markers that both have."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def carried(static: Floats, moving: Floats, points: Floats) -> Floats:
    """Where `points` (k, 3) of the static trial are at every moment, (T, k, 3).

    static (m, 3): mean position of m >= 3 markers in the static trial; moving (T, m, 3): the same markers now, NaN
    where unseen. Least-squares rigid fit at each moment (Kabsch); NaN where fewer than three of the markers are seen.
    """
    seen: NDArray[np.bool_] = np.all(np.isfinite(moving), axis=-1)
    weight = seen[..., None].astype(np.float64)
    count = np.maximum(weight.sum(axis=1), 1.0)
    here = np.where(seen[..., None], moving, 0.0)
    middle_static = (weight * static).sum(axis=1) / count
    middle_moving = here.sum(axis=1) / count
    a = weight * (static - middle_static[:, None, :])
    b = np.where(seen[..., None], here - middle_moving[:, None, :], 0.0)
    u, _, vt = np.linalg.svd(np.swapaxes(b, 1, 2) @ a)
    handed = np.ones((moving.shape[0], 3))
    handed[:, 2] = np.sign(np.linalg.det(u @ vt))
    rotation = (u * handed[:, None, :]) @ vt
    there = middle_moving[:, None, :] + (points - middle_static[:, None, :]) @ np.swapaxes(rotation, 1, 2)
    there[seen.sum(axis=1) < 3] = np.nan
    return there
