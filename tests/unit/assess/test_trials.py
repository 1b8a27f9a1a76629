"""From curve to value: plateau, median, beginning."""

from dataclasses import replace

import numpy as np
import pytest

from inturn.assess.curves import Curves, curves, settle
from inturn.assess.events import Trial
from inturn.assess.steps import detect
from inturn.assess.trials import find_plateau, read_trial
from inturn.kinematics.angles import to_dataset
from inturn.programme.standing_test import load_standing_test
from tests.unit.assess.synthetic import USUAL, Script, frames, standard

RULES = load_standing_test()
TIME = np.arange(0.0, 4.0, 1.0 / 30.0)


def hump(hold_s: float, top_deg: float = 30.0, rise_s: float = 0.8) -> np.ndarray:
    """Rise from 1 s, hold, fall; straight flanks, degrees -> rad."""
    corners = [1.0, 1.0 + rise_s, 1.0 + rise_s + hold_s, 1.0 + 2 * rise_s + hold_s]
    return np.radians(np.interp(TIME, corners, [0.0, top_deg, top_deg, 0.0]))


def test_plateau_is_the_hold_and_what_lies_within_three_degrees() -> None:
    plateau = find_plateau(TIME, hump(1.0), RULES.plateau)
    assert plateau.held
    slack = 0.8 * 3.0 / 30.0
    assert plateau.start_s == pytest.approx(1.8 - slack, abs=1 / 30)
    assert plateau.end_s == pytest.approx(2.8 + slack, abs=2 / 30)
    assert plateau.middle_s == pytest.approx(2.3, abs=1 / 30)


def test_no_plateau_is_told() -> None:
    plateau = find_plateau(TIME, hump(0.0, rise_s=0.5), RULES.plateau)
    assert not plateau.held
    assert plateau.middle_s == pytest.approx(1.5, abs=0.1)


def test_the_longest_span_wins_and_a_gap_ends_it() -> None:
    curve = hump(1.2)
    keep = (TIME < 2.0) | (TIME > 2.4)
    plateau = find_plateau(TIME[keep], curve[keep], RULES.plateau)
    assert plateau.held
    assert plateau.start_s > 2.4 - 1 / 30


def test_a_short_overshoot_does_not_hide_the_hold() -> None:
    curve = hump(1.2, top_deg=25.0)
    curve[(TIME > 1.8) & (TIME < 1.95)] = np.radians(30.0)
    plateau = find_plateau(TIME, curve, RULES.plateau)
    assert plateau.held
    assert plateau.start_s > 1.9


def test_value_is_the_median_over_the_plateau_not_the_maximum() -> None:
    script = standard((30.0,), (14.0,))
    noisy = frames(script, noise=USUAL)
    c = curves(to_dataset(noisy, {}), "left")
    (trial,) = [e for e in detect(noisy, RULES.detection) if isinstance(e, Trial) and e.side == "left"]
    reading = read_trial(c, trial, RULES.plateau)
    held = c.within(reading.plateau.start_s, reading.plateau.end_s)
    assert reading.rotation == np.median(c.rotation[held])
    assert reading.rotation < np.max(c.rotation[held]) - np.radians(1.0)
    true = script.trials[0]
    assert true.hold_start_s - 0.3 <= reading.plateau.middle_s <= true.hold_end_s + 0.3


@pytest.mark.parametrize("degrees", [6.0, 14.0, 33.0])
def test_exact_curve_gives_the_exact_value_and_beginning(degrees: float) -> None:
    script = standard((degrees,), ())
    all_frames = frames(script)
    c = curves(to_dataset(all_frames, {}), "left")
    (trial,) = [e for e in detect(all_frames, RULES.detection) if isinstance(e, Trial)]
    reading = read_trial(c, trial, RULES.plateau)
    assert reading.plateau.held
    assert np.degrees(reading.rotation) == pytest.approx(degrees, abs=0.05)
    assert reading.begin_s == pytest.approx(script.trials[0].hold_start_s - 0.8, abs=0.35)
    assert reading.begin_s >= script.trials[0].hold_start_s - 0.8
    assert reading.before == pytest.approx((reading.begin_s - 0.3, reading.begin_s))
    assert np.degrees(reading.thigh_elevation) == pytest.approx(88.0)
    assert np.degrees(reading.knee_flexion) == pytest.approx(90.0)


