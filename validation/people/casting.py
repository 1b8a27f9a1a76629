"""Random people, clothes, rooms, lights and views, fully determined by a random generator."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from validation.people.body import BodyShape, Phenotype, build_body
from validation.people.encode import Grain
from validation.people.framing import View
from validation.people.mesh import Surface
from validation.people.plan import Style
from validation.people.render import Light
from validation.people.room import Room
from validation.people.wardrobe import Look, Shirt, Trousers

Rng = np.random.Generator
Colour = tuple[float, float, float]
T = TypeVar("T")

# Linear RGB from light to dark.
SKIN_TONES: tuple[Colour, ...] = (
    (0.66, 0.44, 0.33),
    (0.58, 0.36, 0.25),
    (0.46, 0.26, 0.16),
    (0.33, 0.18, 0.10),
    (0.20, 0.10, 0.06),
    (0.10, 0.05, 0.033),
)
HAIR_TONES: tuple[Colour, ...] = (
    (0.015, 0.012, 0.01),
    (0.05, 0.03, 0.018),
    (0.12, 0.06, 0.03),
    (0.35, 0.22, 0.09),
    (0.4, 0.4, 0.38),
    (0.2, 0.05, 0.02),
)
# Mean and spread of adult stature in metres.
STATURE = {"male": (1.76, 0.07), "female": (1.63, 0.065)}


def pick(rng: Rng, choices: Sequence[tuple[float, T]]) -> T:
    """One of (weight, thing)."""
    weights = np.array([w for w, _ in choices])
    return choices[int(rng.choice(len(choices), p=weights / weights.sum()))][1]


def body_of_height(phenotype: Phenotype, stature_m: float) -> BodyShape:
    """The body of a phenotype with Anny's height parameter set so that it is `stature_m` tall."""
    low, high = (build_body(replace(phenotype, height=h)).height_m for h in (0.3, 0.6))
    share = 0.3 + 0.3 * (stature_m - low) / (high - low)
    return build_body(replace(phenotype, height=float(np.clip(share, 0.0, 1.0))))


def random_body(rng: Rng) -> tuple[BodyShape, Phenotype]:
    """An adult."""
    sex = "male" if rng.random() < 0.5 else "female"
    mean, sd = STATURE[sex]
    stature = float(np.clip(rng.normal(mean, sd), 1.48, 1.97))
    phenotype = Phenotype(
        gender=float(rng.uniform(0.0, 0.15) if sex == "male" else rng.uniform(0.85, 1.0)),
        age=float(rng.uniform(0.66, 0.93)),
        muscle=float(rng.uniform(0.3, 0.8)),
        weight=float(np.clip(rng.normal(0.52, 0.16), 0.2, 0.9)),
        height=0.5,
        proportions=float(rng.uniform(0.25, 0.85)),
    )
    return body_of_height(phenotype, stature), phenotype


def _cloth(rng: Rng) -> tuple[Colour, Surface]:
    base = float(np.exp(rng.uniform(np.log(0.025), np.log(0.75))))
    r, g, b = np.clip(base * (1 + rng.uniform(-0.55, 0.55, 3)), 0.012, 0.85)
    surface = pick(rng, [(0.8, Surface.PLAIN), (0.1, Surface.STRIPES), (0.1, Surface.CHECKS)])
    return (float(r), float(g), float(b)), surface


def _random_trousers(rng: Rng) -> Trousers:
    colour, surface = _cloth(rng)
    hem, loose = pick(
        rng,
        [
            (0.42, (rng.uniform(0.35, 0.85), rng.uniform(0.2, 0.9))),  # shorts
            (0.10, (rng.uniform(1.05, 1.3), rng.uniform(0.1, 0.6))),  # below the knee
            (0.22, (rng.uniform(1.75, 1.93), rng.uniform(0.0, 0.12))),  # leggings
            (0.26, (rng.uniform(1.8, 1.95), rng.uniform(0.3, 1.0))),  # loose trousers
        ],
    )
    return Trousers(float(hem), float(loose), colour, surface)


def _random_shirt(rng: Rng, bare_allowed: bool) -> Shirt | None:
    if bare_allowed and rng.random() < 0.08:
        return None
    colour, surface = _cloth(rng)
    sleeve = pick(rng, [(0.65, rng.uniform(0.35, 0.7)), (0.2, rng.uniform(1.7, 1.9)), (0.15, rng.uniform(0.05, 0.12))])
    hem, loose = pick(
        rng,
        [
            (0.8, (rng.uniform(-0.12, 0.05), rng.uniform(0.1, 0.6))),
            (0.2, (rng.uniform(0.1, 0.35), rng.uniform(0.5, 1))),
        ],
    )
    return Shirt(float(hem), float(sleeve), float(loose), colour, surface)


def random_look(rng: Rng, phenotype: Phenotype) -> Look:
    """Clothes, skin and hair."""
    male = phenotype.gender < 0.5
    at = rng.uniform(0, len(SKIN_TONES) - 1)
    low = int(at)
    high = min(low + 1, len(SKIN_TONES) - 1)
    mixed = (1 - (at - low)) * np.array(SKIN_TONES[low]) + (at - low) * np.array(SKIN_TONES[high])
    styles = [(0.15, "bald"), (0.75, "short"), (0.1, "long")] if male else [(0.3, "short"), (0.7, "long")]
    return Look(
        skin=(float(mixed[0]), float(mixed[1]), float(mixed[2])),
        hair=HAIR_TONES[int(rng.integers(len(HAIR_TONES)))],
        hair_style=pick(rng, styles),
        trousers=_random_trousers(rng),
        shirt=_random_shirt(rng, male),
        shoes=_cloth(rng)[0] if rng.random() < 0.65 else None,
    )


