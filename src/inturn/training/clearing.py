"""From kept screenings to a `Clearance`: who has one today, what it limits, and which questions are due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from inturn.body.keypoints import Side
from inturn.errors import ClearanceError, InputError
from inturn.programme.clearance import Clearance
from inturn.programme.content import Limit
from inturn.programme.hip_internal_rotation import Programme
from inturn.training.days import day_of, holds, holds_until
from inturn.training.pain import pause_is_over
from inturn.training.records import Decision, History, Screening, ScreeningKind
from inturn.training.screen import LEVELS, Outcome, judge, worst
from inturn.training.symptoms import new_symptom_after

_BLOCKING: Final = ("see_someone", "emergency")
_RULE: Final = "screening"


@dataclass(frozen=True, slots=True)
class Standing:
    """The screenings in force: the last full one and the short ones after it, with what they came to.

    due, why   which screening must come before anything guided, and why; None while a valid one holds
    """

    screenings: tuple[Screening, ...]
    outcomes: tuple[Outcome, ...]
    due: ScreeningKind | None
    why: Decision | None

    @property
    def blocked_by(self) -> Outcome | None:
        """The worst of the answers in force when they block, else None. It holds until a new full screening."""
        level = worst(o.level for o in self.outcomes)
        return next((o for o in self.outcomes if o.level == level), None) if level in _BLOCKING else None

    def spared(self, limit: Limit) -> frozenset[Side]:
        """The sides for which a limit is in force, whether or not today's questions were answered."""
        return _spared(self.outcomes, limit)


def record_screening(
    programme: Programme, kind: ScreeningKind, answers: tuple[tuple[str, str], ...], at: datetime, ids: tuple[str, str]
) -> Screening:
    """A screening as it is kept. `ids` = (its own id, the person's). Raises InputError for answers that do not fit."""
    outcome = judge(programme.screening, kind, answers)
    return Screening(
        id=ids[0],
        person_id=ids[1],
        at=at,
        kind=outcome.kind,
        questions_version=programme.screening.version,
        answers=answers,
        level=outcome.level,
        reasons=outcome.reasons,
    )


def clearance(history: History, programme: Programme, at: datetime) -> Clearance | None:
    """The clearance that holds at that moment; None where questions are due or their answers forbid it.

    It needs a full screening of the last month and a full or short one of the same day, or of the last hours before
    midnight (`inturn.training.days.LATE`), all at "go" or "go_with_limits". A session under way keeps the answers that
    it was begun on for as long as it goes on itself. Limits of the short ones hold until the next full one.
    """
    now = standing(history, programme, at)
    if now.due is not None or not history.person.adult:
        return None
    limits = frozenset(limit for outcome in now.outcomes for limit in outcome.limits)
    reasons = tuple(dict.fromkeys(code for outcome in now.outcomes for code in outcome.reasons))
    last = now.screenings[-1]

    def limited(name: Limit) -> bool:
        return (name, None) in limits

    return Clearance(
        questions_version=last.questions_version,
        answered_at=last.at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        cautions=reasons,
        no_end_range=now.spared("no_end_range"),
        level="go_with_limits" if reasons or limits else "go",
        no_test=now.spared("no_test"),
        no_roll=limited("no_roll"),
        no_load=limited("no_load"),
        no_deadlift=limited("no_deadlift"),
        support_needed=limited("support_needed"),
        strict_stick=limited("strict_stick"),
        advise_visit=limited("advise_visit"),
        valid_until=_hold_until(history, last, at),
    )


def screening_due(history: History, programme: Programme, at: datetime) -> ScreeningKind | None:
    """Which screening must come before anything guided at that moment; None while a valid one holds."""
    return standing(history, programme, at).due


def why_screening(history: History, programme: Programme, at: datetime) -> Decision | None:
    """Why that screening is due; None when none is."""
    return standing(history, programme, at).why


