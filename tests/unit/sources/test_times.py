"""Time stamps are mended so that they always rise, and fast videos are thinned out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.sources.video.times import MAX_RATE, MEASURED_RATE, Clock, Thinning, measured_rate

STAMPS = st.lists(st.none() | st.floats(-1e4, 1e4), min_size=1, max_size=40)


@given(STAMPS, st.sampled_from([1 / 240, 1 / 30, 0.2]))
def test_times_start_at_zero_and_always_rise(stamps: list[float | None], step: float) -> None:
    clock = Clock(step)
    times = [clock.time(s) for s in stamps]
    assert times[0] == 0.0
    assert np.all(np.diff(times) > 0)
    assert np.all(np.isfinite(times))


@given(st.lists(st.floats(0.001, 1.0), min_size=1, max_size=30), st.floats(-100, 100))
def test_good_stamps_are_kept_as_they_are(gaps: list[float], origin: float) -> None:
    stamps = origin + np.concatenate([[0.0], np.cumsum(gaps)])
    clock = Clock(1 / 30)
    assert [clock.time(float(s)) for s in stamps] == pytest.approx(stamps - origin, abs=1e-9)
    assert clock.mended == 0


def test_a_repeated_stamp_is_nudged_and_the_next_keeps_its_own() -> None:
    clock = Clock(0.04)
    assert [clock.time(s) for s in (1.0, 1.04, 1.04, 1.08)] == pytest.approx([0.0, 0.04, 0.05, 0.08])
    assert clock.mended == 1


def test_after_a_fall_back_the_rest_follows_on() -> None:
    clock = Clock(0.1)
    times = [clock.time(s) for s in (50.0, 50.1, 50.2, 0.0, 0.1, 0.3)]
    assert times == pytest.approx([0.0, 0.1, 0.2, 0.3, 0.4, 0.6])
    assert clock.mended == 1


def test_missing_stamps_take_the_usual_step() -> None:
    clock = Clock(0.1)
    assert [clock.time(s) for s in (None, None, 7.0, 7.1, None)] == pytest.approx([0.0, 0.1, 0.2, 0.3, 0.4])
    assert clock.mended == 3


@pytest.mark.parametrize(
    ("fps", "kept"), [(5, 5), (15, 15), (20, 20), (22, 22), (24, 12), (25, 13), (30, 15), (60, 15), (240, 18)]
)
def test_enough_pictures_a_second_are_measured(fps: int, kept: int) -> None:
    thinning = Thinning(fps, MEASURED_RATE)
    assert sum(thinning.keep(i / fps) for i in range(fps)) == kept


@pytest.mark.parametrize(
    ("fps", "kept"), [(5, 5), (24, 24), (60, 60), (66, 66), (72, 36), (90, 45), (120, 60), (240, 60)]
)
def test_at_most_about_sixty_pictures_a_second_are_kept(fps: int, kept: int) -> None:
    thinning = Thinning(fps)
    assert sum(thinning.keep(i / fps) for i in range(fps)) == kept
    assert thinning.skipped == fps - kept


@pytest.mark.parametrize(
    ("claimed_s", "rate"),
    [(0.04, MAX_RATE), (15.0, MAX_RATE), (15.1, MEASURED_RATE), (3600.0, MEASURED_RATE), (None, MEASURED_RATE)],
)
def test_a_short_video_is_measured_picture_by_picture(claimed_s: float | None, rate: float) -> None:
    assert measured_rate(claimed_s) == rate
