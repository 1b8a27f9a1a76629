"""A wrong trial is left out with its reason, the test is judged without it, and undone it is what it was."""

from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from inturn.errors import ImpossibleError, InputError, NotKeptError
from inturn.report.document import from_json, to_json
from inturn.sources.recordings import read_recording
from inturn.store import repositories as kept
from inturn.training.clearing import clearance
from inturn.training.records import History, TestRecord
from inturn.workflows import kept_test, measure_person
from inturn.workflows.excluding import exclude_trial, include_trial, why_fixed
from inturn.workflows.left_out import left_out
from inturn.workflows.measure import Reading, read_test
from inturn.workflows.measure_person import remeasure
from inturn.workflows.noting import PainTold
from inturn.workflows.options import MeasureOptions
from inturn.workflows.replay import replay
from inturn.workflows.session import begin_session
from tests.unit.workflows.made import NOW, PROGRAMME, keep, person, ready, took_test

KEYPOINTS = Path(__file__).resolve().parents[2] / "bench" / "keypoints" / "person_021025.heavy.nc"
TAKEN = NOW - timedelta(hours=1)


@cache
def reading() -> Reading:
    return read_test(read_recording(KEYPOINTS), MeasureOptions(height_m=person().height_m), NOW)


def kept_camera_test(history: History) -> TestRecord:
    """A person with one camera test of a rendered recording."""
    keep(history)
    name = kept.keep_recording(KEYPOINTS)
    found = reading()
    facts = kept_test.Kept(
        "test", "anna", TAKEN, "ab" * 32, name, found.result.made_by.estimator, to_json(found.result),
        note="the sun was low",
    )  # fmt: skip
    kept.add_test(kept_test.test_record(found.finding, facts), NOW)
    return kept.standing_test("anna", "test")


def side_value(test: TestRecord, side: str) -> tuple[float, int]:
    found = next(s for s in test.sides if s.side == side)
    assert found.rotation is not None
    return found.rotation.value, found.rotation.n


def test_left_out_with_its_reason_and_undone_it_is_what_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept_camera_test(History(person()))
    counted = [t for t in before.trials if t.side == "left" and t.excluded is None]
    assert len(counted) >= 2
    dropped = counted[0]
    after = exclude_trial(person(), "test", ("left", dropped.order), "  I lost my\nbalance ", NOW)
    assert after == kept.standing_test("anna", "test")
    assert dict(left_out(after)) == {("left", dropped.order): "I lost my balance"}
    assert len(after.trials) == len(before.trials)
    rest = [t.rotation.value for t in counted[1:] if t.rotation is not None]
    assert side_value(after, "left")[0] == pytest.approx(sum(rest) / len(rest))
    assert side_value(after, "left")[1] == side_value(before, "left")[1] - 1
    assert after.side("right") == before.side("right")
    assert (after.note, after.at, after.recording) == (before.note, before.at, before.recording)
    assert any(w.code == "trials_excluded" for w in from_json(after.result_json).warnings)
    assert [s.counted for s in replay(person(), "test").trials if s.side == "left"][dropped.order - 1] is False

    monkeypatch.setattr(measure_person, "ESTIMATOR", "99")
    (again,) = remeasure(person(), None, NOW)
    monkeypatch.undo()
    assert dict(left_out(again)) == dict(left_out(after))
    assert side_value(again, "left") == pytest.approx(side_value(after, "left"))
    assert "earlier version" in (why_fixed(again) or "")

    assert include_trial(person(), "test", ("left", dropped.order), NOW) == before


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 301])
def test_without_a_reason_nothing_changes(reason: str) -> None:
    before = kept_camera_test(History(person()))
    with pytest.raises(ImpossibleError, match="reason"):
        exclude_trial(person(), "test", ("left", 1), reason, NOW)
    assert kept.standing_test("anna", "test") == before


def test_what_is_not_there_is_refused() -> None:
    before = kept_camera_test(took_test(ready(person()), NOW - timedelta(minutes=5)))
    with pytest.raises(NotKeptError, match="no trial 9"):
        exclude_trial(person(), "test", ("left", 9), "slipped", NOW)
    with pytest.raises(NotKeptError):
        exclude_trial(person(), "nobody's", ("left", 1), "slipped", NOW)
    with pytest.raises(NotKeptError):
        exclude_trial(person("Ben", "ben"), "test", ("left", 1), "slipped", NOW)
    told = kept.history("anna").tests[0]
    assert why_fixed(told) is not None
    with pytest.raises(NotKeptError, match="No recording"):
        replay(person(), told.id)
    assert kept.standing_test("anna", "test") == before


def test_not_while_a_session_stands_on_it() -> None:
    history = ready(person())
    before = kept_camera_test(history)
    cleared = clearance(history, PROGRAMME, NOW)
    assert cleared is not None
    begin_session(kept.history("anna"), PROGRAMME, cleared, PainTold(1), NOW)
    with pytest.raises(InputError, match="session is under way"):
        exclude_trial(person(), "test", ("left", 1), "slipped", NOW)
    assert kept.standing_test("anna", "test") == before


def test_the_replay_draws_every_picture_of_the_recording() -> None:
    test = kept_camera_test(History(person()))
    shown = replay(person(), "test")
    recording = read_recording(KEYPOINTS)
    assert len(shown.pictures) == recording.sizes["time"]
    assert shown.duration_s == pytest.approx(float(recording.time[-1]))
    assert [(s.side, s.order) for s in shown.trials] == [(t.side, t.order) for t in test.trials]
    seen = [p for p in shown.pictures if sum(point is not None for point in p.points) > 20]
    assert len(seen) > 0.8 * len(shown.pictures)
    assert all(-0.2 * shown.width <= u <= 1.2 * shown.width for p in seen for u, _ in filter(None, p.points))
    held = min(shown.pictures, key=lambda p: abs(p.time_s - shown.trials[0].peak_s))
    assert held.side == shown.trials[0].side
    assert held.degrees is not None
    assert "hold" in held.headline
    assert held.number
    assert all(svg.startswith("<svg") for svg in shown.curve)
