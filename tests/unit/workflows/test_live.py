"""Live and offline are one: what a guided test saw is what its recording says, cut off or not."""

import json
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inturn.assess.finding import Pain
from inturn.assess.live import guide as guiding
from inturn.assess.steps import detect
from inturn.kinematics import filter_recording
from inturn.motion.recording import nobody
from inturn.programme.standing_test import load_standing_test
from inturn.report.document import from_json
from inturn.sources.recordings import read_recording, write_recording
from inturn.store import repositories as kept
from inturn.training.records import History
from inturn.workflows.live import LiveTest
from inturn.workflows.live_answer import answer
from inturn.workflows.live_aside import forget_stale, is_unfinished, put_aside, take_up
from inturn.workflows.live_keep import keep_live, live_sides, options_now
from inturn.workflows.live_machine import single
from inturn.workflows.measure import measure_clip
from tests.unit.workflows.live_film import LIGHT, START_S, Film, picture, recorded, setup
from tests.unit.workflows.made import NOW, PROGRAMME, keep, person, screened


@pytest.fixture(scope="module")
def done() -> LiveTest:
    """A whole guided test of a person who does again and again what the film shows."""
    film = Film()
    live = LiveTest(setup(), film)
    for i, time_s in film.played(6):
        if live.guide.stage == "pain":
            live.tell_pain(1, "outer hip")
        if live.guide.stage == "done":
            break
        live.see(picture(film, i), time_s, LIGHT)
    return live


@settings(max_examples=3, deadline=None)
@given(st.sampled_from([1, 2, 3]), st.booleans())
def test_a_kept_recording_holds_the_very_events_that_were_seen_live(
    tmp_path_factory: pytest.TempPathFactory, keep_every: int, with_break: bool
) -> None:
    film = Film()
    live = recorded(LiveTest(setup(), film), film, 1, keep_every)
    if with_break:
        live.reconnected()
        live.guide = replace(live.guide, stage="trials")
        for i in range(120):
            live.see(picture(film, i), START_S - 7000 + film.frames[i].time_s, LIGHT)
    recording = live.recording()
    assert recording is not None
    file = tmp_path_factory.mktemp("kept") / "recording.nc"
    write_recording(recording, file)
    again = read_recording(file)
    offline = detect(filter_recording(again), load_standing_test().detection)
    assert offline[: len(live.events)] == live.events
    assert len(live.events) >= 4


def test_a_whole_test_guides_through_both_sides_and_is_kept_as_measure_reads_it(tmp_path: Path, done: LiveTest) -> None:
    live = deepcopy(done)
    assert live.guide.stage == "done"
    assert live.guide.left.readable >= 3
    assert live.guide.right.readable >= 3
    history = keep(screened(History(person()), "full", NOW))
    test = keep_live(live, history, NOW, NOW)
    file = kept.recording_path(test.recording or "")
    measured = measure_clip(file, tmp_path / "out", options_now(live), at=NOW)
    assert measured.json == test.result_json
    result = from_json(test.result_json)
    assert result.method.live
    assert "person_lost" not in [w.code for w in result.warnings]
    for side in ("left", "right"):
        found = result.side(side).rotation  # type: ignore[arg-type]
        seen = [np.degrees(t.rotation.value) for t in live.found if t.side == side and t.rotation is not None]
        assert found is not None
        assert abs(found.degrees - float(np.mean(seen))) < 4.0
        assert result.side(side).pain.score == 1  # type: ignore[arg-type]
        best, told = result.side(side).best, answer(live, None)["guide"]["sides"][side]  # type: ignore[arg-type]
        assert best is not None
        assert told["best_deg"] == pytest.approx(best.degrees, abs=0.1)


def test_a_side_taken_again_takes_the_place_of_its_trials_which_are_kept(done: LiveTest) -> None:
    film, live = Film(), deepcopy(done)
    history = keep(screened(History(person()), "full", NOW))
    first = keep_live(live, history, NOW, NOW)
    before = live.guide.left.found
    live.again("left")
    assert live.guide.stage == "position"
    for i, time_s in film.played(4):
        if live.guide.stage == "pain":
            live.tell_pain(0)
        live.see(picture(film, i), time_s + 600, LIGHT)
    second = keep_live(live, history, NOW, NOW + timedelta(minutes=5), first.id)
    assert second.id == first.id
    (only,) = kept.history(history.person.id).tests
    left_out = [t for t in only.trials if t.excluded == "taken again"]
    assert {t.side for t in left_out} == {"left"}
    assert len(left_out) == before
    assert only.side("left").pain == 0  # type: ignore[union-attr]
    assert only.side("right").pain == 1  # type: ignore[union-attr]


