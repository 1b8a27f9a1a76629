"""One person's set before the camera: everything that it does happens on a thread of its own, one after the other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Final

from inturn.errors import InputError
from inturn.training.records import Person
from inturn.web import desk
from inturn.web.live.commands import CoachBegin, read_coach_command
from inturn.workflows.live_answer import Plain
from inturn.workflows.live_camera import Tracking, tracker_of
from inturn.workflows.live_coach import LiveCoach
from inturn.workflows.options import Network

LATEST_S: Final = 1e11
"""Seconds since 1970 that no clock shows."""


class Coaching:
    """A set that is watched, and who works on it. `owner`: the page that has it; another that asks takes it over."""

    def __init__(self, person: Person, choose: Callable[[], Network]) -> None:
        self.person = person
        self.worker = ThreadPoolExecutor(1, thread_name_prefix="coach")
        self.owner: object | None = None
        self.live: LiveCoach | None = None
        self.last_used: datetime = desk.now()
        self.due = False
        self._key = ""
        self._choose = choose
        self._tracker: Tracking | None = None
        self._network: Network | None = None

    def command(self, text: str) -> Plain:
        """Do what the page says; the answer. Raises InputError for what is no command, or cannot be done now."""
        told = read_coach_command(text)
        self.last_used = desk.now()
        if isinstance(told, CoachBegin):
            return self._begin(told)
        return self._under_way().standing()

    def picture(self, time_s: float, jpeg: bytes) -> Plain:
        """Answer one picture. Raises InputError for bytes or a time that are none, or where no set is under way."""
        if not 0.0 <= time_s < LATEST_S:  # NaN is not, either
            raise InputError("A picture came without its time. Reload the page.")
        return self._under_way().see_jpeg(jpeg, time_s)

    def settle(self) -> None:
        """Nothing is put aside of a set."""

    def end(self) -> None:
        """End the thread, once what it is at is done."""
        self.worker.shutdown(wait=True, cancel_futures=True)
        self.live = None

    def close(self) -> None:
        """End the thread without waiting for it."""
        self.worker.shutdown(wait=False, cancel_futures=True)

    def _begin(self, told: CoachBegin) -> Plain:
        """A new set; or the one under way, where the page comes back to it."""
        if told.go_on and self.live is not None and self._key == told.key:
            self.live.reconnected()
        else:
            tracker, network = self._tracker_now()
            self.live, self._key = LiveCoach(told.exercise, told.side, tracker, network), told.key
        return self.live.standing() | {"ready": self.live.network}

    def _tracker_now(self) -> tuple[Tracking, Network]:
        """Making a network ready takes a second: one set after the other uses the same one."""
        network = self._choose()
        if self._tracker is None or self._network != network:
            self._tracker, self._network = tracker_of(network), network
        self._tracker.restart()
        return self._tracker, network

    def _under_way(self) -> LiveCoach:
        if self.live is None:
            raise InputError("No set is under way here any more. Turn the camera on again, or tap.")
        return self.live
