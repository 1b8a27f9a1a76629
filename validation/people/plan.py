"""What a person is to do, before it becomes movement. Angles are radians, times seconds.

Cheats are written for the tested side: `list` positive = its hip rises, `turn` and `lean` positive = towards it,
`drop` positive = the thigh sinks.
"""

from dataclasses import dataclass, field
from typing import Literal

Side = Literal["left", "right"]
# What a trial must do on top of the rotation to be written down as that cheat, in degrees.
CHEAT_FLOOR_DEG = {"pelvic_list": 5.0, "pelvic_turn": 8.0, "trunk_lean": 7.0}


@dataclass(frozen=True)
class TrialPlan:
    """One rotation: out, hold, back, rest.

    `onset` is the share of the way out after which cheats begin; `halt_s` a stop half way by one who hesitates.
    """

    rotation: float
    out_s: float = 1.0
    hold_s: float = 1.2
    back_s: float = 0.9
    rest_s: float = 0.9
    list: float = 0.0
    turn: float = 0.0
    lean: float = 0.0
    drop: float = 0.0
    onset: float = 0.2
    halt_s: float = 0.0


@dataclass(frozen=True)
class SidePlan:
    """One leg: lift, trials, lower. `list_lift` and `lean_lift` is what lifting alone does."""

    side: Side
    trials: tuple[TrialPlan, ...]
    elevation: float
    abduction: float
    knee: float
    neutral: float
    list_lift: float
    lean_lift: float
    shift_s: float = 0.7
    lift_s: float = 1.2
    settle_s: float = 0.8
    lower_s: float = 1.1
    rest_s: float = 1.2


@dataclass(frozen=True)
class Style:
    """How this person stands and moves: shares of body height for lengths, multiples for sway and tremor."""

    half_stance: float = 0.055
    toe_out: float = 0.12
    stance_knee: float = 0.15
    tilt: float = 0.0
    trunk_forward: float = 0.03
    head_down: float = 0.1
    heading: float = 0.0
    arm_abduction: float = 0.16
    arm_flexion: float = 0.03
    elbow: float = 0.3
    hands_on_hips: bool = False
    balance_arms: float = 0.08
    sway: float = 1.0
    follow: float = 0.5
    place: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class TestPlan:
    """A whole standing test: quiet standing, sides in order, quiet standing."""

    __test__ = False  # not a test class, whatever pytest thinks of the name

    sides: tuple[SidePlan, ...]
    style: Style = field(default_factory=Style)
    quiet_s: float = 2.0
    end_s: float = 1.2
