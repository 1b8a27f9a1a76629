"""A fault that is told by another rule from a view: by which rule, of which repetitions, on which network's points."""

from dataclasses import replace
from math import degrees, isfinite, radians, sin

import pytest

from inturn.body.keypoints import Side
from inturn.programme.coach import FaultRule, View
from inturn.programme.coach_file import load_coach
from inturn.training.coach.events import Fault, Repetition, Tempo
from inturn.training.coach.faults import compare
from inturn.training.coach.hinging import SEEN
from inturn.training.coach.machine import detect, start, step
from inturn.training.coach.signals import SEEN_ASIDE
from inturn.training.coach.squatting import Squatting
from inturn.training.coach.view import not_judged
from tests.unit.training.coach.figure import Film, Pose, film, hinge, squat, writer

RULES = load_coach()
SQUAT, HINGE = RULES.exercise("squat"), RULES.exercise("deadlift")
OBLIQUE, SIDE = 42.0, 85.0
TIPPED_AND_LIFTED = {"heel_lifts", "trunk_forward"}
BAD = replace(squat(65), trunk=60.0, heel=0.05)


def told(bottom: Pose, turn: float, network: str) -> set[str]:
    """Faults of the last of three squats."""
    w = writer(squat(2)).repeat(squat(65)).repeat(squat(65)).repeat(bottom).hold(1.0)
    events = detect(film(w.script, Film(turn=turn, noise_px=0.4)), RULES.by(network), "squat", "left")
    return {e.name for e in events if isinstance(e, Fault) and e.repetition == 3} & TIPPED_AND_LIFTED


@pytest.mark.parametrize(
    ("network", "turn", "by_map"), [("full", OBLIQUE, True), ("full", SIDE, False), ("heavy", OBLIQUE, False)]
)
def test_obliquely_the_map_decides_on_its_networks_points_and_geometry_elsewhere(
    monkeypatch: pytest.MonkeyPatch, network: str, turn: float, by_map: bool
) -> None:
    for said, faults in ((Squatting(0.3, radians(30), 0.3), TIPPED_AND_LIFTED), (Squatting(0.3, 0.0, 0.0), set())):
        monkeypatch.setattr("inturn.training.coach.signals.squatting", lambda *_, said=said: said)
        assert told(squat(65), turn, network) == (faults if by_map else set())
        assert told(BAD, turn, network) == (faults if by_map else TIPPED_AND_LIFTED)


def rep(number: int, view: View, heel: float) -> Repetition:
    at = 5.0 * number
    return Repetition(
        number, at, at + 2, at + 4, 1.0, 1.0, Tempo(2.0, 0.5, 2.0), view, 0.5, measured=(("heel_lifts", heel),)
    )


def test_a_repetition_is_held_against_those_that_the_same_rule_told() -> None:
    """Seen from the side heels seem to come up by 12 %, obliquely by 2: a phone was moved within the set."""
    side = tuple(rep(n, "side", 0.12) for n in (1, 2, 3, 4, 5))
    obliquely = tuple(rep(n, "oblique", heel) for n, heel in ((6, 0.02), (7, 0.02), (8, 0.09)))
    assert [(f.name, f.repetition, f.limit) for f in compare(SQUAT, (*side, *obliquely), frozenset())] == [
        ("heel_lifts", 8, pytest.approx(0.07))
    ]
    lifted = rep(9, "side", 0.2)
    assert [f.repetition for f in compare(SQUAT, (*side, *obliquely[:2], lifted), frozenset())] == [9]


def hinge_rep(number: int, knee: float, far: bool) -> Repetition:
    return replace(rep(number, "side", 0.0), measured=(("knees_straight", radians(knee)),), far=far)


def test_a_knee_that_the_other_leg_hides_is_held_against_hidden_ones_and_by_its_own_limit() -> None:
    """2 degrees less than the others: of a leg that is seen that is nothing, of a hidden one it is half of what is."""
    knees = (20.0, 20.0, 20.0, 18.0)
    far, near = (tuple(hinge_rep(n + 1, k, far) for n, k in enumerate(knees)) for far in (True, False))
    assert [(f.name, f.repetition) for f in compare(HINGE, far, frozenset())] == [("knees_straight", 4)]
    assert compare(HINGE, near, frozenset()) == ()
    turned_round = tuple(hinge_rep(n, 30.0, far=False) for n in (5, 6, 7))
    assert [f.repetition for f in compare(HINGE, (*far[:3], *turned_round), frozenset())] == []


