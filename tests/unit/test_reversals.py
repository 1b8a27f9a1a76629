"""Front taken for back in single pictures: those are left out, and nothing else is."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from inturn.assess.events import Trial
from inturn.assess.steps import detect
from inturn.body.keypoints import INDEX, MIRROR
from inturn.errors import NoTestError
from inturn.kinematics import filter_recording, filter_start, filter_step, offline, smooth
from inturn.motion.recording import KeypointFrame, frames
from inturn.motion.reversals import (
    LOOKED_BACK_S,
    SURE,
    breadth,
    share_reversed,
    watch,
    without_reversal,
    without_reversals,
)
from inturn.programme.standing_test import load_standing_test
from inturn.sources.recordings import read_recording
from inturn.sources.video.remarks import live_remarks
from inturn.workflows.measure import read_test
from inturn.workflows.options import MeasureOptions
from tests.unit.workflows.made import NOW

KEYPOINTS = Path(__file__).resolve().parents[1] / "bench" / "keypoints" / "person_021001.heavy.nc"
NAMES = ("pixel", "pixel_variance", "world", "visibility", "presence")
FRONT, BACK = 0.6, -0.6


def left_out(broad: list[float], rate: float = 15.0, person: int = 0) -> list[bool]:
    memory, out = None, []
    for i, value in enumerate(broad):
        memory, now = watch(memory, person, i / rate, value)
        out.append(now)
    return out


def trunk(left_shoulder: tuple[float, float], right_shoulder: tuple[float, float]) -> np.ndarray:
    """Keypoints (33, 2) of somebody whose hips are 20 px apart and 50 px below the shoulders."""
    pixel = np.zeros((33, 2))
    pixel[INDEX["left_shoulder"]], pixel[INDEX["right_shoulder"]] = left_shoulder, right_shoulder
    pixel[INDEX["left_hip"]], pixel[INDEX["right_hip"]] = (110.0, 150.0), (90.0, 150.0)
    return pixel


def test_the_trunk_is_as_broad_as_its_shoulders_and_hips_over_its_length() -> None:
    pixel = trunk((120.0, 100.0), (80.0, 100.0))
    assert breadth(pixel) == pytest.approx((40.0 + 20.0) / 2 / 50.0)
    assert breadth(pixel[list(MIRROR)]) == pytest.approx(-0.6)
    assert breadth(np.stack([3.0 * pixel + 7.0, pixel])) == pytest.approx([0.6, 0.6])
    pixel[INDEX["left_hip"]] = np.nan
    assert np.isnan(breadth(pixel))


@given(st.lists(st.booleans(), min_size=20, max_size=90), st.sampled_from([5.0, 15.0, 30.0]))
def test_of_who_is_seen_from_the_front_every_third_picture_just_the_others_are_left_out(
    back: list[bool], rate: float
) -> None:
    seen = [BACK if b and i % 3 else FRONT for i, b in enumerate(back)]
    assert left_out(seen, rate) == [value == BACK for value in seen]


@given(st.lists(st.booleans(), min_size=20, max_size=90), st.sampled_from([5.0, 15.0, 30.0]))
def test_of_who_is_seen_from_behind_mostly_the_fronts_are_left_out(front: list[bool], rate: float) -> None:
    seen = [FRONT if f and i % 4 == 3 else BACK for i, f in enumerate(front)]
    assert left_out(seen, rate) == [value == FRONT for value in seen]


@pytest.mark.parametrize("every", [2, 3, 4, 5, 6, 7, 8, 12])
@pytest.mark.parametrize(("mostly", "other"), [(FRONT, BACK), (BACK, FRONT)])
def test_a_belief_does_not_waver(mostly: float, other: float, every: int) -> None:
    memory, beliefs = None, list[bool]()
    for i in range(300):
        memory, _ = watch(memory, 0, i / 15.0, other if i % every == every - 1 else mostly)
        assert memory is not None
        beliefs.append(memory.behind)
    assert sum(a != b for a, b in pairwise(beliefs)) <= 1


@pytest.mark.parametrize("rate", [5.0, 15.0, 60.0])
def test_who_turns_round_is_believed_once_the_front_is_forgotten(rate: float) -> None:
    turning = np.linspace(FRONT, BACK, round(rate)).tolist()
    out = left_out([FRONT] * round(3 * rate) + turning + [BACK] * round(4 * rate), rate)
    assert not any(out[: round(3.4 * rate)])
    assert not any(out[round((4.0 + LOOKED_BACK_S) * rate) :])


def test_after_a_break_one_back_is_not_believed() -> None:
    memory = None
    for i in range(20):
        memory, _ = watch(memory, 0, i / 15.0, FRONT)
    for i, broad in enumerate([BACK, BACK, FRONT, BACK]):
        memory, out = watch(memory, 0, 20.0 + i / 15.0, broad)
        assert out == (broad == BACK)


@given(st.lists(st.floats(-SURE, 0.9, exclude_min=True), min_size=1, max_size=60))
def test_who_stands_sideways_or_to_the_front_is_left_alone(broad: list[float]) -> None:
    assert not any(left_out(broad))


def test_another_person_and_nobody_are_judged_for_themselves() -> None:
    memory, _ = watch(None, 0, 0.0, FRONT)
    assert watch(memory, -1, 0.1, BACK) == (memory, False)
    assert watch(memory, 0, 0.1, float("nan")) == (memory, False)
    other, out = watch(memory, 1, 5.0, BACK)
    assert other is not None
    assert (other.person, other.behind, len(other.recent), out) == (1, True, 1, False)


def reversed_in(recording: xr.Dataset, which: np.ndarray) -> xr.Dataset:
    """The recording with left and right of the whole body exchanged, and near and far, in some pictures."""
    out = recording.copy(deep=True)
    for name in NAMES:
        out[name].values[which] = recording[name].isel(keypoint=list(MIRROR)).values[which]
    out["world"].values[which, 2] *= -1.0
    return out


@given(st.integers(0, 10_000))
def test_picture_by_picture_is_the_whole_recording(seed: int) -> None:
    recording = read_recording(KEYPOINTS).isel(time=slice(0, 60))
    which = np.random.default_rng(seed).random(60) < 0.4
    disturbed = reversed_in(recording, which)
    whole, memory = list(frames(without_reversals(disturbed))), None
    for before, after in zip(frames(disturbed), whole, strict=True):
        memory, now = without_reversal(memory, before)
        same(now, after)


def same(a: KeypointFrame, b: KeypointFrame) -> None:
    assert (a.time_s, a.person, a.persons_seen, a.score) == (b.time_s, b.person, b.persons_seen, b.score)
    for name in ("pixel", "variance", "world", "visibility", "presence"):
        np.testing.assert_array_equal(getattr(a, name), getattr(b, name))
    assert (a.appearance is None) == (b.appearance is None)


def test_a_recording_without_any_comes_back_as_it_is() -> None:
    recording = read_recording(KEYPOINTS)
    assert without_reversals(recording) is recording


def test_a_test_is_read_alike_though_every_third_picture_is_taken_for_a_back(monkeypatch: pytest.MonkeyPatch) -> None:
    recording = read_recording(KEYPOINTS)
    which = np.arange(recording.sizes["time"]) % 3 == 1
    disturbed = reversed_in(recording, which)
    rules = load_standing_test().detection
    as_it_was, now = (
        [e for e in detect(filter_recording(r), rules) if isinstance(e, Trial)] for r in (recording, disturbed)
    )
    assert [t.side for t in now] == [t.side for t in as_it_was]
    true, read = smooth(recording)["rotation"], smooth(disturbed)["rotation"]
    monkeypatch.setattr(offline, "without_reversals", lambda r: r)
    fooled = smooth(disturbed)["rotation"]
    off: list[float] = []
    without: list[float] = []
    for t in as_it_was:
        held = {"time": slice(t.begin_s, t.end_s), "side": t.side}
        at = true.sel(held)
        for errors, r in ((off, read), (without, fooled)):
            errors.append(float(np.rad2deg(np.abs((r.sel(held) - at).mean()))))
    assert max(off) < 2.0
    # of all trials together: each side is held against the other, so that a trial's error is not its own alone
    assert np.mean(without) > 2.0 * np.mean(off)


def test_the_filter_begins_anew_with_who_turns_out_to_face_the_camera() -> None:
    recording = read_recording(KEYPOINTS).isel(time=slice(0, 60))
    which = np.arange(60) < 12
    state = filter_start(float(recording.attrs["width"]), float(recording.attrs["height"]), "heavy")
    turns = []
    for frame in frames(reversed_in(recording, which)):
        state, angles = filter_step(state, frame)
        turns.append(angles.pelvic_turn)
    assert abs(turns[5]) > 2.0
    first = next(i for i, t in enumerate(turns) if abs(t) < 1.0)
    assert 12 <= first <= 12 + 12
    alone = filter_recording(recording.isel(time=slice(first, 60)))
    assert turns[first:] == pytest.approx([a.pelvic_turn for a in alone], abs=1e-6)


def test_how_often_somebody_is_taken_for_a_back() -> None:
    recording = read_recording(KEYPOINTS).isel(time=slice(0, 60))
    assert share_reversed(recording) == 0.0
    assert share_reversed(reversed_in(recording, np.arange(60) % 4 == 0)) == 0.25
    nobody_there = recording.assign(pixel=recording["pixel"] * np.nan)
    assert share_reversed(nobody_there) == 0.0


@pytest.mark.parametrize(("share", "refused"), [(0.3, False), (0.8, True)])
def test_who_is_mostly_taken_for_a_back_is_refused(share: float, refused: bool) -> None:
    recording = read_recording(KEYPOINTS)
    which = (np.arange(recording.sizes["time"]) * share) % 1.0 >= 1.0 - share
    disturbed = reversed_in(recording, which)
    options = MeasureOptions(network="heavy", overlay=False)
    if refused:
        with pytest.raises(NoTestError, match="taken for the back of a head"):
            read_test(disturbed, options, NOW)
    else:
        assert read_test(disturbed, options, NOW).finding.left.rotation is not None


@pytest.mark.parametrize(("back", "told"), [(0, False), (5, False), (20, True), (60, False)])
def test_many_such_pictures_are_told_and_more_are_refused_anyhow(back: int, told: bool) -> None:
    recording = read_recording(KEYPOINTS).isel(time=slice(0, 60))
    seen = list(frames(reversed_in(recording, np.arange(60) < back)))
    found = [r for r in live_remarks(seen, 15.0, 8.0) if r["code"] == "taken_for_back"]
    assert len(found) == told
    assert all(f"{100 * back / 60:.0f} %" in r["text"] for r in found)
