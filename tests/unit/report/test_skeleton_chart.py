"""Stick figures of the bottom positions: heads keep clear of the numbers, rows are even, figures stay in place."""

import re

import numpy as np
import pytest

from inturn.body.keypoints import INDEX
from inturn.report.charts.skeletons import skeleton_chart


def standing() -> np.ndarray:
    """Somebody upright, whose nose is the highest point."""
    points = np.zeros((33, 2))
    points[:, 1] = 400.0
    heights = {
        "nose": 0,
        "shoulder": 60,
        "elbow": 130,
        "wrist": 190,
        "hip": 200,
        "knee": 300,
        "ankle": 390,
        "heel": 400,
    }
    for name, at in INDEX.items():
        side, _, part = name.partition("_")
        points[at] = (100.0 + (20.0 if side == "left" else -20.0) * bool(part), heights.get(part or name, 400))
    return points


@pytest.mark.parametrize("width", [330.0, 720.0])
def test_heads_keep_clear_of_the_numbers_and_within_the_picture(width: float) -> None:
    drawn = skeleton_chart([(i + 1, i == 2, standing()) for i in range(5)], width)
    heads = [
        tuple(float(v) for v in m) for m in re.findall(r'<circle[^>]*cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', drawn)
    ]
    numbers = [float(v) for v in re.findall(r'<text[^>]*y="([\d.]+)"', drawn)]
    assert len(heads) == len(numbers) == 5
    for (x, y, r), base in zip(heads, numbers, strict=True):
        assert y - r > base + 3.0
        assert r <= x <= width - r


def test_figures_are_spread_evenly_over_the_rows() -> None:
    drawn = skeleton_chart([(i + 1, False, standing()) for i in range(5)], 345.0)
    rows = re.findall(r'<text[^>]*y="([\d.]+)"', drawn)
    assert sorted(rows.count(y) for y in set(rows)) == [2, 3]
