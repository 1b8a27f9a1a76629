"""Each fault of the table, seen from where it can be judged and said to be unjudged elsewhere."""

from dataclasses import replace
from itertools import pairwise
from math import radians

import pytest

from inturn.programme.coach import During, ExerciseRules
from inturn.programme.coach_file import load_coach
from inturn.training.coach.events import Cue, Fault, Repetition, Tempo
from inturn.training.coach.faults import Seen, judge
from inturn.training.coach.faults import fault as fault_of
from inturn.training.coach.finding import assess_set
from inturn.training.coach.machine import detect
from inturn.training.coach.view import not_judged
from tests.unit.training.coach.figure import Film, Pose, film, hinge, squat, writer
from tests.unit.training.coach.test_vetoes import reading

pytestmark = pytest.mark.usefixtures("as_seen")
RULES = load_coach()
# The same with every fault judged, whether or not a network's points show it: these points do. The turn is learnt
# from people, whose shoulders and knees go along with the pelvis: a figure's is none (test_squatting.py).
SHOWN = replace(
    RULES,
    exercises=tuple(
        replace(e, faults=tuple(replace(f, unshown=()) for f in e.faults if f.id != "no_inward_turn"))
        for e in RULES.exercises
    ),
)
NOT_SHOWN = {
    ("deadlift", "rounded_back", "side"),
}
FRONT, OBLIQUE, SIDE = 0.0, 42.0, 85.0
GOOD_SQUAT = replace(squat(65), turn=14.0)
GOOD_HINGE = replace(hinge(60), thigh=14.0, shank=5.0)
STAND_HINGE = Pose(thigh=12, shank=5, trunk=2, stagger=0.3)
FLAT = Repetition(1, 0.0, 1.0, 2.0, 1.0, 1.0, Tempo(1.0, 0.0, 1.0), "oblique")
VIEWS = {"front": FRONT, "oblique": OBLIQUE, "side": SIDE}

# The table of what can be judged from which view.
TABLE = {
    ("squat", "too_shallow"): "front oblique side",
    ("squat", "too_fast"): "front oblique side",
    ("squat", "uneven_tempo"): "front oblique side",
    ("squat", "trunk_forward"): "oblique side",
    ("squat", "no_inward_turn"): "oblique",
    ("squat", "other_knee_in"): "front",
    ("squat", "heel_lifts"): "oblique side",
    ("deadlift", "heel_lifts"): "oblique side",
    ("deadlift", "knees_bend"): "oblique side",
    ("deadlift", "knees_straight"): "oblique side",
    ("deadlift", "rounded_back"): "side",
    ("deadlift", "not_staggered"): "oblique side",
    ("deadlift", "stick_leaves"): "",
}


def faults(exercise: str, rest: Pose, bad: Pose, turn: float, **tempo: float) -> dict[str, list[int]]:
    """Faults by name with the numbers of their repetitions: two good repetitions, then one bad one."""
    good = GOOD_SQUAT if exercise == "squat" else GOOD_HINGE
    w = writer(rest).repeat(good).repeat(good).repeat(bad, **tempo).hold(1.0)
    found: dict[str, list[int]] = {}
    for event in detect(film(w.script, Film(turn=turn, noise_px=0.4)), SHOWN, exercise, "left"):
        if isinstance(event, Fault):
            found.setdefault(event.name, []).append(event.repetition)
    return found


@pytest.mark.parametrize(("exercise", "fault"), sorted(TABLE))
def test_the_table_of_views_is_kept(exercise: str, fault: str) -> None:
    rules = RULES.exercise(exercise)
    for view in ("front", "oblique", "side"):
        why = dict(not_judged(rules, view, side_known=True))  # type: ignore[arg-type]
        if (exercise, fault, view) in NOT_SHOWN:
            assert why[fault] == "not_shown"
        else:
            assert (fault not in why) == (view in TABLE[(exercise, fault)].split())


