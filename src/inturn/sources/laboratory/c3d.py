"""C3D, the format of optical motion laboratories.

Points are taken from the file by one view of its bytes (no loop over moments). Memory is bounded by what the file
really holds: a header that claims more is refused before anything is reserved.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inturn.errors import InputError
from inturn.sources.laboratory.c3d_numbers import PROCESSORS, Numbers
from inturn.sources.laboratory.c3d_parameters import Parameters, parse_parameters

BLOCK: Final = 512
_LARGEST_POINTS_BYTES: Final = 300_000_000
_WORDS_A_POINT: Final = 4


@dataclass(frozen=True, slots=True)
class RawC3d:
    """Points as the file has them. T moments, P points.

    points     (T, P, 3) float32, the file's own unit, not changed in any bit; NaN where a point was not seen
    rate_hz    moments a second
    first      number of the first moment; the file's clock says first is at (first - 1) / rate
    """

    points: NDArray[np.float32]
    rate_hz: float
    first: int
    parameters: Parameters


@dataclass(frozen=True, slots=True)
class _Header:
    """What the first block says. Counts are of 16-bit or 32-bit numbers, as the data are."""

    points: int
    analog: int
    first: int
    last: int
    scale: float
    data_block: int
    rate_hz: float


def read_c3d(path: Path) -> RawC3d:
    """Read points and parameters. Raises InputError, with a reason that goes after the file's name."""
    size = path.stat().st_size
    if size < 2 * BLOCK:
        raise InputError("it is too short for a C3D file: copy it again from where it was recorded")
    with path.open("rb") as file:
        first_block = file.read(BLOCK)
        if first_block[1] != 0x50:
            raise InputError("it does not begin like a C3D file")
        file.seek((first_block[0] - 1) * BLOCK if first_block[0] else BLOCK)
        beginning = file.read(4)
        if len(beginning) < 4 or beginning[3] not in PROCESSORS:
            raise InputError("it does not say in a known way how its numbers are written (Intel, DEC or SGI)")
        numbers = Numbers(PROCESSORS[beginning[3]])
        section = beginning + file.read(beginning[2] * BLOCK - 4 if beginning[2] else BLOCK)
    parameters = parse_parameters(section, numbers)
    header = _header(first_block, numbers)
    return _points(path, size, header, parameters, numbers)


def _header(block: bytes, numbers: Numbers) -> _Header:
    words = [int(w) for w in numbers.words(block[:24])]
    scale, rate = (float(numbers.floats(block[at : at + 4])[0]) for at in (12, 20))
    return _Header(words[1], words[2], words[3], words[4], scale, words[8], rate)


def _points(path: Path, size: int, header: _Header, parameters: Parameters, numbers: Numbers) -> RawC3d:
    """The points, after every number that decides how much is read has been checked against the file."""
    rate = parameters.number("POINT", "RATE", header.rate_hz)
    if not (np.isfinite(rate) and 0.1 <= rate <= 100_000):
        raise InputError(f"its frame rate ({rate:g} per second) cannot be")
    if header.points == 0:
        raise InputError("it holds no markers")
    if not np.isfinite(header.scale) or header.scale == 0:
        raise InputError("its scale factor is damaged")
    width = 4 if header.scale < 0 else 2
    moment_bytes = width * (_WORDS_A_POINT * header.points + header.analog)
    block = parameters.number("POINT", "DATA_START", header.data_block)
    start = (int(block) - 1) * BLOCK if np.isfinite(block) else 0
    moments = _moments(header, parameters)
    if start < BLOCK or moments < 1:
        raise InputError("its header is damaged: it names no data")
    if start + moments * moment_bytes > size:
        there = max(0, size - start) // moment_bytes
        raise InputError(
            f"it is cut off: its header tells of {moments} moments of {header.points} markers, the file holds {there}. "
            "Copy it again from where it was recorded"
        )
    if moments * header.points * _WORDS_A_POINT * 4 > _LARGEST_POINTS_BYTES:
        raise InputError("its markers need more than 300 MB: cut the recording into parts")
    raw = np.memmap(path, dtype=np.uint8, mode="r", offset=start, shape=(moments, moment_bytes))
    points = _decoded(raw[:, : width * _WORDS_A_POINT * header.points], header, numbers)
    first = max(1, _first(header, parameters))
    return RawC3d(points.reshape(moments, header.points, 3), rate, first, parameters)


def _decoded(raw: NDArray[np.uint8], header: _Header, numbers: Numbers) -> NDArray[np.float32]:
    """Positions with NaN where the fourth number of a point (mask and residual) is negative."""
    shape = (raw.shape[0], header.points, _WORDS_A_POINT)
    if header.scale < 0:
        if numbers.plain:  # the usual file: its bytes are the numbers
            values = np.ascontiguousarray(raw).view("<f4").reshape(shape)
        else:
            values = numbers.floats(np.ascontiguousarray(raw)).reshape(shape)
        points, unseen = values[..., :3].copy(), values[..., 3] < 0
    else:
        whole = numbers.integers(np.ascontiguousarray(raw)).reshape(shape)
        points, unseen = whole[..., :3] * np.float32(header.scale), whole[..., 3] < 0
    points[unseen] = np.nan
    return points


def _moments(header: _Header, parameters: Parameters) -> int:
    """How many moments: the header counts to 65535 only; longer recordings say it in parameters."""
    told = header.last - header.first + 1
    long = [
        _field(parameters, "ACTUAL_END_FIELD") - _field(parameters, "ACTUAL_START_FIELD") + 1,
        parameters.number("POINT", "LONG_FRAMES", 0.0),
        parameters.number("POINT", "FRAMES", 0.0) % 65536,
    ]
    if header.last < 65535 and told > 0:
        return told
    return int(next((n for n in long if np.isfinite(n) and n > 1), told))


def _first(header: _Header, parameters: Parameters) -> int:
    start = _field(parameters, "ACTUAL_START_FIELD")
    return int(start) if start > 0 else header.first


def _field(parameters: Parameters, name: str) -> float:
    """TRIAL:ACTUAL_START_FIELD and its like: a long number in two words."""
    words = [w % 65536 for w in parameters.numbers("TRIAL", name)[:2] if np.isfinite(w)]
    return words[0] + 65536 * words[1] if len(words) == 2 else 0.0
