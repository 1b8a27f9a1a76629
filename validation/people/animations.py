"""The looping demonstrations of the app: `python -m validation.people.animations [--only squat] [--out DIR]`.

The test and the three exercises, two views each, as animated WebP with a still for those who want no motion, and
`animations.json` with captions beside them. Each loop ends as it began.
"""

import argparse
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from validation.people.body import BodyShape
from validation.people.casting import body_of_height
from validation.people.choreography import write_test
from validation.people.clip import Stage, draw_people
from validation.people.clips import WOMAN
from validation.people.framing import View, frame_person, outline
from validation.people.lying import ReleasePlan, write_release
from validation.people.mesh import Surface
from validation.people.plan import SidePlan, Style, TestPlan, TrialPlan
from validation.people.pose import PosedBody, pose_body
from validation.people.props import Prop, roller_between_thighs, stick_along_back
from validation.people.render import Light
from validation.people.room import Room
from validation.people.script import MotionScript
from validation.people.set_moves import write_set
from validation.people.set_plan import HingeShape, RepetitionPlan, SetPlan, SquatShape

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "src" / "inturn" / "web" / "static" / "animations"
FPS = 8
LARGEST_BYTES = 400_000
STUDIO = Room((0.62, 0.62, 0.60), Surface.PLAIN, (0.74, 0.76, 0.76), 2.4, None, 0, False, 1)
LIGHT = Light((0.9, 0.7, 1.5), 0.62, (0.56, 0.57, 0.59), (0.36, 0.35, 0.34), (1.0, 0.98, 0.95), 0.09, 1.05)
UPRIGHT = View(320, 420, float(np.deg2rad(34)), 0.0, 1.05, 0.80, 0.0, 0.0, 0.0)
LYING = View(440, 290, float(np.deg2rad(30)), 0.0, 0.9, 0.50, 0.0, 0.0, 0.0)
CALM = Style(toe_out=0.1, sway=0.25, stance_knee=0.12, head_down=0.08, trunk_forward=0.02)


def _rad(degrees: float) -> float:
    return float(np.deg2rad(degrees))


@dataclass(frozen=True)
class Scene:
    """What is drawn: the script, the posed body, what is held, the moment of the still picture, and the loop's span."""

    script: MotionScript
    posed: PosedBody
    props: tuple[Prop, ...]
    still_s: float
    start_s: float = 0.0


@dataclass(frozen=True)
class Demonstration:
    """One animation: how it is made for a heading, from where it is seen, and what is said of it."""

    scene: Callable[[BodyShape, float], Scene]
    view: View
    headings_deg: dict[str, float]
    caption: str
    alt: dict[str, str]


def _test(body: BodyShape, heading: float) -> Scene:
    trial = TrialPlan(_rad(34), out_s=1.2, hold_s=1.0, back_s=1.0, rest_s=0.4)
    side = SidePlan(
        "left", (trial,), _rad(88), _rad(2), _rad(90), 0.0, _rad(1), 0.0, shift_s=0.6, lift_s=1.0, settle_s=0.3,
        lower_s=1.0, rest_s=0.4,
    )  # fmt: skip
    style = replace(CALM, half_stance=0.055, heading=heading, hands_on_hips=True, balance_arms=0.0)
    script, trials = write_test(
        TestPlan((side,), style, quiet_s=0.4, end_s=0.2), body.height_m, FPS, np.random.default_rng(3)
    )
    still = 0.5 * (trials[0].hold_start_s + trials[0].hold_end_s)
    return Scene(script, pose_body(body, script), (), still)


def _squat(body: BodyShape, heading: float) -> Scene:
    style = replace(CALM, half_stance=0.085, heading=heading)
    repetition = RepetitionPlan(lower_s=2.1, pause_s=1.9, rise_s=1.7, rest_s=0.0, turn=_rad(19))
    plan = SetPlan("left", SquatShape(_rad(86), 0.07, _rad(24)), (repetition,), style, quiet_s=0.5, end_s=0.4)
    script = write_set(plan, body.height_m, FPS, np.random.default_rng(4))
    posed = pose_body(body, script)
    return Scene(script, posed, (roller_between_thighs(posed),), 0.5 + 2.1 + 0.95)


def _deadlift(body: BodyShape, heading: float) -> Scene:
    style = replace(CALM, half_stance=0.05, heading=heading)
    repetition = RepetitionPlan(lower_s=2.6, pause_s=0.8, rise_s=2.0, rest_s=0.0)
    shape = HingeShape(_rad(62), _rad(17), 0.10, 0.16, _rad(24))
    plan = SetPlan("left", shape, (repetition,), style, quiet_s=0.5, end_s=0.5)
    script = write_set(plan, body.height_m, FPS, np.random.default_rng(5))
    posed = pose_body(body, script)
    return Scene(script, posed, (stick_along_back(body, posed),), 0.5 + 2.6 + 0.4)


