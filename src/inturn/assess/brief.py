"""Rotations in passing: what takes much less time than the other trials of a recording is none.

A leg on its way up or down may turn for a moment and seem to hold. How long a trial takes is a person's own matter, but
they take about as long as one another; what is told apart is a share, so that a slower test keeps the same trials. A
side may be quicker than the other: what is held against its own longest trial there is short on that side, too. One
trial alone tells no pace, and is held against all.
"""

from collections.abc import Sequence
from statistics import median
from typing import Final

from inturn.assess.events import Attempt, Event, Trial
from inturn.body.keypoints import SIDES, Side

SHARE: Final = 0.45
"""Of the middle trial's time, or of the longest one of the side where that is less. On people of tuning seeds and of
report seeds that were looked into, true trials took 0.51 of the middle one and more, seven in passing 0.20 to 0.67."""
FEWEST: Final = 3
"""Trials from which on there is a middle one to hold against."""


def without_brief(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events, where a trial in passing has become an attempt. What was cut off may have been longer: it stays."""
    trials = [e for e in events if isinstance(e, Trial)]
    whole = [t.length_s for t in trials if not t.cut_off]
    if len(whole) < FEWEST:
        return tuple(events)
    middle = median(whole)
    shortest = {side: SHARE * min(middle, _pace(trials, side, middle)) for side in SIDES}

    def in_passing(trial: Trial) -> bool:
        return not trial.cut_off and trial.length_s < shortest[trial.side]

    return tuple(_attempt(e) if isinstance(e, Trial) and in_passing(e) else e for e in events)


def _pace(trials: Sequence[Trial], side: Side, otherwise: float) -> float:
    """The longest trial of a side that has more than one, s. Where it was cut off, it only took at least so long."""
    own = [t for t in trials if t.side == side]
    longest = max(own, key=lambda t: t.length_s, default=None)
    return otherwise if longest is None or len(own) == 1 or longest.cut_off else longest.length_s


def _attempt(trial: Trial) -> Attempt:
    return Attempt(trial.side, trial.start_s, trial.end_s, trial.rise, "in_passing")
