"""A fresh store for a test: copied from one that was made once, because making the tables takes a second."""

import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

from inturn.store import boot


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with its tables and nothing in it."""
    file = tmp_path_factory.mktemp("empty") / "inturn.sqlite3"
    boot.boot(f"sqlite:///{file}")
    boot.close()
    return file


@pytest.fixture(autouse=True)
def database(empty_store: Path, tmp_path: Path) -> Generator[Path]:
    """The file of a new, empty, opened store."""
    file = tmp_path / "data" / "inturn.sqlite3"
    file.parent.mkdir()
    shutil.copy(empty_store, file)
    boot.boot(f"sqlite:///{file}")
    yield file
    boot.close()
