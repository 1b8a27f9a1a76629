"""A recording looked at twice: trials that only the smoother sees.

The filter finds what it can while it knows little; a small swing may drown in it. The smoother knows the whole
recording, and may in turn see none where the filter saw one: each finds what the other lost.
"""

from collections.abc import Sequence

from inturn.assess.events import Event, Trial


def with_second_look(events: Sequence[Event], again: Sequence[Event]) -> tuple[Event, ...]:
    """The events with those trials of `again` that are no trial of `events`, of whichever side, at the end."""
    known = [e for e in events if isinstance(e, Trial)]
    new = [e for e in again if isinstance(e, Trial) and not any(_the_same(e, k) for k in known)]
    return (*events, *new)


def _the_same(one: Trial, other: Trial) -> bool:
    """Whether more than half of the shorter one lies in the other; neighbours may overlap by what ends the one."""
    common = min(one.end_s, other.end_s) - max(one.start_s, other.start_s)
    return common > 0.5 * min(one.end_s - one.start_s, other.end_s - other.start_s)
