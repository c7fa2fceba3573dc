"""Does search find the chapter that somebody had in mind?

    python tools/eval_search.py CORPORA [--only lunr,ours,pagefind]

Builds a site of the corpus `replay`, asks all the headings of its other edition, and prints how
often a right chapter is the first hit, among three, among ten: for the lunr package as it comes,
for the site's own search in its real client under Node (in the order of its hits, and as they
are shown, by episode), and for Pagefind on the same pages where the package pagefind is
installed (in Chromium). docs/search.md describes the order. Exit status: 0.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from chapterhouse.build import build
from chapterhouse.search.documents import documents
from search_eval.items import TITLE, Hit, Item, read_episodes, read_items, shares
from search_eval.ours import ask_site
from search_eval.plain import ask_lunr

_TOPS = (1, 3, 10)
_KINDS = ("lunr", "ours", "pagefind")


def main(arguments: Sequence[str]) -> int:
    """Prints the figures."""
    options = _options(arguments)
    episodes = read_episodes(options.corpora / "replay/new")
    items = read_items(options.corpora / "replay/truth.json", episodes)
    chapters = list(chain.from_iterable(map(documents, episodes.values())))
    print(f"{len(episodes)} episodes, {len(chapters)} chapters, {len(items)} queries")
    print(f"{'':26}{'first':>8}{'of 3':>8}{'of 10':>8}")
    queries = [item.query for item in items]
    with tempfile.TemporaryDirectory() as folder:
        site = _site(Path(folder), options.corpora)
        if "lunr" in options.only:
            _tell("lunr as it comes", items, ask_lunr(chapters, queries, max(_TOPS)))
        if "ours" in options.only:
            for name, answers in ask_site(site, queries, max(_TOPS)).items():
                _tell(name, items, answers)
        if "pagefind" in options.only:
            _pagefind(site, items)
    return 0


def _site(folder: Path, corpora: Path) -> Path:
    """The output of a site of the new edition."""
    (folder / "seeds").symlink_to((corpora / "replay/new").resolve())
    (folder / "content").mkdir()
    (folder / "content/site.toml").write_text(f'title = "{TITLE}"\n', encoding="utf-8")
    build(folder)
    return folder / "output"


def _pagefind(site: Path, items: Sequence[Item]) -> None:
    if importlib.util.find_spec("pagefind") is None:
        print("Pagefind is not installed: pip install 'pagefind[extended]'")
        return
    from search_eval.pagefind import ask_pagefind  # Playwright isn't needed for the others

    queries = [item.query for item in items]
    _tell("Pagefind", items, ask_pagefind(site, site.parent / "pagefind", queries, max(_TOPS)))


def _tell(name: str, items: Sequence[Item], answers: Sequence[Sequence[Hit]]) -> None:
    print(f"{name:26}" + "".join(_figures(items, answers)), flush=True)


def _figures(items: Sequence[Item], answers: Sequence[Sequence[Hit]]) -> Iterator[str]:
    for share in shares(items, answers, _TOPS):
        yield f"{share:8.3f}"


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(_KINDS))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
