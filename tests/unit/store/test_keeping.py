"""Backup, restore, check and forget: everything comes back, nothing half, and forgotten is gone."""

import json
import sqlite3
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from inturn.errors import DamagedError, InputError, NewerError, NotKeptError, OutputError, StoreError
from inturn.store import boot, sqlite
from inturn.store import repositories as kept
from inturn.store.backup import backup
from inturn.store.check import Found, check
from inturn.store.forget import forget
from inturn.store.restore import restore
from inturn.training.records import History
from tests.unit.store.conftest import url
from tests.unit.store.kept import NOW, note, pain, small_history, standing_test

SECRET = "Zebedee Quillfeather"


def keep_two(tmp_path: Path) -> tuple[History, History]:
    """Ada and Li with a recording each, and one that both refer to."""
    made: list[History] = []
    for who, name in (("ada", "Ada Berg"), ("li", SECRET)):
        recordings = []
        for content in (f"keypoints of {who}", "keypoints of both"):
            file = tmp_path / "recording.nc"
            file.write_bytes(content.encode())
            recordings.append(kept.keep_recording(file))
        tests = tuple(
            replace(standing_test(f"{who}-{i}", who, sha256=f"{i:064x}"), recording=r, note=f"note on {name}")
            for i, r in enumerate(recordings)
        )
        history = small_history(who, name)
        history = replace(
            history,
            screenings=tuple(replace(s, id=f"{who}-screen") for s in history.screenings),
            sessions=tuple(replace(s, id=f"{who}-s", screening_id=f"{who}-screen") for s in history.sessions),
            pain=(replace(pain(f"{who}-p", who), where=f"where {name} said"),),
            scores=tuple(replace(s, id=f"{who}-score") for s in history.scores),
            tests=tests,
            notes=(replace(note(f"{who}-n", who), text=f"words of {name}"),),
        )
        kept.add_history(history, NOW)
        made.append(history)
    return made[0], made[1]


def test_a_backup_brings_everything_back(database: Path, tmp_path: Path) -> None:
    ada, li = keep_two(tmp_path)
    made = backup(url(database), tmp_path / "all.zip", NOW)
    assert (made.people, made.recordings, made.left_out) == (2, 3, ())
    assert made.size == (tmp_path / "all.zip").stat().st_size
    elsewhere = tmp_path / "new" / "inturn.sqlite3"
    back = restore(url(elsewhere), tmp_path / "all.zip", NOW)
    assert (back.made_at, back.people, back.recordings, back.set_aside) == (NOW, 2, 3, None)
    assert (kept.history("ada"), kept.history("li")) == (ada, li)
    assert check(url(elsewhere)).found == ()
    assert kept.recording_path(str(ada.tests[0].recording)).read_bytes() == b"keypoints of ada"


def test_restoring_over_other_data_puts_the_backup_in_its_place(database: Path, tmp_path: Path) -> None:
    ada, li = keep_two(tmp_path)
    backup(url(database), tmp_path / "all.zip", NOW)
    forget("li")
    file = tmp_path / "later.nc"
    file.write_bytes(b"later")
    later = kept.keep_recording(file)
    kept.add_test(replace(standing_test("later"), recording=later), NOW)
    restore(url(database), tmp_path / "all.zip", NOW)
    assert (kept.history("ada"), kept.history("li")) == (ada, li)
    with pytest.raises(NotKeptError):
        kept.recording_path(later)
    assert check(url(database)).found == ()


def test_a_backup_is_made_while_somebody_writes(database: Path, tmp_path: Path) -> None:
    kept.add_history(small_history(), NOW)
    with sqlite.opened(database) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE pain SET now = 9")
        backup(url(database), tmp_path / "all.zip", NOW)
        other.execute("COMMIT")
    assert kept.history("ada").pain[0].now == 9
    restore(url(database), tmp_path / "all.zip", NOW)
    assert kept.history("ada") == small_history()


def test_a_backup_replaces_a_backup_and_nothing_else(database: Path, tmp_path: Path) -> None:
    kept.add_history(small_history(), NOW)
    letter = tmp_path / "letter.txt"
    letter.write_text("dear")
    with pytest.raises(OutputError, match="not a backup"):
        backup(url(database), letter, NOW)
    assert letter.read_text() == "dear"
    for _ in range(2):
        backup(url(database), tmp_path / "all.zip", NOW)
    with pytest.raises(OutputError, match="Cannot write"):
        backup(url(database), tmp_path / "no" / "such" / "folder.zip", NOW)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["all.zip", "data", "letter.txt"]


