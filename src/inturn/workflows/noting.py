"""What a person notes between sessions: pain, the morning after, questionnaire scores, a few words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from inturn.errors import NotKeptError
from inturn.programme.hip_internal_rotation import Programme
from inturn.store import repositories as kept
from inturn.training.days import day_of
from inturn.training.pain import next_morning, session_pains
from inturn.training.records import Decision, MeasureId, NoteRecord, PainEntry, Person, ScoreRecord


@dataclass(frozen=True, slots=True)
class PainTold:
    """Pain as it is told: now, worst and average of the last 24 h (0-10), and where."""

    now: int
    worst: int | None = None
    average: int | None = None
    where: str | None = None


def note_pain(person: Person, told: PainTold, at: datetime, now: datetime) -> PainEntry:
    """Keep the pain of a moment outside sessions. Raises ImpossibleError, also for a moment in the future."""
    entry = PainEntry(kept.new_id(), person.id, at, "daily", told.now, told.worst, told.average, told.where)
    kept.add_pain(entry, now)
    return entry


def note_morning(
    person: Person, programme: Programme, told: PainTold, at: datetime, now: datetime
) -> tuple[PainEntry, Decision]:
    """Keep the pain of the morning after a session, and whether it had settled.

    Raises NotKeptError where there was no session on the day before `at`.
    """
    yesterday = day_of(person, at) - timedelta(days=1)
    pains = session_pains(kept.history(person.id, results=False), at)
    found = [p for p in pains if day_of(person, p.session.started_at) == yesterday]
    if not found:
        raise NotKeptError(
            f"There was no session on {yesterday}, so there is no morning after it. Note the pain of a day with "
            "`inturn log pain N`."
        )
    last = found[-1]
    entry = PainEntry(
        kept.new_id(), person.id, at, "next_morning", told.now, told.worst, told.average, told.where, last.session.id
    )
    kept.add_pain(entry, now)
    return entry, next_morning(programme, last.before or 0, told.now)


def note_score(
    person: Person, measure: MeasureId, values: Sequence[tuple[str, float]], at: datetime, now: datetime
) -> ScoreRecord:
    """Keep a questionnaire's score. Raises ImpossibleError."""
    score = ScoreRecord(kept.new_id(), person.id, at, measure, tuple(values))
    kept.add_score(score, now)
    return score


def activities(person: Person) -> tuple[str, ...]:
    """The activities that were rated last (PSFS), to be rated again."""
    scores = [s for s in kept.history(person.id, results=False).scores if s.measure == "psfs"]
    return tuple(name for name, _ in scores[-1].values) if scores else ()


def note_words(person: Person, text: str, at: datetime, now: datetime) -> NoteRecord:
    """Keep a few words of a moment. Raises ImpossibleError, also for no words and for a moment in the future."""
    note = NoteRecord(kept.new_id(), person.id, at, text.strip())
    kept.add_note(note, now)
    return note
