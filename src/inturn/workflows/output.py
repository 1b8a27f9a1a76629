"""An output folder that is filled whole or not at all."""

import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from inturn.errors import OutputError


def _nearest_folder(path: Path) -> Path:
    """The closest existing ancestor of `path`."""
    return next(p for p in path.absolute().parents if p.exists())


@contextmanager
def staged(folder: Path) -> Generator[Path]:
    """A hidden folder beside `folder` to write into; its files move to `folder` only when the block ends well.

    Whatever ends the block early (an error, Ctrl-C) leaves nothing behind. Other files in an existing `folder`
    stay; files of the same name are replaced. Raises OutputError before the block begins where `folder` cannot be
    written. Write inside `with writing(folder):`, so that a full disk is said as such.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} is a file, not a folder. Choose another name with --out.")
    with writing(folder):
        home = folder if folder.is_dir() else _nearest_folder(folder)
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.partial-", dir=home))
    try:
        yield aside
        with writing(folder):
            _move(aside, folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def writing(target: Path) -> Generator[None]:
    """Turn the system's refusals to write (no permission, disk full) into OutputError naming `target`."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error) or type(error).__name__).lower()
        raise OutputError(f"Cannot write to {target}: {reason}. Make room or choose another place.") from error


def _move(aside: Path, folder: Path) -> None:
    if folder.exists():
        for file in sorted(aside.iterdir()):
            file.replace(folder / file.name)
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside.chmod(0o755)  # mkdtemp makes private folders; a result folder is an ordinary one
    aside.replace(folder)


def write_text(folder: Path, name: str, text: str) -> None:
    """Write a UTF-8 text file into the staging folder."""
    (folder / name).write_text(text, encoding="utf-8")


def writable(target: Path) -> None:
    """Find out before long work whether a file can be written there. Raises OutputError where it cannot."""
    if target.is_dir():
        raise OutputError(f"{target} is a folder. Name a file in it.")
    with writing(target), tempfile.NamedTemporaryFile(prefix=f".{target.name}.", dir=target.absolute().parent):
        pass


def write_whole(target: Path, content: bytes) -> None:
    """Write a file whole or not at all; one of that name is replaced. Raises OutputError."""
    if target.is_dir():
        raise OutputError(f"{target} is a folder. Name a file in it.")
    with writing(target):
        number, name = tempfile.mkstemp(prefix=f".{target.name}.partial-", dir=target.absolute().parent)
        aside = Path(name)
        try:
            with open(number, "wb") as out:  # noqa: PTH123 - a file that is open already
                out.write(content)
            aside.chmod(0o600)  # it says how somebody is
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)
