"""A measured test as it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from inturn.assess.finding import SideFinding, StandingTest, TrialFinding
from inturn.body.keypoints import SIDES
from inturn.training.records import Reached, SideRecord, TestRecord, TrialRecord


@dataclass(frozen=True, slots=True)
class Kept:
    """What a test is kept with beyond its finding."""

    id: str
    person_id: str
    at: datetime
    source_sha256: str | None
    recording: str
    estimator: str
    result_json: str
    occasion: Literal["day", "retest"] = "day"
    pair_id: str | None = None
    remeasured_from: str | None = None
    note: str = ""


def test_record(finding: StandingTest, kept: Kept) -> TestRecord:
    """The record: sides, and every trial, with the reason where it does not count."""
    sides = [finding.side(name) for name in SIDES if finding.side(name).trials]
    return TestRecord(
        id=kept.id,
        person_id=kept.person_id,
        at=kept.at,
        occasion=kept.occasion,
        method=finding.method,
        verdict=finding.verdict,
        tighter_side=finding.tighter_side,
        sides=tuple(_side(side) for side in sides),
        trials=tuple(_trial(trial, side.trials) for side in sides for trial in side.trials),
        pair_id=kept.pair_id,
        source_sha256=kept.source_sha256,
        recording=kept.recording,
        estimator=kept.estimator,
        remeasured_from=kept.remeasured_from,
        result_json=kept.result_json,
        note=kept.note,
    )


def _side(side: SideFinding) -> SideRecord:
    return SideRecord(
        side=side.side,
        verdict=side.verdict,
        rotation=side.rotation,
        reached=_reached(side.reached_stick),
        body_moved=None if side.body_still is None else not side.body_still,
        pain=side.pain.score,
        pain_where=side.pain.where,
    )


def _trial(trial: TrialFinding, of_side: Sequence[TrialFinding]) -> TrialRecord:
    return TrialRecord(
        side=trial.side,
        order=trial.order,
        rotation=trial.rotation,
        quality=trial.quality,
        body_still=trial.body_still,
        reached=_reached(trial.reached_stick),
        excluded=_why_not(trial, of_side),
    )


def _reached(stick: bool | None) -> Reached:
    return "not_judged" if stick is None else "reached" if stick else "not_reached"


def _why_not(trial: TrialFinding, of_side: Sequence[TrialFinding]) -> str | None:
    """Why a trial does not count towards the side's value: the gate it failed, or that stiller ones were there."""
    if not trial.included:
        return "left_out"
    if not trial.readable:
        return next((g.name for g in trial.gates if not g.passed and g.stops == "reading"), "unreadable")
    still = any(t.readable and t.included and t.body_still for t in of_side)
    return "body_moved" if still and not trial.body_still else None