def _release(body: BodyShape, heading: float) -> Scene:
    plan = ReleasePlan("left", quiet_s=0.4, hold_s=0.4, rolls=1, roll_s=3.0, way_m=0.07, heading=heading)
    script, posed, roller = write_release(plan, body, FPS, np.random.default_rng(6))
    return Scene(script, posed, (roller,), 0.4)


DEMONSTRATIONS: dict[str, Demonstration] = {
    "test": Demonstration(
        _test, UPRIGHT, {"front": 0.0, "oblique": -38.0},
        "Lift one thigh level, knee bent. Keep it there and let the foot go outward; the pelvis stays level.",
        {
            "front": "A person seen from the front lifts the left thigh level and moves the foot outward and back.",
            "oblique": "The same, seen from the front and side.",
        },
    ),
    "release": Demonstration(
        _release, LYING, {"front": 0.0, "oblique": -35.0},
        "Lie on your side with the roller between the bony point of the hip and the rim of the pelvis. The upper foot "
        "takes as much weight as you like. Hold, then roll slowly a few centimetres.",
        {
            "front": "A person lies on the left side over a roller below the hip and rolls slowly to and fro.",
            "oblique": "The same, seen from the head's side.",
        },
    ),
    "squat": Demonstration(
        _squat, UPRIGHT, {"front": 0.0, "oblique": -40.0},
        "Lower yourself upright with the roller between the thighs. Draw one knee slightly back so that the hip turns "
        "inward, let it come forward again, and stand up.",
        {
            "front": "A person squats with a roller between the thighs, draws the left knee back and stands up.",
            "oblique": "The same, seen from the front and side.",
        },
    ),
    "deadlift": Demonstration(
        _deadlift, UPRIGHT, {"oblique": -42.0, "side": -85.0},
        "One foot slightly ahead, most of the weight on it. Push the hips back; the stick keeps touching the head, "
        "the upper back and the sacrum.",
        {
            "oblique": "A person with a stick along the back leans forward from the hips and comes up again.",
            "side": "The same, seen from the side: the back stays straight along the stick.",
        },
    ),
}  # fmt: skip


def drawn(body: BodyShape, demonstration: Demonstration, heading_deg: float) -> tuple[list[np.ndarray], np.ndarray]:
    """All pictures of the loop (uint8) and the still one."""
    scene = demonstration.scene(body, _rad(heading_deg))
    camera = frame_person(demonstration.view, outline(body, scene.posed))
    person = (body, WOMAN.look, scene.posed)
    count = range(len(scene.script.time_s))
    drawn_all = draw_people(Stage(camera, STUDIO, LIGHT, detail_m=0.006), [person], scene.props, count)
    frames = [np.clip(p + 0.5, 0, 255).astype(np.uint8) for p in drawn_all]
    return frames, frames[round(scene.still_s * FPS)]


def webp(frames: list[np.ndarray], quality: int = 68) -> bytes:
    """Animated (or, of one picture, still) WebP, less finely coded until it fits into `LARGEST_BYTES`."""
    from PIL import Image

    images: list[Any] = [Image.fromarray(f) for f in frames]
    more: dict[str, Any] = {}
    if len(images) > 1:
        more = {"save_all": True, "append_images": images[1:], "duration": 1000 // FPS, "loop": 0}
    while quality >= 20:
        out = io.BytesIO()
        images[0].save(out, "WEBP", quality=quality, method=2, **more)
        if out.tell() < LARGEST_BYTES:
            return out.getvalue()
        quality -= 16
    message = f"{len(frames)} pictures do not fit into {LARGEST_BYTES} bytes: draw them smaller"
    raise ValueError(message)


def make(names: list[str], out: Path, again: bool = False) -> None:
    """Draw the named demonstrations that are not there yet (or `again`) and write the captions of all."""
    out.mkdir(parents=True, exist_ok=True)
    body = body_of_height(WOMAN.phenotype, WOMAN.stature_m)
    for name in names:
        demonstration = DEMONSTRATIONS[name]
        for view, heading in demonstration.headings_deg.items():
            if not again and (out / f"{name}-{view}-still.webp").exists():
                continue
            frames, still = drawn(body, demonstration, heading)
            for stem, chosen in ((f"{name}-{view}", frames), (f"{name}-{view}-still", [still])):
                data = webp(chosen)
                (out / f"{stem}.webp").write_bytes(data)
                print(f"{stem}: {len(chosen)} pictures, {len(data) / 1e3:.0f} kB", flush=True)
    told = {
        name: {
            "caption": d.caption,
            "width": d.view.width,
            "height": d.view.height,
            "views": {
                view: {"file": f"{name}-{view}.webp", "still": f"{name}-{view}-still.webp", "alt": d.alt[view]}
                for view in d.headings_deg
            },
        }
        for name, d in DEMONSTRATIONS.items()
    }
    (out / "animations.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Parse and draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", choices=sorted(DEMONSTRATIONS))
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--again", action="store_true", help="also those that are there")
    chosen = parser.parse_args()
    make(chosen.only or list(DEMONSTRATIONS), chosen.out, chosen.again)


if __name__ == "__main__":
    main()
