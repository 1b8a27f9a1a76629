"""The step machine on scripted people with known truth."""

import time
from dataclasses import replace
from typing import TypeVar

import numpy as np
import pytest

from inturn.assess.events import Attempt, Event, Lifted, Lost, LoweredFoot, QuietStanding, Squatted, Trial
from inturn.assess.steps import detect, finish, start, step
from inturn.kinematics.angles import AngleFrame, lost
from inturn.programme.standing_test import load_standing_test
from tests.unit.assess.synthetic import (
    QUIET,
    USUAL,
    Noise,
    Script,
    TrueTrial,
    frames,
    kicks,
    marching,
    squats,
    standard,
    walking,
    with_gap,
)  # fmt: skip

E = TypeVar("E")
RULES = load_standing_test().detection


def of_kind(events: tuple[Event, ...], kind: type[E]) -> list[E]:
    return [e for e in events if isinstance(e, kind)]


def assert_found(events: tuple[Event, ...], truth: list[TrueTrial]) -> None:
    """Every true trial has one found trial of its side around its hold, in order, and there are no others."""
    found = of_kind(events, Trial)
    assert [t.side for t in found] == [t.side for t in truth]
    for trial, true in zip(found, truth, strict=True):
        assert trial.begin_s < true.hold_start_s
        assert trial.end_s > 0.5 * (true.hold_start_s + true.hold_end_s)
        assert trial.start_s <= trial.begin_s < trial.end_s


@pytest.mark.parametrize("fps", [5, 12, 24, 30, 60, 120, 240])
def test_standard_test_at_any_frame_rate(fps: float) -> None:
    script = standard()
    events = detect(frames(script, fps), RULES)
    assert_found(events, script.trials)
    assert [e.side for e in of_kind(events, Lifted)] == ["left", "right"]
    assert [e.trials for e in of_kind(events, LoweredFoot)] == [3, 3]
    assert len(of_kind(events, QuietStanding)) == 3
    assert not of_kind(events, Attempt)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("fps", [10, 30])
def test_standard_test_with_an_estimators_noise(fps: float, seed: int) -> None:
    script = standard((22, 9, 30, 24), (14, 15))
    noise = Noise(white=1.5, drift=0.8, lift_bias=4.0, place_m=0.006, thigh=3.0, seed=seed)
    assert_found(detect(frames(script, fps, noise), RULES), script.trials)


def test_rise_and_start_are_those_of_the_script() -> None:
    script = standard((30,), (6,))
    left, right = of_kind(detect(frames(script), RULES), Trial)
    assert np.degrees([left.rise, right.rise]) == pytest.approx([30.0, 6.0], abs=0.6)
    rise_began_s = script.trials[0].hold_start_s - 0.8
    assert left.begin_s == pytest.approx(rise_began_s, abs=0.25)
    assert left.complete
    assert not left.with_lift


@pytest.mark.parametrize("side", ["left", "right"])
def test_either_order_sides_repeated_and_one_side_only(side: str) -> None:
    script = Script()
    script.wait(1.5)
    for s in (side, "right" if side == "left" else "left", side):
        script.side(s, (20, 21))
    assert_found(detect(frames(script, noise=USUAL), RULES), script.trials)
    one = Script()
    one.wait(1.5)
    one.side(side, (20, 21, 22))
    assert_found(detect(frames(one, noise=USUAL), RULES), one.trials)


def test_no_quiet_standing_at_the_start() -> None:
    script = Script()
    script.lift("left", 0.6)
    script.wait(0.4)
    for _ in range(3):
        script.trial("left", 25)
        script.wait(0.5)
    events = detect(frames(script), RULES)
    assert_found(events, script.trials)
    assert not of_kind(events, QuietStanding)


def test_foot_put_down_between_trials() -> None:
    script = Script()
    script.wait(1.0)
    for _ in range(3):
        script.side("right", (18,))
    events = detect(frames(script, noise=USUAL), RULES)
    assert_found(events, script.trials)
    assert len(of_kind(events, Lifted)) == 3


def test_recording_that_ends_in_a_trial() -> None:
    script = Script()
    script.wait(1.0)
    script.lift("left")
    script.wait(0.5)
    script.trial("left", 25, hold=1.2)
    held = [f for f in frames(script) if f.time_s < script.trials[0].hold_end_s]
    (trial,) = of_kind(detect(held, RULES), Trial)
    assert not trial.complete
    assert trial.cut_off
    assert trial.end_s == pytest.approx(script.trials[0].hold_end_s, abs=0.2)


