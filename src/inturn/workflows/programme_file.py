"""The programme that is followed: the shipped one, or a clinic's own file."""

from pathlib import Path

from inturn.errors import InputError
from inturn.programme.hip_internal_rotation import Programme, load_programme, load_shipped_programme

_LARGEST = 2_000_000


def open_programme(file: Path | None) -> Programme:
    """The shipped programme, or the one in `file`, checked. Raises InputError that names every problem's line."""
    if file is None:
        return load_shipped_programme()
    return load_programme(read_text(file, _LARGEST), file.name)


def read_text(file: Path, largest: int) -> str:
    """A file's text. Raises InputError where it cannot be read, is not UTF-8, or has more than `largest` bytes."""
    try:
        if file.is_dir():
            raise InputError(f"{file} is a folder, not a file. Name the file itself.")
        if file.stat().st_size > largest:
            raise InputError(f"{file} is larger than {largest // 1_000_000} MB: that is not such a file.")
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{file} is not UTF-8 text. Choose another file.") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"Cannot read {file}: {reason}. Check its name.") from error
