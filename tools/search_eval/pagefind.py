"""Pagefind on the same pages, in the browser it is made for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from search_bench.browse import browsing, fresh
from search_bench.host import Host, serving
from search_bench.pagefind import make_index

from .items import Hit

_ASK = """
async ({queries, most}) => {
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.init();
  const answers = [];
  for (const query of queries) {
    const { results } = await pagefind.search(query);
    const pages = await Promise.all(results.slice(0, most).map((result) => result.data()));
    answers.push(pages.flatMap(best).slice(0, most));
  }
  return answers;

  // Its own interface shows three parts of a page: those with most of the words.
  function best({ sub_results }) {
    return sub_results
      .sort((one, other) => other.locations.length - one.locations.length)
      .slice(0, 3)
      .map(({ url }) => url);
  }
}
"""


def ask_pagefind(output: Path, index: Path, queries: Sequence[str], most: int) -> list[list[Hit]]:
    """Pagefind's best hits for each query, as its own interface shows them: by page, at most
    three parts of one. The pages' index is written into `index`."""
    make_index(output, index)
    host = Host({"/": output, "/pagefind/": index})
    with serving(host) as root, browsing() as browser, fresh(browser) as page:
        page.goto(f"{root}/robots.txt")
        answers = page.evaluate(_ASK, {"queries": list(queries), "most": most})
    return [[_hit(url) for url in urls] for urls in answers]


def _hit(url: str) -> Hit:
    parts = urlsplit(url)
    return parts.path, parts.fragment
