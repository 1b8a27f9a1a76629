"""Words around the programme's own texts: how sure we are, where something comes from, how a number is written."""

from collections.abc import Mapping
from typing import Final

from inturn.programme.rows import Basis, Reference

BASIS: Final[Mapping[Basis, str]] = {
    "read": "read in the source",
    "remembered": "from memory, to be checked",
    "convention": "a convention",
    "judgement": "a judgement",
}
READ: Final[Mapping[str, str]] = {
    "full": "read in full",
    "abstract": "abstract or opening read",
    "none": "not read: from memory, to be checked",
    "own": "our own",
}
CERTAINTY: Final[Mapping[str, str]] = {
    "high": "High certainty",
    "moderate": "Moderate certainty",
    "low": "Low certainty",
    "very_low": "Very low certainty",
}
ROLES: Final[Mapping[str, str]] = {
    "release": "Release",
    "activate": "Activate",
    "integrate": "Integrate",
}
UNITS: Final[Mapping[str, str]] = {
    "deg": "°", "deg/s": "°/s", "s": " s", "min": " min", "m": " m", "cm": " cm", "kg": " kg", "d": " days",
    "wk": " weeks", "1/wk": " a week", "points": " points", "1": "",
}  # fmt: skip
KINDS: Final[Mapping[str, str]] = {
    "red_flag": "Questions that stop somebody",
    "question": "Questions that set limits, or only inform",
    "number": "Numbers the rules decide by",
    "test": "When to stop in the test",
    "exercise": "Purpose of the exercises, and when to stop",
    "measure": "Measures",
    "panel": "What is told before anything else",
}
"""Headings of the sign-off sheet, in its order."""

NOT_REVIEWED: Final = "Not reviewed by a clinician. Not a medical device. For adults."
LABELS: Final[Mapping[str, str]] = {
    "understand": "Understand",
    "sure": "How sure are we",
    "further": "Read on",
    "questions": "Safety questions",
    "tests": "The test",
    "exercises": "The exercises",
    "rules": "The numbers the rules decide by",
    "measures": "Measures",
    "sources": "Sources",
    "needs": "Needs",
    "stop": "Stop",
    "dose": "How much",
    "easier": "Easier",
    "harder": "Harder",
}
SIGN_OFF: Final[Mapping[str, str]] = {
    "title": "Sign-off sheet",
    "foot": "A hip mobility and strength routine for people with back pain. Not a medical device. To be read and "
    "signed by a clinician; nothing of it is signed until then.",
    "skip": "Skip to the questions",
    "lead": "Every judgement, threshold and red-flag sentence of the programme, with its source and what the source "
    "was worth to us. Sign each line you agree with; write beside it what should change. A signed line gets your name "
    "as reviewed_by in the programme file.",
    "standing": "Numbers of the standing test's reading",
    "sources": "Sources",
}
SIGN_PLACES: Final = ("Name", "Profession and registration", "Place and day", "Signature")


def with_unit(value: float, unit: str) -> str:
    """A number of the programme as people write it: '30 days', '24°'."""
    return f"{value:g}{UNITS.get(unit, f' {unit}')}"


def source_words(key: str, references: Mapping[str, Reference]) -> str:
    """The citation of a reference key; the key itself where it is unknown."""
    found = references.get(key)
    return found.text if found is not None else key
