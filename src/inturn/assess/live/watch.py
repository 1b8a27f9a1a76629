"""What to say to somebody whose leg is lifted, at the very moment: the pelvis tilts, the knee sinks, the leg is hidden.

The same quantities and limits judge the trial afterwards (`inturn.assess.compensation`, `inturn.assess.gates`). Here
they are medians over the newest pictures, against medians over the settled leg just before its rotation.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal

from inturn.assess.error import ErrorModel
from inturn.assess.moments import middle
from inturn.assess.steps import Phase
from inturn.body.keypoints import SIDES, Side
from inturn.kinematics.angles import AngleFrame
from inturn.programme.standing_test import StandingTestRules
from inturn.quantity import Difference

Cue = Literal[
    "pelvic_list", "trunk_lean", "pelvic_turn", "thigh_low", "thigh_high", "knee_low", "knee_high", "facing", "seen"
]
_NOW_S: Final = 0.3
_SETTLING_S: Final = 0.2
"""A rotation is noticed a little after it began: what happened within this time before is not "before" any more."""
_KEPT_S: Final = 1.5
_BODY: Final[tuple[Literal["pelvic_list", "trunk_lean", "pelvic_turn"], ...]] = (
    "pelvic_list", "trunk_lean", "pelvic_turn"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Watch:
    """The newest frames, and the body's list, lean and turn (rad) just before the rotation under way; None without."""

    recent: tuple[AngleFrame, ...] = ()
    before: tuple[float, float, float] | None = None


def watch(
    state: Watch, frame: AngleFrame, phase: Phase, side: Side | None, rules: StandingTestRules, model: ErrorModel
) -> tuple[Watch, tuple[Cue, ...]]:
    """Take in a frame of a phase: what to say of the lifted leg `side`, most important first; () when all is well."""
    recent = tuple(f for f in (*state.recent, frame) if f.time_s > frame.time_s - _KEPT_S)
    rotating = phase in ("rotating", "returning")
    state = replace(state, recent=recent, before=state.before if rotating else None)
    if side is None or phase not in ("lifted", "rotating"):
        return state, ()
    now = [f for f in recent if f.tracked and f.time_s > frame.time_s - _NOW_S]
    if not now:
        return state, ()
    if phase == "rotating" and state.before is None:
        state = replace(state, before=_before(recent, frame.time_s))
    moved = _moved(state, now, rules, model) if phase == "rotating" else ()
    index = SIDES.index(side)
    return state, (*moved, *(_out_of_gates(now, index, rules) if _rests(now, index, rules) else ()))


def _rests(now: list[AngleFrame], index: int, rules: StandingTestRules) -> bool:
    """Whether the thigh stays where it is: on its way up or down it passes every wrong place."""
    span = now[-1].time_s - now[0].time_s
    moved = abs(float(now[-1].thigh_elevation[index]) - float(now[0].thigh_elevation[index]))
    return span > 0.0 and moved <= 0.5 * rules.detection.settled_speed * span


def _before(recent: tuple[AngleFrame, ...], now_s: float) -> tuple[float, float, float]:
    calm = [f for f in recent if f.tracked and f.time_s <= now_s - _SETTLING_S][-5:] or list(recent)
    return (
        middle([f.pelvic_list for f in calm]),
        middle([f.trunk_lean for f in calm]),
        middle([f.pelvic_turn for f in calm]),
    )


def _moved(state: Watch, now: list[AngleFrame], rules: StandingTestRules, model: ErrorModel) -> tuple[Cue, ...]:
    """Which parts of the body have moved beyond their limit, with the probability that the trial will be judged by."""
    still = rules.stillness
    limits = (still.pelvic_list, still.trunk_lean, still.pelvic_turn)
    gains = (1.0, 1.0, model.turn_gain)
    sds = (
        model.sd_list_change or still.list_change_sd,
        model.sd_lean_change or still.lean_change_sd,
        model.sd_turn_change or still.turn_change_sd,
    )
    found: list[Cue] = []
    for name, before, limit, gain, sd in zip(_BODY, state.before or (), limits, gains, sds, strict=True):
        change = gain * (middle([float(getattr(f, name)) for f in now]) - before)
        if Difference(change, sd).probability_beyond(limit) > still.probability:  # NaN compares false
            found.append(name)
    return tuple(found)


def _out_of_gates(now: list[AngleFrame], index: int, rules: StandingTestRules) -> tuple[Cue, ...]:
    """Which conditions of a readable trial do not hold."""

    def level(read: Callable[[AngleFrame], float]) -> float:
        return middle([read(f) for f in now])

    gates = rules.gates
    thigh, knee = level(lambda f: float(f.thigh_elevation[index])), level(lambda f: float(f.knee_flexion[index]))
    told: tuple[tuple[Cue, bool], ...] = (
        ("thigh_low", thigh < gates.thigh_low),
        ("thigh_high", thigh > gates.thigh_high),
        ("knee_low", knee < gates.knee_low),
        ("knee_high", knee > gates.knee_high),
        ("facing", level(lambda f: abs(f.pelvic_turn)) > gates.facing),
        ("seen", level(lambda f: float(f.seen[index])) < gates.seen),
    )
    return tuple(cue for cue, holds in told if holds)
