"""`inturn serve` as a process: it calls nobody, ends politely, comes back as it was, and opens to a phone on demand."""

import hashlib
import re
import signal
import socket
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from inturn.errors import SetupError
from inturn.web.lan import own_address, private
from tests.e2e.web.served import Served, start
from tests.no_network import supported

ROOT = Path(__file__).resolve().parents[3]
PAGES = ("/", "/people/", "/understand/", "/phone/", "/api/people", "/api/openapi.json", "/static/css/inturn.css")
SILENT = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from tests.no_network import forbid_calling_out
forbid_calling_out()
from inturn.cli import main
main()
"""


def came_in(served: Served) -> requests.Session:
    """A script that came in by a link."""
    session = requests.Session()
    assert session.get(served.take_link(), timeout=60).status_code == 200
    return session


def test_it_calls_nobody_ends_politely_and_comes_back_as_it_was(tmp_path: Path) -> None:
    silent = ("-c", SILENT) if supported() else ("-m", "inturn")  # the kernel filter is for Linux
    first = start(tmp_path / "home", command=silent)
    try:
        session = came_in(first)
        for page in PAGES:
            assert session.get(f"{first.address}{page}", timeout=60).status_code == 200, page
    finally:
        printed = first.stop(signal.SIGINT)
    assert first.process.returncode == 0
    assert "What was entered is kept" in printed
    assert "Traceback" not in printed
    assert not (first.home / "web" / "errors.log").exists()
    for private_file in ("secret-key", "sessions", "incoming", "clips"):
        assert (first.home / "web" / private_file).stat().st_mode & 0o077 == 0

    second = start(tmp_path / "home", port=first.port)
    try:
        assert session.get(f"{first.address}/understand/", timeout=60).status_code == 200
        assert requests.get(f"{first.address}/understand/", timeout=60).status_code == 403
    finally:
        second.stop()


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(AssertionError, match=r"inturn: Port \d+ at 127.0.0.1 is taken. Is Inturn running already"):
            start(tmp_path / "home", port=taken.getsockname()[1])


def test_a_damaged_store_is_said_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "home" / "inturn.sqlite3"
    file.parent.mkdir()
    file.write_bytes(b"not a database, whatever its name says" * 100)
    with pytest.raises(AssertionError, match=r"inturn: .*inturn\.sqlite3") as said:
        start(tmp_path / "home")
    assert "Traceback" not in str(said.value)
    assert file.read_bytes().startswith(b"not a database")


def test_sockets_stand_behind_the_same_door(served: Served) -> None:
    url = f"{served.address.replace('http', 'ws')}/live/test/"
    session = came_in(served)
    cookie = {"Cookie": f"inturn_session={session.cookies['inturn_session']}"}
    for headers, origin in (({}, served.address), (cookie, "http://127.0.0.1:1"), (cookie, None)):
        with (
            pytest.raises((InvalidStatus, ConnectionClosed)),
            connect(url, origin=origin, additional_headers=headers) as live,
        ):
            live.recv(timeout=60)


@pytest.fixture(scope="module")
def in_a_house() -> str:
    """This machine's address in a private network; skipped where it is in none."""
    try:
        return own_address()
    except SetupError as why:
        pytest.skip(str(why))


@pytest.mark.parametrize(
    ("address", "fine"),
    [("192.168.1.7", True), ("10.0.0.3", True), ("172.16.3.4", True), ("8.8.8.8", False), ("127.0.0.1", False),
     ("0.0.0.0", False)],
)  # fmt: skip
def test_only_addresses_of_a_house_are_opened(address: str, fine: bool) -> None:
    if fine:
        assert private(address) == address
    else:
        with pytest.raises(SetupError):
            private(address)


def test_without_lan_only_this_machine_is_answered(served: Served, in_a_house: str) -> None:
    with pytest.raises(OSError, match="refused"), socket.create_connection((in_a_house, served.port), timeout=10):
        pass


def accepting(certificate: Path) -> requests.Session:
    """A phone whose owner went on past the warning: it trusts this one certificate."""
    trusting = ssl.create_default_context(cafile=certificate)
    trusting.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN

    class Trusting(HTTPAdapter):
        def init_poolmanager(self, *args: Any, **more: Any) -> Any:
            return super().init_poolmanager(*args, **more, ssl_context=trusting)

    phone = requests.Session()
    phone.mount("https://", Trusting())
    return phone


def test_a_phone_comes_in_by_the_code_over_an_encrypted_connection(
    serve: Callable[..., Served], in_a_house: str
) -> None:
    served = serve(None, "--lan")
    link = served.printed(rf"https://{re.escape(in_a_house)}:\d+/enter\?key=\S+\n").strip()
    shown = served.printed(r"(?:[0-9A-F]{2}:){31}[0-9A-F]{2}")
    printed = served.output.read_text()
    assert "not private" in printed
    assert "trust without asking" in printed
    pem = ssl.get_server_certificate((in_a_house, served.port))
    assert hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).digest().hex(":").upper() == shown

    certificate = next((served.home / "web").glob(f"lan-{in_a_house}.pem"))
    assert (served.home / "web" / f"lan-{in_a_house}.key.pem").stat().st_mode & 0o077 == 0
    phone = accepting(certificate)
    assert phone.get(link, timeout=60).status_code == 200
    assert all(cookie.secure for cookie in phone.cookies)
    assert accepting(certificate).get(link, timeout=60).status_code == 403

    page = came_in(served).get(f"{served.address}/phone/", timeout=60).text
    fresh = next(re.finditer(rf"https://{re.escape(in_a_house)}:\d+/enter\?key=[\w-]+", page)).group()
    assert fresh != link
    assert shown in re.sub(r"</code> <code>", "", page)  # in pieces, for a narrow page
    assert "<svg" in page
    assert accepting(certificate).get(fresh, timeout=60).status_code == 200
