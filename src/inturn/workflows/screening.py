"""The safety questions: asked one by one, kept, and what they allow. The key to everything guided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from inturn.errors import ClearanceError, InputError
from inturn.programme.clearance import Clearance
from inturn.programme.content import Question
from inturn.programme.hip_internal_rotation import Programme
from inturn.report.words.decisions import decision_sentence
from inturn.store import repositories as kept
from inturn.training.clearing import clearance, record_screening, screening_due, standing
from inturn.training.records import Decision, History, Person, Screening, ScreeningKind
from inturn.training.screen import Outcome, judge, next_question


@dataclass(frozen=True, slots=True)
class Screened:
    """A screening that was kept, what its answers came to, and the clearance they give (None: they forbid it)."""

    screening: Screening
    outcome: Outcome
    clearance: Clearance | None
    then_due: ScreeningKind | None


def kind_due(history: History, programme: Programme, now: datetime) -> ScreeningKind:
    """Which screening to ask: the one that is due, else the short one."""
    return screening_due(history, programme, now) or "short"


def question_after(programme: Programme, kind: ScreeningKind, answers: Mapping[str, str]) -> Question | None:
    """The next question; None when all are answered or an emergency is known."""
    return next_question(programme.screening, kind, answers)


def keep_answers(
    person: Person, programme: Programme, kind: ScreeningKind, answers: Mapping[str, str], now: datetime
) -> Screened:
    """Judge the answers and keep them. Raises InputError for answers that do not fit the questions."""
    given = tuple(answers.items())
    outcome = judge(programme.screening, kind, given)
    screening = record_screening(programme, kind, given, now, (kept.new_id(), person.id))
    kept.add_screening(screening, now)
    history = kept.history(person.id, results=False)
    return Screened(screening, outcome, clearance(history, programme, now), screening_due(history, programme, now))


def last_screened(history: History, programme: Programme, now: datetime) -> Screened | None:
    """The last screening that was kept and what its answers come to; None before the first one, and where the
    questions have changed since.
    """
    if not history.screenings:
        return None
    last = history.screenings[-1]
    try:
        outcome = judge(programme.screening, last.kind, last.answers)
    except InputError:
        return None
    return Screened(last, outcome, clearance(history, programme, now), screening_due(history, programme, now))


def clearance_now(history: History, programme: Programme, now: datetime) -> Clearance | None:
    """The clearance that holds now; None without one."""
    return clearance(history, programme, now)


def required_clearance(
    history: History, programme: Programme, now: datetime, do: str = "Answer them with `inturn screen`."
) -> Clearance:
    """The clearance that holds now. Raises ClearanceError that says why there is none and what to `do`."""
    found = clearance(history, programme, now)
    if found is not None:
        return found
    state = standing(history, programme, now)
    if state.blocked_by is not None:
        raise ClearanceError(decision_sentence(blocking(state.blocked_by), programme))
    if state.why is None:  # answered, but not an adult
        raise ClearanceError(decision_sentence(Decision("blocked", "see_someone"), programme))
    raise ClearanceError(f"{decision_sentence(state.why, programme)} {do}".strip())


def blocking(outcome: Outcome) -> Decision:
    """What answers that block ask for."""
    return Decision("blocked", "emergency" if outcome.level == "emergency" else "see_someone")
