"""The few terms that say what each chapter of an episode is about.

Picked from the episode alone, so that it is done per episode, in any process; how telling a
term is among all episodes is weighed later, by whoever compares chapters. What is picked here:

- words, by how often they are said in the chapter and in how few chapters of the episode: what
  is said all over the episode names none of its chapters. This works in any language;
- pairs of neighbouring words ("data contract") that come back in the episode or stand in the
  title: they are far more telling than each of their words.

The names of those who speak are left out: that two guests are called Anna tells nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ..model import Chapter, Episode, Terms
from .words import words

WORDS, PAIRS = 48, 24
"""At most so many of a chapter."""

TITLE = 3.0
"""What standing in a title that a person wrote adds to a weight: as much as being said twenty
times instead of once. A title made from the words of the chapter adds nothing to them."""

STEP = 0.05
"""Weights are kept in these steps, a byte each."""

TermMaker = Callable[[str], str | None]


def chapter_terms(episode: Episode, term: TermMaker) -> tuple[Terms, ...]:
    """The terms of each chapter, in order. `term` is `stemming.term_maker`'s, for the
    episode's language."""
    names = _names(episode)

    @cache
    def terms(raw: str) -> list[str | None]:
        return [None if word in names or word.isdecimal() else term(word) for word in words(raw)]

    def tokens(text: str) -> list[str | None]:
        return [found for raw in text.split() for found in terms(raw)]

    counted = [_count(chapter, tokens) for chapter in episode.chapters]
    spread = Counter(word for each in counted for word in each.words)
    said: Counter[str] = Counter()
    for each in counted:
        said.update(each.pairs)
    return tuple(_pick(each, spread, said, len(counted)) for each in counted)


@dataclass(frozen=True, slots=True)
class _Counted:
    """How often each term is said in a chapter; those of its title are there at least as 0."""

    words: Counter[str]
    pairs: Counter[str]
    title: frozenset[str]

    def weight(self, term: str, count: int) -> float:
        """Grows with the logarithm of how often it is said ("sublinear tf": C. D. Manning et
        al., Introduction to Information Retrieval, 2008, 6.4.1)."""
        return (1 + math.log(count) if count else 0.0) + TITLE * (term in self.title)


def _names(episode: Episode) -> frozenset[str]:
    people = {*episode.hosts, *episode.guests, *episode.voices.values()}
    labels = {segment.speaker for segment in episode.segments if segment.speaker is not None}
    return frozenset(word for name in people | labels for word in words(name))


def _count(chapter: Chapter, tokens: Callable[[str], Sequence[str | None]]) -> _Counted:
    found = [tokens(segment.text) for segment in chapter.segments]
    said = Counter(term for each in found for term in each if term)
    pairs = Counter(pair for each in found for pair in _pairs(each))
    titled = () if chapter.generated else tokens(chapter.title)
    title = frozenset([*filter(None, titled), *_pairs(titled)])
    for term in title:
        (pairs if " " in term else said)[term] += 0
    return _Counted(said, pairs, title)


def _pairs(tokens: Iterable[str | None]) -> list[str]:
    return [f"{one} {other}" for one, other in pairwise(tokens) if one and other]


def _pick(counted: _Counted, spread: Counter[str], said: Counter[str], chapters: int) -> Terms:
    """`spread`: in how many chapters each word is said; `said`: how often each pair is."""

    worth = {
        word: counted.weight(word, count) * math.log1p(chapters / spread[word])
        for word, count in counted.words.items()
    }
    pairs = {
        pair: counted.weight(pair, count)
        for pair, count in counted.pairs.items()
        if said[pair] > 1 or pair in counted.title
    }
    weights = {word: counted.weight(word, counted.words[word]) for word in _best(worth, WORDS)}
    weights |= {pair: pairs[pair] for pair in _best(pairs, PAIRS)}
    steps = (min(255, round(weight / STEP)) for weight in weights.values())
    return Terms("\n".join(weights), bytes(steps))


def _best(weights: dict[str, float], most: int) -> list[str]:
    return sorted(weights, key=lambda term: (-weights[term], term))[:most]
