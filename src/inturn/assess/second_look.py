"""A recording looked at twice: trials that only the smoother sees, or sees the whole of.

The filter finds what it can while it knows little; a small swing may drown in it, or be lost soon after it began. The
smoother knows the whole recording, and may in turn see none where the filter saw one: each finds what the other lost.
"""

from collections.abc import Sequence
from typing import Final

from inturn.assess.events import Event, Trial

FRAGMENT: Final = 0.45
"""Of the time of the same trial seen again: less of it is a piece."""


def with_second_look(events: Sequence[Event], again: Sequence[Event]) -> tuple[Event, ...]:
    """The events with those trials of `again` that are no trial of `events`, of whichever side, at the end.

    A trial that is a piece of one of `again`, and the only one there, gives way to it.
    """
    known = [e for e in events if isinstance(e, Trial)]
    new: list[Trial] = []
    pieces: list[Trial] = []
    for trial in again:
        if not isinstance(trial, Trial):
            continue
        same = [k for k in known if _the_same(trial, k)]
        piece = len(same) == 1 and _is_piece(same[0], trial)
        if piece:
            pieces.append(same[0])
        if piece or not same:
            new.append(trial)
    return (*(e for e in events if e not in pieces), *new)


def _is_piece(known: Trial, whole: Trial) -> bool:
    """Whether a trial is a piece of what was seen again. What was cut off ended with what could be seen: it is none."""
    return known.side == whole.side and not known.cut_off and known.length_s < FRAGMENT * whole.length_s


def _the_same(one: Trial, other: Trial) -> bool:
    """Whether more than half of the shorter one lies in the other; neighbours may overlap by what ends the one."""
    common = min(one.end_s, other.end_s) - max(one.start_s, other.start_s)
    return common > 0.5 * min(one.end_s - one.start_s, other.end_s - other.start_s)
