"""Being stopped from outside."""

from typing import NoReturn


class Stopped(BaseException):
    """Ctrl-C or a polite kill; its own class because the command line library turns KeyboardInterrupt into prose."""


def stop(_signal: int, _frame: object) -> NoReturn:
    """Handler of the signals."""
    raise Stopped
