"""Episodes made to order, and what editors do to them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chapterhouse.anchors import chapter_anchors
from chapterhouse.ledger import (
    Inheritance,
    Ledger,
    Names,
    edition_of,
    inherit,
    names_of,
    recognise,
    renew,
    settled_as,
)
from chapterhouse.model import Chapter, Episode, Segment

WORDS_A_PARAGRAPH = 40
PACE = 2.5
"""Words a second."""


def word(seed: object, bound: int = 3000) -> str:
    """A word that only the seed decides."""
    drawn = hashlib.sha256(repr(seed).encode()).digest()
    return f"w{int.from_bytes(drawn[:4], 'big') % bound}"


def paragraphs(name: str, count: int) -> list[str]:
    """Paragraphs as nobody else says them."""
    return [" ".join(word((name, i, j)) for j in range(WORDS_A_PARAGRAPH)) for i in range(count)]


def corrected(texts: Sequence[str], one_in: int = 20) -> list[str]:
    """The same with one word in so many replaced."""
    return [
        " ".join(
            f"x{at}" if int(word((i, at, each), one_in)[1:]) == 0 else each
            for at, each in enumerate(text.split())
        )
        for i, text in enumerate(texts)
    ]


def segments(texts: Iterable[str], offset: float = 0.0, *, timed: bool = True) -> list[Segment]:
    """The paragraphs one after the other, beginning at `offset` seconds."""
    made, at = [], offset
    for line, text in enumerate(texts, 1):
        made.append(Segment(text, line, at if timed else None))
        at += len(text.split()) / PACE
    return made


def episode(
    said: Sequence[Segment],
    titles: Mapping[int, str],
    source: str = "seeds/a.txt",
    slug: str = "a",
    title: str = "A",
) -> Episode:
    """An episode with chapters that begin at these segments; one of them is the first."""
    starts = sorted(titles)
    anchors = chapter_anchors((titles[at], said[at].start) for at in starts)
    ends = [*starts[1:], len(said)]
    chapters = tuple(
        Chapter(titles[at], anchor, said[at].start, tuple(said[at:end]), generated=False)
        for at, end, anchor in zip(starts, ends, anchors, strict=True)
    )
    return Episode(source, "edited", slug, title, chapters)


@dataclass(frozen=True, slots=True)
class Published:
    """A site after a build."""

    ledgers: tuple[Ledger, ...]
    inheritance: Inheritance
    names: Mapping[str, Names]
    """By source."""

    def words_at(self, anchor: str, of: Episode) -> str:
        """The text of the segment that an anchor leads to."""
        names = self.names[of.source]
        if anchor in names.moments:
            return of.segments[names.moments.index(anchor)].text
        if anchor in names.chapters:
            return of.chapters[names.chapters.index(anchor)].segments[0].text
        (at,) = [at for at, found in names.aliases.items() if anchor in found]
        return of.segments[at].text


def publish(episodes: Sequence[Episode], ledgers: Sequence[Ledger] = ()) -> Published:
    """What a build does with the ledgers, and what it leaves."""
    editions = {each.source: edition_of(each) for each in episodes}
    found = recognise(ledgers, list(editions.values()))
    inheritance = inherit(ledgers, found, editions.values())
    names, settled = {}, []
    for each in episodes:
        old = inheritance.places.get(each.source, {})
        names[each.source] = names_of(each, old)
        settled.append(settled_as(editions[each.source], each, names[each.source], old))
    return Published(renew(ledgers, inheritance, settled), inheritance, names)


def renamed(of: Episode, name: str) -> Episode:
    """The same under another title, address and file name, all chapters retitled."""
    chapters = tuple(
        replace(each, title=f"{name} {i}", anchor=f"{name}-{i}")
        for i, each in enumerate(of.chapters)
    )
    source = f"seeds/{name}.txt"
    return replace(of, source=source, slug=name, title=name, chapters=chapters)
