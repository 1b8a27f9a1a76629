"""Every picture that the programme may name."""

from collections.abc import Callable, Mapping
from typing import Final

from inturn.report.figures import standing, training, understand
from inturn.report.figures.setup import camera_setup

PICTURES: Final[Mapping[str, Callable[[str], str]]] = {
    "hip_turns_inward": standing.hip_turns_inward,
    "step_and_pelvis": understand.step_and_pelvis,
    "pelvis_or_back_instead": standing.pelvis_or_back_instead,
    "weeks_ahead": understand.weeks_ahead,
    "camera_setup": camera_setup,
    "stick_setup": standing.stick_setup,
    "test_stand": standing.stand,
    "test_lift": standing.lift,
    "test_turn": standing.turn,
    "release_place": training.release_place,
    "release": training.release,
    "release_roll": training.release_roll,
    "squat_stand": training.squat_stand,
    "squat": training.squat,
    "squat_pull": training.squat_pull,
    "deadlift_stand": training.deadlift_stand,
    "deadlift_stick": training.deadlift_stick,
    "deadlift": training.deadlift,
    "deadlift_load": training.deadlift_load,
}


def picture(name: str, unique: str) -> str | None:
    """The drawing of that name as SVG, under an id that is unique on its page; None for a name without a drawing."""
    draw = PICTURES.get(name)
    return None if draw is None else draw(unique)
