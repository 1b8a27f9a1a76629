"""The skin of a person: cut once from the rest pose by marching cubes, then drawn onto the posed flesh.

Every vertex moves with its segments first (linear blend) and is then laid onto the surface of the flesh that may reach
it: its own segment's and its neighbours'. So an arm beside the trunk never grows together with it, and a bent hip
keeps its volume, which skinning alone loses ("implicit skinning", Vaillant 2013).
"""

from dataclasses import dataclass

import numpy as np

from validation.people.pose import PosedBody
from validation.people.rotations import Array
from validation.people.second.field import BLEND_M, Flesh, piece_distance
from validation.people.second.flesh import Piece, flesh
from validation.people.second.proportions import Build
from validation.people.second.skeleton import SIDES, posable

CELL_M = 0.011
REACH_M = 0.13
"""Flesh further than this from a vertex of the rest pose never reaches it."""
SOFT_M = 0.022
"""How gradually a vertex passes from one segment to the next."""
SPINE = ("pelvis", "lumbar", "abdomen", "ribs", "thorax", "neck", "head")


def neighbours(segment: str) -> set[str]:
    """The segments whose flesh may reach a vertex of this one."""
    own = {segment}
    if segment in SPINE:
        i = SPINE.index(segment)
        own |= set(SPINE[max(i - 2, 0) : i + 3]) if segment != "head" else {"neck"}
    for side, _ in SIDES:
        links = {
            "pelvis": ("thigh",), "lumbar": ("thigh",), "thorax": ("upper_arm",), "ribs": ("upper_arm",),
            f"{side}_thigh": ("shank", "pelvis", "lumbar"), f"{side}_shank": ("thigh", "foot"),
            f"{side}_foot": ("shank",), f"{side}_upper_arm": ("thorax", "ribs", "forearm", "neck"),
            f"{side}_forearm": ("upper_arm", "hand"), f"{side}_hand": ("forearm",),
        }  # fmt: skip
        own |= {n if n in SPINE else f"{side}_{n}" for n in links.get(segment, ())}
    return own


def _still(piece: Piece) -> tuple[Array, Array, Array]:
    return piece.start, piece.end, np.eye(3)


def rest_surface(pieces: list[Piece]) -> tuple[Array, np.ndarray]:
    """Vertices (V, 3) and faces (F, 3) of the rest pose's surface, by marching cubes."""
    from skimage.measure import marching_cubes

    ends = np.concatenate([[p.start, p.end] for p in pieces])
    low, high = ends.min(axis=0) - 0.2, ends.max(axis=0) + 0.2
    shape = np.ceil((high - low) / CELL_M).astype(int)
    total = np.full(shape, 1e-30, dtype=np.float32)
    for piece in pieces:
        reach = max(piece.near, piece.far) * piece.stretch.max() + 6 * BLEND_M
        around = [np.minimum(piece.start, piece.end) - reach, np.maximum(piece.start, piece.end) + reach]
        first, last = (np.clip((at - low) / CELL_M, 0, shape).astype(int) for at in around)
        spans = [np.arange(a, b + 1 if b + 1 <= n else n) for a, b, n in zip(first, last, shape, strict=True)]
        at = np.stack(np.meshgrid(*spans, indexing="ij"), axis=-1).reshape(-1, 3) * CELL_M + low
        d, _ = piece_distance(piece, *_still(piece), at.astype(np.float32))
        block = np.exp(-np.clip(d, -0.45, 0.45) / BLEND_M).reshape([len(s) for s in spans])
        total[np.ix_(*spans)] += block
    vertices, faces, _, _ = marching_cubes(-BLEND_M * np.log(total), 0.0, spacing=(CELL_M,) * 3)
    return vertices + low, faces.astype(np.int32)


@dataclass(frozen=True)
class Skin:
    """Rest vertices (V, 3) and normals, faces (F, 3), weights (V, S) on `segments`, own (V,): whose it is."""

    vertices: Array
    normals: Array
    faces: np.ndarray
    weights: Array
    segments: tuple[str, ...]
    own: np.ndarray
    flesh: Flesh
    heads: dict[str, Array]

    def mine(self, *names: str) -> np.ndarray:
        """Whether a vertex (V,) belongs to one of the segments; a name without a side means both."""
        return np.isin(self.own, [i for i, s in enumerate(self.segments) if s in names or s.split("_", 1)[-1] in names])


def skin_of(build: Build) -> Skin:
    """The skin of a person in the rest pose."""
    pieces, heads = flesh(build), posable(build).heads
    vertices, faces = rest_surface(pieces)
    segments = tuple(dict.fromkeys(p.segment for p in pieces))
    far = np.stack([piece_distance(p, *_still(p), vertices)[0] for p in pieces], axis=1)
    by = np.stack([far[:, [p.segment == s for p in pieces]].min(axis=1) for s in segments], axis=1)
    own = by.argmin(axis=1)
    allowed = np.array([[b in neighbours(a) for b in segments] for a in segments])
    weights = np.where(allowed[own], np.exp(-(by - by.min(axis=1, keepdims=True)) / SOFT_M), 0.0)
    weights /= weights.sum(axis=1, keepdims=True)
    near = [
        np.flatnonzero(allowed[own, segments.index(p.segment)] & (far[:, i] < REACH_M)) for i, p in enumerate(pieces)
    ]
    body = Flesh(pieces, near)
    at, normals = body.drawn_on([_still(p) for p in pieces], vertices)
    # marching cubes leaves the sense of its triangles open
    a, b, c = (at[faces[:, i]] for i in range(3))
    if np.mean(np.einsum("fi,fi->f", np.cross(b - a, c - a), normals[faces[:, 0]])) < 0:
        faces = faces[:, ::-1].copy()
    return Skin(at.astype(float), normals, faces, weights.astype(np.float32), segments, own, body, heads)


def posed_skin(skin: Skin, posed: PosedBody, moment: int) -> tuple[Array, Array]:
    """Vertices and normals (V, 3), float32, at a moment of a posed body."""
    turns = np.stack([posed.rotations[s][moment] for s in skin.segments])
    shifts = np.stack([posed.origins[s][moment] - posed.rotations[s][moment] @ skin.heads[s] for s in skin.segments])
    maps = np.concatenate([turns.reshape(-1, 9), shifts], axis=1).astype(np.float32)
    blend = skin.weights @ maps
    x, y, z = skin.vertices.T.astype(np.float32)
    moved = np.stack(
        [blend[:, 3 * i] * x + blend[:, 3 * i + 1] * y + blend[:, 3 * i + 2] * z + blend[:, 9 + i] for i in range(3)], 1
    )
    index = {s: i for i, s in enumerate(skin.segments)}
    places = []
    for piece in skin.flesh.pieces:
        i = index[piece.segment]
        places.append((turns[i] @ piece.start + shifts[i], turns[i] @ piece.end + shifts[i], turns[i]))
    return skin.flesh.drawn_on(places, moved)
