"""Lying on one side on a foam roller: a body posed upright by its angles, then laid down as a whole."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import least_squares

from validation.people.body import BodyShape
from validation.people.curves import sway
from validation.people.exercise_truth import Side
from validation.people.pose import PosedBody, pose_body
from validation.people.props import ROLLER_RADIUS_M, Prop, roller_mesh
from validation.people.rotations import Array, about_x, about_y, about_z, turn
from validation.people.script import ArmScript, Grasp, LegScript, MotionScript
from validation.people.truth import Skeleton, outward

# How thick hips are from joint to skin, metres.
HIP_TO_SKIN_M = 0.085
# Where the search for the posture begins.
POSTURE = np.deg2rad([52.0, 22.0, -58.0, 88.0, 4.0, 24.0, 72.0, 10.0])


@dataclass(frozen=True)
class ReleasePlan:
    """`side` lies on the roller; hold still for `hold_s`, then `rolls` slow rolls of `way_m` to and fro."""

    side: Side
    quiet_s: float = 1.0
    hold_s: float = 6.0
    rolls: int = 3
    roll_s: float = 3.0
    way_m: float = 0.05
    heading: float = 0.0

    @property
    def length_s(self) -> float:
        """The whole film."""
        return self.quiet_s + self.hold_s + self.rolls * self.roll_s


def _leg(time_s: Array, **angles: float) -> LegScript:
    zero = np.zeros(len(time_s))
    still = {"elevation": 0.0, "abduction": 0.0, "rotation": 0.0, "knee": 0.0, "ankle": 0.0} | angles
    return LegScript(
        lift=zero + 1.0,
        ankle_xy=np.zeros((len(time_s), 2)),
        foot_yaw=zero,
        stance_knee=zero + 0.1,
        **{name: zero + value for name, value in still.items()},
    )


def _script(side: Side, time_s: Array, rng: np.random.Generator, posture: Array) -> MotionScript:
    """The posture, still upright: lower leg long, upper leg bent with its foot in front, trunk bent up.

    `posture` (8,): of the upper leg elevation, abduction, rotation, knee; the lower leg's abduction; the trunk's side
    bend; the propping arm's abduction and flexion.
    """
    zero, out = np.zeros(len(time_s)), outward(side)
    breath = sway(rng, time_s, 0.006, 0.2, 0.4)
    upper: Side = "right" if side == "left" else "left"
    rad = np.deg2rad
    elevation, abduction, rotation, knee, lower, bend, prop, forward = (float(v) for v in posture)
    legs = {
        side: _leg(time_s, elevation=rad(2), abduction=lower, knee=rad(6), ankle=rad(-15)),
        upper: _leg(time_s, elevation=elevation, abduction=abduction, rotation=rotation, knee=knee, ankle=rad(8)),
    }
    lower_arm = ArmScript(zero + prop, zero + forward, zero + rad(85), False)
    on_floor = Grasp("abdomen", (0.34, out * 0.15, 0.06), (0.8, -0.5 * out, 0.2))
    upper_arm = ArmScript(zero, zero, zero, False, on_floor)
    return MotionScript(
        time_s=time_s, pelvis_xy=np.zeros((len(time_s), 2)), heading=zero, turn=zero, list_left=zero, tilt_forward=zero,
        lean_left=-out * bend + breath, lean_forward=zero + rad(6), trunk_turn=zero, head_down=zero + rad(5),
        on_left=zero + 0.5, follow=1.0, legs=legs, arms={side: lower_arm, upper: upper_arm},
    )  # fmt: skip


def _down(side: Side) -> Array:
    """The side that lies comes down: left is +y, which a turn of -90 degrees about x makes -z."""
    out = outward(side)
    return about_x(-out * np.deg2rad(90 - 6)) @ about_z(out * np.deg2rad(-6))


def _on_roller(upright: PosedBody, side: Side) -> PosedBody:
    """Laid down with the lower hip on the roller over the origin, the head towards the lower side's own direction."""
    hip = turn(_down(side), upright.skeleton.joints[f"{side}_hip"])
    return laid(upright, _down(side), np.array([0.0, 0.0, 2 * ROLLER_RADIUS_M + HIP_TO_SKIN_M]) - hip)


def find_posture(side: Side, body: BodyShape) -> Array:
    """The posture in which the upper foot, the lower foot and the elbow are on the floor, by least squares."""
    upper = "right" if side == "left" else "left"
    out, h = outward(side), body.height_m
    moment = np.zeros(1)

    def gaps(posture: Array) -> Array:
        script = _script(side, moment, np.random.default_rng(0), posture)
        joints = _on_roller(pose_body(body, script), side).skeleton.joints
        foot = joints[f"{upper}_ankle"][0] - [0.20 * h, -out * 0.22 * h, body.heads[f"{upper}_foot"][2]]
        low = [
            joints[f"{side}_ankle"][0, 2] - 0.06,
            joints[f"{side}_elbow"][0, 2] - 0.045,
            joints[f"{side}_wrist"][0, 2] - 0.04,
        ]
        return np.concatenate([5 * foot, 5 * np.array(low), 0.05 * (posture - POSTURE)])

    return least_squares(gaps, POSTURE).x


def laid(posed: PosedBody, rotation: Array, shift: Array) -> PosedBody:
    """The body turned by `rotation` (3, 3) and moved by `shift` (time, 3)."""
    skeleton = posed.skeleton
    return PosedBody(
        rotations={k: rotation @ r for k, r in posed.rotations.items()},
        origins={k: turn(rotation, o) + shift for k, o in posed.origins.items()},
        skeleton=Skeleton(
            {k: turn(rotation, j) + shift for k, j in skeleton.joints.items()}, rotation @ skeleton.pelvis
        ),
    )


def roll_curve(plan: ReleasePlan, time_s: Array) -> Array:
    """How far the body has moved along itself, metres: still, then slow rolls."""
    cycles = np.clip((time_s - plan.quiet_s - plan.hold_s) / plan.roll_s, 0.0, plan.rolls)
    return plan.way_m * 0.5 * (1.0 - np.cos(2 * np.pi * cycles))


def write_release(
    plan: ReleasePlan, body: BodyShape, fps: float, rng: np.random.Generator
) -> tuple[MotionScript, PosedBody, Prop]:
    """The script (its times and posture), the body lying on the floor, and the roller under it."""
    time_s = np.arange(round(plan.length_s * fps)) / fps
    script = _script(plan.side, time_s, rng, find_posture(plan.side, body))
    out, facing = outward(plan.side), about_z(plan.heading)
    along = roll_curve(plan, time_s)
    head_way = turn(facing, np.array([0.0, out, 0.0]))
    posed = laid(_on_roller(pose_body(body, script), plan.side), facing, along[:, None] * head_way)
    foot = f"{'right' if plan.side == 'left' else 'left'}_foot"
    flat = facing @ about_z(np.deg2rad(-out * 20))
    posed.rotations[foot] = np.tile(flat, (len(time_s), 1, 1))  # the standing foot is flat whatever its shank does
    lying = facing @ about_y(np.deg2rad(90))
    spot = 0.04 * head_way + np.array([0.0, 0.0, ROLLER_RADIUS_M])
    turned = lying @ about_z(-out * 0.5 * along / ROLLER_RADIUS_M)
    return script, posed, Prop(roller_mesh(), turned, spot + 0.5 * along[:, None] * head_way)
