"""Typing letter by letter, when search has been loaded already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from .browse import address_of, fresh, when
from .queries import without_filters

LONG_TASK = 50
"""Milliseconds: https://w3c.github.io/longtasks/."""
_TYPE = """
async (texts) => {
  const times = [];
  for (const text of texts) {
    const began = performance.now();
    await window.bench.show(text);
    times.push(performance.now() - began);
  }
  return times;
}
"""
_WATCH = """
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) window.longTasks.push(task.duration);
  }).observe({ type: "longtask", buffered: true });
"""


_COUNT = """
  window.strokes = [];
  let typed = 0;
  addEventListener("input", () => { typed = performance.now(); }, { capture: true });
  new MutationObserver((changes) => {
    for (const { target, oldValue } of changes) {
      const ready = target.id === "page-results" && !target.hasAttribute("data-busy");
      if (ready && oldValue !== null && typed) window.strokes.push(performance.now() - typed);
    }
  }).observe(document, { attributeFilter: ["data-busy"], attributeOldValue: true, subtree: true });
"""
"""The site's page takes data-busy from its results when they stand there."""
_PAUSE = 300
"""Milliseconds until a page that was asked for nothing has done it."""
_BOX = "#page-search-form input[name=q]"


@dataclass(frozen=True, slots=True)
class Typing:
    """Milliseconds from each letter to the results that it leads to."""

    first: tuple[float, ...]
    """While nobody has typed these words before: files come from the host."""
    again: tuple[float, ...]
    """The same letters in the same page once more."""
    long_tasks: tuple[float, ...]
    """Milliseconds of tasks on the page's main thread of more than LONG_TASK."""


def type_all(
    browser: Browser, root: str, kind: str, output: Path, queries: Sequence[str]
) -> Typing:
    """Type the queries one after the other on the bare page of an engine; no letter waits."""
    texts = [text for query in queries for text in letter_by_letter(without_filters(query))]
    with fresh(browser) as page:
        page.add_init_script(_WATCH)
        page.goto(root + address_of(kind, "warm", output))
        when(page, "window.bench")
        page.evaluate("window.longTasks.length = 0")
        first, again = (tuple(page.evaluate(_TYPE, texts)) for _ in range(2))
        return Typing(first, again, _long_tasks(page))


def type_on_page(browser: Browser, root: str, queries: Sequence[str]) -> Typing:
    """The same with keys pressed on the site's own page, each when the results of the one before
    stand there: with the time that the page waits for the next letter before it asks."""
    with fresh(browser) as page:
        page.add_init_script(_WATCH + _COUNT)
        page.goto(f"{root}/search/?q=warm", wait_until="networkidle")
        page.evaluate("window.longTasks.length = 0")
        first, again = (tuple(_pressed(page, queries)) for _ in range(2))
        return Typing(first, again, _long_tasks(page))


def _pressed(page: Page, queries: Sequence[str]) -> list[float]:
    page.evaluate("window.strokes.length = 0")
    count = 0
    for query in queries:
        page.fill(_BOX, "")
        page.wait_for_timeout(_PAUSE)
        page.evaluate("(count) => { window.strokes.length = count; }", count)
        for letter in query:
            page.keyboard.press("Space" if letter.isspace() else letter)
            if not letter.isspace():  # the query is the same until the next letter
                count += 1
                when(page, f"window.strokes.length >= {count}")
    return list(page.evaluate("window.strokes"))


def letter_by_letter(query: str) -> list[str]:
    """What stands in the box after each letter."""
    return [query[:end] for end in range(1, len(query) + 1) if not query[end - 1].isspace()]


def _long_tasks(page: Page) -> tuple[float, ...]:
    return tuple(page.evaluate("window.longTasks"))
