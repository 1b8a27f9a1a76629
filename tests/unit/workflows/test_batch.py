"""A batch gives the same numbers as one by one, resumes by content after kill -9, and tells every failure."""

import csv
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from inturn.errors import InputError
from inturn.workflows import batch as batch_module
from inturn.workflows.batch import batch
from inturn.workflows.batch_one import Outcome, measure_one
from inturn.workflows.batch_pool import outcomes, share_of
from inturn.workflows.options import MeasureOptions, SensorOptions
from tests.laboratory_files import standing_test, walk, write_c3d, write_mot, write_trc
from tests.unit.workflows.test_measure_laboratory import shin_file

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
if __name__ == "__main__":
    batch(Path(sys.argv[1]), Path(sys.argv[2]), MeasureOptions(overlay=False), jobs=2)
"""


def until(true: Callable[[], object], seconds: float = 120.0) -> None:
    """Wait until something is true; fails where it never is."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="kill -9 is of Unix, and children are looked up in /proc")
def test_killed_in_the_middle_it_goes_on_where_it_was(tmp_path: Path, folder: Path) -> None:
    out, script = tmp_path / "t.parquet", tmp_path / "script.py"
    script.write_text(SCRIPT)
    parts = tmp_path / "t.parquet.parts"
    process = subprocess.Popen([sys.executable, str(script), str(folder), str(out)])
    until(lambda: process.poll() is not None or list(parts.glob("*.json")))
    left = children(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    kept = len(list(parts.glob("[0-9a-f]*.json")))
    assert kept >= 1
    until(lambda: not any(Path(f"/proc/{pid}").is_dir() for pid in left))  # none goes on alone
    (parts / ".half.json.partial-x").write_text("{")
    assert batch(folder, out, OPTIONS, resume=True).taken_over >= kept
    assert not list(parts.glob(".*"))
    resumed = rows(out)
    batch(folder, tmp_path / "fresh.parquet", OPTIONS)
    assert resumed == rows(tmp_path / "fresh.parquet")


def children(pid: int) -> list[int]:
    """Processes that this one has started."""
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(p) for p in found.read_text().split()] if found.exists() else []


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


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Sensors of either shin, a table of joint angles, tables that Inturn wrote, a norm band, and somebody's list."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    shin_file(folder / "left.csv", side="left")
    shin_file(folder / "shin-right.csv", side="right")
    (folder / "whose.csv").write_bytes((folder / "left.csv").read_bytes())
    write_mot(folder / "walk.mot", walk(1))
    write_trc(folder / "a.trc", walk(3))
    (folder / "people.csv").write_text("name;age\nAnna;40\nBert;41\n")
    (folder / "norm.csv").write_text("cycle_percent,hip_rotation_mean_deg,hip_rotation_sd_deg\n0,5,5\n100,5,5\n")
    (folder / "walk-angles.csv").write_text("# file: walk.c3d\r\ntime_s,left_hip_rotation_deg\r\n0,1\r\n")
    return folder


def failures_of(file: Path) -> dict[str, str]:
    with file.open() as content:
        return {row["file"]: row["reason"] for row in csv.DictReader(content)}


def test_sensors_are_part_of_any_mix(tmp_path: Path, mixed: Path) -> None:
    done = batch(mixed, tmp_path / "t.parquet", OPTIONS)
    found = {row["file"]: row for row in rows(done.table) if row["kind"] == "shin_sensor"}
    assert {name: row["side"] for name, row in found.items()} == {"left.csv": "left", "shin-right.csv": "right"}
    assert found["left.csv"]["quantity"] == "shank_to_vertical"
    assert found["left.csv"]["value"] == pytest.approx(25.0, abs=0.7)
    assert found["left.csv"]["verdict"] is None
    failures = failures_of(done.failures)
    assert set(failures) == {"whose.csv", "walk.mot", "people.csv"}
    assert "whose.csv is of one shin" in failures["whose.csv"]
    assert "No stride" in failures["walk.mot"]
    said = batch(mixed, tmp_path / "t.parquet", OPTIONS, resume=True, sensors=SensorOptions("left"))
    assert said.taken_over == 0  # another option, another work
    failures = failures_of(said.failures)
    assert "named for the right shin, but --side says left" in failures["shin-right.csv"]
    assert "whose.csv" not in failures


def test_its_own_tables_in_the_folder_are_not_measured(mixed: Path) -> None:
    first = batch(mixed, mixed / "one.csv", OPTIONS)
    second = batch(mixed, mixed / "two.csv", OPTIONS)
    assert (first.measured, first.failed) == (second.measured, second.failed) == (3, 3)


def test_the_same_content_under_two_names_is_refused_by_each_name(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.c3d", "b.c3d", "c.trc"):
        (folder / name).write_bytes(b"")
    failures = failures_of(batch(folder, tmp_path / "t.csv", OPTIONS).failures)
    assert {name: reason.split(" ")[0] for name, reason in failures.items()} == {n: n for n in failures}
    assert len(failures) == 3


def test_a_file_that_cannot_be_opened_does_not_end_the_others(
    tmp_path: Path, mixed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = batch_module.file_sha256

    def refuse(path: Path) -> str:
        if path.name == "a.trc":
            raise InputError("a.trc cannot be read: permission denied.")
        return real(path)

    monkeypatch.setattr(batch_module, "file_sha256", refuse)
    done = batch(mixed, tmp_path / "t.csv", OPTIONS)
    assert failures_of(done.failures)["a.trc"] == "a.trc cannot be read: permission denied."
    assert done.measured == 2


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of Unix")
def test_a_file_whose_process_dies_is_told_and_the_others_go_on(tmp_path: Path, folder: Path) -> None:
    """A named pipe keeps its worker waiting until it is killed, as one without memory would be."""
    os.mkfifo(tmp_path / "endless.trc")
    waiting = [("endless", tmp_path / "endless.trc"), ("walk", folder / "walk.trc")]
    walked, found = threading.Event(), dict[str, Outcome]()

    def end_workers() -> None:
        assert walked.wait(120)
        while "endless" not in found:
            for child in multiprocessing.active_children():
                child.kill()
            time.sleep(0.05)

    killer = threading.Thread(target=end_workers)
    killer.start()
    for name, outcome in outcomes(waiting, OPTIONS, SensorOptions(), 2):
        found[name] = outcome
        if name == "walk":
            walked.set()
    killer.join()
    assert found["walk"].rows == measure_one(folder / "walk.trc", OPTIONS).rows
    assert "ended from outside" in str(found["endless"].failure)
    assert found["endless"].passing


@pytest.mark.parametrize("processors", [[0], [0, 1], [2, 3, 5, 7, 8]])
@pytest.mark.parametrize("workers", [1, 2, 3, 8])
def test_workers_share_the_processors(processors: list[int], workers: int) -> None:
    shares = [share_of(processors, n, workers) for n in range(workers)]
    assert set.union(*shares) == set(processors)
    assert all(shares)
    if workers <= len(processors):
        assert sum(len(s) for s in shares) == len(processors)
    else:
        assert {len(s) for s in shares} == {1}
