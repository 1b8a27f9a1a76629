"""One person's guided test: everything that it does happens on a thread of its own, one thing after the other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from inturn.errors import InputError, NoTestError
from inturn.training.records import Person
from inturn.web import desk
from inturn.web.live.commands import Again, Begin, Confirm, PainTold, Simple, read_command
from inturn.web.live.memory import give_back
from inturn.workflows.live import LiveSetup, LiveTest
from inturn.workflows.live_answer import Plain, answer
from inturn.workflows.live_aside import forget_aside, is_aside, put_aside, take_up
from inturn.workflows.live_camera import Tracking, see_jpeg, tracker_of
from inturn.workflows.live_keep import keep_live, live_sides
from inturn.workflows.options import MeasureOptions, Network
from inturn.workflows.planning import history_of

ASIDE_EVERY: Final = 150
"""Recorded pictures after which a test is put aside: every ten seconds or so."""

LATEST_S: Final = 1e11
"""Seconds since 1970 that no clock shows."""


class Running:
    """A guided test and who works on it. `owner`: the page that has it; another page that asks for it takes it over."""

    def __init__(self, person: Person, folder: Path, choose: Callable[[], Network]) -> None:
        self.person = person
        self.worker = ThreadPoolExecutor(1, thread_name_prefix="live")
        self.owner: object | None = None
        self.live: LiveTest | None = None
        self.test_id: str | None = None
        self.last_used: datetime = desk.now()
        self.due = False
        self._folder = folder
        self._choose = choose
        self._tracker: Tracking | None = None
        self._tracker_for: Network | None = None
        self._begun_at: datetime | None = None
        self._occasion: Literal["day", "retest"] = "day"
        self._since_aside = 0
        self._kept_as: object | None = None
        self._refused: str | None = None

    def command(self, text: str) -> Plain:
        """Do what the page says; the answer. Raises InturnError for what is no command, or cannot be done now."""
        told = read_command(text)
        self.last_used = desk.now()
        if isinstance(told, Begin):
            return self._begin(told)
        live = self._under_way()
        _do(live, told)
        self._put_aside()
        return self._after(live, answer(live, None))

    def picture(self, time_s: float, jpeg: bytes) -> Plain:
        """Answer one picture. Raises InputError for bytes or a time that are none, or where no test is under way."""
        if not 0.0 <= time_s < LATEST_S:  # NaN is not, either
            raise InputError("A picture came without its time. Reload the page.")
        live = self._under_way()
        before = live.guide.stage
        seen, told = see_jpeg(live, jpeg, time_s)
        self._since_aside += 1
        if (seen is not None and seen.found) or live.guide.stage != before or self._since_aside >= ASIDE_EVERY:
            self.due = True
        return self._after(live, told)

    def settle(self) -> None:
        """What nobody need wait for, once a picture is answered (`due`): the test is put aside. Raises OutputError."""
        if self.due:
            self._put_aside()

    def end(self) -> None:
        """End the thread, once what it is at is done, and put nothing aside."""
        self.worker.shutdown(wait=True, cancel_futures=True)
        self.live = None

    def close(self) -> None:
        """Put the test aside and end the thread."""
        self.worker.submit(self._put_aside)
        self.worker.shutdown(wait=False)

    def _begin(self, told: Begin) -> Plain:
        """A new test; or the one that was cut off, where the page asks to go on and there is one."""
        if told.go_on and self.live is None and is_aside(self._folder):
            self._take_up()
        elif told.go_on and self.live is not None:
            self.live.reconnected()
        elif not told.go_on:
            self._new(told)
        live = self._under_way()
        return self._after(live, answer(live, None)) | {"ready": live.setup.network}

    def _new(self, told: Begin) -> None:
        now = desk.now()
        sides = live_sides(history_of(self.person), desk.programme(), told.support, now)
        forget_aside(self._folder)
        self._forget()
        network = self._choose()
        tracker = self._tracker_of(network)
        options = MeasureOptions(
            network=network,
            height_m=self.person.height_m,
            stick_left_m=None if told.stick_left_cm is None else told.stick_left_cm / 100,
            stick_right_m=None if told.stick_right_cm is None else told.stick_right_cm / 100,
            support=told.support,
            overlay=False,
        )
        self.live = LiveTest(LiveSetup(sides, options, network, tracker.file.sha256), tracker)
        self._begun_at, self._occasion, self.test_id = now, told.occasion, None

    def _forget(self) -> None:
        """Let the last test go before memory is taken for the next one."""
        self.live = self._kept_as = None

    def _tracker_of(self, network: Network) -> Tracking:
        """Making a network ready takes a second: one test after the other uses the same one."""
        if self._tracker is None or self._tracker_for != network:
            self._tracker = None  # never two of them at once
            self._tracker, self._tracker_for = tracker_of(network), network
        self._tracker.restart()
        return self._tracker

    def _take_up(self) -> None:
        found = take_up(self._folder, self._tracker_of)
        self.live, self._begun_at = found.live, found.begun_at
        self.test_id = found.notes.get("test") or None
        self._occasion = "retest" if found.notes.get("occasion") == "retest" else "day"

    def _under_way(self) -> LiveTest:
        if self.live is None:
            raise InputError("No test is under way here any more. Begin a new one.")
        return self.live

    def _after(self, live: LiveTest, told: Plain) -> Plain:
        """The answer; once the last side is done the test is kept, and the answer says as which."""
        if live.guide.stage != "done":
            return told
        if self._kept_as is not live.guide:
            self._keep(live)
        return told | {"kept": self.test_id, "refused": self._refused}

    def _keep(self, live: LiveTest) -> None:
        from django.db import connections

        self._kept_as, self._refused = live.guide, None
        now = desk.now()
        try:
            test = keep_live(live, history_of(self.person), self._begun_at or now, now, self.test_id, self._occasion)
            self.test_id = test.id
        except NoTestError as error:
            self._refused = str(error)
        finally:
            connections.close_all()
        self._put_aside()
        give_back()

    def _put_aside(self) -> None:
        self._since_aside, self.due = 0, False
        if self.live is not None and self._begun_at is not None:
            notes = {"test": self.test_id or "", "occasion": self._occasion}
            put_aside(self.live, self._folder, self._begun_at, notes)


def _do(live: LiveTest, told: Confirm | PainTold | Again | Simple) -> None:
    if isinstance(told, Confirm):
        live.confirm(told.right)
    elif isinstance(told, PainTold):
        live.tell_pain(told.score, told.where or None)
    elif isinstance(told, Again):
        live.again(told.side)
    elif told.do == "enough":
        live.enough()
    elif told.do == "anyway":
        live.anyway()
