"""Rooms to stand in: floor, walls and things that stand about. The person stands near the world's origin."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from validation.people.mesh import Mesh, Surface, blob, box, joined, rod

Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Room:
    """`wall_m` is how far the back wall is behind the person; `clutter` counts things; colours are linear RGB.

    `sticks` are upright sticks as the test asks for: (x, y, length) in metres.
    """

    floor: Colour
    floor_surface: Surface
    wall: Colour
    wall_m: float
    side_wall_m: float | None
    clutter: int
    busy_wall: bool
    seed: int
    sticks: tuple[tuple[float, float, float], ...] = ()


def _muted(rng: np.random.Generator, lowest: float = 0.05, highest: float = 0.6) -> Colour:
    base = rng.uniform(lowest, highest)
    r, g, b = np.clip(base * (1 + rng.uniform(-0.45, 0.45, 3)), 0.02, 0.85)
    return float(r), float(g), float(b)


def _cabinet(rng: np.random.Generator, x: float, y: float) -> list[Mesh]:
    wide, high = rng.uniform(0.5, 1.1), rng.uniform(0.5, 1.9)
    colour = _muted(rng, 0.1, 0.6)
    dark = tuple(0.6 * c for c in colour)
    parts = [box((x, y, high / 2), (0.4, wide, high), colour, Surface.WOOD)]
    rows = int(high / 0.4)
    parts += [box((x + 0.205, y, (i + 1) * high / (rows + 1)), (0.01, wide * 0.96, 0.012), dark) for i in range(rows)]
    return parts


def _shelf(rng: np.random.Generator, x: float, y: float) -> list[Mesh]:
    colour, parts = _muted(rng, 0.15, 0.6), []
    for level in np.arange(0.3, 1.9, 0.4):
        parts.append(box((x, y, level), (0.3, 0.9, 0.025), colour))
        at = y - 0.42
        while at < y + 0.35:
            thick, tall = rng.uniform(0.02, 0.06), rng.uniform(0.15, 0.3)
            if rng.random() < 0.75:
                parts.append(box((x, at + thick / 2, level + tall / 2), (0.2, thick, tall), _muted(rng)))
            at += thick + rng.uniform(0.0, 0.05)
    sides = [box((x, y + s * 0.46, 0.95), (0.3, 0.025, 1.9), colour) for s in (-1, 1)]
    return [*parts, *sides]


def _plant(rng: np.random.Generator, x: float, y: float) -> list[Mesh]:
    parts = [rod((x, y, 0), 0.3, 0.14, _muted(rng, 0.2, 0.5))]
    for _ in range(14):
        a, r, z = rng.uniform(0, 6.28), rng.uniform(0, 0.22), rng.uniform(0.4, 1.0)
        green = (0.05 + 0.06 * rng.random(), 0.16 + 0.14 * rng.random(), 0.05)
        spot = (x + r * np.cos(a), y + r * np.sin(a), z)
        parts.append(blob(spot, tuple(rng.uniform(0.08, 0.28, 3)), green))
    return parts


def _sofa(rng: np.random.Generator, x: float, y: float) -> list[Mesh]:
    colour = _muted(rng)
    parts = [box((x, y, 0.22), (0.8, 1.6, 0.4), colour), box((x - 0.32, y, 0.6), (0.2, 1.6, 0.5), colour)]
    parts += [box((x, y + s * 0.8, 0.35), (0.8, 0.18, 0.6), colour) for s in (-1, 1)]
    return [*parts, blob((x - 0.1, y + 0.4, 0.55), (0.2, 0.4, 0.35), _muted(rng))]


def _ball(rng: np.random.Generator, x: float, y: float) -> list[Mesh]:
    d = rng.uniform(0.4, 0.65)
    return [blob((x + 0.3, y, d / 2), (d, d, d), _muted(rng, 0.1, 0.6))]


def _lamp(rng: np.random.Generator, x: float, y: float) -> list[Mesh]:
    return [
        rod((x, y, 0), 1.5, 0.015, (0.05, 0.05, 0.05)),
        blob((x, y, 1.55), (0.35, 0.35, 0.3), _muted(rng, 0.5, 0.8)),
    ]


def _boxes(rng: np.random.Generator, x: float, y: float) -> list[Mesh]:
    parts, z = [], 0.0
    for _ in range(rng.integers(1, 4)):
        size = rng.uniform(0.2, 0.45, 3)
        parts.append(box((x, y + rng.uniform(-0.05, 0.05), z + size[2] / 2), size, _muted(rng, 0.1, 0.5)))
        z += size[2]
    return parts


THINGS: tuple[Callable[[np.random.Generator, float, float], list[Mesh]], ...] = (
    _cabinet,
    _shelf,
    _plant,
    _sofa,
    _ball,
    _lamp,
    _boxes,
)


def _on_wall(rng: np.random.Generator, x: float) -> list[Mesh]:
    parts: list[Mesh] = []
    for y in (-1.6, -0.7, 0.6, 1.5):
        if rng.random() < 0.6:
            wide, high, z = rng.uniform(0.3, 0.8), rng.uniform(0.3, 0.9), rng.uniform(1.3, 1.8)
            at = y + rng.uniform(-0.2, 0.2)
            parts += [
                box((x + 0.015, at, z), (0.03, wide, high), _muted(rng, 0.03, 0.5)),
                box((x + 0.033, at, z), (0.01, wide - 0.06, high - 0.06), _muted(rng, 0.1, 0.8)),
            ]
    return parts


def build_room(room: Room) -> Mesh:
    """The room as one mesh."""
    rng = np.random.default_rng(room.seed)
    back = -room.wall_m
    parts = [
        box((2.0, 0, -0.05), (16, 16, 0.1), room.floor, room.floor_surface),
        box((back - 0.05, 0, 1.6), (0.1, 16, 3.2), room.wall, Surface.PLASTER),
        box((back + 0.01, 0, 0.05), (0.02, 16, 0.1), (0.6, 0.6, 0.58)),
        box((0, 0, 3.25), (16, 16, 0.1), (0.6, 0.6, 0.6)),
    ]
    if room.side_wall_m is not None:
        side = np.sign(room.side_wall_m) * 0.05 + room.side_wall_m
        parts.append(box((0, side, 1.6), (16, 0.1, 3.2), tuple(0.9 * c for c in room.wall), Surface.PLASTER))
    if room.busy_wall:
        parts += _on_wall(rng, back)
    parts += [rod((x, y, 0.0), length, 0.013, (0.45, 0.28, 0.13)) for x, y, length in room.sticks]
    spots = rng.permutation(np.array([-2.3, -1.5, -0.95, 0.95, 1.5, 2.3]))[: room.clutter]
    for y in spots:
        thing = THINGS[rng.integers(len(THINGS))]
        parts += thing(rng, back + 0.3 + rng.uniform(0, 0.2), float(y))
    return joined(parts)
