"""Small rotation helpers, all vectorised over leading dimensions.

Frames are right-handed with x forward, y to the person's left and z up; angles are radians. A matrix turns column
vectors: `rotated = matrix @ vector`.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def _about(axis: int, angle: Array | float) -> Array:
    a = np.asarray(angle, dtype=np.float64)
    i, j = (axis + 1) % 3, (axis + 2) % 3
    out = np.zeros((*a.shape, 3, 3))
    out[..., axis, axis] = 1.0
    out[..., i, i] = out[..., j, j] = np.cos(a)
    out[..., j, i] = np.sin(a)
    out[..., i, j] = -np.sin(a)
    return out


def about_x(angle: Array | float) -> Array:
    """Rotation about x; positive lifts the left (y) side."""
    return _about(0, angle)


def about_y(angle: Array | float) -> Array:
    """Rotation about y; positive tips the top (z) forward."""
    return _about(1, angle)


def about_z(angle: Array | float) -> Array:
    """Rotation about z; positive turns the front (x) to the left."""
    return _about(2, angle)


def unit(vector: Array) -> Array:
    """Vector(s) of length one along the last dimension."""
    return vector / np.linalg.norm(vector, axis=-1, keepdims=True)


def dot(a: Array, b: Array) -> Array:
    """Scalar product along the last dimension, which is kept with length one."""
    return np.sum(a * b, axis=-1, keepdims=True)


def turn(matrix: Array, vector: Array) -> Array:
    """Apply rotation(s) (..., 3, 3) to vector(s) (..., 3)."""
    return np.einsum("...ij,...j->...i", matrix, vector)


def about_axis(axis: Array, angle: Array | float) -> Array:
    """Rotation by `angle` about unit `axis` (..., 3), by Rodrigues' formula."""
    axis = np.asarray(axis, dtype=np.float64)
    a = np.asarray(angle, dtype=np.float64)[..., None, None]
    x, y, z = axis[..., 0], axis[..., 1], axis[..., 2]
    zero = np.zeros_like(x)
    k = np.stack([zero, -z, y, z, zero, -x, -y, x, zero], axis=-1).reshape(*x.shape, 3, 3)
    return np.eye(3) + np.sin(a) * k + (1.0 - np.cos(a)) * (k @ k)


def off(vector: Array, axis: Array) -> Array:
    """The part of `vector` at right angles to unit `axis`, made a unit vector."""
    return unit(vector - dot(vector, axis) * axis)


def basis(along: Array, left: Array) -> Array:
    """Matrix whose columns are `along`, the part of `left` at right angles to it, and their cross product."""
    e1 = unit(along)
    e2 = off(np.broadcast_to(left, e1.shape), e1)
    return np.stack([e1, e2, np.cross(e1, e2)], axis=-1)


def shortest(a: Array, b: Array) -> Array:
    """Smallest rotation that takes direction `a` to direction `b` (not opposite ones)."""
    a, b = np.broadcast_arrays(unit(a), unit(b))
    v = np.cross(a, b)
    sine = np.linalg.norm(v, axis=-1)
    axis = np.where(sine[..., None] > 1e-9, v / np.maximum(sine, 1e-9)[..., None], [1.0, 0.0, 0.0])
    return about_axis(axis, np.arctan2(sine, dot(a, b)[..., 0]))


def part_way(rotation: Array, share: float) -> Array:
    """`share` of a rotation: same axis, a fraction of the angle (below half a turn)."""
    w = np.stack(
        [
            rotation[..., 2, 1] - rotation[..., 1, 2],
            rotation[..., 0, 2] - rotation[..., 2, 0],
            rotation[..., 1, 0] - rotation[..., 0, 1],
        ],
        axis=-1,
    )
    size = np.linalg.norm(w, axis=-1)
    angle = np.arctan2(size, np.trace(rotation, axis1=-2, axis2=-1) - 1.0)
    axis = np.where(size[..., None] > 1e-9, w / np.maximum(size, 1e-9)[..., None], [1.0, 0.0, 0.0])
    return about_axis(axis, share * angle)
