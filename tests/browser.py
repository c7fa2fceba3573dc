"""A real Chromium for tests, and a plain file server for the pages it opens.

Without a Chromium the tests that ask for one are skipped with the reason; where
CHAPTERHOUSE_REQUIRE_BROWSER=1 they fail instead, so that a green run on the build machine
means that they ran. The fixtures live one test module long, because an open Playwright
occupies the thread's event loop.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

REQUIRE = "CHAPTERHOUSE_REQUIRE_BROWSER"
"""Set to 1, a missing browser is a failure."""

_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def launch() -> Iterator[Browser]:
    """A headless Chromium; skips or fails the test when there is none."""
    with sync_playwright() as playwright:
        program = _program(playwright) or _give_up()
        browser = playwright.chromium.launch(executable_path=program, args=list(_FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def serve(folder: Path, under: str = "") -> Iterator[str]:
    """The files of `folder` on this machine's own address, as a static host serves them.

    Gives the address without a slash at the end. With `under` ("/some/repo") the site lies
    below that path and nothing lies above it.
    """
    handler = partial(_Files, directory=str(folder), under=under)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{under}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launch() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty tab with its own storage, 1280 x 800."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)
    try:
        yield context.new_page()
    finally:
        context.close()


def until(page: Page, truth: str) -> None:
    """Waits, 10 seconds at most, until a JavaScript expression is true.

    By asking from outside: Playwright's wait_for_function evaluates strings in the page, which
    the site's policy forbids, so it fails whenever the first answer is no.
    """
    for _ in range(200):
        if page.evaluate(truth):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"not in 10 seconds: {truth}")


class _Files(SimpleHTTPRequestHandler):
    """Silent, and blind to everything that is not below `under`."""

    def __init__(self, *args: object, directory: str, under: str) -> None:
        self.under = under
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        below = path.removeprefix(self.under)
        if not below.startswith("/") or (self.under and below == path):
            return str(Path(self.directory) / "no-such-file")
        return super().translate_path(below)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def _program(playwright: Playwright) -> str | None:
    named = os.environ.get("CHAPTERHOUSE_CHROMIUM")
    own = playwright.chromium.executable_path
    found = [named, *map(shutil.which, _COMMANDS), own]
    return next((path for path in found if path and Path(path).is_file()), None)


def _give_up() -> NoReturn:
    said = f"no Chromium found (looked for {', '.join(_COMMANDS)} and Playwright's own)"
    if os.environ.get(REQUIRE) == "1":
        pytest.fail(f"{said}, and {REQUIRE}=1", pytrace=False)
    pytest.skip(said)
