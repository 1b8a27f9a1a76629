"""The pages in this process: a store of its own, a browser that came in, a person, answered questions."""

import shutil
from collections.abc import Generator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.file import SessionStore
from django.test import Client, override_settings

from inturn.programme.hip_internal_rotation import load_shipped_programme
from inturn.settings import read_settings
from inturn.store import boot
from inturn.training.records import Person
from inturn.web.configuration import web_settings
from inturn.web.desk import Desk
from inturn.web.doors import Doors
from inturn.web.people import KEY

HOST = "127.0.0.1"
SECRET = "a key for tests only, with no meaning at all, and long enough"


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with its tables and nothing in it: making it takes a second."""
    file = tmp_path_factory.mktemp("empty") / "inturn.sqlite3"
    boot.boot(f"sqlite:///{file}")
    boot.ready()
    boot.close()
    return file


@pytest.fixture
def desk(empty_store: Path, tmp_path: Path) -> Generator[Desk]:
    """The app set up as if it were served, with a folder of its own and nobody kept."""
    place = read_settings({"INTURN_HOME": str(tmp_path / "home"), "INTURN_TIME_ZONE": "UTC"}, tmp_path)
    made = Desk(place, load_shipped_programme(), Doors(), SECRET)
    for folder in (made.folder / "sessions", made.folder / "incoming"):
        folder.mkdir(parents=True)
    shutil.copy(empty_store, place.data_folder / "inturn.sqlite3")
    chosen = {k: v for k, v in web_settings(made).items() if k not in {"DATABASES", "LOGGING", "SECRET_KEY"}}
    settings.SECRET_KEY = SECRET  # Django cannot go back to having none
    with override_settings(**chosen):
        _forget_sessions()
        boot.boot(place.database_url)
        boot.ready()
        yield made
        made.clips.stop()
        boot.close()
        _forget_sessions()


def _forget_sessions() -> None:
    with suppress(AttributeError):
        del SessionStore._storage_path  # Django keeps the folder for the whole process


@pytest.fixture
def browser(desk: Desk) -> Client:
    """A browser that nobody let in; refuses requests without a CSRF token, as real ones are."""
    return Client(headers={"host": HOST}, enforce_csrf_checks=True)


@pytest.fixture
def client(desk: Desk) -> Client:
    """A browser that came in by a link. CSRF tokens are not asked for: `browser` is for that."""
    made = Client(headers={"host": HOST})
    assert made.get("/enter", {"key": desk.doors.new()}).status_code == 302
    return made


@pytest.fixture
def person(desk: Desk) -> Person:
    """An adult who is kept."""
    from inturn.workflows.people import add_person

    return add_person("Ada", datetime.now(UTC), adult=True, time_zone="UTC", height_m=1.70)


@pytest.fixture
def as_person(client: Client, person: Person) -> Client:
    """A browser that came in and is used by the person."""
    put(client, **{KEY: person.id})
    return client


@pytest.fixture
def cleared(as_person: Client, person: Person, desk: Desk) -> Client:
    """The same, and the safety questions are answered with nothing found."""
    answer_questions(person, desk)
    return as_person


def put(client: Client, **values: Any) -> None:
    """Put values into a browser's session."""
    session = client.session
    session.update(values)
    session.save()


def answer_questions(person: Person, desk: Desk) -> None:
    """Answer every safety question of the person in the way that allows everything."""
    from inturn.workflows.screening import keep_answers, question_after

    answers: dict[str, str] = {}
    while (question := question_after(desk.programme, "full", answers)) is not None:
        answers[question.id] = "no"
    keep_answers(person, desk.programme, "full", answers, datetime.now(UTC))
