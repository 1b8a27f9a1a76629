"""Knees and heels are held against the set's own repetitions: against which, and what is said where half differ.

The stick figure is seen as it is. What the coach reads of a front leg undoes what a network draws, so that here, but
where that itself is looked at, the leg is read as it is seen.
"""

from dataclasses import replace

import numpy as np
import pytest

from inturn.programme.coach_file import load_coach
from inturn.training.coach.events import Fault
from inturn.training.coach.machine import detect
from tests.unit.training.coach.figure import Film, Pose, film, hinge, writer

RULES = load_coach()
SIDE = -85.0  # the left leg nearer
STAND = Pose(thigh=12, shank=5, trunk=2, stagger=0.3)
USUAL = replace(hinge(60), thigh=14.0, shank=5.0)
SLIGHTLY_BENT = Pose(thigh=4, shank=2, trunk=2, stagger=0.3)


def bent(knee: float, **other: float) -> Pose:
    """A hinge with the knees bent by so many degrees."""
    return replace(USUAL, thigh=0.74 * knee, shank=0.26 * knee, **other)


def told(*poses: Pose, rest: Pose = STAND, turn: float = SIDE) -> list[tuple[str, int]]:
    """Faults of a set of repetitions seen from the side, with their numbers."""
    w = writer(rest)
    for pose in poses:
        w.repeat(pose)
    events = detect(film(w.hold(1.0).script, Film(turn=turn, noise_px=0.4)), RULES, "deadlift", "left")
    return sorted((e.name, e.repetition) for e in events if isinstance(e, Fault))


@pytest.mark.usefixtures("as_seen")
@pytest.mark.parametrize(
    ("knees", "said"),
    [
        ((32, 32, 32, 32), []),  # a network that bends every knee alike accuses nobody
        ((32, 32, 54, 32), [("knees_bend", 3)]),
        ((26, 26, 15, 26), [("knees_straight", 3)]),
        ((19, 19, 11, 11), [("knees_straight", 3), ("knees_straight", 4)]),
        ((19, 19, 36, 36), [("knees_bend", 3), ("knees_bend", 4)]),
        ((19, 19, 54, 54), [("knees_bend", 3), ("knees_bend", 4)]),
        ((34, 34, 27, 34), []),  # 27 is not straight
        ((42, 42, 33, 42), [("knees_bend", 1), ("knees_bend", 2), ("knees_bend", 4)]),  # beyond 30, whatever the others
        ((19, 54, 54, 19), [("knees_bend", 2), ("knees_bend", 3)]),  # nobody straightens by 35
    ],
)
def test_knees_are_held_against_the_set_s_other_repetitions(
    knees: tuple[float, ...], said: list[tuple[str, int]]
) -> None:
    assert told(*(bent(k) for k in knees)) == said


@pytest.mark.usefixtures("as_seen")
@pytest.mark.parametrize(("turn", "said"), [(SIDE, []), (-SIDE, [("knees_straight", 3)])])
def test_of_a_hidden_leg_less_is_enough(turn: float, said: list[tuple[str, int]]) -> None:
    assert told(*(bent(k) for k in (22, 22, 19.5, 22)), turn=turn) == said


@pytest.mark.usefixtures("as_seen")
def test_what_is_hardly_bent_bends_nothing() -> None:
    """Ten more than the others, and no more than 14: still a knee that is hardly bent."""
    assert told(bent(4), bent(4), bent(14), bent(4), rest=SLIGHTLY_BENT) == []


@pytest.mark.usefixtures("as_seen")
def test_a_repetition_is_held_against_those_as_deep_as_it_is() -> None:
    """In a shallower hinge the network sees other knees, whatever they do."""
    deep, usual = bent(22, trunk=88), bent(20, trunk=52)
    assert told(bent(22), bent(22), bent(22), bent(12, trunk=38)) == [("too_shallow", 4)]
    faults = told(deep, usual, usual, usual, bent(12, trunk=52))
    assert [f for f in faults if f[0].startswith("knees")] == [("knees_straight", 5)]


@pytest.mark.usefixtures("as_seen")
@pytest.mark.parametrize("knee", [11.0, 36.0])
def test_beside_a_heel_that_lifts_no_knee_is_judged(knee: float) -> None:
    lifted = bent(knee, heel=0.06)
    assert told(USUAL, lifted, USUAL, lifted, USUAL) == [("heel_lifts", 2), ("heel_lifts", 4)]


@pytest.mark.usefixtures("as_seen")
def test_nor_are_others_held_against_it() -> None:
    lifted = bent(36.0, heel=0.06)
    assert told(*(USUAL,) * 3, *(lifted,) * 3) == [("heel_lifts", 4), ("heel_lifts", 5), ("heel_lifts", 6)]


@pytest.mark.usefixtures("as_seen")
def test_nor_is_it_judged_by_limits_of_its_own() -> None:
    assert told(replace(USUAL, thigh=-5.0, shank=-4.0, heel=0.26)) == [("heel_lifts", 1)]
    assert told(replace(USUAL, thigh=-5.0, shank=-4.0)) == [("knees_straight", 1)]


@pytest.mark.parametrize("sway_px", [8.0, 12.0])
def test_a_camera_that_moves_lifts_no_heel(sway_px: float) -> None:
    w = writer(STAND)
    for _ in range(5):
        w.repeat(USUAL)
    frames = [
        replace(f, pixel=f.pixel + np.array([0.0, sway_px * np.sin(2 * np.pi * f.time_s / 7.0)]))
        for f in film(w.hold(1.0).script, Film(turn=SIDE, noise_px=0.4))
    ]
    names = {e.name for e in detect(frames, RULES, "deadlift", "left") if isinstance(e, Fault)}
    assert "heel_lifts" not in names
