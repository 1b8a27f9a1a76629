"""An app served in a process of its own, as a user starts it, and how to be let in."""

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

_LINK = re.compile(r"http://127\.0\.0\.1:\d+/enter\?key=\S+")
START_S = 120.0


@dataclass
class Served:
    """A running `inturn serve`; `address` has no slash at its end."""

    home: Path
    process: "subprocess.Popen[str]"
    output: Path
    used: int = 0

    @property
    def links(self) -> list[str]:
        """Every link that was printed."""
        return _LINK.findall(self.output.read_text())

    @property
    def address(self) -> str:
        """Like http://127.0.0.1:40123."""
        return self.links[0].partition("/enter")[0]

    def printed(self, pattern: str) -> str:
        """The first thing it prints that matches."""
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            found = re.search(pattern, self.output.read_text())
            if found:
                return found.group()
            time.sleep(0.02)
        raise AssertionError(f"{pattern} was not printed: {self.output.read_text()}")

    def take_link(self) -> str:
        """A link that no browser used; asked for by Enter, as the printed words say."""
        if self.used == len(self.links):
            assert self.process.stdin is not None
            self.process.stdin.write("\n")
            self.process.stdin.flush()
            until = time.monotonic() + START_S
            while self.used == len(self.links) and time.monotonic() < until:
                time.sleep(0.02)
        self.used += 1
        return self.links[self.used - 1]

    @property
    def port(self) -> int:
        """The port."""
        return int(self.address.rpartition(":")[2])

    def stop(self, how: signal.Signals = signal.SIGTERM) -> str:
        """End it; everything it printed."""
        if self.process.poll() is None:
            self.process.send_signal(how)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(60)
        if self.process.stdin is not None:
            self.process.stdin.close()
        return self.output.read_text()


def start(home: Path, *options: str, port: int = 0, command: tuple[str, ...] = ("-m", "inturn")) -> Served:
    """Start `inturn serve` with everything kept in `home`, and wait until it answers."""
    home.mkdir(parents=True, exist_ok=True)
    output = home.parent / f"{home.name}-printed.txt"
    with output.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-W", "error", *command, "serve", "--no-open", "--port", str(port), *options],
            stdin=subprocess.PIPE, stdout=out, stderr=subprocess.STDOUT, text=True,
            env=os.environ | {"INTURN_HOME": str(home), "INTURN_TIME_ZONE": "UTC", "COLUMNS": "200"},
        )  # fmt: skip
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        if _LINK.search(output.read_text()):
            return Served(home, process, output)
        if process.poll() is not None:
            break
        time.sleep(0.05)
    process.kill()
    process.wait(60)
    if process.stdin is not None:
        process.stdin.close()
    raise AssertionError(f"inturn serve did not come up: {output.read_text()}")
