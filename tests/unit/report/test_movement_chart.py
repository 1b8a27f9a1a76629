"""The movement over time: where its rings are, and what is said where a depth is more than is seen."""

import re
from types import SimpleNamespace
from typing import Any

import pytest

from inturn.report.charts.movement import movement_chart, seen_at
from inturn.report.coach_page import _deeper

CURVE = [(0.0, 0.0), (1.0, 60.0), (2.0, float("nan")), (3.0, 20.0)]


def result(depth_deg: float, bottom_s: float = 1.0) -> Any:
    rep = SimpleNamespace(
        number=1, start_s=0.0, bottom_s=bottom_s, end_s=3.0, depth_deg=depth_deg, faults=[], tempo=None
    )
    return SimpleNamespace(repetitions=[rep], attempts=[], others=[], holds=[])


def ring(depth_deg: float, bottom_s: float = 1.0) -> float:
    found = re.search(
        r'<circle class="s-ring-ink"[^>]* cy="([0-9.]+)"', movement_chart(result(depth_deg, bottom_s), CURVE, 600.0)
    )
    assert found is not None
    return float(found[1])


def test_a_ring_lies_on_the_curve_however_deep_the_repetition_is_said_to_be() -> None:
    assert ring(74.0) == ring(60.0) < ring(60.0, bottom_s=2.0)
    assert seen_at(CURVE, 2.0, 0.0) == pytest.approx(40.0)
    assert seen_at([], 2.0, 33.0) == 33.0


@pytest.mark.parametrize(("depth_deg", "said"), [(60.0, False), (62.0, False), (68.0, True), (50.0, False)])
def test_that_depths_are_more_than_is_seen_is_said_where_they_clearly_are(depth_deg: float, said: bool) -> None:
    assert _deeper(result(depth_deg), CURVE) is said
