"""Killed, crowded out, out of room, not allowed: nothing acknowledged is lost, and each is one clear sentence.

Real processes are killed and real limits are met; nothing here waits for a clock.
"""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from inturn.errors import DamagedError, NewerError, StoreError
from inturn.store import boot, sqlite
from inturn.store import repositories as kept
from inturn.store.backup import backup
from inturn.store.check import check
from inturn.store.forget import forget
from inturn.store.recordings import keep_recording
from inturn.store.restore import restore
from tests.unit.store.conftest import url
from tests.unit.store.kept import NOW, pain, person, screening, session, small_history

ROOT = Path(__file__).resolve().parents[3]
HEAD = """
import sys
sys.path.insert(0, {root!r})
from dataclasses import replace
from inturn.errors import InturnError
from inturn.store import boot, repositories as kept
from tests.unit.store.kept import *
"""


def child(script: str) -> subprocess.Popen[str]:
    """A Python process of its own; its words come line by line."""
    text = HEAD.format(root=str(ROOT)) + script
    return subprocess.Popen([sys.executable, "-W", "error", "-c", text], text=True, stdout=subprocess.PIPE)


def said(process: subprocess.Popen[str]) -> list[str]:
    """Everything a process says until it ends well."""
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0, out
    return out.split()


KILL = "import os, signal\ndie = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)\n"


def killed(script: str) -> None:
    """Run a process that kills itself."""
    with child(KILL + script) as process:
        assert process.wait(timeout=60) == -signal.SIGKILL


@pytest.mark.parametrize("acknowledged", [1, 60, 140])
def test_killed_during_200_writes_nothing_acknowledged_is_lost(database: Path, acknowledged: int) -> None:
    kept.add_person(person(), NOW)
    kept.add_screening(screening(), NOW)
    boot.close()
    writer = child(f"""
boot.boot({url(database)!r})
for i in range(100):
    kept.add_pain(pain(f"pain-{{i}}"), NOW)
    print(f"pain-{{i}}", flush=True)
    whole = session(f"session-{{i}}")
    kept.start_session(whole, NOW)
    print(f"session-{{i}}", flush=True)
""")
    with writer:
        assert writer.stdout is not None
        told = [writer.stdout.readline().strip() for _ in range(acknowledged)]
        writer.kill()
        # what was acknowledged up to the very end counts too
        told += writer.stdout.read().split()
    assert writer.returncode == -signal.SIGKILL
    assert acknowledged <= len(told) < 200
    boot.boot(url(database))
    history = kept.history("ada")
    found = {p.id for p in history.pain} | {s.id for s in history.sessions}
    assert set(told) <= found
    assert len(found) <= len(told) + 1
    # no session is there by half
    assert all(s.sets == session().sets for s in history.sessions)
    assert check(url(database)).found == ()
    kept.add_pain(pain("after"), NOW)
    assert "after" in {p.id for p in kept.history("ada").pain}


def test_killed_while_keeping_a_recording_only_a_left_over_stays(database: Path, tmp_path: Path) -> None:
    big = tmp_path / "big.nc"
    big.write_bytes(b"k" * 3_000_000)
    killed(f"""
boot.boot({url(database)!r})
# the moment before the rename: the file is written, its name is not
from pathlib import Path
Path.replace = die
kept.keep_recording(Path({str(big)!r}))
""")
    assert [one.code for one in check(url(database)).found] == ["left_over"]
    name = keep_recording(big)
    assert kept.recording_path(name).read_bytes() == big.read_bytes()


def test_killed_while_the_tables_are_made_the_next_one_makes_them(tmp_path: Path) -> None:
    file = tmp_path / "data" / "inturn.sqlite3"
    killed(f"""
from django.db.backends.base.base import BaseDatabaseWrapper
BaseDatabaseWrapper.check_constraints = die
from django.db.backends.sqlite3.base import DatabaseWrapper
DatabaseWrapper.check_constraints = die
boot.boot({url(file)!r})
""")
    boot.boot(url(file))
    kept.add_history(small_history(), NOW)
    assert check(url(file)).found == ()


@pytest.mark.parametrize("moment", ["_look_through", "_put_recordings", "_change_over", "_remove_others"])
def test_killed_during_restore_the_old_or_the_new_is_whole(database: Path, tmp_path: Path, moment: str) -> None:
    kept.add_history(small_history(), NOW)
    archive = tmp_path / "all.zip"
    backup(url(database), archive, NOW)
    kept.add_pain(pain("later"), NOW)
    later = kept.history("ada")
    boot.close()
    killed(f"""
from pathlib import Path
from inturn.store import restore
restore.{moment} = die
restore.restore({url(database)!r}, Path({str(archive)!r}), NOW)
""")
    boot.boot(url(database))
    assert kept.history("ada") == (small_history() if moment == "_remove_others" else later)
    assert [one.code for one in check(url(database)).found] == ["left_over"]
    restore(url(database), archive, NOW)
    assert kept.history("ada") == small_history()


