"""The standing test without a camera: what the person tells of each side, judged by the same table as far as it goes.

No angle is known, so the column of the table that stands for an unknown angle is read: a side that reached the stick
can be "borderline" at best, one that did not is "limited". Values of this method never meet those of a camera.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from inturn.assess.finding import SideVerdict
from inturn.assess.verdict import SIDE_TABLE, StickFact, overall_verdict
from inturn.body.keypoints import Side
from inturn.errors import ImpossibleError
from inturn.programme.clearance import Clearance
from inturn.programme.hip_internal_rotation import Programme
from inturn.quantity import Method
from inturn.training.guided_test import SUPPORTS, Support, require_allowed
from inturn.training.records import Reached, SideRecord, TestRecord

TEST: Final = "standing-test"
POSITION: Final = "standing, hip 90, knee 90, free leg"
"""The same words as for a test with a camera: what sets the two apart is the kind of source."""
_WIDEST_GAP_M: Final = 0.6


@dataclass(frozen=True, slots=True)
class SideTold:
    """What somebody tells of one side.

    reached      whether the heel came to the stick; "not_judged" = could not tell
    body_moved   whether hip, trunk or pelvis moved to get there; None = could not tell
    pain         0-10, None = not told; pain_where as the person says it
    gap_m        between heel and stick, where it was not reached
    """

    side: Side
    reached: Reached
    body_moved: bool | None
    pain: int | None = None
    pain_where: str | None = None
    gap_m: float | None = None


def self_method(support: Support) -> Method:
    """How such a test was made."""
    return Method(TEST, POSITION, support, "self")


def self_test(
    programme: Programme,
    clearance: Clearance,
    told: Sequence[SideTold],
    at: datetime,
    ids: tuple[str, str],
    support: Support = "none",
) -> TestRecord:
    """The test as it is kept. `ids` = (its own id, the person's).

    Raises ClearanceError for a test that the clearance does not allow, ImpossibleError for values that cannot be.
    """
    _require_possible(told, support)
    require_allowed(clearance, at, tuple(t.side for t in told), support)
    sides = tuple(_side(t) for t in sorted(told, key=lambda t: t.side))
    verdicts: dict[Side, SideVerdict] = {s.side: s.verdict for s in sides}
    left, right = verdicts.get("left", "unreadable"), verdicts.get("right", "unreadable")
    return TestRecord(
        id=ids[0],
        person_id=ids[1],
        at=at,
        occasion="day",
        method=self_method(support),
        verdict=overall_verdict(left, right, None),
        tighter_side=_tighter(sides, programme.self_test.gap_difference),
        sides=sides,
    )


def told_verdict(told: SideTold) -> SideVerdict:
    """The verdict of one side. Who did not reach the stick, even by moving the body, is limited."""
    if told.reached == "not_judged":
        return "unreadable"
    fact: StickFact = "not_reached"
    if told.reached == "reached":
        fact = "not_judged" if told.body_moved is None else "no_still_trial" if told.body_moved else "reached"
    return SIDE_TABLE[fact, "middle"]


def _side(told: SideTold) -> SideRecord:
    return SideRecord(
        side=told.side,
        verdict=told_verdict(told),
        rotation=None,
        reached=told.reached,
        body_moved=told.body_moved,
        pain=told.pain,
        pain_where=told.pain_where,
        gap_m=told.gap_m,
    )


def _tighter(sides: Sequence[SideRecord], least: float) -> Side | None:
    """The limited side where the other is not; of two, the one whose gap is wider by `least` metres or more."""
    limited = [s for s in sides if s.verdict == "limited"]
    judged = [s for s in sides if s.verdict != "unreadable"]
    if len(judged) < 2 or not limited:
        return None
    if len(limited) == 1:
        return limited[0].side
    narrow, wide = sorted(limited, key=lambda s: s.gap_m or 0.0)
    if narrow.gap_m is None or wide.gap_m is None or wide.gap_m - narrow.gap_m < least:
        return None
    return wide.side


def _require_possible(told: Sequence[SideTold], support: str) -> None:
    """All that is wrong with what was told, at once."""
    wrong: list[str] = []
    if not told or len({t.side for t in told}) != len(told):
        wrong.append("each side is told once, and at least one of them")
    if support not in SUPPORTS:
        wrong.append(f"{support!r} is no support (use {', '.join(SUPPORTS)})")
    for t in told:
        if t.pain is not None and not 0 <= t.pain <= 10:
            wrong.append(f"{t.side}: pain of {t.pain} is not from 0 to 10")
        if t.gap_m is not None and not 0.0 < t.gap_m <= _WIDEST_GAP_M:
            wrong.append(f"{t.side}: a gap of {t.gap_m * 100:g} cm is not between 0 and {_WIDEST_GAP_M * 100:g} cm")
        if t.gap_m is not None and t.reached != "not_reached":
            wrong.append(f"{t.side}: there is a gap only where the stick was not reached")
    if wrong:
        raise ImpossibleError(f"This test cannot be kept: {'; '.join(wrong)}. Correct it and tell it again.")