def test_missing_and_damaged_recordings_are_left_out_and_told(database: Path, tmp_path: Path) -> None:
    ada, li = keep_two(tmp_path)
    kept.recording_path(str(ada.tests[0].recording)).unlink()
    kept.recording_path(str(li.tests[0].recording)).write_bytes(b"something else")
    found = check(url(database))
    assert set(found.found) == {
        Found("recording_missing", str(ada.tests[0].recording)),
        Found("recording_damaged", str(li.tests[0].recording)),
    }
    assert not found.well
    made = backup(url(database), tmp_path / "all.zip", NOW)
    assert set(made.left_out) == {ada.tests[0].recording, li.tests[0].recording}
    assert made.recordings == 1


def test_check_counts_and_tells_harmless_things_apart(database: Path, tmp_path: Path) -> None:
    keep_two(tmp_path)
    file = tmp_path / "nobody's.nc"
    file.write_bytes(b"nobody's")
    unused = kept.keep_recording(file)
    (database.parent / "recordings" / ".part-x").write_bytes(b"half")
    checked = check(url(database))
    assert (checked.people, checked.tests, checked.sessions, checked.recordings) == (2, 4, 2, 3)
    assert set(checked.found) == {Found("recording_unused", unused), Found("left_over", ".part-x")}
    assert checked.well


def test_check_finds_a_broken_reference_and_an_impossible_value(database: Path) -> None:
    kept.add_history(small_history(), NOW)
    raw = sqlite3.connect(database)
    raw.execute("PRAGMA ignore_check_constraints = ON")
    raw.execute("UPDATE pain SET now = 11")
    raw.execute("DELETE FROM screening")
    raw.commit()
    raw.close()
    codes = {one.code for one in check(url(database)).found}
    assert codes == {"reference_broken", "database_damaged"}


def test_nothing_kept_is_told(tmp_path: Path) -> None:
    nowhere = url(tmp_path / "data" / "inturn.sqlite3")
    for call in (lambda: check(nowhere), lambda: backup(nowhere, tmp_path / "all.zip", NOW)):
        with pytest.raises(NotKeptError, match="Nothing is kept"):
            call()
    assert list(tmp_path.iterdir()) == []


def traces(folder: Path, text: str) -> list[str]:
    """Files below a folder in which the text stands."""
    return [p.name for p in folder.rglob("*") if p.is_file() and text.encode() in p.read_bytes()]


def test_who_is_forgotten_is_gone_from_every_file(database: Path, tmp_path: Path) -> None:
    ada, li = keep_two(tmp_path)
    kept.save_session(replace(li.sessions[0], note=f"{SECRET} was here"), NOW)
    (database.parent / "recordings" / ".part-x").write_text(f"half a recording of {SECRET}")
    own, shared = (str(t.recording) for t in li.tests)
    assert traces(database.parent, SECRET) != []
    gone = forget("li")
    assert gone.rows == 1 + 1 + 2 + 1 + 1 + 1 + 1 + len(li.sessions[0].sets) + 2 * (2 + 6)
    assert (gone.recordings, gone.scrubbed, gone.still_in) == (1, True, ())
    assert traces(database.parent, SECRET) == []
    assert traces(database.parent, "keypoints of li") == []
    assert not (database.parent / "recordings" / own).exists()
    assert kept.recording_path(shared).read_bytes() == b"keypoints of both"
    assert kept.history("ada") == ada
    assert [p.id for p in kept.people()] == ["ada"]
    assert check(url(database)).found == ()
    with pytest.raises(NotKeptError):
        forget("li")


def test_forgetting_is_seen_to_be_needed(database: Path, tmp_path: Path) -> None:
    """The other way round: deleting rows alone leaves the name in the file, so the test above can fail."""
    keep_two(tmp_path)
    boot.close()
    raw = sqlite3.connect(database)
    raw.execute("PRAGMA secure_delete = OFF")
    raw.execute("DELETE FROM person WHERE id = 'li'")
    raw.commit()
    raw.close()
    assert traces(database.parent, SECRET) != []


def test_forgetting_waits_for_no_reader_but_says_so(database: Path, tmp_path: Path) -> None:
    keep_two(tmp_path)
    monkey = pytest.MonkeyPatch()
    monkey.setattr(sqlite, "WAIT_S", 0.05)
    with sqlite.opened(database) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM person").fetchall()
        assert forget("li").scrubbed is False
        other.execute("COMMIT")
    monkey.undo()
    assert [p.id for p in kept.people()] == ["ada"]
    boot.close()
    assert traces(database.parent, SECRET) == []


def test_a_damaged_database_is_put_aside_by_restore(database: Path, tmp_path: Path) -> None:
    ada, li = keep_two(tmp_path)
    backup(url(database), tmp_path / "all.zip", NOW)
    boot.close()
    damaged = b"not a database at all" * 1000
    database.write_bytes(damaged)
    with pytest.raises(DamagedError):
        boot.boot(url(database))
    back = restore(url(database), tmp_path / "all.zip", NOW)
    assert back.set_aside is not None
    assert back.set_aside.read_bytes() == damaged
    assert (kept.history("ada"), kept.history("li")) == (ada, li)
    assert check(url(database)).found == (Found("set_aside", back.set_aside.name),)
    assert forget("li").still_in == (back.set_aside,)


