"""A guided session: begun under a clearance, kept after every step, taken up again after Ctrl-C or a crash.

What was planned is not kept: it is prescribed again from what was known when the session began, and the same rules on
the same facts give the same plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from inturn.body.keypoints import Side
from inturn.errors import ClearanceError, NotKeptError
from inturn.programme.clearance import Clearance
from inturn.programme.hip_internal_rotation import Programme
from inturn.store import repositories as kept
from inturn.training.clearing import clearance
from inturn.training.days import holds, holds_until
from inturn.training.guided_test import Support
from inturn.training.pain import stop_now
from inturn.training.prescribe import prescribe
from inturn.training.records import (
    Decision,
    History,
    PainEntry,
    PainMoment,
    PlannedSet,
    Prescription,
    SessionRecord,
    SetEnd,
    SetRecord,
)
from inturn.training.self_test import SideTold
from inturn.workflows.noting import PainTold
from inturn.workflows.screening import required_clearance
from inturn.workflows.testing import keep_told_retest


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a session: a planned set, or (None) the retest after the release."""

    planned: PlannedSet | None


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session under way: what is kept of it, its plan, the clearance it stands on, and the pain before it."""

    record: SessionRecord
    prescription: Prescription
    steps: tuple[Step, ...]
    clearance: Clearance
    pain_before: int

    @property
    def next(self) -> Step | None:
        """The next step; None when all are done."""
        return self.steps[self.record.position] if self.record.position < len(self.steps) else None

    @property
    def retest_sides(self) -> tuple[Side, ...]:
        """The sides to test again: those that were released and may be tested."""
        released = {s.planned.side for s in self.steps[: self.record.position] if s.planned is not None}
        return tuple(side for side in self.clearance.test_sides if side in released)


@dataclass(frozen=True, slots=True)
class Refused:
    """No session now, and the decisions that say why. The pain told was kept."""

    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class SetTold:
    """How a set went: what was done, pain now 0-10, whether something new was felt, and where it hurts.

    clean_share  of the repetitions, where a camera watched them
    """

    repetitions: int | None = None
    hold_s: float | None = None
    load_kg: float = 0.0
    effort: int | None = None
    pain: int | None = None
    stick_kept: bool | None = None
    clean_share: float | None = None
    skipped: bool = False
    new_symptom: bool = False
    where: str | None = None


def begin_session(
    history: History, programme: Programme, cleared: Clearance, told: PainTold, now: datetime
) -> OpenSession | Refused:
    """Prescribe and begin. The pain before is kept either way; a pain in the groin asks for the questions first.

    Raises ClearanceError for a clearance that does not hold, ImpossibleError for a pain that cannot be, and
    AlreadyKeptError where a session is under way.
    """
    person = history.person
    entry = PainEntry(
        kept.new_id(), person.id, now, "before", told.now, told.worst, told.average, told.where
    )  # fmt: skip
    told_history = replace(history, pain=(*history.pain, entry))
    if clearance(told_history, programme, now) is None:  # where it hurts asks for the questions again
        kept.add_pain(entry, now)
        required_clearance(told_history, programme, now)
    plan = prescribe(told_history, programme, cleared, now, told.now)
    if not plan.sets:
        kept.add_pain(entry, now)
        return Refused(plan.decisions)
    screening = history.screenings[-1]
    record = SessionRecord(kept.new_id(), person.id, screening.id, now, None, plan.step)
    kept.start_session(record, now)
    kept.add_pain(replace(entry, session_id=record.id), now)
    lasting = replace(cleared, valid_until=max(cleared.valid_until or now, holds_until(person, now)))
    return _opened(record, plan, programme, lasting, told.now)


def resume_session(history: History, programme: Programme, now: datetime) -> OpenSession | None:
    """The session that is under way, with its plan; None where there is none.

    It goes on until its day ends, and for some hours at least (`inturn.training.days.LATE`); one from before that is
    ended as it stands. Raises ClearanceError, after ending the session, where the answers given since it began forbid
    or change it.
    """
    record = kept.open_session(history.person.id)
    if record is None:
        return None
    if not holds(history.person, record.started_at, now):
        kept.save_session(replace(record, ended_at=min(now, holds_until(history.person, record.started_at))), now)
        return None
    before = _pain_before(history, record)
    then, cleared = clearance(history, programme, record.started_at), clearance(history, programme, now)
    stopped = any(done.ended in ("pain", "stopped") for done in record.sets)
    if before is None or stopped:  # killed before anything was done, or after the pain rule had stopped it
        kept.save_session(replace(record, ended_at=now), now)
        return None
    if then is None or cleared is None or _limits(then) != _limits(cleared):
        kept.save_session(replace(record, ended_at=now), now)
        raise ClearanceError(
            "The answers to the safety questions or a symptom have changed since this session began, or the answers no "
            "longer hold: it was ended as it stands. `inturn today` says what comes next."
        )
    plan = prescribe(history, programme, then, record.started_at, before.now)
    return _opened(record, plan, programme, cleared, before.now)


def keep_set(
    session: OpenSession, programme: Programme, told: SetTold, now: datetime
) -> tuple[OpenSession, Decision | None]:
    """Keep the set that was done; the session after it, and why to stop for today (None: go on).

    Raises ImpossibleError for values that cannot be; nothing was kept then.
    """
    step = session.next
    if step is None or step.planned is None:
        raise NotKeptError("No set is due at this point of the session.")
    planned = step.planned
    stop = None
    if not told.skipped:
        felt = session.pain_before if told.pain is None else told.pain
        stop = stop_now(programme, session.pain_before, felt, new_symptom=told.new_symptom)
    ended: SetEnd = "skipped" if told.skipped else "stopped" if told.new_symptom else "pain" if stop else "done"
    done = SetRecord(
        exercise=planned.exercise,
        side=planned.side,
        order=planned.order,
        repetitions=None if planned.repetitions is None else told.repetitions,
        hold_s=None if planned.hold_s is None else told.hold_s,
        load_kg=told.load_kg,
        effort=told.effort,
        pain=told.pain,
        ended=ended,
        stick_kept=told.stick_kept,
        clean_share=None if planned.repetitions is None else told.clean_share,
    )
    record = replace(session.record, sets=(*session.record.sets, done), position=session.record.position + 1)
    kept.save_session(record, now)
    after = replace(session, record=record)
    if told.pain is not None and (stop is not None or told.where is not None):
        _keep_pain(after, "during", PainTold(told.pain, where=told.where), now)
    return after, stop


def keep_retest(
    session: OpenSession,
    history: History,
    programme: Programme,
    told: Sequence[SideTold],
    support: Support,
    now: datetime,
) -> tuple[OpenSession, tuple[Decision, ...]]:
    """Keep the retest that was told in words; nothing told leaves it out. What it says against today's test."""
    said: tuple[Decision, ...] = ()
    if told:
        _, said = keep_told_retest(history, programme, session.clearance, told, support, now)
    return pass_retest(session, now), said


