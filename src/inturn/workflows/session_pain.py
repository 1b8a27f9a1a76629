"""Pain told in the middle of a session and after it; where the pain rule says stop, the set and the reason are kept."""

from dataclasses import replace
from datetime import datetime

from inturn.errors import NotKeptError
from inturn.programme.hip_internal_rotation import Programme
from inturn.store import repositories as kept
from inturn.training.records import Decision, PainEntry, Person, SessionRecord
from inturn.workflows.noting import PainTold
from inturn.workflows.planning import history_of
from inturn.workflows.session import OpenSession, SetTold, keep_set, still_cleared, why_stop


def it_hurts(
    session: OpenSession, programme: Programme, told: SetTold, now: datetime
) -> tuple[OpenSession, Decision | None]:
    """Keep the pain of this moment. Where the rule says stop, the set is kept as far as it went, and why is returned.

    `told.pain` is what is felt now. Raises ImpossibleError for values that cannot be; nothing was kept then.
    """
    step = session.next
    if step is None or step.planned is None or told.pain is None:
        raise NotKeptError("No set is under way at this point of the session. Load the page again.")
    if why_stop(session, programme, told.pain, new_symptom=told.new_symptom) is not None:
        return keep_set(session, programme, told, now)
    record = session.record
    entry = PainEntry(
        kept.new_id(), record.person_id, now, "during", told.pain, where=told.where, session_id=record.id
    )  # fmt: skip
    kept.add_pain(entry, now)
    return session, None


def may_go_on(session: OpenSession, programme: Programme, now: datetime) -> bool:
    """Whether it goes on: no set was ended by pain or a new symptom, and nothing told asks for the questions first."""
    stopped = any(done.ended in ("pain", "stopped") for done in session.record.sets)
    return not stopped and still_cleared(session, programme, now)


def finish_session(person: Person, session_id: str, after: PainTold | None, note: str, now: datetime) -> SessionRecord:
    """End a session, or add to one that is ended: the pain after it, told once, and a few words.

    Raises NotKeptError for a session that is not this person's, ImpossibleError for a pain that cannot be.
    """
    history = history_of(person)
    record = next((s for s in history.sessions if s.id == session_id), None)
    if record is None:
        raise NotKeptError("That session is not kept for this person.")
    told = any(e.session_id == session_id and e.moment == "after" for e in history.pain)
    if after is not None and not told:
        entry = PainEntry(
            kept.new_id(), person.id, now, "after", after.now, after.worst, after.average, after.where, session_id
        )
        kept.add_pain(entry, now)
    ended = replace(record, ended_at=record.ended_at or now, note=note or record.note)
    kept.save_session(ended, now)
    return ended
