"""Movements that are not the test: marching, squats, kicks and walking about. None may lead to a verdict."""

from dataclasses import replace

import numpy as np

from validation.people.choreography import arms, still_feet, still_leg
from validation.people.curves import sway, through
from validation.people.plan import Style
from validation.people.rotations import Array
from validation.people.script import LegScript, MotionScript
from validation.people.truth import SIDES, outward

KINDS = ("marching", "squats", "kicking", "walking")
QUIET_S = 2.0


def _times(length_s: float, fps: float) -> Array:
    return np.arange(round(length_s * fps)) / fps


def _standing(
    rng: np.random.Generator, style: Style, height_m: float, time_s: Array, legs: dict[str, dict[str, Array]]
) -> MotionScript:
    """Standing still but for what `legs` do."""
    feet = still_feet(style, height_m)
    zero, small = np.zeros(len(time_s)), np.deg2rad(0.5) * style.sway
    middle = 0.5 * (feet["left"][0] + feet["right"][0])
    drift = np.column_stack([sway(rng, time_s, 0.005 * style.sway), sway(rng, time_s, 0.004 * style.sway)])
    scripts = {side: still_leg(rng, style, time_s, feet[side], legs.get(side, {})) for side in SIDES}
    return MotionScript(
        time_s=time_s,
        pelvis_xy=middle + drift - np.array([0.01, 0.0]),
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
        legs=scripts,
        arms=arms(rng, style, time_s, zero),
    )


def _shifted(script: MotionScript, style: Style, height_m: float, on_left: Array) -> MotionScript:
    """The script with the weight moved over one foot or the other."""
    feet = still_feet(style, height_m)
    aside = 0.5 * (feet["left"][0] - feet["right"][0])
    return replace(script, on_left=on_left, pelvis_xy=script.pelvis_xy + 0.7 * (2 * on_left - 1)[:, None] * aside)


def _steps(rng: np.random.Generator, count: int, period_s: float) -> tuple[dict[str, list[tuple[float, float]]], float]:
    """Keys of alternate lifts and when they end."""
    keys: dict[str, list[tuple[float, float]]] = {side: [(0.0, 0.0)] for side in SIDES}
    now = QUIET_S
    for i in range(count):
        side = SIDES[i % 2]
        up, down = now + 0.45 * period_s, now + 0.55 * period_s
        keys[side] += [(now, 0.0), (up, 1.0), (down, 1.0), (now + period_s, 0.0)]
        now += period_s * rng.uniform(0.95, 1.1)
    return keys, now


def marching(
    rng: np.random.Generator, style: Style, height_m: float, fps: float, steps: int | None = None
) -> MotionScript:
    """Knees up in turn, on the spot, so many times; 10 to 16 unless it is said."""
    keys, end = _steps(rng, steps or int(rng.integers(10, 17)), rng.uniform(0.8, 1.5))
    time_s = _times(end + 1.5, fps)
    zero = np.zeros(len(time_s))
    lifts = {side: through(keys[side], time_s) for side in SIDES}
    legs = {
        side: {
            "lift": lifts[side],
            "elevation": zero + np.deg2rad(rng.uniform(60, 92)),
            "knee": zero + np.deg2rad(rng.uniform(80, 100)),
            "rotation": zero + np.deg2rad(rng.uniform(-4, 5)),
        }
        for side in SIDES
    }
    script = _standing(rng, style, height_m, time_s, legs)
    return _shifted(script, style, height_m, 0.5 + 0.5 * (lifts["right"] - lifts["left"]))


def kicking(rng: np.random.Generator, style: Style, height_m: float, fps: float) -> MotionScript:
    """Straight-leg kicks to the front and side."""
    keys, end = _steps(rng, int(rng.integers(6, 11)), rng.uniform(1.2, 2.0))
    time_s = _times(end + 1.5, fps)
    zero = np.zeros(len(time_s))
    lifts = {side: through(keys[side], time_s) for side in SIDES}
    legs = {
        side: {
            "lift": lifts[side],
            "elevation": zero + np.deg2rad(rng.uniform(20, 60)),
            "abduction": zero + np.deg2rad(rng.uniform(0, 30)),
            "knee": zero + np.deg2rad(rng.uniform(8, 25)),
        }
        for side in SIDES
    }
    script = _standing(rng, style, height_m, time_s, legs)
    return _shifted(script, style, height_m, 0.5 + 0.5 * (lifts["right"] - lifts["left"]))


