"""One clip: a person, a room, a camera and a script become a video and the truth beside it."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from pathlib import Path

import numpy as np

from validation.people.body import BodyShape
from validation.people.camera import Camera
from validation.people.encode import Grain, with_noise, write_video
from validation.people.mesh import skin_transforms, skinned
from validation.people.pose import PosedBody, pose_body
from validation.people.props import Prop
from validation.people.render import Light, Renderer
from validation.people.room import Room, build_room
from validation.people.rotations import Array
from validation.people.script import MotionScript
from validation.people.truth import ScriptedTrial, truth_frames, truth_trials
from validation.people.wardrobe import Look, dress

SCHEMA = "inturn/truth/1"


@dataclass(frozen=True)
class Actor:
    """A dressed person who follows a script."""

    body: BodyShape
    look: Look
    script: MotionScript


@dataclass(frozen=True)
class Clip:
    """All that is needed to draw a clip and to say what was true in it. The first actor is the one who is measured.

    The script has `fps` moments a second; one in `every` is drawn.
    """

    name: str
    seed: int
    fps: int
    actors: tuple[Actor, ...]
    trials: tuple[ScriptedTrial, ...]
    camera: Camera
    room: Room
    light: Light
    grain: Grain
    negative: bool = False
    samples: int = 4
    detail_m: float = 0.0
    preset: str = "medium"
    every: int = 1
    notes: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Stage:
    """Where people are drawn, and how finely."""

    camera: Camera
    room: Room
    light: Light
    samples: int = 4
    detail_m: float = 0.0


def draw_people(
    stage: Stage, people: Sequence[tuple[BodyShape, Look, PosedBody]], props: Sequence[Prop], only: Iterable[int]
) -> Iterator[np.ndarray]:
    """The pictures with the numbers in `only` of posed people and what they hold, float32 RGB in 0..255."""
    parts = [dress(body, look, stage.detail_m) for body, look, _ in people]
    posed = [p for _, _, p in people]
    maps = [skin_transforms(body, p.rotations, p.origins).astype(np.float32) for body, _, p in people]
    meshes = [*(p.mesh for p in parts), *(p.mesh for p in props)]
    room = build_room(stage.room)
    renderer = Renderer(stage.camera, room, meshes, stage.light, -stage.room.wall_m, stage.samples)
    try:
        for i in only:
            places = [skinned(part, m[i]) for part, m in zip(parts, maps, strict=True)]
            places += [prop.at(i) for prop in props]
            middle = np.mean([p.origins["pelvis"][i] for p in posed], axis=0)
            feet = [p.skeleton.joints[f"{s}_ankle"][i] + [0.06, 0.0, -0.085] for p in posed for s in ("left", "right")]
            yield renderer.draw(places, middle, np.array((feet * 2)[:4]))
    finally:
        renderer.close()


def pictures(clip: Clip, posed: list[PosedBody], only: Array | None = None) -> Iterator[np.ndarray]:
    """The clip's pictures in order, or those with the numbers in `only`."""
    people = [(a.body, a.look, p) for a, p in zip(clip.actors, posed, strict=True)]
    stage = Stage(clip.camera, clip.room, clip.light, clip.samples, clip.detail_m)
    count = len(posed[0].skeleton.pelvis)
    yield from draw_people(stage, people, (), range(count) if only is None else (int(i) for i in only))


def camera_truth(camera: Camera) -> dict[str, object]:
    """The camera as the truth file tells it."""
    return {
        "f_px": round(camera.f_px, 2),
        "position_m": [round(float(v), 4) for v in camera.position],
        "yaw_deg": round(float(np.rad2deg(camera.yaw)), 2),
        "pitch_deg": round(float(np.rad2deg(camera.pitch)), 2),
        "roll_deg": round(float(np.rad2deg(camera.roll)), 2),
    }


def clip_truth(clip: Clip, posed: PosedBody) -> dict[str, object]:
    """The whole truth file of a clip."""
    time_s = clip.actors[0].script.time_s
    return {
        "schema": SCHEMA,
        "clip": f"{clip.name}.mp4",
        "seed": clip.seed,
        "fps": clip.fps / clip.every,
        "width": clip.camera.width,
        "height": clip.camera.height,
        "camera": camera_truth(clip.camera),
        "body": {"height_m": round(clip.actors[0].body.height_m, 3)},
        "notes": clip.notes,
        "frames": truth_frames(time_s, posed.skeleton, clip.camera.yaw),
        "trials": truth_trials(clip.trials, time_s, posed.skeleton),
        "negative": clip.negative,
    }


def joints_file(path: Path, clip: Clip, posed: PosedBody) -> None:
    """3D joints (time, joint, 3) in metres and their pixels (time, joint, 2), with names, as a numpy archive."""
    names = sorted(posed.skeleton.joints)
    world = np.stack([posed.skeleton.joints[n] for n in names], axis=1)
    aside = path.with_name(f"{path.stem}.{os.getpid()}.part.npz")
    np.savez_compressed(
        aside,
        names=np.array(names),
        time_s=clip.actors[0].script.time_s,
        world=world.astype(np.float32),
        pixel=clip.camera.project(world).astype(np.float32),
        pelvis=posed.skeleton.pelvis.astype(np.float32),
        camera=np.array(json.dumps(asdict(clip.camera))),
    )
    aside.replace(path)


def write_clip(
    clip: Clip, video: Path, truth: Path, joints: Path | None = None, draw: bool = True
) -> dict[str, object]:
    """Draw and encode the clip, write its truth; the truth file comes last and so marks a finished clip.

    Without `draw` the film is left as it is: for a change of what is told of it.
    """
    posed = [pose_body(a.body, a.script) for a in clip.actors]
    video.parent.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng([clip.seed, 77])
    if draw:
        drawn = pictures(clip, posed, np.arange(0, len(clip.actors[0].script.time_s), clip.every))
        rate = Fraction(clip.fps, clip.every)
        write_video(video, with_noise(drawn, clip.grain, rng), rate, clip.grain.crf, clip.preset)
    told = clip_truth(clip, posed[0]) | {"clip": video.name}
    if joints is not None:
        joints_file(joints, clip, posed[0])
    truth.parent.mkdir(parents=True, exist_ok=True)
    aside = truth.with_name(f"{truth.name}.{os.getpid()}.part")
    aside.write_text(json.dumps(told, separators=(",", ":")) + "\n", encoding="utf-8")
    aside.replace(truth)
    return told
