"""What a laboratory or a sensor measured, kept for somebody: shown again, never taken for something else."""

from datetime import timedelta
from pathlib import Path

import pytest

from inturn.errors import AlreadyKeptError, NotKeptError
from inturn.store import repositories as kept
from inturn.training.records import History, TestRecord
from inturn.workflows import measure_person
from inturn.workflows.measure_person import measure_for, remeasure
from inturn.workflows.measure_shin import measure_shin_for
from inturn.workflows.options import MeasureOptions, SensorOptions
from inturn.workflows.replay import replay
from inturn.workflows.report_of_test import report_of_test
from tests.laboratory_files import standing_test, write_trc
from tests.unit.workflows.made import NOW, PROGRAMME, keep, person
from tests.unit.workflows.test_measure_laboratory import shin_file

AN_HOUR_AGO = NOW - timedelta(hours=1)


def kept_laboratory_test(folder: Path, history: History) -> TestRecord:
    """A marker laboratory's test that is kept for the person of a history."""
    keep(history)
    write_trc(folder / "a.trc", standing_test(rate=20.0))
    out, options = folder / "out", MeasureOptions(overlay=False)
    return measure_for(history.person, PROGRAMME, folder / "a.trc", out, options, None, AN_HOUR_AGO, NOW).test


def test_a_laboratorys_test_is_kept_and_shown_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = kept_laboratory_test(tmp_path, History(person()))
    assert test.method.source_kind == "markers"
    page = report_of_test(person(), PROGRAMME, test.id, "html", NOW).content.decode()
    assert "filmed the same way" not in page
    assert "in the same laboratory with the same markers" in page
    assert report_of_test(person(), PROGRAMME, test.id, "pdf", NOW).content.startswith(b"%PDF")
    with pytest.raises(NotKeptError, match="no picture to replay"):
        replay(person(), test.id)
    with pytest.raises(AlreadyKeptError, match="nothing was doubled"):
        measure_for(person(), PROGRAMME, tmp_path / "a.trc", tmp_path / "x", MeasureOptions(), None, NOW, NOW)
    monkeypatch.setattr(measure_person, "ESTIMATOR", "later")
    (again,) = remeasure(person(), None, NOW)
    assert [s.rotation for s in again.sides] == [s.rotation for s in test.sides]


def test_a_sensors_value_is_kept_as_a_note_and_only_once(tmp_path: Path) -> None:
    keep(History(person()))
    shin_file(tmp_path / "left.csv")
    measured, note = measure_shin_for(
        person(), tmp_path / "left.csv", tmp_path / "out", SensorOptions(), "wall", AN_HOUR_AGO, NOW
    )
    history = kept.history("anna")
    assert history.notes == (note,)
    assert history.tests == ()  # nothing that a baseline or a plan could take for hip rotation
    assert note.at == AN_HOUR_AGO
    assert "left shank, heel outward: 24.8 degrees" in note.text
    assert "not hip rotation" in note.text
    assert (tmp_path / "out" / "result.json").read_text() == measured.json
    with pytest.raises(AlreadyKeptError, match="kept already, as a note of 2026-03-20"):
        measure_shin_for(person(), tmp_path / "left.csv", tmp_path / "two", SensorOptions(), "none", NOW, NOW)
    assert not (tmp_path / "two").exists()
    assert len(kept.history("anna").notes) == 1


def test_a_note_that_cannot_be_kept_leaves_no_result(tmp_path: Path) -> None:
    shin_file(tmp_path / "left.csv")
    with pytest.raises(NotKeptError):
        measure_shin_for(person(), tmp_path / "left.csv", tmp_path / "out", SensorOptions(), "none", NOW, NOW)
    assert not (tmp_path / "out").exists()
