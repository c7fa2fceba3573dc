"""Search: every chapter of the site, found by lunr.js in the reader's browser.

Built from the model, never from HTML. Nothing here stays between two calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from ..model import Artifact, Episode
from .documents import documents
from .engine import engine
from .index import build_index


def search_files(
    episodes: Iterable[Episode], listing: Sequence[str], language: str
) -> tuple[Artifact, ...]:
    """Everything that search needs in output/ besides the listing of chapters, whose pieces are at
    these addresses: the engine, the index, the texts.

    The episodes come in the listing's order. `language` is the site's (BCP 47). Raises
    ChapterhouseError when lunr.js is missing.
    """
    script, licence = engine()
    chapters = chain.from_iterable(map(documents, episodes))
    return script, licence, *build_index(chapters, listing, script, language)
