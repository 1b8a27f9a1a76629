"""A rotation in passing is no trial; what takes about as long as the others stays one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.assess.brief import FEWEST, SHARE, without_brief
from inturn.assess.events import Attempt, Event, LoweredFoot, Trial
from inturn.body.keypoints import Side
from inturn.sources.recordings import read_recording
from inturn.workflows import measure
from inturn.workflows.measure import read_test
from inturn.workflows.options import MeasureOptions

NOW = datetime(2026, 11, 28, tzinfo=UTC)
KEYPOINTS = Path(__file__).resolve().parents[2] / "bench" / "keypoints" / "person_021001.heavy.nc"
FOOT = LoweredFoot("left", 1.0, 9.0, 1.5, 1)


def trial(begin_s: float, length: float, side: Side = "left") -> Trial:
    return Trial(side, begin_s - 0.5, begin_s, begin_s + length, 0.4, False, True)


def test_a_turn_of_the_leg_on_its_way_is_an_attempt() -> None:
    whole = (trial(5.0, 2.2), FOOT, trial(10.0, 2.4, "right"), trial(15.0, 2.0, "right"))
    passing = trial(8.0, 0.8)
    assert without_brief((*whole, passing)) == (*whole, Attempt("left", 7.5, 8.8, 0.4, "in_passing"))
    assert without_brief(whole) == whole


def test_two_trials_have_no_middle_to_hold_them_against() -> None:
    events = (trial(5.0, 2.2), trial(8.0, 0.4))
    assert len(events) == FEWEST - 1
    assert without_brief(events) == events


def test_a_trial_cut_off_soon_after_it_began_to_hold_stays_and_is_no_measure_for_others() -> None:
    whole = (trial(5.0, 2.2), trial(10.0, 2.4), trial(15.0, 2.0, "right"))
    cut = replace(trial(20.0, 0.8), complete=False, cut_off=True)
    assert without_brief((*whole, cut)) == (*whole, cut)
    cuts = tuple(replace(trial(25.0 + i, 0.1), complete=False, cut_off=True) for i in range(9))
    assert without_brief((*whole, *cuts, trial(40.0, 0.8)))[-1] == Attempt("left", 39.5, 40.8, 0.4, "in_passing")


def test_a_foot_that_came_down_was_seen_to_end() -> None:
    whole = (trial(5.0, 2.2), trial(10.0, 2.4), trial(15.0, 2.0, "right"))
    down = replace(trial(20.0, 0.8), complete=False)
    assert isinstance(without_brief((*whole, down))[-1], Attempt)


@pytest.mark.parametrize("quick", [(0.8, 0.7), (1.9, 1.7, 1.7), (0.5, 0.6, 0.9)])
def test_a_side_that_is_quick_in_all_of_its_trials_keeps_them(quick: tuple[float, ...]) -> None:
    slow = tuple(trial(5.0 * i, 4.0) for i in range(4))
    fast = tuple(trial(30.0 + 5.0 * i, length, "right") for i, length in enumerate(quick))
    assert without_brief((*slow, *fast)) == (*slow, *fast)


@given(st.floats(1.0, 4.0), st.floats(0.0, 0.1))
def test_a_quick_side_keeps_its_trials_whichever_of_them_is_a_little_longer(quick: float, longer: float) -> None:
    events = (
        *(trial(5.0 * i, 4.0) for i in range(4)),
        *(trial(30.0 + 5.0 * i, quick + longer * i, "right") for i in range(3)),
    )
    assert without_brief(events) == events


def test_one_quick_trial_alone_is_no_quick_side() -> None:
    slow = tuple(trial(5.0 * i, 2.2) for i in range(3))
    assert isinstance(without_brief((*slow, trial(30.0, 0.5, "right")))[-1], Attempt)


def test_a_trial_cut_off_shows_that_its_side_is_not_quick() -> None:
    slow = tuple(trial(5.0 * i, 2.2) for i in range(3))
    cut = replace(trial(30.0, 3.0, "right"), complete=False, cut_off=True)
    assert isinstance(without_brief((*slow, cut, trial(35.0, 0.5, "right")))[-1], Attempt)


def test_a_trial_cut_off_early_does_not_show_that_its_side_is_quick() -> None:
    slow = tuple(trial(5.0 * i, 2.2) for i in range(3))
    cut = replace(trial(30.0, 0.6, "right"), complete=False, cut_off=True)
    assert without_brief((*slow, cut, trial(35.0, 0.5, "right")))[-2:] == (
        cut,
        Attempt("right", 34.5, 35.5, 0.4, "in_passing"),
    )


@given(st.lists(st.tuples(st.floats(0.2, 6.0), st.sampled_from(("left", "right"))), max_size=8))
def test_the_longest_of_several_on_a_side_stays(them: list[tuple[float, Side]]) -> None:
    events = tuple(trial(10.0 * i, length, side) for i, (length, side) in enumerate(them))
    kept = without_brief(events)
    for side in ("left", "right"):
        own = [t for t in events if t.side == side]
        if len(own) > 1:
            assert max(own, key=lambda t: t.length_s) in kept


lengths = st.lists(st.floats(0.2, 6.0), min_size=0, max_size=8)


@given(lengths)
def test_most_trials_stay_and_no_event_is_lost(them: list[float]) -> None:
    events = tuple(trial(10.0 * i, length) for i, length in enumerate(them))
    kept = without_brief(events)
    assert len(kept) == len(events)
    trials = [e for e in kept if isinstance(e, Trial)]
    assert len(trials) * 2 >= len(events)
    assert all(e.rise == old.rise and e.side == old.side for e, old in zip(kept, events, strict=True))  # type: ignore[union-attr]


@given(lengths, st.sampled_from((0.25, 0.5, 2.0, 4.0)))
def test_a_slower_test_keeps_the_same_trials(them: list[float], slower: float) -> None:
    def kept(factor: float) -> list[type]:
        events = [trial(factor * 10.0 * i, factor * 2.0 ** round(length)) for i, length in enumerate(them)]
        return [type(e) for e in without_brief(events)]

    assert kept(1.0) == kept(slower)


@pytest.mark.parametrize(("share", "stays"), [(SHARE - 0.01, False), (SHARE + 0.01, True)])
def test_the_limit_is_a_share_of_the_middle_trial(share: float, stays: bool) -> None:
    events = (trial(0.0, 2.0), trial(5.0, 2.0), trial(10.0, 2.0), trial(15.0, 2.0 * share))
    assert isinstance(without_brief(events)[-1], Trial) is stays


@pytest.mark.parametrize("seconds", [24.3, 24.45])
def test_a_film_that_ends_soon_after_a_hold_began_keeps_its_trial(seconds: float) -> None:
    recording = read_recording(KEYPOINTS)
    finding = read_test(recording.sel(time=recording.time[recording.time <= seconds]), MeasureOptions(), NOW).finding
    assert [len(side.trials) for side in (finding.left, finding.right)] == [3, 3]
    assert [(w.code, w.side) for w in finding.warnings] == [("trial_cut_off", "left")]


Change = Callable[[tuple[Event, ...], Trial, int], tuple[Event, ...]]


def changed(monkeypatch: pytest.MonkeyPatch, change: Change) -> list[int]:
    """What is found in a recording is changed, given its first trial and the number of the look; the looks taken."""
    found, looks = measure.detect, list[int]()

    def detect(*args: object) -> tuple[Event, ...]:
        events = found(*args)  # type: ignore[arg-type]
        looks.append(len(looks))
        return change(events, min((e for e in events if isinstance(e, Trial)), key=lambda e: e.begin_s), looks[-1])

    monkeypatch.setattr(measure, "detect", detect)
    return looks


def test_a_recording_loses_what_was_found_in_passing_and_a_live_test_keeps_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A trial is put in where none was; what is found in the recording itself stays."""
    recording = read_recording(KEYPOINTS)
    usual = read_test(recording, MeasureOptions(), NOW).finding

    def with_one_in_passing(events: tuple[Event, ...], first: Trial, _: int) -> tuple[Event, ...]:
        early = replace(first, start_s=first.start_s - 1.5, begin_s=first.begin_s - 1.0, end_s=first.begin_s - 0.5)
        return (*events, early)

    changed(monkeypatch, with_one_in_passing)
    again = read_test(recording, MeasureOptions(), NOW).finding
    assert [len(s.trials) for s in (again.left, again.right)] == [len(s.trials) for s in (usual.left, usual.right)]
    told = [w for w in again.warnings if w.code == "rotation_in_passing"]
    assert [(w.value, w.side) for w in told] == [(1.0, again.first_lifted)]
    assert not any(w.code == "rotation_in_passing" for w in usual.warnings)
    live = read_test(recording.assign_attrs(live=1), MeasureOptions(), NOW).finding
    assert len(live.left.trials) + len(live.right.trials) == len(again.left.trials) + len(again.right.trials) + 1


