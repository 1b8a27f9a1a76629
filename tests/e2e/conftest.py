"""The command line as a user runs it: in a process of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from inturn.cli.entry import main

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def inturn(tmp_path: Path) -> Run:
    """Run `inturn ARGUMENTS` in an empty folder; warnings are errors there too."""

    def run(*arguments: object, timeout: float = 600, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-W", "error", "-m", "inturn", *map(str, arguments)]
        return subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, timeout=timeout, check=False,
            env=os.environ | {"COLUMNS": "120"} | environment,
        )  # fmt: skip

    return run


@pytest.fixture
def inturn_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The same in this process, for what is about the work and not its process: loading everything takes 3 s each time.

    Warnings are errors here as in every test.
    """

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        words = ["inturn", *map(str, arguments)]
        before = [(number, signal.getsignal(number)) for number in (signal.SIGINT, signal.SIGTERM)]
        capsys.readouterr()
        with monkeypatch.context() as patch:
            patch.chdir(tmp_path)
            patch.setenv("COLUMNS", "120")
            patch.setattr(sys, "argv", words)
            code: object = 0
            try:
                main()
            except SystemExit as end:
                code = end.code or 0
            finally:
                for number, handler in before:
                    signal.signal(number, handler)
        out, error = capsys.readouterr()
        return subprocess.CompletedProcess(words, code if isinstance(code, int) else 1, out, error)

    return run


@pytest.fixture
def refused(inturn: Run, tmp_path: Path) -> Callable[..., str]:
    """Run a command that must fail with the given code: one sentence, no trace, nothing left behind. Its message."""

    def run(code: int, *arguments: object) -> str:
        before = sorted(tmp_path.rglob("*"))
        done = inturn(*arguments)
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        assert done.stderr.startswith("inturn: ")
        assert done.stderr.count("\n") == 1
        assert sorted(tmp_path.rglob("*")) == before
        return done.stderr.removeprefix("inturn: ").strip()

    return run
