"""Decisions of the rules as sentences: the programme's wording for a code, filled with the values looked at."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from inturn.programme.hip_internal_rotation import Programme
from inturn.report.words.numbers import NONE
from inturn.training.records import Decision

_NAME = re.compile(r"\{(\w+)\}")
_WHOLE: Final = frozenset({"degrees", "days", "weeks", "minutes", "number", "planned", "done", "sessions"})
RULES: Final[Mapping[str, str]] = {
    "screening": "safety questions",
    "blocked": "stop",
    "test": "when to test",
    "session": "when to train",
    "entries": "what to note",
    "sides": "which side",
    "range": "range rule",
    "limits": "limits from your answers",
    "pain": "pain rule",
    "load": "load rule",
    "break": "after a break",
    "time": "length of the session",
    "retest": "release and retest",
    "refer": "when to have it looked at",
}
"""What each rule is called."""


@dataclass(frozen=True, slots=True)
class Said:
    """A decision in words: the sentence, and the rule it comes from."""

    rule: str
    text: str
    code: str


def said(decision: Decision, programme: Programme) -> Said:
    """The decision in words; a code without wording keeps its own name, readable."""
    return Said(rule_name(decision.rule), decision_sentence(decision, programme), decision.code)


def all_said(decisions: Sequence[Decision], programme: Programme) -> tuple[Said, ...]:
    """Every decision in words, each sentence once."""
    found = {(s.rule, s.text): s for s in (said(d, programme) for d in decisions)}
    return tuple(found.values())


def decision_sentence(decision: Decision, programme: Programme) -> str:
    """One sentence; only plain {names} are filled, so that a programme file cannot reach anything else."""
    try:
        template = programme.words_for(decision.code)
    except KeyError:
        return decision.code.replace("_", " ").capitalize() + "."
    values = {name: _value(name, value) for name, value in decision.values}
    values["side"] = decision.side or "both"
    filled = _NAME.sub(lambda found: values.get(found[1], NONE), template)
    return filled[:1].upper() + filled[1:]


def rule_name(rule: str) -> str:
    """What people call a rule."""
    return RULES.get(rule, rule.replace("_", " "))


def _value(name: str, value: float) -> str:
    if name in _WHOLE:
        return f"{value:.0f}"
    return f"{round(value, 1):g}"
