"""When a movement is on its way and when it is nearly back."""

from dataclasses import replace
from math import radians

import numpy as np
import pytest

from inturn.programme.coach_file import load_coach
from inturn.training.coach.events import Attempt, Event, Repetition
from inturn.training.coach.ground import Ground
from inturn.training.coach.movement import Movement, step_movement
from inturn.training.coach.own import OwnRange
from inturn.training.coach.repetitions import Repetitions, finish
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
    told = stages([0.02, 0.05, 0.05, *(0.035,) * 25], [2.0, 4.0, 5.0, *(-20.0,) * 25])
    assert told[2] == "out"
    assert "closing" in told[-6:]


@pytest.mark.parametrize("back", [0.03, 0.01])
def test_who_comes_up_again_is(back: float) -> None:
    told = stages([0.02, 0.1, 0.3, 0.4, 0.3, 0.1, back], [5.0, 20.0, 60.0, 80.0, 60.0, 20.0, 5.0])
    assert told[2:5] == ["out"] * 3
    assert told[-1] == "closing"


def told_after(last_end_s: float) -> list[Event]:
    """What somebody is told who comes back from 30 degrees within a second, after a movement that ended then."""
    shares = np.concatenate([np.linspace(0.0, 1.0, 6), np.ones(4), np.linspace(1.0, 0.0, 11)])
    rest = reading(0.0, trunk=0.0)
    moments = tuple(
        replace(
            reading(0.1 * i, trunk=radians(30.0 * x), height=rest.of("height") - 0.1 * x),
            trunk_px=100.0, turn=0.0, track=(20.0 * x, 10.0 * x, 3.0 * x, 0.0, 0.0, 0.0, 0.0, 0.0, 70.0),
        )
        for i, x in enumerate(shares)
    )  # fmt: skip
    excursion = tuple(radians(30.0 * x) for x in shares)
    move = Movement(rest.values, 0.0, "closing", moments, excursion, max(excursion), 1.9, 0.0, 0.0, began_s=0.3)
    mine = Repetitions(move, last_end_s=last_end_s)
    deadlift = RULES.exercise("deadlift")
    return list(finish(mine, deadlift, RULES.common, Ground(), "left", "unfinished")[1])


def test_what_is_left_of_a_movement_that_ended_is_no_other_one() -> None:
    assert any(isinstance(e, Repetition | Attempt) for e in told_after(0.0))
    assert told_after(1.0) == []
