"""A progress line on standard error for everything that takes over a second."""

import contextlib
from collections.abc import Generator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inturn.workflows.options import Progress


@contextlib.contextmanager
def progress_line(quiet: bool) -> Generator["Progress | None"]:
    """A progress line on standard error with pictures a second and time left; none when quiet."""
    if quiet:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description:<28}"),
        BarColumn(bar_width=24),
        TextColumn("{task.completed}/{task.fields[total_text]}  {task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as display:
        tasks: dict[str, object] = {}

        def report(stage: str, done: int, total: int | None) -> None:
            text = str(total) if total is not None else "?"
            if stage not in tasks:
                tasks[stage] = display.add_task(stage, total=total, total_text=text, rate="")
            task = display.tasks[list(tasks).index(stage)]
            rate = f"{task.speed:.0f}/s" if task.speed else ""
            display.update(task.id, completed=done, total=total, total_text=text, rate=rate)

        yield report
