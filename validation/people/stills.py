"""Single pictures of many people in the moments that matter, for learning where a network puts its keypoints.

A film of a whole test shows one person for a thousand nearly equal pictures; what a fit needs is many people in few
pictures. Here every trial of a random test moves the pelvis and trunk by its own random amount, and only standing,
the moment before each rotation and its hold are drawn. With `--calm` the body moves as in the seed's film: for judging
errors, not for learning.

    python -m validation.people.stills --seeds 1000-1099 --out DIR
    python -m validation.people.stills --seeds 10000-10059 --calm --out DIR
    python -m validation.people.stills --seeds 10000-10059 --calm --out DIR --check

`--check` computes the truth of files drawn before anew and says which of them hold another one: truth has a definition,
and files drawn under a former one must be drawn again.
"""

import argparse
import io
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from validation.people.casting import random_style
from validation.people.choreography import write_test
from validation.people.clip import Actor, Clip, pictures
from validation.people.encode import with_noise
from validation.people.make import _one_thread_each, random_clip
from validation.people.plan import TestPlan
from validation.people.pose import PosedBody, pose_body
from validation.people.random_test import random_test
from validation.people.seeds import purpose
from validation.people.truth import ScriptedTrial

FPS = 15
JPEG_QUALITY = 90
AGREES_M = 1e-3
"""Joints that lie nearer than this are the same."""
SD_DEG = {"list": 6.0, "turn": 7.0, "lean": 6.0, "drop": 6.0}


def restless(plan: TestPlan, rng: np.random.Generator) -> TestPlan:
    """The plan with a body that moves by its own random amount in every trial, and in every lift."""

    def moved(trials):
        return tuple(
            replace(t, onset=0.0, **{k: float(np.deg2rad(rng.normal(0, sd))) for k, sd in SD_DEG.items()})
            for t in trials
        )

    sides = [
        replace(
            side,
            trials=moved(side.trials),
            list_lift=float(np.deg2rad(rng.normal(1, 4))),
            lean_lift=float(np.deg2rad(rng.normal(0, 4))),
        )
        for side in plan.sides
    ]
    return replace(plan, sides=tuple(sides))


def moments(trials: list[ScriptedTrial], time_s: np.ndarray) -> np.ndarray:
    """Numbers of the pictures to draw: three of quiet standing, and per trial one before, one half way, two held."""
    wanted = [0.3, 0.9, 1.5]
    for t in trials:
        wanted += [t.start_s - 0.1, 0.5 * (t.start_s + t.hold_start_s)]
        wanted += [t.hold_start_s + share * (t.hold_end_s - t.hold_start_s) for share in (0.3, 0.8)]
    return np.unique(np.clip(np.round(np.array(wanted) * FPS).astype(int), 0, len(time_s) - 1))


def stills_clip(seed: int, calm: bool) -> tuple[Clip, list[ScriptedTrial], PosedBody]:
    """Body, clothes, room and camera of the seed's random clip, in a restless test or a calm one."""
    clip = random_clip(seed)
    rng = np.random.default_rng([seed, 99])
    style = random_style(rng)
    body = clip.actors[0].body
    plan = random_test(rng, style)
    plan = plan if calm else restless(plan, rng)
    script, trials = write_test(plan, body.height_m, FPS, rng)
    posed = pose_body(body, script)
    return replace(clip, fps=FPS, actors=(Actor(body, clip.actors[0].look, script),)), list(trials), posed


def write_stills(seed: int, folder: Path, calm: bool = False) -> int:
    """Draw the seed's pictures into `stills_SEED.npz`, with the joints; returns how many pictures."""
    from PIL import Image

    clip, trials, posed = stills_clip(seed, calm)
    only = moments(trials, clip.actors[0].script.time_s)
    rng = np.random.default_rng([seed, 78])
    coded: list[bytes] = []
    for picture in with_noise(pictures(clip, [posed], only), clip.grain, rng):
        file = io.BytesIO()
        Image.fromarray(picture).save(file, "JPEG", quality=JPEG_QUALITY)
        coded.append(file.getvalue())
    names = sorted(posed.skeleton.joints)
    world = np.stack([posed.skeleton.joints[n][only] for n in names], axis=1)
    aside = folder / f"stills_{seed:06d}.part.npz"
    np.savez(
        aside,
        pictures=np.frombuffer(b"".join(coded), dtype=np.uint8),
        lengths=np.array([len(c) for c in coded]),
        time_s=clip.actors[0].script.time_s[only],
        names=np.array(names),
        world=world.astype(np.float32),
        pelvis=posed.skeleton.pelvis[only].astype(np.float32),
        camera=np.array(json.dumps(asdict(clip.camera))),
        trials=np.array(json.dumps([asdict(t) for t in trials])),
        height_m=clip.actors[0].body.height_m,
        seed=seed,
        purpose=np.array(purpose(seed)),
    )
    aside.rename(folder / f"stills_{seed:06d}.npz")
    return len(coded)


def apart_m(path: Path, calm: bool) -> float:
    """How far (m) a file's joints lie at most from those its seed gives now; infinite where its moments are others."""
    with np.load(path) as file:
        seed, names, world = int(file["seed"]), [str(n) for n in file["names"]], file["world"]
    clip, trials, posed = stills_clip(seed, calm)
    only = moments(trials, clip.actors[0].script.time_s)
    if len(only) != len(world):
        return float("inf")
    now = np.stack([posed.skeleton.joints[n][only] for n in names], axis=1)
    return float(np.linalg.norm(now - world, axis=-1).max())


def check(seeds: range, folder: Path, calm: bool) -> list[int]:
    """Seeds whose files hold a truth that is no longer that of their seed; prints each."""
    outdated: list[int] = []
    for seed in seeds:
        path = folder / f"stills_{seed:06d}.npz"
        if path.exists() and (apart := apart_m(path, calm)) > AGREES_M:
            print(f"seed {seed}: joints up to {100 * apart:.1f} cm from where they are now", flush=True)
            outdated.append(seed)
    return outdated


def main() -> None:
    """Draw the seeds that are not there yet, or check those that are."""
    from validation.people.__main__ import seed_range

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=seed_range, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--calm", action="store_true")
    parser.add_argument("--check", action="store_true", help="compare the truth of finished files with today's")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    _one_thread_each()
    if chosen.check:
        if outdated := check(chosen.seeds, chosen.out, chosen.calm):
            sys.exit(f"{len(outdated)} files hold an outdated truth: delete them and draw them again.")
        return
    for seed in chosen.seeds:
        if not (chosen.out / f"stills_{seed:06d}.npz").exists():
            print(f"seed {seed}: {write_stills(seed, chosen.out, chosen.calm)} pictures", flush=True)


if __name__ == "__main__":
    main()
