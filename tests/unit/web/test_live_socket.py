"""The guided test's socket: pictures that come too fast or fail, pages that take the test from one another."""

import asyncio
import json
import threading
from collections.abc import Generator
from types import SimpleNamespace
from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator

from inturn.errors import OutputError
from inturn.training.records import Person
from inturn.web.desk import Desk
from inturn.web.live import consumer as sockets
from inturn.web.live import running as runnings
from inturn.web.live.work import UNREAD
from inturn.web.people import KEY
from tests.unit.web.test_live import broken


class Slow:
    """A test whose pictures take as long as the test of it says."""

    def __init__(self) -> None:
        self.person = None
        self.owner: object | None = None
        self.worker = runnings.ThreadPoolExecutor(1)
        self.go = threading.Event()
        self.seen: list[float] = []
        self.due = False

    def settle(self) -> None:
        pass

    def command(self, text: str) -> dict[str, Any]:
        return {"guide": json.loads(text)}

    def picture(self, time_s: float, body: bytes) -> dict[str, Any]:  # noqa: ARG002
        self.go.wait(20)
        self.seen.append(time_s)
        return {"guide": {}}


@pytest.fixture
def slow(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Generator[Slow]:
    made = Slow()
    monkeypatch.setattr(sockets, "registry", lambda: SimpleNamespace(of=lambda _: made))
    yield made
    made.worker.shutdown()


WAIT_S = 30.0


class Page:
    """The page's end of a socket."""

    def __init__(self, person: Person | None) -> None:
        session = {} if person is None else {KEY: person.id}
        scope = {"type": "websocket", "path": "/live/test/", "headers": [], "subprotocols": [], "session": session}
        self._app = ApplicationCommunicator(sockets.LiveTestConsumer.as_asgi(), scope)

    async def connect(self) -> None:
        await self._app.send_input({"type": "websocket.connect"})
        assert (await self._app.receive_output(WAIT_S))["type"] == "websocket.accept"

    async def say(self, told: str | bytes) -> None:
        kind = "text" if isinstance(told, str) else "bytes"
        await self._app.send_input({"type": "websocket.receive", kind: told})

    async def hear(self) -> Any:
        return json.loads((await self._app.receive_output(WAIT_S))["text"])

    async def closed(self) -> int:
        told = await self._app.receive_output(WAIT_S)
        assert told["type"] == "websocket.close"
        return int(told["code"])

    async def leave(self) -> None:
        await self._app.send_input({"type": "websocket.disconnect", "code": 1001})
        await self._app.wait(WAIT_S)


async def begun(person: Person) -> Page:
    """A page whose test has begun."""
    page = Page(person)
    await page.connect()
    await page.say('{"do":"begin"}')
    assert "guide" in await page.hear()
    return page


def shown(number: int) -> bytes:
    return sockets.HEAD.pack(float(number), number) + b"picture"


def test_a_number_that_is_none_leaves_the_answer_readable(
    slow: Slow, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page cannot read "NaN", and would be without its answer."""
    monkeypatch.setattr(slow, "picture", lambda *_: {"degrees": float("nan"), "sd": 2.5})

    async def work() -> None:
        page = await begun(person)
        await page.say(shown(7))
        assert await page.hear() == {"frame": 7, "degrees": None, "sd": 2.5}

    asyncio.run(work())


def test_of_pictures_that_come_too_fast_the_newest_is_looked_at(slow: Slow, person: Person) -> None:
    async def work() -> None:
        page = await begun(person)
        for number in range(1, 6):
            await page.say(shown(number))
        dropped = [await page.hear() for _ in range(3)]
        assert [d["frame"] for d in dropped] == [2, 3, 4]
        assert all(d["dropped"] for d in dropped)
        slow.go.set()
        assert [(await page.hear())["frame"] for _ in range(2)] == [1, 5]
        assert slow.seen == [1.0, 5.0]
        await page.leave()
        assert slow.owner is None

    asyncio.run(work())


def test_a_picture_that_breaks_something_is_answered_and_the_next_one_is_looked_at(
    slow: Slow, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = slow.picture

    def picture(time_s: float, jpeg: bytes) -> dict[str, Any]:
        if time_s == 1.0:
            broken()
        return looked_at(time_s, jpeg)

    async def work() -> None:
        monkeypatch.setattr(slow, "picture", picture)
        slow.go.set()
        page = await begun(person)
        await page.say(shown(1))
        assert await page.hear() == {"frame": 1, "error": UNREAD}
        await page.say(shown(2))
        assert (await page.hear())["frame"] == 2
        await page.leave()

    asyncio.run(work())


def test_what_nobody_waits_for_is_done_once_the_picture_is_answered(
    slow: Slow, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def settle() -> None:
        slow.due = False
        done.append("aside")
        raise OutputError("No room is left.")

    async def work() -> None:
        monkeypatch.setattr(slow, "settle", settle)
        slow.go.set()
        page = await begun(person)
        for number in (1, 2):
            slow.due = number == 1
            await page.say(shown(number))
            assert (await page.hear())["frame"] == number
            if number == 1:
                assert await page.hear() == {"error": "No room is left."}
        await page.leave()

    asyncio.run(work())
    assert done == ["aside"]


def test_of_two_pages_the_one_that_began_last_has_the_test(slow: Slow, person: Person) -> None:
    async def work() -> None:
        one, two = Page(person), Page(person)
        for page in (one, two):
            await page.connect()
            await page.say('{"do":"begin","go_on":true}')
            assert "guide" in await page.hear()
        assert await one.hear() == {"elsewhere": True}
        assert await one.closed() == sockets.ELSEWHERE
        slow.go.set()
        await two.say(shown(1))
        assert (await two.hear())["frame"] == 1
        await two.leave()

    asyncio.run(work())


def test_a_test_put_aside_to_make_room_is_found_again(
    slow: Slow, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work() -> None:
        page = Page(person)
        await page.connect()
        fresh = Slow()
        slow.worker.shutdown()
        monkeypatch.setattr(sockets, "registry", lambda: SimpleNamespace(of=lambda _: fresh))
        await page.say('{"do":"begin"}')
        assert (await page.hear())["gone"]
        await page.say('{"do":"begin","go_on":true}')
        assert (await page.hear())["guide"]["go_on"]
        await page.leave()
        fresh.worker.shutdown()

    asyncio.run(work())


def test_a_page_that_posts_its_pictures_takes_the_test_from_a_socket(slow: Slow, person: Person) -> None:
    async def work() -> None:
        page = await begun(person)
        slow.owner = "a page that posts"
        await page.say(shown(1))
        assert await page.hear() == {"elsewhere": True}
        assert await page.closed() == sockets.ELSEWHERE
        assert slow.seen == []

    asyncio.run(work())


def test_a_browser_without_a_person_is_turned_away(slow: Slow) -> None:
    async def work() -> None:
        page = Page(None)
        await page.connect()
        assert await page.closed() == sockets.NOBODY

    asyncio.run(work())
