"""The second generator's angles: closed forms, and the first generator's road to the same."""

import numpy as np
import pytest

from validation.people import truth
from validation.people.casting import random_style
from validation.people.choreography import write_test
from validation.people.plan import Side, SidePlan, Style, TestPlan, TrialPlan
from validation.people.pose import PosedBody, pose_body
from validation.people.random_test import random_test
from validation.people.rotations import about_x, about_y, about_z
from validation.people.second import angles
from validation.people.second.proportions import Build, half_hips, random_build
from validation.people.second.skeleton import heights_m, posable

FORWARD, LEFT, UP = np.eye(3)
FPS = 20.0


def lifted(side: str, theta_deg: float, knee_deg: float = 90.0, pelvis: np.ndarray | None = None) -> angles.Posed:
    """A level thigh whose heel is swung outward by theta, on an upright pelvis or on another one."""
    theta, knee, out = np.deg2rad(theta_deg), np.deg2rad(knee_deg), angles.OUT[side]
    across = -np.cos(theta) * UP + out * np.sin(theta) * LEFT
    hip = np.array([0.0, 0.085 * out, 0.9])
    at = hip + 0.42 * FORWARD
    joints = {"hip": hip, "knee": at, "ankle": at + 0.4 * (np.cos(knee) * FORWARD + np.sin(knee) * across)}
    named = {f"{side}_{name}": place[None] for name, place in joints.items()}
    return angles.Posed(named, (np.eye(3) if pelvis is None else pelvis)[None])


@pytest.mark.parametrize("side", list(angles.OUT))
@pytest.mark.parametrize("theta", [-20.0, 0.0, 6.0, 30.0, 48.0])
@pytest.mark.parametrize("knee", [60.0, 90.0, 120.0])
def test_heel_outward_is_internal_on_both_sides(side: str, theta: float, knee: float) -> None:
    found = angles.leg(lifted(side, theta, knee), side)
    assert np.rad2deg(found["rotation"][0]) == pytest.approx(theta)
    assert np.rad2deg(found["knee_flexion"][0]) == pytest.approx(knee)
    assert np.rad2deg(found["thigh_elevation"][0]) == pytest.approx(90.0)
    assert np.rad2deg(found["hip_flexion"][0]) == pytest.approx(90.0)


@pytest.mark.parametrize("side", list(angles.OUT))
def test_a_list_takes_from_the_rotation_what_the_shank_keeps(side: str) -> None:
    listed = about_x(np.deg2rad(angles.OUT[side] * 10.0))
    found = angles.leg(lifted(side, 25.0, pelvis=listed), side)
    assert np.rad2deg(found["rotation"][0]) == pytest.approx(15.0)
    assert np.rad2deg(found["shank_to_vertical"][0]) == pytest.approx(25.0)


def test_list_turn_and_lean_are_those_that_were_made() -> None:
    hips = {"left_hip": np.array([[0.0, 0.1, 0.9]]), "right_hip": np.array([[0.0, -0.1, 0.9]])}
    top = 0.5 * np.array([0.0, np.sin(0.2), np.cos(0.2)])
    shoulders = {f"{s}_shoulder": hips[f"{s}_hip"] + top for s in angles.OUT}
    upright = angles.trunk(angles.Posed(hips | shoulders, np.eye(3)[None]), 0.0)
    assert upright["trunk_lean_left"][0] == pytest.approx(0.2)
    moved = (about_z(0.3) @ about_x(0.15) @ about_y(-0.1))[None]
    found = angles.trunk(angles.Posed(hips | shoulders, moved), 0.1)
    assert found["pelvic_list_left"][0] == pytest.approx(0.15)
    assert found["pelvic_turn_left"][0] == pytest.approx(0.4)


def acted(seed: int) -> tuple[np.ndarray, PosedBody, list[truth.ScriptedTrial]]:
    rng = np.random.default_rng(seed)
    body = posable(random_build(rng))
    script, trials = write_test(random_test(rng, random_style(rng)), body.height_m, FPS, rng)
    return script.time_s, pose_body(body, script), trials