def require_valid(clearance: Clearance, at: datetime) -> None:
    """Raise ClearanceError when the clearance does not hold at that moment."""
    if clearance.valid_until is None or at >= clearance.valid_until:
        raise ClearanceError(
            f"The answers to the safety questions of {clearance.answered_at[:10]} have expired: answer the short "
            "questions again."
        )
    if at < datetime.fromisoformat(clearance.answered_at):
        raise ClearanceError("The safety questions were answered later than this moment: check the clock.")


def standing(history: History, programme: Programme, at: datetime) -> Standing:
    """The screenings in force at that moment and what is due.

    In force are the last full one and those after it; an emergency also holds for the whole of its day and some hours
    at least (`inturn.training.days.LATE`), whatever is answered later on that day.
    """
    screenings = [s for s in history.screenings if s.at <= at]
    first = next((i for i in range(len(screenings) - 1, -1, -1) if screenings[i].kind == "full"), None)
    if first is None:
        return Standing(tuple(screenings), _as_kept(screenings), "full", Decision(_RULE, "first_screening"))
    while any(s.level == "emergency" and holds(history.person, s.at, at) for s in screenings[:first]):
        first -= 1
    inforce = tuple(screenings[first:])
    outcomes = _judged(inforce, programme)
    if outcomes is None:
        return Standing(inforce, _as_kept(inforce), "full", Decision(_RULE, "questions_changed"))
    answered = at < _hold_until(history, inforce[-1], at)
    today = day_of(history.person, inforce[-1].at if answered else at)  # a month does not end in a late session
    age = (today - day_of(history.person, inforce[0].at)).days
    due: ScreeningKind | None = "full"
    if any(o.level in _BLOCKING for o in outcomes):
        why = Decision(_RULE, "stopped_by_answers")
    elif new_symptom_after(history, programme, inforce[0].at, at, _spared(outcomes, "no_end_range")):
        why = Decision(_RULE, "new_symptom")
    elif pause_is_over(history, programme, at):
        why = Decision(_RULE, "after_pause")
    elif age > programme.screening.full_every_days:
        why = Decision(_RULE, "full_overdue", (("days", float(age)),))
    elif not answered:
        due, why = "short", Decision(_RULE, "not_asked_today")
    else:
        due, why = None, None
    return Standing(inforce, outcomes, due, why)


def _hold_until(history: History, answers: Screening, at: datetime) -> datetime:
    """The moment at which answers have ended, a session that was begun on them and is under way at `at` included."""
    until = holds_until(history.person, answers.at)
    for session in reversed(history.sessions):
        if session.started_at < answers.at:
            break
        under_way = session.started_at <= at and (session.ended_at is None or at < session.ended_at)
        if under_way and session.started_at < until:
            return max(until, holds_until(history.person, session.started_at))
    return until


def _judged(screenings: Iterable[Screening], programme: Programme) -> tuple[Outcome, ...] | None:
    """What kept answers mean, never less than what was kept of them; None when the questions have changed since."""
    found: list[Outcome] = []
    for s in screenings:
        if s.questions_version != programme.screening.version:
            return None
        try:
            outcome = judge(programme.screening, s.kind, s.answers)
        except InputError:
            return None
        if LEVELS.index(s.level) > LEVELS.index(outcome.level):
            outcome = Outcome(outcome.kind, s.level, s.reasons, None, outcome.limits)
        found.append(outcome)
    return tuple(found)


def _spared(outcomes: Iterable[Outcome], name: Limit) -> frozenset[Side]:
    """The sides for which a limit is in force."""
    return frozenset(
        side for outcome in outcomes for limit, side in outcome.limits if limit == name and side is not None
    )


def _as_kept(screenings: Iterable[Screening]) -> tuple[Outcome, ...]:
    """Level and reasons as they were kept, where the questions have changed since or were never asked in full."""
    return tuple(Outcome(s.kind, s.level, s.reasons, None, frozenset()) for s in screenings)
