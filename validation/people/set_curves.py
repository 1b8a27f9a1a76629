"""Curves and the quiet body that every set is made of."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from validation.people.curves import sway
from validation.people.plan import Style
from validation.people.rotations import Array, about_z, turn
from validation.people.script import ArmScript, LegScript, MotionScript
from validation.people.set_plan import SetPlan

# Share of a movement's time that it takes to reach, and to leave, its even speed.
RAMP = 0.3


def even_step(share: Array) -> Array:
    """From 0 to 1 at an even speed but for soft ends, as people lower themselves when told to take three seconds."""
    x = np.clip(share, 0.0, 1.0)
    half = np.minimum(x, 1.0 - x)
    soft = half - np.where(half < RAMP, RAMP / np.pi * np.sin(np.pi * half / RAMP), 0.0)
    way = np.where(half < RAMP, 0.5 * soft, half - 0.5 * RAMP) / (1.0 - RAMP)
    return np.where(x < 0.5, way, 1.0 - way)


def along(keys: Sequence[tuple[float, float]], time_s: Array) -> Array:
    """Curve that rests at each key (time in seconds, value) and moves evenly from one to the next."""
    out = np.full(len(time_s), keys[0][1])
    for (t0, v0), (t1, v1) in pairwise(keys):
        if v1 != v0:
            out = out + (v1 - v0) * even_step((time_s - t0) / max(t1 - t0, 1e-6))
    return out


def starts_of(plan: SetPlan) -> list[float]:
    """When each repetition begins, s."""
    lengths = [r.length_s for r in plan.repetitions]
    return [plan.quiet_s + sum(lengths[:i]) for i in range(len(lengths))]


def standing_over(
    rng: np.random.Generator, style: Style, time_s: Array, legs: dict[str, LegScript], held: dict[str, ArmScript]
) -> MotionScript:
    """Standing still over the feet, with sway."""
    zero = np.zeros(len(time_s))
    small = np.deg2rad(0.5) * style.sway
    drift = np.column_stack([sway(rng, time_s, 0.005 * style.sway), sway(rng, time_s, 0.004 * style.sway)])
    middle = 0.5 * (legs["left"].ankle_xy + legs["right"].ankle_xy)
    return MotionScript(
        time_s=time_s,
        pelvis_xy=middle + drift - turn(about_z(style.heading)[:2, :2], np.array([0.01, 0.0])),
        heading=zero + style.heading,
        turn=sway(rng, time_s, small),
        list_left=sway(rng, time_s, 0.6 * small),
        tilt_forward=style.tilt + sway(rng, time_s, 0.6 * small),
        lean_left=sway(rng, time_s, small),
        lean_forward=style.trunk_forward + sway(rng, time_s, small),
        trunk_turn=sway(rng, time_s, small),
        head_down=style.head_down + sway(rng, time_s, 2 * small),
        on_left=zero + 0.5,
        follow=style.follow,
        legs=legs,
        arms=held,
    )
