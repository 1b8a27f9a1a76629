"""Rotations in passing: what takes much less time than the other trials of a recording is none.

A leg on its way up or down may turn for a moment and seem to hold. How long a trial takes is a person's own matter, but
they take about as long as one another; what is told apart is a share, so that a slower test keeps the same trials. Who
is quick with all of one side has a quick side, and what was cut off has no length that says anything: both stay.
"""

from collections.abc import Sequence
from statistics import median
from typing import Final

from inturn.assess.events import Attempt, Event, Trial

SHARE: Final = 0.45
"""Of the middle trial's time, from the beginning of the rotation to its end. On people of tuning seeds and of report
seeds that were looked into, true trials took 0.51 of it and more, seven rotations in passing 0.20 to 0.67."""
FEWEST: Final = 3
"""Trials from which on there is a middle one to hold against."""


def without_brief(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events, where a trial in passing has become an attempt."""
    whole = [e for e in events if isinstance(e, Trial) and not e.cut_off]
    if len(whole) < FEWEST:
        return tuple(events)
    shortest = SHARE * median(_length(t) for t in whole)
    usual = {t.side for t in whole if _length(t) >= shortest}

    def in_passing(trial: Trial) -> bool:
        return not trial.cut_off and trial.side in usual and _length(trial) < shortest

    return tuple(_attempt(e) if isinstance(e, Trial) and in_passing(e) else e for e in events)


def _length(trial: Trial) -> float:
    return trial.end_s - trial.begin_s


def _attempt(trial: Trial) -> Attempt:
    return Attempt(trial.side, trial.start_s, trial.end_s, trial.rise, "in_passing")
