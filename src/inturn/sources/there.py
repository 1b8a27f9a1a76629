"""Whether a file or a folder is there at all: looked at before anything that takes a second to load."""

from pathlib import Path

from inturn.errors import InputError


def require_file(path: Path) -> None:
    """Raise InputError where nothing of that name is there. What it is, and whether it can be read, shows later."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(f"There is no file {str(path)!r}: check the name.") from None
    except (OSError, ValueError):
        return  # who opens it says why it cannot be reached


def require_folder(path: Path) -> None:
    """Raise InputError where no folder of that name is there."""
    if not path.is_dir():
        raise InputError(f"{path} is no folder. Name the folder that holds the recordings.")
