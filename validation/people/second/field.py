"""Distance to the smooth union of pieces of flesh, its direction, and how points are drawn onto its surface.

Each piece is near enough a signed distance: of stretched space, divided by the length of its gradient. The union is
-k log sum exp(-d / k): where pieces meet, the surface is round.
"""

from collections.abc import Sequence

import numpy as np

from validation.people.rotations import Array
from validation.people.second.flesh import Piece

BLEND_M = 0.010
"""How far apart surfaces begin to flow into one another."""
STEPS = 3
LONGEST_STEP_M = 0.05


def piece_distance(piece: Piece, start: Array, end: Array, turned: Array, points: Array) -> tuple[Array, Array]:
    """Distance (V,) of points (V, 3) to a piece, negative inside, and its direction (V, 3), of length one.

    start, end (3,) and turned (3, 3): where its ends are now and how its segment is turned.
    """
    squeeze = (turned / piece.stretch).astype(points.dtype)  # a row of points times this is squeezed space
    q = (points - start.astype(points.dtype)) @ squeeze
    axis = ((end - start) @ squeeze).astype(points.dtype)
    long = float(axis @ axis)
    if long > 1e-9:
        share = np.clip(q @ axis / long, 0.0, 1.0)
        q = q - share[:, None] * axis
        radius = piece.near + (piece.far - piece.near) * share
    else:
        radius = np.float32(piece.near)
    size = np.sqrt(np.einsum("vi,vi->v", q, q)) + 1e-6
    out = (q / size[:, None]) @ squeeze.T
    steep = np.sqrt(np.einsum("vi,vi->v", out, out)) + 1e-6
    return (size - radius) / steep, out / steep[:, None]


class Flesh:
    """Pieces as posed, and which of them count for which points (an array of numbers of points for each)."""

    def __init__(self, pieces: Sequence[Piece], near: Sequence[np.ndarray]) -> None:
        self.pieces, self.near = pieces, near

    def distance(self, places: Sequence[tuple[Array, Array, Array]], points: Array) -> tuple[Array, Array]:
        """Distance (V,) to the union and its gradient (V, 3); places: start, end and turn of each piece now."""
        total = np.full(len(points), 1e-30, dtype=points.dtype)
        slope = np.zeros_like(points)
        for piece, near, place in zip(self.pieces, self.near, places, strict=True):
            d, out = piece_distance(piece, *place, points[near])
            # far outside nothing is lost by a limit, and deep inside nothing overflows
            share = np.exp(-np.clip(d, -0.45, 0.45) / BLEND_M)
            total[near] += share
            slope[near] += share[:, None] * out
        return -BLEND_M * np.log(total), slope / total[:, None]

    def drawn_on(self, places: Sequence[tuple[Array, Array, Array]], points: Array) -> tuple[Array, Array]:
        """Points (V, 3) moved onto the surface, and its outward normals (V, 3)."""
        at = points.astype(np.float32)
        for _ in range(STEPS):
            d, slope = self.distance(places, at)
            step = d / np.maximum(np.einsum("vi,vi->v", slope, slope), 0.3)
            at = at - np.clip(step, -LONGEST_STEP_M, LONGEST_STEP_M)[:, None] * slope
        _, slope = self.distance(places, at)
        return at, slope / np.maximum(np.linalg.norm(slope, axis=1, keepdims=True), 1e-6)
