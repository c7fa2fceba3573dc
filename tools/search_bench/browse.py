"""One query in a real browser that has nothing cached."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from .host import Host, Sent

_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run")
_PATIENCE = 60_000
"""Milliseconds after which a query has failed."""

BARE, PAGEFIND, PAGEFIND_UI, WHOLE = "ours", "pagefind", "pagefind-ui", "page"
"""What can be asked: our client on a bare page; Pagefind on one; Pagefind's interface; the
site's own page /search/."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one cold query cost."""

    took: float
    """Milliseconds from the query's start, when the page has been read but nothing of search has,
    to ten results in the document. For WHOLE the same as `since_navigation`."""
    since_navigation: float
    """Milliseconds from the start of navigation."""
    hits: int
    """Results shown: ten unless there are fewer."""
    total: int
    sent: tuple[Sent, ...]


@contextmanager
def browsing() -> Iterator[Browser]:
    """A headless Chromium: the one that CHAPTERHOUSE_CHROMIUM names, or the machine's."""
    with sync_playwright() as playwright:
        named = [os.environ.get("CHAPTERHOUSE_CHROMIUM"), *map(shutil.which, _COMMANDS)]
        found = [name for name in named if name and Path(name).is_file()]
        program = found[0] if found else None
        browser = playwright.chromium.launch(executable_path=program, args=list(_FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def fresh(browser: Browser) -> Iterator[Page]:
    """A tab with storage and caches of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(_PATIENCE)
    try:
        yield context.new_page()
    finally:
        context.close()


def ask(browser: Browser, host: Host, address: str) -> Answer:
    """Open one of this tool's pages, or the site's, and wait until the results stand there."""
    with fresh(browser) as page:
        host.take()
        page.goto(address, wait_until="commit")
        found = page.wait_for_function("window.bench").evaluate(
            "({took, ended, hits, total}) => ({took, ended, hits, total})"
        )
        page.wait_for_load_state("networkidle")
        sent = tuple(host.take())
    return Answer(found["took"], found["ended"], found["hits"], found["total"], sent)


def client_of(output: Path) -> str:
    """The address of the client's script in a built site."""
    [script] = output.glob("assets/*/js/search/client.js")
    return "/" + script.relative_to(output).as_posix()


def bare_page(root: str, kind: str, query: str, output: Path) -> str:
    """The address of this tool's page for a query."""
    client = f"&client={client_of(output)}" if kind == BARE else ""
    return f"{root}/bench/{kind}.html?q={quote(query)}{client}"
