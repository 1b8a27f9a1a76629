"""Refinement by heatmaps: place, spread, and what happens where the heatmap is silent."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inturn.sources.video import Picture
from inturn.sources.video import landmarks as lm
from inturn.sources.video.detector import Detector


def heat(x: float, y: float, sx: float = 1.0, sy: float = 1.0, peak: float = 0.95) -> np.ndarray:
    """A heatmap (64, 64, 1) of logits with a Gaussian bump of confidence at a place in region pixels."""
    rows, columns = np.mgrid[:64, :64]
    c = peak * np.exp(-((columns - x / 4) ** 2) / (2 * sx**2) - (rows - y / 4) ** 2 / (2 * sy**2))
    c = np.clip(c, 1e-9, 1 - 1e-9)
    return np.log(c / (1 - c))[:, :, None]


@example(42.0, 42.0, 0.0, 1.0)
@given(st.floats(40, 210), st.floats(40, 210), st.floats(-6, 6), st.floats(-6, 6))
def test_a_point_moves_to_the_middle_of_its_bump(x: float, y: float, dx: float, dy: float) -> None:
    # 0.7 cells wide: half-way between cells a narrower bump stays under the confidence that moves a point
    refined, _ = lm.refine(np.array([[x + dx, y + dy]]), heat(x, y, 0.7, 0.7))
    assert refined[0] == pytest.approx([x, y], abs=0.35)


def test_the_spread_of_the_bump_is_the_covariance() -> None:
    _, covariance = lm.refine(np.array([[128.0, 128.0]]), heat(128, 128, 0.8, 0.7))
    expected = [16 * 0.64 + lm.FLOOR, 0, 16 * 0.49 + lm.FLOOR]
    assert covariance[0] == pytest.approx(expected, rel=0.02, abs=1e-6)


def test_a_slanted_bump_has_a_slanted_covariance() -> None:
    rows, columns = np.mgrid[:64, :64] - 32.0
    c = np.clip(0.9 * np.exp(-((columns - rows) ** 2) / 0.5 - (columns + rows) ** 2 / 4), 1e-9, 1 - 1e-9)
    _, covariance = lm.refine(np.array([[128.0, 128.0]]), np.log(c / (1 - c))[:, :, None])
    assert covariance[0, 1] > 0.5 * covariance[0, 0]


def test_a_silent_heatmap_leaves_the_point_and_says_so() -> None:
    refined, covariance = lm.refine(np.array([[100.0, 120.0]]), heat(100, 120, peak=0.45))
    assert refined[0] == pytest.approx([100.0, 120.0])
    assert covariance[0] == pytest.approx([lm.UNSURE, 0, lm.UNSURE])


@pytest.mark.parametrize("point", [(-30.0, 100.0), (100.0, 256.0), (300.0, 300.0), (100.0, -1e4)])
def test_a_point_outside_the_region_stays(point: tuple[float, float]) -> None:
    refined, covariance = lm.refine(np.array([point]), heat(100, 100))
    assert refined[0] == pytest.approx(point)
    assert covariance[0] == pytest.approx([lm.OUTSIDE, 0, lm.OUTSIDE])


def test_at_the_border_the_window_is_cut() -> None:
    refined, _ = lm.refine(np.array([[1.0, 254.0]]), heat(0, 252))
    assert 0 <= refined[0, 0] < 8
    assert 244 < refined[0, 1] <= 252


@given(st.integers(0, 2**32 - 1), st.floats(0.1, 20.0))
def test_covariances_are_always_positive_definite(seed: int, scale: float) -> None:
    generator = np.random.default_rng(seed)
    points = generator.uniform(-50, 300, (39, 2))
    _, c = lm.refine(points, scale * generator.standard_normal((64, 64, 39)))
    assert np.all(c[:, 0] > 0)
    assert np.all(c[:, 0] * c[:, 2] - c[:, 1] ** 2 > 0)


def test_raw_outputs_are_sorted_out() -> None:
    raw = np.zeros((1, 195), np.float32)
    raw[0, 5 * 12 : 5 * 12 + 5] = 60, 70, -3, 2.0, -2.0
    world = np.zeros((1, 117), np.float32)
    world[0, 36:39] = 0.1, -0.2, 0.3
    silent = np.full((1, 64, 64, 39), -20, np.float32)
    found = lm.decode([raw, np.array([[0.75]], np.float32), silent, world])
    assert found.points[12] == pytest.approx([60, 70])
    assert found.visibility[12] == pytest.approx(0.8808, abs=1e-4)
    assert found.presence[12] == pytest.approx(0.1192, abs=1e-4)
    assert found.world[12] == pytest.approx([0.1, -0.2, 0.3])
    assert found.score == 0.75
    assert found.mask is None


def test_the_mask_is_there_when_asked_for_and_shows_the_person(person_pictures: list[Picture]) -> None:
    rgb = person_pictures[0].rgb
    region = Detector()(rgb)[0].region()
    network = lm.LandmarkNetwork("lite", mask=True)
    found = lm.decode(network.start(rgb, region).result())
    plain = lm.decode(lm.LandmarkNetwork("lite").start(rgb, region).result())
    assert np.array_equal(found.points, plain.points)
    assert plain.mask is None
    assert found.mask is not None
    on_body = found.points[[11, 12, 23, 24, 25, 26]].round().astype(int)
    assert np.all(found.mask[on_body[:, 1], on_body[:, 0]] > 0.5)
    assert found.mask[:10, :40].max() < 0.5
    assert 0.05 < (found.mask > 0.5).mean() < 0.4