def test_a_database_of_another_program_is_not_restored_over(tmp_path: Path, database: Path) -> None:
    kept.add_history(small_history(), NOW)
    backup(url(database), tmp_path / "all.zip", NOW)
    foreign = tmp_path / "foreign" / "inturn.sqlite3"
    foreign.parent.mkdir()
    with sqlite3.connect(foreign) as raw:
        raw.execute("CREATE TABLE mine (x)")
    raw.close()
    before = foreign.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        restore(url(foreign), tmp_path / "all.zip", NOW)
    assert [p.name for p in foreign.parent.iterdir()] == ["inturn.sqlite3"]
    assert foreign.read_bytes() == before


def rewritten(source: Path, target: Path, change: dict[str, bytes | None]) -> Path:
    """A copy of a zip with some files replaced, added or (None) left out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in {*old.namelist(), *change}:
            content = change.get(name, b"") if name in change else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return target


def test_what_is_no_backup_is_refused_and_nothing_is_changed(database: Path, tmp_path: Path) -> None:
    ada, li = keep_two(tmp_path)
    good = tmp_path / "all.zip"
    backup(url(database), good, NOW)
    listed = json.loads(zipfile.ZipFile(good).read("manifest.json"))
    (tmp_path / "text.zip").write_text("no zip")
    escaping = {**listed, "files": [*listed["files"], {"name": "../x", "size": 1, "sha256": "0" * 64}]}
    refused = {
        "text": tmp_path / "text.zip",
        "absent": tmp_path / "absent.zip",
        "no list": rewritten(good, tmp_path / "1.zip", {"manifest.json": None}),
        "file missing": rewritten(good, tmp_path / "2.zip", {"inturn.sqlite3": None}),
        "file added": rewritten(good, tmp_path / "3.zip", {"evil.py": b"print(1)"}),
        "other content": rewritten(good, tmp_path / "4.zip", {"inturn.sqlite3": b"x" * 100}),
        "escape": rewritten(good, tmp_path / "5.zip", {"manifest.json": json.dumps(escaping).encode(), "../x": b"x"}),
        "broken list": rewritten(good, tmp_path / "6.zip", {"manifest.json": b"{"}),
        "cut off": tmp_path / "7.zip",
    }
    (tmp_path / "7.zip").write_bytes(good.read_bytes()[: good.stat().st_size // 2])
    for name, source in refused.items():
        with pytest.raises(InputError, match=r"Nothing was changed|Cannot read"):
            restore(url(database), source, NOW)
        assert (kept.history("ada"), kept.history("li")) == (ada, li), name
    newer = {**listed, "schema": "inturn/backup/2"}
    source = rewritten(good, tmp_path / "8.zip", {"manifest.json": json.dumps(newer).encode()})
    with pytest.raises(NewerError, match="update"):
        restore(url(database), source, NOW)
    assert check(url(database)).found == ()


@pytest.mark.parametrize("seed", range(30))
def test_a_backup_with_a_changed_byte_is_restored_whole_or_refused(database: Path, tmp_path: Path, seed: int) -> None:
    kept.add_history(small_history(), NOW)
    good = tmp_path / "all.zip"
    backup(url(database), good, NOW)
    content, random = bytearray(good.read_bytes()), Random(seed)
    content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    good.write_bytes(content)
    with suppress(InputError, NewerError):
        restore(url(database), good, NOW)
    assert kept.history("ada") == small_history()
    assert check(url(database)).found == ()


def test_code_in_a_backups_database_is_refused(database: Path, tmp_path: Path) -> None:
    kept.add_history(small_history(), NOW)
    with sqlite.opened(database) as db:
        db.execute("CREATE TRIGGER evil AFTER INSERT ON pain BEGIN DELETE FROM person; END")
    backup(url(database), tmp_path / "evil.zip", NOW)
    with sqlite.opened(database) as db:
        db.execute("DROP TRIGGER evil")
    with pytest.raises(InputError, match="not one of ours"):
        restore(url(database), tmp_path / "evil.zip", NOW)


def test_a_damaged_database_is_not_backed_up(database: Path, tmp_path: Path) -> None:
    kept.add_history(small_history(), NOW)
    target = tmp_path / "all.zip"
    backup(url(database), target, NOW)
    good = target.read_bytes()
    boot.close()
    content = bytearray(database.read_bytes())
    content[8 * 4096 : 12 * 4096] = b"\xff" * (4 * 4096)
    database.write_bytes(content)
    with pytest.raises(DamagedError):
        backup(url(database), target, NOW)
    assert target.read_bytes() == good
    assert not check(url(database)).well
