"""Words of the clinician's page."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "title": "For the clinician",
    "foot": "Figures kept by the person at home. Not reviewed by a clinician. Not a medical device, not a diagnosis.",
    "skip": "Skip to the tests",
    "summary": "In short",
    "screenings": "Answers to the safety questions",
    "screenings_lead": "Every full screening, and every short one that did not simply let the person go on. The short "
    "one comes before each session.",
    "tests": "Every test",
    "tests_lead": "Standing, hip 90, knee 90, free leg, active. 95 % interval from the three parts of the error: "
    "random (trial to trial), set-up (day to day), systematic (the same in every test of the method), shown on "
    "rendered people. Real people may add the last part, a judgement. Values of different method are not compared.",
    "self": "Tests without a camera",
    "self_lead": "Done alone with a stick; never compared with the camera's values.",
    "excluded": "Trials that do not count",
    "changes": "Change of range, all looks counted",
    "changes_lead": "Baseline: mean of the baseline tests. Now: median of the newest. A change is only called one "
    "beyond the limit that keeps the chance of a false “improved” over all looks within the programme's 5 %.",
    "measures": "Pain and function",
    "measures_lead": "NPRS 0-10, PSFS 0-10 (high is good), RMDQ 0-24 (low is good). Important change as given by the "
    "sources named in the programme.",
    "sessions": "Sessions and doses",
    "notes": "Notes",
    "notes_lead": "As the person wrote them.",
    "decisions": "Decisions of the pain and load rules",
    "decisions_lead": "Each with the rule that made it. The rules are data with source and basis: inturn programme "
    "sign-off prints them.",
    "programme": "The programme",
    "nothing": "Nothing kept.",
}

ENDS: Final[Mapping[str, str]] = {"done": "", "pain": "ended by pain", "skipped": "left out", "stopped": "stopped"}
NOTE_OF: Final[Mapping[str, str]] = {"day": "the day", "session": "that session", "test": "that test"}
OCCASIONS: Final[Mapping[str, str]] = {"day": "test", "retest": "retest after release"}
CODES: Final[Mapping[str, str]] = {
    "improved": "improved",
    "better": "better",
    "worse": "worse",
    "no_detectable_change": "no detectable change",
    "no_important_change": "no important change",
    "awaiting_confirmation": "awaiting confirmation",
    "too_few_tests": "too few tests",
    "too_few_values": "too few values",
    "no_baseline": "no baseline",
}
