"""Rotations in plain numpy: elementary and Cardan matrices, axis-angle, signed angles.

A rotation matrix holds the rotated frame's axes as columns: v_outer = R @ v_inner. Angles are right-handed radians.
Every function works on any leading dimensions, usually time.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Number = Any
"""A float, or an array of them: the same formulas serve one moment and many."""

# CROSS[k, 3 i + j] turns a vector v into the matrix [v]x with [v]x @ w = v x w.
_CROSS: Final[Floats] = np.array(
    [
        [0, 0, 0, 0, 0, -1, 0, 1, 0],
        [0, 0, 1, 0, 0, 0, -1, 0, 0],
        [0, -1, 0, 1, 0, 0, 0, 0, 0],
    ],
    dtype=np.float64,
)


def cross_matrix(vector: Floats) -> Floats:
    """[v]x of shape (..., 3, 3) with [v]x @ w = v x w, for vectors (..., 3)."""
    return (vector @ _CROSS).reshape(*vector.shape[:-1], 3, 3)


_TURNING: Final[Floats] = _CROSS.reshape(3, 3, 3).transpose(2, 1, 0).reshape(9, 3)


def turning(axes: Floats) -> Floats:
    """What small turns about n axes (..., 3, n) do to vectors: v @ turning(axes), (..., 3 n), holds axis x v.

    All first coordinates come first: reshaped to (..., 3, n) it has an axis' product in each column.
    """
    return (_TURNING @ axes).reshape(*axes.shape[:-2], 3, -1)


def numbers(values: Floats) -> list[Number]:
    """The columns of values (T, n); of a single moment plain floats, with which Python is ten times quicker."""
    if values.shape[0] == 1:
        return values[0].tolist()
    return list(values.T)


def filled(elements: Sequence[Number], count: int) -> Floats:
    """The inverse of `numbers`: columns as (count, n)."""
    if count == 1:
        return np.fromiter(elements, np.float64, len(elements)).reshape(1, -1)
    out = np.empty((count, len(elements)))
    for i, element in enumerate(elements):
        out[:, i] = element
    return out


def _filled(elements: tuple[Floats | float, ...], like: Floats) -> Floats:
    matrix = np.empty((*like.shape, 9))
    for i, element in enumerate(elements):
        matrix[..., i] = element
    return matrix.reshape(*like.shape, 3, 3)


def about_x(angle: Floats) -> Floats:
    """Rotation about x, (..., 3, 3)."""
    s, c = np.sin(angle), np.cos(angle)
    return _filled((1.0, 0.0, 0.0, 0.0, c, -s, 0.0, s, c), s)


def about_y(angle: Floats) -> Floats:
    """Rotation about y, (..., 3, 3)."""
    s, c = np.sin(angle), np.cos(angle)
    return _filled((c, 0.0, s, 0.0, 1.0, 0.0, -s, 0.0, c), s)


def about_z(angle: Floats) -> Floats:
    """Rotation about z, (..., 3, 3)."""
    s, c = np.sin(angle), np.cos(angle)
    return _filled((c, -s, 0.0, s, c, 0.0, 0.0, 0.0, 1.0), s)


def zxy_elements(sz: Number, cz: Number, sx: Number, cx: Number, sy: Number, cy: Number) -> tuple[Number, ...]:
    """The nine elements of Rz Rx Ry, row by row, from the sines and cosines of its angles."""
    return (
        cz * cy - sz * sx * sy, -sz * cx, cz * sy + sz * sx * cy,
        sz * cy + cz * sx * sy, cz * cx, sz * sy - cz * sx * cy,
        -cx * sy, sx, cx * cy,
    )  # fmt: skip


def yxz_elements(sy: Number, cy: Number, sx: Number, cx: Number, sz: Number, cz: Number) -> tuple[Number, ...]:
    """The same of Ry Rx Rz."""
    return (
        cy * cz + sy * sx * sz, sy * sx * cz - cy * sz, sy * cx,
        cx * sz, cx * cz, -sx,
        cy * sx * sz - sy * cz, sy * sz + cy * sx * cz, cy * cx,
    )  # fmt: skip


def cardan_zxy(z: Floats, x: Floats, y: Floats) -> Floats:
    """Rz(z) Rx(x) Ry(y): heading, then sideways tilt, then forward tilt; (..., 3, 3)."""
    return _filled(zxy_elements(np.sin(z), np.cos(z), np.sin(x), np.cos(x), np.sin(y), np.cos(y)), z)


def cardan_yxz(y: Floats, x: Floats, z: Floats) -> Floats:
    """Ry(y) Rx(x) Rz(z): the Grood-Suntay order of a hip (flexion, abduction, rotation); (..., 3, 3)."""
    return _filled(yxz_elements(np.sin(y), np.cos(y), np.sin(x), np.cos(x), np.sin(z), np.cos(z)), y)


def angles_yxz(rotation: Floats) -> tuple[Floats, Floats, Floats]:
    """Inverse of `cardan_yxz`: (y, x, z) with x in [-pi/2, pi/2]. At x = +-pi/2 only y - z or y + z is defined."""
    x = np.arcsin(np.clip(-rotation[..., 1, 2], -1.0, 1.0))
    y = np.arctan2(rotation[..., 0, 2], rotation[..., 2, 2])
    z = np.arctan2(rotation[..., 1, 0], rotation[..., 1, 1])
    return y, x, z


def from_axis_angle(vector: Floats) -> Floats:
    """Rodrigues' formula: rotation by |vector| radians about vector, (..., 3) -> (..., 3, 3)."""
    angle = np.linalg.norm(vector, axis=-1)[..., None, None]
    k = cross_matrix(vector)
    # sin(a)/a and (1 - cos(a))/a^2, written so that angle 0 needs no special case
    first = np.sinc(angle / np.pi)
    second = 0.5 * np.sinc(angle / (2 * np.pi)) ** 2
    return np.eye(3) + first * k + second * (k @ k)


def to_axis_angle(rotation: Floats) -> Floats:
    """Inverse of `from_axis_angle` for angles below pi, (..., 3, 3) -> (..., 3)."""
    skew = 0.5 * (rotation - np.swapaxes(rotation, -1, -2))
    v = np.stack([skew[..., 2, 1], skew[..., 0, 2], skew[..., 1, 0]], axis=-1)
    sine = np.linalg.norm(v, axis=-1, keepdims=True)
    cosine = 0.5 * (np.trace(rotation, axis1=-2, axis2=-1) - 1.0)[..., None]
    angle = np.arctan2(sine, cosine)
    return v * np.where(sine > 1e-12, angle / np.maximum(sine, 1e-12), 1.0)


def unit(vector: Floats) -> Floats:
    """Vectors of length one, (..., 3). A vector of length zero gives NaN."""
    length = np.sqrt(dot(vector, vector))[..., None]
    return vector / np.where(length > 0, length, np.nan)


def dot(a: Floats, b: Floats) -> Floats:
    """Scalar product along the last axis, (...)."""
    return np.vecdot(a, b)


def signed_angle(a: Floats, b: Floats, axis: Floats) -> Floats:
    """Right-handed angle about the unit vector `axis` from a to b, both projected off it; (...), (-pi, pi]."""
    a = a - dot(a, axis)[..., None] * axis
    b = b - dot(b, axis)[..., None] * axis
    return np.arctan2(dot(np.cross(a, b), axis), dot(a, b))
