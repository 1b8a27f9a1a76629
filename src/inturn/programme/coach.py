"""What the coach goes by, loaded from `data/coach.toml` into radians, metres and seconds: exercises are data."""

from dataclasses import dataclass, fields, replace
from typing import Literal

View = Literal["front", "oblique", "side", "behind"]
Kind = Literal["repetitions", "hold"]
WorkingSide = Literal["named", "front_leg", "lower_side", "none"]
Measure = Literal["level", "mean", "reach", "change", "own_depth", "shortest_part", "tempo_ratio"]
During = Literal["rest", "down", "deep", "bottom", "up", "all"]
Leg = Literal["working", "other"]

SIGNALS: tuple[str, ...] = (
    "thigh", "trunk", "trunk_minus_shank", "turn", "squat_lean", "squat_heel", "other_knee_in", "heel_rise",
    "front_knee", "front_heel", "front_ahead", "stagger", "back_bow", "hand_height", "feet_travel", "lying", "height",
    "trunk_lean", "thigh_lean", "upper_height", "head_and_hands",
)  # fmt: skip
"""Everything an exercise may read; what each means stands in docs/coach.md and `training/coach/signals.py`."""
HEIGHTS: tuple[str, ...] = ("height", "upper_height")
"""Those in trunk lengths above where the ankles stood."""
TRAJECTORIES: tuple[str, ...] = ("deadlift", "squat")
"""Under these names it was learnt how the body's points go (`training/coach/data/trajectories.toml`)."""
VIEWS: tuple[View, ...] = ("front", "oblique", "side")


@dataclass(frozen=True, slots=True)
class CommonRules:
    """What holds for every exercise: s, rad, trunk or shank lengths. Meanings stand in the data file."""

    smoothing: float
    lost_after: float
    ready: float
    still_speed: float
    return_share: float
    own_share: float
    own_share_front: float
    attempt_share: float
    longest: float
    set_over: float
    cue_every: float
    feet_travel: float
    front_up_to: float
    side_from: float
    behind_from: float


COMMON: frozenset[str] = frozenset(f.name for f in fields(CommonRules))


@dataclass(frozen=True, slots=True)
class SignalRules:
    """What is known of a signal, whichever exercise reads it.

    noise       standard deviation of a moment, in the signal's unit: a movement can be timed by it; None = it cannot
    runs        in a movement of even speed: `evenly`, as angles do, or as a `height`, which hardly changes near upright
    one_stance  a height by one stance for all of a movement, the newest: stances are learnt on
    leg         whose a fault of this signal is; names_side: it cannot be told before the working side is named
    """

    id: str
    noise: float | None = None
    runs: Literal["evenly", "height"] = "evenly"
    one_stance: bool = False
    leg: Leg | None = None
    names_side: bool = False


@dataclass(frozen=True, slots=True)
class Excursion:
    """What a repetition is: a signal leaves its rest and comes back. In the signal's own unit.

    towards    whether the signal rises or falls on the way out
    rest_low, rest_high  within these the person is in the posture a repetition begins and ends in
    timed_by   signals whose ways together tell best when a movement begins and ends, those that the view shows;
               `otherwise` where it shows none
    trajectories  under what name it was learnt from which views how the body's points go: timed by them from there
    leave      this far from rest a movement has begun; attempt: less is not worth telling; full: less is an attempt
    full_drop  the height in trunk lengths that such a movement costs, where it tells more than the signal alone
    shins      shins lean by this share of the thighs' angle: with it, what perspective hides of thighs is given back
    nearer     (mean, standard deviation) in trunk lengths, times the sine of the signal: what bends towards a camera
               comes nearer and is seen taller; None = nothing does
    deepened_by  faults with which a repetition seems deeper than it is: none of the own range, where others are
    """

    signal: str
    towards: Literal["rises", "falls"]
    rest_low: float
    rest_high: float
    leave: float
    attempt: float
    full: float
    otherwise: SignalRules
    timed_by: tuple[SignalRules, ...] = ()
    trajectories: str | None = None
    full_drop: float | None = None
    shins: float | None = None
    nearer: tuple[float, float] | None = None
    deepened_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Veto:
    """What makes a movement something else: `signal` beyond a limit for `lasting` seconds in all.

    during  all of it, or the bottom alone: on a quick way a point that hides behind another may jump
    views   from where it holds; None = from everywhere
    until   it holds until the set has so many repetitions, from which on a person's own are known; None = always
    """

    id: str
    signal: str
    above: float | None
    below: float | None
    lasting: float
    during: Literal["all", "bottom"] = "all"
    views: tuple[View, ...] | None = None
    until: int | None = None

    def holds(self, view: View, counted: int) -> bool:
        """Whether it holds from a view in a set of so many repetitions."""
        return (self.views is None or view in self.views) and (self.until is None or counted < self.until)


