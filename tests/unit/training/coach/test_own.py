"""A movement against the person's own range: by the signal and by the height lost with it."""

from math import cos, radians

import pytest

from inturn.programme.coach import Excursion, SignalRules, View
from inturn.programme.coach_file import load_coach
from inturn.training.coach.events import Repetition, Tempo
from inturn.training.coach.own import OwnRange, first_range, own_range

HEIGHT = SignalRules("height", 0.012, "height")
OWN = OwnRange(radians(50), 1.0 - cos(radians(50)))


SQUAT = Excursion("thigh", "rises", 0.0, 0.4, 0.26, 0.35, radians(30), HEIGHT, deepened_by=("trunk_forward",))
HINGE = Excursion("trunk", "rises", 0.0, 0.4, 0.26, 0.35, radians(25), HEIGHT, nearer=(0.1, 0.03))
COMMON = load_coach().common
NONE: frozenset[tuple[str, int]] = frozenset()


def repetition(travel: float, drop: float, number: int = 1, view: View = "front") -> Repetition:
    return Repetition(number, 0.0, 2.0, 4.0, travel, travel, Tempo(2.0, 0.0, 2.0), view, drop)


def test_the_whole_range_is_one_and_nothing_is_none() -> None:
    assert OWN.share(OWN.travel, OWN.drop) == pytest.approx(1.0)
    assert OWN.share(0.0, 0.0) == 0.0


@pytest.mark.parametrize("angle", [15.0, 25.0, 35.0])
def test_signal_and_height_of_one_movement_tell_nearly_the_same(angle: float) -> None:
    x = radians(angle)
    assert OWN.share(x, 1.0 - cos(x)) == pytest.approx(x / OWN.travel, abs=0.02)


def test_a_signal_that_wanders_at_unchanged_height_is_half_as_far() -> None:
    assert OWN.share(radians(22), 0.0) == pytest.approx(0.22)
    assert OWN.share(radians(22), -0.01) == pytest.approx(0.22)  # somebody who grows is not lowered


def test_an_exercise_that_raises_the_body_is_told_by_its_signal_alone() -> None:
    rises = OwnRange(1.0, -0.4)
    assert not rises.lowers
    assert rises.share(0.4, -0.1) == pytest.approx(0.4)


def test_the_own_range_is_that_of_the_deeper_half() -> None:
    assert own_range((), SQUAT, NONE, "side") is None
    found = own_range([repetition(0.5, 0.2), repetition(1.0, 0.5), repetition(0.9, 0.4)], SQUAT, NONE, "side")
    assert found == OwnRange(pytest.approx(0.95), pytest.approx(0.45))


def test_what_only_seems_deeper_is_none_of_the_own_range_unless_all_do() -> None:
    reps = [repetition(0.9, 0.4, 1), repetition(0.9, 0.4, 2), repetition(1.2, 0.8, 3), repetition(1.2, 0.8, 4)]
    plain = OwnRange(pytest.approx(0.9), pytest.approx(0.4))
    forward = OwnRange(pytest.approx(1.2), pytest.approx(0.8))
    told = {("trunk_forward", 3), ("trunk_forward", 4), ("too_fast", 1)}
    assert own_range(reps, SQUAT, NONE, "side") == forward
    assert own_range(reps, SQUAT, told, "side") == plain
    assert own_range(reps[2:], SQUAT, told, "side") == forward
    assert own_range(reps, HINGE, told, "side").travel == pytest.approx(1.2)


@pytest.mark.parametrize(("view", "by_height"), [("front", 0.8), ("oblique", 0.5), ("side", 0.5)])
def test_what_is_seen_from_the_front_is_told_by_the_height_above_all(view: View, by_height: float) -> None:
    own = own_range([repetition(0.9, 0.4, view="side")], HINGE, NONE, view)  # wherever the others were seen from
    assert own == OwnRange(pytest.approx(0.9), pytest.approx(0.4), by_height)


def test_a_small_hinge_to_the_camera_is_a_repetition_and_an_attempt_is_none() -> None:
    """From the front a hinge of 52 degrees is read as 34, one of 35 as 6 and one of 20 as 10, their heights rightly."""
    own = OwnRange(radians(34), 0.5 * (1.0 - cos(radians(52))), by_height=0.8)
    small, attempt = (0.5 * (1.0 - cos(radians(x))) for x in (35, 20))
    assert own.share(radians(6), small) >= own.least(COMMON)
    assert own.share(radians(10), attempt) < own.least(COMMON)
    assert own.evenly.share(radians(6), small) < own.evenly.least(COMMON)


def test_a_return_is_over_when_both_ways_to_tell_it_say_so() -> None:
    own = OwnRange(1.0, 0.4, by_height=0.8)
    assert own.left(-0.3, 0.2) == pytest.approx(-0.06 + 0.4)  # seen taller: the height
    assert own.left(0.9, 0.02) == pytest.approx(0.45 + 0.025)  # a height read wrongly for a moment: both alike


@pytest.mark.parametrize(
    ("degrees", "drop", "enough"),
    [(31, 0.18, True), (26, 0.38, True), (26, 0.02, False), (50, 0.0, False), (22, 0.1, False)],
    ids=["smallest", "seen too upright", "signal alone", "knee lifted", "half a movement"],
)
def test_before_the_first_repetition_height_and_signal_tell_the_smallest(
    degrees: float, drop: float, enough: bool
) -> None:
    rule = Excursion("thigh", "rises", 0.0, 0.4, 0.26, 0.35, radians(30), HEIGHT, full_drop=0.17)
    assert (first_range(rule).share(radians(degrees), drop) >= 1.0) == enough


def test_without_a_height_the_first_range_is_the_signal_s() -> None:
    rule = Excursion("trunk", "rises", 0.0, 0.4, 0.26, 0.35, radians(30), HEIGHT)
    assert first_range(rule).share(radians(30), 0.0) == pytest.approx(1.0)


def test_a_return_is_told_by_the_height_itself_not_by_its_root() -> None:
    own = OwnRange(1.0, 0.4)
    assert own.sunk(0.1) == pytest.approx(0.5)
    assert own.left(0.0, 0.1) == pytest.approx(0.125)
    assert own.left(1.0, 0.4) == own.far(1.0, 0.4) == pytest.approx(1.0)
    assert OwnRange(1.0, -0.4).left(0.3, 0.2) == pytest.approx(0.3)
