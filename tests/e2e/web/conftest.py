"""A real Chromium in front of a real `inturn serve`.

Fixtures: `served` (an app with nobody kept), `page` (a browser that came in), `with_camera` (the same with a rendered
clip as its camera), `axe` by `tests.e2e.web.looking`. A page that asks for anything but loopback, or whose console
complains of what no test provoked (`page_watch.expect`), fails its test.
"""

import contextlib
import os
from collections.abc import Callable, Generator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from inturn.store import boot
from inturn.training.records import Person
from tests.e2e.web.camera import camera_film
from tests.e2e.web.chromium import HELP, installed
from tests.e2e.web.looking import Watched, watch
from tests.e2e.web.served import Served, start

QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--mute-audio",
    "--no-default-browser-check", "--disable-domain-reliability", "--disable-breakpad",
    "--disable-features=OptimizationHints,MediaRouter,Translate,PreloadTopChromeWebUI",
]  # fmt: skip
# No name but this machine's leads anywhere: what asks for another one fails, and its test with it.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
WAIT_MS = 60_000
expect.set_options(timeout=WAIT_MS)  # a busy machine is slow, not wrong


@pytest.fixture(scope="module")
def playwright() -> Generator[Playwright]:
    """For one file of tests: its event loop may not be running while other tests use Django in this process."""
    with sync_playwright() as running:
        yield running


def launch(playwright: Playwright, *flags: str) -> Browser:
    """A browser; where there is none, a failure in CI and a skip with the command elsewhere."""
    path = installed()
    if path is None and not Path(playwright.chromium.executable_path).exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(HELP)
    return playwright.chromium.launch(executable_path=path, args=[*QUIET, ALONE, *flags], timeout=180_000)


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Generator[Browser]:
    """A browser without any camera."""
    made = launch(playwright)
    yield made
    made.close()


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Generator[Callable[..., Served]]:
    """Start an app with a new home, or in a home that was used before; ended with the file of tests."""
    running: list[Served] = []

    def begin(home: Path | None = None, *options: str, port: int = 0) -> Served:
        made = start(home or tmp_path_factory.mktemp("served") / "home", *options, port=port)
        running.append(made)
        return made

    yield begin
    for one in running:
        one.stop()


@pytest.fixture(scope="module")
def served(serve: Callable[..., Served]) -> Served:
    """An app for this file of tests."""
    return serve()


def come_in(browser: Browser, served: Served, **options: Any) -> BrowserContext:
    """A browser window that came in by a link of its own: whom it is used by, and how, no other window knows."""
    context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))
    context.set_default_timeout(WAIT_MS)
    context.set_default_navigation_timeout(WAIT_MS)
    page = context.new_page()
    page.goto(served.take_link())
    assert any(cookie.get("name") == "inturn_session" for cookie in context.cookies())
    page.close()
    return context


@pytest.fixture
def page_watch() -> Watched:
    """What the page of this test asked for and complained of."""
    return Watched()


@pytest.fixture
def open_page(browser: Browser, served: Served, page_watch: Watched) -> Generator[Callable[..., Page]]:
    """Open windows of this test: `open_page(width=390, height=844, dark=True)`, in `browser` or another one."""
    with contextlib.ExitStack() as stack:

        def opened(
            width: int = 1280,
            height: int = 800,
            dark: bool = False,
            browser: Browser = browser,
            served: Served = served,
            **options: Any,
        ) -> Page:
            theme = "dark" if dark else "light"
            context = come_in(
                browser, served, viewport={"width": width, "height": height}, color_scheme=theme, **options
            )
            stack.callback(context.close)
            page = context.new_page()
            watch(page, page_watch)
            return page

        yield opened
    assert not page_watch.elsewhere
    assert not page_watch.unexpected()


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A window of a browser that came in, 1280 wide, light, without a camera."""
    return open_page()


@pytest.fixture(scope="module")
def with_camera(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Generator[Callable[..., Browser]]:
    """A browser whose camera plays a rendered clip: `with_camera(clips / "clean.mp4", repeat=2, still_s=3)`."""
    made: list[Browser] = []

    def begin(clip: Path, **how: Any) -> Browser:
        film = camera_film(clip, tmp_path_factory.mktemp("camera"), **how)
        made.append(launch(playwright, *CAMERA, f"--use-file-for-fake-video-capture={film}"))
        return made[-1]

    yield begin
    for one in made:
        one.close()


@contextlib.contextmanager
def kept_in(served: Served) -> Generator[None]:
    """The store of a running app, opened in this process to keep or look up something beside it."""
    with pytest.MonkeyPatch.context() as patch:
        # Playwright's event loop runs in this thread, and nothing of ours in it: Django may wait for the disk here.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        boot.boot(f"sqlite:///{served.home / 'inturn.sqlite3'}")
        try:
            yield
        finally:
            boot.close()


def now() -> datetime:
    """The present, as the app sees it."""
    return datetime.now(UTC)


def use(page: Page, served: Served, person: Person) -> None:
    """Choose a person in the browser, as the page of people does."""
    page.goto(f"{served.address}/people/")
    page.get_by_role("button", name=person.name, exact=False).first.click()
    page.wait_for_load_state()
