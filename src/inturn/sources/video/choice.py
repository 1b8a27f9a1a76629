"""Whom to follow when several people are in view, and whether it is still the same person."""

import math
from typing import Final

from inturn.sources.video.detector import Detection
from inturn.sources.video.region import Region

_NEAR: Final = 0.1
_SPEED: Final = 2.0
_FAR: Final = 0.5
_GROWTH: Final = 1.6
_ONE: Final = 0.3
_UPRIGHT: Final = math.radians(60.0)
_FALLEN: Final = math.radians(120.0)


def same_person(before: Region, now: Region, gap_s: float) -> bool:
    """Whether two regions, `gap_s` apart, can be one person's.

    The middle may move by 0.1 of the side plus two sides a second (5 m/s for a standing adult), at most half a side;
    the side may change by a factor of 1.6.
    """
    size = max(before.side, 1e-9)
    moved = math.hypot(now.x - before.x, now.y - before.y) / size
    return moved <= min(_NEAR + _SPEED * gap_s, _FAR) and 1 / _GROWTH <= now.side / size <= _GROWTH


def distinct(detections: list[Detection]) -> list[Region]:
    """One region for each person: of regions whose middles lie within 0.3 of a side, the first."""
    kept: list[Region] = []
    for region in (d.region() for d in detections):
        if not any(near(region, k) for k in kept):
            kept.append(region)
    return kept


def near(one: Region, other: Region) -> bool:
    """Whether two regions must be one person's."""
    return math.hypot(one.x - other.x, one.y - other.y) <= _ONE * max(one.side, other.side)


def ranked(people: list[Region], width: int, height: int, last: Region | None) -> list[Region]:
    """The people in view, the one to follow first.

    Someone at the last known place comes first; then the larger and more central the better: the side of the region
    times one minus half the distance of its middle from the picture's middle (1 at the corners).
    """

    def worth(region: Region) -> tuple[bool, float]:
        off = math.hypot(region.x - width / 2, region.y - height / 2) / math.hypot(width / 2, height / 2)
        known = last is not None and same_person(last, region, 1.0)
        return known, region.side * (1 - off / 2)

    return sorted(people, key=worth, reverse=True)


def right_way_up(tracked: Region, seen: list[Region]) -> Region | None:
    """Where the person is who is followed upside down; None where nobody is.

    A person who comes half into view may be found with the legs for the head, and the landmark network, which looks at
    the region as it is turned, stays with it. In the same place the detector then sees somebody upright, and nobody as
    they are followed; of somebody who lies it says nothing.
    """
    here = [region for region in seen if near(region, tracked)]
    if abs(tracked.angle) < _FALLEN or any(math.cos(r.angle - tracked.angle) > 0.0 for r in here):
        return None
    return next((region for region in here if abs(region.angle) < _UPRIGHT), None)