@pytest.mark.parametrize(("network", "judged"), [("full", True), ("lite", False), ("heavy", False)])
@pytest.mark.parametrize(
    ("exercise", "fault"),
    [
        ("squat", "no_inward_turn"),
        ("deadlift", "heel_lifts"),
        ("deadlift", "knees_bend"),
        ("deadlift", "knees_straight"),
    ],
)
def test_what_was_learnt_is_judged_on_points_of_the_network_it_was_learnt_from(
    network: str, judged: bool, exercise: str, fault: str
) -> None:
    rules = RULES.by(network).exercise(exercise)
    assert dict(not_judged(rules, "oblique", side_known=True)).get(fault) == (None if judged else "not_shown")
    assert rules.fault(fault).judged_from("oblique") is judged
    assert rules.fault("too_shallow") == RULES.exercise(exercise).fault("too_shallow")


def test_what_the_points_do_not_show_is_never_said() -> None:
    """A back that looks shorter in the picture than it stood: said where it is judged, by the program never."""
    w = writer(STAND_HINGE).repeat(GOOD_HINGE).repeat(GOOD_HINGE).hold(1.0)
    frames = list(film(w.script, Film(turn=SIDE)))
    bowed = replace(RULES, exercises=tuple(_any_back_is_round(e) for e in SHOWN.exercises))
    for rules, said in ((bowed, True), (RULES, False)):
        finding = assess_set(frames, rules, "deadlift", "left", (480.0, 854.0))
        assert ("rounded_back" in {f.name for f in finding.faults}) == said
        assert (("rounded_back", "not_shown") in finding.not_judged) == (not said)


def _any_back_is_round(exercise: ExerciseRules) -> ExerciseRules:
    return replace(
        exercise, faults=tuple(replace(f, above=-1.0) if f.id == "rounded_back" else f for f in exercise.faults)
    )


@pytest.mark.parametrize("view", ["front", "oblique", "side"])
def test_a_clean_set_has_no_fault(view: str) -> None:
    assert faults("squat", squat(2), GOOD_SQUAT, VIEWS[view]) == {}
    assert faults("deadlift", STAND_HINGE, GOOD_HINGE, VIEWS[view]) == {}


@pytest.mark.parametrize(
    ("fault", "view", "bad"),
    [
        ("trunk_forward", "side", replace(GOOD_SQUAT, trunk=60)),
        ("trunk_forward", "oblique", replace(GOOD_SQUAT, trunk=60)),
        ("other_knee_in", "front", replace(GOOD_SQUAT, knee_in=0.06)),
        ("heel_lifts", "side", replace(GOOD_SQUAT, heel=0.05)),
        ("heel_lifts", "oblique", replace(GOOD_SQUAT, heel=0.05)),
        ("too_shallow", "front", replace(squat(40), turn=14)),
    ],
)
def test_faults_of_a_squat(fault: str, view: str, bad: Pose) -> None:
    assert faults("squat", squat(2), bad, VIEWS[view]) == {fault: [3]}


@pytest.mark.parametrize(
    ("fault", "view", "bad"),
    [
        ("knees_bend", "side", replace(GOOD_HINGE, thigh=30, shank=14)),
        ("knees_bend", "oblique", replace(GOOD_HINGE, thigh=30, shank=14)),
        ("knees_straight", "side", replace(GOOD_HINGE, thigh=3, shank=0)),
        ("too_shallow", "side", replace(GOOD_HINGE, trunk=38)),
        ("too_shallow", "side", replace(GOOD_HINGE, trunk=38, thigh=7, shank=4)),
        ("heel_lifts", "side", replace(GOOD_HINGE, heel=0.05)),
        ("heel_lifts", "oblique", replace(GOOD_HINGE, heel=0.05)),
    ],
)
def test_faults_of_a_deadlift(fault: str, view: str, bad: Pose) -> None:
    assert faults("deadlift", STAND_HINGE, bad, VIEWS[view]) == {fault: [3]}


