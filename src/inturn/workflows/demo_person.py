"""A made-up person with twelve weeks behind them, to look at reports and pages with."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from inturn.errors import AlreadyKeptError
from inturn.programme.hip_internal_rotation import Programme
from inturn.programme.standing_test import load_standing_test
from inturn.store import repositories as kept
from inturn.training.days import day_of
from inturn.training.demo_history import demo_history
from inturn.training.records import Person


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Who was made up, and how many records."""

    person: Person
    records: int


def add_demo_person(name: str, programme: Programme, time_zone: str, now: datetime) -> DemoPerson:
    """Keep a made-up person whose twelve weeks end yesterday evening. Raises AlreadyKeptError for a kept name."""
    if any(p.name.casefold() == name.casefold() for p in kept.people()):
        raise AlreadyKeptError(f"Somebody called {name} is kept here already. Choose another name with --name.", "")
    person = Person(kept.new_id(), name, True, now, time_zone, 1.72)
    end = day_of(person, now) - timedelta(days=1)
    history = demo_history(person, end, programme, load_standing_test())
    added = kept.add_history(history, now)
    return DemoPerson(history.person, added.new)
