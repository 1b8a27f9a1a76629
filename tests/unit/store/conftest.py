"""A fresh store for a test."""

from collections.abc import Generator
from pathlib import Path

import pytest

from inturn.store import boot


@pytest.fixture
def database(tmp_path: Path) -> Generator[Path]:
    """The file of a new, empty, opened store."""
    file = tmp_path / "data" / "inturn.sqlite3"
    boot.boot(url(file))
    yield file
    boot.close()


def url(file: Path) -> str:
    """The database URL of a file."""
    return f"sqlite:///{file}"
