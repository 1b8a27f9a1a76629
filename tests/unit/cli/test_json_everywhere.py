"""Every command answers in JSON under `--json`: one document on standard output, and nothing else there."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from inturn.cli.entry import app
from inturn.store import boot
from inturn.store import repositories as kept
from inturn.workflows import demo, doctor
from inturn.workflows.measure import Measured
from tests.laboratory_files import walk, write_c3d
from tests.unit.workflows.made import answers, person, ready, yesterday_session

ROOT = Path(__file__).resolve().parents[3]
KEYPOINTS = ROOT / "tests" / "bench" / "keypoints" / "person_021001.heavy.nc"
RUNS_UNTIL_STOPPED = {"serve"}
"""Commands without one answer to print."""
ASKED_ELSEWHERE = {"coach"}
"""Commands whose own tests read what they print."""
TOLD = {
    "support": "wall",
    "left": {"reached": "not_reached", "body_moved": False, "pain": 0, "gap_cm": 8},
    "right": {"reached": "reached", "body_moved": False, "pain": 0},
}

COMMANDS: dict[str, tuple[str, ...]] = {
    "measure": ("measure", str(KEYPOINTS), "--out", "out"),
    "pose": ("pose", str(KEYPOINTS), "--out", "again.nc"),
    "doctor": ("doctor",),
    "schema": ("schema",),
    "angles": ("angles", "walk.c3d"),
    "gait": ("gait", "walk.c3d"),
    "batch": ("batch", "clips", "--out", "all.csv"),
    "demo": ("demo", "--out", "sample"),
    "demo person": ("demo", "person"),
    "understand": ("understand",),
    "programme show": ("programme", "show"),
    "programme sign-off": ("programme", "sign-off"),
    "person add": ("person", "add", "Ben", "--adult"),
    "person list": ("person", "list"),
    "person show": ("person", "show"),
    "person forget": ("person", "forget", "Anna", "--yes"),
    "screen": ("screen", "--answers", "short.json"),
    "test": ("test", "--answers", "test.json"),
    "plan": ("plan", "--pain", "1"),
    "today": ("today",),
    "session": ("session", "--answers", "session.json", "--no-timers"),
    "log pain": ("log", "pain", "2"),
    "log psfs": ("log", "psfs", "socks=4"),
    "log rmdq": ("log", "rmdq", "9"),
    "log note": ("log", "note", "slept badly"),
    "progress": ("progress",),
    "export": ("export", "--fhir", "anna.json", "--csv", "anna.zip", "--ics", "anna.ics", "--parquet", "anna"),
    "import": ("import", "--fhir", "brought.json"),
    "backup": ("backup", "all.zip"),
    "restore": ("restore", "before.zip", "--yes"),
    "check": ("check",),
    "remeasure": ("remeasure",),
}
FILES = ("progress", "--html", "p.html"), ("programme", "sign-off", "--html", "s.html"), ("progress", "--clinician",
         "--pdf", "c.pdf"), ("test", "--camera")  # fmt: skip
"""Commands that write a file, or only say something, are asked for JSON, too."""


def leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command that does something by itself, with its name."""
    inner: dict[str, Any] = getattr(command, "commands", {})
    if path and (not inner or command.invoke_without_command):
        yield " ".join(path), command
    for name, one in inner.items():
        yield from leaves(one, (*path, name))


ALL = dict(leaves(typer.main.get_command(app)))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "inturn.sqlite3"
    boot.boot(f"sqlite:///{file}")
    boot.close()
    return file


