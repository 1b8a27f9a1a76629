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

    A trial that is a piece of one of `again` gives way to it, where these two are the same as no other one.
    """
    known, seen = ([e for e in both if isinstance(e, Trial)] for both in (events, again))
    same = {i: [k for k in known if _the_same(trial, k)] for i, trial in enumerate(seen)}

    def piece(i: int) -> Trial | None:
        alone = len(same[i]) == 1 and sum(same[i][0] in others for others in same.values()) == 1
        return same[i][0] if alone and _is_piece(same[i][0], seen[i]) else None

    pieces = {i: piece(i) for i in same}
    new = [trial for i, trial in enumerate(seen) if not same[i] or pieces[i] is not None]
    return (*(e for e in events if e not in pieces.values()), *new)


def _is_piece(known: Trial, whole: Trial) -> bool:
    """Whether a trial is a piece of what was seen again. What was cut off ended with what could be seen: it is none."""
    return known.side == whole.side and not known.cut_off and known.length_s < FRAGMENT * whole.length_s


def _the_same(one: Trial, other: Trial) -> bool:
    """Whether more than half of the shorter one lies in the other; neighbours may overlap by what ends the one."""
    common = min(one.end_s, other.end_s) - max(one.start_s, other.start_s)
    return common > 0.5 * min(one.end_s - one.start_s, other.end_s - other.start_s)
