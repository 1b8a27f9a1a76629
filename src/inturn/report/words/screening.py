"""Outcomes of the safety questions in words, for reports."""

from collections.abc import Mapping
from typing import Final

from inturn.programme.hip_internal_rotation import Programme

LEVELS: Final[Mapping[str, str]] = {
    "go": "may go on",
    "go_with_limits": "may go on, with limits",
    "see_someone": "to be seen by a clinician first",
    "emergency": "emergency department now",
}
KINDS: Final[Mapping[str, str]] = {"full": "full", "short": "short, before a session"}
GROUPS: Final[Mapping[str, str]] = {
    "adult": "Adults only",
    "cauda_equina": "Cauda equina",
    "vascular": "Vessels and inner organs",
    "neurological": "Nerves",
    "fracture": "Fracture",
    "cancer": "Cancer",
    "infection": "Infection",
    "inflammatory": "Inflammatory back pain",
    "hip": "Hip",
    "person": "Person",
    "short": "Short questions",
}


def reason_words(programme: Programme, code: str) -> str:
    """The question or combination that a reason code stands for; a code nobody knows keeps its name, readable."""
    for combination in programme.screening.combinations:
        if combination.id == code:
            return combination.text
    try:
        return programme.screening.question(code).text
    except (KeyError, StopIteration):
        return code.replace("_", " ")
