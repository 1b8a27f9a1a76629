"""The work of a batch in processes of its own, which end with the one that began them, however it ends."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inturn.workflows.batch_one import Outcome, measure_one
from inturn.workflows.options import MeasureOptions, SensorOptions

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

DIED: Final = (
    "The process that measured it was ended from outside, twice, probably for want of memory. Measure it alone, or "
    "again with --resume when there is more memory."
)

Waiting = Sequence[tuple[str, Path]]


def outcomes(
    waiting: Waiting, options: MeasureOptions, sensors: SensorOptions, jobs: int
) -> Iterator[tuple[str, Outcome]]:
    """Name of the work and its outcome, as they come.

    Where a process is ended from outside, what it leaves undone is done one at a time; a file whose process is ended
    again is a failure, and the others go on.
    """
    if jobs <= 1:
        for name, file in waiting:
            yield name, measure_one(file, options, sensors)
        return
    undone = dict(waiting)
    try:
        for name, outcome in _side_by_side(list(waiting), options, sensors, jobs):
            del undone[name]
            yield name, outcome
    except BrokenProcessPool:
        for name, file in undone.items():
            try:
                yield from _side_by_side([(name, file)], options, sensors, 1)
            except BrokenProcessPool:
                yield name, Outcome(failure=DIED, passing=True)


def _side_by_side(
    waiting: Waiting, options: MeasureOptions, sensors: SensorOptions, jobs: int
) -> Iterator[tuple[str, Outcome]]:
    with _pool(min(jobs, max(1, len(waiting)))) as pool:
        running = {pool.submit(measure_one, file, options, sensors): name for name, file in waiting}
        for future in as_completed(running):
            yield running[future], future.result()


@contextmanager
def _pool(workers: int) -> Generator[ProcessPoolExecutor]:
    """Worker processes that are gone when the block ends, however it ends."""
    context = multiprocessing.get_context("spawn")
    begun = context.Value("i", 0)
    pool = ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(begun, workers))
    before = set(multiprocessing.active_children())
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in set(multiprocessing.active_children()) - before:
            child.terminate()
        raise
    pool.shutdown()


def share_of(processors: Sequence[int], number: int, workers: int) -> set[int]:
    """The processors of worker `number` (from 0) of so many: apart where there are enough, else one each."""
    return set(processors[number % workers :: workers]) or {processors[number % len(processors)]}


def _begin(begun: "Synchronized[int]", workers: int) -> None:
    """Ctrl-C is the main process's business; after a kill -9 of that one nobody else would end this one.

    Workers that all take every processor get in each other's way (`threads_for` asks which it may use).
    """
    with begun.get_lock():
        number, begun.value = begun.value, begun.value + 1
    if sys.platform == "linux":
        os.sched_setaffinity(0, share_of(sorted(os.sched_getaffinity(0)), number, workers))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
