"""Pagefind's index of the episodes' pages of a built site.

It indexes what Chapterhouse indexes: the episode's title, those who speak, the chapters' titles and
everything said; not the page's furniture, nor the name before each turn, which would only make it
larger. What the page offers besides (the strip, the contents, related chapters) is left out.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from .cost import Cost, run

_ROOT = "article"
_LEFT_OUT = (
    ".glance",
    "nav",
    ".find",
    ".who",
    ".clock",
    ".at-hand",
    ".topics",
    ".related",
    ".neighbours",
    ".keys-hint",
    "dialog",
    ".facts",
    ".turn p > a",
)
_UI = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.*")
"""What is there for those who want it: none of it is needed for a page of one's own."""
_OTHER_WASM = "wasm.unknown.pagefind"
"""For languages that it doesn't know; not counted where each page's language is known."""


def make_index(output: Path, index: Path) -> Cost:
    """Write the index of a built site's episodes into a folder, which is emptied first: where the
    same files lie already, Pagefind writes them in no time."""
    shutil.rmtree(index, ignore_errors=True)
    command = [sys.executable, "-m", "pagefind", "--quiet"]
    command += ["--site", str(output), "--output-path", str(index), "--glob", "episodes/**/*.html"]
    command += ["--root-selector", _ROOT, "--exclude-selectors", ", ".join(_LEFT_OUT)]
    return run(command)


def weigh(index: Path) -> tuple[int, int]:
    """Bytes on disk: of what a page of one's own needs, and of everything."""
    everything = sum(file.stat().st_size for file in index.rglob("*") if file.is_file())
    spare = {file for pattern in (*_UI, _OTHER_WASM) for file in index.glob(pattern)}
    return everything - sum(file.stat().st_size for file in spare), everything
