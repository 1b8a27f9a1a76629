"""Judging one swing: was there a hold, how far above the lifted neutral was it, and is that a trial?"""

from dataclasses import dataclass
from itertools import pairwise
from math import radians

from inturn.assess.events import AttemptReason
from inturn.assess.moments import FEWEST_PICTURES, TINY_S
from inturn.assess.swing import Point, Swing
from inturn.programme.standing_test import DetectionRules

_BAND = radians(3.0)
_BAND_SHARE = 0.2  # a large rotation may sag more while it is held
_NEUTRAL_SHARE = 0.4  # points below this share of the rise may belong to the neutral before it
_NEUTRAL_S = 1.5  # of neutral before the rise is looked at
_BEGUN_SHARE = 0.15
_LEAD_S = 0.5  # of neutral that a trial's span takes in
_LONGER_HOLD_S = 0.4  # asked of a rotation that came with the lift
_RIPPLES = 4.0  # a smaller rise than so many ripples of its hold may be noise
_TO_SD = 1.4826  # from the median absolute deviation
_SURE_OF_NEUTRAL = 2.0  # a hold must stand above the known neutral by at least the half of what it rose
_WORTH_TELLING = radians(3.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """A swing judged: its span, where its rotation begins, its rise over neutral (rad), and why it is no trial."""

    start_s: float
    begin_s: float
    end_s: float
    rise: float
    neutral: float | None
    with_lift: bool
    refused: AttemptReason | None

    @property
    def worth_telling(self) -> bool:
        """Whether anybody would have seen a rotation at all."""
        return self.rise >= _WORTH_TELLING


def judge(swing: Swing, neutral: float | None, rules: DetectionRules) -> Judged:
    """Judge a swing. `neutral`: the lifted neutral known before it, rad, if any.

    A dip below neutral (swinging past it, turning outward) and the way back from it must not pass for a rotation: the
    rise counts from no deeper than `neutral_depth` below the known neutral, and its hold must stand clear of it.
    """
    points = swing.points
    top = max(p.rotation for p in points)
    peak = next(i for i, p in enumerate(points) if p.rotation == top)
    low = swing.low if swing.from_lift else min(p.rotation for p in points[: peak + 1])
    pace = _pace(points)
    first, last = _longest_run(points, top - max(_BAND, _BAND_SHARE * (top - low)), pace)
    held_s = points[last].time_s - points[first].time_s + pace
    held = [p.rotation for p in points[first : last + 1]]
    level = _median(held)
    base, with_lift = _base(swing, first, low, level, neutral, pace, rules)
    rise = level - base
    shown = rise if neutral is None or with_lift else min(rise, _SURE_OF_NEUTRAL * (level - neutral))
    begun = [p.time_s for p in points[:first] if p.rotation <= base + _BEGUN_SHARE * rise]
    begin_s = begun[-1] if begun else points[0].time_s
    wide_s = _time_above(points, base + 0.5 * rise, pace)
    return Judged(
        start_s=max(points[0].time_s, begin_s - _LEAD_S),
        begin_s=begin_s,
        end_s=(swing.floor if swing.mode == "returning" else points[-1]).time_s + pace,
        rise=rise,
        neutral=_followed(neutral, base, with_lift, rules),
        with_lift=with_lift,
        refused=_refusal(shown, _ripple(held), held_s, wide_s, with_lift, rules),
    )


def _ripple(held: list[float]) -> float:
    """Standard deviation within a hold, without its flanks, from the median absolute deviation."""
    flank = len(held) // 5
    inner = held[flank : len(held) - flank]
    level = _median(inner)
    return _TO_SD * _median([abs(v - level) for v in inner])


def _followed(neutral: float | None, base: float, with_lift: bool, rules: DetectionRules) -> float | None:
    """The known neutral after this swing: it follows a drift, but not a dip."""
    if with_lift:
        return neutral
    return base if neutral is None or abs(base - neutral) < rules.neutral_depth else neutral


def _refusal(
    rise: float, ripple: float, held_s: float, wide_s: float, with_lift: bool, rules: DetectionRules
) -> AttemptReason | None:  # fmt: skip
    """Why this rotation is no trial; None when it is one. The steadier the hold, the smaller a rise is believed."""
    least = rules.smallest_trial - rules.noise_allowance
    believed = min(max(_RIPPLES * ripple, rules.steady_rise), least)
    smallest = rules.with_lift_rise if with_lift else believed
    if rise < smallest:
        return "too_small"
    if held_s >= (_LONGER_HOLD_S if with_lift else rules.hold) - TINY_S:
        return None
    unheld = not with_lift and rise >= rules.unheld_rise and wide_s >= rules.unheld_width - TINY_S
    return None if unheld else "not_held"


def _base(
    swing: Swing, first: int, low: float, level: float, neutral: float | None, pace: float, rules: DetectionRules
) -> tuple[float, bool]:
    """Level of the neutral before the hold, and whether there is none because the leg turned while it was lifted.

    A dip below the known neutral that lasts no longer than the medians are wide comes of a picture or two.
    """
    limit = low + _NEUTRAL_SHARE * (level - low)
    before = [p for p in swing.points[:first] if p.rotation <= limit]
    if not before:
        return low, swing.from_lift
    recent = [p for p in before if p.time_s >= before[-1].time_s - _NEUTRAL_S]
    base = _median([p.rotation for p in recent])
    if neutral is None:
        return base, False
    lasted_s = recent[-1].time_s - recent[0].time_s + pace
    brief = lasted_s <= max(rules.smoothing, (FEWEST_PICTURES - 1) * pace) + TINY_S
    return max(base, neutral if brief else neutral - rules.neutral_depth), False


def _longest_run(points: tuple[Point, ...], floor: float, pace: float) -> tuple[int, int]:
    """First and last index of the longest run at or above `floor`; a dip of one or two points does not end it."""
    bridge_s = max(2.0 * pace, 0.1)
    high = [i for i, p in enumerate(points) if p.rotation >= floor]
    best = run = (high[0], high[0])
    for a, b in pairwise(high):
        joined = b == a + 1 or points[b].time_s - points[a].time_s <= bridge_s
        run = (run[0], b) if joined else (b, b)
        if points[run[1]].time_s - points[run[0]].time_s > points[best[1]].time_s - points[best[0]].time_s:
            best = run
    return best


def _time_above(points: tuple[Point, ...], level: float, pace: float) -> float:
    """Seconds spent at or above `level`, counted in points."""
    return pace * sum(p.rotation >= level for p in points)


def _pace(points: tuple[Point, ...]) -> float:
    """Median time between points; 0 for a single one."""
    gaps = [b.time_s - a.time_s for a, b in pairwise(points)]
    return _median(gaps) if gaps else 0.0


def _median(values: list[float]) -> float:
    ordered = sorted(values)
    n = len(ordered)
    return ordered[n // 2] if n % 2 else 0.5 * (ordered[n // 2 - 1] + ordered[n // 2])
