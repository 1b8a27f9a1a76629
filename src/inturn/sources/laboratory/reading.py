"""Any file of a laboratory in, a trial out; every refusal begins with the file's name."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from inturn.errors import ContractError, InputError
from inturn.motion.laboratory import LaboratoryTrial, require_trial
from inturn.sources.laboratory.c3d_trial import read_c3d_trial
from inturn.sources.laboratory.opensim_table import read_coordinates
from inturn.sources.laboratory.trc import read_trc

Reader = Callable[[Path, str], LaboratoryTrial]
READERS: Final[dict[str, Reader]] = {
    ".c3d": read_c3d_trial,
    ".trc": read_trc,
    ".mot": read_coordinates,
    ".sto": read_coordinates,
}
"""Reader by the ending of the name; `read_trial` gives it the file and its SHA-256."""

_FARTHEST_M: Final = 1e6
"""Files also keep moments and powers among the points, in units of their own: the bound is a wide one."""


def is_laboratory_file(path: Path) -> bool:
    """Whether the ending of the name is one of a laboratory's files."""
    return path.suffix.lower() in READERS


def read_trial(path: Path) -> LaboratoryTrial:
    """Read a C3D, TRC, MOT or STO file. Raises InputError: one sentence, what is wrong and what to do."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError(f"{path.name} is none of {', '.join(READERS)}. Export the recording as one of these.")
    sha256 = file_sha256(path)
    try:
        trial = require_trial(reader(path, sha256))
    except InputError as error:
        raise InputError(f"{path.name} cannot be read: {error}.") from error
    except ContractError as error:
        raise InputError(str(error)) from error
    _require_positions(trial)
    return trial


def _require_positions(trial: LaboratoryTrial) -> None:
    """Raises InputError where no marker was seen, or one is where nothing can be."""
    if trial.source_kind != "markers":
        return
    if not np.isfinite(trial.positions).any():
        raise InputError(f"{trial.file} cannot be used: no marker was seen at any moment.")
    far = np.argwhere((np.abs(trial.positions) > _FARTHEST_M).any(axis=2))
    if far.size:
        moment, marker = far[0]
        raise InputError(
            f"{trial.file} cannot be used: at moment {moment + 1} the position of {trial.labels[marker][:40]!r} is no "
            "length that can be. The file is damaged: export it again."
        )


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's content. Raises InputError where there is no such file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except IsADirectoryError:
        raise InputError(f"{path} is a folder. Name a file in it.") from None
    except FileNotFoundError:
        raise InputError(f"There is no file {path}. Check the name.") from None
    except OSError as error:
        raise InputError(f"{path.name} cannot be read: {(error.strerror or 'the system refused').lower()}.") from error
