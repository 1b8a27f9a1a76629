"""The guided tests and the watched sets under way in this process: one of each a person."""

import threading
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Final

from inturn.training.records import Person
from inturn.web import desk
from inturn.web.live.coaching import Coaching
from inturn.web.live.running import Running
from inturn.workflows.live_aside import forget_aside, forget_stale, is_unfinished
from inturn.workflows.live_camera import network_for_this_machine
from inturn.workflows.options import Network

MOST: Final = 3
"""Tests (and sets) held ready at once, each with a network of its own; of more, the one longest unused is put aside."""
STALE: Final = timedelta(hours=12)
"""A test that was cut off longer ago is not taken up again."""


class Registry:
    """Finds the test of a person, or makes room for one."""

    def __init__(self) -> None:
        self._running: dict[str, Running] = {}
        self._coaching: dict[str, Coaching] = {}
        self._lock = threading.Lock()
        self._network: Network | None = None

    def of(self, person: Person) -> Running:
        """The person's test."""
        with self._lock:
            forget_stale(self._folder(), desk.now() - STALE)
            found = self._running.get(person.id)
            if found is None:
                _make_room(self._running)
                found = self._running[person.id] = Running(person, self._folder() / person.id, self.network)
            return found

    def coach_of(self, person: Person) -> Coaching:
        """The person's set before the camera."""
        with self._lock:
            found = self._coaching.get(person.id)
            if found is None:
                _make_room(self._coaching)
                found = self._coaching[person.id] = Coaching(person, self.network)
            return found

    def network(self) -> Network:
        """The network for a new test. Measured, which takes a second or two, until the machine kept up with the best:
        it may have been busy the last time."""
        if self._network != "full":
            self._network = network_for_this_machine()
        return self._network

    def unfinished(self, person: Person) -> bool:
        """Whether the person has a test that was cut off, or that another page is at."""
        running = self._running.get(person.id)
        live = None if running is None else running.live
        if live is not None:
            return live.guide.stage != "done" and live.recorder is not None and live.recorder.recorded
        return is_unfinished(self._folder() / person.id)

    def forget(self, person: Person) -> None:
        """Remove the person's test that is under way or was cut off."""
        with self._lock:
            running, coaching = self._running.pop(person.id, None), self._coaching.pop(person.id, None)
        for one in (running, coaching):
            if one is not None:
                one.end()
        forget_aside(self._folder() / person.id)

    def close(self) -> None:
        """Put every test aside."""
        with self._lock:
            for one in (*self._running.values(), *self._coaching.values()):
                one.close()
            self._running.clear()
            self._coaching.clear()

    def _folder(self) -> Path:
        return desk.desk().folder / "live"


def _make_room(among: dict[str, Running] | dict[str, Coaching]) -> None:
    while len(among) >= MOST:
        oldest = min(among.values(), key=lambda r: r.last_used)
        among.pop(oldest.person.id).close()


@cache
def registry() -> Registry:
    """The one registry of this process: pages and sockets must find the same tests."""
    return Registry()
