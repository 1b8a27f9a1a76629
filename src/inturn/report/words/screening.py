"""Outcomes of the safety questions in words, for reports."""

from collections.abc import Mapping
from typing import Final

from inturn.programme.content import AnswerOutcome, Limit, Question, Urgency
from inturn.programme.hip_internal_rotation import Programme

LEVELS: Final[Mapping[str, str]] = {
    "go": "may go on",
    "go_with_limits": "may go on, with limits",
    "see_someone": "to be seen by a clinician first",
    "emergency": "emergency department now",
}
KINDS: Final[Mapping[str, str]] = {"full": "full", "short": "short, before a session"}
LIMITS: Final[Mapping[Limit, str]] = {
    "no_test": "no test on that side",
    "no_end_range": "no end of the range on that side",
    "no_roll": "no roller",
    "no_load": "no weight",
    "no_deadlift": "no deadlift",
    "support_needed": "a hand on a support",
    "strict_stick": "stick in contact all along",
    "advise_visit": "a visit is advised",
}
URGENCIES: Final[Mapping[Urgency, str]] = {
    "now": "now",
    "same_day": "the same day",
    "urgent": "urgently",
    "routine": "at the next occasion",
}
_ANSWERS: Final[Mapping[str, str]] = {"side": "left, right or both"}


def outcome_words(outcome: AnswerOutcome) -> str:
    """What an answer leads to, with its limits, how soon, and whether a clinician may lift it."""
    parts = [LEVELS[outcome.level]]
    if outcome.level == "see_someone" and outcome.urgency is not None:
        parts.append(URGENCIES[outcome.urgency])
    parts += [LIMITS[limit] for limit in LIMITS if limit in outcome.limits]
    parts += ["a clinician who has looked at it may lift it"] if outcome.reviewable else []
    parts += ["the full questions follow"] if outcome.ask_full else []
    return ", ".join(parts)


def leads_to(question: Question) -> str:
    """What each answer of a question leads to; empty when none of them leads to anything by itself."""
    return "; ".join(f"{_ANSWERS.get(answer, answer)}: {outcome_words(o)}" for answer, o in question.outcomes)


def reason_words(programme: Programme, code: str) -> str:
    """The question or combination that a reason code stands for; a code nobody knows keeps its name, readable."""
    for combination in programme.screening.combinations:
        if combination.id == code:
            return combination.text
    try:
        return programme.screening.question(code).text
    except (KeyError, StopIteration):
        return code.replace("_", " ")
