"""Regions: there and back again, and where a point of the picture lands in the cut."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.sources.video.region import Region, around, whole

REGIONS = st.builds(
    Region, st.floats(-200, 2000), st.floats(-200, 2000), st.floats(10, 3000), st.floats(-math.pi, math.pi)
)
POINTS = st.lists(st.tuples(st.floats(-500, 2500), st.floats(-500, 2500)), min_size=1, max_size=10)


@given(REGIONS, POINTS, st.sampled_from([224, 256]))
def test_picture_to_region_and_back(region: Region, points: list[tuple[float, float]], size: int) -> None:
    before = np.array(points)
    assert region.to_picture(region.to_region(before, size), size) == pytest.approx(before, abs=1e-6)


@given(st.floats(0, 500), st.floats(0, 500), st.floats(1, 500), st.floats(-math.pi, math.pi))
def test_a_region_around_two_points_has_the_second_straight_up(x: float, y: float, r: float, turn: float) -> None:
    centre, rim = np.array([x, y]), np.array([x + r * math.sin(turn), y - r * math.cos(turn)])
    region = around(centre, rim)
    assert region.side == pytest.approx(2.5 * r)
    assert -math.pi <= region.angle <= math.pi
    assert region.to_region(np.stack([centre, rim]), 250) == pytest.approx(np.array([[125, 125], [125, 25]]), abs=1e-6)


def test_a_positive_angle_is_clockwise() -> None:
    region = around(np.array([100.0, 100.0]), np.array([150.0, 100.0]))  # the body's axis points to the right
    assert region.angle == pytest.approx(math.pi / 2)


@pytest.mark.parametrize("angle", [0.0, 0.4, -1.3, 3.0])
def test_a_dot_is_cut_where_the_map_says(angle: float) -> None:
    image = np.zeros((400, 600, 3), np.uint8)
    dot = np.array([[330.0, 180.0]])
    yy, xx = np.mgrid[:400, :600]
    image[np.hypot(xx - dot[0, 0], yy - dot[0, 1]) < 8] = 255
    region = Region(300.0, 200.0, 220.0, angle)
    y, x = np.nonzero(region.cut(image, 256, repeat_edge=False)[:, :, 0] > 127)
    assert [x.mean(), y.mean()] == pytest.approx(region.to_region(dot, 256)[0], abs=0.15)


def test_outside_the_picture_it_is_black_or_the_edge_goes_on() -> None:
    image = np.full((100, 50, 3), 90, np.uint8)
    assert whole(image).cut(image, 64, repeat_edge=True).min() == 90
    assert whole(image).cut(image, 64, repeat_edge=False)[:, :10].max() == 0


@given(REGIONS, st.floats(0.1, 50), st.floats(0.1, 50), st.floats(-0.95, 0.95))
def test_a_covariance_is_turned_and_scaled(region: Region, vx: float, vy: float, r: float) -> None:
    vxy = r * math.sqrt(vx * vy)
    out = region.covariance_to_picture(np.array([[vx, vxy, vy]]), 256)[0]
    scale = region.side / 256
    turn = np.array(
        [[math.cos(region.angle), -math.sin(region.angle)], [math.sin(region.angle), math.cos(region.angle)]]
    )
    expected = scale**2 * turn @ np.array([[vx, vxy], [vxy, vy]]) @ turn.T
    assert [out[0], out[1], out[2]] == pytest.approx(
        [expected[0, 0], expected[0, 1], expected[1, 1]], rel=1e-9, abs=1e-9 * scale**2
    )
    assert out[0] * out[2] - out[1] ** 2 > 0