def test_a_trial_that_the_filter_lost_soon_after_it_began_is_read_whole_and_told_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recording = read_recording(KEYPOINTS)
    usual = read_test(recording, MeasureOptions(), NOW).finding

    def with_a_piece_first(events: tuple[Event, ...], first: Trial, look: int) -> tuple[Event, ...]:
        piece = replace(first, end_s=first.begin_s + 0.3 * first.length_s)
        return tuple(piece if e is first and look == 0 else e for e in events)

    looks = changed(monkeypatch, with_a_piece_first)
    again = read_test(recording, MeasureOptions(), NOW).finding
    assert len(looks) == 2
    for side, other in ((usual.left, again.left), (usual.right, again.right)):
        expected = [t.rotation.value for t in side.trials]
        assert [t.rotation.value for t in other.trials] == pytest.approx(expected, abs=0.03)
    assert [w.code for w in again.warnings] == [w.code for w in usual.warnings]


def test_a_rotation_in_passing_that_both_looks_see_differently_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    recording = read_recording(KEYPOINTS)
    usual = read_test(recording, MeasureOptions(), NOW).finding

    def with_one_in_passing(events: tuple[Event, ...], first: Trial, look: int) -> tuple[Event, ...]:
        end_s = first.begin_s - 1.0 + (0.5 if look == 0 else 0.85)
        return (*events, replace(first, start_s=first.start_s - 1.5, begin_s=first.begin_s - 1.0, end_s=end_s))

    changed(monkeypatch, with_one_in_passing)
    again = read_test(recording, MeasureOptions(), NOW).finding
    assert [len(s.trials) for s in (again.left, again.right)] == [len(s.trials) for s in (usual.left, usual.right)]
    assert [w.value for w in again.warnings if w.code == "rotation_in_passing"] == [1.0]
