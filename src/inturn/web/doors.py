"""One-time secrets that let a browser in: on the printed link, and in the QR code for a phone.

Without one, any other user of this machine could open the app at its port.
"""

import hashlib
import secrets
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

FOR: Final = timedelta(minutes=15)
"""How long the secret of a QR code can be used."""


@dataclass(frozen=True, slots=True)
class Doors:
    """Secrets that were handed out and not yet used; kept in memory as sums only, so they end with the process."""

    _open: dict[str, datetime | None] = field(default_factory=dict[str, datetime | None])
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def new(self, until: datetime | None = None) -> str:
        """A new secret, good for one use, until a moment (None: as long as the app runs)."""
        secret = secrets.token_urlsafe(24)
        with self._lock:
            self._open[_sum(secret)] = until
        return secret

    def use(self, secret: str, now: datetime) -> bool:
        """True once for a secret that was handed out and is still good."""
        with self._lock:
            for key, until in list(self._open.items()):
                if until is not None and until <= now:
                    del self._open[key]
            return self._open.pop(_sum(secret), now) is not now


def _sum(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
