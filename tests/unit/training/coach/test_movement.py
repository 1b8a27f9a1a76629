"""When a movement is on its way and when it is nearly back."""

from math import radians

import pytest

from inturn.programme.coach_file import load_coach
from inturn.training.coach.movement import Movement, step_movement
from inturn.training.coach.own import OwnRange
from tests.unit.training.coach.test_vetoes import reading

RULES = load_coach()
HINGE = RULES.exercise("deadlift").excursion
OWN = OwnRange(travel=radians(80), drop=0.4, by_height=0.8)  # from the front


def stages(drops: list[float], leans: list[float]) -> list[str]:
    """Stages of a movement that loses so much height (trunk lengths) while the trunk seems to lean so (degrees)."""
    assert HINGE is not None
    rest = reading(0.0, trunk=0.0)
    move, told = Movement(rest.values, 0.0, "rest", (rest,), (0.0,)), []
    for i, (drop, lean) in enumerate(zip(drops, leans, strict=True)):
        at = reading(0.1 * (i + 1), trunk=radians(lean), height=rest.of("height") - drop)
        move, _ = step_movement(move, at, HINGE, RULES.common, OWN)
        told.append(move.stage)
    return told


def test_who_bends_to_the_camera_and_is_seen_taller_for_it_is_not_back() -> None:
    """As a hinge was seen from the front: the height goes down all the while, the trunk seems upright for a moment."""
    drops = [0.004, 0.010, 0.020, 0.032, 0.043, 0.053, 0.076, 0.114]
    leans = [0.0, 2.0, 3.0, -7.0, -9.0, 6.0, 17.0, 24.0]
    assert stages(drops, leans)[1:] == ["out"] * 7


def test_who_stays_a_little_lower_after_a_small_movement_is_back_all_the_same() -> None:
    told = stages([0.02, 0.05, 0.05, *(0.035,) * 12], [2.0, 4.0, 5.0, *(-20.0,) * 12])
    assert told[2] == "out"
    assert "closing" in told[-6:]


@pytest.mark.parametrize("back", [0.03, 0.01])
def test_who_comes_up_again_is(back: float) -> None:
    told = stages([0.02, 0.1, 0.3, 0.4, 0.3, 0.1, back], [5.0, 20.0, 60.0, 80.0, 60.0, 20.0, 5.0])
    assert told[2:5] == ["out"] * 3
    assert told[-1] == "closing"
