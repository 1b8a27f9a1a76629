"""The turn of the pelvis: what is left and right of it, what is said of whom, and what is not said."""

from math import degrees, isnan, radians

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.programme.coach_file import load_coach
from inturn.training.coach.learnt import MIDDLE, features, learnt_map
from inturn.training.coach.machine import start, step
from inturn.training.coach.points import Body, Point
from inturn.training.coach.turning import SEEN, turned
from tests.unit.training.coach.figure import Film, film, squat, writer

PARTNER = [1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 12]
STOOD = np.array(
    [[40, -140], [-40, -140], [22, -85], [-22, -85], [24, -42], [-24, -42], [24, 0], [-24, 0], [20, 5], [-20, 5],
     [30, 12], [-12, 12], [4, -170.0]]
)  # fmt: skip
TRUNK = 55.0


def body(points: np.ndarray) -> Body:
    """A body of these thirteen points; what else it has does not count."""
    p: list[Point] = [(float(u), float(v)) for u, v in points]
    pairs = [(p[2 * i], p[2 * i + 1]) for i in range(6)]
    none = ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0))
    nowhere = ((0.0, 0.0), (0.0, 0.0))
    return Body(0.0, *pairs, nowhere, p[12], none, none, none, none)


def as_points(points: np.ndarray) -> tuple[Point, ...]:
    return tuple((float(u), float(v)) for u, v in points)


shifts = st.lists(st.floats(-12.0, 12.0), min_size=26, max_size=26).map(lambda v: np.array(v).reshape(13, 2))
aways = st.floats(*SEEN)


@given(shifts, aways)
def test_a_mirrored_picture_turns_the_other_way(shift: np.ndarray, away: float) -> None:
    now = STOOD + shift
    left = turned(body(now), as_points(STOOD), TRUNK, away)
    mirror = np.array([-1.0, 1.0])
    right = turned(body(now[PARTNER] * mirror), as_points(STOOD[PARTNER] * mirror), TRUNK, -away)
    assert right == pytest.approx(-left, abs=1e-9)


@given(shifts, aways, st.floats(0.3, 4.0), st.floats(-500.0, 500.0))
def test_neither_the_size_nor_the_place_in_the_picture_counts(
    shift: np.ndarray, away: float, size: float, place: float
) -> None:
    once = turned(body(STOOD + shift), as_points(STOOD), TRUNK, away)
    again = turned(body(size * (STOOD + shift) + place), as_points(size * STOOD + place), size * TRUNK, away)
    assert again == pytest.approx(once, abs=1e-6)


@pytest.mark.parametrize("away", [0.0, SEEN[0] - 0.01, SEEN[1] + 0.01, -SEEN[1] - 0.01, 3.0])
def test_from_where_it_does_not_show_nothing_is_said(away: float) -> None:
    assert isnan(turned(body(STOOD), as_points(STOOD), TRUNK, away))


def test_the_map_has_a_weight_for_each_feature_and_products_vanish_in_the_middle_of_the_views() -> None:
    values = features(STOOD + 3.0, STOOD, TRUNK, MIDDLE)
    assert values.shape == learnt_map("turn.toml", "turn").weights.shape == (78,)
    assert np.all(values[52:] == 0.0)
    assert np.allclose(values[:26], 3.0 / TRUNK)


def test_a_knee_and_hip_that_go_back_beside_ones_that_go_forward_are_a_turn_to_that_side() -> None:
    """The direction, on a squat's points: seen 45 degrees from the person's right, forward is to the right."""
    w = writer(squat(2)).repeat(squat(65)).hold(0.5)
    state = start(load_coach(), "squat", "left")
    states = []
    for frame in film(w.script, Film(turn=degrees(MIDDLE), noise_px=0.0)):
        state, _ = step(state, frame)
        states.append(state)
    deepest = max(
        (s for s in states if s.reading is not None), key=lambda s: s.reading.of("thigh") if s.reading else 0.0
    )
    seen, stance = deepest.body, deepest.ground.stance
    assert seen is not None
    assert stance is not None
    assert stance.turn == pytest.approx(MIDDLE, abs=radians(8))
    points = np.array([*seen.shoulder, *seen.hip, *seen.knee, *seen.ankle, *seen.heel, *seen.toe, seen.nose])

    def with_turn(left_back: float) -> float:
        moved = points.copy()
        for pair, share in ((0, 0.5), (2, 1.0), (4, 0.6)):
            moved[pair, 0] -= share * left_back
            moved[pair + 1, 0] += share * left_back
        return turned(body(moved), stance.places, stance.trunk, stance.turn)

    back, still, forward = with_turn(0.06 * stance.trunk), with_turn(0.0), with_turn(-0.06 * stance.trunk)
    assert back > still + radians(3)
    assert still > forward + radians(3)
