"""Laws of rotations, on generated angles."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from inturn.kinematics import rotations as r

angle = st.floats(-3.0, 3.0)
small = st.floats(-1.5, 1.5)


def array(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float64)


@given(angle, angle, angle)
def test_cardan_matrices_are_products_of_elementary_ones(a: float, b: float, c: float) -> None:
    a, b, c = array(a), array(b), array(c)
    np.testing.assert_allclose(r.cardan_zxy(a, b, c), r.about_z(a) @ r.about_x(b) @ r.about_y(c), atol=1e-12)
    np.testing.assert_allclose(r.cardan_yxz(a, b, c), r.about_y(a) @ r.about_x(b) @ r.about_z(c), atol=1e-12)


@given(angle, angle, angle)
def test_matrices_are_rotations_and_agree_with_scipy(a: float, b: float, c: float) -> None:
    m = r.cardan_yxz(array(a), array(b), array(c))[0]
    np.testing.assert_allclose(m @ m.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(m) == pytest.approx(1.0)
    np.testing.assert_allclose(m, Rotation.from_euler("YXZ", [a, b, c]).as_matrix(), atol=1e-12)


@given(angle, small, angle)
def test_angles_yxz_inverts_cardan_yxz(a: float, b: float, c: float) -> None:
    y, x, z = r.angles_yxz(r.cardan_yxz(array(a), array(b), array(c)))
    np.testing.assert_allclose([y[0], x[0], z[0]], [a, b, c], atol=1e-9)


@given(st.tuples(small, small, small))
def test_axis_angle_round_trip(vector: tuple[float, float, float]) -> None:
    v = np.array(vector)
    np.testing.assert_allclose(r.from_axis_angle(v), Rotation.from_rotvec(v).as_matrix(), atol=1e-12)
    np.testing.assert_allclose(r.to_axis_angle(r.from_axis_angle(v)), v, atol=1e-7)


@given(st.tuples(angle, angle, angle), st.tuples(angle, angle, angle))
def test_cross_matrix_multiplies_like_the_cross_product(
    a: tuple[float, float, float], b: tuple[float, float, float]
) -> None:
    v, w = np.array(a), np.array(b)
    np.testing.assert_allclose(r.cross_matrix(v) @ w, np.cross(v, w), atol=1e-12)


@given(angle)
def test_signed_angle_turns_right_handed_about_its_axis(a: float) -> None:
    x, z = np.array([1.0, 0.0, 0.3]), np.array([0.0, 0.0, 1.0])
    turned = r.about_z(array(a))[0] @ x
    assert r.signed_angle(x, turned, z) == pytest.approx(a, abs=1e-9)


def test_unit_of_nothing_is_not_a_number() -> None:
    assert np.all(np.isnan(r.unit(np.zeros(3))))