def pass_retest(session: OpenSession, now: datetime) -> OpenSession:
    """Go on after the retest, which was kept as a test of its own or left out."""
    record = replace(session.record, position=session.record.position + 1)
    kept.save_session(record, now)
    return replace(session, record=record)


def still_cleared(session: OpenSession, programme: Programme, now: datetime) -> bool:
    """Whether what was reported since the session began lets it go on."""
    history = kept.history(session.record.person_id, results=False)
    return clearance(history, programme, now) is not None


def end_session(session: OpenSession, after: PainTold | None, note: str, now: datetime) -> SessionRecord:
    """End it, with the pain afterwards where it was told. Raises ImpossibleError."""
    if after is not None:
        _keep_pain(session, "after", after, now)
    record = replace(session.record, ended_at=now, note=note)
    kept.save_session(record, now)
    return record


def _opened(
    record: SessionRecord, plan: Prescription, programme: Programme, cleared: Clearance, pain_before: int
) -> OpenSession:
    release = programme.by_role("release").id
    steps = [Step(s) for s in plan.sets]
    if plan.retest_after_release:
        last = max(i for i, s in enumerate(plan.sets) if s.exercise == release)
        steps.insert(last + 1, Step(None))
    return OpenSession(record, plan, tuple(steps), cleared, pain_before)


def _pain_before(history: History, record: SessionRecord) -> PainEntry | None:
    found = [e for e in history.pain if e.session_id == record.id and e.moment == "before"]
    return found[-1] if found else None


def _limits(one: Clearance) -> Clearance:
    """A clearance without when it was given and why."""
    return replace(one, answered_at="", cautions=(), level="go", valid_until=None)


def _keep_pain(session: OpenSession, moment: PainMoment, told: PainTold, now: datetime) -> None:
    record = session.record
    entry = PainEntry(
        kept.new_id(), record.person_id, now, moment, told.now, told.worst, told.average, told.where, record.id
    )
    kept.add_pain(entry, now)


def why_stop(session: OpenSession, programme: Programme, pain: int, *, new_symptom: bool) -> Decision | None:
    """Why to stop for today, in the middle of a set; None: go on."""
    return stop_now(programme, session.pain_before, pain, new_symptom=new_symptom)
