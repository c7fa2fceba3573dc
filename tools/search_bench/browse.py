"""One query in a real browser that has nothing cached."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from .host import Host, Sent

PAGES = Path(__file__).with_name("pages")
"""This tool's own pages, which nothing counts."""
BARE, WHOLE, PAGEFIND, PAGEFIND_UI = "ours", "page", "pagefind", "pagefind-ui"
"""What can be asked: our client on a bare page, the site's own page /search/; Pagefind on a bare
page, Pagefind's own interface."""

_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run")
_PATIENCE = 60_000
"""Milliseconds after which a query has failed."""
_HIT = "main a.hit-link"
"""A hit on the site's own page."""
_WATCH = """
  new MutationObserver(() => {
    const hits = document.querySelectorAll("%s").length;
    if (window.bench || hits < %d) return;
    const now = performance.now();
    window.bench = { took: now, ended: now, total: hits, hits };
  }).observe(document, { childList: true, subtree: true });
"""


_UNTIL = """
  () => new Promise((resolve, reject) => {
    const began = performance.now();
    const look = () => {
      const value = %s;
      if (value) resolve(JSON.parse(JSON.stringify(value)));
      else if (performance.now() - began > %d) reject(new Error("it never came"));
      else setTimeout(look, 1);
    };
    look();
  })
"""


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
    """All that were found: chapters for us, pages for Pagefind."""
    sent: tuple[Sent, ...]


@contextmanager
def browsing() -> Iterator[Browser]:
    """A headless Chromium: the one that CHAPTERHOUSE_CHROMIUM names, or the machine's."""
    with sync_playwright() as playwright:
        named = [os.environ.get("CHAPTERHOUSE_CHROMIUM"), *map(shutil.which, _COMMANDS)]
        program = next((name for name in named if name and Path(name).is_file()), None)
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


def ask(browser: Browser, host: Host, address: str, hits: int | None = None) -> Answer:
    """Open a page that answers a query, and wait until its results stand there.

    `hits` is for the site's own page, which doesn't tell when it is ready: so many links.
    """
    with fresh(browser) as page:
        if hits is not None:
            page.add_init_script(_WATCH % (_HIT, hits))
        host.take()
        page.goto(address, wait_until="commit")
        found = when(page, "window.bench")
        page.wait_for_load_state("networkidle")
        sent = tuple(host.take())
    return Answer(found["took"], found["ended"], found["hits"], found["total"], sent)


def when(page: Page, truth: str) -> Any:
    """The value of an expression as soon as it is true.

    Unlike Playwright's wait_for_function it needs no eval in the page, which the site forbids.
    Raises playwright's Error when that takes longer than a minute.
    """
    return page.evaluate(_UNTIL % (truth, _PATIENCE))


def loaded(browser: Browser, host: Host, address: str) -> tuple[Sent, ...]:
    """Everything that opening a page loads."""
    with fresh(browser) as page:
        host.take()
        page.goto(address, wait_until="networkidle")
        return tuple(host.take())


def address_of(kind: str, query: str, output: Path) -> str:
    """The address, from the site's root, of the page that asks a query."""
    if kind == WHOLE:
        return f"/search/?q={quote(query)}"
    client = f"&client={_client(output)}" if kind == BARE else ""
    return f"/bench/{kind}.html?q={quote(query)}{client}"


def _client(output: Path) -> str:
    """The address of the client's script in a built site."""
    [script] = output.glob("assets/*/js/search/client.js")
    return "/" + script.relative_to(output).as_posix()
