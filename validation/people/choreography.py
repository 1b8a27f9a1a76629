"""A test plan becomes movement: curves for every angle, and the true spans of its trials."""

from dataclasses import dataclass, field

import numpy as np

from validation.people.curves import sway, through
from validation.people.plan import CHEAT_FLOOR_DEG, SidePlan, Style, TestPlan, TrialPlan
from validation.people.rotations import Array
from validation.people.script import ArmScript, LegScript, MotionScript
from validation.people.truth import SIDES, ScriptedTrial, outward

Keys = list[tuple[float, float]]
LEG_CURVES = ("lift", "elevation", "abduction", "rotation", "knee")
BODY_CURVES = ("on_left", "list_left", "turn", "lean_left", "tilt", "arms", "gaze")
# Legs lifted by a person tip the pelvis back a little (radians at full lift).
LIFT_TILT = -0.12


@dataclass
class _Score:
    """Keys of every curve while a plan is being written down; `now` is the time reached."""

    keys: dict[str, Keys]
    now: float = 0.0
    trials: list[ScriptedTrial] = field(default_factory=list)

    def move(self, name: str, value: float, start_s: float, end_s: float) -> None:
        """Hold the last value until `start_s`, then go to `value` by `end_s`."""
        keys = self.keys[name]
        keys.append((max(start_s, keys[-1][0]), keys[-1][1]))
        keys.append((max(end_s, keys[-1][0]), value))


def cheats_of(trial: TrialPlan) -> tuple[str, ...]:
    """Names of the cheats of a trial that are meant to be seen."""
    sizes = {"pelvic_list": trial.list, "pelvic_turn": trial.turn, "trunk_lean": trial.lean}
    names = [n for n, size in sizes.items() if abs(np.rad2deg(size)) > CHEAT_FLOOR_DEG[n]]
    return (*names, *(["thigh_drop"] if trial.drop > 0.1 else []))


def _write_trial(score: _Score, plan: SidePlan, trial: TrialPlan) -> None:
    out = outward(plan.side)
    start = score.now
    held = start + trial.out_s + trial.halt_s
    released = held + trial.hold_s
    end = released + trial.back_s
    leg = f"{plan.side}_"
    if trial.halt_s > 0:
        half = start + 0.55 * trial.out_s
        score.move(leg + "rotation", plan.neutral + 0.55 * (trial.rotation - plan.neutral), start, half)
        score.move(leg + "rotation", trial.rotation, half + trial.halt_s, held)
    else:
        score.move(leg + "rotation", trial.rotation, start, held)
    score.move(leg + "rotation", plan.neutral, released, end)
    onset = start + trial.onset * (held - start)
    moved = {
        leg + "elevation": (plan.elevation - trial.drop, plan.elevation),
        "list_left": (out * (plan.list_lift + trial.list), out * plan.list_lift),
        "turn": (out * trial.turn, 0.0),
        "lean_left": (out * (plan.lean_lift + trial.lean), out * plan.lean_lift),
    }
    for name, (there, back) in moved.items():
        if there != back:
            score.move(name, there, onset, held)
            score.move(name, back, released, end)
    score.trials.append(ScriptedTrial(plan.side, start, held, released, end, cheats_of(trial)))
    score.now = end + trial.rest_s


def _write_side(score: _Score, plan: SidePlan) -> None:
    out = outward(plan.side)
    leg = f"{plan.side}_"
    start = score.now
    lifting, lifted = start + 0.6 * plan.shift_s, start + plan.shift_s + plan.lift_s
    score.move("on_left", 0.0 if plan.side == "left" else 1.0, start, start + plan.shift_s + 0.3 * plan.lift_s)
    for name, value in (("elevation", plan.elevation), ("abduction", plan.abduction), ("knee", plan.knee)):
        score.move(leg + name, value, start, start)
    score.move(leg + "rotation", plan.neutral, start, start)
    score.move(leg + "lift", 1.0, lifting, lifted)
    for name, value in (("tilt", LIFT_TILT), ("arms", 1.0), ("gaze", 1.0)):
        score.move(name, value, lifting, lifted)
    score.move("list_left", out * plan.list_lift, lifting, lifted)
    score.move("lean_left", out * plan.lean_lift, lifting, lifted)
    score.now = lifted + plan.settle_s
    for trial in plan.trials:
        _write_trial(score, plan, trial)
    lowering, down = score.now, score.now + plan.lower_s
    score.move(leg + "lift", 0.0, lowering, down)
    for name in ("list_left", "lean_left", "tilt", "arms", "gaze"):
        score.move(name, 0.0, lowering, down)
    score.move("on_left", 0.5, down - 0.3 * plan.lower_s, down + 0.7 * plan.shift_s)
    score.now = down + plan.rest_s


