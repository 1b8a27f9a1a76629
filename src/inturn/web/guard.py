"""Refusals before anything else runs: a foreign name or page in the request, or a body nobody sends in earnest."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Final
from urllib.parse import urlsplit

from inturn.web.configuration import LARGEST_CLIP_BYTES
from inturn.web.headers import POLICY

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

_ELSEWHERE: Final = frozenset({"cross-site", "same-site"})  # "same-site" is also another port of this machine
LARGEST_BODY_BYTES = LARGEST_CLIP_BYTES + 1_000_000
"""A clip and the words that are sent with it."""
_PAGE: Final = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Refused</title></head>
<body><main><h1>Refused</h1><p>{}</p></main></body></html>"""
FOREIGN_HOST: Final = "Inturn answers only at the address that it printed when it was started. Open that one."
FOREIGN_PAGE: Final = "Another page asked for this. Open Inturn itself and do it there."
TOO_LARGE: Final = (
    f"What was sent is larger than {LARGEST_CLIP_BYTES // 1_000_000} MB. A clip: a test takes two or three minutes, so "
    "film in 1080p or 720p, or cut the clip, and send it again. A backup: stop Inturn and type `inturn restore FILE`. "
    "Nothing was kept or changed."
)


def guarded(app: Application, hosts: Iterable[str]) -> Application:
    """The app behind refusals.

    Host must be one of `hosts` (another name that leads to this machine may be an attack by a name server); Origin,
    where the browser tells one, must be the host itself; a body that says it is too large is not read.
    """
    names = frozenset(host.strip("[]") for host in hosts)

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        refusal = _refusal(scope, names) if scope["type"] in {"http", "websocket"} else None
        if refusal is None:
            await _counted(app, scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 4403, "reason": "foreign"})
        else:
            await _answer(send, *refusal)

    return inner


class _TooLargeError(Exception):
    """More came than was told."""


async def _counted(app: Application, scope: Scope, receive: Receive, send: Send) -> None:
    """The app, ended where a body without a told length grows too large."""
    came = 0

    async def counting() -> dict[str, Any]:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > LARGEST_BODY_BYTES:
            raise _TooLargeError
        return message

    try:
        await app(scope, counting if scope["type"] == "http" else receive, send)
    except _TooLargeError:
        await _answer(send, 413, TOO_LARGE)


def _refusal(scope: Scope, names: frozenset[str]) -> tuple[int, str] | None:
    headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
    host = headers.get(b"host", "")
    if _name(f"//{host}") not in names:
        return 400, FOREIGN_HOST
    origin = headers.get(b"origin")
    if origin is not None and urlsplit(origin).netloc.casefold() != host.casefold():
        return 403, FOREIGN_PAGE
    if origin is None and scope["type"] == "websocket":
        return 403, FOREIGN_PAGE  # every browser tells where a socket comes from
    if headers.get(b"sec-fetch-site") in _ELSEWHERE and headers.get(b"sec-fetch-mode") != "navigate":
        return 403, FOREIGN_PAGE
    length = headers.get(b"content-length", "0")
    if not length.isdigit() or len(length) > 12 or int(length) > LARGEST_BODY_BYTES:
        return 413, TOO_LARGE
    return None


def _name(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""


async def _answer(send: Send, status: int, sentence: str) -> None:
    body = _PAGE.format(sentence).encode()
    headers = {
        "content-type": "text/html; charset=utf-8", "content-length": str(len(body)), "connection": "close",
        "content-security-policy": POLICY, "x-content-type-options": "nosniff",
    }  # fmt: skip
    pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": body})
