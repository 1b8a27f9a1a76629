"""Skin, hair and clothes: shells grown from regions of the body's own mesh, so that they move with it."""

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse
from scipy.spatial import ConvexHull

from validation.people.body import BodyShape, vertex_normals
from validation.people.mesh import Mesh, Part, Surface, coloured, joined_parts, simplified
from validation.people.regions import Regions, body_regions, cut_arms, cut_collar, cut_legs
from validation.people.rotations import Array, unit

Colour = tuple[float, float, float]
# How far inside a piece of clothing the skin is left out, in the coordinates of legs and arms.
TUCK = 0.12


@dataclass(frozen=True)
class Trousers:
    """`hem` along the leg: 1 = knee, 2 = ankle. `loose` 0 = leggings, 1 = wide."""

    hem: float
    loose: float
    colour: Colour
    surface: Surface = Surface.PLAIN


@dataclass(frozen=True)
class Shirt:
    """`hem` is the share of the way from hip joint to knee (negative: above); `sleeve` along the arm, 1 = elbow."""

    hem: float
    sleeve: float
    loose: float
    colour: Colour
    surface: Surface = Surface.PLAIN


@dataclass(frozen=True)
class Look:
    """What a person wears. `hair_style`: bald, short or long; no shoes = barefoot."""

    skin: Colour
    hair: Colour
    hair_style: str
    trousers: Trousers
    shirt: Shirt | None
    shoes: Colour | None


def _neighbours(faces: np.ndarray, count: int) -> sparse.csr_matrix:
    """Averaging over neighbours, one row a vertex."""
    a = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    a = np.concatenate([a, a[:, ::-1]])
    link = sparse.csr_matrix((np.ones(len(a)), (a[:, 0], a[:, 1])), shape=(count, count))
    link.data[:] = 1.0
    return sparse.diags(1.0 / np.maximum(np.asarray(link.sum(1)).ravel(), 1.0)) @ link


