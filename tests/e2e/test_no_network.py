"""A whole measurement, native code included, without any network: the kernel ends the process at the first socket."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.no_network import supported

ROOT = Path(__file__).resolve().parents[2]

_FORBIDDEN = (
    "import sys; sys.path.insert(0, {root!r}); from tests.no_network import forbid_internet; forbid_internet()\n"
)


def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    script = _FORBIDDEN.format(root=str(ROOT)) + code
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)], capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(not supported(), reason="the kernel filter is written for Linux on x86-64 and ARM64")
class TestNoNetwork:
    def test_the_filter_itself_ends_a_process_that_opens_a_socket(self) -> None:
        done = run("import socket; socket.socket(socket.AF_INET)")
        assert done.returncode == -31, done.stderr  # SIGSYS

    def test_a_whole_measurement_opens_none(self, tmp_path: Path, clips: Path) -> None:
        code = "import sys; from inturn.cli import main; sys.argv[0] = 'inturn'; main()"
        done = run(code, "measure", clips / "one_side.mp4", "--network", "lite", "--out", tmp_path / "out", "--quiet")
        assert done.returncode == 0, done.stderr
        names = {file.name for file in (tmp_path / "out").iterdir()}
        assert names == {"result.json", "report.html", "report.pdf", "annotated.mp4", "recording.nc"}

    def test_the_programme_opens_none(self, tmp_path: Path) -> None:
        home = f"import os; os.environ['INTURN_HOME'] = {str(tmp_path / 'home')!r}\n"
        code = home + "import sys; from inturn.cli import main; sys.argv[0] = 'inturn'; main()"
        files = (tmp_path / "p.html", tmp_path / "p.pdf", tmp_path / "d.json", tmp_path / "d.zip")
        commands = (
            ("demo", "person"), ("today",), ("progress", "--html", files[0], "--pdf", files[1]),
            ("export", "--fhir", files[2], "--csv", files[3]), ("backup", tmp_path / "all.zip"),
        )  # fmt: skip
        for command in commands:
            done = run(code, *command)
            assert done.returncode == 0, done.stderr
        assert all(file.exists() for file in files)

    def test_openvino_telemetry_is_not_installed_and_cannot_be_imported(self) -> None:
        code = (
            "import sys; from inturn.sources.video.timing import milliseconds_a_picture; "
            "assert milliseconds_a_picture('lite', runs=1) > 0; assert sys.modules['openvino_telemetry'] is None"
        )
        done = run(code)
        assert done.returncode == 0, done.stderr
