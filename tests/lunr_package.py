"""What the lunr package itself makes of the documents: the index to compare with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lunr.builder import Builder  # type: ignore[import-untyped]
from lunr.index import Index  # type: ignore[import-untyped]
from lunr.token import Token  # type: ignore[import-untyped]

from chapterhouse.search.counting import BOOSTS, LONGEST, fields_of
from chapterhouse.search.documents import Document
from chapterhouse.terms.stemming import stem, term_maker
from chapterhouse.terms.words import words


def lunr_index(documents: Sequence[Document], language: str) -> Index:
    """Its builder's index. It gets terms: its own pipeline for documents is empty."""
    builder = Builder()
    for name, boost in BOOSTS.items():
        builder.field(name, boost)
    if language == "en":
        builder.search_pipeline.add(_stemmer())
    term = term_maker(language)
    for number, document in enumerate(documents):
        said = [[word[:LONGEST] for word in words(text)] for text in fields_of(document)]
        terms = [list(filter(None, map(term, each))) for each in said]
        builder.add({"id": number, **dict(zip(BOOSTS, terms, strict=True))})
    return builder.build()


def _stemmer() -> Callable[..., Token]:
    """The step of lunr's pipeline that lunr.js looks up by its name."""

    def stemmer(token: Token, *_: object) -> Token:
        return token.update(lambda word, _: stem(word))

    stemmer.label = "stemmer"  # type: ignore[attr-defined]
    return stemmer
