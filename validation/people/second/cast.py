"""Who appears, in what, where, before which camera: everything of one seed, by chance."""

from dataclasses import dataclass, replace

import numpy as np

from validation.people.body import BodyShape
from validation.people.camera import Camera
from validation.people.casting import pick, random_style
from validation.people.choreography import write_test
from validation.people.framing import View, frame_person, outline
from validation.people.pose import PosedBody, pose_body
from validation.people.random_test import random_test
from validation.people.second.draw import Lights, Shape
from validation.people.second.outfit import Colour, Outfit, Shirt, Stuff, Trousers
from validation.people.second.places import random_lights, random_place
from validation.people.second.proportions import Build, random_build
from validation.people.second.skeleton import posable
from validation.people.seeds import SECOND, purpose
from validation.people.truth import ScriptedTrial

Rng = np.random.Generator
CLOTH = ((0.5, Stuff.PLAIN), (0.2, Stuff.MELANGE), (0.12, Stuff.BANDS), (0.08, Stuff.PLAID), (0.1, Stuff.PRINT))


@dataclass(frozen=True)
class Scene:
    """All that is needed to draw a seed and to say what is true in it; `words` say who and what in plain words."""

    seed: int
    build: Build
    body: BodyShape
    outfit: Outfit
    kind: str
    place: Shape
    lights: Lights
    folds: float
    pitch: float
    camera: Camera
    time_s: np.ndarray
    trials: tuple[ScriptedTrial, ...]
    posed: PosedBody
    noise: float
    blur_px: float
    crf: int
    words: dict[str, object]


def _rgb(values: np.ndarray) -> Colour:
    r, g, b = np.clip(values, 0.01, 0.9)
    return float(r), float(g), float(b)


def _cloth_colours(rng: Rng) -> tuple[Colour, Colour]:
    base = np.exp(rng.uniform(np.log(0.02), np.log(0.8)))
    first = base * np.exp(rng.normal(0, 0.5, 3))
    return _rgb(first), _rgb(np.where(rng.random() < 0.5, 0.3, 2.2) * first + rng.uniform(0, 0.1))


def _trousers(rng: Rng) -> tuple[Trousers, str]:
    first, second = _cloth_colours(rng)
    kind = pick(rng, [(0.45, "shorts"), (0.1, "below the knee"), (0.2, "leggings"), (0.25, "loose trousers")])
    hem, wide = {
        "shorts": (rng.uniform(0.38, 0.85), rng.uniform(0.004, 0.028)),
        "below the knee": (rng.uniform(1.1, 1.4), rng.uniform(0.004, 0.02)),
        "leggings": (rng.uniform(1.75, 1.95), 0.0),
        "loose trousers": (rng.uniform(1.85, 2.0), rng.uniform(0.012, 0.035)),
    }[kind]
    stuff = pick(rng, CLOTH)
    return Trousers(float(hem), float(wide), float(rng.uniform(0.16, 0.34)), first, second, stuff), kind


def _shirt(rng: Rng, male: bool) -> tuple[Shirt | None, str]:
    first, second = _cloth_colours(rng)
    kind = pick(rng, [(0.08 if male else 0.0, "no shirt"), (0.74, "short shirt"), (0.2, "shirt over the hips")])
    if kind == "no shirt":
        return None, kind
    sleeve = pick(rng, [(0.6, rng.uniform(0.35, 0.75)), (0.22, rng.uniform(1.6, 1.95)), (0.18, 0.05)])
    hem = rng.uniform(0.05, 0.2) if kind == "short shirt" else rng.uniform(-0.22, -0.08)
    return Shirt(float(hem), float(sleeve), float(rng.uniform(0.002, 0.03)), first, second, pick(rng, CLOTH)), kind


