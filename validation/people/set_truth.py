"""What was true of a rendered set, read off the posed joints: own short code, nothing of the program it judges.

A repetition begins when the depth has left standing by `ONSET` of its own way and ends when it is back within that;
its bottom is the middle of the time within `ONSET` of the deepest: moments between two pictures, as the later one comes
late by half the time between them. How long its parts took is what was planned, from first to last movement, as people
are told to take so many seconds. A fault counts when the pose is clearly beyond its limit; a value between clean and
clear is `doubtful`, and nobody is judged by it.
"""

from dataclasses import dataclass

import numpy as np

from validation.people.exercise_truth import TrueRepetition, TrueTempo
from validation.people.rotations import Array, dot, unit
from validation.people.set_curves import starts_of
from validation.people.set_plan import SEAT_OFF, RepetitionPlan, SetPlan
from validation.people.truth import SIDES, UP, Skeleton, outward

ONSET = 0.05
# (clean up to, fault from), in degrees, metres or seconds; where fault is the smaller one, less is the fault.
LIMITS = {
    "trunk_forward": (10.0, 20.0),
    "no_inward_turn": (10.0, 4.0),
    "other_knee_in": (6.7, 13.0),
    "heel_lifts": (0.015, 0.045),
    "knees_bend": (6.7, 14.0),
    "knees_bend_most": (27.0, 34.0),
    "knees_straight": (12.0, 7.0),
    "rounded_back": (12.0, 30.0),
    "not_staggered": (0.12, 0.04),
    "too_fast": (1.3, 0.9),
    "too_shallow": (0.85, 0.75),
}
UNEVEN = (1.4, 1.9)


@dataclass(frozen=True)
class Signals:
    """Angles (degrees) and lengths (metres) over time, (time,) each; legs by side."""

    thigh: Array
    trunk: Array
    shank: Array
    turn: Array
    bow: Array
    knee: dict[str, Array]
    knee_in: dict[str, Array]
    heel: dict[str, Array]
    ahead: Array


def _from_vertical(vector: Array, forward: Array) -> Array:
    """Angle from upright in the plane straight ahead, positive forward; degrees."""
    return np.rad2deg(np.arctan2(np.sum(vector * forward, axis=-1), np.abs(vector[..., 2])))


def signals(skeleton: Skeleton, thorax: Array, side: str, start: int) -> Signals:
    """All signals of a set whose quiet standing is at picture `start`; `thorax` (time, 3, 3) is the chest's rotation.

    Forward is where the pelvis faces then. `knee_in` is the offset of the knee inward of the line from hip to ankle,
    as the angle it makes in a leg seen at full length, against standing.
    """
    j, sign = skeleton.joints, outward(side)
    forward = unit(skeleton.pelvis[start, :, 0] * [1.0, 1.0, 0.0])
    left = np.cross(UP, forward)
    mid = {n: 0.5 * (j[f"left_{n}"] + j[f"right_{n}"]) for n in ("hip", "shoulder")}
    heading = np.unwrap(np.arctan2(skeleton.pelvis[..., 1, 0], skeleton.pelvis[..., 0, 0]))
    thigh, shank, knee, knee_in, heel = [], [], {}, {}, {}
    for s in SIDES:
        t, c = j[f"{s}_knee"] - j[f"{s}_hip"], j[f"{s}_ankle"] - j[f"{s}_knee"]
        thigh.append(np.rad2deg(np.arccos(np.clip(-unit(t)[:, 2], -1, 1))))
        shank.append(_from_vertical(-c, forward))
        knee[s] = np.rad2deg(np.arccos(np.clip(dot(unit(t), unit(c))[:, 0], -1, 1)))
        line = j[f"{s}_ankle"] - j[f"{s}_hip"]
        share = (-t[:, 2] / np.maximum(-line[:, 2], 1e-6))[:, None]
        inward = -outward(s) * (t - share * line) @ left
        lengths = np.linalg.norm(t[start]), np.linalg.norm(c[start])
        angle = np.rad2deg(inward / lengths[0] + inward / lengths[1])
        knee_in[s] = angle - angle[start]
        heel[s] = j[f"{s}_heel"][:, 2] - j[f"{s}_heel"][start, 2]
    bend = _from_vertical(thorax[..., :, 2], forward) - _from_vertical(skeleton.pelvis[..., :, 2], forward)
    front, rear = (j[f"{s}_ankle"] for s in (SIDES if side == "left" else SIDES[::-1]))
    return Signals(
        thigh=np.mean(thigh, axis=0),
        trunk=_from_vertical(mid["shoulder"] - mid["hip"], forward),
        shank=np.mean(shank, axis=0),
        turn=sign * np.rad2deg(heading - heading[start]),
        bow=bend - bend[start],
        knee=knee,
        knee_in=knee_in,
        heel=heel,
        ahead=(front - rear) @ forward,
    )


