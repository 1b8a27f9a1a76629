"""What is put aside of a guided test, part by part, is what was recorded, to the last bit."""

from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from inturn.errors import InputError, OutputError
from inturn.motion.packed import pack, unpack
from inturn.motion.recording import KeypointFrame, build, frames, nobody
from inturn.sources.recordings import read_recording
from inturn.workflows.live_frames import BLOCK, TestFrames, read_frames

FILE = Path(__file__).resolve().parents[2] / "bench" / "keypoints" / "person_021001.heavy.nc"
RECORDING = read_recording(FILE)


def some() -> list[KeypointFrame]:
    """Frames as seen by turns in two views, with a moment in which nobody was there."""
    seen = list(frames(RECORDING))[: BLOCK + 20]
    numbers = np.arange(-127.0, 129.0)[:255].astype(np.float16)
    rows = np.full((2, 255), np.nan, dtype=np.float16)
    for i, frame in enumerate(seen):
        looked = rows.copy()
        looked[i % 2] = numbers
        seen[i] = nobody(frame.time_s, 1) if i == 7 else replace(frame, appearance=None if i == 9 else looked)
    return seen


def same(one: Sequence[KeypointFrame], other: Sequence[KeypointFrame]) -> bool:
    return len(one) == len(other) and all(
        np.array_equal(getattr(a, f.name), getattr(b, f.name), equal_nan=getattr(a, f.name) is not None)
        for a, b in zip(one, other, strict=True)
        for f in fields(KeypointFrame)
    )


def test_packed_frames_come_back_as_they_were_and_make_the_same_recording() -> None:
    seen = some()
    rows = pack(seen)
    assert same(list(unpack(rows)), seen)
    assert build(list(unpack(rows)), dict(RECORDING.attrs)).identical(build(seen, dict(RECORDING.attrs)))
    assert rows.nbytes / len(seen) < 2000
    assert same(list(unpack(pack(seen[7:8]))), seen[7:8])
    assert list(unpack(pack([]))) == []


def test_what_was_never_packed_is_refused() -> None:
    with pytest.raises(ValueError, match="no packed"):
        list(unpack(np.zeros(2, dtype=[("time_s", "<f8")])))


@pytest.mark.parametrize("every", [1, 40, BLOCK, BLOCK + 1, 10_000])
def test_frames_put_aside_now_and_then_are_all_there(tmp_path: Path, every: int) -> None:
    seen, kept, file = some(), TestFrames(), tmp_path / "frames"
    for i, frame in enumerate(seen, start=1):
        kept.append(frame)
        assert len(kept) == i
        if i % every == 0:
            kept.put_aside(file)
    assert same(list(kept), seen)
    kept.put_aside(file)
    kept.put_aside(file)
    assert same(list(kept), seen)
    assert same(list(read_frames(file, len(seen))), seen)
    assert same(list(read_frames(file, 30)), seen[:30])
    assert file.stat().st_mode & 0o077 == 0
    kept.put_aside(tmp_path / "elsewhere")
    assert same(list(kept), list(read_frames(tmp_path / "elsewhere", len(seen))))


def test_a_block_cut_off_by_a_crash_is_not_read_and_a_failed_attempt_loses_nothing(tmp_path: Path) -> None:
    seen, kept, file = some(), TestFrames(), tmp_path / "frames"
    for frame in seen[:60]:
        kept.append(frame)
    kept.put_aside(file)
    whole = file.read_bytes()
    file.write_bytes(whole + whole[: len(whole) // 2])  # the machine went down while the next block was written
    assert same(list(read_frames(file, 60)), seen[:60])
    with pytest.raises(InputError, match="anew"):
        list(read_frames(file, 61))
    kept.append(seen[60])
    kept.put_aside(file)
    assert same(list(read_frames(file, 61)), seen[:61])
    with pytest.raises(InputError, match="anew"):
        list(read_frames(tmp_path / "none", 1))
    other = TestFrames()
    other.append(seen[0])
    with pytest.raises(OutputError, match="Make room"):
        other.put_aside(tmp_path / "no folder" / "frames")
    assert same(list(other), seen[:1])
    other.put_aside(tmp_path / "there")
    assert same(list(read_frames(tmp_path / "there", 1)), seen[:1])
