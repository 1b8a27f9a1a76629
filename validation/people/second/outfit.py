"""What is drawn of a person: skin with a painted face, hair, shirt, trousers, socks and shoes.

Clothes are grown from the skin and cut where they end by a number at each vertex: what has more than 0 is not drawn, so
that hems are as sharp as the picture allows.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from validation.people.rotations import Array
from validation.people.second import proportions as p
from validation.people.second.proportions import Build
from validation.people.second.skeleton import rest_heights_m
from validation.people.second.surface import SPINE, Skin

Colour = tuple[float, float, float]
UNCUT = -1.0
UNDER = 0.15
"""What is covered by this much of a cloth's coordinate is not seen."""
LEGS = ("pelvis", "lumbar", "abdomen", "thigh", "shank", "foot")
TRUNK = tuple(s for s in SPINE if s != "head")


class Stuff(IntEnum):
    """How a surface looks; the numbers are those of the shader."""

    SKIN = 0
    FACE = 1
    PLAIN = 2
    BANDS = 3
    PLAID = 4
    PRINT = 5
    HAIR = 6
    SHOE = 7
    MELANGE = 8


@dataclass(frozen=True)
class Trousers:
    """`hem` 1 = knee, 2 = ankle; `wide` metres of air at the hem; `waist` height over the hips (of hip to shoulder)."""

    hem: float
    wide: float
    waist: float
    colour: Colour
    second: Colour
    stuff: Stuff


@dataclass(frozen=True)
class Shirt:
    """`hem` height over the hips (of hip to shoulder, negative: below); `sleeve` 1 elbow, 2 wrist; `wide` metres."""

    hem: float
    sleeve: float
    wide: float
    colour: Colour
    second: Colour
    stuff: Stuff


@dataclass(frozen=True)
class Outfit:
    """Everything one person wears, and skin, hair and face. `hair`: "bald", "short", "bob" or "tail"."""

    skin: Colour
    hair_colour: Colour
    hair: str
    iris: Colour
    beard: float
    glasses: bool
    trousers: Trousers
    shirt: Shirt | None
    shoes: Colour | None
    soles: Colour
    socks: float
    sock_colour: Colour


@dataclass(frozen=True)
class Layer:
    """One thing that is drawn: grown from the skin's vertices `of` (V,) by `grown` (V,) metres along their normals.

    `sag` (V,) metres down at undersides; colour and second colour (V, 3), stuff (V,), at (V, 3): where patterns are
    taken; cut (V,): over 0 is not drawn. `open`: its inner side may be seen.
    """

    of: np.ndarray
    faces: np.ndarray
    grown: Array
    sag: Array
    colour: Array
    second: Array
    stuff: Array
    at: Array
    cut: Array
    open: bool

    def placed(self, vertices: Array, normals: Array) -> tuple[Array, Array]:
        """Where it is on posed skin (vertices and normals (V, 3) of all skin)."""
        n = normals[self.of]
        out = vertices[self.of] + self.grown[:, None] * n
        out[:, 2] -= self.sag * np.maximum(0.0, -n[:, 2])
        return out, n


class _Tailor:
    def __init__(self, skin: Skin, build: Build) -> None:
        self.skin, self.build = skin, build
        self.h, self.at = build.stature_m, rest_heights_m(build)
        self.rise = self.at["shoulder"] - self.at["hip"]
        z, at = skin.vertices[:, 2], self.at
        above = (at["hip"] - z) / (at["hip"] - at["knee"])
        below = 1 + (at["knee"] - z) / (at["knee"] - at["ankle"])
        self.leg = np.where(z > at["knee"], above, below)  # 0 hip, 1 knee, 2 ankle
        self.up = (z - at["hip"]) / self.rise  # 0 hip, 1 shoulder
        self.arm = self._arm()

    def _arm(self) -> Array:
        """0 shoulder, 1 elbow, 2 wrist."""
        out = np.full(len(self.skin.vertices), -1.0)
        for side in ("left", "right"):
            s, e, w = (self.skin.heads[f"{side}_{n}"] for n in ("upper_arm", "forearm", "hand"))
            for start, end, base, names in ((s, e, 0.0, ("upper_arm",)), (e, w, 1.0, ("forearm", "hand"))):
                way = end - start
                mine = self.skin.mine(*(f"{side}_{n}" for n in names))
                out[mine] = base + (self.skin.vertices[mine] - start) @ way / (way @ way)
        return out

    def layer(
        self,
        kept: np.ndarray,
        grown: Array | float,
        cut: Array,
        colour: Colour,
        second: Colour,
        stuff: Stuff,
        sag: float = 0.0,
    ) -> Layer:
        """A layer over the skin's vertices in `kept` (V,) where `cut` (V,) is at most 0."""
        faces = self.skin.faces[(kept[self.skin.faces].all(axis=1)) & (cut[self.skin.faces].min(axis=1) <= 0)]
        of, flat = np.unique(faces, return_inverse=True)
        n = len(of)
        full = np.broadcast_to(np.asarray(grown, dtype=float), kept.shape)[of]
        return Layer(
            of, flat.reshape(-1, 3).astype(np.int32), full.astype(np.float32), sag * (full > 0.012).astype(np.float32),
            np.tile(colour, (n, 1)), np.tile(second, (n, 1)), np.full(n, float(stuff)), self.skin.vertices[of], cut[of],
            bool(full.max() > 0.009),
        )  # fmt: skip

    def face_places(self) -> Array:
        """Rest places as a face is painted: from between the eyes, in shares of stature for a head of usual size."""
        eye = np.array([0.0, 0.0, self.at["top"] - (1.0 - p.EYE) * self.build.head * self.h])
        base = self.skin.heads["head"] * [1.0, 1.0, 0.0]
        return (self.skin.vertices - eye - base) / (self.h * self.build.head)


