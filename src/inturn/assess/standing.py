"""Quiet standing: both feet down, knees and heels still, for half a second or longer."""

from dataclasses import dataclass, replace
from math import inf, isfinite, radians

from inturn.assess.events import QuietStanding
from inturn.assess.moments import FEWEST_PICTURES, TINY_S, Moment
from inturn.programme.standing_test import DetectionRules

_THIN_S = 0.05
_HYSTERESIS = 1.5  # once quiet, it takes this much more travel to end it
# z of left and right heel in `Moment.places`: both drift together while the estimator still learns how the camera
# stands, so only their difference tells a foot that moves
_HEIGHTS = (5, 7)
_UNLEVEL_THIGHS = radians(20.0)  # a frontal camera tells small thigh angles poorly, but not that one leg is forward


@dataclass(frozen=True, slots=True)
class Standing:
    """Newest moments, thinned to one in 50 ms, and since when all has been quiet."""

    recent: tuple[Moment, ...] = ()
    since_s: float | None = None
    until_s: float = -inf


def step_standing(standing: Standing, new: Moment, rules: DetectionRules) -> tuple[Standing, tuple[QuietStanding, ...]]:
    """Add a moment; reports the quiet standing that it ended, if any."""
    if standing.recent and new.time_s - standing.recent[-1].time_s < _THIN_S - TINY_S:
        return standing, ()
    recent = _last((*standing.recent, new), rules.standing_shortest)
    slack = 1.0 if standing.since_s is None else _HYSTERESIS
    if is_quiet(recent, rules, slack):
        since = max(recent[0].time_s, standing.until_s) if standing.since_s is None else standing.since_s
        return Standing(recent, since, new.time_s), ()
    return replace(end_standing(standing), recent=recent), report(standing)


def report(standing: Standing) -> tuple[QuietStanding, ...]:
    """The quiet standing under way, if any."""
    return () if standing.since_s is None else (QuietStanding(standing.since_s, standing.until_s),)


def end_standing(standing: Standing) -> Standing:
    """Nothing quiet under way any more; the newest moments stay, and what was quiet is not told again."""
    return Standing(standing.recent, None, standing.until_s)


def is_quiet(recent: tuple[Moment, ...], rules: DetectionRules, slack: float) -> bool:
    """Whether these moments span long enough and show both feet down and little travel (limit times `slack`)."""
    if len(recent) < FEWEST_PICTURES or recent[-1].time_s - recent[0].time_s < rules.standing_shortest - TINY_S:
        return False
    thighs = [sorted(m.thigh[i] for m in recent if isfinite(m.thigh[i])) for i in (0, 1)]
    if any(len(t) < FEWEST_PICTURES for t in thighs):
        return False
    left, right = (t[len(t) // 2] for t in thighs)
    if max(left, right) > rules.standing_thigh or abs(left - right) > _UNLEVEL_THIGHS:
        return False
    heights = [[m.places[i] for m in recent if isfinite(m.places[i])] for i in _HEIGHTS]
    if all(heights) and abs(_mean(heights[0]) - _mean(heights[1])) > rules.feet_level:
        return False
    travel = slack * rules.standing_travel
    left, right = _HEIGHTS
    apart = [m.places[left] - m.places[right] for m in recent]
    tracks = [[m.places[i] for m in recent] for i in range(len(recent[0].places)) if i not in _HEIGHTS]
    return all(_travel(track) <= travel for track in [*tracks, apart])


def _last(moments: tuple[Moment, ...], span_s: float) -> tuple[Moment, ...]:
    """The shortest tail that spans at least `span_s` (all of it when it is shorter)."""
    first = 0
    while first + 1 < len(moments) and moments[-1].time_s - moments[first + 1].time_s >= span_s - TINY_S:
        first += 1
    return moments[first:]


def _travel(values: list[float]) -> float:
    """Range of the finite values without the extreme tenths; 0 when nothing is seen (feet out of the picture)."""
    finite = sorted(v for v in values if isfinite(v))
    cut = len(finite) // 10
    kept = finite[cut : len(finite) - cut]
    return kept[-1] - kept[0] if kept else 0.0


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)
