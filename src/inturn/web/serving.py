"""The app served: on this machine only, and with `lan` to a phone in the same house, encrypted."""

import asyncio
import contextlib
import secrets
import socket
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from inturn.errors import SetupError
from inturn.programme.hip_internal_rotation import Programme
from inturn.settings import Settings
from inturn.web.desk import Desk
from inturn.web.doors import FOR, Doors
from inturn.web.lan import Certificate, certificate, own_address, write_private

PORT: Final = 8765
LOOPBACK: Final = "127.0.0.1"
LARGEST_MESSAGE_BYTES: Final = 2_000_000
"""Of a live socket: a picture of 640 pixels is a tenth of it."""


@dataclass(frozen=True, slots=True)
class Served:
    """An app about to be served: its desk, its sockets, and the links that let a browser in."""

    desk: Desk
    here: socket.socket
    link: str
    there: socket.socket | None = None
    certificate: Certificate | None = None
    phone_link: str | None = None

    @property
    def origin(self) -> str:
        """Address on this machine, without a slash at its end."""
        return self.link.partition("/enter")[0]


def prepare(settings: Settings, programme: Programme, port: int | None, lan: bool, now: datetime) -> Served:
    """Take the port (None = the usual one, or any that is free), and make the secrets; nothing answers yet.

    Raises SetupError where a port is taken or there is no private network.
    """
    folder = settings.data_folder / "web"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    here = _listen(LOOPBACK, port)
    number = here.getsockname()[1]
    doors = Doors()
    desk = Desk(settings, programme, doors, _secret(folder))
    if not lan:
        return Served(desk, here, f"http://{LOOPBACK}:{number}/enter?key={doors.new()}")
    address = own_address()
    shown = certificate(folder, address, now)
    origin = f"https://{address}:{number}"
    desk = replace(desk, lan=origin, fingerprint=shown.fingerprint, hosts=(*desk.hosts, address))
    return Served(
        desk,
        here,
        f"http://{LOOPBACK}:{number}/enter?key={doors.new()}",
        _listen(address, number),
        shown,
        f"{origin}/enter?key={doors.new(now + FOR)}",
    )


def serve(served: Served, ready: Callable[[], None]) -> None:
    """Serve until a signal ends it.

    `ready` is called as soon as the store is open: who comes then waits the two seconds that loading the pages takes,
    about as long as a browser takes to open. Raises StoreError before that.
    """
    from inturn.web.asgi import application, make_ready

    make_ready(served.desk)
    ready()
    app = application(served.desk)
    servers = [(_server(app), served.here)]
    if served.there is not None and served.certificate is not None:
        pair = served.certificate
        servers.append((_server(app, ssl_certfile=pair.file, ssl_keyfile=pair.key), served.there))
    try:
        asyncio.run(_together(servers))
    finally:
        served.desk.clips.stop()


async def _together(servers: list[tuple[Any, socket.socket]]) -> None:
    """All servers, until the first one is told to end."""
    running = [asyncio.create_task(server.serve(sockets=[taken])) for server, taken in servers]
    try:
        await running[0]
    finally:
        for server, _ in servers:
            server.should_exit = True
        await asyncio.gather(*running, return_exceptions=True)


def _server(app: Any, **encrypted: Any) -> Any:
    import uvicorn

    class Server(uvicorn.Server):
        """Leaves signals alone where there is a first server that listens to them."""

        @contextlib.contextmanager
        def capture_signals(self) -> Generator[None, None, None]:
            if encrypted:
                yield
                return
            with super().capture_signals():
                yield

    config = uvicorn.Config(
        app,
        interface="asgi3",
        lifespan="off",
        ws="websockets-sansio",
        ws_max_size=LARGEST_MESSAGE_BYTES,
        ws_per_message_deflate=False,  # pictures are compressed already
        proxy_headers=False,
        server_header=False,
        access_log=False,  # links hold secrets
        log_config=None,
        timeout_graceful_shutdown=2,
        **encrypted,
    )
    return Server(config)


def _listen(address: str, port: int | None) -> socket.socket:
    wanted = [PORT, 0] if port is None else [port]
    for number in wanted:
        taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        with contextlib.suppress(OSError, AttributeError):
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((address, number))
            taken.listen(128)
        except OSError:
            taken.close()
            continue
        taken.setblocking(False)
        return taken
    raise SetupError(f"Port {wanted[0]} at {address} is taken. Is Inturn running already? Or choose another: --port N.")


def _secret(folder: Path) -> str:
    """The key that signs cookies, kept so that a restart asks nobody to come in again."""
    file = folder / "secret-key"
    with contextlib.suppress(OSError):
        kept = file.read_text(encoding="ascii")
        if len(kept) >= 50:
            return kept
    made = secrets.token_urlsafe(50)
    write_private(file, made.encode())
    return made
