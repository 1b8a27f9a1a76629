"""Which Chromium the tests use, and putting one there: `python -m tests.e2e.web.chromium` is a step of `make test`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HELP = (
    "No Chromium was found and none could be installed, so the tests of the app in a browser (tests/e2e/web) do not "
    "run. Install one, for example by `apt install chromium` or `.venv/bin/playwright install chromium`, or name one: "
    "INTURN_CHROMIUM=/path/to/chromium."
)


def installed() -> str | None:
    """INTURN_CHROMIUM, or one that is installed; None where there is none."""
    return os.environ.get("INTURN_CHROMIUM") or next(filter(None, map(shutil.which, INSTALLED)), None)


def playwrights_own() -> str | None:
    """The one that Playwright downloaded; None where it did not."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        path = running.chromium.executable_path
    return path if Path(path).exists() else None


def _tried(*command: str) -> bool:
    print("+", " ".join(command), flush=True)  # noqa: T201 - a step of the set-up says what it does
    try:
        return subprocess.run(command, check=False, timeout=900).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _on_debian_as_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def put_there() -> str | None:
    """A Chromium: one that is there, else Playwright's download, else Debian's package; None where nothing helps."""
    found = installed() or playwrights_own()
    if found is None and _tried(sys.executable, "-m", "playwright", "install", "chromium"):
        found = playwrights_own()
    if found is None and _on_debian_as_root():
        _tried("apt-get", "update", "-qq")
        _tried("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
        found = installed()
    return found


def main() -> int:
    """0, or 1 in CI where there is no Chromium."""
    found = put_there()
    print(f"Chromium: {found}" if found else HELP, flush=True)  # noqa: T201
    return 1 if found is None and os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
