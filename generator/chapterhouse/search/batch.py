"""What can be done with some episodes alone, in any process: nearly everything.

Pure, from picklable values to packed ones: tuples, since these cross to another process in a third
of the time that dataclasses take.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice, repeat
from typing import NamedTuple

from .. import urls
from ..intake import Run
from ..labels import Labels
from ..languages import Catalogue
from ..model import Episode
from ..terms.stemming import term_maker
from ..text import squash
from .counting import Counted, count
from .documents import Document, documents
from .texts import Texts, make_texts

BATCHES = (32, 32, 64, 64)
"""Episodes of the first shares: small ones, so that a small site has work for all processes."""

BATCH = 128
"""Episodes of the others: the more, the fewer postings are put together in the end."""

AHEAD = 4
"""Shares that are handed out together, before what the last ones gave is taken: all processes have
work, and never many shares are held."""


class Share(NamedTuple):
    """Work for one call."""

    episodes: tuple[Episode, ...]
    start: int
    """The number of their first document."""
    language: str
    """The site's, BCP 47."""
    catalogue: Catalogue


class Kept(NamedTuple):
    """What the index keeps of an episode besides its words."""

    texts: Texts
    show: str | None
    season: int | None
    year: int | None
    people: tuple[tuple[str, ...], ...]
    """Who speaks in each of its chapters."""


class Prepared(NamedTuple):
    """What the episodes of a share give."""

    kept: tuple[Kept, ...]
    counted: Counted


def shares(episodes: Iterable[Episode], language: str, catalogue: Catalogue) -> Iterator[Share]:
    """All work, in order."""
    rest, start = iter(episodes), 0
    for size in chain(BATCHES, repeat(BATCH)):
        batch = tuple(islice(rest, size))
        if not batch:
            return
        yield Share(batch, start, language, catalogue)
        start += sum(len(episode.chapters) for episode in batch)


def prepare_all(work: Iterable[Share], run: Run) -> Iterator[Prepared]:
    """What each share gives, in order. A pool takes all that it is given at once, and holds it."""
    rest = iter(work)
    before: Iterable[Prepared] = ()
    while some := tuple(islice(rest, AHEAD)):
        after = run(prepare, some)
        yield from before
        before = after
    yield from before


def prepare(share: Share) -> Prepared:
    """Everything of these episodes but its place among the others."""
    labels = Labels(share.catalogue)
    chapters = [documents(episode) for episode in share.episodes]
    flat = [document for each in chapters for document in each]
    return Prepared(
        tuple(map(partial(_kept, labels), share.episodes, chapters)),
        count(flat, term_maker(share.language), share.start),
    )


def _kept(labels: Labels, episode: Episode, chapters: Sequence[Document]) -> Kept:
    return Kept(
        make_texts(chapters, about(episode, labels)),
        episode.show,
        episode.season,
        episode.date.year if episode.date else None,
        tuple(each.people for each in chapters),
    )


def about(episode: Episode, labels: Labels) -> dict[str, object]:
    """What every piece of an episode's texts says of it."""
    day = labels.day(episode.date)
    facts = (labels.number(episode.season, episode.number), day.label if day else "")
    tongue = labels.tongue(episode.language)
    return {
        **({} if tongue is None else {"lang": tongue.code, "dir": tongue.direction}),
        "page": urls.episode(episode.slug),
        "title": squash(episode.title),
        "facts": [*filter(None, facts)],
    }
