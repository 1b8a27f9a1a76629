"""What goes out comes back the same, and what is refused leaves nothing."""

import json
import zipfile
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from inturn.errors import AlreadyKeptError, ClearanceError, InputError, OutputError
from inturn.store import boot
from inturn.store import repositories as kept
from inturn.training.records import History
from inturn.workflows.demo_person import add_demo_person
from inturn.workflows.exchange import Calendar, export_csv, export_fhir, export_ics, export_parquet, import_fhir
from inturn.workflows.keeping import back_up, bring_back, look_through
from inturn.workflows.people import everybody
from tests.unit.workflows.made import NOW, PROGRAMME, keep, person, ready, screened, with_baseline

CALENDAR = Calendar(None, 4, time(18))


def test_a_bundle_brings_everything_to_another_installation_once(tmp_path: Path) -> None:
    keep(ready(person()))
    bundle = tmp_path / "anna.json"
    export_fhir(person(), PROGRAMME, bundle, NOW)
    assert json.loads(bundle.read_text())["resourceType"] == "Bundle"
    _, here = import_fhir(bundle, NOW)
    assert (here.new, here.different) == (0, 0)
    boot.boot(f"sqlite:///{tmp_path / 'other' / 'inturn.sqlite3'}")
    _, there = import_fhir(bundle, NOW)
    assert (there.new, there.known) == (here.known, 0)
    assert kept.history("anna").screenings == ready(person()).screenings
    _, again = import_fhir(bundle, NOW)
    assert (again.new, again.different) == (0, 0)


def test_what_is_kept_otherwise_is_told_and_left_alone(tmp_path: Path) -> None:
    keep(ready(person()))
    bundle = tmp_path / "anna.json"
    export_fhir(person(), PROGRAMME, bundle, NOW)
    test = kept.history("anna").tests[0]
    kept.correct_test(replace(test, note="changed here"), NOW)
    _, added = import_fhir(bundle, NOW)
    assert added.different == 1
    assert kept.history("anna").tests[0].note == "changed here"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("no json", "not JSON"),
        ('{"resourceType": "Patient"}', "no FHIR bundle"),
        ('{"resourceType": "Bundle", "type": "collection"}', "not a bundle that Inturn wrote"),
    ],
)
def test_a_foreign_bundle_keeps_nothing(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "foreign.json"
    file.write_text(content)
    with pytest.raises(InputError, match=said):
        import_fhir(file, NOW)
    assert everybody() == ()


def test_tables(tmp_path: Path) -> None:
    keep(ready(person()))
    export_csv(person(), tmp_path / "csv")
    export_csv(person(), tmp_path / "anna.zip")
    export_parquet(person(), tmp_path / "parquet")
    export_parquet(person(), tmp_path / "parquet.zip")
    with zipfile.ZipFile(tmp_path / "parquet.zip") as archive:
        assert set(archive.namelist()) == {p.name for p in (tmp_path / "parquet").iterdir()}
    names = {p.name for p in (tmp_path / "csv").iterdir()}
    with zipfile.ZipFile(tmp_path / "anna.zip") as archive:
        assert set(archive.namelist()) == names
    assert (tmp_path / "parquet" / "tests.parquet").stat().st_size > 0


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    keep(ready(person()))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("mine")
    with pytest.raises(OutputError, match="other files"):
        export_csv(person(), tmp_path / "mine")
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["diary.txt"]


def test_a_calendar_is_a_plan_and_needs_a_clearance(tmp_path: Path) -> None:
    file = tmp_path / "plan.ics"
    history = keep(with_baseline(person()))
    with pytest.raises(ClearanceError):
        export_ics(person(), PROGRAMME, CALENDAR, file, NOW)
    assert not file.exists()
    kept.add_screening(screened(history, "short", NOW).screenings[-1], NOW)
    count = export_ics(person(), PROGRAMME, CALENDAR, file, NOW)
    assert file.read_text().count("BEGIN:VEVENT") == count == 4 * 3 + 4


def test_backup_and_restore(database: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{database}"
    keep(ready(person()))
    before = kept.history("anna")
    back_up(url, tmp_path / "all.zip", NOW)
    keep(History(person("Ben", "ben")))
    bring_back(url, tmp_path / "all.zip", NOW)
    assert [p.name for p in everybody()] == ["Anna"]
    assert kept.history("anna") == before
    assert look_through(url).well


def test_the_demo_person_is_made_once(tmp_path: Path) -> None:
    made = add_demo_person("Demo", PROGRAMME, "Europe/Zurich", NOW)
    assert made.records > 100
    newest = kept.history(made.person.id).tests[-1]
    assert newest.at < NOW
    assert newest.at > NOW - timedelta(weeks=2)
    with pytest.raises(AlreadyKeptError):
        add_demo_person("demo", PROGRAMME, "UTC", NOW)
