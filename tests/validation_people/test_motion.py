"""A scripted body does what it was told, whatever body it is: checked with the truth code on a body of sticks."""

from itertools import pairwise

import numpy as np
import pytest

from tests.validation_people.stick_body import HEIGHT_M, stick_body
from validation.people import other, truth
from validation.people.choreography import write_test
from validation.people.framing import View, frame_person, outline
from validation.people.plan import Side, SidePlan, Style, TestPlan, TrialPlan
from validation.people.pose import PosedBody, pose_body
from validation.people.random_test import random_test

FPS = 30.0


def side_plan(side: Side, trial: TrialPlan) -> SidePlan:
    rad = np.deg2rad
    return SidePlan(side, (trial, trial), rad(86), rad(2), rad(90), rad(1), rad(2), 0.0)


def posed(plan: TestPlan, seed: int = 1) -> tuple[np.ndarray, PosedBody, list[truth.ScriptedTrial]]:
    script, trials = write_test(plan, HEIGHT_M, FPS, np.random.default_rng(seed))
    return script.time_s, pose_body(stick_body(), script), trials


def held(trial: truth.ScriptedTrial, time_s: np.ndarray) -> np.ndarray:
    return (time_s >= trial.hold_start_s) & (time_s < trial.hold_end_s)


STILL = Style(sway=0.0)


@pytest.mark.parametrize("side", truth.SIDES)
@pytest.mark.parametrize("degrees", [8.0, 25.0, 45.0])
def test_the_scripted_rotation_is_the_true_one(side: Side, degrees: float) -> None:
    plan = TestPlan((side_plan(side, TrialPlan(np.deg2rad(degrees))),), STILL)
    time_s, body, trials = posed(plan)
    angles = truth.leg_angles(body.skeleton, side)
    assert len(trials) == 2
    for trial in trials:
        span = held(trial, time_s)
        np.testing.assert_allclose(np.rad2deg(angles["rotation"][span]), degrees, atol=0.05)
        np.testing.assert_allclose(np.rad2deg(angles["knee_flexion"][span]), 90.0, atol=0.05)
        np.testing.assert_allclose(np.rad2deg(angles["thigh_elevation"][span]), 86.0, atol=1.0)


@pytest.mark.parametrize("side", truth.SIDES)
def test_heels_swing_outward(side: Side) -> None:
    plan = TestPlan((side_plan(side, TrialPlan(np.deg2rad(30.0))),), STILL)
    time_s, body, trials = posed(plan)
    j = body.skeleton.joints
    aside = truth.outward(side) * (j[f"{side}_heel"] - j[f"{side}_knee"])[:, 1]
    assert aside[held(trials[0], time_s)].min() > 0.15


@pytest.mark.parametrize(
    ("cheat", "told"), [("list", "pelvic_list_deg"), ("turn", "pelvic_turn_deg"), ("lean", "trunk_lean_deg")]
)
@pytest.mark.parametrize("side", truth.SIDES)
def test_cheats_move_the_body_towards_the_tested_side_and_leave_the_rotation(side: Side, cheat: str, told: str) -> None:
    trial = TrialPlan(np.deg2rad(20.0), **{cheat: np.deg2rad(14.0)})
    time_s, body, trials = posed(TestPlan((side_plan(side, trial),), STILL))
    found = truth.truth_trial(trials[0], time_s, body.skeleton)
    assert found["rotation_deg"] == pytest.approx(20.0, abs=0.1)
    # The trunk's own lean is shared out over the spine, so that the line hip to shoulder leans less.
    assert 9.0 < float(str(found[told])) < 14.1
    assert len(trials[0].cheats) == 1


def test_the_standing_foot_stays_where_it_is() -> None:
    time_s, body, trials = posed(TestPlan((side_plan("left", TrialPlan(0.4, list=0.15, lean=0.2)),)))
    single = (time_s > trials[0].start_s) & (time_s < trials[-1].end_s)
    ankle = body.skeleton.joints["right_ankle"][single]
    assert np.ptp(ankle, axis=0).max() < 0.004
    assert body.skeleton.joints["left_ankle"][single][:, 2].min() > 0.25


def test_bones_keep_their_lengths() -> None:
    _, body, _ = posed(TestPlan((side_plan("right", TrialPlan(0.5, turn=0.2)),)))
    j = body.skeleton.joints
    for side in truth.SIDES:
        for a, b in (("hip", "knee"), ("knee", "ankle"), ("shoulder", "elbow"), ("elbow", "wrist")):
            length = np.linalg.norm(j[f"{side}_{a}"] - j[f"{side}_{b}"], axis=1)
            assert np.ptp(length) < 1e-9


def test_holds_are_nearly_constant_and_long_enough_to_be_found() -> None:
    for seed in range(6):
        rng = np.random.default_rng(seed)
        plan = random_test(rng, Style(sway=1.8))
        time_s, body, trials = posed(plan, seed)
        for trial in trials:
            rotation = np.rad2deg(truth.leg_angles(body.skeleton, trial.side)["rotation"][held(trial, time_s)])
            assert trial.hold_end_s - trial.hold_start_s >= 0.5
            assert np.ptp(rotation) < 3.0
            assert np.median(rotation) > 4.0


def test_trials_do_not_overlap_and_follow_the_plan() -> None:
    plan = random_test(np.random.default_rng(5), Style())
    _, _, trials = posed(plan)
    assert [t.side for t in trials] == [s.side for s in plan.sides for _ in s.trials]
    assert trials[0].start_s > plan.quiet_s
    for before, after in pairwise(trials):
        assert before.start_s < before.hold_start_s < before.hold_end_s < before.end_s < after.start_s


@pytest.mark.parametrize("kind", other.KINDS)
def test_other_movements_keep_their_feet_out_of_the_floor(kind: str) -> None:
    script = other.other_movement(kind, np.random.default_rng(3), Style(), HEIGHT_M, FPS)
    body = pose_body(stick_body(), script)
    ankles = np.stack([body.skeleton.joints[f"{s}_ankle"] for s in truth.SIDES])
    assert np.isfinite(ankles).all()
    assert ankles[..., 2].min() > 0.0
    moved = np.concatenate([body.skeleton.pelvis.reshape(-1, 9), body.origins["pelvis"], ankles[0], ankles[1]], axis=1)
    assert np.ptp(moved[: int(FPS)], axis=0).max() < 0.05  # quiet standing first
    assert np.ptp(moved, axis=0).max() > 0.15


def test_the_camera_has_the_whole_person_in_view() -> None:
    _, body, _ = posed(TestPlan((side_plan("left", TrialPlan(0.7)), side_plan("right", TrialPlan(0.7)))))
    view = View(480, 854, 1.0, 0.25, 1.4, 0.85, 0.05, 0.05, 0.1)
    points = outline(stick_body(), body)
    camera = frame_person(view, points)
    pixels = camera.project(points)
    assert pixels.min() > 0
    assert (pixels.max(axis=(0, 1)) < [480, 854]).all()
    feet = camera.project(body.skeleton.joints["left_ankle"])[0]
    head = camera.project(body.skeleton.joints["head"])[0]
    assert feet[1] > head[1] + 300  # upright, and large enough to be seen
    right, left = (camera.project(body.skeleton.joints[f"{s}_shoulder"])[0, 0] for s in ("right", "left"))
    assert right < left  # a person who faces the camera has their left at the picture's right
