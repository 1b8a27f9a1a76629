"""Places of the second generator: a gym, a garden, a tiled room, a studio, a living room."""

from collections.abc import Callable

import numpy as np

from validation.people.mesh import Mesh, blob, box, rod
from validation.people.second.draw import Lights, Shape

Rng = np.random.Generator
Colour = tuple[float, float, float]
PLAIN, BRICK, GRASS, PANELS, RUBBER, SKY, SQUARES, HERRINGBONE, MOTTLED = range(9)


class _Builder:
    """Gathers the things of a place."""

    def __init__(self) -> None:
        self._meshes = list[Mesh]()
        self._looks = list[tuple[Colour, int]]()

    def add(self, mesh: Mesh, stuff: int = PLAIN, second: Colour = (0.5, 0.5, 0.5)) -> None:
        """A thing with its second colour."""
        self._meshes.append(mesh)
        self._looks.append((second, stuff))

    def shape(self) -> Shape:
        """All of it as one."""
        starts = np.cumsum([0, *[len(m.vertices) for m in self._meshes[:-1]]])
        looks = [(len(m.vertices), *look) for m, look in zip(self._meshes, self._looks, strict=True)]
        return Shape(
            vertices=np.concatenate([m.vertices for m in self._meshes]),
            normals=np.concatenate([m.normals for m in self._meshes]),
            faces=np.concatenate([m.faces + s for m, s in zip(self._meshes, starts, strict=True)]),
            colour=np.concatenate([m.colours for m in self._meshes]),
            second=np.concatenate([np.tile(colour, (n, 1)) for n, colour, _ in looks]),
            stuff=np.concatenate([np.full(n, float(stuff)) for n, _, stuff in looks]),
        )


def _tone(rng: Rng, low: float, high: float, colourful: float = 0.3) -> Colour:
    base = np.exp(rng.uniform(np.log(low), np.log(high)))
    r, g, b = np.clip(base * np.exp(rng.normal(0, colourful, 3)), 0.015, 0.9)
    return float(r), float(g), float(b)


def _darker(colour: Colour, share: float) -> Colour:
    r, g, b = colour
    return share * r, share * g, share * b


def _floor(b: _Builder, colour: Colour, stuff: int, second: Colour) -> None:
    b.add(box((1.0, 0, -0.05), (22, 22, 0.1), colour), stuff, second)


def _wall(b: _Builder, far: float, colour: Colour, stuff: int, second: Colour) -> None:
    b.add(box((-far - 0.05, 0, 2.0), (0.1, 22, 4.0), colour), stuff, second)


def _gym(rng: Rng, b: _Builder, far: float) -> None:
    _floor(b, _tone(rng, 0.03, 0.2), RUBBER, _tone(rng, 0.2, 0.6, 0.5))
    _wall(b, far, _tone(rng, 0.2, 0.6), PANELS, (0.2, 0.2, 0.2))
    for y in rng.uniform(-2.4, 2.4, 2):
        for z in np.arange(0.3, 2.6, 0.22):
            b.add(box((-far + 0.12, float(y), float(z)), (0.04, 0.85, 0.035), (0.42, 0.25, 0.11)))
        for end in (-0.44, 0.44):
            b.add(box((-far + 0.1, float(y) + end, 1.35), (0.12, 0.05, 2.6), (0.36, 0.2, 0.09)))
    for y in rng.uniform(-2.2, 2.2, 3):
        if abs(y) > 0.8:
            d = rng.uniform(0.25, 0.7)
            b.add(blob((-far + 0.6, float(y), d / 2), (d, d, d), _tone(rng, 0.1, 0.6, 0.7)))
    b.add(box((-0.2, 0, 0.004), (1.9, 0.9, 0.012), _tone(rng, 0.05, 0.4, 0.6)), MOTTLED, _tone(rng, 0.05, 0.4, 0.6))


def _garden(rng: Rng, b: _Builder, far: float) -> None:
    _floor(b, (0.10, 0.19, 0.04), GRASS, (0.19, 0.27, 0.07))
    b.add(box((-far - 6.0, 0, 5.0), (0.1, 40, 14.0), (0.65, 0.72, 0.80)), SKY, (0.25, 0.42, 0.75))
    for y in np.arange(-7, 7, 0.55):
        size = rng.uniform(0.8, 1.9, 3)
        green = (0.04 + 0.06 * rng.random(), 0.12 + 0.12 * rng.random(), 0.03)
        b.add(blob((-far - 0.8 - rng.random(), float(y), size[2] * 0.4), size, green), GRASS, (0.10, 0.20, 0.05))
    for y in rng.uniform(-4, 4, 2):
        b.add(rod((-far + 0.2, float(y), 0), 3.2, 0.12, (0.14, 0.09, 0.05)), MOTTLED, (0.08, 0.05, 0.03))
        b.add(blob((-far + 0.2, float(y), 3.4), (2.2, 2.4, 1.6), (0.07, 0.18, 0.05)), GRASS, (0.12, 0.25, 0.06))


