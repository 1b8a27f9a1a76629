"""Work on the thread of a test or a set, and what is said where nobody foresaw that it fails."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Final

from inturn.workflows.live_answer import Plain

UNREAD: Final = "A picture could not be read. It goes on with the next one; reload the page if this stays."
UNFORESEEN: Final = "Something went wrong that nobody foresaw. The test goes on; reload the page if this stays."


class EndedError(Exception):
    """The thread was ended to make room for somebody else's."""


def submitted(worker: ThreadPoolExecutor, work: Callable[..., Any], *given: Any) -> Future[Any]:
    """Work handed to a thread. Raises EndedError; what the work itself raises comes with its result."""
    try:
        return worker.submit(work, *given)
    except RuntimeError as error:
        raise EndedError from error


def unforeseen(about: Plain) -> str:
    """What is said of a picture, or of a command, that failed in a way nobody foresaw."""
    return UNREAD if "frame" in about else UNFORESEEN
