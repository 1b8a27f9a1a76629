"""A recording looked at twice: trials that only the smoother sees.

The filter finds what it can while it knows little; a small swing may drown in it. The smoother knows the whole
recording, and may in turn see none where the filter saw one: each finds what the other lost.
"""

from collections.abc import Sequence

from inturn.assess.events import Event, Trial


def with_second_look(events: Sequence[Event], again: Sequence[Event]) -> tuple[Event, ...]:
    """The events with those trials of `again` that overlap no trial of `events`, of whichever side, at the end."""
    known = [e for e in events if isinstance(e, Trial)]
    new = [
        e for e in again if isinstance(e, Trial) and all(e.end_s <= k.start_s or e.start_s >= k.end_s for k in known)
    ]
    return (*events, *new)
