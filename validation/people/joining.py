"""Films put together from parts that each begin and end standing: walking in, a set, picking something up."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from validation.people.choreography import arms, still_feet, still_leg
from validation.people.curves import smooth_step, sway, through
from validation.people.other import walking_leg
from validation.people.plan import Style
from validation.people.pose import PosedBody
from validation.people.rotations import Array, part_way
from validation.people.script import MotionScript
from validation.people.truth import SIDES, Skeleton, outward

CYCLE_S = 1.15
JOIN_S = 0.6


def _between(a: Array, b: Array, shares: Array) -> Array:
    """Rotations from a (3, 3) to b (3, 3) by `shares` (n,)."""
    way = b @ a.T
    return np.stack([part_way(way, float(s)) @ a for s in shares])


def _line(a: Array, b: Array, shares: Array) -> Array:
    return a + shares[:, None] * (b - a)


def _bridge(a: PosedBody, b: PosedBody, count: int) -> PosedBody:
    """From the last moment of `a` to the first of `b` in `count` pictures."""
    shares = smooth_step(np.arange(1, count + 1) / (count + 1))
    joints = {k: _line(a.skeleton.joints[k][-1], b.skeleton.joints[k][0], shares) for k in a.skeleton.joints}
    pelvis = _between(a.skeleton.pelvis[-1], b.skeleton.pelvis[0], shares)
    return PosedBody(
        rotations={k: _between(a.rotations[k][-1], b.rotations[k][0], shares) for k in a.rotations},
        origins={k: _line(a.origins[k][-1], b.origins[k][0], shares) for k in a.origins},
        skeleton=Skeleton(joints, pelvis),
    )


def _chained(parts: Sequence[PosedBody]) -> PosedBody:
    first = parts[0]
    return PosedBody(
        rotations={k: np.concatenate([p.rotations[k] for p in parts]) for k in first.rotations},
        origins={k: np.concatenate([p.origins[k] for p in parts]) for k in first.origins},
        skeleton=Skeleton(
            {k: np.concatenate([p.skeleton.joints[k] for p in parts]) for k in first.skeleton.joints},
            np.concatenate([p.skeleton.pelvis for p in parts]),
        ),
    )


def joined(parts: Sequence[PosedBody], fps: float) -> tuple[PosedBody, list[int]]:
    """All parts one after another with a short way from each to the next, and the picture each begins at."""
    count = max(1, round(JOIN_S * fps))
    chain, starts, at = [parts[0]], [0], len(parts[0].skeleton.pelvis)
    for before, after in pairwise(parts):
        chain += [_bridge(before, after, count), after]
        starts.append(at + count)
        at += count + len(after.skeleton.pelvis)
    return _chained(chain), starts


def walk(
    rng: np.random.Generator, style: Style, height_m: float, fps: float, start: Array, end: Array, facing: float
) -> MotionScript:
    """Walk straight from `start` to `end` (xy, metres), turning from and to `facing` at the place of the exercise.

    The place of the exercise is whichever end is the style's own.
    """
    way = end - start
    length = float(np.linalg.norm(way))
    speed = 0.5 * height_m
    walk_s = length / speed
    coming = np.linalg.norm(end - np.asarray(style.place)) < np.linalg.norm(start - np.asarray(style.place))
    along = float(np.arctan2(way[1], way[0]))
    along = facing + (along - facing + np.pi) % (2 * np.pi) - np.pi
    turn_s = 0.7
    total = walk_s + turn_s + 0.4
    time_s = np.arange(round(total * fps)) / fps
    zero = np.zeros(len(time_s))
    begin = 0.1 if coming else turn_s
    progress = through([(0, 0), (begin, 0), (begin + walk_s, 1)], time_s)
    heading = (
        through([(0, along), (begin + walk_s - 0.3, along), (begin + walk_s + turn_s - 0.3, facing)], time_s)
        if coming
        else through([(0, facing), (turn_s, along)], time_s)
    )
    stride = through([(0, 0), (begin, 0), (begin + 0.3, 1), (begin + walk_s - 0.3, 1), (begin + walk_s, 0)], time_s)
    place = start + progress[:, None] * way
    phase = np.cumsum(zero + 1.0 / (CYCLE_S * fps))
    legs = {}
    for side in SIDES:
        aside = outward(side) * style.half_stance * height_m * np.column_stack([-np.sin(heading), np.cos(heading)])
        leg = still_leg(rng, style, time_s, still_feet(style, height_m)[side], {})
        placed = replace(leg, ankle_xy=place + aside, foot_yaw=heading + zero)
        legs[side] = walking_leg(placed, phase + (0.5 if side == "left" else 0.0), stride)
    small = np.deg2rad(0.8)
    return MotionScript(
        time_s=time_s, pelvis_xy=place, heading=heading, turn=sway(rng, time_s, small), list_left=zero,
        tilt_forward=style.tilt + zero, lean_left=sway(rng, time_s, small), lean_forward=style.trunk_forward + zero,
        trunk_turn=zero, head_down=style.head_down + zero, on_left=zero + 0.5, follow=style.follow, legs=legs,
        arms=arms(rng, style, time_s, zero),
    )  # fmt: skip
