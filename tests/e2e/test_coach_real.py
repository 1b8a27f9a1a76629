"""Real squats, filmed by others, counted at the command line. Skipped where the recordings are absent."""

import json
from pathlib import Path

import pytest


@pytest.mark.real_data
@pytest.mark.slow
@pytest.mark.parametrize(
    ("clip", "bottoms", "attempts"),
    [
        ("opencap-squat/video.mp4", [1.36, 3.93, 6.70, 9.41, 12.26], 0),
        ("side-squat/squat.mp4", [10.3, 17.2], 0),
        ("tfjs/pose_squats.mp4", [2.1, 6.8], 1),
    ],
)
def test_real_squats_are_counted(inturn, real_data: Path, clip: str, bottoms: list[float], attempts: int) -> None:
    done = inturn("coach", "squat", real_data / "video" / clip, "--no-overlay", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert [r["bottom_s"] for r in told["repetitions"]] == pytest.approx(bottoms, abs=0.3)
    assert len(told["attempts"]) == attempts
    assert told["view"] in {"oblique", "side"}