def test_a_test_cut_off_is_taken_up_where_it_was(tmp_path: Path) -> None:
    film = Film()
    live = recorded(LiveTest(setup(support="wall"), film), film)
    live.guide = replace(live.guide, stage="pain")
    live.tell_pain(3, "groin")
    folder = tmp_path / "aside"
    assert put_aside(live, folder, NOW, {"test": "abc"})
    assert is_unfinished(folder)
    other = Film()
    found = take_up(folder, lambda _: other)
    assert found.begun_at == NOW
    assert found.notes == {"test": "abc"}
    assert found.live.events == live.events
    assert found.live.found == live.found
    assert found.live.guide.left.pain == Pain(3, "groin")
    assert found.live.setup.options.support == "wall"
    assert found.live.guide.stage == "position"
    found.live.guide = replace(found.live.guide, stage="trials")
    found.live.see(picture(other, 0), START_S, LIGHT)
    before, after = live.recording(), found.live.recording()
    assert before is not None
    assert after is not None
    assert after.sizes["time"] == before.sizes["time"] + 1
    assert after["time"].values[-1] - before["time"].values[-1] == pytest.approx(5.0)
    forget_stale(tmp_path, NOW + timedelta(days=40_000))
    assert not folder.exists()


def test_nothing_is_put_aside_before_anything_was_recorded(tmp_path: Path) -> None:
    assert not put_aside(LiveTest(setup(), Film()), tmp_path / "aside", NOW, {})
    assert not (tmp_path / "aside").exists()
    assert not is_unfinished(tmp_path / "aside")


def test_a_camera_that_mirrors_is_told_once_and_the_sides_change() -> None:
    film = Film()
    live = LiveTest(setup(), film)
    for i, time_s in film.played(2):
        live.see(picture(film, i), time_s, LIGHT)
        if live.guide.stage == "confirm":
            break
    saw = live.guide.lifted
    live.confirm(False)
    assert live.guide.mirrored
    assert live.guide.side != saw
    assert live.guide.stage == "count_down"
    assert film.restarts == 1


def test_late_pictures_and_pictures_of_a_break_are_left_alone() -> None:
    film = Film()
    live = LiveTest(setup(), film)
    assert live.see(picture(film, 0), START_S + 1, LIGHT) is not None
    assert live.see(picture(film, 1), START_S + 1, LIGHT) is None
    assert live.see(picture(film, 1), START_S, LIGHT) is None
    live.guide = replace(live.guide, stage="pain")
    assert live.see(picture(film, 2), START_S + 2, LIGHT) is None


def test_a_phone_that_is_turned_begins_anew() -> None:
    film = Film()
    live = recorded(LiveTest(setup(), film), film)
    assert live.events
    live.guide = replace(live.guide, stage="trials")
    turned = np.swapaxes(picture(film, 0), 0, 1)
    live.see(turned, START_S + 1000, LIGHT)
    assert live.events == ()
    assert live.guide.stage == "position"
    assert live.recording() is None


def test_after_a_long_silence_all_must_be_in_place_again() -> None:
    film = Film()
    live = recorded(LiveTest(setup(), film), film)
    events = live.events
    live.guide = replace(live.guide, stage="trials")
    live.see(picture(film, 0), START_S + 5000, LIGHT)
    assert live.guide.stage == "position"
    assert live.events == events


def test_an_answer_is_plain_and_finite() -> None:
    film = Film()
    live = LiveTest(setup(), film)
    live.begin(film.size)
    seen = live.take(single(nobody(1.0)), LIGHT)
    told = answer(live, seen)
    assert told["points"] == [None] * 33
    assert told["rotation"] is None
    assert told["lines"] == {"stick": None, "target": None}
    assert {c["trouble"] for c in told["checks"][:-2]} == {"nobody"}
    assert answer(live, None) == {"guide": told["guide"]}


@pytest.mark.parametrize(("every_s", "begins"), [(1 / 15, True), (0.25, True), (0.5, False)])
def test_a_machine_too_slow_for_a_good_test_is_told_before_it_begins(every_s: float, begins: bool) -> None:
    film = Film()
    live = LiveTest(setup(), film)
    told: set[str | None] = set()
    for k in range(int(6.0 / every_s)):
        seen = live.see(picture(film, k % 10), START_S + k * every_s, LIGHT)
        told |= set() if seen is None else {c.trouble for c in seen.checks}
    assert (live.guide.stage != "position") == begins
    assert ("slow" in told) == (not begins)
    live.anyway()
    assert live.guide.stage != "position"


def test_only_sides_that_may_be_tested_are_asked_for() -> None:
    history = screened(History(person()), "full", NOW)
    assert live_sides(history, PROGRAMME, "none", NOW) == ("left", "right")
    assert guiding.begin(load_standing_test().guide, ("right",)).side == "right"


def test_other_people_and_a_slow_machine_are_told_with_the_result() -> None:
    film = Film()
    film.frames = [replace(f, persons_seen=2) for f in film.frames[:80]]
    recording = recorded(LiveTest(setup(), film), film, keep_every=4).recording()
    assert recording is not None
    told = {w["code"] for w in json.loads(recording.attrs["warnings"])}
    assert told == {"several_people", "low_frame_rate"}


def test_a_picture_on_which_the_network_fails_spoils_no_other() -> None:
    film = Film()
    live = recorded(LiveTest(setup(), film), film)
    live.guide = replace(live.guide, stage="trials")
    restarts, before = film.restarts, live.events
    with pytest.raises(IndexError):
        live.see(picture(film, len(film.frames)), START_S + film.length_s, LIGHT)
    assert film.restarts == restarts + 1
    assert live.see(picture(film, 0), START_S + film.length_s + 0.1, LIGHT) is not None
    assert live.events[: len(before)] == before