def test_foot_lowered_without_turning_back() -> None:
    script = Script()
    script.wait(1.0)
    script.lift("left")
    script.wait(0.5)
    script.move(0.8, left_rotation=25.0)
    script.trials.append(TrueTrial("left", script.now, script.now + 1.0, 25.0))
    script.wait(1.0)
    script.lower("left")
    script.wait(1.0)
    events = detect(frames(script, noise=USUAL), RULES)
    assert_found(events, script.trials)
    assert [(t.complete, t.cut_off) for t in of_kind(events, Trial)] == [(False, False)]


def test_lift_and_rotation_in_one_movement() -> None:
    script = Script()
    script.wait(1.5)
    for _ in range(2):
        script.lift("left", 1.0, left_rotation=28.0)
        script.trials.append(TrueTrial("left", script.now, script.now + 1.0, 28.0))
        script.wait(1.0)
        script.lower("left", 1.0)
        script.wait(0.8)
    found = of_kind(detect(frames(script, noise=USUAL), RULES), Trial)
    assert [t.with_lift for t in found] == [True, True]


def test_rotation_begun_before_the_lift_is_done() -> None:
    script = Script()
    script.wait(1.5)
    script.move(0.5, left_thigh=60.0, left_knee=80.0)
    script.move(0.6, left_thigh=88.0, left_knee=90.0, left_rotation=12.0)
    script.trial("left", 26.0)
    script.wait(0.5)
    script.lower("left")
    assert_found(detect(frames(script), RULES), script.trials)


def test_a_hesitant_rotation_is_one_trial() -> None:
    script = Script()
    script.wait(1.0)
    script.lift("left")
    script.wait(0.6)
    script.move(1.0, left_rotation=12.0)
    script.wait(0.5)
    script.move(0.3, left_rotation=9.0)
    script.trial("left", 27.0, rise=1.5)
    script.wait(0.5)
    script.lower("left")
    assert_found(detect(frames(script, noise=USUAL), RULES), script.trials)


def test_a_sagging_hold_is_one_trial() -> None:
    script = Script()
    script.wait(1.0)
    script.lift("left")
    script.wait(0.6)
    script.move(0.8, left_rotation=30.0)
    start_s = script.now
    script.wait(0.6)
    script.move(0.4, left_rotation=20.0)
    script.move(0.4, left_rotation=29.0)
    script.wait(0.6)
    script.trials.append(TrueTrial("left", start_s, script.now, 30.0))
    script.move(0.8, left_rotation=0.0)
    script.wait(0.4)
    script.lower("left")
    assert_found(detect(frames(script, noise=USUAL), RULES), script.trials)


def test_swinging_past_neutral_and_turning_outward_are_no_trials() -> None:
    script = Script()
    script.wait(1.0)
    script.lift("left")
    script.wait(0.8)
    script.move(0.6, left_rotation=-20.0)
    script.wait(0.8)
    script.move(0.6, left_rotation=0.0)
    script.wait(0.8)
    script.trial("left", 25.0, back=-6.0)
    script.move(0.3, left_rotation=0.0)
    script.wait(1.0)
    script.lower("left")
    assert_found(detect(frames(script), RULES), script.trials)


@pytest.mark.parametrize(("pictures", "trials"), [(2, 1), (5, 2)])
def test_two_pictures_below_neutral_are_no_neutral_that_a_rotation_starts_from(pictures: int, trials: int) -> None:
    """At five pictures a second the way back overshoots for two of them; a neutral that lasts is believed."""
    script = Script()
    script.wait(1.0)
    script.lift("left")
    script.wait(0.8)
    script.trial("left", 25.0)
    back = script.now
    script.wait(3.0)
    script.lower("left")
    seen = frames(script, fps=5.0)
    first = next(i for i, f in enumerate(seen) if f.time_s >= back)
    for i in range(first, len(seen)):
        degrees = -2.4 if i < first + pictures else 2.6
        seen[i] = replace(seen[i], rotation=seen[i].rotation + np.radians(degrees))
    assert len(of_kind(detect(seen, RULES), Trial)) == trials


def test_a_rotation_of_two_degrees_is_at_most_an_attempt() -> None:
    script = Script()
    script.wait(1.0)
    script.side("left", (3.2, 3.2))
    script.trials.clear()
    assert not of_kind(detect(frames(script), RULES), Trial)


