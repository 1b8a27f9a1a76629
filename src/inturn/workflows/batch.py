"""A folder of clips and laboratory files in, one table out: the same numbers as one by one, resumable by content.

What a file came to is kept beside the table under the SHA-256 of its content and of the options. After Ctrl-C, a
crash or kill -9, `--resume` takes what is there and works on with the rest; a file that changed has another sum and is
done anew.
"""

import csv
import hashlib
import io
import json
import multiprocessing
import shutil
import signal
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import inturn
from inturn.errors import InputError, SetupError
from inturn.kinematics import ESTIMATOR
from inturn.sources.laboratory.reading import READERS, file_sha256
from inturn.workflows.batch_one import Outcome, measure_one
from inturn.workflows.options import MeasureOptions, Progress
from inturn.workflows.output import write_whole, writing

KINDS: Final = (*READERS, ".nc", ".mp4", ".mov", ".m4v", ".avi", ".mkv", ".webm")
"""Endings of the files that a batch looks at."""

COLUMNS: Final = ("file", "sha256", "kind", "method", "side", "quantity", "value", "unit", "error", "n", "verdict")
_VERSION: Final = 1


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
) -> BatchDone:
    """Measure every file in a folder and its folders, `jobs` at a time.

    Writes the table (Parquet or CSV by the ending of `out`) and, beside it, the failures with their reasons as CSV.
    Raises InputError where the folder holds nothing to measure, OutputError where the table cannot be written.
    """
    if out.suffix.lower() not in (".parquet", ".csv"):
        raise InputError(f"{out.name} ends with neither .parquet nor .csv. Choose the kind of table by its ending.")
    files = _files(folder, out)
    parts = out.with_name(out.name + ".parts")
    key = _key(options)
    with writing(parts):
        if parts.exists() and not resume:
            shutil.rmtree(parts)
        parts.mkdir(parents=True, exist_ok=True)
        for half in parts.glob(".*.partial-*"):  # kill -9 came while it was written
            half.unlink()
    sums = {file: file_sha256(file) for file in files}
    before = {s for s in sums.values() if _part(parts, s, key).is_file()}
    waiting = list({s: f for f, s in sums.items() if s not in before}.items())
    for done, (digest, outcome) in enumerate(_outcomes(waiting, options, jobs), start=1):
        write_whole(_part(parts, digest, key), json.dumps(asdict(outcome)).encode())
        if progress is not None:
            progress("measuring", done + len(before), len(waiting) + len(before))
    found = {file: _read(_part(parts, digest, key)) for file, digest in sums.items()}
    rows = [{"file": str(f.relative_to(folder)), "sha256": sums[f], **row} for f, o in found.items() for row in o.rows]
    failed = [(str(f.relative_to(folder)), sums[f], o.failure) for f, o in found.items() if o.failure is not None]
    failures = out.with_name(f"{out.stem}-failures.csv")
    write_whole(out, _table(rows, out.suffix.lower()))
    write_whole(failures, _csv(("file", "sha256", "reason"), failed))
    return BatchDone(len(files) - len(failed), len(failed), sum(s in before for s in sums.values()), out, failures)


def _files(folder: Path, out: Path) -> list[Path]:
    """Everything below the folder that may be measured, in order of name; results of Inturn are left out."""
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder. Name the folder that holds the recordings.")
    found = sorted(
        f
        for f in folder.rglob("*")
        if f.suffix.lower() in KINDS and f.is_file() and f != out and not any(p.startswith(".") for p in f.parts)
    )
    found = [f for f in found if f.name != "annotated.mp4"]
    if not found:
        raise InputError(f"{folder} holds nothing to measure: no file ends with {', '.join(KINDS)}.")
    return found


def _key(options: MeasureOptions) -> str:
    """Sum of everything but the file that decides the numbers."""
    static = None if options.static is None else file_sha256(options.static)
    chosen = {**asdict(options), "static": static, "inturn": inturn.__version__, "estimator": ESTIMATOR, "v": _VERSION}
    return hashlib.sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()[:16]


def _part(parts: Path, digest: str, key: str) -> Path:
    return parts / f"{digest}-{key}.json"


def _read(part: Path) -> Outcome:
    return Outcome(**json.loads(part.read_text("utf-8")))


def _outcomes(waiting: Sequence[tuple[str, Path]], options: MeasureOptions, jobs: int) -> Iterator[tuple[str, Outcome]]:
    """Sum and outcome of every file, as they come."""
    if jobs <= 1:
        for digest, file in waiting:
            yield digest, measure_one(file, options)
        return
    with _pool(min(jobs, max(1, len(waiting)))) as pool:
        running = {pool.submit(measure_one, file, options): digest for digest, file in waiting}
        try:
            for future in as_completed(running):
                yield running[future], future.result()
        except BrokenProcessPool as error:
            raise SetupError(
                "A worker was ended from outside, probably for want of memory. What was done is kept: run the same "
                "command with --resume, and with fewer --jobs."
            ) from error


@contextmanager
def _pool(workers: int) -> Generator[ProcessPoolExecutor]:
    """Worker processes that are gone when the block ends, however it ends."""
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_quiet)
    before = set(multiprocessing.active_children())
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in set(multiprocessing.active_children()) - before:
            child.terminate()
        raise
    pool.shutdown()


def _quiet() -> None:
    """Ctrl-C is the main process's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _table(rows: Sequence[dict[str, Any]], ending: str) -> bytes:
    if ending == ".csv":
        return _csv(COLUMNS, [tuple(row[c] for c in COLUMNS) for row in rows])
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {"value": pa.float64(), "error": pa.float64(), "n": pa.int64()}
    schema = pa.schema([pa.field(c, kinds.get(c, pa.string())) for c in COLUMNS])
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), buffer, compression="zstd")
    return buffer.getvalue()


def _csv(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([["" if v is None else v for v in row] for row in rows])
    return text.getvalue().encode()
