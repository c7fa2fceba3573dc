"""The prebuilt index: what the lunr package makes of the documents, as lunr.js loads it.

Everything lies in one folder, and only `table.json` has a name known beforehand. It names the
other files, whose names change with their content, so that a browser may keep them for ever:

    {"lunr": "2.3.9", "engine": "lunr-2.3.9.js",
     "index": "index-0123456789ab.json", "texts": "texts-0123456789ab.json",
     "listing": ["../../chapters/data/listing-0123456789ab.json", ...]}

The index is lunr's serialised form (https://github.com/olivernn/lunr-schema), in which ref "n"
is the n-th chapter of the site's listing, counted over all its pieces from 0; that says where
each chapter is. A file per episode holds its chapters' texts, from which the page cuts snippets;
`texts` names it for each episode's page. Who wants the index in pieces names them in the
table.

Words and terms come from `terms`, counts and scores from `counting`; they are those of the lunr
package, which tests compare. The same documents give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from ..model import Artifact
from ..terms.stemming import term_maker
from ..terms.words import words
from ..urls import SEARCH_DATA, relative
from .counting import count, inverted, vectors
from .documents import Document
from .engine import LUNR_VERSION

TABLE = f"{SEARCH_DATA}table.json".removeprefix("/")
"""Where a client begins to read, relative to output/."""

BOOSTS: Mapping[str, int] = {"title": 2, "chapter": 4, "people": 2, "text": 1}
"""Field -> how much a word in it counts. `title` is the episode's."""

_DIGEST_LENGTH = 12


def build_index(
    documents: Iterable[Document], listing: Sequence[str], script: Artifact, language: str
) -> tuple[Artifact, ...]:
    """The files of the index, for the lunr.js in `script`.

    The documents stand in the order of the site's listing, whose pieces are at these
    addresses. `language` is the site's (BCP 47): English words
    are stemmed and the commonest left out, those of other languages stand as they are.
    """
    listed = tuple(documents)
    episodes = [tuple(group) for _, group in groupby(listed, key=lambda each: each.page)]
    texts = [_file("text", [chapter.text for chapter in episode]) for episode in episodes]
    pages = (episode[0].page for episode in episodes)
    names = _file("texts", dict(zip(pages, map(_name, texts), strict=True)))
    index = _file("index", serialize(listed, language))
    table = {
        "lunr": LUNR_VERSION,
        "engine": _name(script),
        "index": _name(index),
        "texts": _name(names),
        "listing": [relative(each, f"/{TABLE}") for each in listing],
    }
    # Two episodes with the same words share a file.
    files = {file.path: file for file in (index, names, *texts)}
    return Artifact(TABLE, _json(table)), *files.values()


def serialize(documents: Sequence[Document], language: str) -> dict[str, Any]:
    """lunr's serialised index of the documents, whose refs are "0", "1", "2"…

    Its terms are in the order in which lunr.js insists on getting them: that of UTF-16, where
    Python sorts by code points.
    """
    term = term_maker(language)

    @cache
    def terms_in(raw: str) -> list[str]:
        """What stands between two white spaces is looked at once, however often it is said."""
        return [found for word in words(raw) if (found := term(word))]

    def terms_of(text: str) -> list[str]:
        return [found for raw in text.split() for found in terms_in(raw)]

    counted = count(
        [{name: terms_of(text) for name, text in _fields(each).items()} for each in documents]
    )
    terms = inverted(counted, list(BOOSTS))
    return {
        "version": LUNR_VERSION,
        "fields": list(BOOSTS),
        "fieldVectors": vectors(counted, terms, BOOSTS, len(documents)),
        "invertedIndex": sorted(terms.items(), key=lambda entry: entry[0].encode("utf-16-be")),
        "pipeline": ["stemmer"] if _is_english(language) else [],
    }


def _is_english(language: str) -> bool:
    return language.lower().split("-")[0] == "en"


def _fields(document: Document) -> dict[str, str]:
    return {
        "title": document.title,
        "chapter": document.chapter,
        "people": ", ".join(document.people),
        "text": document.text,
    }


def _file(kind: str, content: object) -> Artifact:
    """A file whose name changes with its content."""
    data = _json(content)
    digest = hashlib.sha256(data).hexdigest()[:_DIGEST_LENGTH]
    return Artifact(f"{SEARCH_DATA}{kind}-{digest}.json".removeprefix("/"), data)


def _name(file: Artifact) -> str:
    return file.path.rsplit("/", 1)[-1]


def _json(content: object) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode()
