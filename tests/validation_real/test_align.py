"""Alignment and figures: a known shift and heading come back, and nothing else is taken off."""

import numpy as np
import pytest

from validation.real_video.align import Angles, align, bent, time_shift
from validation.real_video.joints import ANGLES, FLEXIONS
from validation.real_video.table import errors_of, row

TIME = np.arange(0.0, 12.0, 0.01)
SHIFT_S, HEADING_DEG = 0.237, 38.0


def curves(time: np.ndarray) -> Angles:
    """Four squats of different depth by a person who sways."""
    squat = np.deg2rad(40.0 + 4.0 * time) * np.sin(np.pi * time / 3.0) ** 2
    sway = np.deg2rad(3.0) * np.sin(2.1 * time)
    out = {name: 0.3 * squat + sway for name in ANGLES}
    out |= {name: squat * (1.1 if "hip" in name else 1.0) for name in FLEXIONS}
    return out | {"pelvis_turn": sway}


def estimate(own: np.ndarray, heading_deg: float = HEADING_DEG) -> Angles:
    """The same person on a clock that is ahead, in a world that is turned."""
    out = curves(own - SHIFT_S)
    turn = out["pelvis_turn"] - np.deg2rad(heading_deg)
    return out | {"pelvis_turn": np.arctan2(np.sin(turn), np.cos(turn))}


@pytest.mark.parametrize("heading_deg", [HEADING_DEG, 178.0, -120.0])
def test_a_known_shift_and_heading_come_back(heading_deg: float) -> None:
    truth, own = curves(TIME), np.arange(-1.0, 13.0, 1.0 / 30.0)
    window = bent(truth, 20.0)
    found = align(TIME, truth, own, estimate(own, heading_deg), window, 1.0)
    assert found.shift_s == pytest.approx(SHIFT_S, abs=2e-3)
    assert np.rad2deg(found.heading) == pytest.approx(heading_deg, abs=0.1)
    errors = errors_of(truth, found.angles, window, found.shift_s, found.heading)
    assert max(r.mae for r in errors.rows) < 0.3
    assert errors.flexion_mae < 0.3


def test_no_offset_but_the_heading_is_taken_off_in_the_main_figures() -> None:
    truth, own = curves(TIME), np.arange(-1.0, 13.0, 0.01)
    off = {name: values + np.deg2rad(5.0) for name, values in estimate(own).items()}
    window = bent(truth, 20.0)
    found = align(TIME, truth, own, off, window, 1.0)
    by = {r.angle: r for r in errors_of(truth, found.angles, window, found.shift_s, found.heading).rows}
    for name in FLEXIONS:
        assert by[name].bias == pytest.approx(5.0, abs=0.1)
        assert by[name].mae == pytest.approx(5.0, abs=0.1)
        assert by[name].mae_centred < 0.3
    assert by["pelvis_turn"].bias == pytest.approx(0.0, abs=1e-6)


def test_moments_without_an_estimate_are_counted_not_compared() -> None:
    truth, own = curves(TIME), np.arange(-1.0, 13.0, 0.01)
    holes = estimate(own)
    lost = (own > 4.0) & (own < 4.5)
    holes = {name: np.where(lost, np.nan, values) for name, values in holes.items()}
    window = bent(truth, 20.0)
    found = align(TIME, truth, own, holes, window, 1.0)
    first = errors_of(truth, found.angles, window, found.shift_s, found.heading).rows[0]
    assert 49 <= first.missing <= 53
    assert first.n + first.missing == window.stop - window.start
    assert first.mae < 0.3


def test_clocks_that_never_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="do not overlap"):
        time_shift(TIME, curves(TIME)["knee_flexion_left"], TIME + 100.0, np.ones_like(TIME), 1.0)


def test_knees_that_never_bend_are_refused() -> None:
    with pytest.raises(ValueError, match="never bend"):
        bent({name: np.zeros(5) for name in ANGLES}, 20.0)


def test_hip_rotation_is_compared_with_the_knee_bent_only() -> None:
    truth = curves(TIME)
    wrong = {name: values.copy() for name, values in truth.items()}
    straight = truth["knee_flexion_left"] < np.deg2rad(45.0)
    wrong["hip_rotation_left"][straight] += 1.0
    by = {r.angle: r for r in errors_of(truth, wrong, slice(0, TIME.size), 0.0, 0.0).rows}
    assert by["hip_rotation_left"].mae == pytest.approx(0.0, abs=1e-9)
    assert by["hip_rotation_left"].n == int((~straight).sum()) < TIME.size


def test_figures_of_errors_known_beforehand() -> None:
    truth = np.deg2rad(np.array([0.0, 10.0, 20.0, 30.0]))
    got = row("any", truth, truth + np.deg2rad(np.array([1.0, 3.0, 1.0, 3.0])))
    assert (got.mae, got.bias, got.mae_centred) == pytest.approx((2.0, 2.0, 1.0))
    assert got.rmse == pytest.approx(np.sqrt(5.0))
    assert got.correlation == pytest.approx(np.corrcoef([0, 10, 20, 30], [1, 13, 21, 33])[0, 1])
