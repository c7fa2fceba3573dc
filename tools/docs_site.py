"""The documents of docs/ as a website, made by Chapterhouse itself of free pages.

    python tools/docs_site.py [--out DIR] [--base-url URL]

The site of the repository, five conversations with search and all, is the example; the documents
are pages of it, below /docs/. What is put together for that lies in a temporary folder.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path

from chapterhouse.cli import main as chapterhouse

ROOT = Path(__file__).parent.parent

_OVERVIEW = "index.md"
_DOCUMENT = re.compile(r"\[([^\]]+)\]\(([a-z-]+\.md)\)")
"""A link of the overview."""

_SITE = """\
title = "Chapterhouse"
description = "Podcast transcripts in, a website out: the documentation, with an example."

[[nav]]
to = "pages/docs/index.md"
label = "Documentation"

[[nav]]
to = "default"
"""


def assemble(folder: Path) -> None:
    """Writes the site's sources into an empty folder."""
    for name in ("seeds", "content/episodes", "content/people", "content/addresses"):
        shutil.copytree(ROOT / name, folder / name)
    documents = folder / "content/pages/docs"
    shutil.copytree(ROOT / "docs", documents)
    for name, ways in _ways((documents / _OVERVIEW).read_text(encoding="utf-8")).items():
        with (documents / name).open("a", encoding="utf-8") as file:
            file.write(f"\n---\n\n{ways}\n")
    (folder / "content/site.toml").write_text(_SITE + _shows(), encoding="utf-8")


def _ways(overview: str) -> dict[str, str]:
    """What each document that the overview names ends with: the ways to the others."""
    order = [(name, title) for title, name in _DOCUMENT.findall(overview)]
    ends = [None, *order, None]
    found = {}
    for before, (name, _), after in zip(ends, order, ends[2:], strict=False):
        ways = [f"[All documents]({_OVERVIEW})"]
        ways += [f"before: [{before[1]}]({before[0]})"] if before else []
        ways += [f"next: [{after[1]}]({after[0]})"] if after else []
        found[name] = " · ".join(ways)
    return found


def _shows() -> str:
    """The tables of the shows, as the repository's own site has them."""
    text = (ROOT / "content/site.toml").read_text(encoding="utf-8")
    return "\n" + text[text.index("[[shows]]") :]


def main(arguments: Sequence[str] | None = None) -> int:
    """Build it and give the exit status."""
    parser = argparse.ArgumentParser(description="Build the documents as a site.")
    parser.add_argument("--out", type=Path, default=ROOT / "docs-site", help="where to")
    parser.add_argument("--base-url", default="", help="where it will be published")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        assemble(Path(temporary))
        address = ["--base-url", options.base_url] if options.base_url else []
        output = ["--output", str(options.out.resolve())]
        with chdir(temporary):  # what is said names files as they are called here
            return chapterhouse(["build", ".", *output, *address])


if __name__ == "__main__":
    sys.exit(main())