def test_the_level_of_a_hidden_knee_says_nothing() -> None:
    """Read as bent by 32 where the others are read as bent by 34: who has straightened it is told all the same."""
    reps = tuple(hinge_rep(n + 1, k, far=True) for n, k in enumerate((34.0, 34.0, 32.0, 34.0)))
    assert [f.repetition for f in compare(HINGE, reps, frozenset())] == [3]


def test_repetitions_of_one_leg_are_held_against_one_another_where_the_view_ends() -> None:
    """Somebody who stands turned by 65 degrees is seen now obliquely, now from the side."""
    seen: tuple[View, ...] = ("oblique", "oblique", "side", "side")
    for far in (True, False):
        reps = tuple(
            replace(hinge_rep(n + 1, knee, far), view=view)
            for n, (knee, view) in enumerate(zip((20.0, 20.0, 20.0, 10.0), seen, strict=True))
        )
        assert [f.repetition for f in compare(HINGE, reps, frozenset())] == [4]


@pytest.mark.parametrize("spoilt", ["heel_lifts", "knees_bend", "too_fast"])
def test_beside_what_spoils_it_a_hidden_knee_is_not_judged_either(spoilt: str) -> None:
    reps = tuple(hinge_rep(n + 1, k, far=True) for n, k in enumerate((20.0, 20.0, 20.0, 18.0)))
    assert [f for f in compare(HINGE, reps, frozenset({(spoilt, 4)})) if f.name == "knees_straight"] == []


@pytest.mark.parametrize(
    ("turn", "side", "far"),
    [
        (85.0, "left", True), (85.0, "right", False), (-85.0, "left", False), (-85.0, "right", True),
        (5.0, "left", False), (85.0, None, False),
    ],
)  # fmt: skip
def test_a_repetition_says_whether_its_working_leg_is_the_far_one(turn: float, side: Side | None, far: bool) -> None:
    w = writer(Pose(thigh=12, shank=5, trunk=2, stagger=0.3)).repeat(hinge(60)).hold(1.0)
    events = detect(film(w.script, Film(turn=turn)), RULES, "deadlift", side)
    assert [e.far for e in events if isinstance(e, Repetition)] == [far]


def test_what_is_judged_obliquely_is_read_from_where_oblique_begins() -> None:
    begins = RULES.common.front_up_to
    assert sin(begins) >= SEEN_ASIDE
    assert begins >= SEEN[0]
    w = writer(Pose(thigh=12, shank=5, trunk=2, stagger=0.3)).repeat(hinge(60)).repeat(hinge(60)).hold(1.0)
    state = start(RULES, "deadlift", "left")
    for frame in film(w.script, Film(turn=degrees(begins) + 1.5, noise_px=0.2)):
        state, _ = step(state, frame)
    assert state.reading is not None
    assert all(isfinite(state.reading.of(name)) for name in ("stagger", "front_ahead", "trunk_lean", "front_knee"))


@pytest.mark.parametrize("working", ["left", "right"])
def test_the_turn_is_read_towards_the_working_side(monkeypatch: pytest.MonkeyPatch, working: str) -> None:
    """The pelvis turns to the own left by 17 degrees: on the right that is none."""
    monkeypatch.setattr("inturn.training.coach.signals.squatting", lambda *_: Squatting(0.3, 0.0, 0.0))
    w = writer(squat(2)).repeat(squat(65)).repeat(squat(65)).hold(1.0)
    side = "left" if working == "left" else "right"
    events = detect(film(w.script, Film(turn=OBLIQUE)), RULES, "squat", side)
    unturned = [e.repetition for e in events if isinstance(e, Fault) and e.name == "no_inward_turn"]
    assert unturned == ([] if working == "left" else [1, 2])


def test_what_stands_instead_says_whether_the_fault_is_judged() -> None:
    turn, lean = SQUAT.fault("no_inward_turn"), SQUAT.fault("trunk_forward")

    def why(rule: FaultRule) -> str | None:
        squats = replace(SQUAT, faults=(rule,))
        return dict(not_judged(squats, "oblique", side_known=False)).get(rule.id)

    obliquely = replace(turn, id=lean.id)
    assert why(replace(lean, instead=(obliquely,))) == "side_not_named"
    assert why(replace(lean, unshown=lean.views)) is None  # the one instead is shown
    assert why(replace(lean, unshown=lean.views, instead=())) == "not_shown"
