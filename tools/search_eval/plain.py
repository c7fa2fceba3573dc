"""The lunr package as it comes: its own words, its boosts, its order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lunr import lunr  # type: ignore[import-untyped]

from chapterhouse.search.documents import Document

from .items import Hit

BOOSTS = {"title": 2, "chapter": 4, "text": 1}
"""What a site's author would write down."""

_SIGNS = re.compile(r"[^\w\s]")
"""What lunr would look for as part of a word, or take for its query language."""


def ask_lunr(chapters: Iterable[Document], queries: Sequence[str], most: int) -> list[list[Hit]]:
    """lunr's best hits for each query."""
    listed = list(chapters)
    places = {f"{each.page}#{each.anchor}": (each.page, each.anchor) for each in listed}
    fields = [{"field_name": name, "boost": boost} for name, boost in BOOSTS.items()]
    rows = [
        {"url": url, "title": each.title, "chapter": each.chapter, "text": each.text}
        for url, each in zip(places, listed, strict=True)
    ]
    index = lunr(ref="url", fields=fields, documents=rows)
    found = (index.search(_SIGNS.sub(" ", query)) for query in queries)
    return [[places[hit["ref"]] for hit in hits[:most]] for hits in found]