@pytest.mark.parametrize("turn", [OBLIQUE, -OBLIQUE, SIDE, -SIDE])
def test_level_feet_are_told_of_every_repetition(turn: float) -> None:
    level = replace(STAND_HINGE, stagger=0.0)
    w = writer(level).repeat(replace(GOOD_HINGE, stagger=0.0)).repeat(replace(GOOD_HINGE, stagger=0.0)).hold(1.0)
    events = detect(film(w.script, Film(turn=turn)), RULES, "deadlift", "left")
    assert [f.repetition for f in events if isinstance(f, Fault) and f.name == "not_staggered"] == [1, 2]


def test_too_fast_and_uneven_tempo() -> None:
    assert "too_fast" in faults("squat", squat(2), GOOD_SQUAT, SIDE, down=0.7, pause=0.4, up=1.6)
    assert faults("squat", squat(2), GOOD_SQUAT, SIDE, down=4.6, pause=0.6, up=1.6) == {"uneven_tempo": [3]}


def test_one_cue_at_a_time_and_not_again_at_once() -> None:
    w = writer(squat(2))
    for _ in range(4):
        w.repeat(replace(GOOD_SQUAT, trunk=62, heel=0.06), down=1.6, pause=0.3, up=1.4)
    events = detect(film(w.hold(1).script, Film(turn=SIDE)), RULES, "squat", "left")
    cues = [e for e in events if isinstance(e, Cue)]
    assert {c.fault for c in cues} == {"trunk_forward"}
    gaps = [b.at_s - a.at_s for a, b in pairwise(cues)]
    assert cues
    assert all(gap >= RULES.common.cue_every - 1e-6 for gap in gaps)


def test_without_a_working_side_its_faults_are_said_to_be_unjudged() -> None:
    w = writer(squat(2)).repeat(squat(65)).repeat(squat(65)).hold(1)
    finding = assess_set(film(w.script, Film(turn=OBLIQUE)), RULES, "squat", None, (480.0, 854.0))
    assert ("no_inward_turn", "side_not_named") in finding.not_judged
    assert "no_inward_turn" not in {f.name for f in finding.faults}


@pytest.mark.parametrize("limit_deg", [-3.0, 0.0, 2.0])
def test_how_severe_is_a_share_of_what_may_differ_where_the_limit_is_near_zero(limit_deg: float) -> None:
    """A squat not turned at all is 4.5 degrees beyond: once what one's own may differ by, whatever the limit."""
    rule = next(f for f in RULES.exercise("squat").faults if f.id == "no_inward_turn")
    assert rule.own_below is not None
    limit = radians(limit_deg)
    limited = replace(rule, below=limit, above=None)
    assert fault_of(limited, FLAT, limit - rule.own_below, "left").severity == pytest.approx(1.0)
    assert fault_of(limited, FLAT, limit, "left").severity == 0.0


@pytest.mark.parametrize("during", ["deep", "bottom", "all"])
def test_a_mean_is_that_of_the_moments_of_its_part(during: During) -> None:
    """An excursion of 0, 2, 4 .. 10 .. 0, and a signal, the tenth of it: deep is from 5 on, the bottom from 9."""
    excursion = (*range(0, 11, 2), *range(8, -1, -2))
    readings = tuple(reading(0.1 * i, front_knee=0.1 * x) for i, x in enumerate(excursion))
    rule = replace(
        RULES.exercise("deadlift").fault("knees_straight"), during=during, measure="mean", below=None, above=0.0
    )
    seen = Seen(replace(FLAT, end_s=1.1), readings, tuple(map(float, excursion)), reading(0.0).values)
    exercise = replace(RULES.exercise("deadlift"), faults=(rule,))
    expected = {"deep": (6, 8, 10, 8, 6), "bottom": (10,), "all": excursion}[during]
    assert judge(exercise, seen, None)[0].value == pytest.approx(0.1 * sum(expected) / len(expected))


def test_how_severe_is_a_share_of_the_limit_elsewhere() -> None:
    rule = next(f for f in RULES.exercise("squat").faults if f.id == "trunk_forward" and f.own_above is None)
    assert rule.above is not None
    assert fault_of(rule, FLAT, 1.5 * rule.above, None).severity == pytest.approx(0.5)
