"""Random sets of the exercises by seed: who, how they move, which faults, seen from where, and what comes before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from validation.people.casting import Rng, pick
from validation.people.exercise_truth import Side, View
from validation.people.plan import Style
from validation.people.set_plan import HingeShape, RepetitionPlan, SetPlan, SquatShape

VIEWS: tuple[View, ...] = ("front", "oblique", "side")
# Ten films of each view, over and over: which exercise.
EXERCISES = ("squat", "deadlift", "squat", "deadlift", "release", "squat", "deadlift", "squat", "deadlift", "none")
AZIMUTH_DEG = {"front": (-14.0, 14.0), "oblique": (32.0, 58.0), "side": (74.0, 106.0)}
EVERYWHERE = ("too_shallow", "too_fast", "uneven_tempo")
FORM = {
    ("squat", "front"): ("other_knee_in",),
    ("squat", "oblique"): ("trunk_forward", "no_inward_turn", "heel_lifts"),
    ("squat", "side"): ("trunk_forward", "heel_lifts"),
    ("deadlift", "front"): (),
    ("deadlift", "oblique"): ("heel_lifts", "knees_bend", "knees_straight", "not_staggered"),
    ("deadlift", "side"): ("heel_lifts", "knees_bend", "knees_straight", "rounded_back", "not_staggered"),
}
BEFORE = ((0.5, "standing"), (0.25, "walking"), (0.25, "picking_up"))
AFTER = ((0.45, "standing"), (0.2, "walking"), (0.2, "picking_up"), (0.15, "marching"))
NEGATIVES = ("standing", "walking", "picking_up", "marching", "hovering")


@dataclass(frozen=True)
class SetLot:
    """What a seed drew. Without `plan` the whole film is a negative (or the release, which has a plan of its own)."""

    exercise: str
    view: View
    azimuth_deg: float
    plan: SetPlan | None
    before: str
    after: str
    others: tuple[str, ...] = ()
    side: Side = "left"


def _rad(low: float, high: float, rng: Rng) -> float:
    return float(np.deg2rad(rng.uniform(low, high)))


def random_style(rng: Rng, exercise: str, heading: float) -> Style:
    """Somebody's way of standing for an exercise, turned by `heading` (rad)."""
    wide = rng.uniform(0.07, 0.095) if exercise == "squat" else rng.uniform(0.04, 0.065)
    return Style(
        half_stance=float(wide),
        toe_out=_rad(2, 14, rng),
        stance_knee=_rad(6, 12, rng),
        tilt=_rad(-4, 5, rng),
        trunk_forward=_rad(-2, 5, rng),
        head_down=_rad(-5, 15, rng),
        heading=heading,
        arm_abduction=_rad(6, 20, rng),
        arm_flexion=_rad(-6, 12, rng),
        elbow=_rad(8, 35, rng),
        balance_arms=0.0,
        sway=float(rng.uniform(0.5, 1.6)),
    )


# What a planned fault changes at the bottom of a repetition: the field of `RepetitionPlan`, from, to (degrees).
CHANGES = {
    "trunk_forward": ("forward", 33.0, 46.0),
    "no_inward_turn": ("turn", -2.0, 2.0),
    "other_knee_in": ("knee_in", 16.0, 26.0),
    "heel_lifts": ("heel_up", 18.0, 28.0),
    "knees_bend": ("knee", 20.0, 32.0),
    "knees_straight": ("knee", -24.0, -20.0),
    "rounded_back": ("bow", 38.0, 55.0),
}


def _with_fault(r: RepetitionPlan, fault: str, rng: Rng) -> RepetitionPlan:
    """The repetition with a planned fault on top; feet that are level are the set's own, not a repetition's."""
    if fault in CHANGES:
        name, low, high = CHANGES[fault]
        return replace(r, **{name: _rad(low, high, rng)})
    if fault == "too_shallow":
        return replace(r, depth=float(rng.uniform(0.54, 0.68)))
    if fault == "uneven_tempo":
        return replace(r, lower_s=r.lower_s * float(rng.uniform(2.2, 2.6)))
    if fault == "too_fast":
        short = float(rng.uniform(0.6, 0.85))
        return replace(r, lower_s=short) if rng.random() < 0.5 else replace(r, rise_s=short)
    return r


def _faults(rng: Rng, exercise: str, view: View) -> list[str]:
    """What this set does wrong: nothing (one in five), or one or two kinds that the view shows."""
    if rng.random() < 0.2:
        return []
    form, every = FORM[(exercise, view)], [str(n) for n in rng.permutation(EVERYWHERE)]
    if form and rng.random() < 0.9:
        return [*every[:1], str(rng.choice(form))] if rng.random() < 0.8 else [str(rng.choice(form))]
    return every[:2]


