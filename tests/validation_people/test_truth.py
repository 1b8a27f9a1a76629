"""The truth code against positions whose angles are known in closed form."""

import numpy as np
import pytest

from validation.people import truth
from validation.people.rotations import about_axis, about_x, about_y, about_z

UPRIGHT = np.eye(3)[None]
HIP = np.array([[0.0, 0.1, 0.9]])
FORWARD, LEFT, UP = np.eye(3)


def leg(theta_deg: float, side: str, knee_deg: float = 90.0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Hip, knee and ankle with a level thigh and the heel swung outward by theta."""
    theta, knee = np.deg2rad([theta_deg, knee_deg])
    out = 1.0 if side == "left" else -1.0
    across = -np.cos(theta) * UP + out * np.sin(theta) * LEFT
    knee_at = HIP + 0.42 * FORWARD
    return HIP, knee_at, knee_at + 0.4 * (np.cos(knee) * FORWARD + np.sin(knee) * across)


def degrees(value: np.ndarray) -> float:
    return float(np.rad2deg(value[0]))


def test_right_leg_in_neutral_has_its_axis_to_the_left() -> None:
    hip, knee, ankle = leg(0.0, "right")
    np.testing.assert_allclose(np.cross(knee - hip, ankle - knee) / (0.42 * 0.4), [LEFT], atol=1e-12)
    assert degrees(truth.hip_rotation(hip, knee, ankle, UPRIGHT, "right")) == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("side", truth.SIDES)
@pytest.mark.parametrize("theta", [-20.0, 6.0, 30.0, 48.0])
@pytest.mark.parametrize("knee", [60.0, 90.0, 120.0])
def test_heel_outward_is_internal_on_both_sides(side: str, theta: float, knee: float) -> None:
    assert degrees(truth.hip_rotation(*leg(theta, side, knee), UPRIGHT, side)) == pytest.approx(theta)


def test_heel_to_the_persons_right_is_internal_for_the_right_leg_only() -> None:
    to_the_right = leg(25.0, "right")
    assert to_the_right[2][0, 1] < to_the_right[1][0, 1]
    assert degrees(truth.hip_rotation(*to_the_right, UPRIGHT, "right")) == pytest.approx(25.0)
    assert degrees(truth.hip_rotation(*to_the_right, UPRIGHT, "left")) == pytest.approx(-25.0)


@pytest.mark.parametrize("side", truth.SIDES)
def test_pelvic_list_takes_from_the_rotation_what_it_gives_to_the_shank(side: str) -> None:
    sign = truth.outward(side)
    listed = about_x(np.deg2rad(sign * 10.0))[None]
    hip, knee, ankle = leg(25.0, side)
    assert degrees(truth.hip_rotation(hip, knee, ankle, listed, side)) == pytest.approx(15.0)
    assert degrees(truth.shank_to_vertical(knee, ankle, listed, side)) == pytest.approx(25.0)
    assert sign * degrees(truth.pelvic_list_left(listed)) == pytest.approx(10.0)


def test_turning_the_whole_person_changes_no_hip_or_knee_angle() -> None:
    hip, knee, ankle = leg(22.0, "left", 95.0)
    turned = about_z(np.deg2rad(37.0))
    h, k, a = (p @ turned.T for p in (hip, knee, ankle))
    for one, other in (
        (truth.hip_rotation(hip, knee, ankle, UPRIGHT, "left"), truth.hip_rotation(h, k, a, turned[None], "left")),
        (truth.hip_flexion(hip, knee, UPRIGHT), truth.hip_flexion(h, k, turned[None])),
        (truth.shank_to_vertical(knee, ankle, UPRIGHT, "left"), truth.shank_to_vertical(k, a, turned[None], "left")),
        (truth.knee_flexion(hip, knee, ankle), truth.knee_flexion(h, k, a)),
    ):
        np.testing.assert_allclose(one, other, atol=1e-12)
    assert degrees(truth.pelvic_turn_left(turned[None], 0.0)) == pytest.approx(37.0)
    # A camera that looks towards the picture's right sees a person turned that much further to their own left.
    assert degrees(truth.pelvic_turn_left(turned[None], np.deg2rad(5.0))) == pytest.approx(42.0)


@pytest.mark.parametrize(("lift", "flexion"), [(0.0, 0.0), (45.0, 45.0), (90.0, 90.0), (110.0, 110.0)])
def test_thigh_elevation_and_flexion_agree_on_an_upright_pelvis(lift: float, flexion: float) -> None:
    knee = HIP + 0.42 * (about_y(np.deg2rad(-lift)) @ -UP)
    assert degrees(truth.thigh_elevation(HIP, knee)) == pytest.approx(lift, abs=1e-6)
    assert degrees(truth.hip_flexion(HIP, knee, UPRIGHT)) == pytest.approx(flexion)


def test_a_tipped_pelvis_changes_flexion_but_not_elevation() -> None:
    knee = HIP + 0.42 * FORWARD
    back = about_y(np.deg2rad(-12.0))[None]
    assert degrees(truth.hip_flexion(HIP, knee, back)) == pytest.approx(78.0)
    assert degrees(truth.thigh_elevation(HIP, knee)) == pytest.approx(90.0)


@pytest.mark.parametrize("side", truth.SIDES)
def test_abduction_is_outward(side: str) -> None:
    direction = about_axis(UP, truth.outward(side) * np.deg2rad(15.0)) @ FORWARD
    assert degrees(truth.hip_abduction(HIP, HIP + direction, UPRIGHT, side)) == pytest.approx(15.0)


def skeleton(lean_deg: float = 0.0) -> truth.Skeleton:
    top = np.array([0.0, np.sin(np.deg2rad(lean_deg)), np.cos(np.deg2rad(lean_deg))]) * 0.5
    joints = {
        "left_hip": np.array([[0.0, 0.1, 0.9]]),
        "right_hip": np.array([[0.0, -0.1, 0.9]]),
        "left_shoulder": np.array([[0.0, 0.2, 0.9]]) + top,
        "right_shoulder": np.array([[0.0, -0.2, 0.9]]) + top,
    }
    return truth.Skeleton(joints, UPRIGHT)


def test_lean_is_positive_to_the_persons_left() -> None:
    assert degrees(truth.trunk_lean_left(skeleton(12.0))) == pytest.approx(12.0)


def rotating(time_s: np.ndarray, side: str) -> truth.Skeleton:
    """Heel out by 20 degrees from 1 s on; list of 6 degrees on the tested side with it."""
    moved = np.where(time_s >= 1.0, 1.0, 0.0)
    parts = [leg(2.0 + 18.0 * m, side) for m in moved]
    joints = {name: np.concatenate([p[i] for p in parts]) for i, name in enumerate(("hip", "knee", "ankle"))}
    still = skeleton().joints
    named = {f"{s}_{n}": v for s in truth.SIDES for n, v in joints.items()}
    named |= {k: np.repeat(v, len(time_s), axis=0) for k, v in still.items() if "shoulder" in k}
    pelvis = about_x(np.deg2rad(truth.outward(side) * 6.0 * moved))
    return truth.Skeleton(named, pelvis)


@pytest.mark.parametrize("side", truth.SIDES)
def test_a_trial_tells_the_angle_held_and_what_moved_with_it(side: str) -> None:
    time_s = np.arange(60) / 30
    trial = truth.ScriptedTrial(side, 1.0, 1.2, 1.8, 2.0, ("pelvic_list",))
    told = truth.truth_trial(trial, time_s, rotating(time_s, side))
    assert told["rotation_deg"] == pytest.approx(20.0 - 6.0, abs=0.01)
    assert told["pelvic_list_deg"] == pytest.approx(6.0, abs=0.01)
    assert told["pelvic_turn_deg"] == pytest.approx(0.0, abs=0.01)
    assert told["cheats"] == ["pelvic_list"]


def test_a_turn_seen_from_behind_does_not_jump() -> None:
    time_s = np.arange(60) / 30
    front = rotating(time_s, "left")
    heading = np.deg2rad(179.0 + 3.0 * (time_s >= 1.0))
    back = truth.Skeleton(front.joints, about_z(heading))
    told = truth.truth_trial(truth.ScriptedTrial("left", 1.0, 1.2, 1.8, 2.0), time_s, back)
    assert told["pelvic_turn_deg"] == pytest.approx(3.0, abs=0.01)


def test_a_hold_without_a_frame_is_refused() -> None:
    time_s = np.arange(30) / 30
    with pytest.raises(ValueError, match="no frame lies in"):
        truth.truth_trial(truth.ScriptedTrial("left", 0.5, 5.0, 6.0, 7.0), time_s, rotating(time_s, "left"))


def test_frames_have_every_angle_once_a_frame() -> None:
    time_s = np.arange(10) / 25
    frames = truth.truth_frames(time_s, rotating(time_s, "right"), 0.0)
    left = frames["left"]
    assert isinstance(left, dict)
    assert set(left) == {f"{name}_deg" for name in truth.LEG_ANGLES}
    assert {len(v) for v in left.values()} == {10}
    assert frames["time_s"] == [round(i / 25, 4) for i in range(10)]
