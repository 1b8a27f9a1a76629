"""Short names: headings, badges, table rows, gates. Codes on the left stay; texts on the right may be translated."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "title": "Standing hip rotation test",
    "subtitle": "How far each hip turns inward, standing on the other leg",
    "skip": "Skip to the result",
    "stop": "Before anything else: when to stop and see someone",
    "stop_end": "When to stop and see someone",
    "stop_short": "Stop and see someone first",
    "result": "Result",
    "sides": "Both hips against the target",
    "stick": "What the stick asked",
    "curve": "Angle over time",
    "body": "What the rest of the body did",
    "worth": "What these numbers are worth",
    "trials": "Trial by trial",
    "warnings": "Warnings",
    "made": "How it was measured",
    "next": "Next step",
    "numbers": "The numbers in this chart",
    "mends": "What to do differently next time",
    "left": "Left",
    "right": "Right",
    "left_hip": "Left hip",
    "right_hip": "Right hip",
    "no_value": "no value",
    "no_warnings": "None.",
    "no_trials": "No trial was seen on this side.",
    "why": "Why",
    "stop_rest": "The whole stop list stands at the top of report.html: read it before anything else.",
    "not_tested": "Not tested",
    "written": "Written",
    "foot": "Not reviewed by a clinician. Not a medical device. For adults.",
}

VERDICT_BADGE: Final[Mapping[str, str]] = {
    "mobility_work": "Less than the test aims for",
    "unclear": "Not clear yet",
    "likely_sufficient": "Likely enough",
    "unreadable": "Could not be read",
}

SIDE_BADGE: Final[Mapping[str, str]] = {
    "limited": "Limited",
    "sufficient": "Likely enough",
    "borderline": "Not clear",
    "unreadable": "Could not be read",
}

QUALITY: Final[Mapping[str, str]] = {
    "good": "good",
    "rough": "rough: no steady hold",
    "unreadable": "could not be read",
}

GATES: Final[Mapping[str, str]] = {
    "thigh_elevation": "Thigh height",
    "knee_flexion": "Knee bend",
    "facing": "Facing the camera",
    "seen": "Leg in view",
    "pelvic_list": "Pelvis level",
    "pelvic_turn": "Pelvis not turning",
    "trunk_lean": "Trunk upright",
    "plateau": "Steady hold",
    "rotation": "Angle readable",
}

SUPPORT: Final[Mapping[str, str]] = {
    "none": "without support",
    "stick": "holding the stick",
    "wall": "with a hand on the wall",
}


def gate_label(name: str) -> str:
    """What people call a gate; an unknown one keeps its own name, readable."""
    return GATES.get(name, name.replace("_", " ").capitalize())


def hip(side: str) -> str:
    """'the left hip'."""
    return f"the {side} hip"