def _empty_score(plan: TestPlan) -> _Score:
    keys: dict[str, Keys] = {name: [(0.0, 0.0)] for name in BODY_CURVES}
    keys["on_left"] = [(0.0, 0.5)]
    for side in SIDES:
        first = next((s for s in plan.sides if s.side == side), None)
        at = {"elevation": first.elevation, "knee": first.knee} if first else {}
        for name in LEG_CURVES:
            keys[f"{side}_{name}"] = [(0.0, at.get(name, 0.0))]
    return _Score(keys=keys, now=plan.quiet_s)


def still_feet(style: Style, height_m: float) -> dict[str, tuple[Array, float]]:
    """Where the ankles stand (xy, metres) and which way the feet point, by side."""
    turn = np.array([[np.cos(style.heading), -np.sin(style.heading)], [np.sin(style.heading), np.cos(style.heading)]])
    return {
        side: (
            np.asarray(style.place) + turn @ np.array([0.0, outward(side) * style.half_stance * height_m]),
            style.heading + outward(side) * style.toe_out,
        )
        for side in SIDES
    }


def arms(rng: np.random.Generator, style: Style, time_s: Array, spread: Array) -> dict[str, ArmScript]:
    """Hanging or propped arms that lift a little for balance (`spread`, 0..1) and never hang quite still."""
    return {
        side: ArmScript(
            abduction=style.arm_abduction + style.balance_arms * spread + sway(rng, time_s, 0.015 * style.sway),
            flexion=style.arm_flexion + sway(rng, time_s, 0.02 * style.sway),
            elbow=style.elbow + 0.5 * style.balance_arms * spread + sway(rng, time_s, 0.02 * style.sway),
            on_hip=style.hands_on_hips,
        )
        for side in SIDES
    }


def still_leg(
    rng: np.random.Generator, style: Style, time_s: Array, foot: tuple[Array, float], curves: dict[str, Array]
) -> LegScript:
    """A leg on its foot, or following `curves` (lift, elevation, abduction, rotation, knee) where it is lifted."""
    n, zero = len(time_s), np.zeros(len(time_s))
    tremor = np.deg2rad(0.35) * style.sway
    return LegScript(
        lift=curves.get("lift", zero),
        elevation=curves.get("elevation", zero) + sway(rng, time_s, 1.2 * tremor),
        abduction=curves.get("abduction", zero) + sway(rng, time_s, tremor),
        rotation=curves.get("rotation", zero) + sway(rng, time_s, 0.8 * tremor, 0.2, 1.5),
        knee=curves.get("knee", zero) + sway(rng, time_s, 1.5 * tremor),
        ankle=curves.get("ankle", zero + 0.02),
        ankle_xy=np.tile(foot[0], (n, 1)),
        foot_yaw=zero + foot[1],
        stance_knee=np.maximum(style.stance_knee + sway(rng, time_s, 0.008 * style.sway), 0.03),
    )


def write_test(
    plan: TestPlan, height_m: float, fps: float, rng: np.random.Generator
) -> tuple[MotionScript, list[ScriptedTrial]]:
    """The movement of a standing test, one value a frame, and where its trials truly are."""
    score = _empty_score(plan)
    for side in plan.sides:
        _write_side(score, side)
    length = score.now + plan.end_s
    time_s = np.arange(round(length * fps)) / fps
    curve = {name: through(keys, time_s) for name, keys in score.keys.items()}
    style, zero = plan.style, np.zeros(len(time_s))
    feet = still_feet(style, height_m)
    middle = 0.5 * (feet["left"][0] + feet["right"][0])
    # The pelvis moves over the foot that carries, though not all the way: the trunk does the rest.
    carried = 0.85 * (2 * curve["on_left"] - 1)[:, None] * (feet["left"][0] - middle)
    drift = np.column_stack([sway(rng, time_s, 0.005 * style.sway), sway(rng, time_s, 0.004 * style.sway)])
    small = np.deg2rad(0.5) * style.sway
    legs = {
        side: still_leg(rng, style, time_s, feet[side], {n: curve[f"{side}_{n}"] for n in LEG_CURVES}) for side in SIDES
    }
    script = MotionScript(
        time_s=time_s,
        pelvis_xy=middle + carried + drift - np.array([0.01, 0.0]),
        heading=zero + style.heading,
        turn=curve["turn"] + sway(rng, time_s, 1.2 * small),
        list_left=curve["list_left"] + sway(rng, time_s, 0.6 * small),
        tilt_forward=style.tilt + curve["tilt"] + sway(rng, time_s, 0.6 * small),
        lean_left=curve["lean_left"] + sway(rng, time_s, small),
        lean_forward=style.trunk_forward + 0.25 * curve["tilt"] + sway(rng, time_s, small),
        trunk_turn=sway(rng, time_s, small),
        head_down=style.head_down + 0.2 * curve["gaze"] + sway(rng, time_s, 2 * small),
        on_left=curve["on_left"],
        follow=style.follow,
        legs=legs,
        arms=arms(rng, style, time_s, curve["arms"]),
    )
    return script, score.trials
