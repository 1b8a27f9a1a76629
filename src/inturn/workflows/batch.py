"""A folder of clips and laboratory files in, one table out: the same numbers as one by one, resumable by content.

What a file came to is kept beside the table under the SHA-256 of its content and of the options. After Ctrl-C, a
crash or kill -9, `--resume` takes what is there and works on with the rest; a file that changed has another sum and is
done anew.
"""

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import inturn
from inturn.errors import InputError
from inturn.kinematics import ESTIMATOR
from inturn.sources.laboratory.reading import file_sha256
from inturn.workflows.batch_files import FAILURES, TABLE, files_of, work_of
from inturn.workflows.batch_one import Outcome
from inturn.workflows.batch_pool import outcomes
from inturn.workflows.options import MeasureOptions, Progress, SensorOptions
from inturn.workflows.output import write_whole, writing

_VERSION: Final = 2


@dataclass(frozen=True, slots=True)
class BatchDone:
    """What a batch came to: how many files are in the table, how many failed, how many were taken from before."""

    measured: int
    failed: int
    taken_over: int
    table: Path
    failures: Path


def batch(
    folder: Path,
    out: Path,
    options: MeasureOptions,
    jobs: int = 1,
    resume: bool = False,
    progress: Progress | None = None,
    sensors: SensorOptions | None = None,
) -> BatchDone:
    """Measure every file in a folder and its folders, `jobs` at a time.

    Writes the table (Parquet or CSV by the ending of `out`) and, beside it, the failures with their reasons as CSV.
    Raises InputError where the folder holds nothing to measure, OutputError where the table cannot be written.
    """
    if out.suffix.lower() not in (".parquet", ".csv"):
        raise InputError(f"{out.name} ends with neither .parquet nor .csv. Choose the kind of table by its ending.")
    files, sensors = files_of(folder, out), sensors or SensorOptions()
    parts = _parts(out, resume)
    key = _key(options, sensors)
    sums, found = _sums(files)
    works = {file: work_of(file, digest) for file, digest in sums.items() if digest}
    before = {w: _read(_part(parts, w, key)) for w in works.values() if _part(parts, w, key).is_file()}
    waiting = list({work: file for file, work in works.items() if work not in before}.items())
    done = dict(before)
    for count, (work, outcome) in enumerate(outcomes(waiting, options, sensors, jobs), start=1):
        done[work] = outcome
        if not outcome.passing:
            write_whole(_part(parts, work, key), json.dumps(asdict(outcome)).encode())
        if progress is not None:
            progress("measuring", count + len(before), len(waiting) + len(before))
    found |= {file: done[work].of_file(file.name) for file, work in works.items()}
    _write(folder, out, {file: (sums[file], found[file]) for file in files})
    failed = sum(outcome.failure is not None for outcome in found.values())
    taken = sum(work in before for work in works.values())
    return BatchDone(len(files) - failed, failed, taken, out, _failures(out))


def _parts(out: Path, resume: bool) -> Path:
    """The folder that keeps what each file came to; emptied unless it is to be gone on with."""
    parts = out.with_name(out.name + ".parts")
    with writing(parts):
        if parts.exists() and not resume:
            shutil.rmtree(parts)
        parts.mkdir(parents=True, exist_ok=True)
        for half in parts.glob(".*.partial-*"):  # kill -9 came while it was written
            half.unlink()
    return parts


def _sums(files: Sequence[Path]) -> tuple[dict[Path, str], dict[Path, Outcome]]:
    """Sum of every file, "" where it cannot be read; and what there is to say of those."""
    sums: dict[Path, str] = {}
    unreadable: dict[Path, Outcome] = {}
    for file in files:
        try:
            sums[file] = file_sha256(file)
        except InputError as error:
            sums[file], unreadable[file] = "", Outcome(failure=str(error), name=file.name)
    return sums, unreadable


def _key(options: MeasureOptions, sensors: SensorOptions) -> str:
    """Sum of everything but the file that decides the numbers."""
    static = None if options.static is None else file_sha256(options.static)
    chosen = {
        **asdict(options), "static": static, "sensors": asdict(sensors), "inturn": inturn.__version__,
        "estimator": ESTIMATOR, "v": _VERSION,
    }  # fmt: skip
    return hashlib.sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()[:16]


def _part(parts: Path, work: str, key: str) -> Path:
    return parts / f"{work}-{key}.json"


def _read(part: Path) -> Outcome:
    return Outcome(**json.loads(part.read_text("utf-8")))


def _failures(out: Path) -> Path:
    return out.with_name(f"{out.stem}-failures.csv")


def _write(folder: Path, out: Path, found: dict[Path, tuple[str, Outcome]]) -> None:
    """The table, and the failures beside it, in the order of the files."""
    named = [(str(file.relative_to(folder)), digest, outcome) for file, (digest, outcome) in found.items()]
    rows = [{"file": name, "sha256": digest, **row} for name, digest, outcome in named for row in outcome.rows]
    failed = [(name, digest, outcome.failure) for name, digest, outcome in named if outcome.failure is not None]
    write_whole(out, _table(rows, out.suffix.lower()))
    write_whole(_failures(out), _csv(FAILURES, failed))


def _table(rows: Sequence[dict[str, Any]], ending: str) -> bytes:
    if ending == ".csv":
        return _csv(TABLE, [tuple(row[c] for c in TABLE) for row in rows])
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {"value": pa.float64(), "error": pa.float64(), "n": pa.int64()}
    schema = pa.schema([pa.field(c, kinds.get(c, pa.string())) for c in TABLE])
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), buffer, compression="zstd")
    return buffer.getvalue()


def _csv(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([["" if v is None else v for v in row] for row in rows])
    return text.getvalue().encode()
