"""What the joints of one person do over time: the language between choreography and pose."""

from dataclasses import dataclass

from validation.people.rotations import Array


@dataclass(frozen=True)
class LegScript:
    """One leg over time, (time,) each unless said otherwise; radians.

    `lift` 0 = planted, 1 = as the angles say: `elevation` from hanging and `abduction` of the thigh, internal
    `rotation`, `knee` flexion, `ankle` (toes up positive). `ankle_xy` (time, 2) and `foot_yaw` place the planted foot;
    `stance_knee` is the bend of a leg that carries.
    """

    lift: Array
    elevation: Array
    abduction: Array
    rotation: Array
    knee: Array
    ankle: Array
    ankle_xy: Array
    foot_yaw: Array
    stance_knee: Array


@dataclass(frozen=True)
class ArmScript:
    """One arm over time, (time,) each: `abduction`, `flexion` of the upper arm, `elbow` bend; hand on hip or not."""

    abduction: Array
    flexion: Array
    elbow: Array
    on_hip: bool


@dataclass(frozen=True)
class MotionScript:
    """A whole person over time, (time,) each unless said otherwise; radians and metres, left positive.

    `pelvis_xy` (time, 2); `heading` is the direction the person means to face, `turn` the pelvis' turn on top of it;
    `on_left` is the share of weight on the left leg. `follow` is the share of list and turn that a lifted thigh
    takes part in.
    """

    time_s: Array
    pelvis_xy: Array
    heading: Array
    turn: Array
    list_left: Array
    tilt_forward: Array
    lean_left: Array
    lean_forward: Array
    trunk_turn: Array
    head_down: Array
    on_left: Array
    follow: float
    legs: dict[str, LegScript]
    arms: dict[str, ArmScript]
