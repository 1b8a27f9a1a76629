"""Every call of the store, in one list. Call `inturn.store.boot.boot` first."""

import secrets

from inturn.store.entries import add_note, add_pain, add_score, add_screening
from inturn.store.people import add_person, change_person, history, people, person_by_name
from inturn.store.recordings import keep_recording, recording_path
from inturn.store.sessions import open_session, save_session, start_session
from inturn.store.standing_tests import (
    StoredRecording,
    add_test,
    correct_test,
    exclude_trial,
    standing_test,
    test_of_clip,
    to_remeasure,
)
from inturn.store.whole import Added, add_history

__all__ = [
    "Added",
    "StoredRecording",
    "add_history",
    "add_note",
    "add_pain",
    "add_person",
    "add_score",
    "add_screening",
    "add_test",
    "change_person",
    "correct_test",
    "exclude_trial",
    "history",
    "keep_recording",
    "new_id",
    "open_session",
    "people",
    "person_by_name",
    "recording_path",
    "save_session",
    "standing_test",
    "start_session",
    "test_of_clip",
    "to_remeasure",
]


def new_id() -> str:
    """An id for a new record that no other record has: 16 random hexadecimal digits."""
    return secrets.token_hex(8)
