"""What a person tells: answers to the screening questions, pain, questionnaire scores, a few words."""

from datetime import datetime

from inturn.store import rows
from inturn.store.possible import require_possible
from inturn.store.write import require_new, require_own, seq_of_person, writing
from inturn.training.records import NoteRecord, PainEntry, ScoreRecord, Screening


def add_screening(screening: Screening, now: datetime) -> None:
    """Keep answers and what they came to. Raises ImpossibleError, NotKeptError (person), AlreadyKeptError."""
    require_possible(screening, now)
    with writing():
        from inturn.store import models

        person = seq_of_person(screening.person_id)
        require_new(models.Screening, screening.id, "screening")
        models.Screening.objects.create(person_id=person, **rows.screening(screening))


def add_pain(entry: PainEntry, now: datetime) -> None:
    """Keep pain as told. Raises ImpossibleError, NotKeptError (person, session), AlreadyKeptError."""
    require_possible(entry, now)
    with writing():
        from inturn.store import models

        person = seq_of_person(entry.person_id)
        require_new(models.Pain, entry.id, "pain entry")
        require_own(models.Session, entry.session_id, person, "session")
        models.Pain.objects.create(person_id=person, **rows.pain(entry))


def add_score(score: ScoreRecord, now: datetime) -> None:
    """Keep a questionnaire's score. Raises ImpossibleError, NotKeptError (person), AlreadyKeptError."""
    require_possible(score, now)
    with writing():
        from inturn.store import models

        person = seq_of_person(score.person_id)
        require_new(models.Score, score.id, "score")
        models.Score.objects.create(person_id=person, **rows.score(score))


def add_note(note: NoteRecord, now: datetime) -> None:
    """Keep a few words of a moment. Raises ImpossibleError, NotKeptError (person), AlreadyKeptError."""
    require_possible(note, now)
    with writing():
        from inturn.store import models

        person = seq_of_person(note.person_id)
        require_new(models.Note, note.id, "note")
        models.Note.objects.create(person_id=person, **rows.note(note))
