"""Where the next region goes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from inturn.sources.video.smooth_region import FARTHEST_S, advance, ahead, begin

AT = np.array([[300.0, 200.0], [300.0, 100.0]])


def moving(speed: tuple[float, float], rate: float, seconds: float = 3.0):
    """The filter after a person moved at a steady speed, px/s, seen `rate` times a second."""
    times = np.arange(0.0, seconds, 1.0 / rate)
    state = begin(0.0, AT)
    for t in times[1:]:
        state = advance(state, float(t), AT + t * np.array(speed))
    return state


def test_someone_who_stands_still_is_looked_at_where_they_stand() -> None:
    assert_allclose(ahead(moving((0.0, 0.0), 15.0), 3.1), AT)


@given(st.floats(-200, 200), st.floats(-200, 200), st.sampled_from([10.0, 15.0, 30.0]))
def test_a_steady_motion_is_carried_on(across: float, down: float, rate: float) -> None:
    state = moving((across, down), rate)
    later = state.time_s + 2.0 / rate
    true = AT + later * np.array([across, down])
    behind = np.linalg.norm(state.steady - true, axis=1)
    assert np.all(np.linalg.norm(ahead(state, later) - true, axis=1) <= behind + 1e-9)


def test_no_motion_is_carried_on_for_long() -> None:
    state = moving((100.0, 0.0), 15.0)
    assert_allclose(ahead(state, state.time_s + 60.0), ahead(state, state.time_s + FARTHEST_S))


def test_both_points_move_together_so_the_region_keeps_its_size() -> None:
    state = moving((150.0, -80.0), 15.0)
    now, then = ahead(state, state.time_s), ahead(state, state.time_s + 0.15)
    assert then[1] - then[0] == pytest.approx(now[1] - now[0])
