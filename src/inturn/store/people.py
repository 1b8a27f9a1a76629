"""People of this installation, and everything kept of one."""

from datetime import datetime

from inturn.errors import AlreadyKeptError, NotKeptError
from inturn.store import load, rows
from inturn.store.boot import database_file
from inturn.store.possible import require_possible
from inturn.store.sqlite import opened
from inturn.store.write import require_new, seq_of_person, writing
from inturn.training.records import History, Person


def add_person(person: Person, now: datetime) -> None:
    """Keep somebody new. `now` is the present moment, aware.

    Raises ImpossibleError, and AlreadyKeptError where somebody of that name (case does not count) or id is kept.
    """
    require_possible(person, now)
    with writing():
        insert_person(person)


def insert_person(person: Person) -> int:
    """Add the row of somebody new, inside `writing()`; its number. Raises AlreadyKeptError."""
    from inturn.store import models

    require_new(models.Person, person.id, "person")
    _require_free_name(person)
    return models.Person.objects.create(**rows.person(person)).seq


def change_person(person: Person, now: datetime) -> None:
    """Correct what is kept of a person of that id: name, height, time zone.

    Raises ImpossibleError, NotKeptError, and AlreadyKeptError where the name is somebody else's.
    """
    require_possible(person, now)
    with writing():
        from inturn.store import models

        seq = seq_of_person(person.id)
        _require_free_name(person)
        models.Person.objects.filter(seq=seq).update(**rows.person(person))


def people() -> tuple[Person, ...]:
    """Everybody kept here, in the order of being added."""
    with opened(database_file()) as db:
        return load.people(db)


def person_by_name(name: str) -> Person:
    """Who has this name; case and spare spaces do not count. Raises NotKeptError listing who is kept here."""
    everybody = people()
    found = next((p for p in everybody if rows.name_key(p.name) == rows.name_key(name)), None)
    if found is None:
        who = ", ".join(p.name for p in everybody) or "nobody yet"
        raise NotKeptError(f"Nobody called {name!r} is kept here (kept: {who}). `inturn person add` adds somebody.")
    return found


def history(person_id: str, results: bool = True) -> History:
    """Everything kept of one person, each list in the order of time, as of one moment.

    `results` False leaves `result_json` of the tests empty, which is quicker. Raises NotKeptError.
    """
    with opened(database_file()) as db:
        found = load.history(db, person_id, results)
    if found is None:
        raise NotKeptError("This person is not kept here (any more). `inturn person list` shows who is.")
    return found


def _require_free_name(person: Person) -> None:
    from inturn.store import models

    others = models.Person.objects.filter(name_key=rows.name_key(person.name)).exclude(id=person.id)
    other = others.values_list("id", flat=True).first()
    if other is not None:
        raise AlreadyKeptError(f"Somebody called {person.name} is kept here already. Choose another name.", other)
