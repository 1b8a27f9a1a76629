"""The front leg of a hinge: which leg it is read of, what changes nothing, and what is not said."""

from dataclasses import replace
from math import degrees, isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.body.keypoints import Side
from inturn.programme.coach_file import load_coach
from inturn.training.coach.events import Fault, Repetition
from inturn.training.coach.hinging import FILE, SEEN, front_leg, left_ahead, nearness
from inturn.training.coach.learnt import learnt_map
from inturn.training.coach.machine import detect, start, step
from tests.unit.training.coach.figure import Film, Pose, film, hinge, writer
from tests.unit.training.coach.test_squatting import PARTNER, STOOD, TRUNK, as_points, body, shifts

aways = st.floats(*SEEN)
fronts = st.sampled_from((0, 1))
MIRROR = np.array([-1.0, 1.0])
RULES = load_coach()
STAND = Pose(thigh=12, shank=5, trunk=2, stagger=0.3)


def leg(now: np.ndarray, stood: np.ndarray, trunk: float, away: float, front: int | None) -> tuple[float, float]:
    return front_leg(body(now), as_points(stood), trunk, away, front)


@given(shifts, aways, fronts)
def test_a_mirrored_picture_shows_the_same_of_the_other_leg(shift: np.ndarray, away: float, front: int) -> None:
    once = leg(STOOD + shift, STOOD, TRUNK, away, front)
    again = leg((STOOD + shift)[PARTNER] * MIRROR, STOOD[PARTNER] * MIRROR, TRUNK, -away, 1 - front)
    assert again == pytest.approx(once, abs=1e-9)


@given(shifts, aways, fronts, st.floats(0.3, 4.0), st.tuples(st.floats(-90, 90), st.floats(-90, 90)))
def test_neither_size_nor_place_nor_a_camera_that_moves_counts(
    shift: np.ndarray, away: float, front: int, size: float, moved: tuple[float, float]
) -> None:
    once = leg(STOOD + shift, STOOD, TRUNK, away, front)
    again = leg(size * (STOOD + shift) + np.array(moved), size * STOOD, size * TRUNK, away, front)
    assert again == pytest.approx(once, abs=1e-6)


@given(shifts, aways)
def test_the_near_leg_and_the_far_one_are_read_by_maps_of_their_own(shift: np.ndarray, away: float) -> None:
    near, far = (leg(STOOD + shift, STOOD, TRUNK, away, front) for front in (1, 0))
    assert near != far
    assert (nearness(1, away), nearness(0, away), nearness(0, -away)) == ("near", "far", "near")


@pytest.mark.parametrize("away", [0.0, SEEN[0] - 0.01, SEEN[1] + 0.01, -SEEN[1] - 0.01, 3.0])
def test_from_where_it_does_not_show_nothing_is_said(away: float) -> None:
    assert all(isnan(x) for x in leg(STOOD, STOOD, TRUNK, away, 0))


def test_of_no_leg_nothing_is_said() -> None:
    assert all(isnan(x) for x in leg(STOOD, STOOD, TRUNK, 1.0, None))


@pytest.mark.parametrize("table", ["knee_near", "knee_far", "heel_near", "heel_far"])
def test_the_maps_read_every_feature(table: str) -> None:
    weights = learnt_map(FILE, table).weights
    assert weights.shape == (185,)
    assert np.isfinite(weights).all()
    assert np.count_nonzero(weights) > 70


@given(shifts, aways, st.floats(0.3, 4.0), st.tuples(st.floats(-90, 90), st.floats(-90, 90)))
def test_a_mirrored_picture_shows_the_other_foot_ahead_wherever_and_however_large_it_is(
    shift: np.ndarray, away: float, size: float, moved: tuple[float, float]
) -> None:
    once = left_ahead(as_points(STOOD + shift), TRUNK, away)
    mirrored = as_points((STOOD + shift)[PARTNER] * MIRROR)
    assert left_ahead(mirrored, TRUNK, -away) == pytest.approx(-once, abs=1e-9)
    elsewhere = as_points(size * (STOOD + shift) + np.array(moved))
    assert left_ahead(elsewhere, size * TRUNK, away) == pytest.approx(once, abs=1e-6)


@pytest.mark.parametrize("away", [0.0, SEEN[0] - 0.01, SEEN[1] + 0.01, -SEEN[1] - 0.01, 3.0])
def test_from_where_it_does_not_show_no_foot_is_ahead(away: float) -> None:
    assert isnan(left_ahead(as_points(STOOD), TRUNK, away))


