"""Trials that a person left out of a test: which they are, why, and which they are in another reading of it."""

from collections.abc import Mapping
from dataclasses import replace

from inturn.body.keypoints import SIDES, Side
from inturn.report.document import Result, from_json
from inturn.training.records import TestRecord

LeftOut = Mapping[tuple[Side, int], str]
"""The reason for each trial (side, order from 1) that does not count at the person's wish."""


def left_out(test: TestRecord) -> LeftOut:
    """What is left out of a kept test; what could not be read anyway is not among it."""
    if not test.result_json:
        return {}
    result = from_json(test.result_json)
    wished = {(side, t.order) for side in SIDES for t in result.side(side).trials if not t.included}
    return {(t.side, t.order): t.excluded or "" for t in test.trials if (t.side, t.order) in wished}


def with_reasons(test: TestRecord, wished: LeftOut) -> TestRecord:
    """The record with the person's reasons at the trials that are left out."""
    trials = tuple(replace(t, excluded=wished.get((t.side, t.order), t.excluded)) for t in test.trials)
    return replace(test, trials=trials)


def found_again(before: Result, after: Result, wished: LeftOut) -> LeftOut:
    """The same trials in another reading of the recording, found by their time; one that is gone is passed over."""
    found: dict[tuple[Side, int], str] = {}
    for (side, order), reason in wished.items():
        peak = next(t.peak_s for t in before.side(side).trials if t.order == order)
        same = next((t.order for t in after.side(side).trials if t.start_s <= peak < t.end_s), None)
        if same is not None:
            found[side, same] = reason
    return found
