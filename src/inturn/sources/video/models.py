"""The pose networks' files: where they lie, what they must hash to, and whether they do."""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

from inturn.errors import SetupError

Network = Literal["lite", "full", "heavy"]
"""Landmark network: heavier is more accurate and slower."""

NETWORKS: Final[tuple[Network, ...]] = get_args(Network)
_HERE: Final = Path(__file__).parent
_MEND: Final = "reinstall Inturn (in a source checkout: `python build_models.py`)"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One network's file: `present` on disk, `intact` when its SHA-256 is the pinned one."""

    name: str
    path: Path
    sha256: str
    present: bool
    intact: bool


def _pinned() -> dict[str, str]:
    table = tomllib.loads((_HERE / "models.toml").read_text(encoding="utf-8"))
    return {name: str(spec["sha256"]) for name, spec in table["files"].items()}


def _look(name: str, sha256: str, folder: Path) -> ModelFile:
    path = folder / f"{name}.tflite"
    present = path.is_file()
    intact = present and hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    return ModelFile(name, path, sha256, present, intact)


def models_report(folder: Path = _HERE / "models") -> list[ModelFile]:
    """State of every network file in `folder` (default: the installed ones)."""
    return [_look(name, sha256, folder) for name, sha256 in _pinned().items()]


def model_file(name: str, folder: Path = _HERE / "models") -> ModelFile:
    """The file of one network ("detector" or a `Network`), checked.

    Raises SetupError when it is missing or not the one that was pinned.
    """
    file = _look(name, _pinned()[name], folder)
    if not file.present:
        raise SetupError(f"The pose network {name!r} is missing from the installation: {_MEND}.")
    if not file.intact:
        raise SetupError(f"The pose network file {file.path.name} is damaged: {_MEND}.")
    return file