def random_outfit(rng: Rng, male: bool) -> tuple[Outfit, dict[str, str]]:
    """Clothes, skin, hair, and the words for them."""
    dark = rng.uniform(0, 1)
    skin = np.exp((1 - dark) * np.log([0.68, 0.45, 0.34]) + dark * np.log([0.085, 0.045, 0.03]))
    skin = skin * np.exp(rng.normal(0, 0.06, 3))
    hairs = [[0.012, 0.01, 0.009], [0.06, 0.035, 0.02], [0.16, 0.09, 0.04], [0.5, 0.36, 0.17], [0.45, 0.45, 0.45]]
    trousers, legs = _trousers(rng)
    shirt, hips = _shirt(rng, male)
    style = pick(
        rng, [(0.2, "bald"), (0.7, "short"), (0.1, "tail")] if male else [(0.25, "short"), (0.4, "bob"), (0.35, "tail")]
    )
    shoes = _cloth_colours(rng)[0] if rng.random() < 0.7 else None
    outfit = Outfit(
        skin=_rgb(skin),
        hair_colour=_rgb(np.array(hairs[int(rng.integers(len(hairs)))])),
        hair=style,
        iris=_rgb(np.array([[0.06, 0.03, 0.02], [0.1, 0.15, 0.1], [0.1, 0.16, 0.25]][int(rng.integers(3))])),
        beard=float(rng.choice([0.0, 0.35, 0.8], p=[0.6, 0.25, 0.15])) if male else 0.0,
        glasses=bool(rng.random() < 0.2),
        trousers=trousers,
        shirt=shirt,
        shoes=shoes,
        soles=_rgb(np.array([0.75, 0.75, 0.72]) if rng.random() < 0.6 else np.array([0.05, 0.05, 0.05])),
        socks=float(rng.uniform(0.08, 0.4)) if rng.random() < 0.4 else 0.0,
        sock_colour=_cloth_colours(rng)[0],
    )
    return outfit, {"legs": legs, "hips": hips, "feet": "barefoot" if shoes is None else "shoes", "hair": style}


def random_view(rng: Rng) -> View:
    """A camera of 480 lines: a phone upright or lying, a webcam."""
    width, height = pick(rng, [(0.6, (480, 854)), (0.25, (854, 480)), (0.15, (640, 480))])
    portrait = height > width
    return View(
        width=width,
        height=height,
        vertical_fov=float(np.deg2rad(rng.uniform(48, 70) if portrait else rng.uniform(34, 56))),
        azimuth=float(np.deg2rad(np.clip(rng.normal(0, 9), -20, 20))),
        camera_height_m=float(rng.uniform(0.5, 1.55)),
        fill=float(rng.uniform(0.5, 0.85)),
        roll=float(np.deg2rad(rng.uniform(-3, 3))),
        tilt=float(np.deg2rad(rng.uniform(-4, 4))),
        aside=float(rng.uniform(-0.12, 0.12)),
    )


def scene_of(seed: int, fps: int) -> Scene:
    """The scene of a seed, the script at `fps` moments a second.

    Raises:
        ValueError: a seed that is not one of the second generator's.
    """
    if seed not in SECOND:
        raise ValueError(
            f"seed {seed} is not one of the second generator's: choose 30000-30999 (tune), 31000-31999 (report) "
            "or 32000-32999 (fit)"
        )
    body_rng, look_rng, place_rng, view_rng, move_rng = (np.random.default_rng([seed, 2, topic]) for topic in range(5))
    build = random_build(body_rng)
    body = posable(build)
    outfit, words = random_outfit(look_rng, build.sex == "male")
    kind, place = random_place(place_rng)
    style = random_style(move_rng)
    script, trials = write_test(random_test(move_rng, style), body.height_m, fps, move_rng)
    posed = pose_body(body, script)
    return Scene(
        seed=seed,
        build=build,
        body=body,
        outfit=outfit,
        kind=kind,
        place=place,
        lights=random_lights(place_rng, kind),
        folds=float(look_rng.uniform(0.3, 1.6)),
        pitch=float(look_rng.uniform(8, 28)),
        camera=frame_person(random_view(view_rng), outline(body, posed)),
        time_s=script.time_s,
        trials=tuple(trials),
        posed=replace(posed),
        noise=float(view_rng.uniform(0.5, 6.0)),
        blur_px=float(view_rng.choice([0.0, view_rng.uniform(0.3, 1.1)])),
        crf=int(view_rng.integers(20, 33)),
        words={"sex": build.sex, "place": kind, "purpose": purpose(seed), **words},
    )
