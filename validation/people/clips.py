"""The clips that are part of the project: the built-in sample and the small ones the tests use."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from validation.people.body import Phenotype
from validation.people.camera import Camera
from validation.people.casting import body_of_height
from validation.people.choreography import write_test
from validation.people.clip import Actor, Clip, write_clip
from validation.people.encode import Grain
from validation.people.framing import View, frame_person, outline
from validation.people.mesh import Surface
from validation.people.other import other_movement
from validation.people.plan import Side, SidePlan, Style, TestPlan, TrialPlan
from validation.people.pose import pose_body
from validation.people.render import Light
from validation.people.room import Room
from validation.people.script import MotionScript
from validation.people.truth import ScriptedTrial
from validation.people.wardrobe import Look, Shirt, Trousers

SAMPLE_FOLDER = Path("src/inturn/data/sample")
TEST_FOLDER = Path("tests/clips")
SAMPLE = "standing-test"
UPRIGHT = View(480, 854, np.deg2rad(58), 0.0, 1.0, 0.72, 0.0, 0.0, 0.0)
LYING = replace(UPRIGHT, width=854, height=480, vertical_fov=float(np.deg2rad(45)))
DAYLIGHT = Light((0.8, 0.6, 1.3), 0.7, (0.5, 0.52, 0.55), (0.28, 0.26, 0.24), (1.0, 0.97, 0.92), 0.06, 1.0)


def _rad(value: float) -> float:
    return float(np.deg2rad(value))


@dataclass(frozen=True)
class Cast:
    """Who is filmed and where."""

    phenotype: Phenotype
    stature_m: float
    look: Look
    room: Room


def _look(skin: int, hair: int, style: str, trousers: Trousers, shirt: Shirt, shoes: bool) -> Look:
    from validation.people.casting import HAIR_TONES, SKIN_TONES

    return Look(SKIN_TONES[skin], HAIR_TONES[hair], style, trousers, shirt, (0.05, 0.05, 0.06) if shoes else None)


def _room(seed: int, wall: tuple[float, float, float], surface: Surface = Surface.WOOD, clutter: int = 3) -> Room:
    return Room((0.40, 0.26, 0.15), surface, wall, 1.7, None, clutter, True, seed)


WOMAN = Cast(
    Phenotype(0.95, 0.7, 0.55, 0.5, 0.5, 0.6),
    1.68,
    _look(1, 1, "long", Trousers(0.55, 0.3, (0.03, 0.05, 0.12)), Shirt(-0.1, 0.45, 0.3, (0.16, 0.38, 0.36)), True),
    _room(11, (0.62, 0.60, 0.55)),
)
MAN = Cast(
    Phenotype(0.05, 0.72, 0.6, 0.5, 0.5, 0.5),
    1.79,
    _look(4, 0, "short", Trousers(0.75, 0.5, (0.05, 0.05, 0.06)), Shirt(-0.1, 0.6, 0.4, (0.55, 0.55, 0.52)), True),
    _room(5, (0.45, 0.5, 0.52), clutter=2),
)
OLDER_MAN = Cast(
    Phenotype(0.1, 0.9, 0.45, 0.62, 0.5, 0.4),
    1.72,
    _look(0, 4, "short", Trousers(0.6, 0.5, (0.2, 0.17, 0.12)), Shirt(-0.08, 0.6, 0.5, (0.10, 0.16, 0.30)), False),
    _room(23, (0.55, 0.5, 0.42), Surface.CARPET, 2),
)
OLDER_WOMAN = Cast(
    Phenotype(0.92, 0.85, 0.45, 0.58, 0.5, 0.5),
    1.61,
    _look(2, 0, "short", Trousers(1.88, 0.05, (0.03, 0.03, 0.035)), Shirt(-0.05, 0.55, 0.4, (0.5, 0.2, 0.16)), False),
    _room(31, (0.6, 0.58, 0.6), Surface.TILES, 2),
)


def _trials(degrees: Sequence[float], **more: float) -> tuple[TrialPlan, ...]:
    """Trials a little unlike one another; `more` in radians or seconds."""
    return tuple(
        TrialPlan(_rad(d), out_s=0.85 + 0.05 * (i % 2), hold_s=1.0, back_s=0.75, rest_s=0.75, **more)
        for i, d in enumerate(degrees)
    )


def _side(side: Side, trials: tuple[TrialPlan, ...], **more: float) -> SidePlan:
    base: dict[str, float] = {
        "elevation": _rad(86),
        "abduction": _rad(2),
        "knee": _rad(90),
        "neutral": _rad(1),
        "list_lift": _rad(1.5),
        "lean_lift": _rad(-0.5),
        "shift_s": 0.6,
        "lift_s": 1.0,
        "settle_s": 0.8,
        "lower_s": 1.0,
        "rest_s": 1.0,
    }
    return SidePlan(side=side, trials=trials, **(base | more))


def _both(right: Sequence[float], left: Sequence[float], style: Style | None = None, **cheat: float) -> TestPlan:
    return TestPlan((_side("right", _trials(right, **cheat)), _side("left", _trials(left, **cheat))), style or Style())


def _clip(
    name: str, seed: int, cast: Cast, plan: TestPlan | str, *, view: View = UPRIGHT, fps: int = 25, crf: int = 29
) -> Clip:
    """A clip of a cast who does a test, or another movement by name."""
    body = body_of_height(cast.phenotype, cast.stature_m)
    rng = np.random.default_rng(seed)
    if isinstance(plan, str):
        script: MotionScript = other_movement(plan, rng, Style(), body.height_m, fps)
        trials: list[ScriptedTrial] = []
    else:
        script, trials = write_test(plan, body.height_m, fps, rng)
    camera = frame_person(view, outline(body, pose_body(body, script)))
    return Clip(
        name=name,
        seed=seed,
        fps=fps,
        actors=(Actor(body, cast.look, script),),
        trials=tuple(trials),
        camera=camera,
        room=cast.room,
        light=DAYLIGHT,
        grain=Grain(1.0, 0.002, crf),
        negative=isinstance(plan, str),
        preset="slow",
        notes={"movement": plan if isinstance(plan, str) else "test"},
    )


def _sample() -> Clip:
    limited = replace(_both([14.5, 13.5, 14.0], [31.0, 32.5, 32.0]), quiet_s=2.2, end_s=1.5)
    view = replace(UPRIGHT, width=720, height=1280, fill=0.74, camera_height_m=0.95)
    return _clip(SAMPLE, 101, WOMAN, limited, view=view, fps=30, crf=27)


def _clean() -> Clip:
    return _clip("clean", 102, MAN, _both([31, 32], [33, 34]))


def _asymmetric() -> Clip:
    view = replace(LYING, azimuth=_rad(4), camera_height_m=1.2, fill=0.8)
    return _clip("asymmetric", 103, OLDER_MAN, _both([35, 33.5], [15, 14]), view=view)


def _pelvic_list() -> Clip:
    return _clip("pelvic_list", 104, WOMAN, _both([14, 15], [16, 15], list=_rad(11.5)))


def _trunk_lean() -> Clip:
    return _clip("trunk_lean", 105, OLDER_WOMAN, _both([24, 23], [22, 23.5], lean=_rad(15)))


def _turned() -> Clip:
    return _clip("turned", 106, MAN, _both([28, 29], [27, 26], Style(heading=_rad(25))))


def _feet_cut() -> Clip:
    """Everything below the lifted ankle is out of the picture: camera too near and too high."""
    clip = _clip("feet_cut", 107, WOMAN, _both([29, 30], [28, 29]))
    actor = clip.actors[0]
    joints = pose_body(actor.body, actor.script).skeleton.joints
    lifted = max(float(joints[f"{s}_ankle"][:, 2].max()) for s in ("left", "right"))
    top, distance = actor.body.height_m + 0.12, 2.0
    middle = 0.5 * (lifted + 0.08 + top)
    f_px = clip.camera.height * distance / (top - lifted - 0.08)
    near = Camera((distance + 0.2, 0.0, middle), 0.0, 0.0, 0.0, f_px, clip.camera.width, clip.camera.height)
    return replace(clip, camera=near)


def _one_side() -> Clip:
    plan = TestPlan((_side("left", _trials([26, 27, 25])),), Style(hands_on_hips=True))
    return _clip("one_side", 109, OLDER_MAN, plan)


def _from_behind() -> Clip:
    return _clip("from_behind", 110, WOMAN, _both([30, 29], [31, 30], Style(heading=np.pi)))


def _from_side() -> Clip:
    return _clip("from_side", 111, MAN, _both([30, 29], [31, 30], Style(heading=_rad(88))), view=LYING)


def _two_people() -> Clip:
    """A second person stands beside the one who does the test."""
    clip = _clip("two_people", 112, MAN, _both([30, 31], [28, 29]), view=replace(LYING, fill=0.66, aside=0.1))
    body = body_of_height(OLDER_WOMAN.phenotype, OLDER_WOMAN.stature_m)
    length = len(clip.actors[0].script.time_s)
    style = Style(place=(-0.3, 1.05), heading=_rad(-15))
    still = TestPlan((), style, quiet_s=length / clip.fps, end_s=1.0)
    script, _ = write_test(still, body.height_m, clip.fps, np.random.default_rng(113))
    return replace(clip, actors=(*clip.actors, Actor(body, OLDER_WOMAN.look, script)))


CLIPS: dict[str, Callable[[], Clip]] = {
    SAMPLE: _sample,
    "clean": _clean,
    "asymmetric": _asymmetric,
    "pelvic_list": _pelvic_list,
    "trunk_lean": _trunk_lean,
    "turned": _turned,
    "feet_cut": _feet_cut,
    "marching": lambda: _clip("marching", 108, OLDER_MAN, "marching"),
    "squats": lambda: _clip("squats", 114, OLDER_WOMAN, "squats"),
    "one_side": _one_side,
    "from_behind": _from_behind,
    "from_side": _from_side,
    "two_people": _two_people,
}


def make_clips(root: Path, only: Sequence[str] | None = None, draw: bool = True) -> None:
    """Make the committed clips anew below the project's `root`; without `draw` their truth files alone.

    Raises:
        ValueError: a name in `only` that is no clip.
    """
    unknown = sorted(set(only or ()) - set(CLIPS))
    if unknown:
        message = f"no clip is called {', '.join(unknown)}: choose from {', '.join(CLIPS)}"
        raise ValueError(message)
    for name in only or CLIPS:
        begin = time.perf_counter()
        clip = CLIPS[name]()
        folder = root / (SAMPLE_FOLDER if name == SAMPLE else TEST_FOLDER)
        video = folder / f"{name}.mp4"
        truth = folder / (f"{name}.truth.json" if name == SAMPLE else f"{name}.json")
        told = write_clip(clip, video, truth, draw=draw)
        size = (video.stat().st_size + truth.stat().st_size) / 1e3
        trials = told["trials"]
        count = len(trials) if isinstance(trials, list) else 0
        print(f"{name}: {count} trials, {size:.0f} kB, {time.perf_counter() - begin:.0f} s", flush=True)
