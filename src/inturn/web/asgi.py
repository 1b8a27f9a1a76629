"""The app as one ASGI callable: Django's pages and the live sockets, behind the guard."""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from inturn.store.boot import boot
from inturn.web.configuration import web_settings
from inturn.web.desk import Desk, now

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def make_ready(desk: Desk) -> None:
    """Set Django up for the pages and open the store. Once in a process."""
    import django
    from django.conf import settings

    for name in ("", "sessions", "incoming", "clips"):
        # what is kept is nobody else's business
        (desk.folder / name).mkdir(parents=True, exist_ok=True, mode=0o700)
    settings.configure(**web_settings(desk))
    django.setup(set_prefix=False)
    boot(desk.settings.database_url)
    from django.contrib.sessions.backends.file import SessionStore

    SessionStore.clear_expired()


def application(desk: Desk) -> Application:
    """Everything that a server must call, once all is made ready. Loads what pages and sockets need: seconds."""
    desk.clips.resume(desk.folder / "clips", desk.programme, now())
    from channels.routing import ProtocolTypeRouter, URLRouter
    from django.core.handlers.asgi import ASGIHandler

    from inturn.web.guard import guarded
    from inturn.web.live.routing import websocket_urlpatterns
    from inturn.web.sockets import with_session

    sockets: Any = with_session(cast("Any", URLRouter)(websocket_urlpatterns))
    return guarded(cast("Any", ProtocolTypeRouter)({"http": ASGIHandler(), "websocket": sockets}), desk.hosts)
