"""Stills of people from the side: standing, hinged with a straight back, and hinged with a rounded one.

`python -m validation.people.backs --seeds 10000-10011 --out DIR` writes `back_NNNNNN.npz` each: `pictures` (3, height,
width, 3) uint8, `pixel` (3, joint, 2), `names`, `bow_deg` (3,): how much more the chest than the pelvis is tipped, and
`chord` (3,): the true distance from mid hip to mid shoulder in pixels. With arms and stick behind the back.
"""

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np

from validation.people.__main__ import seed_range
from validation.people.casting import random_body, random_light, random_look, random_room
from validation.people.clip import Stage, draw_people
from validation.people.framing import View, frame_person, outline
from validation.people.pose import pose_body
from validation.people.props import stick_along_back
from validation.people.random_set import random_plan
from validation.people.set_moves import write_set
from validation.people.set_plan import RepetitionPlan
from validation.people.set_truth import signals

FPS = 12


def make_one(seed: int, folder: Path) -> None:
    """One person's three pictures."""
    body_rng, look_rng, room_rng, plan_rng, move_rng = (np.random.default_rng([seed, 80 + i]) for i in range(5))
    body, phenotype = random_body(body_rng)
    away = float(plan_rng.choice([-1, 1]) * plan_rng.uniform(78, 102))
    side = "left" if plan_rng.random() < 0.5 else "right"
    plan = random_plan(plan_rng, "deadlift", "side", side, float(np.deg2rad(-away)))
    straight = RepetitionPlan(lower_s=1.0, pause_s=0.5, rise_s=1.0, rest_s=0.5)
    rounded = replace(straight, bow=float(np.deg2rad(plan_rng.uniform(38, 55))))
    plan = replace(plan, repetitions=(straight, rounded), quiet_s=1.0)
    posed = pose_body(body, write_set(plan, body.height_m, FPS, move_rng))
    chosen = [round(t * FPS) for t in (0.5, 2.25, 5.25)]
    view = View(360, 640, float(np.deg2rad(58)), 0.0, view_height(room_rng), 0.7, 0.0, 0.0, 0.0)
    camera = frame_person(view, outline(body, posed))
    stage = Stage(camera, random_room(room_rng), random_light(room_rng), samples=0, detail_m=0.006)
    person = (body, random_look(look_rng, phenotype), posed)
    drawn = draw_people(stage, [person], (stick_along_back(body, posed),), chosen)
    pictures = [np.clip(p + 0.5, 0, 255).astype(np.uint8) for p in drawn]
    names = sorted(posed.skeleton.joints)
    world = np.stack([posed.skeleton.joints[n][chosen] for n in names], axis=1)
    seen = signals(posed.skeleton, posed.rotations["thorax"], side, chosen[0])
    pixel = camera.project(world)
    hip, shoulder = (
        0.5 * (pixel[:, names.index(f"left_{n}")] + pixel[:, names.index(f"right_{n}")]) for n in ("hip", "shoulder")
    )
    np.savez_compressed(
        folder / f"back_{seed:06d}.npz", pictures=np.array(pictures), pixel=pixel, names=np.array(names),
        bow_deg=seen.bow[chosen], chord=np.linalg.norm(shoulder - hip, axis=1),
    )  # fmt: skip


def view_height(rng: np.random.Generator) -> float:
    """How high the camera stands, metres."""
    return float(rng.uniform(0.6, 1.3))


def main() -> None:
    """Parse and make what is not there yet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=seed_range, required=True)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    for seed in chosen.seeds:
        if not (chosen.out / f"back_{seed:06d}.npz").exists():
            make_one(seed, chosen.out)
            print(seed, flush=True)


if __name__ == "__main__":
    main()
