"""Trials of a side that is over are read again by all that was seen; a picture that tells nothing disturbs nobody."""

from dataclasses import replace
from pathlib import Path

import pytest

from inturn.body.keypoints import MIRROR
from inturn.kinematics import filter_recording
from inturn.motion.recording import build
from inturn.sources.recordings import read_recording
from inturn.workflows import live_recorder
from inturn.workflows.live import LiveTest
from inturn.workflows.live_answer import answer
from inturn.workflows.live_aside import put_aside
from inturn.workflows.live_keep import options_now
from inturn.workflows.measure import read_test
from tests.unit.workflows.live_film import KEYPOINTS, LIGHT, START_S, Film, picture, setup
from tests.unit.workflows.made import NOW


def under_way(trials: int) -> LiveTest:
    """A test from the film's first picture on, as soon as the filter has read so many trials of it."""
    film = Film()
    live = LiveTest(setup(), film)
    live.guide = replace(live.guide, stage="trials", sure=True)
    for i, time_s in film.played(1):
        if len(live.found) < trials:
            live.see(picture(film, i), time_s, LIGHT)
    assert len(live.found) == trials
    return live


def test_once_a_side_is_over_its_trials_are_read_again_by_all_that_was_seen() -> None:
    live = under_way(2)
    as_filtered = live.found
    live.enough()
    recording = live.recording()
    assert recording is not None
    as_kept = read_test(recording, options_now(live), NOW).finding
    assert answer(live, None)["guide"]["stage"] == "pain"
    assert [(t.side, t.order) for t in live.found] == [(t.side, t.order) for t in as_filtered]
    for seen in live.found:
        trials = (as_kept.left if seen.side == "left" else as_kept.right).trials
        assert [t.rotation for t in trials if t.order == seen.order] == [seen.rotation]
    assert [t.rotation for t in live.found] != [t.rotation for t in as_filtered]


def test_trials_longer_ago_than_is_looked_back_stay_as_the_filter_read_them(monkeypatch: pytest.MonkeyPatch) -> None:
    live = under_way(3)
    as_filtered = live.found
    monkeypatch.setattr(live_recorder, "_LOOKED_BACK_S", 8.0)
    film = Film()
    recorder = live.recorder
    assert recorder is not None
    recorder.take(replace(film.frames[-1], time_s=START_S + film.frames[-1].time_s))  # what is older is forgotten
    recorder.read_again()
    assert [t.order for t in live.found] == [t.order for t in as_filtered]
    assert live.found[0] == as_filtered[0]
    forgotten = recorder.length_s - 8.0
    assert all(now == was for now, was in zip(live.found, as_filtered, strict=True) if was.start_s < forgotten)


def test_a_front_taken_for_a_back_now_and_then_is_no_reason_to_wait() -> None:
    film = Film()
    for i in range(3, len(film.frames), 4):
        film.frames[i] = replace(film.frames[i], pixel=film.frames[i].pixel[list(MIRROR)])
    live = LiveTest(setup(), film)
    troubles: list[str | None] = []
    for i, time_s in film.played(1):
        seen = live.see(picture(film, i), time_s, LIGHT)
        if seen is None or live.guide.stage != "position":
            break
        troubles += [c.trouble for c in seen.checks if c.name == "facing"]
    assert live.guide.stage == "which_leg"
    assert set(troubles[4:]) == {None}
    lost = [a for a in filter_recording(build(film.frames[:16], read_recording(KEYPOINTS).attrs)) if not a.tracked]
    assert len(lost) >= 3


def test_where_what_was_put_aside_is_gone_the_side_ends_with_what_the_filter_read(tmp_path: Path) -> None:
    live = under_way(2)
    assert put_aside(live, tmp_path / "aside", NOW, {})
    for file in (tmp_path / "aside").iterdir():
        file.unlink()
    before = live.found
    live.enough()
    assert answer(live, None)["guide"]["stage"] == "pain"
    assert live.found == before