@dataclass(frozen=True, slots=True)
class FaultRule:
    """A fault of a repetition.

    measure  level: the signal is beyond the limit for `lasting` s of `during`; mean: it is so in the mean of `during`;
             reach: it never comes to the limit for so long; change: as level, against its value at rest before the
             repetition; own_depth: depth as a share of the person's own range; shortest_part: way down or up, s;
             tempo_ratio: way down against the set's middle one, the larger over the smaller
    during   deep: deeper than half of the way; bottom: than nine tenths of it; down, up: the way to and from there
    own_above, own_below  beyond the set's middle repetition by so much, too, where a level differs between people as
             they are seen; own_at_least, own_at_most: and no less, no more than this; own_within: and by no more than
             this, or it is the others that are unusual
    spoilt_by  faults of the same repetition beside which this one cannot be told: it is not judged then, nor are other
             repetitions held against that one; a fault that only later repetitions tell comes too late for it
    views    from where it can be judged; from elsewhere it is said not to be
    unshown  those of them from which the keypoints were found not to show it: it is not judged there either
    networks  whose keypoints were found to show it, where not all do: with others it is not judged, or, where the rule
             stands instead of another, by that one
    instead  rules that take this one's place in the views they name (one a view) on the points of their networks
    far_leg  stands instead only where the working leg is named and is the one farther from the camera: other limits of
             the same signal
    leg      whose it is; names_side: it cannot be told before the working side is named
    """

    id: str
    measure: Measure
    signal: str | None
    during: During
    views: tuple[View, ...]
    above: float | None
    below: float | None
    lasting: float
    see: str
    cue: str
    own_above: float | None = None
    own_below: float | None = None
    own_at_most: float | None = None
    own_at_least: float | None = None
    own_within: float | None = None
    spoilt_by: tuple[str, ...] = ()
    unshown: tuple[View, ...] = ()
    networks: tuple[str, ...] = ()
    instead: tuple["FaultRule", ...] = ()
    far_leg: bool = False
    leg: Leg | None = None
    names_side: bool = False

    @property
    def reads(self) -> tuple[Measure, str | None, During, float, bool]:
        """What it measures, for how long (s) and whether the highest: repetitions may be held against one another where
        that is the same."""
        return self.measure, self.signal, self.during, self.lasting, self.above is not None

    @property
    def against_own(self) -> bool:
        """Whether repetitions are held against the set's own."""
        return self.own_above is not None or self.own_below is not None

    def judged_from(self, view: View) -> bool:
        """Whether the fault is judged in a repetition seen from there."""
        return view in self.views and view not in self.unshown

    def seen_from(self, view: View, *, far: bool) -> "FaultRule":
        """The rule by which a repetition seen from there is judged; far: its working leg is the farther one."""
        return next((rule for rule in self.instead if view in rule.views and (far or not rule.far_leg)), self)

    def by(self, network: str) -> "FaultRule":
        """The rule for keypoints of a network ("lite", "full", "heavy"): shown from nowhere where it does not show."""
        instead = tuple(rule for rule in self.instead if rule.shown_by(network))
        return replace(self, instead=instead, unshown=self.unshown if self.shown_by(network) else self.views)

    def shown_by(self, network: str) -> bool:
        """Whether a network's keypoints were found to show it."""
        return not self.networks or network in self.networks


@dataclass(frozen=True, slots=True)
class HoldRule:
    """A posture to be kept: rad, s, trunk lengths a second. Meanings stand in the data file."""

    signal: str
    above: float
    settle: float
    move_speed: float
    fast_speed: float
    least: float
    most: float
    tell_every: float
    see_fast: str
    cue_fast: str


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the exercise and what is said of it; `{side}` stands for the working side."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class ExerciseRules:
    """One exercise: its best views first; exactly one of `excursion` and `hold` by its kind."""

    id: str
    kind: Kind
    working_side: WorkingSide
    views: tuple[View, ...]
    asked_afterwards: tuple[str, ...]
    phases: tuple[Phase, ...]
    excursion: Excursion | None
    hold: HoldRule | None
    vetoes: tuple[Veto, ...]
    faults: tuple[FaultRule, ...]

    def fault(self, name: str) -> FaultRule:
        """The fault of that id. Raises KeyError."""
        for rule in self.faults:
            if rule.id == name:
                return rule
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class CoachRules:
    """All exercises and what they share."""

    common: CommonRules
    exercises: tuple[ExerciseRules, ...]

    def exercise(self, name: str) -> ExerciseRules:
        """The exercise of that id. Raises KeyError."""
        for rules in self.exercises:
            if rules.id == name:
                return rules
        raise KeyError(name)

    def by(self, network: str) -> "CoachRules":
        """The rules for keypoints of a network: what those do not show is not judged."""
        by_network = (replace(e, faults=tuple(f.by(network) for f in e.faults)) for e in self.exercises)
        return replace(self, exercises=tuple(by_network))
