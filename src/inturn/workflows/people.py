"""People of this installation: who is meant, who is added, what is kept of them, and forgetting them."""

from dataclasses import dataclass, replace
from datetime import datetime

from inturn.errors import InputError, NotKeptError
from inturn.store import forget as forgetting
from inturn.store import repositories as kept
from inturn.training.records import History, Person

EMPTY = "Nobody is kept here yet. Begin with `inturn person add NAME`."


@dataclass(frozen=True, slots=True)
class KeptOf:
    """How much is kept of a person, and the moment of the newest record."""

    person: Person
    screenings: int
    tests: int
    sessions: int
    pain: int
    scores: int
    notes: int
    recordings: int
    newest: datetime | None


def everybody() -> tuple[Person, ...]:
    """Everybody kept here, in the order of being added."""
    return kept.people()


def the_person(name: str | None) -> Person:
    """Who is meant: by name, or the only one there is.

    Raises NotKeptError where nobody is kept or nobody has that name, InputError where several are kept and none named.
    """
    found = kept.people()
    if not found:
        raise NotKeptError(EMPTY)
    if name is not None:
        return kept.person_by_name(name)
    first, *others = found
    if others:
        raise InputError(f"Several people are kept here ({', '.join(p.name for p in found)}): say --person NAME.")
    return first


def add_person(name: str, now: datetime, *, adult: bool, time_zone: str, height_m: float | None) -> Person:
    """Keep somebody new. Raises ImpossibleError, AlreadyKeptError, StoreError."""
    person = Person(kept.new_id(), name.strip(), adult, now, time_zone, height_m)
    kept.add_person(person, now)
    return person


def change_person(person: Person, now: datetime, *, name: str, time_zone: str, height_m: float | None) -> Person:
    """Correct who somebody is; what was measured before stays as it is.

    Raises ImpossibleError, NotKeptError, AlreadyKeptError (the name is somebody else's), StoreError.
    """
    changed = replace(person, name=name.strip(), time_zone=time_zone, height_m=height_m)
    kept.change_person(changed, now)
    return changed


def kept_of(person: Person) -> KeptOf:
    """What is kept of a person, in numbers."""
    history = kept.history(person.id, results=False)
    return KeptOf(
        person=history.person,
        screenings=len(history.screenings),
        tests=len(history.tests),
        sessions=len(history.sessions),
        pain=len(history.pain),
        scores=len(history.scores),
        notes=len(history.notes),
        recordings=sum(t.recording is not None and t.remeasured_from is None for t in history.tests),
        newest=_newest(history),
    )


def forget_person(person: Person) -> forgetting.Forgotten:
    """Remove a person and everything kept of them, files too, for good."""
    return forgetting.forget(person.id)


def _newest(history: History) -> datetime | None:
    moments = [x.at for x in (*history.screenings, *history.tests, *history.pain, *history.scores, *history.notes)]
    moments += [s.ended_at or s.started_at for s in history.sessions]
    return max(moments, default=None)
