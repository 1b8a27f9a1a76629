"""What the standing test found: values, codes and reasons. No sentences but a failed gate's advice; rad, m, s."""

from dataclasses import dataclass, field
from typing import Literal

from inturn.body.keypoints import Side
from inturn.quantity import Difference, Method, Quantity

Quality = Literal["good", "rough", "unreadable"]
SideVerdict = Literal["unreadable", "limited", "sufficient", "borderline"]
Judgement = Literal["same", "possible", "likely"]
Verdict = Literal["mobility_work", "unclear", "likely_sufficient", "unreadable"]
StickKind = Literal["foot_edge", "given"]
ReasonCode = Literal[
    # of a side
    "few_readable_trials", "stick_not_reached", "below_target", "reached_and_above_target",
    "near_target", "body_moved", "stick_not_judged",
    # of the whole test
    "side_limited", "difference_likely", "side_borderline", "side_unreadable", "difference_possible",
    "sides_sufficient",
    # warnings
    "no_quiet_standing", "one_side_only", "rough_trial", "turned_with_lift", "trial_cut_off", "trials_excluded",
    "person_lost", "body_moved_in_trial", "body_may_have_moved_in_trial", "rotation_in_passing",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason or warning as a code, with the side and the number it is about (rad, s, or a count)."""

    code: ReasonCode
    side: Side | None = None
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition of a readable (`stops` = "reading"), held ("hold") or still ("stillness") trial.

    `value` and the limits are rad, s for the hold, or 0..1 for visibility; a limit that does not apply is None.
    `advice` is empty for a gate that was passed.
    """

    name: str
    stops: Literal["reading", "hold", "stillness"]
    passed: bool
    value: float | None
    lowest: float | None
    highest: float | None
    advice: str

    @property
    def doubtful(self) -> bool:
        """Passed, and yet more likely beyond its limit than not: what was read lies beyond, but not surely so."""
        beyond = self.value is not None and self.highest is not None and abs(self.value) > self.highest
        return self.passed and self.stops == "stillness" and beyond


@dataclass(frozen=True, slots=True)
class Change:
    """Plateau minus before the rotation, its sd, and its onset in seconds and as a share (0..1) of the rotation.

    rad or m; all None when it cannot be said; the onset is None when the change never went beyond its error.
    """

    change: float | None = None
    sd: float | None = None
    onset_s: float | None = None
    onset_share: float | None = None


@dataclass(frozen=True, slots=True)
class Compensation:
    """What the rest of the body did during the rotation; `lift_alone`: what lifting had done before it (rad).

    List + = tested side's hip rises; turn, lean and knee drift + = towards the tested side; drop + = thigh sinks.
    """

    pelvic_list: Change = field(default_factory=Change)
    pelvic_turn: Change = field(default_factory=Change)
    trunk_lean: Change = field(default_factory=Change)
    thigh_drop: Change = field(default_factory=Change)
    knee_drift: Change = field(default_factory=Change)
    lift_alone: tuple[tuple[str, float | None], ...] = ()


@dataclass(frozen=True, slots=True)
class TrialFinding:
    """One rotation of one side: [start_s, end_s), its plateau, its value, and whether it counts.

    `order` counts the side's trials from 1. Angles are medians over the plateau, rad; None where unread.
    """

    side: Side
    order: int
    start_s: float
    begin_s: float
    peak_s: float
    end_s: float
    plateau_start_s: float
    plateau_end_s: float
    quality: Quality
    rotation: Quantity | None
    shank_to_vertical: float | None
    thigh_elevation: float | None
    hip_flexion: float | None
    hip_abduction: float | None
    knee_flexion: float | None
    facing: float | None
    reached_stick: bool | None
    body_still: bool | None
    compensation: Compensation
    gates: tuple[Gate, ...]
    with_lift: bool
    complete: bool
    included: bool

    @property
    def readable(self) -> bool:
        """Whether its value counts towards the side (unless it was excluded)."""
        return self.quality != "unreadable" and self.rotation is not None

    @property
    def may_have_moved(self) -> bool:
        """Whether the body more likely moved than not, though not so surely that the trial would be left out."""
        return self.readable and self.body_still is True and any(g.doubtful for g in self.gates)


@dataclass(frozen=True, slots=True)
class Pain:
    """Pain 0-10 after the side's trials and where, as the person said it; None = not asked."""

    score: int | None = None
    where: str | None = None


@dataclass(frozen=True, slots=True)
class SideFinding:
    """One side. `rotation` is the mean of the readable, still trials; `best` the highest of them."""

    side: Side
    verdict: SideVerdict
    reasons: tuple[Reason, ...]
    rotation: Quantity | None
    best: Quantity | None
    probability_below_target: float | None
    reached_stick: bool | None
    body_still: bool | None
    pain: Pain
    trials: tuple[TrialFinding, ...]


@dataclass(frozen=True, slots=True)
class DifferenceFinding:
    """Left minus right, and what it amounts to."""

    difference: Difference
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class StickFinding:
    """The stick: where it stood (m outward of the foot's outer edge, left and right) and what it asked (rad)."""

    kind: StickKind
    offset: tuple[float, float]
    asks: tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class StandingTest:
    """One standing test, read and judged."""

    method: Method
    target: float
    verdict: Verdict
    reasons: tuple[Reason, ...]
    warnings: tuple[Reason, ...]
    tighter_side: Side | None
    first_lifted: Side | None
    difference: DifferenceFinding | None
    stick: StickFinding
    left: SideFinding
    right: SideFinding

    def side(self, name: Side) -> SideFinding:
        """The finding of that side."""
        return self.left if name == "left" else self.right
