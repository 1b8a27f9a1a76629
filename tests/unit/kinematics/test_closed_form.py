"""The definition of hip rotation on legs whose angles are known without any arithmetic of ours."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from inturn.body.keypoints import INDEX, KEYPOINTS, SIDES, Side
from inturn.kinematics import closed_form as cf

LEFT = np.array([0.0, 1.0, 0.0])
degrees = st.floats(-50.0, 50.0)


def bent_leg(side: Side, heel_out_deg: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Hip, knee, ankle of a level thigh that points at the camera, the heel swung outward."""
    hip = np.zeros(3)
    knee = np.array([0.4, 0.0, 0.0])
    out = 1.0 if side == "left" else -1.0
    a = np.deg2rad(heel_out_deg)
    return hip, knee, knee + 0.4 * np.array([0.0, out * np.sin(a), -np.cos(a)])


@pytest.mark.parametrize("side", SIDES)
@given(angle=degrees)
def test_heel_outward_is_internal_rotation_on_either_side(side: Side, angle: float) -> None:
    hip, knee, ankle = bent_leg(side, angle)
    assert np.rad2deg(cf.hip_rotation(hip, knee, ankle, LEFT, side)) == pytest.approx(angle, abs=1e-9)
    assert np.rad2deg(cf.shank_to_vertical(knee, ankle, LEFT, side)) == pytest.approx(angle, abs=1e-9)


@pytest.mark.parametrize("side", SIDES)
@given(angle=degrees, tilt=st.floats(-20.0, 20.0))
def test_a_tilted_pelvis_takes_its_tilt_off_the_rotation_but_not_off_the_shank(
    side: Side, angle: float, tilt: float
) -> None:
    hip, knee, ankle = bent_leg(side, angle)
    pelvis = Rotation.from_euler("x", tilt, degrees=True).apply(LEFT)
    rise = tilt if side == "left" else -tilt
    assert np.rad2deg(cf.hip_rotation(hip, knee, ankle, pelvis, side)) == pytest.approx(angle - rise, abs=1e-9)
    assert np.rad2deg(cf.shank_to_vertical(knee, ankle, pelvis, side)) == pytest.approx(angle, abs=1e-9)
    assert np.rad2deg(cf.pelvic_list(pelvis)) == pytest.approx(tilt, abs=1e-9)


@pytest.mark.parametrize("side", SIDES)
@given(flexion=st.floats(10.0, 110.0), abduction=st.floats(-30.0, 40.0), rotation=degrees, knee=st.floats(50.0, 130.0))
def test_cardan_angles_of_a_built_leg_come_back(
    side: Side, flexion: float, abduction: float, rotation: float, knee: float
) -> None:
    out = 1.0 if side == "left" else -1.0
    femur = Rotation.from_euler("YXZ", [-flexion, out * abduction, -out * rotation], degrees=True)
    shank = femur * Rotation.from_rotvec(np.deg2rad(knee) * LEFT)
    hip = np.array([0.1, out * 0.09, 0.9])
    knee_at = hip + femur.apply([0.0, 0.0, -0.42])
    ankle = knee_at + shank.apply([0.0, 0.0, -0.41])
    got = [
        cf.hip_flexion(hip, knee_at, np.eye(3)),
        cf.hip_abduction(hip, knee_at, np.eye(3), side),
        cf.hip_rotation(hip, knee_at, ankle, LEFT, side),
        cf.knee_flexion(hip, knee_at, ankle),
    ]
    np.testing.assert_allclose(np.rad2deg(got), [flexion, abduction, rotation, knee], atol=1e-6)


def test_hanging_and_level_thighs() -> None:
    hip = np.zeros(3)
    assert np.rad2deg(cf.thigh_elevation(hip, np.array([0.0, 0.0, -1.0]))) == pytest.approx(0.0)
    assert np.rad2deg(cf.thigh_elevation(hip, np.array([1.0, 0.0, 0.0]))) == pytest.approx(90.0)


@given(st.floats(-170.0, 170.0))
def test_turn_is_the_heading_of_the_pelvis(turn: float) -> None:
    pelvis = Rotation.from_euler("z", turn, degrees=True).apply(LEFT)
    assert np.rad2deg(cf.pelvic_turn(pelvis)) == pytest.approx(turn, abs=1e-9)


def test_trunk_leaning_to_the_left_is_positive_whatever_the_heading() -> None:
    for turn in (0.0, 40.0, 180.0):
        heading = Rotation.from_euler("z", turn, degrees=True)
        trunk = heading.apply([0.0, np.sin(0.2), np.cos(0.2)])
        assert cf.trunk_lean(trunk, heading.apply(LEFT)) == pytest.approx(0.2)


def test_plain_readings_of_a_square_leg() -> None:
    points = np.zeros((1, len(KEYPOINTS), 3))
    hips = {"left": np.array([0.09, 0.0, 0.0]), "right": np.array([-0.09, 0.0, 0.0])}  # x right, y down, z away
    for side, at in hips.items():
        out = 1.0 if side == "left" else -1.0
        points[0, INDEX[f"{side}_hip"]] = at
        points[0, INDEX[f"{side}_knee"]] = at + np.array([0.0, 0.0, -0.4])
        points[0, INDEX[f"{side}_ankle"]] = at + np.array([out * 0.4 * np.sin(0.5), 0.4 * np.cos(0.5), -0.4])
    for side in SIDES:
        assert cf.rotation_from_points(points, side)[0] == pytest.approx(0.5)
        assert cf.rotation_from_picture(points[..., :2], side)[0] == pytest.approx(0.5)
        assert cf.rotation_from_picture(points[..., :2], side, minus_list=True)[0] == pytest.approx(0.5)


def test_a_straight_knee_shows_no_rotation() -> None:
    points = np.zeros((1, len(KEYPOINTS), 3))
    points[0, INDEX["left_hip"]] = [0.1, 0.0, 0.0]
    points[0, INDEX["right_hip"]] = [-0.1, 0.0, 0.0]
    points[0, INDEX["left_knee"]] = [0.1, 0.4, 0.0]
    points[0, INDEX["left_ankle"]] = [0.1, 0.8, 0.01]
    assert np.isnan(cf.rotation_from_points(points, "left")[0])
