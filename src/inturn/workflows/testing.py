"""The guided standing test, with a camera or told in words. It cannot be begun without a clearance."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from inturn.body.keypoints import Side
from inturn.programme.clearance import Clearance
from inturn.programme.hip_internal_rotation import Programme
from inturn.store import repositories as kept
from inturn.training.days import holds
from inturn.training.guided_test import GuidedTest, Support, guided_test
from inturn.training.records import Decision, History, Person, TestRecord
from inturn.training.retest import retest_changes
from inturn.training.self_test import SideTold, self_test


def begin_test(
    programme: Programme, clearance: Clearance, now: datetime, kind: Literal["camera", "self"]
) -> GuidedTest:
    """What to show and which sides to test. Raises ClearanceError where it may not be done."""
    return guided_test(programme, clearance, now, kind)


def keep_told_test(
    person: Person,
    programme: Programme,
    clearance: Clearance,
    told: Sequence[SideTold],
    support: Support,
    now: datetime,
) -> TestRecord:
    """Judge and keep a test that was told in words. Raises ClearanceError, ImpossibleError."""
    record = self_test(programme, clearance, told, now, (kept.new_id(), person.id), support)
    kept.add_test(record, now)
    return record


def keep_told_retest(
    history: History,
    programme: Programme,
    clearance: Clearance,
    told: Sequence[SideTold],
    support: Support,
    now: datetime,
) -> tuple[TestRecord, tuple[Decision, ...]]:
    """Keep a retest after the release that was told in words, and what it says against today's test."""
    record = self_test(programme, clearance, told, now, (kept.new_id(), history.person.id), support)
    first = test_before(history, record, now)
    retest = replace(record, occasion="retest", pair_id=None if first is None else first.id)
    kept.add_test(retest, now)
    return retest, () if first is None else retest_changes(first, retest)


def test_before(history: History, retest: TestRecord, now: datetime) -> TestRecord | None:
    """Today's last full test taken in the same way, or that of just before midnight: what a retest is held against."""
    same = [
        t for t in history.tests
        if t.occasion == "day" and t.method == retest.method and t.remeasured_from is None
        and t.at <= now and holds(history.person, t.at, now)
    ]  # fmt: skip
    return same[-1] if same else None


def sides_told(programme: Programme, clearance: Clearance, now: datetime) -> tuple[Side, ...]:
    """The sides that may be tested now."""
    return guided_test(programme, clearance, now, "self").sides