@pytest.mark.parametrize("seed", range(3))
def test_both_generators_roads_lead_to_the_same_truth(seed: int) -> None:
    time_s, body, trials = acted(seed)
    own = angles.Posed(body.skeleton.joints, body.skeleton.pelvis)
    for side in truth.SIDES:
        first, second = truth.leg_angles(body.skeleton, side), angles.leg(own, side)
        assert set(first) == set(second)
        for name, values in first.items():
            np.testing.assert_allclose(np.angle(np.exp(1j * (values - second[name]))), 0.0, atol=1e-9, err_msg=name)
    first, second = truth.body_angles(body.skeleton, 0.2), angles.trunk(own, 0.2)
    for name, values in first.items():
        np.testing.assert_allclose(values, second[name], atol=1e-9, err_msg=name)
    for one in trials:
        span = {n: getattr(one, n) for n in ("start_s", "hold_start_s", "hold_end_s", "end_s")}
        told = angles.trial(span, one.side, own, time_s, one.cheats)
        theirs = truth.truth_trial(one, time_s, body.skeleton)
        assert told.pop("cheats") == theirs.pop("cheats")
        assert told == pytest.approx(theirs, abs=0.011)


def test_a_hold_without_a_moment_is_refused() -> None:
    time_s, body, _ = acted(0)
    span = {"start_s": 1.0, "hold_start_s": 500.0, "hold_end_s": 501.0, "end_s": 502.0}
    with pytest.raises(ValueError, match="no moment lies in"):
        angles.trial(span, "left", angles.Posed(body.skeleton.joints, body.skeleton.pelvis), time_s, ())


@pytest.mark.parametrize("side", list(angles.OUT))
def test_a_person_of_this_skeleton_does_what_the_script_says(side: Side) -> None:
    rad = np.deg2rad
    trial = TrialPlan(rad(28.0))
    plan = TestPlan((SidePlan(side, (trial,), rad(86), rad(2), rad(90), rad(1), rad(2), 0.0),), Style(sway=0.0))
    body = posable(Build("female", 1.65, hips=1.1, bow=-0.01))
    script, trials = write_test(plan, body.height_m, FPS, np.random.default_rng(1))
    posed = pose_body(body, script)
    held = (script.time_s >= trials[0].hold_start_s) & (script.time_s < trials[0].hold_end_s)
    rotation = angles.rotation(angles.Posed(posed.skeleton.joints, posed.skeleton.pelvis), side)
    np.testing.assert_allclose(np.rad2deg(rotation[held]), 28.0, atol=0.05)


def test_an_average_build_has_the_published_lengths() -> None:
    h = 1.70
    build = Build("male", h)
    heads, at = posable(build).heads, heights_m(build)
    for side in angles.OUT:
        hip, knee, ankle = (heads[f"{side}_{n}"] for n in ("thigh", "shank", "foot"))
        assert np.linalg.norm(knee - hip) == pytest.approx(0.245 * h, rel=0.01)
        assert np.linalg.norm(ankle - knee) == pytest.approx(0.246 * h, rel=0.01)
    assert at["hip"] == pytest.approx(0.530 * h)
    assert at["shoulder"] == pytest.approx(0.818 * h)
    assert at["top"] == pytest.approx(h)
    # 14 % of the distance of the iliac spines inward from either (Bell, Pedersen & Brand 1990)
    assert 2 * half_hips(build) == pytest.approx(0.72 * 0.137 * h)
    assert np.linalg.norm(heads["left_thigh"] - heads["right_thigh"]) == pytest.approx(2 * half_hips(build))


def test_left_and_right_mirror_each_other() -> None:
    heads = posable(random_build(np.random.default_rng(5))).heads
    for name, place in heads.items():
        if name.startswith("left_"):
            np.testing.assert_allclose(heads[name.replace("left", "right")], place * [1, -1, 1], atol=1e-12)
