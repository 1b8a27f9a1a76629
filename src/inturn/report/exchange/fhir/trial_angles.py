"""Angles of a trial that only `result.json` holds: hip and knee flexion and what the pelvis did."""

from functools import lru_cache

from pydantic import ValidationError

from inturn.body.keypoints import Side
from inturn.report.document import Result, from_json
from inturn.report.exchange.fhir.parts import Resource, quantity


def trial_angles(result_json: str, side: Side, order: int) -> list[tuple[str, Resource]]:
    """Code and quantity (deg) of what is known of that trial; nothing where there is no readable result."""
    result = _result(result_json)
    trials = result.side(side).trials if result is not None else []
    trial = next((t for t in trials if t.order == order), None)
    if trial is None:
        return []
    found = (
        ("hip-flexion", trial.hip_flexion_deg),
        ("knee-flexion", trial.knee_flexion_deg),
        ("pelvic-obliquity", trial.compensation.pelvic_list.change_deg),
    )
    return [(code, quantity(round(value, 9), "deg")) for code, value in found if value is not None]


@lru_cache(maxsize=1)
def _result(result_json: str) -> Result | None:
    """The document, read once for all trials of a test."""
    if not result_json:
        return None
    try:
        return from_json(result_json)
    except ValidationError:
        return None
