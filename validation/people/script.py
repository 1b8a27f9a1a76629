"""What the joints of one person do over time: the language between choreography and pose."""

from dataclasses import dataclass

from validation.people.rotations import Array


@dataclass(frozen=True)
class LegScript:
    """One leg over time, (time,) each unless said otherwise; radians.

    `lift` 0 = planted, 1 = as the angles say: `elevation` from hanging and `abduction` of the thigh, internal
    `rotation`, `knee` flexion, `ankle` (toes up positive). `ankle_xy` (time, 2) and `foot_yaw` place the planted foot;
    `stance_knee` is the bend of a leg that carries. `heel_up` tips a planted foot over its toes; `knee_in` turns its
    knee inward of where the foot points.
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
    heel_up: Array | float = 0.0
    knee_in: Array | float = 0.0


@dataclass(frozen=True)
class Grasp:
    """A hand that stays at a point of the body: `shift` (3,) metres from the joint of `segment` in the rest shape.

    `elbow` (3,) is the direction in the thorax' frame towards which the elbow goes.
    """

    segment: str
    shift: tuple[float, float, float]
    elbow: tuple[float, float, float]


@dataclass(frozen=True)
class ArmScript:
    """One arm over time, (time,) each: `abduction`, `flexion` of the upper arm, `elbow` bend; hand on hip or not.

    A `grasp` goes before all of it.
    """

    abduction: Array
    flexion: Array
    elbow: Array
    on_hip: bool
    grasp: Grasp | None = None


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
