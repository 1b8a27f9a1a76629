"""Rendered sets of the exercises: `python -m validation.people.sets --seeds 20000-20119 --out DIR`.

Finished seeds are skipped (the truth is written last), so that it may be stopped and started again. `--truth` reads
the truth of films that are drawn anew, where what it means was put more exactly; it takes half a second a film.
Seeds are for fitting, tuning or reporting as in `validation/people/README.md`.
"""

import argparse
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import numpy as np

from validation.people.__main__ import seed_range
from validation.people.body import BodyShape, Phenotype
from validation.people.bones import random_bones
from validation.people.camera import Camera
from validation.people.casting import Rng, random_body, random_grain, random_light, random_look, random_room
from validation.people.clip import Stage, draw_people
from validation.people.encode import with_noise, write_video
from validation.people.exercise_truth import ExerciseTruth, read, to_json
from validation.people.fault_set import fault_lot, first_lot
from validation.people.framing import View, frame_person, outline
from validation.people.hinging import hinging_lot, true_hinge
from validation.people.pose import PosedBody
from validation.people.random_set import SetLot, random_lot
from validation.people.rotations import Array
from validation.people.seeds import purpose
from validation.people.set_film import SetFilm, film_of
from validation.people.sitting import sit_lot
from validation.people.squatting import squatting_lot, true_squat
from validation.people.truth import Skeleton

FPS = 12
LONG_PX = 640
DETAIL_M = 0.006

Draw = Callable[[int, Rng], SetLot]
"""What a seed and its stream of chance make of a film."""

LOTS: dict[str, Draw] = {
    "sets": random_lot, "faults": fault_lot, "first": first_lot, "sitting": sit_lot, "squatting": squatting_lot,
    "hinging": hinging_lot,
}  # fmt: skip
COURSES: dict[Draw, Callable[[SetFilm], dict[str, list[float]]]] = {squatting_lot: true_squat, hinging_lot: true_hinge}
"""What is noted of every picture of films to learn from."""


@dataclass(frozen=True)
class Drawn:
    """A seed's film with its camera and its person."""

    film: SetFilm
    camera: Camera
    body: BodyShape
    phenotype: Phenotype | None
    truth: ExerciseTruth


def name_of(seed: int) -> str:
    """A film's name."""
    return f"set_{seed:06d}"


def _view(rng: Rng, lot: SetLot, long_px: int) -> View:
    lying, short_px = lot.exercise == "release", round(long_px * 9 / 32) * 2
    width, height = (long_px, short_px) if lying else (short_px, long_px)
    fov = rng.uniform(38, 50) if lying else rng.uniform(50, 66)
    return View(
        width, height, float(np.deg2rad(fov)), 0.0, float(rng.uniform(0.55, 1.35)),
        float(rng.uniform(0.4, 0.5) if lying else rng.uniform(0.58, 0.78)),
        float(np.deg2rad(rng.uniform(-2.5, 2.5))), float(np.deg2rad(rng.uniform(-3, 3))),
        float(rng.uniform(-0.08, 0.08)),
    )  # fmt: skip


def _part(posed: PosedBody, first: int, last: int) -> PosedBody:
    span = slice(first, last)
    return PosedBody(
        {k: v[span] for k, v in posed.rotations.items()},
        {k: v[span] for k, v in posed.origins.items()},
        Skeleton({k: v[span] for k, v in posed.skeleton.joints.items()}, posed.skeleton.pelvis[span]),
    )


def compose(seed: int, bones: bool = False, fps: int = FPS, long_px: int = LONG_PX, lot_of: Draw = random_lot) -> Drawn:
    """All of a seed's film but the picture, done by a body with a skin or by bones alone. One stream a topic.

    lot_of: one of `LOTS`.
    """
    kind = purpose(seed)
    body_rng, lot_rng, move_rng, view_rng = (np.random.default_rng([seed, 50 + topic]) for topic in range(4))
    body, phenotype = (random_bones(body_rng), None) if bones else random_body(body_rng)
    lot = lot_of(seed, lot_rng)
    film = film_of(lot, body, seed, fps, move_rng)
    seen = _part(film.posed, film.exercise_from, film.exercise_to)
    camera = frame_person(_view(view_rng, lot, long_px), outline(body, seen))
    course = COURSES.get(lot_of)
    notes = film.truth.notes | {"purpose": kind} | (course(film) if course else {})
    truth = replace(film.truth, clip=f"{name_of(seed)}.mp4", width=camera.width, height=camera.height, notes=notes)
    return Drawn(film, camera, body, phenotype, truth)


