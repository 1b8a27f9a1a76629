"""Screening: from answers to a level with reasons and limits. Which question comes next, and what the answers mean."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from inturn.body.keypoints import SIDES, Side
from inturn.errors import InputError
from inturn.programme.content import (
    SIDED_LIMITS,
    AnswerOutcome,
    Combination,
    Limit,
    Question,
    ScreeningContent,
    Urgency,
)
from inturn.training.records import ClearanceLevel, ScreeningKind

LEVELS: Final[tuple[ClearanceLevel, ...]] = ("go", "go_with_limits", "see_someone", "emergency")
"""From free to blocked."""
URGENCIES: Final[tuple[Urgency, ...]] = ("now", "same_day", "urgent", "routine")
"""The most urgent first."""
PlacedLimit = tuple[Limit, Side | None]
"""A limit and the side it holds for; None = for the person."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the answers came to.

    kind      "full" where answers to the short questions asked for the full ones
    reasons   ids of the questions and combinations that led to something, in the order of asking
    urgency   how soon to be seen, for "see_someone" and "emergency"
    limits    what must be spared
    """

    kind: ScreeningKind
    level: ClearanceLevel
    reasons: tuple[str, ...]
    urgency: Urgency | None
    limits: frozenset[PlacedLimit]


@dataclass(frozen=True, slots=True)
class _Finding:
    code: str
    outcome: AnswerOutcome
    sides: tuple[Side, ...]


def next_question(content: ScreeningContent, kind: ScreeningKind, answers: Mapping[str, str]) -> Question | None:
    """The next question to ask after these answers (id -> code); None when all are answered, or an emergency is known.

    Raises InputError for answers that do not belong to the questions.
    """
    _require_known(content, answers)
    return next((q for q in _asked(content, kind, answers) if q.id not in answers), None)


def judge(content: ScreeningContent, kind: ScreeningKind, answers: Iterable[tuple[str, str]]) -> Outcome:
    """What the answers (question id, answer code) come to.

    Raises InputError that names every unknown, doubled or missing answer at once. After an answer that is an emergency
    nothing more needs to be answered.
    """
    given = _unique(answers)
    _require_known(content, given)
    findings = _findings(content, given)
    emergency = any(f.outcome.level == "emergency" for f in findings)
    missing = [q.id for q in _asked(content, kind, given) if q.id not in given]
    if missing and not emergency:
        raise InputError(
            f"{_count(len(missing), 'safety question')} not answered: {', '.join(missing)}. Answer every one."
        )
    reviewed = given.get(content.review.id) == "yes" and _needs_review(findings)
    levels: list[ClearanceLevel] = [_level(f, reviewed=reviewed) for f in findings]
    level = worst(levels)
    urgencies = {f.outcome.urgency for f, found in zip(findings, levels, strict=True) if found == level}
    blocked = level in ("see_someone", "emergency")
    return Outcome(
        kind=_kind(content, kind, given),
        level=level,
        reasons=(*(f.code for f in findings), *((content.review.id,) if reviewed else ())),
        urgency=next((u for u in URGENCIES if u in urgencies), None) if blocked else None,
        limits=frozenset(_placed(findings)),
    )


def worst(levels: Iterable[ClearanceLevel]) -> ClearanceLevel:
    """The most blocking of several levels; "go" of none."""
    found: set[ClearanceLevel] = set(levels)
    for level in reversed(LEVELS):
        if level in found:
            return level
    return "go"


def _count(n: int, what: str) -> str:
    return f"1 {what} is" if n == 1 else f"{n} {what}s are"


def _unique(answers: Iterable[tuple[str, str]]) -> dict[str, str]:
    given: dict[str, str] = {}
    for question, answer in answers:
        if given.setdefault(question, answer) != answer:
            raise InputError(f"The safety question {question!r} was answered twice and differently: answer it once.")
    return given


def _require_known(content: ScreeningContent, answers: Mapping[str, str]) -> None:
    known = {q.id: q for q in (*content.questions, content.review)}
    wrong: list[str] = []
    for name, answer in answers.items():
        if name not in known:
            wrong.append(f"{name!r} is no safety question")
        elif answer not in known[name].answers:
            wrong.append(f"{answer!r} is no answer to {name!r} (use {', '.join(known[name].answers)})")
    if wrong:
        raise InputError(f"{'; '.join(wrong)}. Answer the questions as they are asked.")


def _asked(content: ScreeningContent, kind: ScreeningKind, answers: Mapping[str, str]) -> Iterator[Question]:
    """The questions in the order of asking, as far as the answers so far tell; none after an emergency."""
    findings = _findings(content, answers)
    if any(f.outcome.level == "emergency" for f in findings):
        return
    asked: set[str] = set()
    for stage in ("short", "full") if _kind(content, kind, answers) != kind else (kind,):
        for question in content.questions:
            if stage in question.kinds and question.id not in asked and _applies(question, answers):
                asked.add(question.id)
                yield question
    if asked <= set(answers) and _needs_review(findings):
        yield content.review


def _kind(content: ScreeningContent, kind: ScreeningKind, answers: Mapping[str, str]) -> ScreeningKind:
    """A short screening becomes a full one where an answer asks for it."""
    for question in content.questions:
        outcome = question.outcome(answers[question.id]) if question.id in answers else None
        if outcome is not None and outcome.ask_full:
            return "full"
    return kind


def _applies(question: Question, answers: Mapping[str, str]) -> bool:
    return question.only_if is None or answers.get(question.only_if, "no") != "no"


def _findings(content: ScreeningContent, answers: Mapping[str, str]) -> list[_Finding]:
    """Every answer and combination that leads to something, also of questions beyond the ones asked."""
    found: list[_Finding] = []
    for question in content.questions:
        if question.id not in answers or not _applies(question, answers):
            continue
        outcome = question.outcome(answers[question.id])
        if outcome is not None:
            found.append(_Finding(question.id, outcome, _sides(question, answers)))
    return [*found, *(_Finding(c.id, c.outcome, SIDES) for c in content.combinations if _holds(c, answers))]


def _sides(question: Question, answers: Mapping[str, str]) -> tuple[Side, ...]:
    """The sides an answer is about: its own, else those of the question it depends on, else both."""
    for name in (question.id, question.only_if or ""):
        answer = answers.get(name)
        if answer == "left" or answer == "right":  # noqa: PLR1714 - told apart for the types
            return (answer,)
    return SIDES


def _holds(combination: Combination, answers: Mapping[str, str]) -> bool:
    def yes(name: str) -> bool:
        return answers.get(name, "no") != "no"

    return all(yes(n) for n in combination.all_of) and sum(yes(n) for n in combination.any_of) >= combination.at_least


def _needs_review(findings: list[_Finding]) -> bool:
    """Whether everything that blocks may be lifted by a clinician who has looked at it."""
    blocking = [f for f in findings if f.outcome.level in ("see_someone", "emergency")]
    return bool(blocking) and all(f.outcome.reviewable and f.outcome.level == "see_someone" for f in blocking)


def _level(finding: _Finding, *, reviewed: bool) -> ClearanceLevel:
    if reviewed and finding.outcome.level == "see_someone":
        return "go_with_limits"
    return finding.outcome.level


def _placed(findings: list[_Finding]) -> Iterator[PlacedLimit]:
    for finding in findings:
        for limit in finding.outcome.limits:
            if limit in SIDED_LIMITS:
                for side in finding.sides:
                    yield limit, side
            else:
                yield limit, None
