"""Recordings as netCDF files: what `recording.nc` holds, read back to the bit."""

from pathlib import Path
from typing import Final

import numpy as np
import xarray as xr

from inturn.errors import ContractError, InputError, OutputError
from inturn.kinematics import body_frames
from inturn.motion import recording as contract

_ENGINE = "h5netcdf"
APPEARANCE_BYTES: Final[dict[str, object]] = {"dtype": "int8", "_FillValue": np.int8(-128)}
"""How `appearance`, whole numbers and NaN, is written: a byte each."""
_MAGIC = b"\x89HDF\r\n\x1a\n"


def is_recording(path: Path) -> bool:
    """Whether the file begins like a netCDF 4 file, whatever its name. False where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def _validate(recording: xr.Dataset) -> None:
    """Keypoints of a film, or the body frames of a laboratory. Raises ContractError."""
    if recording.attrs.get("schema") == body_frames.SCHEMA:
        body_frames.from_dataset(recording)
    else:
        contract.validate(recording)


def write_recording(recording: xr.Dataset, path: Path) -> None:
    """Write a recording; what is at `path` is replaced only once all is written.

    Raises ContractError for a dataset that is no recording, OutputError where the file cannot be written.
    """
    _validate(recording)
    aside = path.with_name(path.name + ".partial")
    encoding: dict[str, dict[str, object]] = {str(n): {"zlib": True, "complevel": 4} for n in recording.data_vars}
    if "appearance" in encoding:
        encoding["appearance"] |= APPEARANCE_BYTES
    try:
        recording.to_netcdf(aside, engine=_ENGINE, encoding=encoding)
        aside.replace(path)
    except OSError as error:
        raise OutputError(f"Cannot write {path}: {error.strerror or error}. Choose another folder.") from error
    finally:
        aside.unlink(missing_ok=True)


def read_recording(path: Path) -> xr.Dataset:
    """Read a recording into memory. Raises InputError with the reason where the file is not one."""
    try:
        with xr.open_dataset(path, engine=_ENGINE) as stored:
            recording = stored.load()
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path}. Check the name.") from error
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise InputError(f"{path.name} cannot be read as a recording (netCDF): it is damaged or not one.") from error
    plain = {key: value.item() if hasattr(value, "item") else value for key, value in recording.attrs.items()}
    recording.attrs = plain
    try:
        _validate(recording)
    except ContractError as error:
        raise InputError(f"{path.name}: {error}") from error
    return recording
