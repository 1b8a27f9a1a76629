"""A movement against the person's own range: by the signal and by the height lost with it."""

from math import cos, radians

import pytest

from inturn.programme.coach import Excursion, SignalRules
from inturn.training.coach.events import Repetition, Tempo
from inturn.training.coach.own import OwnRange, first_range, own_range

HEIGHT = SignalRules("height", 0.012, "height")
OWN = OwnRange(radians(50), 1.0 - cos(radians(50)))


def repetition(travel: float, drop: float) -> Repetition:
    return Repetition(1, 0.0, 2.0, 4.0, travel, travel, Tempo(2.0, 0.0, 2.0), "front", drop)


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
    assert own_range(()) is None
    found = own_range([repetition(0.5, 0.2), repetition(1.0, 0.5), repetition(0.9, 0.4)])
    assert found == OwnRange(pytest.approx(0.95), pytest.approx(0.45))


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
