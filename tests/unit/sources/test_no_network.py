"""Looking at a video opens no internet connection, and OpenVINO's reporting of its use is never loaded."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.no_network import supported

ROOT = Path(__file__).parents[3]

LOOK = """
import sys
from tests.no_network import forbid_internet
forbid_internet()
from inturn.sources.video import read_video
recording = read_video(sys.argv[1], "lite")
assert recording.sizes["time"] == 60
assert sys.modules["openvino_telemetry"] is None
loaded = [name for name in sys.modules if name.startswith("openvino_telemetry.")]
assert not loaded, loaded
"""
CONNECT = """
from tests.no_network import forbid_internet
forbid_internet()
import socket
socket.socket(socket.AF_INET, socket.SOCK_STREAM)
"""


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.mark.skipif(not supported(), reason="the kernel filter is known for Linux on x86-64 and ARM64 only")
def test_a_video_is_read_with_the_network_forbidden(person: Path) -> None:
    done = run(LOOK, str(person))
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not supported(), reason="the kernel filter is known for Linux on x86-64 and ARM64 only")
def test_the_filter_would_have_noticed() -> None:
    assert run(CONNECT).returncode == -signal.SIGSYS
