"""What a file that a search fetched is for, told by its address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .host import Sent

BENCH = "/bench/"
"""Where this tool's own pages are, which nothing counts."""

_OURS = (
    ("lunr.js", r"/search/data/lunr-.*\.js"),
    ("table", r"/search/data/table\.json"),
    ("episodes", r"/search/data/episodes-.*"),
    ("ranges", r"/search/data/range-.*"),
    ("texts", r"/search/data/texts/.*"),
    ("facets", r"/search/data/facets-.*"),
    ("words", r"/search/data/words-.*"),
    ("search scripts", r"/assets/[^/]+/js/search[-/].*|/assets/[^/]+/js/search\.js"),
    ("other scripts", r"/assets/.*\.js"),
    ("styles", r"/assets/.*\.css"),
    ("pictures, faces", r"/assets/.*"),
    ("page", r"/.*/|/|/.*\.html"),
)
_PAGEFIND = (
    ("scripts", r"/pagefind/.*\.js"),
    ("styles", r"/pagefind/.*\.css"),
    ("wasm", r"/pagefind/wasm\..*"),
    ("entry, meta", r"/pagefind/.*\.(?:json|pf_meta)"),
    ("index", r"/pagefind/index/.*"),
    ("fragments", r"/pagefind/fragment/.*"),
    ("filters", r"/pagefind/filter/.*"),
)
KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in (*_PAGEFIND, *_OURS))
"""Name of a kind -> the whole address of its files; the first that fits counts."""


@dataclass(frozen=True, slots=True)
class Weight:
    """Some answers of a host together."""

    requests: int = 0
    body: int = 0
    """Bytes as they were sent."""
    head: int = 0
    """Bytes of their headers."""

    def __add__(self, other: Weight) -> Weight:
        requests, body = self.requests + other.requests, self.body + other.body
        return Weight(requests, body, self.head + other.head)


def weigh(sent: Iterable[Sent]) -> dict[str, Weight]:
    """Kind -> what was sent of it, without this tool's own pages."""
    weights: dict[str, Weight] = {}
    for each in sent:
        if not each.path.startswith(BENCH):
            kind = kind_of(each.path)
            weights[kind] = weights.get(kind, Weight()) + Weight(1, each.body, each.head)
    return weights


def together(weights: Mapping[str, Weight], kinds: Sequence[str] | None = None) -> Weight:
    """All of them, or those of some kinds."""
    chosen = (weight for kind, weight in weights.items() if kinds is None or kind in kinds)
    return sum(chosen, Weight())


def kind_of(path: str) -> str:
    """The kind of the file at this address from the site's root, "other" for unknown ones."""
    return next((kind for kind, pattern in KINDS if pattern.fullmatch(path)), "other")
