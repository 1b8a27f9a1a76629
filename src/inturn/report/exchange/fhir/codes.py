"""Codes of the bundle.

No LOINC code for hip internal rotation could be confirmed at its source, so rotation carries a code of our own and a
text; pain and sides carry codes seen in public value sets. LOINC codes are used under the LOINC licence.
"""

from collections.abc import Mapping
from typing import Final

from inturn.body.keypoints import Side

LOINC: Final = "http://loinc.org"
SNOMED: Final = "http://snomed.info/sct"
UCUM: Final = "http://unitsofmeasure.org"
CATEGORY: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
ABSENT: Final = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
FLAG_CATEGORY: Final = "http://terminology.hl7.org/CodeSystem/flag-category"

OWN: Final = "urn:inturn:code"
"""Our own codes: what is measured, verdicts, answers."""
EXTENSION: Final = "urn:inturn:extension:"
IDENTIFIER: Final = "urn:inturn:id:"
FORMAT: Final = "inturn-history-1"
"""The tag by which a bundle of ours is known, with its version."""

PAIN: Final = (LOINC, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
HEIGHT: Final = (LOINC, "8302-2", "Body height")
HIP: Final[Mapping[Side, tuple[str, str, str]]] = {
    "left": (SNOMED, "287679003", "Left hip region structure"),
    "right": (SNOMED, "287579007", "Right hip region structure"),
}
SIDE: Final[Mapping[Side, tuple[str, str, str]]] = {
    "left": (SNOMED, "7771000", "Left"),
    "right": (SNOMED, "24028007", "Right"),
}

OWN_NAMES: Final[Mapping[str, str]] = {
    "standing-test": "Standing hip internal rotation test",
    "hip-internal-rotation": "Hip internal rotation, standing, hip and knee at 90 degrees, free leg, active",
    "hip-internal-rotation-trial": "Hip internal rotation, one trial",
    "trials": "Number of trials behind the value",
    "sd-random": "Standard deviation of the error from trial to trial",
    "sd-setup": "Standard deviation of the error from set-up to set-up",
    "sd-systematic": "Standard deviation of the error common to all tests of this method",
    "sd-real-person": "Standard deviation that real people may add (a judgement)",
    "reached": "Heel came to the stick",
    "body-moved": "Body moved along",
    "body-still": "Body stayed still",
    "gap": "Gap from heel to stick",
    "tighter-side": "Tighter side",
    "quality": "Quality of the trial",
    "excluded": "Why the trial does not count",
    "hip-flexion": "Hip flexion during the hold",
    "knee-flexion": "Knee flexion during the hold",
    "pelvic-obliquity": "Change of pelvic obliquity during the rotation",
    "pain-worst": "Worst pain of the last 24 hours, 0-10",
    "pain-average": "Average pain of the last 24 hours, 0-10",
    "psfs": "Patient-Specific Functional Scale, 0-10 for each activity, high is good",
    "rmdq": "Roland-Morris Disability Questionnaire, 0-24, low is good",
    "note": "Note of the person",
    "session": "Session of a hip mobility and strength routine",
    "screening-positive": "Positive answers to the safety questions",
    "programme": "Hip mobility and strength routine for people with back pain",
}
