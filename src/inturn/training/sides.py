"""What the tests say of each side for the plan: which side is worked on, and what must not be pushed."""

from dataclasses import dataclass
from datetime import datetime
from math import degrees
from typing import Final

from inturn.body.keypoints import SIDES, Side, other_side
from inturn.programme.hip_internal_rotation import Programme
from inturn.quantity import Method
from inturn.training.days import day_of
from inturn.training.records import Decision, History, SideRecord, TestRecord
from inturn.training.symptoms import in_groin

RULE: Final = "sides"


@dataclass(frozen=True, slots=True)
class SideState:
    """What the newest tests of a side forbid. `decisions` say why, with the value."""

    side: Side
    no_push: bool
    no_release: bool
    decisions: tuple[Decision, ...]


def readings(history: History, at: datetime) -> list[TestRecord]:
    """The tests up to that moment in the order of time, each in its newest reading where it was measured again."""
    newest: dict[str, TestRecord] = {}
    for test in history.tests:
        if test.at <= at:
            newest[test.remeasured_from or test.id] = test
    return list(newest.values())


def day_tests(history: History, at: datetime) -> list[TestRecord]:
    """The readable tests that count as a test of their own; retests within a session are left out."""
    return [t for t in readings(history, at) if t.occasion == "day" and t.verdict != "unreadable"]


def baseline_days(history: History, at: datetime) -> int:
    """On how many days somebody was tested by the method that has most of them."""
    days: dict[Method, set[object]] = {}
    for test in day_tests(history, at):
        days.setdefault(test.method, set()).add(day_of(history.person, test.at))
    return max((len(d) for d in days.values()), default=0)


def side_state(history: History, programme: Programme, side: Side, at: datetime) -> SideState:
    """What the newest test of a side, and retests after it, forbid: pushing when very low or painful, release when
    very high."""
    newest: list[SideRecord] = []
    for test in reversed(readings(history, at)):
        record = test.side(side)
        if record is None or (record.verdict == "unreadable" and record.pain is None):
            continue
        newest.append(record)
        if test.occasion == "day" and record.verdict != "unreadable":
            break
    angles = [r.rotation.value for r in newest if r.rotation is not None]
    hurt = [r for r in newest if (r.pain or 0) >= programme.plan.painful_from]
    found: list[Decision] = []
    for record in hurt[:1]:
        code = "groin_pain" if any(in_groin(r.pain_where, programme) for r in hurt) else "painful_side"
        found.append(Decision("range", code, (("pain", float(record.pain or 0)),), side))
    if angles and min(angles) < programme.plan.low_range:
        found.append(Decision("range", "very_low_range", (("degrees", degrees(min(angles))),), side))
    no_push = bool(found)
    high = bool(angles) and max(angles) > programme.plan.high_range
    if high:
        found.append(Decision("range", "high_range", (("degrees", degrees(max(angles))),), side))
    return SideState(side, no_push or high, no_push or high, tuple(found))


def working_sides(history: History, at: datetime) -> tuple[tuple[Side, ...], Decision]:
    """The sides to work on, the tighter one first, and why; no side = enough range on both.

    Read from the last two tests on different days by the method of the newest one.
    """
    tests = day_tests(history, at)
    last = [t for t in tests if t.method == tests[-1].method][-2:] if tests else []
    known = [t for t in last if any(s.verdict != "unreadable" for s in t.sides)]
    if not known:
        return SIDES, Decision(RULE, "range_unknown")
    limited: list[Side] = [side for side in SIDES if any(_verdict(t, side) == "limited" for t in known)]
    tighter: Side | None = next((t.tighter_side for t in reversed(known) if t.tighter_side is not None), None)
    if len(limited) == 1:
        return (limited[0],), Decision(RULE, "side_tighter", side=limited[0])
    if not limited and all(t.verdict == "likely_sufficient" for t in known):
        return (), Decision(RULE, "enough_range")
    if not limited and tighter is not None and any(t.verdict == "mobility_work" for t in known):
        return (tighter,), Decision(RULE, "side_tighter", side=tighter)
    first: Side = tighter or "left"
    return (first, other_side(first)), Decision(RULE, "both_sides")


def _verdict(test: TestRecord, side: Side) -> str:
    record = test.side(side)
    return "unreadable" if record is None else record.verdict
