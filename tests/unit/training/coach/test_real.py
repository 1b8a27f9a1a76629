"""Real people: marker recordings before an invented camera, and single pictures' landmarks. Thresholds know neither."""

from math import degrees
from pathlib import Path

import pytest

from inturn.programme.coach_file import load_coach
from inturn.training.coach.events import Repetition
from inturn.training.coach.machine import detect
from inturn.training.coach.points import Window, keep, steady
from inturn.training.coach.signals import read
from inturn.training.coach.stance import stance_of
from tests.unit.training.coach.real import filmed, rows

pytestmark = pytest.mark.real_data
RULES = load_coach()
BOTTOMS_S = (1.36, 3.93, 6.70, 9.41, 12.26)
HALF_WAY_DEG = 45.0  # between hanging and level


@pytest.mark.parametrize("azimuth", [0.0, 20.0, 45.0, -45.0, 90.0, -90.0])
def test_five_squats_at_their_bottoms_from_every_side(real_data: Path, azimuth: float) -> None:
    path = real_data / "markers" / "subject4" / "MarkerData" / "squats1.trc"
    found = [e for e in detect(filmed(path, azimuth), RULES, "squat", "left") if isinstance(e, Repetition)]
    assert [r.bottom_s for r in found] == pytest.approx(BOTTOMS_S, abs=0.2)


@pytest.mark.parametrize("name", ["walking1", "walkingTI1", "walkingTO1", "walkingTS1", "static1"])
@pytest.mark.parametrize("exercise", ["squat", "deadlift"])
def test_walking_and_standing_are_no_repetitions(real_data: Path, name: str, exercise: str) -> None:
    path = real_data / "markers" / "subject4" / "MarkerData" / f"{name}.trc"
    events = detect(filmed(path, 45.0), RULES, exercise, "left")
    assert not [e for e in events if isinstance(e, Repetition)]


def test_asymmetric_squats_are_five_too(real_data: Path) -> None:
    path = real_data / "markers" / "subject4" / "MarkerData" / "squatsAsym1.trc"
    events = detect(filmed(path, 45.0, every=10), RULES, "squat", "right")
    assert len([e for e in events if isinstance(e, Repetition)]) == 5


def test_rows_of_landmarks_are_classed_by_the_thighs(real_data: Path) -> None:
    right: dict[str, list[bool]] = {"squats_up": [], "squats_down": []}
    for name, frames in rows(real_data / "pose" / "mlkit" / "fitness_pose_samples.csv"):
        if name not in right:
            continue
        window = Window()
        for frame in frames:
            window = keep(window, frame, 1.0)
        body = steady(window)
        assert body is not None
        thigh = degrees(read(body, stance_of(body, measured=False), None).of("thigh"))
        right[name].append((thigh >= HALF_WAY_DEG) == (name == "squats_down"))
    assert sum(right["squats_down"]) / len(right["squats_down"]) >= 0.98
    assert sum(right["squats_up"]) / len(right["squats_up"]) >= 0.95
