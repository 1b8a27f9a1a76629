"""What browsers still hold of a person after they were forgotten: the choice of who they are, half-given answers."""

from pathlib import Path

from django.contrib.sessions.backends.file import SessionStore
from django.contrib.sessions.exceptions import InvalidSessionKey

from inturn.web.pages.screening import HELD
from inturn.web.people import KEY


def forget_in_browsers(person_id: str, sessions: Path, prefix: str) -> int:
    """Take a person out of every browser's session; in how many there was something.

    sessions, prefix  folder of the session files, and what their names begin with
    """
    found = 0
    for file in sorted(sessions.glob(f"{prefix}*")):
        try:
            held = SessionStore(file.name.removeprefix(prefix))
            values = held.load()
        except InvalidSessionKey:
            continue
        answers = values.get(HELD)
        of_person = isinstance(answers, dict) and answers.get("person") == person_id
        if values.get(KEY) == person_id or of_person:
            for key in (KEY, HELD) if values.get(KEY) == person_id else (HELD,):
                held.pop(key, None)
            held.save()
            found += 1
    return found
