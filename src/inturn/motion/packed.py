"""Keypoint frames packed into rows of bytes: all that a recording keeps of a picture, in less than half the space.

A frame's arrays hold double precision, of which a recording keeps single (`recording.build`). Rows are plain numpy
structures: they are written and read back without any code of ours having to run.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inturn.body.keypoints import KEYPOINTS
from inturn.motion.recording import KeypointFrame

Rows = NDArray[np.void]

_K: Final = len(KEYPOINTS)
_UNKNOWN: Final = -128
"""Where an appearance is NaN: its numbers are whole and smaller than that."""
_ARRAYS: Final[tuple[tuple[str, tuple[int, ...]], ...]] = (
    ("pixel", (_K, 2)), ("variance", (_K, 3)), ("visibility", (_K,)), ("presence", (_K,)), ("world", (_K, 3)),
)  # fmt: skip
_NUMBERS: Final = (("time_s", "<f8"), ("score", "<f4"), ("person", "<i4"), ("persons_seen", "<i4"))


def pack(frames: Sequence[KeypointFrame]) -> Rows:
    """A row (T,) a frame, values as float32 but times as float64, appearances as a byte a number."""
    size = next((f.appearance.shape[1] for f in frames if f.appearance is not None), 0)
    kinds: list[Any] = [*_NUMBERS, *((name, "<f4", shape) for name, shape in _ARRAYS), ("appearance", "i1", (2, size))]
    rows = np.empty(len(frames), dtype=kinds)
    for name in [n for n, _ in (*_NUMBERS, *_ARRAYS)]:
        for i, frame in enumerate(frames):
            rows[name][i] = getattr(frame, name)
    for i, frame in enumerate(frames):
        seen = frame.appearance
        rows["appearance"][i] = _UNKNOWN if seen is None else np.where(np.isnan(seen), _UNKNOWN, seen)
    return rows


def unpack(rows: Rows) -> Iterator[KeypointFrame]:
    """The frames of such rows, in double precision again. Raises ValueError where the rows are others."""
    if set(rows.dtype.names or ()) != {f.name for f in fields(KeypointFrame)}:
        raise ValueError("these are no packed keypoint frames")
    for row in rows:
        numbers = {name: row[name].item() for name, _ in _NUMBERS}
        arrays = {name: row[name].astype(np.float64) for name, _ in _ARRAYS}
        yield KeypointFrame(**numbers, **arrays, appearance=_appearance(row["appearance"]))


def _appearance(packed: NDArray[np.int8]) -> NDArray[np.float16] | None:
    """None where neither view was looked at."""
    unknown = packed == _UNKNOWN
    return None if bool(np.all(unknown)) else np.where(unknown, np.nan, packed).astype(np.float16)