def _repetitions(
    rng: Rng, exercise: str, turn: float, faults: Sequence[str], fewest: int
) -> tuple[RepetitionPlan, ...]:
    """`fewest` repetitions to five; the first two are whole, so that the person's own range is seen."""
    lower, rise = rng.uniform(2.05, 2.6), rng.uniform(1.95, 2.4)
    pause = rng.uniform(0.7, 1.1) if exercise == "squat" else rng.uniform(0.2, 0.7)
    count = int(rng.integers(fewest, 6))
    reps = [
        RepetitionPlan(
            depth=float(rng.uniform(0.96, 1.0)),
            lower_s=float(lower * rng.uniform(0.93, 1.07)),
            pause_s=float(pause * rng.uniform(0.9, 1.1)),
            rise_s=float(rise * rng.uniform(0.93, 1.07)),
            rest_s=float(rng.uniform(0.5, 0.9)),
            turn=turn * float(rng.uniform(0.93, 1.07)),
        )
        for _ in range(count)
    ]
    if rng.random() < 0.12:
        at = int(rng.integers(1, count))
        reps[at] = replace(reps[at], pause_s=float(rng.uniform(2.0, 3.0)))  # waits at the bottom: one repetition
    places = list(rng.permutation(np.arange(2, count)))
    for fault in faults:
        for _ in range(2 if fault not in EVERYWHERE else 1):
            if places:
                at = int(places.pop())
                reps[at] = _with_fault(reps[at], fault, rng)
    return _with_attempts(rng, reps)


def _with_attempts(rng: Rng, reps: list[RepetitionPlan]) -> tuple[RepetitionPlan, ...]:
    """Now and then a movement that is no repetition: turned back early, small bends, or not finished at the end."""
    kind = pick(rng, [(0.5, ""), (0.2, "short"), (0.18, "hovering"), (0.12, "unfinished")])
    short = RepetitionPlan(lower_s=0.9, pause_s=0.2, rise_s=0.9, rest_s=0.8)
    at = int(rng.integers(2, len(reps) + 1))
    if kind == "short":
        reps.insert(at, replace(short, depth=float(rng.uniform(0.26, 0.36)), attempt="short"))
    elif kind == "hovering":
        for _ in range(3):
            reps.insert(at, replace(short, depth=float(rng.uniform(0.06, 0.13)), rest_s=0.3, attempt="hovering"))
    elif kind == "unfinished":
        reps.append(replace(reps[0], pause_s=1.5, rise_s=0.0, rest_s=0.0, turn=0.0, attempt="unfinished"))
    return tuple(reps)


def random_plan(
    rng: Rng, exercise: str, view: View, side: Side, heading: float, asked: Sequence[str] | None = None
) -> SetPlan:
    """A set of squats or hinges; `asked`: the faults of its five repetitions, instead of those of chance."""
    faults = _faults(rng, exercise, view) if asked is None else asked
    style = random_style(rng, exercise, heading)
    if exercise == "squat":
        shape = SquatShape(bend=_rad(72, 98, rng), back=float(rng.uniform(0.04, 0.06)), lean=_rad(16, 26, rng))
        turn = _rad(13.5, 20, rng)
    else:
        stagger = 0.0 if "not_staggered" in faults else float(rng.uniform(0.11, 0.17))
        heel = _rad(2, 4, rng) if stagger == 0.0 else _rad(18, 28, rng)
        shape = HingeShape(_rad(48, 70, rng), _rad(16, 22, rng), float(rng.uniform(0.07, 0.11)), stagger, heel)
        style = replace(style, stance_knee=shape.knee)
        turn = 0.0
    reps = _repetitions(rng, exercise, turn, faults, 4 if asked is None else 5)
    left_down = reps[-1].attempt == "unfinished"
    return SetPlan(side, shape, reps, style, float(rng.uniform(1.4, 2.2)), 0.0 if left_down else 1.3)


def random_lot(seed: int, rng: Rng, asked: Sequence[str] | None = None) -> SetLot:
    """What the seed's film shows; `asked` as of `random_plan`."""
    view, exercise = VIEWS[seed % 3], EXERCISES[seed // 3 % 10]
    away = float(rng.uniform(*AZIMUTH_DEG[view]) * (1 if view == "front" else rng.choice([-1, 1])))
    side: Side = "left" if rng.random() < 0.5 else "right"
    if exercise == "none":
        others = tuple(str(n) for n in rng.permutation(NEGATIVES)[:3])
        return SetLot(exercise, view, away, None, "standing", "standing", others, side)
    if exercise == "release":
        return SetLot(exercise, view, away, None, "", "", (), side)
    plan = random_plan(rng, exercise, view, side, float(np.deg2rad(-away)), asked)
    last = "" if plan.repetitions[-1].attempt == "unfinished" else pick(rng, AFTER)
    return SetLot(exercise, view, away, plan, pick(rng, BEFORE), last, (), side)