@pytest.mark.parametrize("turn", [42.0, -42.0, 85.0, -85.0])
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_foot_that_is_put_ahead_is_read_so(turn: float, side: Side) -> None:
    """The figure is none of those it was learnt from: which foot is ahead counts, not how far."""

    def read(stagger: float) -> tuple[float, float]:
        state = start(RULES, "deadlift", side)
        for frame in film(writer(replace(STAND, stagger=stagger)).hold(1.0).script, Film(turn=turn, noise_px=0.0)):
            state, _ = step(state, frame)
        assert state.reading is not None
        stance = state.ground.stance
        assert stance is not None
        learnt = left_ahead(stance.places, stance.trunk, stance.turn)
        assert state.reading.of("front_ahead") == pytest.approx(0.5 * (towards * learnt + state.reading.of("stagger")))
        return learnt, towards * state.reading.of("front_ahead")

    towards = 1.0 if side == "left" else -1.0  # the figure's left foot is ahead
    (learnt, told), (learnt_level, told_level), (learnt_behind, told_behind) = read(0.3), read(0.0), read(-0.3)
    assert learnt > learnt_level + 0.2 > learnt_behind + 0.2
    assert told > told_level + 0.3 > told_behind + 0.3


def at_the_bottom(pose: Pose, turn: float, side: Side | None) -> tuple[float, float]:
    """Bend of the front knee, degrees, and rise of its heel, as the coach reads them of a held hinge."""
    state = start(RULES, "deadlift", side)
    for frame in film(writer(STAND).go(pose, 1.5).hold(1.0).script, Film(turn=turn, noise_px=0.0)):
        state, _ = step(state, frame)
    assert state.reading is not None
    return degrees(state.reading.of("front_knee")), state.reading.of("front_heel")


@pytest.mark.parametrize("turn", [42.0, -42.0, 85.0, -85.0])
def test_a_knee_that_bends_and_a_heel_that_lifts_are_read_as_such(turn: float) -> None:
    """The figure is none of those it was learnt from: which way it goes counts, not how far."""
    usual = replace(hinge(60), thigh=14.0, shank=5.0)
    knee, heel = at_the_bottom(usual, turn, "left")
    more, _ = at_the_bottom(replace(usual, thigh=28.0, shank=14.0), turn, "left")
    less, _ = at_the_bottom(replace(usual, thigh=3.0, shank=1.0), turn, "left")
    _, lifted = at_the_bottom(replace(usual, heel=0.08), turn, "left")
    assert less + 5.0 < knee < more - 5.0
    assert lifted > heel + 0.05


@pytest.mark.parametrize("turn", [42.0, 85.0, -85.0])
def test_where_no_side_is_named_the_leg_that_stands_ahead_is_read(turn: float) -> None:
    usual = replace(hinge(60), thigh=14.0, shank=5.0)
    named, found = at_the_bottom(usual, turn, "left"), at_the_bottom(usual, turn, None)  # the left foot is ahead
    assert found == pytest.approx(named)
    assert found != pytest.approx(at_the_bottom(usual, turn, "right"))


def test_nothing_is_read_before_somebody_stood() -> None:
    state = start(RULES, "deadlift", "left")
    for frame in film(writer(hinge(60)).hold(0.2).script, Film(turn=85.0, noise_px=0.0)):
        state, _ = step(state, frame)
    assert state.reading is None or isnan(state.reading.of("front_knee"))


@pytest.mark.usefixtures("as_seen")
@pytest.mark.parametrize(("side", "named"), [("left", "left"), (None, None)])
def test_a_fault_of_the_front_leg_names_it(side: Side | None, named: Side | None) -> None:
    usual = replace(hinge(60), thigh=14.0, shank=5.0)
    w = writer(STAND)
    for pose in (usual, usual, replace(usual, thigh=-5.0, shank=-4.0), usual):
        w.repeat(pose)
    events = detect(film(w.hold(1.0).script, Film(turn=85.0, noise_px=0.4)), RULES, "deadlift", side)
    assert len([e for e in events if isinstance(e, Repetition)]) == 4
    assert [(e.name, e.repetition, e.side) for e in events if isinstance(e, Fault)] == [("knees_straight", 3, named)]
