"""Trials that only the smoother sees are taken in; those that the filter saw stay as they were, but for pieces."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inturn.assess.events import Event, LoweredFoot, Trial
from inturn.assess.second_look import FRAGMENT, with_second_look
from inturn.body.keypoints import Side
from inturn.errors import InturnError
from inturn.sources.recordings import read_recording
from inturn.workflows import measure
from inturn.workflows.measure import read_test
from inturn.workflows.options import MeasureOptions

NOW = datetime(2026, 11, 27, tzinfo=UTC)
KEYPOINTS = Path(__file__).resolve().parents[2] / "bench" / "keypoints" / "person_021001.heavy.nc"


def trial(start_s: float, end_s: float, side: Side = "left") -> Trial:
    return Trial(side, start_s, start_s + 0.1, end_s, 0.4, False, True)


FOOT = LoweredFoot("left", 1.0, 9.0, 1.5, 1)


def test_a_trial_that_was_lost_is_taken_in_and_nothing_else_is() -> None:
    events: tuple[Event, ...] = (trial(2.0, 4.0), FOOT)
    lost = trial(5.0, 7.0)
    assert with_second_look(events, (trial(2.2, 4.1), lost, FOOT)) == (*events, lost)


def test_nothing_is_seen_twice_not_even_on_the_other_side() -> None:
    events = (trial(2.0, 4.0),)
    assert with_second_look(events, (trial(2.5, 5.0, "right"), trial(1.0, 3.1), trial(3.0, 3.5))) == events
    beside = (trial(3.8, 5.0), trial(1.0, 2.2))  # a trial ends a little after the next one has begun
    assert with_second_look(events, beside) == (*events, *beside)


def test_a_piece_gives_way_to_the_trial_it_is_a_piece_of() -> None:
    other, piece, whole = trial(1.0, 3.0), trial(5.0, 5.7), trial(5.0, 7.1)
    assert with_second_look((other, piece, FOOT), (whole,)) == (other, FOOT, whole)
    longer = trial(5.0, 6.2)  # half of it and more is none
    assert with_second_look((other, longer), (whole,)) == (other, longer)


def test_what_was_cut_off_or_is_one_of_two_or_of_the_other_side_is_no_piece() -> None:
    whole = trial(5.0, 9.0)
    for events in (
        (replace(trial(5.0, 5.7), complete=False, cut_off=True),),
        (trial(5.0, 6.4), trial(7.0, 8.4)),
        (trial(5.0, 5.7, "right"),),
    ):
        assert with_second_look(events, (whole,)) == events


def test_a_piece_of_which_two_are_seen_again_stays() -> None:
    piece = trial(0.49, 1.49, "right")
    again = (trial(0.08, 1.08), trial(0.85, 3.25, "right"))
    assert with_second_look((piece,), again) == (piece,)


@st.composite
def looks(draw: st.DrawFn) -> tuple[Trial, ...]:
    """Trials in a row, each of which may begin before the last one's end."""
    out: list[Trial] = []
    now = draw(st.floats(0.0, 3.0))
    for _ in range(draw(st.integers(0, 6))):
        length = draw(st.floats(1.0, 3.0))
        out.append(trial(now, now + length, draw(st.sampled_from(("left", "right")))))
        now += length + draw(st.floats(-0.3, 2.0))
    return tuple(out)


@given(looks(), looks())
def test_what_the_filter_saw_stays_and_what_is_new_is_mostly_elsewhere(
    first: tuple[Trial, ...], again: tuple[Trial, ...]
) -> None:
    both = with_second_look(first, again)
    kept = tuple(t for t in first if t in both)
    assert both[: len(kept)] == kept
    assert with_second_look(both, again) == both
    assert len(both) >= len(first)
    for new in both[len(kept) :]:
        assert isinstance(new, Trial)
        assert new in again
        assert all(t.length_s < FRAGMENT * max(a.length_s for a in again) for t in first if t not in kept)
        for known in kept:
            common = min(new.end_s, known.end_s) - max(new.start_s, known.start_s)
            assert common <= 0.5 * min(new.end_s - new.start_s, known.end_s - known.start_s)


def test_a_recording_is_looked_at_twice_and_a_live_test_keeps_what_its_guide_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With a filter that saw nobody, all trials are the smoother's; a live test then has none."""
    recording = read_recording(KEYPOINTS)
    usual = read_test(recording, MeasureOptions(), NOW).finding
    monkeypatch.setattr(measure, "filter_recording", lambda *_: [])
    again = read_test(recording, MeasureOptions(), NOW).finding
    for side, other in ((usual.left, again.left), (usual.right, again.right)):
        assert len(other.trials) == len(side.trials) > 0
    with pytest.raises(InturnError):
        read_test(recording.assign_attrs(live=1), MeasureOptions(), NOW)
