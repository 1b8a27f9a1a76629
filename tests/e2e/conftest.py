"""The command line as a user runs it: in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

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
