"""Real clips of other movements: nothing is measured in them, and what was seen is said. Skipped where absent."""

from pathlib import Path

import pytest


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("clip", "seen"),
    [
        ("opencap-squat/video.mp4", "the person squatted 5 times"),
        ("opencap-walk/video.mp4", "no knee was lifted to hip height"),
        ("pose2sim/cam01.mp4", "no knee was lifted to hip height"),
    ],
)
def test_no_standing_test_is_found_in_other_movements(refused, real_data: Path, clip: str, seen: str) -> None:
    said = refused(4, "measure", real_data / "video" / clip, "--network", "full", "--no-overlay")
    assert "No standing test found; what was seen:" in said
    assert seen in said