@pytest.mark.parametrize(("moment", "still_there"), [("_remove", True), ("_scrub", False)])
def test_killed_while_forgetting_one_is_still_listed_or_gone(
    database: Path, tmp_path: Path, moment: str, still_there: bool
) -> None:
    kept.add_history(small_history(), NOW)
    boot.close()
    killed(f"""
from inturn.store import forget
boot.boot({url(database)!r})
forget.{moment} = die
forget.forget("ada")
""")
    boot.boot(url(database))
    assert [p.id for p in kept.people()] == (["ada"] if still_there else [])
    assert check(url(database)).found == ()
    if still_there:
        assert kept.history("ada") == small_history()
        assert forget("ada").scrubbed


def test_killed_while_backing_up_the_old_backup_stays(database: Path, tmp_path: Path) -> None:
    kept.add_history(small_history(), NOW)
    target = tmp_path / "backups" / "all.zip"
    target.parent.mkdir()
    backup(url(database), target, NOW)
    before = target.read_bytes()
    killed(f"""
from pathlib import Path
from inturn.store import backup
Path.replace = die
backup.backup({url(database)!r}, Path({str(target)!r}), NOW)
""")
    assert target.read_bytes() == before


def test_two_processes_write_at_once(database: Path) -> None:
    kept.add_person(person(), NOW)
    boot.close()
    writers = [
        child(f"""
boot.boot({url(database)!r})
for i in range(60):
    kept.add_pain(pain(f"{name}-{{i}}"), NOW)
print("done")
""")
        for name in ("one", "two")
    ]
    assert [said(w) for w in writers] == [["done"], ["done"]]
    assert {p.id for p in kept.history("ada").pain} == {f"{w}-{i}" for w in ("one", "two") for i in range(60)}


def test_two_processes_make_the_store_at_once(tmp_path: Path) -> None:
    file = tmp_path / "data" / "inturn.sqlite3"
    makers = [
        child(f"""
boot.boot({url(file)!r})
kept.add_person(person({name!r}, {name!r}), NOW)
print("done")
""")
        for name in ("one", "two", "three")
    ]
    assert [said(m) for m in makers] == [["done"]] * 3
    boot.boot(url(file))
    assert {p.id for p in kept.people()} == {"one", "two", "three"}
    assert check(url(file)).found == ()


def test_of_two_that_measure_the_same_clip_one_is_told(database: Path) -> None:
    kept.add_person(person(), NOW)
    boot.close()
    script = f"""
boot.boot({url(database)!r})
try:
    kept.add_test(standing_test(NAME, sha256="ab" * 32), NOW)
    print("kept")
except InturnError as told:
    print(type(told).__name__)
"""
    words = [said(p) for p in [child(f"NAME = {n!r}\n" + script) for n in ("one", "two")]]
    assert sorted(w[0] for w in words) == ["AlreadyKeptError", "kept"]
    assert len(kept.history("ada").tests) == 1


def test_a_writer_that_waits_too_long_is_told(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "WAIT_S", 0.05)
    with sqlite.opened(database) as other:
        other.execute("BEGIN IMMEDIATE")
        with sqlite.opened(database) as mine, pytest.raises(sqlite3.OperationalError, match="locked"):
            mine.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="Another Inturn has been writing"), sqlite.opened(database) as mine:
            mine.execute("BEGIN IMMEDIATE")


def test_a_full_disk_is_told_and_nothing_is_lost(database: Path) -> None:
    kept.add_history(small_history(), NOW)
    from django.db import connection

    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 4}")
    written = 0
    with pytest.raises(StoreError, match="The disk is full: nothing was changed"):
        for i in range(1000):
            kept.add_pain(pain(f"more-{i}"), NOW)
            written += 1
    assert written > 0
    assert len(kept.history("ada").pain) == 1 + written
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1000000")
    kept.add_pain(pain("with room again"), NOW)
    assert check(url(database)).found == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_a_limit_of_the_system_is_told_and_nothing_is_lost(database: Path, tmp_path: Path) -> None:
    kept.add_person(person(), NOW)
    boot.close()
    big = tmp_path / "big.nc"
    big.write_bytes(b"k" * 3_000_000)
    writer = child(f"""
import resource, signal
from pathlib import Path
boot.boot({url(database)!r})
kept.add_pain(pain("first"), NOW)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
count = 0
try:
    for i in range(2000):
        kept.add_pain(pain(f"more-{{i}}"), NOW)
        count += 1
except InturnError as told:
    print(count, "Nothing" in str(told))
try:
    kept.keep_recording(Path({str(big)!r}))
except InturnError as told:
    print("Nothing" in str(told), len(list(Path({str(database.parent)!r}, "recordings").iterdir())))
""")
    count, first, second, files = said(writer)
    assert (first, second, files) == ("True", "True", "0")
    boot.boot(url(database))
    assert len(kept.history("ada").pain) == 1 + int(count)
    assert check(url(database)).found == ()