def _shell(body: BodyShape, mask: np.ndarray, offset: Array, *, smooth: int, drape: int) -> tuple[Part, np.ndarray]:
    """The body's faces inside `mask`, grown by `offset` (V,) metres, and the numbers of the vertices used.

    `smooth` evens the shape, `drape` lets the cloth follow the mean of the segments round about it instead of the one
    it lies on.
    """
    faces = body.faces[mask[body.faces].all(axis=1)]
    used, flat = np.unique(faces, return_inverse=True)
    faces = flat.reshape(-1, 3).astype(np.int32)
    mean = _neighbours(faces, len(used))
    vertices, weights, normals = body.vertices[used], body.weights[used], body.normals[used]
    for _ in range(smooth):
        vertices = 0.5 * vertices + 0.5 * (mean @ vertices)
    for _ in range(drape):
        weights = mean @ weights
    for _ in range(3 + smooth // 2):
        normals = unit(normals + mean @ normals)
    vertices = vertices + offset[used, None] * normals
    part = Part(coloured(vertices, faces, (0, 0, 0), Surface.PLAIN, normals=normals), weights, np.zeros(len(used)))
    return part, used


def _finished(part: Part, vertices: Array, colour: Colour, surface: Surface, sag: float) -> Part:
    mesh = coloured(vertices, part.mesh.faces, colour, surface, normals=vertex_normals(vertices, part.mesh.faces))
    return Part(mesh, part.weights, np.full(len(vertices), sag))


def _trousers_mask(body: BodyShape, region: Regions, hem: float, tuck: float) -> np.ndarray:
    waist = body.heads["left_thigh"][2] + (0.06 - 0.1 * tuck) * body.height_m
    lower = region.lower + body.column("lumbar", "abdomen")
    return (lower > 0.5) & (body.vertices[:, 2] < waist) & (region.leg < hem - tuck)


def _trousers(body: BodyShape, region: Regions, wear: Trousers, shirt: Shirt | None) -> Part:
    mask = _trousers_mask(body, region, wear.hem, -TUCK)
    if shirt is not None:  # well under the shirt nothing shows, and a lifted thigh would push it through
        mask &= region.leg > shirt.hem - 1.3 * TUCK
    flare = np.clip(region.leg / max(wear.hem, 0.3), 0, 1)
    offset = 0.005 + wear.loose * (0.006 + 0.026 * flare)
    smooth, drape = 2 + int(8 * wear.loose), 2 + int(6 * wear.loose)
    part, used = _shell(body, mask, offset, smooth=smooth, drape=drape)
    cut = cut_legs(body, region, part.mesh.vertices, used, wear.hem)
    return _finished(part, cut, wear.colour, wear.surface, 0.02 * wear.loose)


def _shirt_mask(region: Regions, shirt: Shirt, tuck: float) -> np.ndarray:
    trunk = (region.trunk > 0.5) & (region.leg < shirt.hem - tuck) & (region.collar < -0.35 * tuck)
    return trunk | ((region.arms > 0.5) & (region.arm < shirt.sleeve - tuck))


def _shirt(body: BodyShape, region: Regions, shirt: Shirt) -> Part:
    mask = _shirt_mask(region, shirt, -TUCK)
    low = np.clip((region.leg + 0.5) / 0.6, 0, 1) * (region.arms < 0.5)
    offset = 0.008 + 0.012 * shirt.loose + (0.006 + 0.022 * shirt.loose) * low
    part, used = _shell(body, mask, offset, smooth=6 + int(6 * shirt.loose), drape=12)
    cut = cut_legs(body, region, part.mesh.vertices, used, shirt.hem)
    cut = cut_arms(body, region, cut, used, shirt.sleeve)
    cut = cut_collar(body, region, cut, used)
    return _finished(part, cut, shirt.colour, shirt.surface, 0.01 * shirt.loose)


def _outward_hull(points: Array) -> tuple[Array, np.ndarray]:
    """Convex hull as vertices and faces whose front is outside."""
    hull = ConvexHull(points)
    middle = points.mean(axis=0)
    faces = hull.simplices.copy()
    a, b, c = (points[faces[:, i]] for i in range(3))
    inward = np.sum(np.cross(b - a, c - a) * (a - middle), axis=1) < 0
    faces[inward] = faces[inward][:, ::-1]
    used, flat = np.unique(faces, return_inverse=True)
    return points[used], flat.reshape(-1, 3).astype(np.int32)


def _sole(outline: Array, thick: float, colour: Colour) -> Mesh:
    """A flat prism on the floor over a convex outline (n, 2)."""
    ring = outline[ConvexHull(outline).vertices]
    n = len(ring)
    low, high = np.column_stack([ring, np.full(n, 0.001)]), np.column_stack([ring, np.full(n, thick)])
    a, b = np.arange(n), (np.arange(n) + 1) % n
    side = np.concatenate([np.stack([a, b, a + n], 1), np.stack([b, b + n, a + n], 1)])
    fan = np.stack([np.zeros(n - 2, int), np.arange(1, n - 1), np.arange(2, n)], 1)
    caps = np.concatenate([fan + 2 * n, fan[:, ::-1] + 3 * n])  # vertices of their own, so that the edge stays sharp
    vertices = np.concatenate([low, high, high, low])
    return coloured(vertices, np.concatenate([side, caps]).astype(np.int32), colour, Surface.PLAIN)


def _shoes(body: BodyShape, colour: Colour) -> list[Part]:
    """Each shoe is the convex hull of a foot, a little grown, on a sole of another colour."""
    parts = []
    sole = (0.75, 0.75, 0.72) if sum(colour) < 1.2 else (0.12, 0.12, 0.12)
    for side in ("left", "right"):
        ankle = body.heads[f"{side}_foot"]
        foot = (body.column(f"{side}_foot") > 0.5) & (body.vertices[:, 2] < ankle[2] + 0.004)
        points = body.vertices[foot]
        grown = points + 0.009 * unit(points - points.mean(axis=0))
        grown[:, 2] = np.maximum(grown[:, 2], 0.012)
        vertices, faces = _outward_hull(grown)
        for mesh in (coloured(vertices, faces, colour, Surface.PLAIN), _sole(grown[:, :2], 0.022, sole)):
            weights = np.zeros((len(mesh.vertices), len(body.segments)))
            weights[:, body.segments.index(f"{side}_foot")] = 1.0
            parts.append(Part(mesh, weights, np.zeros(len(mesh.vertices))))
    return parts


def _hair(body: BodyShape, region: Regions, look: Look) -> Part:
    eye = 0.5 * (body.points["left_eye"] + body.points["right_eye"])
    scale = (body.height_m - eye[2]) / 0.11
    p = (body.vertices - eye) / scale
    line = 0.062 + np.minimum(p[:, 0] + 0.01, 0.0) * 0.62
    ear = (np.abs(p[:, 1]) > 0.062) & (p[:, 2] < 0.01) & (p[:, 0] > -0.13)
    mask = (region.head > 0.5) & (p[:, 2] > line) & ~ear & ~body.eyeballs
    long = look.hair_style == "long"
    offset = np.full(len(p), (0.016 if long else 0.011) * scale)
    part, _ = _shell(body, mask, offset, smooth=3, drape=0)
    vertices = part.mesh.vertices
    if long:
        fall = np.clip((eye[2] + 0.03 * scale - vertices[:, 2]) / (0.07 * scale), 0, 1)
        vertices = vertices - fall[:, None] * [0.02 * scale, 0.0, 0.13 * scale]
    return _finished(part, vertices, look.hair, Surface.HAIR, 0.0)


def _painted_skin(body: BodyShape, region: Regions, look: Look) -> Array:
    """Skin colours (V, 3) with eyes, brows and lips."""
    skin, hair = np.asarray(look.skin), np.asarray(look.hair)
    colours = np.tile(skin, (len(body.vertices), 1))
    eye = 0.5 * (body.points["left_eye"] + body.points["right_eye"])
    scale = (body.height_m - eye[2]) / 0.11
    front = (region.head > 0.5) & (body.vertices[:, 0] > eye[0] - 0.02 * scale)
    for side in ("left", "right"):
        p = (body.vertices - body.points[f"{side}_eye"]) / scale
        brow = front & (np.abs(p[:, 1]) < 0.022) & (np.abs(p[:, 2] - 0.0225 + 4.0 * p[:, 1] ** 2) < 0.0032)
        colours[brow] = 0.35 * skin + 0.5 * hair
        lid = front & ~body.eyeballs & (np.hypot(p[:, 1] / 1.5, p[:, 2]) < 0.009)
        colours[lid] = 0.6 * skin
        ball = body.eyeballs & (np.abs(p[:, 1]) < 0.03)
        colours[ball] = 0.75
        colours[ball & (np.hypot(p[:, 1], p[:, 2]) < 0.0065)] = (0.04, 0.03, 0.02)
    p = (body.vertices - eye) / scale
    lips = front & (np.abs(p[:, 1]) < 0.025) & (np.abs(p[:, 2] + 0.066) < 0.008)
    colours[lips] = skin * (0.75, 0.45, 0.45)
    return colours


def _skin(body: BodyShape, region: Regions, look: Look, hidden: np.ndarray, detail_m: float) -> Part:
    mesh = Mesh(
        vertices=body.vertices,
        normals=body.normals,
        faces=body.faces[~hidden],
        colours=_painted_skin(body, region, look),
        surfaces=np.full(len(body.vertices), float(Surface.SKIN)),
    )
    dense = (region.head > 0.5) | (body.column("hand", "foot") > 0.5)
    part = simplified(Part(mesh, body.weights, np.zeros(len(body.vertices))), np.where(dense, detail_m, 0.0))
    used, flat = np.unique(part.mesh.faces, return_inverse=True)
    m = part.mesh
    kept = Mesh(
        m.vertices[used], m.normals[used], flat.reshape(-1, 3).astype(np.int32), m.colours[used], m.surfaces[used]
    )
    return Part(kept, part.weights[used], part.droop[used])


def dress(body: BodyShape, look: Look, detail_m: float = 0.0) -> Part:
    """Everything of a person that is drawn: skin where it shows, hair, clothes, shoes.

    `detail_m` joins the skin's vertices on head, hands and feet that are closer than this (0 = none), for speed.
    """
    region = body_regions(body)
    shirt = replace(look.shirt, hem=max(look.shirt.hem, -TUCK)) if look.shirt is not None else None
    parts: list[Part] = [_trousers(body, region, look.trousers, shirt)]
    hidden = _trousers_mask(body, region, look.trousers.hem, TUCK)[body.faces].all(axis=1)
    if shirt is not None:
        parts.append(_shirt(body, region, shirt))
        hidden |= _shirt_mask(region, shirt, TUCK)[body.faces].all(axis=1)
        # Between the two the skin is covered whichever of them reaches further.
        both = _shirt_mask(region, shirt, 0.0) | _trousers_mask(body, region, look.trousers.hem, TUCK)
        hidden |= (both & (region.leg > -0.6) & (region.arms < 0.3) & (region.leg < 0.3))[body.faces].all(axis=1)
    if look.shoes is not None:
        parts += _shoes(body, look.shoes)
        shod = (region.foot > 0.5) & (body.vertices[:, 2] < body.heads["left_foot"][2] - 0.01)
        hidden |= shod[body.faces].all(axis=1)
    if look.hair_style != "bald":
        parts.append(_hair(body, region, look))
    return joined_parts([_skin(body, region, look, hidden, detail_m), *parts])