def squats(rng: np.random.Generator, style: Style, height_m: float, fps: float) -> MotionScript:
    """Squats with the feet a little wider and turned out."""
    style = replace(style, half_stance=1.7 * style.half_stance, toe_out=style.toe_out + 0.2)
    count, down, pause, up = (
        int(rng.integers(4, 8)),
        rng.uniform(0.9, 1.5),
        rng.uniform(0.1, 0.6),
        rng.uniform(0.8, 1.3),
    )
    keys, now = [(0.0, 0.0)], QUIET_S
    for _ in range(count):
        keys += [(now, 0.0), (now + down, 1.0), (now + down + pause, 1.0), (now + down + pause + up, 0.0)]
        now += down + pause + up + rng.uniform(0.2, 0.6)
    time_s = _times(now + 1.5, fps)
    deep = through(keys, time_s)
    script = _standing(rng, style, height_m, time_s, {})
    bend = deep * np.deg2rad(rng.uniform(75, 105))
    forward = np.array([np.cos(style.heading), np.sin(style.heading)])
    legs = {s: replace(leg, stance_knee=leg.stance_knee + bend) for s, leg in script.legs.items()}
    return replace(
        script,
        legs=legs,
        pelvis_xy=script.pelvis_xy - 0.10 * height_m * deep[:, None] * forward,
        tilt_forward=script.tilt_forward + 0.35 * deep,
        lean_forward=script.lean_forward + np.deg2rad(rng.uniform(25, 45)) * deep,
        arms={s: replace(arm, flexion=arm.flexion + 1.2 * deep, on_hip=False) for s, arm in script.arms.items()},
    )


def walking_leg(leg: LegScript, phase: Array, stride: Array) -> LegScript:
    """A leg that swings to and fro; `phase` in cycles, `stride` 0 = standing, 1 = walking."""
    a = 2 * np.pi * phase
    swing = np.clip(np.sin(a + 0.9), 0, None) ** 1.5
    return replace(
        leg,
        lift=stride,
        elevation=np.deg2rad(22) * np.sin(a) * stride + np.deg2rad(4),
        abduction=leg.abduction,
        rotation=leg.rotation,
        knee=np.deg2rad(12) + np.deg2rad(52) * swing * stride,
    )


def walking(rng: np.random.Generator, style: Style, height_m: float, fps: float) -> MotionScript:
    """Walking to and fro before the camera: towards it, away, and to the sides."""
    time_s = _times(QUIET_S + 14.0, fps)
    zero = np.zeros(len(time_s))
    stride = through([(0, 0), (QUIET_S, 0), (QUIET_S + 0.6, 1), (time_s[-1] - 1.5, 1), (time_s[-1] - 0.9, 0)], time_s)
    keys, now, heading = [(0.0, style.heading)], QUIET_S, style.heading
    while now < time_s[-1] - 3:
        heading += rng.choice([-1, 1]) * rng.uniform(1.2, 3.0)
        keys += [(now, keys[-1][1]), (now + 1.0, heading)]
        now += rng.uniform(2.0, 3.0)
    turn = through(keys, time_s)
    speed = 0.28 * height_m * stride
    step = np.column_stack([np.cos(turn), np.sin(turn)]) * (speed / fps)[:, None]
    place = np.clip(np.cumsum(step, axis=0), -0.9, 0.9)
    phase = np.cumsum(zero + 0.85 / fps)
    script = _standing(rng, style, height_m, time_s, {})
    legs = {}
    for side in SIDES:
        aside = outward(side) * style.half_stance * height_m * np.column_stack([-np.sin(turn), np.cos(turn)])
        leg = replace(script.legs[side], ankle_xy=place + aside, foot_yaw=turn + outward(side) * style.toe_out)
        legs[side] = walking_leg(leg, phase + (0.5 if side == "left" else 0.0), stride)
    return replace(script, pelvis_xy=place, heading=turn, legs=legs)


def other_movement(kind: str, rng: np.random.Generator, style: Style, height_m: float, fps: float) -> MotionScript:
    """The movement named by one of `KINDS`."""
    return {"marching": marching, "squats": squats, "kicking": kicking, "walking": walking}[kind](
        rng, style, height_m, fps
    )
