"""A preview, and a browser that says when its page shows what was saved."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

from playwright.sync_api import Page

from search_bench.browse import browsing

from .sites import Sample

_LONG = 60.0
_LOOK = """
let known = "";
const look = () => {
  const text = document.body?.textContent ?? "";
  const marks = document.querySelector("[data-seen]")?.dataset.seen ?? "";
  const style = getComputedStyle(document.documentElement).getPropertyValue("--seen");
  const places = [text, document.title, marks, style];
  const found = places.flatMap((each) => each.match(/seen-(\\d+)/g) ?? []);
  const seen = found.map((each) => Number(each.slice(5)));
  requestAnimationFrame(() => {
    if (known !== String(seen)) window.sawNumbers(seen, performance.timeOrigin + performance.now());
    known = String(seen);
    requestAnimationFrame(look);
  });
};
requestAnimationFrame(look);
"""
"""In each frame: the numbers that are there, told in the frame after it, with the time."""


@dataclass
class Watched:
    """An open page."""

    page: Page
    root: str
    sample: Sample
    seen: dict[int, float] = field(default_factory=dict)

    def open(self) -> None:
        """The episode's page, at its own address."""
        self.sample.write_override("slug: the-one-that-is-edited\n")
        self.rest(3.0)
        self.page.goto(self.root + self.sample.page)

    def rest(self, seconds: float) -> None:
        """Lets the browser go on for so long."""
        self.page.wait_for_timeout(1000 * seconds)

    def seconds_of(self, save: Callable[[], None], number: int) -> float:
        """From the beginning of a save to the page that shows it."""
        began = time.time()
        save()
        while number not in self.seen:
            if time.time() - began > _LONG:
                raise TimeoutError(f"save {number} is not seen in {_LONG} seconds")
            self.page.wait_for_timeout(5)
        return self.seen[number] / 1000 - began

    def note(self, numbers: list[int], when: float) -> None:
        """Called by the page."""
        for number in numbers:
            self.seen.setdefault(number, when)


@contextmanager
def watched(sample: Sample, jobs: int) -> Iterator[Watched]:
    """The preview of a sample, and an open page of it."""
    command = [sys.executable, "-m", "chapterhouse", "serve", str(sample.folder)]
    command += ["--port", "0", "--jobs", str(jobs)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        url = next(line for line in process.stdout if "(stop with Ctrl+C)" in line).split()[0]
        Thread(target=deque, args=(process.stdout, 0), daemon=True).start()  # a full pipe stops it
        with browsing() as browser:
            page: Any = browser.new_page(viewport={"width": 1280, "height": 800})
            found = Watched(page, url, sample)
            page.expose_function("sawNumbers", found.note)
            page.add_init_script(_LOOK)
            yield found
    finally:
        process.terminate()
        process.wait()
