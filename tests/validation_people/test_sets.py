"""Planned sets become movement in which exactly the planned faults are true."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.validation_people.stick_body import stick_body
from validation.people.exercise_truth import TrueTempo, read, to_json
from validation.people.fault_set import fault_lot, faults_of, first_lot
from validation.people.hinging import hinging_lot
from validation.people.joining import joined
from validation.people.plan import Style
from validation.people.pose import pose_body
from validation.people.random_set import CHANGES, EVERYWHERE, EXERCISES, FORM, VIEWS, random_lot, random_plan
from validation.people.rotations import Array
from validation.people.set_curves import even_step
from validation.people.set_film import film_of
from validation.people.set_moves import write_set
from validation.people.set_plan import HingeShape, RepetitionPlan, SetPlan, SquatShape
from validation.people.set_truth import Judged, read_movement, signals, true_repetitions
from validation.people.sets import compose
from validation.people.squatting import squatting_lot

FPS = 12
CALM = Style(half_stance=0.08, sway=0.0)
SQUAT = SquatShape(float(np.deg2rad(85)), 0.05, float(np.deg2rad(20)))
HINGE = HingeShape(float(np.deg2rad(60)), float(np.deg2rad(18)), 0.09, 0.15, float(np.deg2rad(22)))
CLEAN = RepetitionPlan(turn=float(np.deg2rad(16)))


def judged(plan: SetPlan) -> list[Judged]:
    """The truth of a plan, done by the stick body."""
    body = stick_body()
    posed = pose_body(body, write_set(plan, body.height_m, FPS, np.random.default_rng(1)))
    seen = signals(posed.skeleton, posed.rotations["thorax"], plan.side, 6)
    return true_repetitions(plan, seen, 0, FPS)[0]


def test_even_step_goes_from_nothing_to_all_and_is_symmetric() -> None:
    x = np.linspace(0, 1, 101)
    y = even_step(x)
    assert y[0] == 0
    assert y[-1] == 1
    assert (np.diff(y) >= 0).all()
    assert np.allclose(y + even_step(1 - x), 1)


@pytest.mark.parametrize("shape", [SQUAT, HINGE])
def test_clean_repetitions_have_no_fault_and_none_in_doubt(shape: SquatShape | HingeShape) -> None:
    clean = CLEAN if isinstance(shape, SquatShape) else replace(CLEAN, turn=0.0)
    told = judged(SetPlan("left", shape, (clean,) * 4, CALM))
    assert len(told) == 4
    assert all(j.repetition.faults == () and j.doubtful == () for j in told)


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("fault", sorted(CHANGES))
def test_a_planned_fault_is_true_of_its_repetition_alone(fault: str, side: str) -> None:
    shape = HINGE if fault in ("knees_bend", "knees_straight", "rounded_back") else SQUAT
    clean = CLEAN if shape is SQUAT else replace(CLEAN, turn=0.0)
    name, low, high = CHANGES[fault]
    bad = replace(clean, **{name: float(np.deg2rad(0.5 * (low + high)))})
    told = judged(SetPlan("left" if side == "left" else "right", shape, (clean, clean, bad, clean), CALM))
    assert fault in told[2].repetition.faults
    assert all(fault not in told[i].repetition.faults + told[i].doubtful for i in (0, 1, 3))


def test_depth_and_tempo_faults_are_those_of_the_plan() -> None:
    reps = (CLEAN, CLEAN, replace(CLEAN, depth=0.6), replace(CLEAN, lower_s=0.7), replace(CLEAN, lower_s=5.5), CLEAN)
    faults = [j.repetition.faults for j in judged(SetPlan("right", SQUAT, reps, CALM))]
    assert "too_shallow" in faults[2]
    assert "too_fast" in faults[3]
    assert "uneven_tempo" in faults[3]
    assert faults[4] == ("uneven_tempo",)
    assert faults[0] == faults[1] == faults[5] == ()


def test_level_feet_are_true_of_every_repetition() -> None:
    level = replace(HINGE, stagger=0.0, rear_heel=0.0)
    told = judged(SetPlan("left", level, (replace(CLEAN, turn=0.0),) * 3, CALM))
    assert all("not_staggered" in j.repetition.faults for j in told)


def test_a_raised_heel_leaves_the_toes_where_they_are() -> None:
    body = stick_body()
    plan = SetPlan("left", SQUAT, (replace(CLEAN, heel_up=float(np.deg2rad(25))),), CALM)
    joints = pose_body(body, write_set(plan, body.height_m, FPS, np.random.default_rng(1))).skeleton.joints
    toe, heel = joints["left_foot_index"], joints["left_heel"]
    assert np.abs(toe - toe[0]).max() < 0.01
    assert np.ptp(heel[:, 2]) > 0.05


def test_a_repetition_begins_and_ends_where_a_twentieth_of_its_way_is_gone() -> None:
    told = judged(SetPlan("left", SQUAT, (CLEAN, CLEAN), CALM, quiet_s=2.0))
    first, second = (j.repetition for j in told)
    assert 2.0 < first.start_s < 2.0 + 0.25 * CLEAN.lower_s
    assert first.bottom_s == pytest.approx(2.0 + CLEAN.lower_s + 0.5 * CLEAN.pause_s, abs=0.25)
    assert first.tempo == TrueTempo(CLEAN.lower_s, CLEAN.pause_s, CLEAN.rise_s)
    assert first.end_s - first.start_s < sum(vars(first.tempo).values())
    assert second.start_s - first.start_s == pytest.approx(CLEAN.length_s, abs=1.5 / FPS)


def test_parts_are_joined_without_a_jump() -> None:
    body = stick_body()
    parts = [
        pose_body(
            body, write_set(SetPlan("left", SQUAT, (), replace(CALM, heading=h)), 1.7, FPS, np.random.default_rng(1))
        )
        for h in (0.0, 0.3)
    ]
    posed, starts = joined(parts, FPS)
    steps: list[Array] = [np.abs(np.diff(j, axis=0)).max(axis=1) for j in posed.skeleton.joints.values()]
    assert starts[1] > len(parts[0].skeleton.pelvis)
    assert np.max(steps) < 0.05


def test_seeds_show_every_exercise_from_every_view() -> None:
    lots = [random_lot(seed, np.random.default_rng(seed)) for seed in range(30)]
    assert {(lot.exercise, lot.view) for lot in lots} == {(e, v) for e in EXERCISES for v in VIEWS}


def test_a_film_tells_its_truth_and_reads_it_back(tmp_path: Path) -> None:
    body, rng = stick_body(), np.random.default_rng(5)
    lot = replace(random_lot(0, rng), plan=random_plan(rng, "squat", "front", "left", 0.1), before="walking")
    truth = film_of(lot, body, 0, FPS, rng).truth
    file = tmp_path / "set.json"
    file.write_text(to_json(truth), encoding="utf-8")
    assert read(file) == replace(truth, notes=read(file).notes)
    ends = [r.end_s for r in truth.repetitions]
    assert len(ends) >= 4
    assert all(a <= b.start_s for a, b in zip(ends[:-1], truth.repetitions[1:], strict=True))


def test_faults_that_come_in_turn_are_those_that_a_view_shows_and_all_of_them() -> None:
    seen: Counter[tuple[str, str, str]] = Counter()
    for seed in range(240):
        lot = random_lot(seed, np.random.default_rng(seed))
        if lot.plan is not None:
            asked = faults_of(seed)
            assert len(set(asked)) == 2
            seen.update((lot.exercise, lot.view, fault) for fault in asked)
    shown = {(exercise, view, f) for (exercise, view), form in FORM.items() for f in (*EVERYWHERE, *form)}
    assert set(seen) == shown
    assert min(seen.values()) >= 6


def test_a_set_has_the_faults_that_are_asked_for_and_two_whole_repetitions_before_them() -> None:
    body = stick_body()
    told: set[str] = set()
    for seed in range(1, 240, 7):
        lot = fault_lot(seed, np.random.default_rng(seed))
        if lot.plan is not None:
            truth = film_of(lot, body, seed, FPS, np.random.default_rng(seed)).truth
            found = [{*r.faults, *d} for r, d in zip(truth.repetitions, truth.notes["doubtful"], strict=True)]
            assert len(found) == 5
            assert {*faults_of(seed)} <= set().union(*found)
            assert not set().union(*found[:2]) - {"not_staggered"}
            told |= {*faults_of(seed)}
    assert {*EVERYWHERE, "not_staggered", "knees_straight", "no_inward_turn", "other_knee_in"} <= told


def test_a_set_that_is_wrong_from_the_first_repetition_on_is_clean_at_its_end() -> None:
    body = stick_body()
    for seed in range(1, 240, 7):
        usual, lot = (of(seed, np.random.default_rng(seed)) for of in (fault_lot, first_lot))
        if lot.plan is None or usual.plan is None:
            assert lot == usual
            continue
        assert sorted(map(repr, lot.plan.repetitions)) == sorted(map(repr, usual.plan.repetitions))
        assert [r.attempt for r in lot.plan.repetitions][:-1].count("unfinished") == 0
        truth = film_of(lot, body, seed, FPS, np.random.default_rng(seed)).truth
        found = [{*r.faults, *d} for r, d in zip(truth.repetitions, truth.notes["doubtful"], strict=True)]
        assert {*faults_of(seed)} <= set().union(*found[:3])
        assert not set().union(*found[3:]) - {"not_staggered"}


def test_a_moment_between_two_pictures_is_told_there_whatever_the_picture_rate() -> None:
    for fps in (10.0, 12.0, 48.0):
        time_s = np.arange(0.0, 6.0, 1.0 / fps)
        depth = np.interp(time_s, [0.0, 1.03, 3.03, 3.53, 5.53, 6.0], [0.0, 0.0, 60.0, 60.0, 0.0, 0.0])
        seen = read_movement(depth, 0, len(depth))
        assert seen.began / fps == pytest.approx(1.03 + 0.05 * 2.0, abs=0.02)
        assert seen.ended / fps == pytest.approx(5.53 - 0.05 * 2.0, abs=0.02)
        assert seen.bottom / fps == pytest.approx(3.28, abs=0.02)


@pytest.mark.parametrize("seed", [5000, 5001])
def test_squats_to_learn_from_turn_lean_and_lift_as_planned_and_their_truth_says_so(seed: int) -> None:
    made = compose(seed, bones=True, fps=10, lot_of=squatting_lot)
    plan, truth = made.film, made.truth
    turn = np.array(truth.notes["turn_deg"])
    assert len(turn) == len(plan.posed.skeleton.pelvis)
    assert np.abs(turn[: plan.exercise_from]).max() < 5.0
    planned = squatting_lot(seed, np.random.default_rng([seed, 51])).plan
    assert planned is not None
    assert len(truth.repetitions) == len(planned.repetitions)
    towards = 1.0 if truth.side == "left" else -1.0
    lean, heel = (np.array(truth.notes[name]) for name in ("lean_deg", "heel_m"))
    values = truth.notes["values"]
    assert heel.max() > 0.02
    for said, meant, judged_by in zip(truth.repetitions, planned.repetitions, values, strict=True):
        at = round(said.bottom_s * truth.fps)
        assert towards * turn[at] == pytest.approx(np.rad2deg(meant.turn), abs=4.0)
        assert lean[at] == pytest.approx(judged_by["trunk_forward"], abs=1.5)
        assert heel[at] == pytest.approx(judged_by["heel_lifts"], abs=0.005)


@pytest.mark.parametrize("seed", [6000, 6001])
def test_hinges_to_learn_from_bend_and_lift_as_they_were_judged(seed: int) -> None:
    """Every picture's truth at a bottom is what its repetition was judged by."""
    truth = compose(seed, bones=True, fps=10, lot_of=hinging_lot).truth
    knee, heel = (np.array(truth.notes[name]) for name in ("knee_deg", "heel_m"))
    values = truth.notes["values"]
    assert len(truth.repetitions) == 8
    assert heel.max() > 0.02
    for said, judged_by in zip(truth.repetitions, values, strict=True):
        at = round(said.bottom_s * truth.fps)
        assert heel[at] <= judged_by["heel_lifts"] + 0.005
        assert judged_by["knees_straight"] - 1.0 <= knee[at] <= judged_by["knees_bend_most"] + 1.0
    assert truth.view == ("oblique" if seed % 2 else "side")
