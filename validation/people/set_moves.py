"""A planned set of squats or hinges becomes movement."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from validation.people.choreography import arms, still_feet, still_leg
from validation.people.plan import Style
from validation.people.rotations import Array
from validation.people.script import ArmScript, Grasp, LegScript, MotionScript
from validation.people.set_curves import along, standing_over, starts_of
from validation.people.set_plan import HingeShape, RepetitionPlan, SetPlan, SquatShape
from validation.people.sitting import write_sit
from validation.people.truth import SIDES, outward

# The turn of a squat begins when this share of the way down is done, and is back when the way up has this share left.
TURN_FROM = 0.75


def _curve(plan: SetPlan, time_s: Array, value: Callable[[RepetitionPlan], float]) -> Array:
    """A change that comes with the way down and goes with the way up."""
    keys = [(0.0, 0.0)]
    for start, r in zip(starts_of(plan), plan.repetitions, strict=True):
        down = start + r.lower_s
        keys += [(start, 0.0), (down, value(r)), (down + r.pause_s, value(r)), (down + r.pause_s + r.rise_s, 0.0)]
    return along(keys, time_s)


def _turn_curve(plan: SetPlan, time_s: Array) -> Array:
    """The pelvis' turn towards the working side: late on the way down, and back before the way up is far."""
    keys = [(0.0, 0.0)]
    for start, r in zip(starts_of(plan), plan.repetitions, strict=True):
        down, late = start + r.lower_s, 0.35 * r.pause_s
        begin, up = start + TURN_FROM * r.lower_s, down + r.pause_s
        keys += [(begin, 0.0), (down + late, r.turn), (up - late, r.turn), (up + (1 - TURN_FROM) * r.rise_s, 0.0)]
    return along(keys, time_s)


def _legs(
    rng: np.random.Generator, style: Style, time_s: Array, feet: dict[str, tuple[Array, float]]
) -> dict[str, LegScript]:
    return {side: still_leg(rng, style, time_s, feet[side], {}) for side in SIDES}


def _forward(style: Style) -> Array:
    return np.array([np.cos(style.heading), np.sin(style.heading)])


def _squat(plan: SetPlan, shape: SquatShape, height_m: float, time_s: Array, rng: np.random.Generator) -> MotionScript:
    """Squats over feet as wide as the hips; the working side's knee is drawn back by the pelvis' turn."""
    style = plan.style
    deep = _curve(plan, time_s, lambda r: r.depth)
    out = outward(plan.side)
    legs = _legs(rng, style, time_s, still_feet(style, height_m))
    heel, inward = _curve(plan, time_s, lambda r: r.heel_up), _curve(plan, time_s, lambda r: r.knee_in)
    for side, leg in legs.items():
        idle = side != plan.side
        legs[side] = replace(
            leg, stance_knee=leg.stance_knee + shape.bend * deep, heel_up=heel, knee_in=inward if idle else 0.0 * inward
        )
    turned = out * _turn_curve(plan, time_s)
    spread = arms(rng, style, time_s, 0.0 * deep)
    held = {s: replace(a, flexion=a.flexion + 1.15 * deep, elbow=a.elbow + 0.3 * deep) for s, a in spread.items()}
    script = standing_over(rng, style, time_s, legs, held)
    lean = shape.lean * deep + _curve(plan, time_s, lambda r: r.forward)
    bow = _curve(plan, time_s, lambda r: r.bow)
    return replace(
        script,
        pelvis_xy=script.pelvis_xy - shape.back * height_m * deep[:, None] * _forward(style),
        turn=script.turn + turned,
        trunk_turn=script.trunk_turn - 0.55 * turned,
        tilt_forward=script.tilt_forward + 0.85 * lean - bow,
        lean_forward=script.lean_forward + lean,
        head_down=script.head_down + 0.15 * deep,
    )


def _stick_arms(plan: SetPlan, height_m: float, held: dict[str, ArmScript]) -> dict[str, ArmScript]:
    """One hand behind the neck, the other behind the small of the back, both at the stick."""
    upper, out = plan.side, outward(plan.side)
    high = Grasp("neck", (-0.045 * height_m, 0.012 * out * height_m, 0.03 * height_m), (0.2, out, 0.3))
    low = Grasp("lumbar", (-0.085 * height_m, -0.012 * out * height_m, -0.01 * height_m), (-0.6, -out, -0.1))
    return {s: replace(a, on_hip=False, grasp=high if s == upper else low) for s, a in held.items()}


def _hinge(plan: SetPlan, shape: HingeShape, height_m: float, time_s: Array, rng: np.random.Generator) -> MotionScript:
    """Hinges over staggered feet; the front leg is the working leg and sets how high the hips are."""
    style = plan.style
    forward, deep = _forward(style), _curve(plan, time_s, lambda r: r.depth)
    knee, heel = _curve(plan, time_s, lambda r: r.knee), _curve(plan, time_s, lambda r: r.heel_up)
    legs = _legs(rng, style, time_s, still_feet(style, height_m))
    for side, leg in legs.items():
        front = side == plan.side
        step = (0.5 if front else -0.5) * shape.stagger * height_m
        wobble = leg.stance_knee - style.stance_knee
        legs[side] = replace(
            leg,
            ankle_xy=leg.ankle_xy + step * forward,
            stance_knee=np.maximum(shape.knee + wobble + (knee if front else 0.0), 0.03),
            heel_up=heel if front else shape.rear_heel + 0.0 * heel,
        )
    held = _stick_arms(plan, height_m, arms(rng, style, time_s, 0.0 * deep))
    script = standing_over(rng, style, time_s, legs, held)
    lean, bow = shape.lean * deep, _curve(plan, time_s, lambda r: r.bow)
    start = 0.2 * shape.stagger * height_m
    return replace(
        script,
        pelvis_xy=script.pelvis_xy + (start - shape.back * height_m * deep)[:, None] * forward,
        tilt_forward=script.tilt_forward + lean - bow,
        lean_forward=script.lean_forward + lean + 0.3 * bow,
        head_down=script.head_down + lean - 0.1 * deep,
        on_left=np.full(len(time_s), 1.0 if plan.side == "left" else 0.0),
    )


def write_set(plan: SetPlan, height_m: float, fps: float, rng: np.random.Generator) -> MotionScript:
    """The movement of a planned set, one value a frame."""
    time_s = np.arange(round(plan.length_s * fps)) / fps
    if isinstance(plan.shape, SquatShape):
        return _squat(plan, plan.shape, height_m, time_s, rng)
    if isinstance(plan.shape, HingeShape):
        return _hinge(plan, plan.shape, height_m, time_s, rng)
    return write_sit(plan, plan.shape, height_m, time_s, rng)
