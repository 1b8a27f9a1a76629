"""Timers with keys: pause, skip, done, "it hurts". Clock and keyboard come in, so that tests bring theirs."""

import contextlib
import os
import sys
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Final, Literal, Protocol

import typer

End = Literal["over", "done", "skip", "hurts", "later"]
"""How a timer ended: by itself, by Enter, or by one of the keys."""
_STEP_S: Final = 0.2
KEYS: Final[dict[str, End]] = {"\n": "done", "\r": "done", "s": "skip", "h": "hurts", "q": "later"}
HELP: Final = "space: pause   Enter: done   s: skip   h: it hurts   q: go on later"


class Keys(Protocol):
    """A keyboard: waits up to so many seconds (None: for ever) and gives the key that was pressed, "" for none."""

    def wait(self, seconds: float | None, /) -> str:
        """The key, in small letters."""
        ...


@dataclass(frozen=True, slots=True)
class Pace:
    """A clock that counts seconds, and the keyboard beside it."""

    keys: Keys
    clock: Callable[[], float] = time.monotonic


class NoKeys:
    """No keyboard: a timer simply runs."""

    def wait(self, seconds: float | None) -> str:
        """Sleep; nothing is ever pressed, and a wait without end is over at once."""
        if seconds is None:
            return "\n"
        time.sleep(seconds)
        return ""


class NoTimers:
    """A keyboard that ends every timer at once."""

    def wait(self, _seconds: float | None, /) -> str:
        """Enter, at once."""
        return "\n"


class TerminalKeys:
    """The keyboard of the terminal, key by key. Where standard input is no terminal there are no keys."""

    def wait(self, seconds: float | None) -> str:
        """The key pressed within that time."""
        if not sys.stdin.isatty():
            return NoKeys().wait(seconds)
        if os.name == "nt":
            return _windows_key(seconds)
        import select

        with _key_by_key():
            ready, _, _ = select.select([sys.stdin], [], [], seconds)
            return os.read(sys.stdin.fileno(), 1).decode(errors="replace").lower() if ready else ""


def run_timer(seconds: float, label: Callable[[float], str], pace: Pace) -> tuple[End, float]:
    """Count down on one line; how it ended, and the seconds that ran. `label` says what to do at a second."""
    begun, paused = pace.clock(), 0.0
    end: End = "over"
    while (run := pace.clock() - begun - paused) < seconds:
        put_line(f"{label(run)}   {_left(seconds - run)}")
        key = pace.keys.wait(min(_STEP_S, seconds - run))
        if key == " ":
            stopped = pace.clock()
            put_line("Paused: press any key to go on.")
            pace.keys.wait(None)
            paused += pace.clock() - stopped
        elif key in KEYS:
            end = KEYS[key]
            break
    put_line("")
    if end == "over" and sys.stdout.isatty():
        typer.echo("\a", nl=False)
    return end, min(pace.clock() - begun - paused, seconds)


def _left(seconds: float) -> str:
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def put_line(text: str) -> None:
    """Write over the line; only at a terminal, a log would fill up."""
    if sys.stdout.isatty():
        sys.stdout.write(f"\r{text[:78]:<78}" if text else f"\r{'':<78}\r")
        sys.stdout.flush()


@contextlib.contextmanager
def _key_by_key() -> Generator[None]:
    """Keys at once and unseen; the terminal is put back whatever happens."""
    import termios
    import tty

    number = sys.stdin.fileno()
    before = termios.tcgetattr(number)
    try:
        tty.setcbreak(number)
        yield
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)


def _windows_key(seconds: float | None) -> str:
    import importlib

    keyboard = importlib.import_module("msvcrt")
    until = None if seconds is None else time.monotonic() + seconds
    while until is None or time.monotonic() < until:
        if keyboard.kbhit():
            return str(keyboard.getwch()).lower()
        time.sleep(0.05)
    return ""
