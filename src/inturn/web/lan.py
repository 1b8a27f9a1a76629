"""The house's own network: this machine's address in it, and a certificate, because cameras need an encrypted page."""

import hashlib
import ipaddress
import os
import socket
import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from inturn.errors import SetupError

_VALID: Final = timedelta(days=365)
_RENEW_AFTER: Final = timedelta(days=300)
_SOMEWHERE: Final = ("10.255.255.255", 9)  # never reached: choosing a way there sends nothing


@dataclass(frozen=True, slots=True)
class Certificate:
    """Certificate and key as files, and the sum by which a person can tell it from a stranger's."""

    file: Path
    key: Path
    fingerprint: str


def own_address() -> str:
    """This machine's IPv4 address in the house. Raises SetupError where there is no private network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(_SOMEWHERE)
            found = str(asked.getsockname()[0])
        except OSError:
            found = "127.0.0.1"
    return private(found)


def private(address: str) -> str:
    """The address, where it is one inside a house. Raises SetupError for any other: never open to the internet."""
    known = ipaddress.ip_address(address)
    if known.is_loopback or known.is_unspecified:
        raise SetupError("This machine is in no network. Join the same Wi-Fi as the phone and start again.")
    if not known.is_private:
        raise SetupError(
            f"This machine's address {address} is reachable from the internet; Inturn does not open there. Use the app "
            "on this machine (without --lan), or join a home network."
        )
    return address


def certificate(folder: Path, address: str, now: datetime) -> Certificate:
    """The certificate for an address: the one kept in `folder`, or a new one, good for a year and for nothing else.

    Kept, so that a phone which trusted it once asks no second time. Its key never leaves the folder, and the authority
    that signed it is thrown away at once: nobody can make another one with it.
    """
    file, key = folder / f"lan-{address}.pem", folder / f"lan-{address}.key.pem"
    if not (file.exists() and key.exists()) or now.timestamp() - file.stat().st_mtime > _RENEW_AFTER.total_seconds():
        _make(file, key, address, now)
    der = ssl.PEM_cert_to_DER_cert(_first(file.read_text(encoding="ascii")))
    return Certificate(file, key, hashlib.sha256(der).digest().hex(":").upper())


def _first(chain: str) -> str:
    end = "-----END CERTIFICATE-----\n"
    return chain[: chain.index(end) + len(end)]


def _make(file: Path, key: Path, address: str, now: datetime) -> None:
    import trustme

    authority = trustme.CA(organization_name="Inturn on this machine", organization_unit_name="made at home")
    leaf = authority.issue_cert(
        address, common_name=address, not_before=now - timedelta(days=1), not_after=now + _VALID
    )
    write_private(key, leaf.private_key_pem.bytes())
    write_private(file, b"".join(blob.bytes() for blob in leaf.cert_chain_pems))


def write_private(file: Path, content: bytes) -> None:
    """Write a file that only this user can read, whole or not at all."""
    aside = file.with_name(f"{file.name}.part")
    aside.unlink(missing_ok=True)
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
    aside.replace(file)
