"""Live sockets know who opened them: the same cookie, the same door."""

from collections.abc import Awaitable, Callable
from http.cookies import SimpleCookie
from importlib import import_module
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings

from inturn.web.entering import KEY

Application = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


def with_session(app: Application) -> Application:
    """A socket whose scope has `session` (read only) as pages have it; closed where the browser has not come in."""

    async def inner(scope: dict[str, Any], receive: Any, send: Any) -> None:
        session = await sync_to_async(_session)(scope)
        if session.get(KEY) is not True:
            await receive()
            await send({"type": "websocket.close", "code": 4401, "reason": "closed"})
            return
        await app({**scope, "session": session}, receive, send)

    return inner


def _session(scope: dict[str, Any]) -> Any:
    told = next((value for name, value in scope["headers"] if name.lower() == b"cookie"), b"")
    cookie = SimpleCookie(told.decode("latin-1")).get(settings.SESSION_COOKIE_NAME)
    store = import_module(settings.SESSION_ENGINE).SessionStore(cookie.value if cookie else None)
    store.get(KEY)  # read from its file here, where reading may take its time
    return store
