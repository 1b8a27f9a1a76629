"""Opening the store, by entry points only. The one place with global state, because Django's model layer has one."""

import sqlite3
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final, cast

from inturn.errors import SetupError
from inturn.store import sqlite
from inturn.store.trouble import told_plainly

APPS: Final[tuple[str, ...]] = ("inturn.store",)
"""The one list of Django apps that keep something, for the command line and for pages alike."""
PAGE_APPS: Final[tuple[str, ...]] = (
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "inturn.web",
)
"""Apps that only pages need, without any table: the command line does not load them."""

_RETRY_S: Final = 0.05
_opened: list[Path] = []


def boot(database_url: str) -> None:
    """Open the store of this process, made or brought up to date first where needed.

    Quick where the tables are current: Django itself is loaded by the first write (`ready`). A second call opens
    another store. Raises StoreError where the database is damaged, newer, of another program, or cannot be written.
    """
    file = sqlite.path_of(database_url)
    with told_plainly(file):
        # what is kept is nobody else's business
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    state = sqlite.inspect(file)
    _opened[:] = [file]
    if state is not sqlite.State.CURRENT:
        _migrate(file)


def database_file() -> Path:
    """The database that `boot` opened. Raises SetupError before that."""
    if not _opened:
        raise SetupError("The store was not opened: call inturn.store.boot.boot first.")
    return _opened[0]


def django_settings(file: Path) -> dict[str, Any]:
    """What Django must be told of the store; pages add their own to it."""
    options = {
        "timeout": sqlite.WAIT_S,
        "transaction_mode": "IMMEDIATE",  # a writer waits at the beginning and cannot fail half-way for another one
        "init_command": ";".join(f"PRAGMA {pragma}" for pragma in sqlite.PRAGMAS),
    }
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": options}
    return {"INSTALLED_APPS": list(APPS), "DATABASES": {"default": database}, "USE_TZ": True}


def ready() -> None:
    """Load Django's model layer for the open store; the first call takes a few tenths of a second."""
    from django.apps import apps
    from django.conf import settings

    file = database_file()
    if not settings.configured:
        settings.configure(**django_settings(file))
    if not apps.ready:
        apps.populate(settings.INSTALLED_APPS)
    _point_django_at(file)


def _point_django_at(file: Path) -> None:
    from django.db import connection

    if connection.settings_dict["NAME"] != str(file):
        connection.close()
        connection.settings_dict["NAME"] = str(file)


def one_transaction() -> AbstractContextManager[None]:
    """All of the block or nothing, begun with the right to write and on the disk for good when it ends."""
    from django.db import transaction

    return cast("AbstractContextManager[None]", transaction.atomic(durable=True))


def close() -> None:
    """Let go of the database; nothing is lost by not calling it."""
    if "django.db" in sys.modules:
        from django.conf import settings
        from django.db import connection

        if settings.configured:
            connection.close()


def _migrate(file: Path) -> None:
    """Make or renew the tables, whole or not at all; of two processes one does it and the other one waits."""
    with told_plainly(file):
        write_ahead(file)
        ready()
        from django.db import connection
        from django.db.migrations.executor import MigrationExecutor

        # Rebuilding a table needs foreign keys off, and that can only be said outside a transaction.
        connection.disable_constraint_checking()
        try:
            with one_transaction(), connection.cursor() as cursor:
                executor = MigrationExecutor(connection)
                executor.migrate(executor.loader.graph.leaf_nodes())
                connection.check_constraints()
                cursor.execute(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
                cursor.execute(f"PRAGMA user_version = {sqlite.SCHEMA_VERSION}")
        finally:
            connection.close()


def write_ahead(file: Path) -> None:
    """Switch the file to a write-ahead log, once and for good. SQLite does not wait for others here, so we do."""
    until = time.monotonic() + sqlite.WAIT_S
    while True:
        with sqlite.opened(file, "rwc") as db:
            try:
                db.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
        time.sleep(_RETRY_S)
