"""What is due today and why, and the plan of the next session."""

from dataclasses import dataclass
from datetime import datetime

from inturn.programme.clearance import Clearance
from inturn.programme.hip_internal_rotation import Programme
from inturn.store import repositories as kept
from inturn.training.clearing import standing
from inturn.training.days import day_of
from inturn.training.dose import session_seconds
from inturn.training.prescribe import prescribe
from inturn.training.records import Decision, History, Person, Prescription
from inturn.training.today import Today, due_now, today
from inturn.workflows.screening import blocking, clearance_now, required_clearance


@dataclass(frozen=True, slots=True)
class Plan:
    """The session as it would be now, on which pain (0-10), and how long it takes (s)."""

    prescription: Prescription
    pain: int
    pain_was_noted: bool
    seconds: float


def history_of(person: Person) -> History:
    """Everything kept of a person but the whole result files."""
    return kept.history(person.id, results=False)


def due_today(person: Person, programme: Programme, now: datetime) -> Today:
    """What is due, in the order of doing, and why."""
    return today(history_of(person), programme, now)


def plan_of(person: Person, programme: Programme, now: datetime, pain: int | None = None) -> Plan:
    """The plan of the next session. `pain` is the pain now; None takes the last one noted today, else 0.

    Raises ClearanceError without a clearance that holds now, ImpossibleError for a pain that cannot be.
    """
    history = history_of(person)
    return plan_for(history, programme, required_clearance(history, programme, now), now, pain)


def plan_for(
    history: History, programme: Programme, clearance: Clearance, now: datetime, pain: int | None = None
) -> Plan:
    """The plan under a clearance."""
    noted = pain_today(history, now)
    felt = pain if pain is not None else noted if noted is not None else 0
    found = prescribe(history, programme, clearance, now, felt)
    seconds = session_seconds(found.sets, programme, retest=found.retest_after_release)
    known = pain is not None or noted is not None
    return Plan(found, felt, known, seconds)


def pain_today(history: History, now: datetime) -> int | None:
    """The last pain noted on the day of `now`; None where none was."""
    noted = [e for e in history.pain if e.at <= now]
    if not noted or day_of(history.person, noted[-1].at) != day_of(history.person, now):
        return None
    return noted[-1].now


def standing_decisions(history: History, programme: Programme, now: datetime) -> tuple[Decision, ...]:
    """What is due, and the decisions of the session where one is; or of what stands in its way.

    Where no pain was noted today the plan is for none, and says nothing of it.
    """
    due = due_now(history, programme, now)
    whys = tuple(d.why for d in due)
    cleared = clearance_now(history, programme, now)
    if cleared is not None:
        if not any(d.what in ("session", "resume_session") for d in due):
            return whys
        decisions = plan_for(history, programme, cleared, now).prescription.decisions
        noted = pain_today(history, now) is not None
        return (*whys, *(d for d in decisions if noted or d.code != "pain_safe"))
    state = standing(history, programme, now)
    stopped = () if state.blocked_by is None else (blocking(state.blocked_by),)
    return (*stopped, *(() if state.why is None else (state.why,)), *(w for w in whys if w.rule != "blocked"))
