"""Stills and films of the second generator, in the form of the first: the same files, read by the same code.

    python -m validation.people.second stills --seeds 30000-30099 --out STILLS
    python -m validation.people.second films --seeds 31000-31015 --out BENCH

Both may be stopped and go on where they were; a film's truth is written last.
"""

import io
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path

import numpy as np

from validation.people.encode import Grain, with_noise, write_video
from validation.people.second import angles
from validation.people.second.cast import Scene, scene_of
from validation.people.second.draw import Painter
from validation.people.second.outfit import dressed
from validation.people.second.surface import posed_skin, skin_of
from validation.people.seeds import purpose
from validation.people.stills import moments

SCHEMA = "inturn/truth/1"
STILL_FPS, FILM_FPS = 15, 10
JPEG_QUALITY = 90
FLICKER = 0.008


def pictures(scene: Scene, only: Iterable[int]) -> Iterator[np.ndarray]:
    """The moments with the numbers in `only`, as a camera takes them: uint8 RGB."""
    grain = Grain(scene.noise, FLICKER, scene.crf)
    yield from with_noise(_clean(scene, only), grain, np.random.default_rng([scene.seed, 2, 77]))


def _clean(scene: Scene, only: Iterable[int]) -> Iterator[np.ndarray]:
    from scipy.ndimage import gaussian_filter

    skin = skin_of(scene.build)
    layers = dressed(skin, scene.build, scene.outfit)
    painter = Painter(scene.camera, scene.place, layers, scene.outfit, scene.lights, scene.folds, scene.pitch)
    try:
        for moment in only:
            drawn = painter.picture(*posed_skin(skin, scene.posed, moment))
            yield gaussian_filter(drawn, (scene.blur_px, scene.blur_px, 0)) if scene.blur_px else drawn
    finally:
        painter.close()


def _joints(scene: Scene, only: np.ndarray) -> tuple[list[str], np.ndarray]:
    joints = scene.posed.skeleton.joints
    names = sorted(joints)
    return names, np.stack([joints[n][only] for n in names], axis=1)


def write_stills(seed: int, folder: Path) -> int:
    """The seed's standing, ways and holds into `stills_SEED.npz`; returns how many pictures."""
    from PIL import Image

    scene = scene_of(seed, STILL_FPS)
    only = moments(list(scene.trials), scene.time_s)
    coded: list[bytes] = []
    for picture in pictures(scene, (int(i) for i in only)):
        file = io.BytesIO()
        Image.fromarray(picture).save(file, "JPEG", quality=JPEG_QUALITY)
        coded.append(file.getvalue())
    names, world = _joints(scene, only)
    aside = folder / f"stills_{seed:06d}.{os.getpid()}.part.npz"
    np.savez(
        aside,
        pictures=np.frombuffer(b"".join(coded), dtype=np.uint8),
        lengths=np.array([len(c) for c in coded]),
        time_s=scene.time_s[only],
        names=np.array(names),
        world=world.astype(np.float32),
        pelvis=scene.posed.skeleton.pelvis[only].astype(np.float32),
        camera=np.array(json.dumps(asdict(scene.camera))),
        trials=np.array(json.dumps([asdict(t) for t in scene.trials])),
        height_m=scene.body.height_m,
        seed=seed,
        purpose=np.array(purpose(seed)),
        words=np.array(json.dumps(scene.words)),
    )
    aside.rename(folder / f"stills_{seed:06d}.npz")
    return len(coded)


def truth_of(scene: Scene) -> dict[str, object]:
    """The truth file of a film, by this generator's own angles."""
    skeleton, camera = scene.posed.skeleton, scene.camera
    posed = angles.Posed(skeleton.joints, skeleton.pelvis)
    spans = [{k: v for k, v in asdict(t).items() if k.endswith("_s")} for t in scene.trials]
    told = [
        angles.trial(span, t.side, posed, scene.time_s, t.cheats) for span, t in zip(spans, scene.trials, strict=True)
    ]
    return {
        "schema": SCHEMA,
        "clip": f"person_{scene.seed:06d}.mp4",
        "seed": scene.seed,
        "fps": FILM_FPS,
        "width": camera.width,
        "height": camera.height,
        "camera": {
            "f_px": round(camera.f_px, 2),
            "position_m": [round(float(v), 4) for v in camera.position],
            "yaw_deg": round(float(np.rad2deg(camera.yaw)), 2),
            "pitch_deg": round(float(np.rad2deg(camera.pitch)), 2),
            "roll_deg": round(float(np.rad2deg(camera.roll)), 2),
        },
        "body": {"height_m": round(scene.body.height_m, 3)},
        "notes": {**scene.words, "movement": "test", "motion": str(scene.seed), "generator": "second"},
        "frames": angles.frames(posed, scene.time_s, camera.yaw),
        "trials": sorted(told, key=lambda t: float(str(t["start_s"]))),
        "negative": False,
    }


def write_film(seed: int, folder: Path) -> int:
    """The seed's film with joints and truth beside it; returns how many pictures."""
    scene = scene_of(seed, FILM_FPS)
    stem, every = folder / f"person_{seed:06d}", np.arange(len(scene.time_s))
    count = write_video(
        stem.with_suffix(".mp4"), pictures(scene, range(len(every))), Fraction(FILM_FPS), scene.crf, "superfast"
    )
    names, world = _joints(scene, every)
    np.savez_compressed(
        stem.with_suffix(".npz"),
        names=np.array(names),
        time_s=scene.time_s,
        world=world.astype(np.float32),
        pixel=scene.camera.project(world).astype(np.float32),
        pelvis=scene.posed.skeleton.pelvis.astype(np.float32),
        camera=np.array(json.dumps(asdict(scene.camera))),
    )
    aside = stem.with_suffix(f".{os.getpid()}.part")
    aside.write_text(json.dumps(truth_of(scene), separators=(",", ":")) + "\n", encoding="utf-8")
    aside.replace(stem.with_suffix(".json"))
    return count
