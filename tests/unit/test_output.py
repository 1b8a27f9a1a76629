"""The output folder is filled whole or not at all."""

from pathlib import Path

import pytest

from inturn.errors import OutputError
from inturn.workflows.output import staged, write_text, writing


def test_a_new_folder_appears_whole_with_its_parents(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b ü" / "result"
    with staged(folder) as aside:
        write_text(aside, "result.json", "{}")
        assert not folder.exists()
    assert [f.name for f in folder.iterdir()] == ["result.json"]
    assert [f.name for f in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("failure", [RuntimeError("broken"), KeyboardInterrupt()])
def test_nothing_is_left_when_the_block_ends_early(tmp_path: Path, failure: BaseException) -> None:
    with pytest.raises(type(failure)), staged(tmp_path / "result") as aside:
        write_text(aside, "result.json", "{}")
        raise failure
    assert list(tmp_path.iterdir()) == []


def test_an_existing_folder_keeps_its_other_files(tmp_path: Path) -> None:
    folder = tmp_path / "result"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    (folder / "result.json").write_text("old")
    with staged(folder) as aside:
        write_text(aside, "result.json", "new")
    assert (folder / "notes.txt").read_text() == "mine"
    assert (folder / "result.json").read_text() == "new"
    assert [f.name for f in tmp_path.iterdir()] == ["result"]


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "result").write_text("x")
    with pytest.raises(OutputError, match="is a file, not a folder"), staged(tmp_path / "result"):
        pass
    assert (tmp_path / "result").read_text() == "x"


def test_a_full_disk_is_said_and_nothing_is_kept(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no space left on device"), staged(tmp_path / "result") as aside:
        write_text(aside, "report.html", "x")
        with writing(tmp_path / "result"), Path("/dev/full").open("w") as full:
            full.write("x" * 10_000)
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_place_is_said_before_any_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(**_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("inturn.workflows.output.tempfile.mkdtemp", refuse)
    began = False
    with pytest.raises(OutputError, match="permission denied"), staged(tmp_path / "result"):
        began = True
    assert not began
