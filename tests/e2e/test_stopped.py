"""Stopped in the middle, nothing is left behind; and the shell completes commands, options and their values."""

import os
import shutil
import signal
import subprocess
import sys
import time
from importlib import resources
from pathlib import Path

import pytest

unix = pytest.mark.skipif(os.name == "nt", reason="signals of Unix")


@unix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_measurement_that_is_stopped_leaves_nothing(number: signal.Signals, tmp_path: Path) -> None:
    with resources.as_file(resources.files("inturn.data") / "sample" / "standing-test.mp4") as clip:
        process = subprocess.Popen(
            [sys.executable, "-m", "inturn", "measure", str(clip), "--out", "mine"], cwd=tmp_path,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and not list(tmp_path.iterdir()):
            time.sleep(0.05)
        assert [f.name.startswith(".mine.partial-") for f in tmp_path.iterdir()] == [True]  # it is at work
        process.send_signal(number)
        out, error = process.communicate(timeout=120)
    assert (process.returncode, out, error) == (130, "", "inturn: stopped; nothing was written.\n")
    assert list(tmp_path.iterdir()) == []


def test_pose_says_before_the_work_that_it_cannot_write(tmp_path: Path, refused) -> None:
    with resources.as_file(resources.files("inturn.data") / "sample" / "standing-test.mp4") as clip:
        assert "Cannot write" in refused(5, "pose", clip, "--out", tmp_path / "nowhere" / "x.nc")
        assert "is a folder" in refused(5, "pose", clip, "--out", tmp_path)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (("inturn", "meas"), {"measure"}),
        (("inturn", "log", "p"), {"pain", "psfs"}),
        (("inturn", "measure", "--network", "h"), {"heavy"}),
        (("inturn", "today", "--per"), {"--person"}),
    ],
)
def test_bash_completes(typed: tuple[str, ...], offered: set[str]) -> None:
    environment = {
        "_INTURN_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(typed),
        "COMP_CWORD": str(len(typed) - 1),
    }
    command = [sys.executable, "-c", "import sys; sys.argv[0] = 'inturn'; from inturn.cli import main; main()"]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
    assert (set(done.stdout.split()), done.stderr) == (offered, "")


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_the_script_for_the_shell_is_printed() -> None:
    # the shell is found among the processes above; the second command keeps bash there
    command = ["bash", "-c", f"'{sys.executable}' -m inturn --show-completion; exit $?"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "complete -o default" in done.stdout
