"""Tables, models, migrations and readers agree; the reading path stays light."""

import subprocess
import sys
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest

from inturn.errors import SetupError
from inturn.store import boot, load, repositories, sqlite
from inturn.store import repositories as kept
from inturn.store.check import check
from tests.unit.store.conftest import url
from tests.unit.store.kept import NOW, note, small_history


def test_migrations_hold_every_change_of_the_models(database: Path) -> None:
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
    names = [p.name for p in resources.files("inturn.store.migrations").iterdir() if p.name[:4].isdigit()]
    assert len(names) == sqlite.SCHEMA_VERSION


def test_the_header_names_us_and_the_version(database: Path) -> None:
    with sqlite.opened(database) as db:
        assert sqlite.state_of(db, database) is sqlite.State.CURRENT
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("PRAGMA synchronous").fetchone() == (2,)
        assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert db.execute("PRAGMA secure_delete").fetchone() == (1,)


def test_django_writes_under_the_same_pragmas(database: Path) -> None:
    boot.ready()
    from django.db import connection

    with connection.cursor() as cursor:
        seen = {
            p: cursor.execute(f"PRAGMA {p}").fetchone()[0] for p in ("synchronous", "foreign_keys", "secure_delete")
        }
    assert seen == {"synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    assert connection.transaction_mode == "IMMEDIATE"


def test_a_store_of_the_first_version_is_brought_along(database: Path) -> None:
    first = replace(small_history(), notes=())
    kept.add_history(first, NOW)
    from django.core.management import call_command

    call_command("migrate", "store", "0001", verbosity=0)
    boot.close()
    with sqlite.opened(database) as db:
        db.execute("PRAGMA user_version = 1")
        assert db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'note'").fetchone() == (0,)
    boot.boot(url(database))
    assert kept.history("ada") == first
    kept.add_note(note(), NOW)
    assert kept.history("ada").notes == (note(),)
    assert check(url(database)).found == ()


def test_readers_name_every_column_of_every_model(database: Path) -> None:
    boot.ready()
    from django.apps import apps

    models = {m._meta.db_table: {f.column for f in m._meta.fields} for m in apps.get_app_config("store").get_models()}
    # what a reader need not see: row numbers, the link to the person, the key of a name, the place that orders parts
    unseen = {"seq", "person_id", "name_key", "place"}
    assert {t: set(c) - unseen for t, c in load.COLUMNS.items()} == {t: c - unseen for t, c in models.items()}


def test_reading_loads_neither_django_nor_numpy_nor_xarray(database: Path) -> None:
    boot.close()
    script = f"""
import sys
from inturn.store import boot, repositories
boot.boot({url(database)!r})
repositories.people()
heavy = [m for m in ("django", "numpy", "xarray", "scipy", "pydantic") if m in sys.modules]
assert not heavy, heavy
"""
    run = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_every_listed_call_is_there_and_described() -> None:
    for name in repositories.__all__:
        assert getattr(repositories, name).__doc__, name


def test_a_store_must_be_opened_first_and_be_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boot, "_opened", [])
    with pytest.raises(SetupError, match="not opened"):
        repositories.people()
    with pytest.raises(SetupError, match="sqlite:///"):
        boot.boot("postgres://server/inturn")


def test_the_folder_is_private(database: Path) -> None:
    assert database.parent.stat().st_mode & 0o077 == 0


def test_opening_again_is_opening(database: Path) -> None:
    before = database.read_bytes()
    boot.boot(url(database))
    assert database.read_bytes() == before
