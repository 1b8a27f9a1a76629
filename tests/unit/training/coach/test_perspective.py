"""What a camera at hip height, three metres away, hides of a squat's depth: a pinhole of the test's own says."""

from math import acos, cos, degrees, radians, sin

import pytest

from inturn.training.coach.perspective import thigh_of

LEG_M, TRUNK_M, SHINS = 0.42, 0.42 / 0.87, 0.55


def seen_from_the_front(thigh_deg: float, away_m: float = 6 * TRUNK_M) -> float:
    """Angle that the height of a thigh in the picture gives, against standing."""
    camera_m = 2 * LEG_M

    def row(height_m: float, nearer_m: float) -> float:
        return (camera_m - height_m) / (away_m - nearer_m)

    def tall(angle: float) -> float:
        shin = SHINS * angle
        knee = LEG_M * cos(shin), LEG_M * sin(shin)
        return row(*knee) - row(knee[0] + LEG_M * cos(angle), knee[1] - LEG_M * sin(angle))

    return degrees(acos(tall(radians(thigh_deg)) / tall(0.0)))


@pytest.mark.parametrize("depth", [20.0, 40.0, 60.0, 80.0])
def test_what_the_front_hides_is_given_back(depth: float) -> None:
    seen = seen_from_the_front(depth)
    assert seen < depth - 1.0
    assert degrees(thigh_of(radians(seen), 0.0, SHINS)) == pytest.approx(depth, abs=1.0)


def test_it_is_the_same_to_both_sides_and_least_from_aside() -> None:
    seen = radians(55.0)
    front, oblique, side = (thigh_of(seen, radians(t), SHINS) for t in (0.0, 45.0, 90.0))
    assert front > oblique > side == pytest.approx(seen)
    assert thigh_of(seen, radians(-45.0), SHINS) == pytest.approx(oblique)


def test_deeper_is_seen_deeper_and_standing_stands() -> None:
    told = [thigh_of(radians(d), 0.3, SHINS) for d in range(0, 90, 5)]
    assert told == sorted(told)
    assert told[0] == pytest.approx(0.0, abs=1e-9)
