"""The detector's anchors, decoding and suppression."""

import numpy as np
import pytest

from inturn.sources.video import detector as d
from inturn.sources.video.region import Region


def test_there_are_2254_anchors_layer_by_layer_two_a_cell() -> None:
    anchors = d.anchors()
    assert anchors.shape == (2254, 2)
    fine, middle = 2 * 28**2, 2 * 14**2
    assert anchors[0] == pytest.approx([0.5 / 28, 0.5 / 28])
    assert anchors[2] == pytest.approx([1.5 / 28, 0.5 / 28])  # x runs first
    assert anchors[fine] == pytest.approx([0.5 / 14, 0.5 / 14])
    assert anchors[fine + middle] == pytest.approx([0.5 / 7, 0.5 / 7])
    assert len(anchors) - fine - middle == 6 * 7**2  # three layers share the coarsest grid
    assert np.allclose(anchors[:fine].reshape(-1, 2, 2)[:, 0], anchors[:fine].reshape(-1, 2, 2)[:, 1])


def test_decoding_places_a_box_and_points_at_the_anchor() -> None:
    raw, logits = np.zeros((2254, 12)), np.full(2254, -5.0)
    raw[7] = [1, 2, 20, 10, 3, 4, 0, -50, 0, 0, 0, 0]
    logits[7] = 0.0  # score 0.5 just passes
    centres = d.anchors()
    scores, values = d.decode(raw, logits, centres)
    x, y = centres[7] * 224
    assert scores == pytest.approx([0.5])
    assert values[0] == pytest.approx([x - 9, y - 3, x + 11, y + 7, x + 3, y + 4, x, y - 50, x, y, x, y])


def test_extreme_logits_are_harmless() -> None:
    logits = np.full(2254, -1e6)
    logits[0] = 1e6
    scores, _ = d.decode(np.zeros((2254, 12)), logits, d.anchors())
    assert scores == pytest.approx([1.0])


@pytest.mark.parametrize(
    ("other", "expected"),
    [((0, 0, 10, 10), 1.0), ((5, 0, 15, 10), 50 / 150), ((20, 20, 30, 30), 0.0), ((0, 0, 0, 0), 0.0)],
)
def test_overlap(other: tuple[float, ...], expected: float) -> None:
    box = np.array([0.0, 0.0, 10.0, 10.0])
    assert d.overlap(box, np.array([other], dtype=float))[0] == pytest.approx(expected)


def test_overlapping_detections_become_their_weighted_mean() -> None:
    values = np.zeros((3, 12))
    values[0, :4], values[1, :4], values[2, :4] = (0, 0, 10, 10), (1, 0, 11, 10), (50, 50, 60, 60)
    values[:, 4] = 10.0, 20.0, 99.0
    found = d.suppress(np.array([0.6, 0.9, 0.7]), values)
    assert [score for score, _ in found] == [0.9, 0.7]
    assert found[0][1][4] == pytest.approx((0.6 * 10 + 0.9 * 20) / 1.5)
    assert found[1][1] == pytest.approx(values[2])


def test_nothing_found_is_an_empty_list() -> None:
    assert d.suppress(np.zeros(0), np.zeros((0, 12))) == []


def test_a_detection_gives_its_region() -> None:
    points = np.array([[100.0, 200.0], [100.0, 100.0], [0, 0], [0, 0]])
    assert d.Detection(0.9, np.zeros(4), points).region() == Region(100.0, 200.0, 250.0, 0.0)


@pytest.mark.parametrize(
    ("height", "width", "middles"), [(100, 300, [(50, 50), (250, 50)]), (300, 100, [(50, 50), (50, 250)])]
)
def test_an_oblong_picture_has_two_parts(height: int, width: int, middles: list[tuple[float, float]]) -> None:
    found = d.parts(np.zeros((height, width, 3), np.uint8))
    assert [(p.x, p.y) for p in found] == middles
    assert {p.side for p in found} == {100.0}


def test_a_square_picture_has_no_parts() -> None:
    assert d.parts(np.zeros((100, 110, 3), np.uint8)) == []