def test_a_small_swing_without_hold_is_an_attempt() -> None:
    script = Script()
    script.wait(1.0)
    script.lift("left")
    script.wait(0.6)
    script.move(0.25, left_rotation=10.0)
    script.move(0.25, left_rotation=0.0)
    script.wait(0.8)
    script.lower("left")
    events = detect(frames(script, 60), RULES)
    assert not of_kind(events, Trial)
    assert [a.reason for a in of_kind(events, Attempt)] == ["not_held"]


NEGATIVES = {
    "marching": marching(),
    "marching fast": marching(period=0.8),
    "marching slowly": marching(period=2.4),
    "marching high": marching(thigh=100.0, rotation=9.0),
    "squats": squats(),
    "walking": walking(),
    "kicks": kicks(),
}


@pytest.mark.parametrize("noise", [QUIET, USUAL], ids=["exact", "noisy"])
@pytest.mark.parametrize("fps", [10, 30, 60])
@pytest.mark.parametrize("name", sorted(NEGATIVES))
def test_other_movements_are_no_trials(name: str, fps: float, noise: Noise) -> None:
    events = detect(frames(NEGATIVES[name], fps, noise), RULES)
    assert not of_kind(events, Trial)


def test_squats_are_told() -> None:
    assert len(of_kind(detect(frames(squats(4), noise=USUAL), RULES), Squatted)) == 4


def test_lifting_without_turning_gives_no_trial() -> None:
    for seed in range(5):
        script = Script()
        script.wait(1.0)
        for side in ("left", "right"):
            script.lift(side)
            script.wait(4.0)
            script.lower(side)
            script.wait(0.5)
        noise = Noise(white=1.5, drift=0.8, lift_bias=5.0, place_m=0.006, thigh=3.0, seed=seed)
        events = detect(frames(script, noise=noise), RULES)
        assert not of_kind(events, Trial)
        assert len(of_kind(events, LoweredFoot)) == 2


def test_one_wild_picture_changes_nothing() -> None:
    clean = frames(standard())
    spiked = [
        replace(f, rotation=f.rotation + np.radians(40.0), thigh_elevation=f.thigh_elevation + np.radians(60.0))
        if i % 40 == 7
        else f
        for i, f in enumerate(clean)
    ]
    sides = [(t.side, round(t.begin_s, 1)) for t in of_kind(detect(clean, RULES), Trial)]
    assert [(t.side, round(t.begin_s, 1)) for t in of_kind(detect(spiked, RULES), Trial)] == sides


def test_a_loss_ends_the_lift_and_is_told() -> None:
    script = standard((25, 25), (15, 15))
    gone = with_gap(frames(script), script.trials[1].hold_end_s + 0.5, script.trials[1].hold_end_s + 2.5)
    events = detect(gone, RULES)
    (gap,) = of_kind(events, Lost)
    assert gap.end_s - gap.start_s == pytest.approx(2.0, abs=0.1)
    assert [t.side for t in of_kind(events, Trial)] == ["left", "left", "right", "right"]


@pytest.mark.parametrize(("after_hold_s", "cut_off"), [(-0.3, True), (0.3, True), (0.8, False)])
def test_a_person_lost_before_the_way_back_was_seen_has_cut_off_the_trial(after_hold_s: float, cut_off: bool) -> None:
    script = standard((25, 25), (15, 15))
    lost_s = script.trials[1].hold_end_s + after_hold_s
    events = detect(with_gap(frames(script), lost_s, lost_s + 3.0), RULES)
    assert [t.cut_off for t in of_kind(events, Trial)] == [False, cut_off, False, False]


def unread(all_frames: list[AngleFrame], start_s: float, end_s: float) -> list[AngleFrame]:
    """The same without a rotation from `start_s` to `end_s`."""
    nothing = np.full(2, np.nan)
    return [replace(f, rotation=nothing) if start_s <= f.time_s < end_s else f for f in all_frames]


@pytest.mark.parametrize(("for_s", "cut_off"), [(0.2, False), (20.0, True)])
def test_a_rotation_that_cannot_be_read_any_more_has_cut_off_the_trial(for_s: float, cut_off: bool) -> None:
    """A second of the hold is read, and then nothing until the foot is down."""
    script = Script()
    script.wait(1.0)
    script.lift("left")
    script.wait(0.5)
    script.trial("left", 25, hold=2.5)
    script.lower("left")
    script.wait(1.0)
    since = script.trials[0].hold_start_s + 1.0
    (trial,) = of_kind(detect(unread(frames(script), since, since + for_s), RULES), Trial)
    assert trial.cut_off is cut_off


