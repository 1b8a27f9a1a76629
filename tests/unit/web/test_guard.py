"""The guard before everything else: foreign names, foreign pages, bodies nobody sends in earnest; and the headers."""

import asyncio
from typing import Any

import pytest
from django.test import Client

from inturn.web.configuration import LARGEST_CLIP_BYTES
from inturn.web.guard import guarded

HOSTS = ("127.0.0.1", "localhost", "[::1]", "192.168.1.7")


def ask(
    kind: str = "http", body: tuple[bytes, ...] = (b"",), **headers: str
) -> tuple[list[dict[str, Any]], list[bytes]]:
    """What is sent back, and the body that the app behind the guard read."""
    sent: list[dict[str, Any]] = []
    read: list[bytes] = []
    waiting = [{"type": "http.request", "body": b, "more_body": i < len(body) - 1} for i, b in enumerate(body)]
    if kind == "websocket":
        waiting = [{"type": "websocket.connect"}]

    async def app(_: Any, receive: Any, send: Any) -> None:
        while True:
            message = await receive()
            read.append(message.get("body", b""))
            if not message.get("more_body"):
                break
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive() -> dict[str, Any]:
        return waiting.pop(0)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    named = {"host": "127.0.0.1:8765"} | {k.replace("_", "-"): v for k, v in headers.items()}
    pairs = [(name.encode(), value.encode("latin-1")) for name, value in named.items()]
    scope = {"type": kind, "headers": pairs, "path": "/", "method": "POST"}
    asyncio.run(guarded(app, HOSTS)(scope, receive, send))
    return sent, read


def status(sent: list[dict[str, Any]]) -> int:
    """The answer's status."""
    return sent[0]["status"]


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "[::1]:8765", "192.168.1.7:8765", "localhost."])
def test_our_own_names_pass(host: str) -> None:
    sent, _ = ask(host=host, origin=f"http://{host}")
    assert status(sent) == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.2", "", "user@evil.example", "[::1", "192.168.1.8:8765"]
)
def test_foreign_names_are_refused(host: str) -> None:
    sent, read = ask(host=host)
    assert status(sent) == 400
    assert read == []


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:9999", "http://localhost:8765", "x"]
)
def test_foreign_pages_are_refused(origin: str) -> None:
    sent, read = ask(origin=origin)
    assert status(sent) == 403
    assert read == []


def test_a_picture_on_a_foreign_page_is_refused_but_a_link_on_one_is_followed() -> None:
    assert status(ask(sec_fetch_site="cross-site", sec_fetch_mode="no-cors")[0]) == 403
    assert status(ask(sec_fetch_site="same-site", sec_fetch_mode="no-cors")[0]) == 403
    assert status(ask(sec_fetch_site="cross-site", sec_fetch_mode="navigate")[0]) == 200
    assert status(ask(sec_fetch_site="same-origin", sec_fetch_mode="cors")[0]) == 200


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null"])
def test_sockets_of_foreign_pages_are_closed(origin: str | None) -> None:
    sent, _ = ask("websocket", **({} if origin is None else {"origin": origin}))
    assert sent == [{"type": "websocket.close", "code": 4403, "reason": "foreign"}]


@pytest.mark.parametrize("length", [str(2_000_000_000), "-1", "many", "9" * 400])
def test_a_body_that_says_it_is_too_large_is_not_read(length: str) -> None:
    sent, read = ask(content_length=length)
    assert status(sent) == 413
    assert b"larger than 500 MB" in sent[1]["body"]
    assert read == []


def test_a_body_that_turns_out_too_large_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inturn.web.guard.LARGEST_BODY_BYTES", 10)
    sent, read = ask(body=(b"12345", b"67890", b"1", b"2"))
    assert status(sent) == 413
    assert read == [b"12345", b"67890"]


def test_a_clip_of_the_largest_size_passes() -> None:
    assert status(ask(content_length=str(LARGEST_CLIP_BYTES))[0]) == 200


def test_every_answer_has_the_strict_headers(browser: Client, client: Client) -> None:
    for one in (browser.get("/"), client.get("/"), client.get("/no-such/"), client.get("/static/css/inturn.css")):
        policy = dict(part.split(" ", 1) for part in one.headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
        assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
        assert "unsafe" not in str(policy)
        assert one.headers["X-Content-Type-Options"] == "nosniff"
        assert one.headers["Referrer-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in one.headers
    assert client.get("/").headers["Cache-Control"] == "no-store"


def test_a_form_from_elsewhere_changes_nothing(browser: Client, desk: Any) -> None:
    browser.get("/enter", {"key": desk.doors.new()})
    assert browser.post("/people/demo/").status_code == 403
    assert client_people(browser) == []


def client_people(browser: Client) -> list[Any]:
    """Everybody, as the API tells."""
    return browser.get("/api/people").json()


@pytest.mark.parametrize(
    "path",
    ["/static/../web/secret-key", "/static/..%2f..%2fsecret-key", "/static//etc/passwd", "/clip/../../secret-key/",
     "/clip/..%2f..%2fsecret-key/", "/tests/..%2f..%2finturn.sqlite3/", "/progress/files/..%2f..%2finturn.sqlite3"],
)  # fmt: skip
def test_no_address_leads_out_of_the_app(cleared: Client, path: str) -> None:
    assert cleared.get(path).status_code in {302, 404}
    answer = cleared.get(path, follow=True)
    assert answer.status_code in {200, 404}
    assert b"SQLite format" not in answer.getvalue()
    assert b"root:" not in answer.getvalue()


def test_the_key_and_the_sessions_are_this_users_alone(desk: Any, client: Client) -> None:
    for file in (desk.folder / "sessions").iterdir():
        assert file.stat().st_mode & 0o077 == 0
    assert len(list((desk.folder / "sessions").iterdir())) == 1