def _tiled(rng: Rng, b: _Builder, far: float) -> None:
    _floor(b, _tone(rng, 0.25, 0.6, 0.1), SQUARES, _tone(rng, 0.15, 0.6, 0.15))
    _wall(b, far, _tone(rng, 0.45, 0.8, 0.1), BRICK, (0.35, 0.35, 0.34))
    cloth = _tone(rng, 0.08, 0.5, 0.6)
    y = float(rng.choice([-1, 1]) * rng.uniform(1.2, 1.9))
    b.add(box((-far + 0.5, y, 0.72), (0.7, 1.5, 0.12), cloth))
    for dx in (-0.3, 0.3):
        for dy in (-0.65, 0.65):
            b.add(rod((-far + 0.5 + dx, y + dy, 0), 0.68, 0.025, (0.6, 0.6, 0.62)))
    b.add(box((-far + 0.02, -y, 1.5), (0.04, 0.7, 1.0), (0.85, 0.85, 0.82)), MOTTLED, (0.55, 0.62, 0.7))


def _studio(rng: Rng, b: _Builder, far: float) -> None:
    colour = _tone(rng, 0.08, 0.85, 0.35)
    _floor(b, colour, PLAIN, colour)
    _wall(b, far + 0.5, colour, MOTTLED, _darker(colour, 0.8))


def _living(rng: Rng, b: _Builder, far: float) -> None:
    wood = _tone(rng, 0.08, 0.35, 0.1)
    _floor(b, (1.2 * wood[0], 0.85 * wood[1], 0.55 * wood[2]), HERRINGBONE, _darker(wood, 0.35))
    _wall(
        b,
        far,
        _tone(rng, 0.2, 0.75, 0.2),
        *((MOTTLED, _tone(rng, 0.2, 0.75, 0.2)) if rng.random() < 0.5 else (PLAIN, (0.5, 0.5, 0.5))),
    )
    b.add(
        box((0.2, 0, 0.004), (2.2, float(rng.uniform(1.4, 2.6)), 0.012), _tone(rng, 0.05, 0.5, 0.5)),
        SQUARES,
        _tone(rng, 0.05, 0.5, 0.5),
    )
    y = float(rng.choice([-1, 1]) * rng.uniform(1.0, 1.7))
    b.add(box((-far + 0.02, y, 1.5), (0.04, 1.1, 1.3), (0.7, 0.8, 0.95)), SKY, (0.9, 0.95, 1.0))
    for s in (-0.7, 0.7):
        b.add(box((-far + 0.08, y + s, 1.5), (0.06, 0.35, 1.9), _tone(rng, 0.1, 0.6, 0.5)), PANELS, (0.2, 0.2, 0.2))
    colour = _tone(rng, 0.05, 0.5, 0.5)
    b.add(box((-far + 0.45, -y, 0.25), (0.8, 1.3, 0.3), colour), MOTTLED, _darker(colour, 0.8))
    b.add(box((-far + 0.15, -y, 0.55), (0.25, 1.3, 0.55), colour), MOTTLED, _darker(colour, 0.8))


KINDS: dict[str, Callable[[Rng, _Builder, float], None]] = {
    "gym": _gym, "garden": _garden, "tiled": _tiled, "studio": _studio, "living": _living,
}  # fmt: skip


def random_place(rng: Rng) -> tuple[str, Shape]:
    """A place by chance: its kind and its shape."""
    kind = list(KINDS)[int(rng.integers(len(KINDS)))]
    b = _Builder()
    KINDS[kind](rng, b, float(rng.uniform(0.9, 3.2)))
    return kind, b.shape()


def random_lights(rng: Rng, kind: str) -> Lights:
    """A window or the sun on one side, a lamp on the other, light from all round."""
    side, up = rng.choice([-1, 1]) * rng.uniform(0.3, 2.0), rng.uniform(0.5, 1.6)
    warm, cool = np.array([1.08, 1.0, 0.86]), np.array([0.92, 1.0, 1.1])
    first, then = (warm, cool) if rng.random() < 0.5 else (cool, warm)
    outside = 1.35 if kind == "garden" else 1.0
    total = np.exp(rng.uniform(np.log(0.75), np.log(1.5)))
    window, lamp, around = total * np.array(
        [rng.uniform(0.3, 1.1) * outside, rng.uniform(0.0, 0.35), rng.uniform(0.3, 0.6)]
    )

    def rgb(strength: float, tint: np.ndarray) -> Colour:
        r, g, b = strength * tint
        return float(r), float(g), float(b)

    return Lights(
        window_way=(float(np.cos(side)), float(np.sin(side)), float(up)),
        window=rgb(window, first),
        lamp_way=(0.7, float(-np.sign(side) * rng.uniform(0.2, 1.2)), 0.8),
        lamp=rgb(lamp, then),
        above=rgb(around, cool**0.5),
        below=rgb(0.55 * around, warm**0.5),
        shade=float(rng.uniform(0.15, 0.55)),
        blur=float(rng.uniform(3, 14)),
    )
