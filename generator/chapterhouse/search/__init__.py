"""Search: every chapter of the site, found by lunr.js in the reader's browser.

Built from the model, never from HTML. docs/search.md describes the files. Nothing here stays
between two calls but what a process has seen of words, which changes no result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..intake import Run, inline
from ..languages import Catalogue
from ..model import Artifact, Episode
from .batch import prepare_all, shares
from .engine import engine
from .index import build_index
from .stemmers import stemmer_files


def search_files(
    episodes: Iterable[Episode],
    language: str,
    catalogue: Catalogue | None = None,
    run: Run = inline,
) -> Iterator[Artifact]:
    """Everything that search needs in output/, one file after the other.

    The episodes come with the oldest first. `language` is the site's (BCP 47), `catalogue` has
    the words of its interface. Raises ChapterhouseError when lunr.js or the
    language's stemmer is missing.
    """
    script, licence = engine()
    work = shares(episodes, language, catalogue or Catalogue())
    yield from (script, licence, *stemmer_files(language))
    yield from build_index(prepare_all(work, run), script, language)
