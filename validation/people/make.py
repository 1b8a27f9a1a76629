"""Random clips by seed: any number of people, each fully determined by its number."""

import multiprocessing
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from validation.people.casting import (
    pick,
    random_body,
    random_grain,
    random_light,
    random_look,
    random_room,
    random_style,
    random_view,
)
from validation.people.choreography import write_test
from validation.people.clip import Actor, Clip, write_clip
from validation.people.framing import frame_person, outline
from validation.people.other import KINDS, other_movement
from validation.people.pose import PosedBody, pose_body
from validation.people.random_test import random_test
from validation.people.seeds import purpose

NEGATIVE_SHARE = 0.1
# Vertices closer than this on head, hands and feet are joined: drawing is quicker, and no network sees it.
DETAIL_M = 0.006


@dataclass(frozen=True)
class Files:
    """What a finished seed leaves behind; the truth is written last."""

    video: Path
    truth: Path
    joints: Path


def name_of(seed: int, camera: int = 0) -> str:
    """A film's name: cameras after the first have a letter, b for the second."""
    return f"person_{seed:06d}" + ("" if camera == 0 else chr(ord("a") + camera))


def files_of(seed: int, folder: Path, camera: int = 0) -> Files:
    """Where a seed's files go."""
    stem = folder / name_of(seed, camera)
    return Files(stem.with_suffix(".mp4"), stem.with_suffix(".json"), stem.with_suffix(".npz"))


def random_sticks(rng: np.random.Generator, posed: PosedBody) -> tuple[tuple[float, float, float], ...]:
    """Now and then a stick stands at the outer edge of each foot, or of one, as the written test asks."""
    sides = pick(rng, [(0.75, ()), (0.15, ("left", "right")), (0.05, ("left",)), (0.05, ("right",))])
    joints, length = posed.skeleton.joints, float(rng.uniform(0.9, 1.5))
    sticks = []
    for side in sides:
        ankle = joints[f"{side}_ankle"][0]
        out = ankle[:2] - posed.origins["pelvis"][0, :2]
        at = ankle[:2] + out / np.linalg.norm(out) * rng.uniform(0.07, 0.12) + [rng.uniform(-0.05, 0.1), 0.0]
        sticks.append((float(at[0]), float(at[1]), length))
    return tuple(sticks)


def random_clip(seed: int, camera: int = 0) -> Clip:
    """The clip of a seed; `camera` 1, 2 ... show the same motion from elsewhere."""
    kind_of_seed = purpose(seed)
    # One stream a topic: a change to the clothes does not change how anybody moves.
    body_rng, look_rng, room_rng, view_rng, move_rng, test_rng, stick_rng = (
        np.random.default_rng([seed, topic]) for topic in range(7)
    )
    body, phenotype = random_body(body_rng)
    style = random_style(move_rng)
    fps = pick(view_rng, [(0.34, 24), (0.34, 25), (0.28, 30), (0.02, 50), (0.02, 60)])
    negative = bool(test_rng.random() < NEGATIVE_SHARE)
    if negative:
        kind = KINDS[int(test_rng.integers(len(KINDS)))]
        script, trials = other_movement(kind, test_rng, style, body.height_m, fps), []
    else:
        kind = "test"
        script, trials = write_test(random_test(test_rng, style), body.height_m, fps, test_rng)
    posed = pose_body(body, script)
    if camera > 0:
        view_rng = np.random.default_rng([seed, 3, camera])
    return Clip(
        name=name_of(seed, camera),
        seed=seed,
        fps=fps,
        actors=(Actor(body, random_look(look_rng, phenotype), script),),
        trials=tuple(trials),
        camera=frame_person(random_view(view_rng), outline(body, posed)),
        room=replace(random_room(room_rng), sticks=random_sticks(stick_rng, posed)),
        light=random_light(room_rng),
        grain=random_grain(view_rng),
        negative=negative,
        samples=0,
        detail_m=DETAIL_M,
        preset="superfast",
        notes={"purpose": kind_of_seed, "movement": kind, "motion": str(seed)},
    )


def make_one(job: tuple[int, Path, int, int]) -> tuple[int, float]:
    """Make one seed's clip; returns the seed and the seconds it took."""
    seed, folder, every, camera = job
    begin = time.perf_counter()
    files = files_of(seed, folder, camera)
    write_clip(replace(random_clip(seed, camera), every=every), files.video, files.truth, files.joints)
    return seed, time.perf_counter() - begin


def _one_thread_each() -> None:
    """A clip uses one core: more threads cost more than they give, and get in each other's way."""
    os.environ.setdefault("LP_NUM_THREADS", "0")  # software OpenGL
    import torch

    torch.set_num_threads(1)


def _results(jobs: list[tuple[int, Path, int, int]], workers: int) -> Iterable[tuple[int, float]]:
    if workers <= 1:
        _one_thread_each()
        yield from map(make_one, jobs)
        return
    context: Any = multiprocessing.get_context("spawn")
    with context.Pool(workers, initializer=_one_thread_each) as pool:
        yield from pool.imap_unordered(make_one, jobs)


def make(seeds: range, folder: Path, workers: int, every: int = 1, camera: int = 0) -> int:
    """Make the clips of `seeds` that are not there yet, one picture in `every`; returns how many were made."""
    for seed in (seeds[0], seeds[-1]):
        purpose(seed)
    folder.mkdir(parents=True, exist_ok=True)
    todo = [(seed, folder, every, camera) for seed in seeds if not files_of(seed, folder, camera).truth.exists()]
    begin = time.perf_counter()
    if len(todo) < len(seeds):
        print(f"{len(seeds) - len(todo)} of {len(seeds)} are there already")
    for done, (seed, took) in enumerate(_results(todo, workers), start=1):
        left = (time.perf_counter() - begin) / done * (len(todo) - done)
        print(f"seed {seed}: {took:.0f} s   {done}/{len(todo)}   about {left / 60:.0f} min left", flush=True)
    return len(todo)
