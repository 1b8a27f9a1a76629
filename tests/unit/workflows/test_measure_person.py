"""A measured clip is kept once, with its trials and its recording, and read again after an upgrade."""

from datetime import timedelta
from pathlib import Path

import pytest

from inturn.errors import AlreadyKeptError, ImpossibleError
from inturn.sources.recordings import read_recording, write_recording
from inturn.store import repositories as kept
from inturn.training.records import History
from inturn.workflows import measure_person
from inturn.workflows.measure_person import measure_for, options_of, remeasure
from inturn.workflows.options import MeasureOptions
from inturn.workflows.planning import history_of
from tests.unit.workflows.made import NOW, PROGRAMME, keep, person

KEYPOINTS = Path(__file__).resolve().parents[2] / "bench" / "keypoints" / "person_021001.heavy.nc"
OPTIONS = MeasureOptions(stick_left_m=0.1, stick_right_m=0.1, support="wall", pain_left=2, where_left="outer hip")


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """A recording of a rendered person that tells the clip it came from."""
    recording = read_recording(KEYPOINTS).assign_attrs(sha256="ab" * 32)
    write_recording(recording, tmp_path / "clip.nc")
    return tmp_path / "clip.nc"


@pytest.fixture
def out(clip: Path, tmp_path: Path) -> Path:
    """The folder of a measurement that was kept."""
    keep(History(person()))
    measure_for(person(), PROGRAMME, clip, tmp_path / "out", OPTIONS, None, NOW - timedelta(hours=1), NOW)
    return tmp_path / "out"


def test_kept_with_trials_and_recording_and_only_once(clip: Path, out: Path, tmp_path: Path) -> None:
    test = kept.history("anna").tests[0]
    assert test.source_sha256 == "ab" * 32
    assert {t.side for t in test.trials} == {s.side for s in test.sides}
    assert test.recording is not None
    assert kept.recording_path(test.recording).read_bytes() == (out / "recording.nc").read_bytes()
    assert test.result_json == (out / "result.json").read_text()
    for side in test.sides:
        assert side.rotation is not None
        counted = [t for t in test.trials if t.side == side.side and t.excluded is None]
        assert len(counted) == side.rotation.n
    left = test.side("left")
    assert left is not None
    assert (left.pain, left.pain_where) == (2, "outer hip")
    for again in (clip, out / "recording.nc"):
        with pytest.raises(AlreadyKeptError, match="nothing was doubled"):
            measure_for(person(), PROGRAMME, again, tmp_path / "again", OPTIONS, None, NOW, NOW)
    assert not (tmp_path / "again").exists()
    assert len(history_of(person()).tests) == 1


def test_an_upgrade_keeps_both_values(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = options_of(kept.history("anna").tests[0], person())
    assert asked.stick_left_m == pytest.approx(0.1)
    assert (asked.support, asked.pain_left, asked.where_left) == ("wall", 2, "outer hip")
    assert remeasure(person(), None, NOW) == ()
    monkeypatch.setattr(measure_person, "ESTIMATOR", "99")
    (again,) = remeasure(person(), None, NOW)
    first, second = history_of(person()).tests
    assert (again.id, again.remeasured_from, again.estimator) == (second.id, first.id, "99")
    assert [s.verdict for s in second.sides] == [s.verdict for s in first.sides]
    assert remeasure(person(), None, NOW) == ()


def test_what_cannot_be_kept_leaves_no_results(tmp_path: Path) -> None:
    keep(History(person()))
    with pytest.raises(ImpossibleError, match="future"):
        measure_for(person(), PROGRAMME, KEYPOINTS, tmp_path / "out", OPTIONS, None, NOW + timedelta(days=1), NOW)
    assert not (tmp_path / "out").exists()
    assert history_of(person()).tests == ()
