"""What makes a movement something else, where it depends on the view; and the height that a movement cost."""

from dataclasses import replace
from math import nan, radians

import pytest

from inturn.programme.coach import SIGNALS, View
from inturn.programme.coach_file import load_coach
from inturn.training.coach.machine import start, step
from inturn.training.coach.movement import Movement, vetoed, whole
from inturn.training.coach.own import first_range
from inturn.training.coach.signals import Reading
from tests.unit.training.coach.figure import Film, Pose, film, squat, writer

RULES = load_coach()
SQUAT, DEADLIFT = RULES.exercise("squat"), RULES.exercise("deadlift")
STANDING = {"height": 2.0, "upper_height": 2.3, "hand_height": 1.5, "head_and_hands": 0.4}


def reading(time_s: float, **values: float) -> Reading:
    told = dict.fromkeys(SIGNALS, 0.0) | {"thigh_lean": nan, "trunk_lean": nan} | STANDING | values
    return Reading(time_s, tuple(told[name] for name in SIGNALS), 100.0, 50.0, 0.0)


def bottom(signal: str, **values: float) -> Movement:
    """Two seconds of rest, out within one, held for one, and back."""
    shares = [0.0] * 20 + [i / 10 for i in range(10)] + [1.0] * 10 + [1.0 - i / 10 for i in range(11)]
    rest = reading(0.0)
    readings = tuple(
        reading(0.1 * i, **{name: rest.of(name) + share * (value - rest.of(name)) for name, value in values.items()})
        for i, share in enumerate(shares)
    )
    excursion = tuple(r.of(signal) for r in readings)
    return Movement(rest.values, 0.0, "closing", readings, excursion, max(excursion), 4.5, 0.0, 0.0, began_s=2.2)


@pytest.mark.parametrize(
    ("values", "views"),
    [
        ({"hand_height": 0.05}, {"front"}),
        ({"hand_height": -0.05}, {"front", "oblique", "side"}),
        ({"upper_height": 0.92}, {"front"}),
        ({"upper_height": 0.88}, {"front", "oblique", "side"}),
        ({"trunk": radians(78)}, set()),
        ({"trunk": radians(83)}, {"side"}),
        ({"trunk": radians(90)}, {"front", "oblique", "side"}),
        ({"trunk": radians(70), "hand_height": 0.2, "upper_height": 1.1}, set()),
    ],
)
def test_hands_near_the_floor_are_told_by_view(values: dict[str, float], views: set[View]) -> None:
    """Hands that a trunk thrown forward brings down are seen near the floor: such a squat from the side had a trunk of
    78 degrees and hands at the ankles, and somebody who picked something up hands below them."""
    move = bottom("thigh", thigh=radians(70), **values)
    assert {view for view in ("front", "oblique", "side") if vetoed(SQUAT, move, view, 2)} == views


@pytest.mark.parametrize(
    ("values", "views"),
    [
        ({"hand_height": 0.05}, {"front", "oblique", "side"}),
        ({"upper_height": 0.92}, {"front", "oblique", "side"}),
        ({"upper_height": 1.0}, {"side"}),
        ({"trunk": radians(78)}, {"side"}),
        ({"trunk": radians(70), "hand_height": 0.2, "upper_height": 1.1}, set()),
    ],
)
@pytest.mark.parametrize("counted", [0, 1])
def test_before_a_set_has_two_repetitions_less_is_a_reach(
    counted: int, values: dict[str, float], views: set[View]
) -> None:
    move = bottom("thigh", thigh=radians(70), **values)
    assert {view for view in ("front", "oblique", "side") if vetoed(SQUAT, move, view, counted)} == views


def test_a_deep_hinge_with_bent_knees_is_one_once_hinges_are_known() -> None:
    move = bottom("trunk", trunk=radians(74), upper_height=1.12)
    assert [vetoed(DEADLIFT, move, "oblique", counted) is None for counted in (0, 1, 2, 5)] == [
        False,
        False,
        True,
        True,
    ]


def test_who_had_grown_before_a_movement_lost_no_height_by_it() -> None:
    rule = DEADLIFT.excursion
    assert rule is not None
    move = bottom("trunk", trunk=radians(30), height=1.9)
    grown = Movement(
        move.rest, 0.0, "closing",
        tuple(reading(r.time_s, trunk=r.of("trunk"), height=2.05 if r.time_s < 2.1 else r.of("height"))
              for r in move.readings),
        move.excursion, move.peak, 4.5, 0.0, 0.0, began_s=2.2,
    )  # fmt: skip
    own = first_range(rule)
    assert whole(move, rule, own, "behind").drop == pytest.approx(0.1)
    assert whole(grown, rule, own, "behind").drop == pytest.approx(0.1 + 0.012)  # no more than standing is unsure of


@pytest.mark.parametrize(("value", "views"), [(-0.1, {"front", "oblique", "side"}), (0.0, {"front"}), (0.1, set())])
@pytest.mark.parametrize("counted", [0, 5])
def test_who_squats_looks_at_the_floor_or_keeps_the_hands_off_it(value: float, views: set[View], counted: int) -> None:
    move = bottom("thigh", thigh=radians(70), head_and_hands=value)
    assert {view for view in ("front", "oblique", "side") if vetoed(SQUAT, move, view, counted)} == views


@pytest.mark.parametrize(("pose", "reaches"), [(squat(70), False), (replace(squat(80), trunk=110.0, hand=-0.1), True)])
def test_hands_at_the_floor_below_a_head_that_hangs_reach_for_it(pose: Pose, reaches: bool) -> None:
    state = start(RULES, "squat", "left")
    for frame in film(writer(squat(2)).go(pose, 1.5).hold(1.0).script, Film(turn=60.0, noise_px=0.0)):
        state, _ = step(state, frame)
    assert state.reading is not None
    assert (state.reading.of("head_and_hands") < 0.0) is reaches
