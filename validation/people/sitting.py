"""Rising from a chair and sitting down again: who does it how, as movement, and the chair. Angles are radians."""

from dataclasses import replace

import numpy as np

from validation.people.casting import Rng
from validation.people.choreography import arms, still_feet, still_leg
from validation.people.curves import sway
from validation.people.mesh import Surface, box, joined
from validation.people.plan import Style
from validation.people.pose import PosedBody
from validation.people.props import Prop
from validation.people.random_set import AZIMUTH_DEG, VIEWS, SetLot
from validation.people.rotations import Array, about_z
from validation.people.script import MotionScript
from validation.people.set_curves import along, standing_over, starts_of
from validation.people.set_plan import SEAT_OFF, RepetitionPlan, SetPlan, SitShape
from validation.people.truth import SIDES

# How far the middle of a seated hip is above the seat, metres.
HIP_TO_SEAT_M = 0.095
SEAT_M = (0.42, 0.46, 0.045)
LEG_M = 0.035


def sit_lot(seed: int, rng: Rng) -> SetLot:
    """What a seed's film of rising from a chair shows: four or five times, and now and then once halfway."""
    view = VIEWS[seed % 3]
    away = float(rng.uniform(*AZIMUTH_DEG[view]) * (1 if view == "front" else rng.choice([-1, 1])))
    return SetLot("sit_to_stand", view, away, random_sit(rng, float(np.deg2rad(-away))), "", "")


def random_sit(rng: Rng, heading: float) -> SetPlan:
    """Somebody's way of rising from a chair."""
    style = Style(
        half_stance=float(rng.uniform(0.06, 0.09)), toe_out=float(np.deg2rad(rng.uniform(2, 14))),
        stance_knee=float(np.deg2rad(rng.uniform(4, 10))), heading=heading, sway=float(rng.uniform(0.5, 1.6)),
        trunk_forward=float(np.deg2rad(rng.uniform(-2, 5))), balance_arms=0.0,
    )  # fmt: skip
    shape = SitShape(
        bend=float(np.deg2rad(rng.uniform(66, 73))), back=float(rng.uniform(0.2, 0.215)),
        lean=float(np.deg2rad(rng.uniform(28, 42))), slouch=float(np.deg2rad(rng.uniform(-4, 8))),
    )  # fmt: skip
    up, down = rng.uniform(1.3, 2.0), rng.uniform(1.5, 2.4)
    reps = [
        RepetitionPlan(
            depth=1.0, lower_s=float(up * rng.uniform(0.93, 1.07)), pause_s=float(rng.uniform(0.5, 1.2)),
            rise_s=float(down * rng.uniform(0.93, 1.07)), rest_s=float(rng.uniform(0.7, 1.3)),
        )
        for _ in range(int(rng.integers(4, 6)))
    ]  # fmt: skip
    if rng.random() < 0.3:
        half = RepetitionPlan(depth=float(rng.uniform(0.3, 0.36)), lower_s=0.9, pause_s=0.2, rise_s=0.9, rest_s=0.9)
        reps.insert(int(rng.integers(2, len(reps) + 1)), replace(half, attempt="short"))
    return SetPlan("left", shape, tuple(reps), style, float(rng.uniform(1.6, 2.4)), 1.3)


def _up(plan: SetPlan, time_s: Array) -> Array:
    """How far from the seat: 0 seated, 1 standing."""
    keys = [(0.0, 0.0)]
    for start, r in zip(starts_of(plan), plan.repetitions, strict=True):
        top, down = start + r.lower_s, start + r.lower_s + r.pause_s
        keys += [(start + SEAT_OFF * r.lower_s, 0.0), (top, r.depth), (down, r.depth)]
        keys += [(down + (1.0 - SEAT_OFF) * r.rise_s, 0.0)]
    return along(keys, time_s)


def _lean(plan: SetPlan, shape: SitShape, time_s: Array) -> Array:
    """The trunk: forward before the seat is left, back as one stands; the same on the way down."""
    keys = [(0.0, shape.slouch)]
    for start, r in zip(starts_of(plan), plan.repetitions, strict=True):
        top, down, end = start + r.lower_s, start + r.lower_s + r.pause_s, start + r.length_s - r.rest_s
        there = 0.0 if r.depth > 0.5 else shape.lean
        keys += [(start, shape.slouch), (start + 0.5 * r.lower_s, shape.lean), (top, there), (down, there)]
        keys += [(down + 0.5 * r.rise_s, shape.lean), (end, shape.slouch)]
    return along(keys, time_s)


def write_sit(plan: SetPlan, shape: SitShape, height_m: float, time_s: Array, rng: np.random.Generator) -> MotionScript:
    """Seated, up, standing, down, over feet that stay."""
    style, seated = plan.style, 1.0 - _up(plan, time_s)
    feet = still_feet(style, height_m)
    legs = {s: still_leg(rng, style, time_s, feet[s], {}) for s in SIDES}
    legs = {s: replace(leg, stance_knee=leg.stance_knee + shape.bend * seated) for s, leg in legs.items()}
    spread = arms(rng, style, time_s, 0.0 * seated)
    held = {s: replace(a, flexion=a.flexion + 0.5 * seated, elbow=a.elbow + 0.5 * seated) for s, a in spread.items()}
    script = standing_over(rng, style, time_s, legs, held)
    lean = _lean(plan, shape, time_s)
    forward = np.array([np.cos(style.heading), np.sin(style.heading)])
    return replace(
        script,
        pelvis_xy=script.pelvis_xy - shape.back * height_m * seated[:, None] * forward,
        tilt_forward=script.tilt_forward + 0.7 * lean,
        lean_forward=script.lean_forward + lean + sway(rng, time_s, float(np.deg2rad(1.0)) * style.sway),
        head_down=script.head_down + 0.3 * lean,
    )


def chair(posed: PosedBody, heading: float) -> Prop:
    """The chair somebody sits on in the first picture."""
    joints = posed.skeleton.joints
    hip = 0.5 * (joints["left_hip"][0] + joints["right_hip"][0])
    deep, wide, thick = SEAT_M
    seat = float(hip[2]) - HIP_TO_SEAT_M
    colour, dark = (0.32, 0.18, 0.08), (0.2, 0.11, 0.05)
    corners = [(x, y) for x in (-0.5, 0.5) for y in (-0.5, 0.5)]
    inside = deep - LEG_M, wide - LEG_M
    legs = [
        box((x * inside[0], y * inside[1], 0.5 * (seat - thick)), (LEG_M, LEG_M, seat - thick), dark, Surface.WOOD)
        for x, y in corners
    ]
    posts = [box((-0.5 * inside[0], y * inside[1], seat + 0.23), (LEG_M, LEG_M, 0.46), dark) for y in (-0.5, 0.5)]
    back = [box((-0.5 * inside[0], 0.0, seat + z), (0.02, wide, 0.09), colour, Surface.WOOD) for z in (0.22, 0.4)]
    top = box((0.0, 0.0, seat - 0.5 * thick), SEAT_M, colour, Surface.WOOD)
    mesh = joined([*legs, *posts, *back, top])
    count, behind = len(posed.skeleton.pelvis), about_z(heading) @ np.array([-0.03, 0.0, 0.0])
    place = np.array([hip[0], hip[1], 0.0]) + behind
    return Prop(mesh, np.tile(about_z(heading), (count, 1, 1)), np.tile(place, (count, 1)))
