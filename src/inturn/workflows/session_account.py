"""What a session came to, for its summary: sets, pain, why it stopped, and what the retest said. Nothing is changed."""

from dataclasses import dataclass

from inturn.errors import NotKeptError
from inturn.programme.hip_internal_rotation import Programme
from inturn.training.pain import stop_now
from inturn.training.records import Decision, PainEntry, Person, SessionRecord, TestRecord
from inturn.training.retest import retest_changes
from inturn.workflows.planning import history_of


@dataclass(frozen=True, slots=True)
class SessionAccount:
    """A session as it is kept.

    pain      entries of this session, in the order of time
    stop      why it was stopped for the day; None where it was not
    retest    the test right after the release, and what it says against the test before
    """

    session: SessionRecord
    pain: tuple[PainEntry, ...]
    stop: Decision | None
    retest: TestRecord | None
    said: tuple[Decision, ...]

    def pain_at(self, moment: str) -> int | None:
        """The last pain told at that moment; None where none was."""
        return next((e.now for e in reversed(self.pain) if e.moment == moment), None)


def session_account(person: Person, programme: Programme, session_id: str) -> SessionAccount:
    """What a session came to. Raises NotKeptError for one that is not this person's."""
    history = history_of(person)
    session = next((s for s in history.sessions if s.id == session_id), None)
    if session is None:
        raise NotKeptError("That session is not kept for this person.")
    pain = tuple(e for e in history.pain if e.session_id == session_id)
    retest = retest_of(history.tests, session)
    first = None if retest is None else next((t for t in history.tests if t.id == retest.pair_id), None)
    said = () if retest is None or first is None else retest_changes(first, retest)
    return SessionAccount(session, pain, _stop(session, pain, programme), retest, said)


def retest_of(tests: tuple[TestRecord, ...], session: SessionRecord) -> TestRecord | None:
    """The last test that was taken within a session as the one after the release."""
    found = [
        t for t in tests
        if t.occasion == "retest" and t.at >= session.started_at and t.remeasured_from is None
        and (session.ended_at is None or t.at <= session.ended_at)
    ]  # fmt: skip
    return found[-1] if found else None


def _stop(session: SessionRecord, pain: tuple[PainEntry, ...], programme: Programme) -> Decision | None:
    stopped = next((s for s in session.sets if s.ended in ("pain", "stopped")), None)
    if stopped is None:
        return None
    before = next((e.now for e in pain if e.moment == "before"), 0)
    felt = before if stopped.pain is None else stopped.pain
    return stop_now(programme, before, felt, new_symptom=stopped.ended == "stopped")
