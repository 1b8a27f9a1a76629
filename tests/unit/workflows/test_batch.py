"""A batch gives the same numbers as one by one, resumes by content after kill -9, and tells every failure."""

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from inturn.errors import InputError
from inturn.workflows.batch import batch
from inturn.workflows.batch_one import measure_one
from inturn.workflows.options import MeasureOptions
from tests.laboratory_files import standing_test, walk, write_c3d, write_trc

OPTIONS = MeasureOptions(overlay=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two standing tests, a walk, the walk again under another name, and two files that fail."""
    folder = tmp_path_factory.mktemp("in")
    (folder / "sub").mkdir()
    write_c3d(folder / "test.c3d", standing_test(rate=20.0))
    write_trc(folder / "sub" / "test.trc", standing_test((20.0, 30.0), rate=20.0))
    write_trc(folder / "walk.trc", walk(3))
    (folder / "again.trc").write_bytes((folder / "walk.trc").read_bytes())
    (folder / "bad.c3d").write_bytes(b"nothing")
    write_trc(folder / "half.trc", walk(1), keep=("LASI", "RASI"))
    (folder / "notes.txt").write_text("not measured")
    return folder


def rows(table: Path) -> list[dict[str, object]]:
    return pq.read_table(table).to_pylist()


def test_the_table_holds_what_one_by_one_gives(tmp_path: Path, folder: Path) -> None:
    done = batch(folder, tmp_path / "t.parquet", OPTIONS)
    assert (done.measured, done.failed) == (4, 2)
    table = rows(done.table)
    for name in ("test.c3d", "sub/test.trc", "walk.trc", "again.trc"):
        mine = [{k: v for k, v in row.items() if k not in ("file", "sha256")} for row in table if row["file"] == name]
        assert mine == measure_one(folder / name, OPTIONS).rows
    with done.failures.open() as file:
        failures = {row["file"]: row["reason"] for row in csv.DictReader(file)}
    assert set(failures) == {"bad.c3d", "half.trc"}
    assert "too short" in failures["bad.c3d"]


def test_resume_takes_over_by_content_and_only_then(tmp_path: Path, folder: Path) -> None:
    out = tmp_path / "t.parquet"
    first = batch(folder, out, OPTIONS)
    before = rows(out)
    assert first.taken_over == 0
    assert batch(folder, out, OPTIONS, resume=True).taken_over == 6
    assert rows(out) == before
    assert batch(folder, out, MeasureOptions(overlay=False, support="wall"), resume=True).taken_over == 0
    assert batch(folder, out, OPTIONS).taken_over == 0


SCRIPT = """
import sys
from pathlib import Path
from inturn.workflows.batch import batch
from inturn.workflows.options import MeasureOptions
batch(Path(sys.argv[1]), Path(sys.argv[2]), MeasureOptions(overlay=False))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of Unix")
def test_killed_in_the_middle_it_goes_on_where_it_was(tmp_path: Path, folder: Path) -> None:
    out = tmp_path / "t.parquet"
    parts = tmp_path / "t.parquet.parts"
    process = subprocess.Popen([sys.executable, "-c", SCRIPT, str(folder), str(out)])
    end = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < end and not list(parts.glob("*.json")):
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    kept = len(list(parts.glob("[0-9a-f]*.json")))
    assert kept >= 1
    (parts / ".half.json.partial-x").write_text("{")
    assert batch(folder, out, OPTIONS, resume=True).taken_over >= kept
    assert not list(parts.glob(".*"))
    resumed = rows(out)
    batch(folder, tmp_path / "fresh.parquet", OPTIONS)
    assert resumed == rows(tmp_path / "fresh.parquet")


def test_two_at_a_time_give_the_same_table(tmp_path: Path, folder: Path) -> None:
    batch(folder, tmp_path / "one.csv", OPTIONS, jobs=1)
    seen: list[tuple[int, int | None]] = []
    batch(folder, tmp_path / "two.csv", OPTIONS, jobs=2, progress=lambda _, done, total: seen.append((done, total)))
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
    assert seen == [(i, 5) for i in range(1, 6)]  # one content came twice


def test_wrong_folders_and_tables(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(InputError, match="no folder"):
        batch(tmp_path / "none", tmp_path / "t.csv", OPTIONS)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="nothing to measure"):
        batch(tmp_path / "empty", tmp_path / "t.csv", OPTIONS)
    with pytest.raises(InputError, match="neither"):
        batch(folder, tmp_path / "t.xlsx", OPTIONS)
