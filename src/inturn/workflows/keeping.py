"""What is kept as a whole: copied away, brought back, looked through."""

from datetime import datetime
from pathlib import Path

from inturn.store import backup as backups
from inturn.store import check as checks
from inturn.store import restore as restoring


def back_up(database_url: str, target: Path, now: datetime) -> backups.BackedUp:
    """Write everything kept to one file. Raises NotKeptError, DamagedError, OutputError."""
    return backups.backup(database_url, target, now)


def bring_back(database_url: str, source: Path, now: datetime) -> restoring.Restored:
    """Put a backup in the place of everything kept. Raises InputError, NewerError, StoreError."""
    return restoring.restore(database_url, source, now)


def look_through(database_url: str) -> checks.Checked:
    """Look everything kept through, changing nothing. Raises NotKeptError, NewerError, StoreError."""
    return checks.check(database_url)
