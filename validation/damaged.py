"""Damaged files of laboratories and sensors: a value or one sentence, and nothing else."""

import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from inturn.errors import InputError, InturnError, NoTestError
from inturn.kinematics.laboratory import trial_angles
from inturn.kinematics.shank_tilt import up_in_sensor
from inturn.report.laboratory.columns import columns
from inturn.report.laboratory.files import to_csv
from inturn.sources.laboratory.reading import READERS, read_trial
from inturn.sources.laboratory.sensor import is_sensor_file, read_sensor
from inturn.workflows.laboratory import walk_of
from inturn.workflows.measure_laboratory import laboratory_recording
from inturn.workflows.measure_shin import read_shin
from inturn.workflows.options import SensorOptions

LONGEST_REFUSAL = 700
SENSORS = SensorOptions("left", sensor="tibia_l_imu")
_TEXTS = (b"nan", b"inf", b"-1e308", b"1e400", b"1,5", b"\t\t", b"\n\n", b"\xff\xfe", b"0", b"NaN", b'"', b";", b"=")


def mutations(content: bytes, generator: random.Random, count: int) -> Iterator[bytes]:
    """Truncated, flipped, overwritten with extremes, stretches repeated, removed, or other text put in."""
    for _ in range(count):
        out = bytearray(content)
        for _ in range(generator.choice((1, 1, 1, 2, 5, 20))):
            # headers decide most: half of the damage is done to the first two kilobytes
            size = len(out) or 1
            at = generator.randrange(min(size, 2048) if generator.random() < 0.5 else size)
            _damage(out, at, generator)
        yield bytes(out)


def _damage(out: bytearray, at: int, generator: random.Random) -> None:
    how = generator.randrange(7)
    if how == 0:
        del out[at:]
    elif how == 1 and out:
        out[at] ^= 1 << generator.randrange(8)
    elif how == 2:
        out[at : at + 2] = generator.choice((b"\xff\xff", b"\x00\x00", b"\xff\x7f", b"\x00\x80", b"\x01\x00"))
    elif how == 3:
        out[at:at] = out[at : at + generator.randrange(200)]
    elif how == 4:
        del out[at : at + generator.randrange(1, 200)]
    elif how == 5:
        out[at : at + 3] = generator.choice(_TEXTS)
    else:
        out[at : at + 4] = generator.randbytes(4)


def use(path: Path) -> None:
    """Everything that the commands do with a file: angles as a table, a walk, the test's recording, a sensor's tilt.

    That a file which can be read holds no walk, test or hold is no refusal of the file.
    """
    if is_sensor_file(path):
        up_in_sensor(read_sensor(path, SENSORS.sensor))
        with suppress(NoTestError):
            read_shin(path, SENSORS)
        return
    trial = read_trial(path)
    found = trial_angles(trial)
    to_csv(columns(found.angles), {"file": trial.file})
    with suppress(NoTestError):
        walk_of(trial, found)
    if trial.source_kind == "markers":
        with suppress(NoTestError):
            laboratory_recording(path, None)


def judge(path: Path) -> str:
    """'read', or the refusal, which must be one sentence. Raises AssertionError for anything else."""
    try:
        with np.errstate(all="ignore"):  # numbers near 1e308 overflow on the way to a refusal
            use(path)
    except (InputError, NoTestError) as refusal:
        said = str(refusal)
        if not said.rstrip().endswith((".", ")")) or "\n" in said or len(said) >= LONGEST_REFUSAL:
            raise AssertionError(f"no sentence for a user: {said}") from refusal
        return said
    except InturnError as other:
        raise AssertionError(f"{type(other).__name__}: {other}") from other
    return "read"


def damaged_real_files(data: Path, cases: int, seed: int = 7) -> dict[str, Any]:
    """So many damaged copies of real files of every kind: how many were read, refused, or neither (with what)."""
    generator, ends, uncaught = random.Random(seed), Counter[str](), list[str]()
    files = [f for ending in (*READERS, ".csv") for f in _smallest(data, ending)]
    with tempfile.TemporaryDirectory() as folder:
        for i, file in enumerate(files):
            path = Path(folder) / f"damaged{file.suffix}"
            share = cases // len(files) + (i < cases % len(files))
            for content in mutations(file.read_bytes(), generator, share):
                path.write_bytes(content)
                try:
                    ends["read" if judge(path) == "read" else "refused"] += 1
                except Exception as error:  # noqa: BLE001 - what nobody caught is what is counted
                    uncaught.append(f"{file.name}: {type(error).__name__}: {error}"[:300])
    return {"cases": sum(ends.values()) + len(uncaught), "files": len(files), **ends, "uncaught": uncaught}


def _smallest(data: Path, ending: str) -> list[Path]:
    """Up to four real files of an ending, the smallest ones, which are the quickest."""
    return sorted(data.rglob(f"*{ending}"), key=lambda f: (f.stat().st_size, f.name))[:4]
