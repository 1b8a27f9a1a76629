"""What is read of a squat seen obliquely: what is left and right of it, what changes nothing, and what is not said."""

from dataclasses import astuple, replace
from math import degrees, isnan, radians

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.programme.coach_file import load_coach
from inturn.training.coach.learnt import MIDDLE, features, learnt_map
from inturn.training.coach.machine import start, step
from inturn.training.coach.points import Body, Point
from inturn.training.coach.squatting import FILE, SEEN, Squatting, squat_features, squatting
from tests.unit.training.coach.figure import Film, Pose, film, squat, writer

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


def read(now: np.ndarray, stood: np.ndarray, trunk: float, away: float) -> Squatting:
    return squatting(body(now), as_points(stood), trunk, away)


@given(shifts, aways)
def test_a_mirrored_picture_turns_the_other_way_and_leans_and_lifts_alike(shift: np.ndarray, away: float) -> None:
    once, mirror = read(STOOD + shift, STOOD, TRUNK, away), np.array([-1.0, 1.0])
    again = read((STOOD + shift)[PARTNER] * mirror, STOOD[PARTNER] * mirror, TRUNK, -away)
    assert (again.turn, again.lean, again.heel) == pytest.approx((-once.turn, once.lean, once.heel), abs=1e-9)


@given(shifts, aways, st.floats(0.3, 4.0), st.tuples(st.floats(-500.0, 500.0), st.floats(-500.0, 500.0)))
def test_neither_the_size_nor_the_place_in_the_picture_nor_a_camera_that_moves_counts(
    shift: np.ndarray, away: float, size: float, moved: tuple[float, float]
) -> None:
    once = read(STOOD + shift, STOOD, TRUNK, away)
    again = read(size * (STOOD + shift) + np.array(moved), size * STOOD, size * TRUNK, away)
    assert astuple(again) == pytest.approx(astuple(once), abs=1e-6)


@pytest.mark.parametrize("away", [0.0, SEEN[0] - 0.01, SEEN[1] + 0.01, -SEEN[1] - 0.01, 3.0])
def test_from_where_it_does_not_show_nothing_is_said(away: float) -> None:
    assert all(isnan(x) for x in astuple(read(STOOD, STOOD, TRUNK, away)))


@given(shifts, aways)
def test_points_are_laid_over_the_stance_by_the_toes_alone(shift: np.ndarray, away: float) -> None:
    come = squat_features(as_points(STOOD + shift), as_points(STOOD), TRUNK, away)[:26].reshape(13, 2)
    moved = (shift if away > 0.0 else shift[PARTNER] * np.array([-1.0, 1.0])) / TRUNK
    assert come == pytest.approx(moved - moved[10:12].mean(axis=0), abs=1e-9)


@pytest.mark.parametrize("table", ["turn", "lean", "heel"])
def test_a_map_has_a_weight_for_each_feature_and_products_vanish_in_the_middle_of_the_views(table: str) -> None:
    values = features(STOOD + 3.0, STOOD, TRUNK, MIDDLE)
    weights = learnt_map(FILE, table).weights
    assert values.shape == weights.shape == (185,)
    assert np.count_nonzero(weights) > 70
    assert np.all(values[52:130] == 0.0)
    assert np.allclose(values[:26], 3.0 / TRUNK)


def at_the_bottom(pose: Pose, turn: float) -> Squatting:
    """What the coach reads of a held squat."""
    state = start(load_coach(), "squat", "left")
    for frame in film(writer(squat(2)).go(pose, 1.5).hold(1.0).script, Film(turn=turn, noise_px=0.0)):
        state, _ = step(state, frame)
    assert state.reading is not None
    return Squatting(*(state.reading.of(name) for name in ("turn", "squat_lean", "squat_heel")))


@pytest.mark.parametrize("turn", [35.0, -45.0, 58.0])
def test_a_trunk_that_tips_forward_and_heels_that_lift_are_read_as_such(turn: float) -> None:
    """The figure is none of those it was learnt from: which way it goes counts, not how far."""
    usual = at_the_bottom(squat(65), turn)
    tipped = at_the_bottom(replace(squat(65), trunk=60.0), turn)
    lifted = at_the_bottom(replace(squat(65), heel=0.08), turn)
    assert tipped.lean > usual.lean + radians(12)
    assert lifted.heel > usual.heel + 0.05


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
        return squatting(body(moved), stance.places, stance.trunk, stance.turn).turn

    back, still, forward = with_turn(0.06 * stance.trunk), with_turn(0.0), with_turn(-0.06 * stance.trunk)
    assert back > still + radians(3)
    assert still > forward + radians(3)
