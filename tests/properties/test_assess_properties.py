"""Laws of the standing test that hold for any person, any noise and any order of trials."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inturn.assess.error import ErrorModel
from inturn.assess.events import Event, Lost, QuietStanding, Squatted, Trial
from inturn.assess.finding import SideFinding, StandingTest
from inturn.assess.standing_test import assess, detect
from inturn.assess.steps import finish, start, step
from inturn.body.keypoints import other_side
from inturn.errors import NoTestError
from inturn.kinematics.angles import AngleFrame, to_dataset
from inturn.programme.standing_test import load_standing_test
from inturn.quantity import Method
from tests.unit.assess.synthetic import Noise, Script, frames, frames_at, marching, mirrored, moved, with_gap

RULES = load_standing_test()
METHOD = Method("standing-hip-ir", "standing", "none", "video")
MODEL = ErrorModel(*np.radians([1.5, 1.0, 0.8]))
LAWS = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

sizes = st.lists(st.floats(8.0, 40.0), min_size=1, max_size=3)
plans = st.lists(st.tuples(st.sampled_from(["left", "right"]), sizes), min_size=1, max_size=3)
noises = st.builds(
    Noise, white=st.floats(0.0, 1.5), drift=st.floats(0.0, 0.8), lift_bias=st.floats(-4.0, 4.0),
    place_m=st.just(0.004), thigh=st.floats(0.0, 2.5), seed=st.integers(0, 1000),
)  # fmt: skip
cheats = st.fixed_dictionaries({}, optional={"list": st.floats(-12, 12), "lean": st.floats(-12, 12)})


def scripted(plan: list[tuple[str, list[float]]], **cheat: float) -> Script:
    script = Script()
    script.wait(1.5)
    for side, degrees in plan:
        script.side(side, degrees, **cheat)
    return script


def trials(events: tuple[Event, ...]) -> list[Trial]:
    return [e for e in events if isinstance(e, Trial)]


def run(all_frames: list[AngleFrame]) -> StandingTest | None:
    events = detect(all_frames, RULES.detection)
    try:
        return assess(to_dataset(all_frames, {}), events, RULES, METHOD, MODEL)
    except NoTestError:
        return None


@LAWS
@given(plans, noises, cheats)
def test_the_mirror_swaps_the_sides_and_nothing_else(plan: list, noise: Noise, cheat: dict[str, float]) -> None:
    seen = frames(scripted(plan, **cheat), 25.0, noise)
    image = [mirrored(f) for f in seen]
    expected = tuple(
        e if isinstance(e, QuietStanding | Squatted | Lost) else replace(e, side=other_side(e.side))
        for e in detect(seen, RULES.detection)
    )
    assert detect(image, RULES.detection) == expected
    one, two = run(seen), run(image)
    assert (one is None) == (two is None)
    if one is None or two is None:
        return
    assert two.verdict == one.verdict
    assert_same_side(one.left, two.right)
    assert_same_side(one.right, two.left)


def assert_same_side(one: SideFinding, two: SideFinding) -> None:
    assert (one.verdict, one.reached_stick, one.body_still) == (two.verdict, two.reached_stick, two.body_still)
    assert [t.quality for t in one.trials] == [t.quality for t in two.trials]
    assert [t.peak_s for t in one.trials] == [t.peak_s for t in two.trials]
    for a, b in zip(one.trials, two.trials, strict=True):
        assert a.rotation == b.rotation
        for name in ("pelvic_list", "pelvic_turn", "trunk_lean", "thigh_drop", "knee_drift"):
            x, y = getattr(a.compensation, name), getattr(b.compensation, name)
            assert x.change == pytest.approx(y.change, abs=1e-9)
            assert x.onset_s == y.onset_s


@LAWS
@given(plans, noises, st.floats(-1000.0, 1000.0))
def test_when_the_recording_began_does_not_matter(plan: list, noise: Noise, shift_s: float) -> None:
    seen = frames(scripted(plan), 30.0, noise)
    later = [replace(f, time_s=f.time_s + shift_s) for f in seen]
    here, there = (trials(detect(f, RULES.detection)) for f in (seen, later))
    assert [t.side for t in here] == [t.side for t in there]
    for a, b in zip(here, there, strict=True):
        assert (b.start_s, b.begin_s, b.end_s) == pytest.approx(
            (a.start_s + shift_s, a.begin_s + shift_s, a.end_s + shift_s), abs=1e-6
        )
        assert a.rise == pytest.approx(b.rise, abs=1e-9)


@LAWS
@given(plans, st.sampled_from([8.0, 15.0, 24.0, 50.0, 100.0]), st.integers(0, 100))
def test_any_frame_rate_finds_the_same_trials(plan: list, fps: float, seed: int) -> None:
    script = scripted(plan)
    noise = Noise(white=0.5, thigh=1.0, place_m=0.003, seed=seed)
    found = trials(detect(frames(script, fps, noise), RULES.detection))
    assert [t.side for t in found] == [t.side for t in script.trials]
    for trial, true in zip(found, script.trials, strict=True):
        assert trial.begin_s < true.hold_start_s < trial.end_s
        assert np.degrees(trial.rise) == pytest.approx(true.rotation_deg, abs=2.0)


@LAWS
@given(plans, st.integers(0, 1000))
def test_dropped_frames_and_a_variable_rate_find_the_same_trials(plan: list, seed: int) -> None:
    script, rng = scripted(plan), np.random.default_rng(seed)
    times = np.cumsum(rng.uniform(1 / 60, 1 / 15, size=int(script.now * 60)))
    times = times[(times < script.now) & (rng.random(times.size) > 0.2)]
    found = trials(detect(frames_at(script, times, Noise(white=0.5, place_m=0.003, seed=seed)), RULES.detection))
    assert [t.side for t in found] == [t.side for t in script.trials]


@LAWS
@given(plans, noises, st.tuples(*[st.floats(-3.0, 3.0)] * 3))
def test_where_the_person_stands_does_not_matter(plan: list, noise: Noise, by_m: tuple[float, ...]) -> None:
    seen = frames(scripted(plan), 25.0, noise)
    one, two = run(seen), run([moved(f, by_m) for f in seen])
    assert (one is None) == (two is None)
    if one is not None and two is not None:
        assert two.verdict == one.verdict
        for side in ("left", "right"):
            assert one.side(side).rotation == two.side(side).rotation
            assert one.side(side).reached_stick == two.side(side).reached_stick


@LAWS
@given(plans, st.lists(st.tuples(st.floats(0.0, 40.0), st.floats(0.05, 3.0)), min_size=1, max_size=4))
def test_gaps_create_no_trials(plan: list, gaps: list[tuple[float, float]]) -> None:
    script = scripted(plan)
    holed = frames(script, 25.0)
    for begin_s, length_s in gaps:
        holed = with_gap(holed, begin_s, begin_s + length_s)
    found = trials(detect(holed, RULES.detection))
    for trial in found:
        assert any(
            t.side == trial.side and t.hold_start_s - 0.9 < trial.end_s and trial.begin_s < t.hold_end_s
            for t in script.trials
        )
    assert len(found) <= len(script.trials)


@LAWS
@given(st.floats(0.7, 2.4), st.floats(50.0, 100.0), st.floats(-8.0, 8.0), noises)
def test_marching_is_never_a_test(period: float, thigh: float, rotation: float, noise: Noise) -> None:
    noise = replace(noise, lift_bias=0.5 * noise.lift_bias)
    assert not trials(detect(frames(marching(8, thigh, period, rotation), 25.0, noise), RULES.detection))


@LAWS
@given(plans, noises, st.integers(1, 400))
def test_saved_state_resumes_exactly(plan: list, noise: Noise, cut: int) -> None:
    seen = frames(scripted(plan), 25.0, noise)
    state, found = start(RULES.detection), []
    for part in (seen[:cut], seen[cut:]):
        for frame in part:
            state, events = step(state, frame)
            found += events
    assert (*found, *finish(state)) == detect(seen, RULES.detection)
