"""The pictures' keypoints of a guided test: the newest in memory, those put aside in a file, in one order.

However long a test takes, memory holds no more of it than came since it was last put aside. The file holds blocks of
packed frames one after the other (`inturn.motion.packed`, numpy's own format); a block that was cut off by a crash is
not read.
"""

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

import numpy as np

from inturn.errors import InputError, OutputError
from inturn.motion.packed import Rows, pack, unpack
from inturn.motion.recording import KeypointFrame

BLOCK: Final = 150
"""Frames that are packed together: ten seconds."""


class TestFrames:
    """Frames in their order. Not for two threads at once."""

    __test__ = False  # not a test class, whatever its name says

    def __init__(self) -> None:
        self.last_s = 0.0
        self._fresh: list[KeypointFrame] = []
        self._blocks: list[Rows] = []
        self._file: Path | None = None
        self._in_file = 0
        self._bytes = 0

    def __len__(self) -> int:
        return self._in_file + sum(map(len, self._blocks)) + len(self._fresh)

    def __iter__(self) -> Iterator[KeypointFrame]:
        """All frames from the first one on. Raises InputError where those put aside are gone or damaged."""
        if self._file is not None and self._in_file:
            yield from read_frames(self._file, self._in_file)
        for block in self._blocks:
            yield from unpack(block)
        yield from self._fresh

    def append(self, frame: KeypointFrame) -> None:
        """Add one; its time is later than that of all before."""
        self._fresh.append(frame)
        self.last_s = frame.time_s
        if len(self._fresh) >= BLOCK:
            self._pack()

    def put_aside(self, file: Path) -> None:
        """Bring into that file what is not in it yet. Raises OutputError; then nothing is lost."""
        if file != self._file:
            before = list(self)
            self._file, self._in_file, self._bytes = file, 0, 0
            self._blocks, self._fresh = [], before
        self._pack()
        if not self._blocks:
            return
        body = io.BytesIO()
        for block in self._blocks:
            np.save(body, block, allow_pickle=False)
        try:
            with _opened(file) as out:
                out.truncate(self._bytes)  # what a failed attempt left
                out.seek(self._bytes)
                out.write(body.getbuffer())
        except OSError as error:
            raise OutputError(f"Cannot write to {file.parent}: {error.strerror or error}. Make room there.") from error
        self._in_file += sum(map(len, self._blocks))
        self._bytes += body.getbuffer().nbytes
        self._blocks = []

    def _pack(self) -> None:
        if self._fresh:
            self._blocks.append(pack(self._fresh))
            self._fresh = []


def read_frames(file: Path, count: int) -> Iterator[KeypointFrame]:
    """The first so many frames of a file that `put_aside` wrote. Raises InputError where there are fewer."""
    left = count
    try:
        with file.open("rb") as stored:
            while left > 0:
                rows = np.load(stored, allow_pickle=False)[:left]
                yield from unpack(rows)
                left -= len(rows)
    except (OSError, ValueError, EOFError, KeyError, TypeError) as error:
        raise InputError("What was recorded of the test is gone or damaged. Begin it anew.") from error


def _opened(file: Path) -> IO[bytes]:
    """For reading and writing, nobody else's business where it is new."""
    return open(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "r+b")  # noqa: PTH123 - a file that is open already
