"""Linear algebra of a command runs on one thread: others would wait, and slow the network down that runs beside."""

import subprocess
import sys
from pathlib import Path

import pytest

COUNTED = """
import sys
from pathlib import Path
from inturn.cli import main
assert "numpy" not in sys.modules, "too late to say how many threads"
sys.argv = ["inturn", "--version"]
try:
    main()
except SystemExit:
    pass
import numpy as np
import scipy.linalg
scipy.linalg.cho_factor(np.eye(300) + np.ones((300, 300)) @ np.ones((300, 300)))
print(len(list(Path("/proc/self/task").iterdir())))
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted as Linux tells them")
def test_a_command_uses_one_thread_for_linear_algebra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    told = subprocess.run([sys.executable, "-c", COUNTED], check=True, capture_output=True, text=True).stdout
    assert told.split()[-1] == "1"