def test_without_before_when_lift_and_rotation_are_one_movement() -> None:
    script = Script()
    script.wait(1.5)
    script.lift("left", 1.0, left_rotation=28.0)
    script.wait(1.0)
    script.lower("left")
    script.wait(0.5)
    all_frames = frames(script)
    (trial,) = [e for e in detect(all_frames, RULES.detection) if isinstance(e, Trial)]
    reading = read_trial(curves(to_dataset(all_frames, {}), "left"), trial, RULES.plateau)
    assert reading.before is None
    assert np.degrees(reading.rotation) == pytest.approx(28.0, abs=0.5)


def test_a_window_without_any_angle_reads_nothing() -> None:
    all_frames = frames(standard((30.0,), ()))
    angles = to_dataset(all_frames, {})
    angles["rotation"][:] = np.nan
    c = curves(angles, "left")
    (trial,) = [e for e in detect(all_frames, RULES.detection) if isinstance(e, Trial)]
    reading = read_trial(c, trial, RULES.plateau)
    assert reading.rotation is None
    assert not reading.plateau.held


def unread(from_s: float, to_s: float) -> tuple[Curves, Trial]:
    """A trial of 30 degrees, and its curve with the rotation unread for a while."""
    all_frames = frames(standard((30.0,), ()))
    angles = to_dataset(all_frames, {})
    time = angles["time"].values
    angles["rotation"][(time >= from_s) & (time < to_s)] = np.nan
    (trial,) = [e for e in detect(all_frames, RULES.detection) if isinstance(e, Trial)]
    return curves(angles, "left"), trial


def test_a_top_that_cannot_be_read_is_not_read_from_what_lies_beside_it() -> None:
    (true,) = standard((30.0,), ()).trials
    c, trial = unread(true.hold_start_s - 0.1, true.hold_end_s + 0.2)
    reading = read_trial(c, trial, RULES.plateau)
    assert reading.rotation is None
    assert not reading.plateau.held
    assert true.hold_start_s - 0.3 <= reading.plateau.middle_s <= true.hold_end_s + 0.3


def test_a_trial_that_ends_where_it_is_no_longer_read_has_no_value() -> None:
    (true,) = standard((30.0,), ()).trials
    c, trial = unread(true.hold_start_s - 0.1, true.hold_end_s + 0.2)
    reading = read_trial(c, replace(trial, end_s=true.hold_start_s), RULES.plateau)
    assert reading.rotation is None
    assert reading.trial.end_s >= reading.plateau.end_s


def test_a_top_that_is_not_read_again_has_no_value() -> None:
    (true,) = standard((30.0,), ()).trials
    c, trial = unread(true.hold_start_s - 0.1, np.inf)
    assert read_trial(c, trial, RULES.plateau).rotation is None


def test_a_neutral_that_cannot_be_read_hides_no_top() -> None:
    (true,) = standard((30.0,), ()).trials
    c, trial = unread(true.hold_end_s + 1.2, true.hold_end_s + 2.5)
    reading = read_trial(c, trial, RULES.plateau)
    assert reading.rotation is not None
    assert np.degrees(reading.rotation) == pytest.approx(30.0, abs=0.1)
    beside, _ = unread(true.hold_start_s + 0.2, true.hold_start_s + 0.3)
    assert read_trial(beside, trial, RULES.plateau).plateau.held


def test_running_median_ignores_one_wild_picture_and_keeps_gaps() -> None:
    values = np.zeros(TIME.size)
    values[20], values[50] = 9.0, np.nan
    out = settle(TIME, values, 0.2)
    assert out[20] == 0.0
    assert np.isnan(out[50])