@pytest.fixture(autouse=True)
def somebody(empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder and an installation with Anna, whose session is due, and every file the commands read."""
    now = datetime.now(UTC)
    home = tmp_path / "home"
    home.mkdir()
    (home / "inturn.sqlite3").write_bytes(empty.read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INTURN_HOME", str(home))
    monkeypatch.setenv("INTURN_TIME_ZONE", "UTC")
    boot.boot(f"sqlite:///{home / 'inturn.sqlite3'}")
    history = ready(person(created=now - timedelta(days=40)), now)
    kept.add_history(history, now)
    from inturn.report.exchange.fhir import history_to_fhir
    from inturn.workflows.keeping import back_up

    back_up(f"sqlite:///{home / 'inturn.sqlite3'}", tmp_path / "before.zip", now)
    (tmp_path / "brought.json").write_text(history_to_fhir(history, now))
    (tmp_path / "short.json").write_text(json.dumps(answers("short")))
    (tmp_path / "test.json").write_text(json.dumps(TOLD))
    (tmp_path / "session.json").write_text(json.dumps({"pain": {"now": 1}}))
    write_c3d(tmp_path / "walk.c3d", walk())
    (tmp_path / "clips").mkdir()
    (tmp_path / "clips" / "test.nc").write_bytes(KEYPOINTS.read_bytes())
    example = (ROOT / "docs" / "examples" / "likely-sufficient.json").read_text()
    monkeypatch.setattr(demo, "measure_clip", lambda *_: Measured(Path("sample"), example, ""))
    monkeypatch.setattr(doctor, "check_speed", list)
    yield
    boot.close()


def printed(*arguments: str) -> Any:
    """What a command prints under --json."""
    done = CliRunner().invoke(app, [*arguments, "--json"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_every_command_is_asked_here() -> None:
    assert set(ALL) - set(COMMANDS) <= RUNS_UNTIL_STOPPED | ASKED_ELSEWHERE
    assert set(COMMANDS) <= set(ALL)
    without = {name for name, one in ALL.items() if "--json" not in {o for p in one.params for o in p.opts}}
    assert without <= RUNS_UNTIL_STOPPED


@pytest.mark.parametrize("name", COMMANDS)
def test_it_answers_in_json(name: str) -> None:
    assert printed(*COMMANDS[name]) is not None


@pytest.mark.parametrize("arguments", FILES)
def test_it_answers_in_json_when_a_file_is_written_too(arguments: tuple[str, ...]) -> None:
    assert printed(*arguments) is not None


def test_what_doctor_pose_and_the_sample_say() -> None:
    found = printed("doctor")
    assert found["well"] is True
    assert {"network heavy", "numpy", "video written"} <= {c["name"] for c in found["checks"]}
    posed = printed("pose", str(KEYPOINTS), "--out", "again.nc")
    assert (posed["file"], posed["network"]) == ("again.nc", "heavy")
    assert Path("again.nc").is_file()
    sides = printed("demo")["sides"]
    assert {side: set(found) for side, found in sides.items()} == {
        side: {"measured_deg", "true_deg"} for side in ("left", "right")
    }


def test_doctor_names_what_mends_it_and_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = doctor.Check("numpy", False, "missing", "install it")
    monkeypatch.setattr(doctor, "check_packages", lambda: [bad])
    done = CliRunner().invoke(app, ["doctor", "--json"])
    assert done.exit_code == 6
    assert json.loads(done.stdout)["checks"][-1] == {
        "name": "numpy", "well": False, "seen": "missing", "mend": "install it",
    }  # fmt: skip


def test_a_note_is_shown_where_somebody_looks() -> None:
    printed("log", "note", " slept badly ")
    assert [(n["about"], n["text"]) for n in printed("progress")["notes"]] == [("day", "slept badly")]
    done = CliRunner().invoke(app, ["progress"], catch_exceptions=False)
    assert "slept badly" in done.stdout
    assert printed("person", "show")["notes"] == 1


def test_a_day_of_rest_is_told_with_the_next_day_and_that_it_stays(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    kept.add_history(yesterday_session(kept.history("anna"), now), now)
    done = CliRunner().invoke(app, ["session", "--answers", "session.json"], catch_exceptions=False)
    assert done.exit_code == 0
    words = " ".join(done.stdout.split())
    assert "No session now." in words
    assert "Next session: from" in words
    assert "no option that skips one" in words