def _body(t: _Tailor, o: Outfit, worn: list[Layer]) -> Layer:
    """The skin, but for what lies well under clothes."""
    bare = np.ones(len(t.skin.vertices), dtype=bool)
    for layer in worn:
        bare[layer.of[layer.cut < -UNDER]] = False
    shown = bare.copy()
    shown[t.skin.faces[bare[t.skin.faces].any(axis=1)]] = True
    layer = t.layer(shown, 0.0, np.full(len(bare), UNCUT), o.skin, o.iris, Stuff.SKIN)
    head = t.skin.mine("head")[layer.of]
    layer.stuff[head] = float(Stuff.FACE)
    layer.at[head] = t.face_places()[layer.of][head]
    return layer


def _trousers(t: _Tailor, w: Trousers) -> Layer:
    kept = t.skin.mine(*LEGS)
    cut = np.maximum(t.leg - w.hem, 3.0 * (t.up - w.waist))
    grown = 0.006 + w.wide * np.clip((t.leg + 0.15) / (w.hem + 0.15), 0.0, 1.0) ** 1.3
    return t.layer(kept, grown, cut, w.colour, w.second, w.stuff, sag=0.6 * w.wide)


def _shirt(t: _Tailor, w: Shirt) -> Layer:
    trunk, arms = t.skin.mine(*TRUNK, "thigh"), t.skin.mine("upper_arm", "forearm")
    collar = t.at["shoulder"] + 0.040 * t.h - 0.5 * t.skin.vertices[:, 0]
    cut = np.where(arms, t.arm - w.sleeve, np.maximum(w.hem - t.up, (t.skin.vertices[:, 2] - collar) * 4.0))
    share = np.where(arms, np.clip(t.arm / max(w.sleeve, 0.2), 0, 1), np.clip((0.9 - t.up) / (0.9 - w.hem), 0, 1))
    grown = 0.010 + w.wide * np.where(arms, 0.7 * share, share)
    return t.layer(trunk | arms, grown, cut, w.colour, w.second, w.stuff, sag=0.5 * w.wide)


def _feet(t: _Tailor, o: Outfit) -> list[Layer]:
    z, feet = t.skin.vertices[:, 2], t.skin.mine("foot", "shank")
    layers = []
    if o.socks > 0:
        top = t.at["ankle"] + o.socks * (t.at["knee"] - t.at["ankle"])
        layers.append(t.layer(feet, 0.003, z - top, o.sock_colour, o.sock_colour, Stuff.MELANGE))
    if o.shoes is not None:
        rim = t.at["ankle"] + 0.012 * t.h - 0.25 * (t.skin.vertices[:, 0] - t.skin.heads["left_foot"][0])
        shoe = t.layer(feet, 0.009, z - rim, o.shoes, o.soles, Stuff.SHOE)
        shoe.at[:, 2] /= t.h  # the sole ends at a height that the shader knows
        layers.append(shoe)
    return layers


def _hair(t: _Tailor, o: Outfit) -> list[Layer]:
    q = t.face_places()
    side = np.abs(q[:, 1])
    line = np.where(
        q[:, 0] > 0.02,
        0.024 - 0.35 * np.maximum(side - 0.022, 0),
        np.interp(q[:, 0], [-0.05, -0.005, 0.02], [-0.045, 0.005, 0.020]),
    )
    thick = 0.014 if o.hair == "short" else 0.018
    kept = t.skin.mine("head")
    if o.hair in ("bob", "tail"):
        kept = t.skin.mine("head", "neck")
        low = -0.085 if o.hair == "bob" else -0.05
        line = np.where((q[:, 0] < 0.012) & ((side > 0.030) | (q[:, 0] < -0.015)), low, line)
    return [t.layer(kept, thick, line - q[:, 2], o.hair_colour, o.hair_colour, Stuff.HAIR)]


def dressed(skin: Skin, build: Build, outfit: Outfit) -> list[Layer]:
    """All layers of a person, in the order skin, clothes, feet, hair."""
    t = _Tailor(skin, build)
    worn = [
        _trousers(t, outfit.trousers),
        *([] if outfit.shirt is None else [_shirt(t, outfit.shirt)]),
        *_feet(t, outfit),
    ]
    hair = [] if outfit.hair == "bald" else _hair(t, outfit)
    return [_body(t, outfit, worn), *worn, *hair]