@dataclass(frozen=True)
class Read:
    """One planned movement as posed: pictures [start, end), the bottom's [low, high), depth and the way to it.

    began, bottom, ended  the same moments in pictures and parts of one
    """

    start: int
    low: int
    high: int
    end: int
    depth: float
    rest: float
    began: float
    bottom: float
    ended: float


def _crossing(values: Array, first: int, level: float) -> int:
    """The first picture from `first` on whose value is above `level`."""
    above = np.flatnonzero(values[first:] > level)
    return first + int(above[0]) if len(above) else len(values) - 1


def _between(values: Array, picture: int, level: float) -> float:
    """When the values pass a level on their way to a picture, in pictures: straight from the one before it."""
    if picture <= 0 or picture >= len(values) or values[picture] == values[picture - 1]:
        return float(picture)
    share = (level - values[picture - 1]) / (values[picture] - values[picture - 1])
    return picture - 1 + float(np.clip(share, 0.0, 1.0))


def read_movement(depth: Array, first: int, last: int) -> Read:
    """Where the movement between two pictures begins, is deepest and ends."""
    part = depth[first:last]
    rest = float(part[0])
    deepest = float(part.max())
    out = (part - rest) / max(deepest - rest, 1e-6)
    low = _crossing(out, 0, 1 - ONSET)
    after = np.flatnonzero(out > 1 - ONSET)[-1] + 1
    start = _crossing(out, 0, ONSET)
    back = np.flatnonzero(out[after:] < ONSET)
    end = int(after + back[0]) if len(back) else len(part)
    bottom = 0.5 * (_between(out, low, 1 - ONSET) + _between(out, int(after), 1 - ONSET))
    return Read(
        first + start, first + low, first + int(after), first + end, deepest, rest,
        first + _between(out, start, ONSET), first + bottom, first + _between(out, end, ONSET),
    )  # fmt: skip


def reads(plan: SetPlan, depth: Array, start: int, fps: float) -> list[Read]:
    """Every planned movement of a set that begins at picture `start`."""
    out = []
    for begin, r in zip(starts_of(plan), plan.repetitions, strict=True):
        first = start + round(begin * fps)
        out.append(read_movement(depth, first, min(first + round(r.length_s * fps), len(depth))))
    return out


def tempo(planned: RepetitionPlan, thighs: float = 1.0) -> TrueTempo:
    """Its three parts in seconds; `thighs`: the share of the ways that these move in."""
    return TrueTempo(*(round(t, 3) for t in (thighs * planned.lower_s, planned.pause_s, thighs * planned.rise_s)))


