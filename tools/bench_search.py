"""Search in a real browser, beside Pagefind on the same pages.

    python tools/bench_search.py CORPUS [--episodes N ...] [--keep DIR] [--drawn N]

Builds a site of a folder of transcripts (`--episodes 2000` repeats them with other words where
there are fewer), has Pagefind index its pages, and asks every query of both, each time in a
browser that has nothing cached. Prints tables in Markdown; docs/benchmarks.md says what is
counted, and keeps the figures. Needs a Chromium and Pagefind (the extra `bench`). Exit status: 0.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from search_bench import ours, pagefind
from search_bench.browse import BARE, PAGEFIND, PAGES, WHOLE, browsing
from search_bench.cold import ask_all
from search_bench.host import Host, serving
from search_bench.keystrokes import type_all, type_on_page
from search_bench.queries import LISTED, drawn, listed
from search_bench.report import Figures, tables
from search_bench.sites import Built, built_site

_TYPED = 20
"""Queries that are typed letter by letter: evenly from the list."""
_FEWER = 5
"""Of these, for Pagefind, which no bar on typing is about."""


def main(arguments: Sequence[str]) -> int:
    """Print the figures."""
    options = _options(arguments)
    if not options.corpus.is_dir():
        print(f"{options.corpus}: no such folder", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        keep = options.keep or Path(scratch)
        for episodes in options.episodes or [None]:
            folder = keep / f"{options.corpus.name}-{episodes or 'all'}"
            site = built_site(options.corpus, folder, episodes, options.jobs, options.reuse)
            print(tables(_measured(site, options)), flush=True)
    return 0


def _measured(site: Built, options: argparse.Namespace) -> Figures:
    queries = drawn(site.output, options.drawn) if options.drawn else listed(options.queries)
    cost = {PAGEFIND: pagefind.make_index(site.output, site.pagefind)}
    cost[BARE] = ours.make_index(site.folder / "seeds", options.jobs)
    host = Host({"/": site.output, "/pagefind/": site.pagefind, "/bench/": PAGES})
    with serving(host) as root, browsing() as browser:
        cold = ask_all(browser, host, root, site.output, queries, options.runs)
        some = _evenly(queries, _TYPED)
        typing = {
            BARE: type_all(browser, root, BARE, site.output, some),
            WHOLE: type_on_page(browser, root, some),
            PAGEFIND: type_all(browser, root, PAGEFIND, site.output, _evenly(some, _FEWER)),
        }
    return Figures(options.corpus.name, site.episodes, cold, typing, _disk(site), cost)


def _evenly(queries: Sequence[str], count: int) -> list[str]:
    count = min(count, len(queries))
    return [queries[n * len(queries) // count] for n in range(count)]


def _disk(site: Built) -> dict[str, int]:
    data, scripts = ours.weigh(site.output)
    needed, everything = pagefind.weigh(site.pagefind)
    return {
        "ours": data + scripts,
        "ours without scripts": data,
        "Pagefind": needed,
        "Pagefind with its interfaces": everything,
    }


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path, help="a folder of transcripts")
    parser.add_argument(
        "--episodes", type=int, nargs="*", help="sizes of sites (default: what the corpus has)"
    )
    parser.add_argument("--keep", type=Path, help="a folder for the sites, to use them again")
    parser.add_argument("--reuse", action="store_true", help="sites as they stand in that folder")
    parser.add_argument("--queries", type=Path, default=LISTED, help="a file, one query a line")
    parser.add_argument("--drawn", type=int, help="draw so many queries from the site instead")
    parser.add_argument("--runs", type=int, default=3, help="of each query; medians count (3)")
    parser.add_argument("--jobs", type=int, default=2, help="processes of a build (2)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
