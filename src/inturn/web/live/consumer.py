"""The live sockets of test and coach: pictures in, answers out; what comes too fast is dropped, never queued.

In   binary: 8 bytes the picture's time in seconds (double), 4 bytes its number (unsigned), both little-endian, then the
     JPEG; text: a command (`inturn.web.live.commands`).
Out  JSON: an answer (`inturn.workflows.live_answer`, `.live_coach`) with `frame` = the picture's number or
     `do` = the command; {"frame": n, "dropped": true}; {"error": sentence}; {"elsewhere": true} when another page took
     it over.
"""

import asyncio
import logging
import struct
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from asgiref.sync import sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from pydantic_core import to_json

from inturn.errors import InturnError
from inturn.training.records import Person
from inturn.web.live.coaching import Coaching
from inturn.web.live.registry import registry
from inturn.web.live.running import Running
from inturn.web.live.work import EndedError, submitted, unforeseen
from inturn.web.people import KEY
from inturn.workflows.live_answer import Plain
from inturn.workflows.live_camera import LARGEST_BYTES
from inturn.workflows.people import everybody

HEAD: Final = struct.Struct("<dI")
NOBODY: Final = 4404
"""Close code: no person is in use in this browser."""
ELSEWHERE: Final = 4409
"""Close code: another page has the test now."""

Picture = tuple[int, float, bytes]
_log = logging.getLogger("inturn.web.live")


class LiveTestConsumer(AsyncWebsocketConsumer):
    """One page's socket."""

    running: Running | Coaching | None = None
    _left = False
    _waiting: Picture | None = None
    _task: "asyncio.Task[None] | None" = None

    async def connect(self) -> None:
        """Find the test of the person in use."""
        person = await sync_to_async(self._person)()
        await self.accept()
        if person is None:
            await self.close(code=NOBODY)
            return
        loop = asyncio.get_running_loop()
        self.running = await loop.run_in_executor(None, self._of, person)

    async def disconnect(self, code: int) -> None:  # noqa: ARG002 - the name that Channels calls it by
        """The test stays for the page that comes back."""
        self._left, self._waiting = True, None
        if self.running is not None and self.running.owner is self:
            self.running.owner = None

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """A command or a picture."""
        running = self.running
        if running is None:
            return
        if text_data is not None:
            if '"begin"' in text_data:
                await self._take_over(running)
            await self._tell(running, {"do": True}, running.command, text_data)
        elif bytes_data is not None and HEAD.size < len(bytes_data) <= HEAD.size + LARGEST_BYTES:
            time_s, number = HEAD.unpack_from(bytes_data)
            await self._hand_over(running, (number, time_s, bytes_data[HEAD.size :]))

    async def lost_to_another(self) -> None:
        """Another page has the test now."""
        await self._send({"elsewhere": True})
        await self.close(code=ELSEWHERE)

    async def _take_over(self, running: Running | Coaching) -> None:
        before, running.owner = running.owner, self
        if isinstance(before, LiveTestConsumer) and before is not self:
            await before.lost_to_another()

    async def _hand_over(self, running: Running | Coaching, picture: Picture) -> None:
        """Keep the newest picture only: a slow machine answers fewer, none of them late."""
        dropped, self._waiting = self._waiting, picture
        if dropped is not None:
            await self._send({"frame": dropped[0], "dropped": True})
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work(running))

    async def _work(self, running: Running | Coaching) -> None:
        while self.running is running and (picture := self._waiting) is not None:
            self._waiting = None
            if running.owner is not self:  # a page without a socket took it over
                await self.lost_to_another()
                return
            number, time_s, jpeg = picture
            await self._tell(running, {"frame": number}, running.picture, time_s, jpeg)
            if running.due:
                await self._tell(running, {}, running.settle)

    async def _tell(self, running: Running | Coaching, about: Plain, work: Callable[..., Any], *given: Any) -> None:
        """Do it on the test's own thread and answer; what goes wrong is told and ends nothing."""
        try:
            told = await asyncio.wrap_future(submitted(running.worker, work, *given))
        except InturnError as error:
            told = {"error": str(error)}
        except EndedError:  # the page begins again, with `go_on`
            self.running = await asyncio.get_running_loop().run_in_executor(None, self._of, running.person)
            told = {"gone": True}
        except Exception:  # noqa: BLE001 - unanswered, a picture would hold its place until the page gives it up
            _log.exception("a live picture or command")
            told = {"error": unforeseen(about)}
        if told is not None:  # what nobody waits for has nothing to say unless it failed
            await self._send(about | told)

    async def _send(self, told: Plain) -> None:
        if not self._left:
            with suppress(RuntimeError, OSError):  # the page left this very moment
                await self.send(text_data=to_json(told, inf_nan_mode="null").decode())

    def _of(self, person: Person) -> Running | Coaching:
        """What this socket works on."""
        return registry().of(person)

    def _person(self) -> Any:
        scope: Any = self.scope
        chosen = scope["session"].get(KEY)
        return next((p for p in everybody() if p.id == chosen), None)


class LiveCoachConsumer(LiveTestConsumer):
    """The same for a set before the camera."""

    def _of(self, person: Person) -> Running | Coaching:
        return registry().coach_of(person)
