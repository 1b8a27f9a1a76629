"""Meshes to draw: things that stand still, and people made of skin, clothes and hair."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from validation.people.body import BodyShape, vertex_normals
from validation.people.rotations import Array


class Surface(IntEnum):
    """How a surface is shaded; the numbers are those of the shader."""

    PLAIN = 0
    SKIN = 1
    WOOD = 2
    TILES = 3
    CARPET = 4
    STRIPES = 5
    CHECKS = 6
    HAIR = 7
    PLASTER = 8


@dataclass(frozen=True)
class Mesh:
    """Triangles with a colour (linear RGB, 0..1) and a surface for each vertex, in metres."""

    vertices: Array
    normals: Array
    faces: np.ndarray
    colours: Array
    surfaces: Array


@dataclass(frozen=True)
class Part:
    """A mesh that rides on a body: `weights` (V, S) as in `BodyShape`; `droop` (V,) metres of sag at undersides."""

    mesh: Mesh
    weights: Array
    droop: Array


def coloured(
    vertices: Array, faces: np.ndarray, colour: Sequence[float], surface: Surface, normals: Array | None = None
) -> Mesh:
    """A mesh of one colour."""
    return Mesh(
        vertices=vertices,
        normals=vertex_normals(vertices, faces) if normals is None else normals,
        faces=faces,
        colours=np.tile(np.asarray(colour, dtype=np.float64), (len(vertices), 1)),
        surfaces=np.full(len(vertices), float(surface)),
    )


def joined(meshes: Sequence[Mesh]) -> Mesh:
    """All meshes as one."""
    starts = np.cumsum([0, *[len(m.vertices) for m in meshes[:-1]]])
    return Mesh(
        vertices=np.concatenate([m.vertices for m in meshes]),
        normals=np.concatenate([m.normals for m in meshes]),
        faces=np.concatenate([m.faces + s for m, s in zip(meshes, starts, strict=True)]),
        colours=np.concatenate([m.colours for m in meshes]),
        surfaces=np.concatenate([m.surfaces for m in meshes]),
    )


def joined_parts(parts: Sequence[Part]) -> Part:
    """All parts of a person as one."""
    return Part(
        mesh=joined([p.mesh for p in parts]),
        weights=np.concatenate([p.weights for p in parts]),
        droop=np.concatenate([p.droop for p in parts]),
    )


def simplified(part: Part, cell_m: Array) -> Part:
    """A part with fewer vertices: those that share a cube of edge `cell_m` (V,) become their mean; 0 keeps a vertex."""
    v = part.mesh.vertices
    keys = np.zeros((len(v), 4), dtype=np.int64)
    coarse = cell_m > 0
    keys[coarse, :3] = np.floor(v[coarse] / cell_m[coarse, None])
    keys[~coarse, 3] = 1 + np.flatnonzero(~coarse)
    keys[coarse, 3] = -part.weights[coarse].argmax(axis=1)  # a cube does not join a finger to a thigh
    _, group, count = np.unique(keys, axis=0, return_inverse=True, return_counts=True)
    group = group.ravel()

    def mean(values: Array) -> Array:
        flat = values.reshape(len(v), -1)
        return np.stack([np.bincount(group, c, len(count)) for c in flat.T], axis=1) / count[:, None]

    faces = group[part.mesh.faces].astype(np.int32)
    whole = (faces[:, 0] != faces[:, 1]) & (faces[:, 1] != faces[:, 2]) & (faces[:, 2] != faces[:, 0])
    normals = mean(part.mesh.normals)
    mesh = Mesh(
        vertices=mean(v),
        normals=normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9),
        faces=faces[whole],
        colours=mean(part.mesh.colours),
        surfaces=np.round(mean(part.mesh.surfaces)[:, 0]),
    )
    return Part(mesh=mesh, weights=mean(part.weights), droop=mean(part.droop)[:, 0])


def box(
    centre: Sequence[float], size: Sequence[float], colour: Sequence[float], surface: Surface = Surface.PLAIN
) -> Mesh:
    """An upright box with flat faces."""
    vertices, faces = [], []
    for axis in range(3):
        for sign in (-1.0, 1.0):
            u, v = (axis + 1) % 3, (axis + 2) % 3
            start = len(vertices)
            for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
                corner = np.zeros(3)
                corner[axis], corner[u], corner[v] = sign, a * sign, b
                vertices.append(np.asarray(centre) + 0.5 * corner * np.asarray(size))
            faces += [[start, start + 1, start + 2], [start, start + 2, start + 3]]
    return coloured(np.array(vertices), np.array(faces, dtype=np.int32), colour, surface)


def blob(
    centre: Sequence[float], size: Sequence[float], colour: Sequence[float], surface: Surface = Surface.PLAIN
) -> Mesh:
    """An ellipsoid of full extents `size`."""
    rows, columns = 12, 20
    polar, around = np.meshgrid(np.linspace(0, np.pi, rows), np.linspace(0, 2 * np.pi, columns), indexing="ij")
    ball = np.stack([np.sin(polar) * np.cos(around), np.sin(polar) * np.sin(around), np.cos(polar)], -1).reshape(-1, 3)
    i, j = np.meshgrid(np.arange(rows - 1), np.arange(columns - 1), indexing="ij")
    a = (i * columns + j).ravel()
    faces = np.concatenate(
        [np.stack([a, a + columns, a + 1], 1), np.stack([a + 1, a + columns, a + columns + 1], 1)]
    ).astype(np.int32)
    half = 0.5 * np.asarray(size)
    return coloured(np.asarray(centre) + ball * half, faces, colour, surface, normals=ball)


def rod(
    foot: Sequence[float], length: float, radius: float, colour: Sequence[float], surface: Surface = Surface.PLAIN
) -> Mesh:
    """An upright round rod that stands on `foot`."""
    n = 14
    angle = np.linspace(0, 2 * np.pi, n, endpoint=False)
    ring = np.stack([np.cos(angle), np.sin(angle), np.zeros(n)], 1)
    bottom = np.asarray(foot) + radius * ring
    vertices = np.concatenate([bottom, bottom + np.array([0.0, 0.0, length])])
    a, b = np.arange(n), (np.arange(n) + 1) % n
    faces = np.concatenate([np.stack([a, b, a + n], 1), np.stack([b, b + n, a + n], 1)]).astype(np.int32)
    return coloured(vertices, faces, colour, surface, normals=np.concatenate([ring, ring]))


def skin_transforms(body: BodyShape, rotations: dict[str, Array], origins: dict[str, Array]) -> Array:
    """Affine maps (time, S, 12): nine rotation numbers and the shift of each segment."""
    maps = []
    for s in body.segments:
        shift = origins[s] - np.einsum("tij,j->ti", rotations[s], body.heads[s])
        maps.append(np.concatenate([rotations[s].reshape(-1, 9), shift], axis=1))
    return np.stack(maps, axis=1)


def skinned(part: Part, maps: np.ndarray) -> np.ndarray:
    """Posed positions and normals (V, 6) of a part under segment maps (S, 12), by linear blend skinning; float32."""
    # Rows of components: whole rows are multiplied at once, which is several times quicker than small matrices.
    blend = maps.T @ part.weights.T.astype(np.float32)
    place, normal = part.mesh.vertices.T.astype(np.float32), part.mesh.normals.T.astype(np.float32)
    out = np.empty((6, len(part.droop)), dtype=np.float32)
    for i in range(3):
        a, b, c = blend[3 * i : 3 * i + 3]
        out[i] = a * place[0] + b * place[1] + c * place[2] + blend[9 + i]
        out[3 + i] = a * normal[0] + b * normal[1] + c * normal[2]
    out[2] -= part.droop.astype(np.float32) * np.maximum(0.0, -out[5])
    return out.T