def sinking(for_s: float) -> Script:
    """A low leg turns in, sinks for so long, and is lifted high."""
    script = Script()
    script.wait(1.0)
    script.lift("left", thigh=55.0)
    script.wait(0.5)
    script.move(0.4, left_rotation=15.0)
    script.wait(0.5)
    script.move(0.3, left_thigh=40.0)
    script.wait(for_s)
    script.move(0.3, left_thigh=85.0)
    return script


def test_a_leg_that_sinks_while_its_rotation_is_read_has_cut_off_nothing() -> None:
    script = sinking(1.25)
    script.wait(0.8)
    script.move(0.4, left_rotation=0.0)
    script.lower("left")
    script.wait(1.0)
    trials = of_kind(detect(frames(script), RULES), Trial)
    assert trials
    assert not any(t.cut_off for t in trials)


def test_a_leg_that_cannot_be_seen_any_more_has_cut_off_the_trial() -> None:
    script = Script()
    script.wait(1.0)
    script.lift("left")
    script.wait(0.5)
    script.trial("left", 25, hold=4.0)
    script.lower("left")
    script.wait(1.0)
    since = script.trials[0].hold_start_s + 1.0
    blind = np.full(2, np.nan)
    seen = [
        replace(f, rotation=blind, thigh_elevation=blind) if since <= f.time_s < since + 1.5 else f
        for f in frames(script)
    ]
    assert [t.cut_off for t in of_kind(detect(seen, RULES), Trial)][:1] == [True]


def test_a_leg_that_sinks_with_a_moment_unread_has_cut_off_nothing() -> None:
    script = sinking(0.6)
    script.wait(1.2)
    script.lower("left")
    script.wait(1.0)
    unseen = unread(frames(script), script.now - 3.1, script.now - 2.9)
    trials = of_kind(detect(unseen, RULES), Trial)
    assert trials
    assert not any(t.cut_off for t in trials)


def test_nobody_gives_no_event() -> None:
    assert detect([lost(i / 30) for i in range(90)], RULES) == ()


def test_frame_by_frame_equals_batch_and_the_state_is_a_value() -> None:
    all_frames = frames(standard((20, 22), (14,)), noise=USUAL)
    state, found = start(RULES), []
    half = None
    for i, frame in enumerate(all_frames):
        state, events = step(state, frame)
        found += events
        if i == len(all_frames) // 2:
            half = state, len(found)
    assert (*found, *finish(state)) == detect(all_frames, RULES)
    assert half is not None
    resumed, again = half[0], found[: half[1]]
    for frame in all_frames[len(all_frames) // 2 + 1 :]:
        resumed, events = step(resumed, frame)
        again += events
    assert again == found
    assert finish(resumed) == finish(state)
    assert resumed.lift == state.lift


def test_phases_follow_the_person() -> None:
    script = standard((25,), ())
    state, seen = start(RULES), [start(RULES).phase]
    for frame in frames(script):
        state, _ = step(state, frame)
        if state.phase != seen[-1]:
            seen.append(state.phase)
    order = ["nobody", "moving", "standing", "lifting", "lifted", "rotating", "returning", "lifted"]
    positions = [seen.index(p) for p in order[:7]]
    assert positions == sorted(positions)


def test_a_step_is_quick() -> None:
    all_frames = frames(standard((20,) * 4, ()), 60)
    begin = time.perf_counter()
    detect(all_frames, RULES)
    assert (time.perf_counter() - begin) / len(all_frames) < 1e-3, "goal 0.1 ms; ten times that even on a busy machine"


def test_a_gap_in_a_long_hold_does_not_make_two_trials() -> None:
    script = Script()
    script.wait(1.5)
    script.lift("left")
    script.wait(0.6)
    script.trial("left", 28.0, hold=4.0)
    script.wait(0.6)
    script.lower("left")
    begin_s = script.trials[0].hold_start_s + 1.0
    for length_s in (0.5, 1.5):
        events = detect(with_gap(frames(script), begin_s, begin_s + length_s), RULES)
        assert len(of_kind(events, Trial)) == 1
