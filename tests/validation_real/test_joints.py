"""Joint angles from segment axes on postures whose angles are known in closed form."""

import ast
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.kinematics.layout import N, P
from validation.real_video.bodies import SEGMENTS, Bodies, from_fixed_xyz
from validation.real_video.joints import ANGLES, against_gravity, cardan_zxy, joint_angles
from validation.real_video.ours import as_bodies

X, Y, Z = np.eye(3)
FORWARD, UP, RIGHT = X, Y, Z


def turned(axis: np.ndarray, degrees: float) -> np.ndarray:
    """Right-handed rotation about an axis, one moment."""
    a, k = np.deg2rad(degrees), np.cross(np.eye(3), axis)
    return (np.eye(3) + np.sin(a) * k + (1.0 - np.cos(a)) * k @ k)[None]


def posture(**segments: np.ndarray) -> dict[str, float]:
    """Angles in degrees of a person who stands upright but for the segments given."""
    rotation = {name: np.eye(3)[None] for name in SEGMENTS} | segments
    angles = joint_angles(Bodies(np.zeros(1), rotation, rotation["torso"][:, :, 1]))
    assert set(angles) == set(ANGLES)
    return {name: float(np.rad2deg(value[0])) for name, value in angles.items()}


def only(angles: dict[str, float], **expected: float) -> None:
    """The angles named are as expected, all others zero."""
    wanted = dict.fromkeys(ANGLES, 0.0) | expected
    assert angles == pytest.approx(wanted, abs=1e-9)


def test_standing_upright_is_zero_everywhere() -> None:
    only(posture())


def test_fixed_axes_compose_in_the_order_of_their_name() -> None:
    a, b, c = 10.0, -20.0, 30.0
    expected = turned(X, a) @ turned(Y, b) @ turned(Z, c)
    np.testing.assert_allclose(from_fixed_xyz(np.deg2rad([[a, b, c]])), expected, atol=1e-12)


@pytest.mark.parametrize(("side", "inward"), [("right", 1.0), ("left", -1.0)])
def test_one_joint_at_a_time(side: str, inward: float) -> None:
    femur, tibia = f"femur_{side[0]}", f"tibia_{side[0]}"
    bent = turned(RIGHT, 60.0)  # the knee comes forward
    only(posture(**{femur: bent, tibia: bent}), **{f"hip_flexion_{side}": 60.0})
    crossed = turned(FORWARD, inward * 15.0)
    only(posture(**{femur: crossed, tibia: crossed}), **{f"hip_adduction_{side}": 15.0})
    inside = turned(UP, inward * 25.0)
    only(posture(**{femur: inside, tibia: inside}), **{f"hip_rotation_{side}": 25.0})
    only(posture(**{tibia: turned(RIGHT, -70.0)}), **{f"knee_flexion_{side}": 70.0})


def test_pelvis_and_trunk_against_gravity() -> None:
    everything = {name: turned(UP, 40.0) for name in SEGMENTS}
    only(posture(**everything), pelvis_turn=40.0)
    tipped = {name: turned(RIGHT, -20.0) for name in SEGMENTS}
    only(posture(**tipped), pelvis_tilt=20.0, trunk_flexion=20.0, trunk_line_flexion=20.0)
    hitched = {name: turned(FORWARD, 6.0) for name in SEGMENTS}  # left side up: the trunk leans to the right
    only(posture(**hitched), pelvis_list=6.0, trunk_lean=-6.0, trunk_line_lean=-6.0)


def test_a_bow_from_the_hips_flexes_hips_and_tips_pelvis() -> None:
    bow = turned(RIGHT, -30.0)
    only(
        posture(pelvis=bow, torso=bow),
        pelvis_tilt=30.0, trunk_flexion=30.0, trunk_line_flexion=30.0, hip_flexion_left=30.0, hip_flexion_right=30.0,
    )  # fmt: skip


ANGLE = st.floats(-80.0, 80.0)


@given(ANGLE, ANGLE, ANGLE)
def test_cardan_angles_come_back(z: float, x: float, y: float) -> None:
    found = np.rad2deg(np.concatenate(cardan_zxy(turned(Z, z) @ turned(X, x) @ turned(Y, y))))
    np.testing.assert_allclose(found, [z, x, y], atol=1e-9)


@given(ANGLE, ANGLE, ANGLE, st.floats(-179.0, 179.0))
def test_tilts_do_not_depend_on_where_the_world_looks(heading: float, up: float, forward: float, turn: float) -> None:
    segment = turned(Y, heading) @ turned(X, up) @ turned(Z, -forward)
    np.testing.assert_allclose(np.rad2deg(np.concatenate(against_gravity(segment))), [heading, up, forward], atol=1e-9)
    np.testing.assert_allclose(
        np.concatenate(against_gravity(turned(Y, turn) @ segment))[1:], np.deg2rad([up, forward]), atol=1e-9
    )


def test_poses_of_the_estimator_keep_their_angles() -> None:
    pose = np.random.default_rng(3).uniform(-0.6, 0.6, (20, N))
    angles = joint_angles(as_bodies(np.arange(20.0), pose))
    for side in ("left", "right"):
        for name, key, sign in (
            ("hip_flexion", "flexion", 1), ("hip_adduction", "abduction", -1),
            ("hip_rotation", "rotation", 1), ("knee_flexion", "knee", 1),
        ):  # fmt: skip
            np.testing.assert_allclose(angles[f"{name}_{side}"], sign * pose[:, P[f"{side}_{key}"]], atol=1e-9)
    np.testing.assert_allclose(angles["pelvis_tilt"], pose[:, P["tilt"]], atol=1e-9)
    np.testing.assert_allclose(angles["pelvis_list"], pose[:, P["list"]], atol=1e-9)
    np.testing.assert_allclose(angles["trunk_flexion"], pose[:, P["trunk_tilt"]], atol=1e-9)
    np.testing.assert_allclose(angles["trunk_lean"], pose[:, P["lean"]], atol=1e-9)
    # the estimator's x points to the camera: its turn is the heading in the world as it stands
    np.testing.assert_allclose(angles["pelvis_turn"], pose[:, P["turn"]], atol=1e-9)


def test_truth_code_does_not_lean_on_what_it_judges() -> None:
    folder = Path(__file__).parents[2] / "validation" / "real_video"
    for name in ("bodies", "joints", "align", "table"):
        for node in ast.walk(ast.parse((folder / f"{name}.py").read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(n.startswith("inturn") for n in names), name