def as_nobody(script: str) -> list[str]:
    """What a process says that may not write everywhere: rights do not bind the superuser."""
    drop = "import os\nimport inturn.store.people, django.db.migrations.executor\n"
    if os.name != "nt" and os.geteuid() == 0:
        drop += "os.setgid(65534)\nos.setuid(65534)\n"
    return said(child("import django.core.management, django.db.backends.sqlite3.base\n" + drop + script))


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another matter on Windows")
def test_a_read_only_folder_is_told(database: Path) -> None:
    kept.add_history(small_history(), NOW)
    boot.close()
    folder = database.parent
    for parent in folder.parents:
        if parent.name.startswith("pytest-of"):
            parent.chmod(0o755)
            break
        parent.chmod(0o755)
    database.chmod(0o444)
    folder.chmod(0o555)
    before = database.read_bytes()
    words = as_nobody(f"""
for address in ({url(database)!r}, {url(folder / "new" / "inturn.sqlite3")!r}):
    try:
        boot.boot(address)
        kept.add_pain(pain("more"), NOW)
        print("kept")
    except InturnError as told:
        print(type(told).__name__, str(told).startswith("Cannot write to"), "INTURN_HOME" in str(told))
""")
    folder.chmod(0o755)
    assert words == ["StoreError", "True", "True"] * 2
    assert database.read_bytes() == before
    assert [p.name for p in folder.iterdir()] == ["inturn.sqlite3"]


def test_a_newer_database_is_told_and_left(database: Path, tmp_path: Path) -> None:
    kept.add_history(small_history(), NOW)
    boot.close()
    with sqlite.opened(database) as db:
        db.execute(f"PRAGMA user_version = {sqlite.SCHEMA_VERSION + 1}")
    before = database.read_bytes()
    with pytest.raises(NewerError, match=r"newer Inturn .*: update Inturn"):
        boot.boot(url(database))
    with pytest.raises(NewerError):
        check(url(database))
    assert database.read_bytes() == before


def garbage(content: bytes) -> bytes:
    return b"\x00\xff" * (len(content) // 2)


def cut_off(content: bytes) -> bytes:
    return content[: len(content) // 2]


def letter(content: bytes) -> bytes:
    return b"Dear diary"


@pytest.mark.parametrize("spoil", [garbage, cut_off, letter])
def test_a_damaged_database_is_told_and_left(database: Path, spoil: object) -> None:
    kept.add_history(small_history(), NOW)
    boot.close()
    damaged = spoil(database.read_bytes())  # pyright: ignore[reportCallIssue]
    database.write_bytes(damaged)
    with pytest.raises(DamagedError, match=r"left as it is.*inturn restore"):
        boot.boot(url(database))
    assert not check(url(database)).well
    assert database.read_bytes() == damaged
    assert [p.name for p in database.parent.iterdir()] == ["inturn.sqlite3"]


def test_damage_that_shows_later_is_told_and_left(database: Path) -> None:
    kept.add_history(small_history(), NOW)
    boot.close()
    content = bytearray(database.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    database.write_bytes(content)
    with pytest.raises(DamagedError, match=r"left as it is.*inturn restore"):
        boot.boot(url(database))
        kept.history("ada")
    assert database.read_bytes() == bytes(content)


def test_an_empty_file_is_a_new_store(tmp_path: Path) -> None:
    file = tmp_path / "inturn.sqlite3"
    file.touch()
    boot.boot(url(file))
    assert kept.people() == ()


def test_a_data_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StoreError, match="INTURN_HOME"):
        boot.boot(url(tmp_path / "data" / "inturn.sqlite3"))
    assert (tmp_path / "data").read_text() == "a file"


def test_odd_folder_names(tmp_path: Path) -> None:
    file = tmp_path / "Ünal's data? #1 %20 ;" / "inturn.sqlite3"
    boot.boot(url(file))
    kept.add_history(small_history(), NOW)
    boot.close()
    boot.boot(url(file))
    assert kept.history("ada") == small_history()
    assert file.is_file()