def draw(seed: int, made: Drawn, video: Path) -> None:
    """The film itself."""
    assert made.phenotype is not None, "bones alone cannot be drawn"
    look_rng, room_rng, grain_rng, noise_rng = (np.random.default_rng([seed, 60 + topic]) for topic in range(4))
    posed, grain = made.film.posed, random_grain(grain_rng)
    stage = Stage(made.camera, random_room(room_rng), random_light(room_rng), samples=0, detail_m=DETAIL_M)
    person = (made.body, random_look(look_rng, made.phenotype), posed)
    drawn = draw_people(stage, [person], made.film.props, range(len(posed.skeleton.pelvis)))
    rate = Fraction(made.truth.fps)
    write_video(video, with_noise(drawn, grain, noise_rng), rate, grain.crf, "superfast")


@dataclass(frozen=True)
class SeenJoints:
    """Joints by name order: in the camera's frame (time, joint, 3), metres, and in the picture (time, joint, 2)."""

    names: list[str]
    seen: Array
    pixel: Array


def seen_joints(made: Drawn) -> SeenJoints:
    """Where the camera has every joint."""
    joints = made.film.posed.skeleton.joints
    names = sorted(joints)
    world = np.stack([joints[n] for n in names], axis=1)
    return SeenJoints(names, made.camera.to_camera(world), made.camera.project(world))


def make_one(seed: int, folder: Path, fps: int = FPS, long_px: int = LONG_PX, lot_of: Draw = random_lot) -> float:
    """One seed's film and truth; the seconds it took."""
    begin = time.perf_counter()
    made = compose(seed, fps=fps, long_px=long_px, lot_of=lot_of)
    draw(seed, made, folder / f"{name_of(seed)}.mp4")
    _write_truth(made.truth, folder / f"{name_of(seed)}.json")
    return time.perf_counter() - begin


def _write_truth(truth: ExerciseTruth, path: Path) -> None:
    """At once or not at all."""
    aside = path.with_name(f"{path.stem}.{os.getpid()}.part")
    aside.write_text(to_json(truth), encoding="utf-8")
    aside.replace(path)


def read_truth_anew(path: Path, lot_of: Draw = random_lot) -> None:
    """The truth of a film that is drawn, by what it means now. Raises ValueError where the film is of another plan."""
    old = read(path)
    new = compose(old.seed, fps=round(old.fps), long_px=max(old.width, old.height), lot_of=lot_of).truth
    same = [(r.depth_deg, r.tempo, r.faults) for r in old.repetitions]
    if same != [(r.depth_deg, r.tempo, r.faults) for r in new.repetitions] or old.azimuth_deg != new.azimuth_deg:
        message = f"{path.name} is of a film that would be drawn otherwise now: draw it again."
        raise ValueError(message)
    _write_truth(new, path)


def main() -> None:
    """Parse and make what is not there yet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=seed_range, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fps", type=int, default=FPS, help="pictures a second")
    parser.add_argument("--long", type=int, default=LONG_PX, help="longer side of the picture, px")
    parser.add_argument("--of", choices=LOTS, default="sets", help="other films, in a folder of their own")
    parser.add_argument("--truth", action="store_true", help="only read the truth of drawn films anew")
    chosen = parser.parse_args()
    os.environ.setdefault("LP_NUM_THREADS", "0")
    import torch

    torch.set_num_threads(1)
    chosen.out.mkdir(parents=True, exist_ok=True)
    if chosen.truth:
        for path in sorted(chosen.out.glob("set_*.json")):
            if read(path).seed in chosen.seeds:
                read_truth_anew(path, LOTS[chosen.of])
        return
    wanted = [s for s in chosen.seeds if not (chosen.out / f"{name_of(s)}.json").exists()]
    for i, seed in enumerate(wanted, start=1):
        took = make_one(seed, chosen.out, chosen.fps, chosen.long, LOTS[chosen.of])
        print(f"seed {seed}: {took:.0f} s   {i}/{len(wanted)}", flush=True)


if __name__ == "__main__":
    main()
