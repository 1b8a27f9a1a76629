"""The programme as a user runs it: whole processes, one installation, people at known places of it."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from tests.e2e import programme as p
from tests.unit.workflows.made import person, ready, with_baseline, yesterday_session

COMMANDS = (
    "understand", "person add", "person list", "person show", "person forget", "screen", "test", "plan", "today",
    "session", "log pain", "log psfs", "log rmdq", "log note", "progress", "export", "import", "backup", "restore",
    "check", "remeasure", "programme show", "programme sign-off", "demo person",
)  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def run(inturn, home: Path):
    """Run a command at that installation."""
    return lambda *arguments: inturn(*arguments, INTURN_HOME=str(home), INTURN_TIME_ZONE="UTC")


@pytest.fixture
def ok(run):
    """Run a command that must succeed; its output."""

    def done(*arguments: object) -> str:
        found = run(*arguments)
        assert found.returncode == 0, found.stdout + found.stderr
        return found.stdout

    return done


@pytest.fixture
def no(run):
    """Run a command that must be refused: one sentence, no trace, the code; its message."""

    def done(code: int, *arguments: object) -> str:
        found = run(*arguments)
        assert found.returncode == code, found.stdout + found.stderr
        assert "Traceback" not in found.stderr
        assert found.stderr.startswith("inturn: ")
        assert found.stderr.count("\n") == 1
        return found.stderr

    return done


def somebody(now=None):
    moment = now or p.now()
    return person(created=moment - timedelta(days=40))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_and_is_documented(inturn, command: str) -> None:
    import re

    done = inturn(*command.split(), "--help")
    assert done.returncode == 0
    options = set(re.findall(r"--[a-z][a-z-]+", done.stdout)) - {"--help"}
    page = (Path(__file__).resolve().parents[2] / "docs" / "commands.md").read_text()
    assert f"inturn {command}" in page
    missing = {o for o in options if o not in page}
    assert not missing, f"docs/commands.md does not mention {missing}"


class TestEmpty:
    @pytest.mark.parametrize("command", ["today", "plan", "session", "progress", "screen", "test", "backup b.zip"])
    def test_says_how_to_begin_and_makes_nothing(self, no, home: Path, command: str) -> None:
        assert "inturn person add" in no(3, *command.split())
        assert not home.exists()

    def test_nobody_is_listed(self, ok) -> None:
        assert "inturn person add" in ok("person", "list")
        assert json.loads(ok("person", "list", "--json")) == []


class TestFirstDay:
    def test_from_nothing_to_a_test(self, ok, no, tmp_path: Path) -> None:
        ok("person", "add", "Anna", "--adult", "--height", "170")
        due = json.loads(ok("today", "--json"))["due"]
        assert [d["what"] for d in due] == ["screen_full", "baseline_test"]
        test = p.write(tmp_path / "test.json", p.LEFT_SHORT)
        assert "inturn screen" in no(8, "test", "--answers", test)
        screened = json.loads(ok("screen", "--json", "--answers", p.screening(tmp_path / "full.json", "full")))
        assert (screened["level"], screened["cleared"]) == ("go", True)
        told = json.loads(ok("test", "--json", "--answers", test))
        assert told["verdict"] == "mobility_work"
        assert told["sides"]["left"]["gap_cm"] == 8
        assert "another day" in ok("today")
        assert "two tests on two days" in ok("plan")
        assert "No session now" in ok("session", "--answers", p.write(tmp_path / "s.json", {"pain": {"now": 1}}))

    def test_a_red_flag_stops_and_says_where_to_go(self, run, no, ok, tmp_path: Path) -> None:
        ok("person", "add", "Anna", "--adult")
        done = run("screen", "--answers", p.screening(tmp_path / "full.json", "full", saddle_numbness="yes"))
        assert done.returncode == 8
        assert "emergency department now" in done.stdout
        test = p.write(tmp_path / "test.json", p.LEFT_SHORT)
        assert "emergency" in no(8, "test", "--answers", test)
        assert "emergency" in no(8, "plan")
        assert "emergency" in ok("today")

    def test_questions_can_be_answered_at_the_terminal(self, home: Path, ok) -> None:
        ok("person", "add", "Anna", "--adult")
        done = subprocess.run(
            [sys.executable, "-m", "inturn", "screen"], input="n\n" * 80, env=p.environment(home), capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "You may go on today." in done.stdout

    def test_answers_that_end_too_early_keep_nothing(self, home: Path, ok) -> None:
        ok("person", "add", "Anna", "--adult")
        done = subprocess.run(
            [sys.executable, "-m", "inturn", "screen"], input="n\nn\n", env=p.environment(home), capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 3
        assert "nothing more was kept" in done.stderr
        assert json.loads(ok("person", "show", "--json"))["screenings"] == 0


class TestPeople:
    def test_several_have_to_be_told_apart(self, no, ok, home: Path) -> None:
        p.keep(home, with_baseline(somebody(), p.now()))
        ok("person", "add", "Ben", "--adult")
        assert "Anna, Ben" in no(3, "today")
        assert "Anna" in ok("today", "--person", "anna")
        assert "kept: Anna, Ben" in no(3, "today", "--person", "Carl")

    def test_minors_and_doubles(self, no, ok) -> None:
        assert "adults" in no(3, "person", "add", "Anna", "--json")
        ok("person", "add", "Anna", "--adult")
        assert "already" in no(3, "person", "add", "ANNA", "--adult")

    def test_forgotten_is_gone_from_every_file(self, ok, no, home: Path) -> None:
        p.keep(home, ready(somebody(), p.now()))
        assert "--yes" in no(3, "person", "forget", "Anna", "--json")
        gone = json.loads(ok("person", "forget", "Anna", "--yes", "--json"))
        assert gone["records"] > 0
        assert not any(b"anna-test" in f.read_bytes() for f in home.rglob("*") if f.is_file())


SESSION = {"pain": {"now": 1}, "sets": {"1": {"pain": 1}}, "retest": p.LEFT_SHORT, "pain_after": {"now": 1}}


class TestSession:
    def test_whole(self, ok, home: Path, tmp_path: Path) -> None:
        p.keep(home, ready(somebody(), p.now()))
        planned = json.loads(ok("plan", "--pain", "1", "--json"))
        told = p.write(tmp_path / "s.json", SESSION)
        done = json.loads(ok("session", "--answers", told, "--no-timers", "--json"))["session"]
        assert [s["exercise"] for s in done["sets"]] == [s["exercise"] for s in planned["sets"]]
        assert done["ended_at"] is not None
        assert "Today's session is done" in ok("today")

    def test_killed_it_goes_on_where_it_was(self, ok, home: Path, tmp_path: Path) -> None:
        p.keep(home, ready(somebody(), p.now()))
        told = p.write(tmp_path / "s.json", SESSION | {"sets": {"2": {"pain": 1}}})
        quick = [sys.executable, "-c", _QUICK_THEN_HANG, "session", "--answers", str(told)]
        process = subprocess.Popen(quick, env=p.environment(home), stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert any("set 3 begins" in line for line in process.stdout)  # two sets are kept by now
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        left = p.kept_history(home, "anna").sessions[-1]
        assert (len(left.sets), left.ended_at) == (2, None)
        assert "resume_session" in {d["what"] for d in json.loads(ok("today", "--json"))["due"]}
        done = json.loads(ok("session", "--answers", told, "--no-timers", "--json"))["session"]
        assert done["id"] == left.id
        assert done["sets"][1]["pain"] == 1
        assert [s["order"] for s in done["sets"]] == list(range(1, len(done["sets"]) + 1))

    @pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
    def test_ctrl_c_keeps_what_is_done(self, home: Path, tmp_path: Path) -> None:
        p.keep(home, ready(somebody(), p.now()))
        told = p.write(tmp_path / "s.json", SESSION)
        process = subprocess.Popen(
            [sys.executable, "-m", "inturn", "session", "--answers", str(told)], env=p.environment(home),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not p.kept_history(home, "anna").sessions:
            time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=60)
        assert process.returncode == 130
        assert "goes on from here" in error
        assert p.kept_history(home, "anna").sessions[-1].ended_at is None

    def test_pain_that_rises_stops_it(self, run, home: Path, tmp_path: Path) -> None:
        p.keep(home, ready(somebody(), p.now()))
        told = p.write(tmp_path / "s.json", {"pain": {"now": 1}, "sets": {"1": {"pain": 4}}})
        done = run("session", "--answers", told, "--no-timers")
        assert done.returncode == 0, done.stderr
        assert "Pain rose from 1 to 4" in done.stdout
        assert len(p.kept_history(home, "anna").sessions[-1].sets) == 1

    def test_a_new_symptom_is_exit_8(self, no, home: Path, tmp_path: Path) -> None:
        p.keep(home, ready(somebody(), p.now()))
        told = p.write(tmp_path / "s.json", {"pain": {"now": 1}, "sets": {"1": {"pain": 1, "new_symptom": True}}})
        assert "full safety questions" in no(8, "session", "--answers", told, "--no-timers")

    def test_the_morning_after(self, ok, home: Path) -> None:
        p.keep(home, yesterday_session(with_baseline(somebody(), p.now()), p.now()))
        assert "--morning" in ok("today")
        assert "had settled" in ok("log", "pain", "1", "--morning")


_QUICK_THEN_HANG = """
import sys, time
from inturn.cli import main
from inturn.cli import timers
count = 0
class Keys:
    def wait(self, seconds):
        global count
        count += 1
        print("set", count, "begins", flush=True)
        if count > 2:
            time.sleep(600)
        return "\\n"