def random_room(rng: Rng) -> Room:
    """A room to stand in."""
    grey = rng.uniform(0.25, 0.75)
    wall = np.clip(grey * (1 + rng.uniform(-0.2, 0.2, 3)), 0.05, 0.85)
    floor_surface = pick(rng, [(0.5, Surface.WOOD), (0.25, Surface.TILES), (0.25, Surface.CARPET)])
    tone = rng.uniform(0.12, 0.5)
    warm = np.array([1.25, 0.95, 0.65]) if floor_surface == Surface.WOOD else 1 + rng.uniform(-0.25, 0.25, 3)
    floor = np.clip(tone * warm, 0.03, 0.8)
    return Room(
        floor=(float(floor[0]), float(floor[1]), float(floor[2])),
        floor_surface=floor_surface,
        wall=(float(wall[0]), float(wall[1]), float(wall[2])),
        wall_m=float(rng.uniform(0.7, 3.0)),
        side_wall_m=float(rng.choice([-1, 1]) * rng.uniform(2.6, 3.4)) if rng.random() < 0.4 else None,
        clutter=int(rng.integers(0, 6)),
        busy_wall=bool(rng.random() < 0.6),
        seed=int(rng.integers(1 << 31)),
    )


def random_light(rng: Rng) -> Light:
    """A key light from somewhere above, and light from all round."""
    around, up = rng.uniform(-2.2, 2.2), rng.uniform(0.6, 1.3)
    key = rng.uniform(0.15, 1.1)
    around_light = rng.uniform(0.35, 0.75)
    warm = rng.uniform(-0.12, 0.12)
    return Light(
        direction=(float(np.cos(around)), float(np.sin(around)), float(2 * np.tan(0.5 * up))),
        key=float(key),
        sky=(float(around_light * (1 + 0.5 * warm)), float(around_light), float(around_light * (1 - 0.5 * warm))),
        ground=(float(0.6 * around_light), float(0.56 * around_light), float(0.5 * around_light)),
        warmth=(float(1 + warm), 1.0, float(1 - warm)),
        softness=float(rng.uniform(0.015, 0.1)),
        exposure=float(rng.uniform(0.65, 1.25)),
    )


def random_view(rng: Rng) -> View:
    """Camera, lens and picture size: phones upright, tablets and laptops lying."""
    portrait = rng.random() < 0.6
    tall = [(0.62, (480, 854)), (0.2, (540, 960)), (0.15, (720, 1280)), (0.03, (1080, 1920))]
    wide = [(0.4, (854, 480)), (0.3, (640, 480)), (0.26, (1280, 720)), (0.04, (1920, 1080))]
    width, height = pick(rng, tall if portrait else wide)
    fov = rng.uniform(50, 72) if portrait else rng.uniform(36, 58)
    return View(
        width=width,
        height=height,
        vertical_fov=float(np.deg2rad(fov)),
        azimuth=float(np.deg2rad(np.clip(rng.normal(0, 9), -20, 20))),
        camera_height_m=float(rng.uniform(0.45, 1.6)),
        fill=float(rng.uniform(0.5, 0.85)),
        roll=float(np.deg2rad(rng.uniform(-3, 3))),
        tilt=float(np.deg2rad(rng.uniform(-4, 4))),
        aside=float(rng.uniform(-0.12, 0.12)),
    )


def random_grain(rng: Rng) -> Grain:
    """How bad the camera is."""
    return Grain(sd=float(rng.uniform(0.5, 6.0)), flicker=float(rng.uniform(0, 0.015)), crf=int(rng.integers(20, 34)))


def random_style(rng: Rng) -> Style:
    """How a person stands."""
    return Style(
        half_stance=float(rng.uniform(0.035, 0.075)),
        toe_out=float(np.deg2rad(rng.uniform(0, 16))),
        stance_knee=float(np.deg2rad(rng.uniform(6, 16))),
        tilt=float(np.deg2rad(rng.uniform(-6, 8))),
        trunk_forward=float(np.deg2rad(rng.uniform(-3, 7))),
        head_down=float(np.deg2rad(rng.uniform(-5, 25))),
        heading=float(np.deg2rad(np.clip(rng.normal(0, 4), -10, 10))),
        arm_abduction=float(np.deg2rad(rng.uniform(6, 22))),
        arm_flexion=float(np.deg2rad(rng.uniform(-6, 12))),
        elbow=float(np.deg2rad(rng.uniform(8, 40))),
        hands_on_hips=bool(rng.random() < 0.2),
        balance_arms=float(rng.choice([rng.uniform(0, 0.2), rng.uniform(0.2, 0.9)], p=[0.7, 0.3])),
        sway=float(rng.uniform(0.5, 1.8)),
        follow=float(rng.uniform(0.2, 0.9)),
    )