def _verdicts(
    plan: SetPlan, s: Signals, planned: RepetitionPlan, read: Read, own: float, usual_s: float
) -> dict[str, float]:
    """The value of every fault's measure in one repetition."""
    bottom, whole = slice(read.low, max(read.high, read.low + 1)), slice(read.start, read.end)
    other = "right" if plan.side == "left" else "left"
    ratio = planned.lower_s / usual_s
    values = {
        "too_shallow": (read.depth - read.rest) / own,
        "too_fast": min(planned.lower_s, planned.rise_s),
        "uneven_tempo": max(ratio, 1 / max(ratio, 1e-6)),
    }
    if plan.exercise == "squat":
        return values | {
            "heel_lifts": float(max(s.heel[x][bottom].max() for x in SIDES)),
            "trunk_forward": float((s.trunk - s.shank)[bottom].max()),
            "no_inward_turn": float(s.turn[bottom].max()),
            "other_knee_in": float(s.knee_in[other][bottom].max()),
        }
    if plan.exercise == "sit_to_stand":
        return values
    knee = s.knee[plan.side][whole]
    return values | {
        "heel_lifts": float(s.heel[plan.side][bottom].max()),
        "knees_bend": float(knee.max() - s.knee[plan.side][read.start]),
        "knees_bend_most": float(knee.max()),
        "knees_straight": float(knee.min()),
        "rounded_back": float(s.bow[bottom].max()),
        "not_staggered": float(s.ahead[whole].mean()),
    }


def judge(values: dict[str, float]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Faults clearly there, and those in doubt."""
    clear: dict[str, bool] = {}
    doubt: dict[str, bool] = {}
    for name, value in values.items():
        clean, fault = UNEVEN if name == "uneven_tempo" else LIMITS[name]
        less = fault < clean
        here = value <= fault if less else value >= fault
        there = value < clean if less else value > clean
        code = name.removesuffix("_most")
        clear[code] = clear.get(code, False) or here
        doubt[code] = doubt.get(code, False) or (there and not here)
    return tuple(n for n in clear if clear[n]), tuple(n for n in doubt if doubt[n] and not clear[n])


@dataclass(frozen=True)
class Judged:
    """A repetition, what is in doubt of it, and the values it was judged by."""

    repetition: TrueRepetition
    doubtful: tuple[str, ...]
    values: dict[str, float]


def depth_signal(plan: SetPlan, s: Signals) -> Array:
    """The signal a repetition of this exercise is counted by; it rises on the way out."""
    if plan.exercise == "sit_to_stand":
        return -s.thigh
    return s.thigh if plan.exercise == "squat" else s.trunk


def depth_of(plan: SetPlan, read: Read) -> float:
    """How deep a movement was (degrees): at the far end, or seated."""
    return -read.rest if plan.exercise == "sit_to_stand" else read.depth


def true_repetitions(
    plan: SetPlan, s: Signals, start: int, fps: float
) -> tuple[list[Judged], list[tuple[RepetitionPlan, Read]]]:
    """Repetitions of a set that begins at picture `start`, and the planned movements that are none."""
    found = list(zip(plan.repetitions, reads(plan, depth_signal(plan, s), start, fps), strict=True))
    whole = [(r, read) for r, read in found if not r.attempt]
    own = float(np.median([read.depth - read.rest for r, read in whole if r.depth > 0.9] or [1.0]))
    usual = float(np.median([r.lower_s for r, _ in whole] or [1.0]))
    thighs = 1.0 - SEAT_OFF if plan.exercise == "sit_to_stand" else 1.0
    judged = []
    for r, read in whole:
        values = _verdicts(plan, s, r, read, own, usual)
        faults, doubtful = judge(values)
        repetition = TrueRepetition(
            start_s=round(read.began / fps, 3),
            bottom_s=round(read.bottom / fps, 3),
            end_s=round(read.ended / fps, 3),
            depth_deg=round(depth_of(plan, read), 1),
            tempo=tempo(r, thighs),
            faults=faults,
        )
        judged.append(Judged(repetition, doubtful, {k: round(v, 3) for k, v in values.items()}))
    return judged, [(r, read) for r, read in found if r.attempt]