timers.NoKeys = Keys
sys.argv[0] = "inturn"
main()
"""
"""The command with a keyboard that ends two timers at once and lets the third one run for ever."""


class TestBadInput:
    """The rows of docs/bad-input.md that are about what is kept."""

    @pytest.mark.parametrize(
        ("command", "said"),
        [
            (("log", "pain", "11"), "11"),
            (("log", "pain", "3", "--at", "2199-01-01"), "future"),
            (("log", "pain", "3", "--at", "yesterday"), "no moment"),
            (("log", "rmdq", "25"), "25"),
            (("log", "psfs", "sitting=12"), "12"),
            (("log", "psfs", "sitting"), "no activity"),
        ],
    )
    def test_values_that_cannot_be(self, no, home: Path, command: tuple[str, ...], said: str) -> None:
        before = with_baseline(somebody(), p.now())
        p.keep(home, before)
        assert said in no(3, *command)
        assert p.kept_history(home, "anna") == before

    def test_negative_kilograms_and_pain_11_in_a_session(self, no, home: Path, tmp_path: Path) -> None:
        p.keep(home, ready(somebody(), p.now()))
        bad = {"pain": {"now": 11}, "sets": {"1": {"load_kg": -5}}}
        said = no(3, "session", "--answers", p.write(tmp_path / "s.json", bad), "--no-timers")
        assert "pain.now" in said
        assert "load_kg" in said
        assert p.kept_history(home, "anna").sessions == ()

    def test_a_rotation_of_140_in_a_bundle(self, ok, no, tmp_path: Path) -> None:
        ok("demo", "person")
        ok("export", "--fhir", tmp_path / "d.json")
        bundle = json.loads((tmp_path / "d.json").read_text())
        angles = [
            e["resource"] for e in bundle["entry"]
            if e["resource"]["resourceType"] == "Observation"
            and e["resource"].get("valueQuantity", {}).get("code") == "deg"
        ]  # fmt: skip
        angles[0]["valueQuantity"]["value"] = 140
        bundle_file = p.write(tmp_path / "bad.json", bundle)
        no(3, "import", "--fhir", bundle_file)
        assert json.loads(ok("person", "show", "--json"))["tests"] > 0

    def test_a_foreign_bundle(self, no, tmp_path: Path) -> None:
        foreign = p.write(tmp_path / "f.json", {"resourceType": "Bundle", "type": "collection", "entry": []})
        assert "not a bundle that Inturn wrote" in no(3, "import", "--fhir", foreign)

    def test_a_broken_programme_file_names_the_line(self, no, home: Path, tmp_path: Path) -> None:
        p.keep(home, ready(somebody(), p.now()))
        file = tmp_path / "mine.toml"
        file.write_text(p.shipped_without('title = "What turns"'))
        assert "line " in no(3, "plan", "--programme", file)
        file.write_text("[panel\n")
        assert "line 1" in no(3, "programme", "show", "--programme", file)

    def test_damaged_and_newer_databases_are_left_alone(self, no, ok, home: Path, tmp_path: Path) -> None:
        import sqlite3
        from contextlib import closing

        p.keep(home, ready(somebody(), p.now()))
        ok("backup", tmp_path / "all.zip")
        database = home / "inturn.sqlite3"
        with closing(sqlite3.connect(database)) as db:
            db.execute("PRAGMA user_version = 999")
        assert "newer" in no(7, "today")
        database.write_bytes(b"not a database at all, but long enough" * 50)
        before = database.read_bytes()
        assert "restore" in no(7, "today")
        assert database.read_bytes() == before
        ok("restore", tmp_path / "all.zip", "--yes")
        assert "Anna" in ok("today")

    def test_a_folder_that_cannot_be_written(self, inturn) -> None:
        done = inturn("person", "add", "Anna", "--adult", INTURN_HOME="/proc/inturn")
        assert done.returncode == 7
        assert "INTURN_HOME" in done.stderr
        assert done.stderr.count("\n") == 1

    def test_two_processes_write_at_once(self, home: Path) -> None:
        p.keep(home, with_baseline(somebody(), p.now()))
        command = [sys.executable, "-m", "inturn", "log", "pain"]
        running = [
            subprocess.Popen([*command, str(n)], env=p.environment(home), stdout=subprocess.DEVNULL) for n in range(6)
        ]  # fmt: skip
        assert [process.wait(timeout=120) for process in running] == [0] * 6
        assert sorted(entry.now for entry in p.kept_history(home, "anna").pain) == list(range(6))

    def test_an_output_that_cannot_be_written(self, no, home: Path, tmp_path: Path) -> None:
        p.keep(home, ready(somebody(), p.now()))
        assert "Cannot write" in no(5, "progress", "--html", tmp_path / "nowhere" / "p.html")
        assert "folder" in no(5, "export", "--fhir", tmp_path)
        assert "--html" in no(3, "progress", "--clinician")


class TestDemoPerson:
    def test_every_page_and_file(self, ok, tmp_path: Path) -> None:
        ok("demo", "person")
        found = json.loads(ok("progress", "--json"))
        assert {s["change"]["code"] for s in found["series"] if s["change"]} >= {"improved"}
        assert "Changed beyond error" in ok("progress")
        ok("screen", "--answers", p.screening(tmp_path / "short.json", "short"))
        for flag in ((), ("--clinician",), ("--home-sheet",)):
            name = flag[0].strip("-") if flag else "progress"
            ok("progress", *flag, "--html", tmp_path / f"{name}.html", "--pdf", tmp_path / f"{name}.pdf")
            assert (tmp_path / f"{name}.pdf").read_bytes().startswith(b"%PDF")
            assert "<script" not in (tmp_path / f"{name}.html").read_text()
        ok("export", "--fhir", tmp_path / "d.json", "--csv", tmp_path / "d.zip", "--ics", tmp_path / "d.ics")
        added = json.loads(ok("import", "--fhir", tmp_path / "d.json", "--json"))
        assert (added["new"], added["different"]) == (0, 0)
        assert json.loads(ok("check", "--json"))["well"]

    def test_a_second_one_of_that_name_is_told(self, ok, no) -> None:
        ok("demo", "person")
        assert "already" in no(3, "demo", "person")
