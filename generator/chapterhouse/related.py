"""Also discussed in: the chapters of other episodes that are most like a chapter.

Chapters are compared by their terms (`terms.chapters`): weighed by how often they are said and
in how few episodes, and scaled to one length, but for chapters with little to say, which are
scaled as if they had as much as most. Of what two chapters share, the strongest term counts
half: one rare word in common, however rare, is chance more often than a subject. Words of most
episodes weigh nearly nothing, so that introductions and goodbyes are not alike, and
`fixtures` tells those that are; what is not alike enough is not shown at all.

Cost: comparing all with all would be quadratic. Every term keeps a list of its champions, the
chapters in which it weighs most; a chapter is compared with the champions of its strongest
terms, and the best of those are then scored exactly.

Who changes one episode (a preview) makes a new index, which is the cheaper half, and asks for
the one episode that is looked at: `nearest` of an episode depends on the index alone, so that
its answer is the same as in a whole build. Batches of episodes can be asked for in other
processes just so.

Sources: tf-idf weights, cosine scores, champion lists, impact-ordered postings: C. D. Manning,
P. Raghavan, H. Schütze, Introduction to Information Retrieval (2008), 6.2 to 6.4 and 7.1. Length:
A. Singhal, C. Buckley, M. Mitra, Pivoted Document Length Normalization, SIGIR 1996; here short
chapters are scaled by the pivot and long ones by their own length. docs/related.md compares
what was tried.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from .fixtures import find_fixtures
from .model import Place, Summary, Terms

SHOWN = 3
"""Related chapters at most."""

ALIKE = 0.16
"""What two chapters must score at least; 1 is the most."""

_KEPT = 40
"""Terms of a chapter that count."""
_LISTED = 16
"""Terms of a chapter, the strongest, that may have it as a champion."""
_PROBED = 12
"""Terms of a chapter, the strongest, whose champions it is compared with."""
_CHAMPIONS = 64
"""Chapters in a term's list."""
_SCORED = 12
"""Candidates that are scored exactly."""

_UNIT = 255
"""A weight of 1: weights are whole numbers, so that sums are the same in any order, and a byte
each."""


@dataclass(frozen=True, slots=True)
class Vector:
    """A chapter's terms by falling weight."""

    terms: tuple[int, ...]
    weights: bytes


_Champions = tuple[tuple[int, ...], bytes]
"""The numbers of chapters by falling weight of a term, and the weights."""


@dataclass(frozen=True, slots=True)
class Index:
    """All chapters of a site, ready to be asked which are alike. A chapter's number is its
    place in the site's order."""

    places: tuple[Place, ...]
    vectors: tuple[Vector, ...]
    champions: tuple[_Champions, ...]
    """By the term's number."""
    bounds: Mapping[str, tuple[int, int]]
    """Slug of an episode -> the number of its first chapter, and that after its last."""


def related(episodes: Sequence[Summary]) -> dict[Place, tuple[Place, ...]]:
    """The chapters most like each chapter, the most alike first, no two of one episode and
    none of its own. Chapters that have none are left out."""
    index = make_index(episodes)
    found: dict[Place, tuple[Place, ...]] = {}
    for episode in episodes:
        found |= nearest(index, episode.slug)
    return found


def make_index(episodes: Sequence[Summary]) -> Index:
    """The index of a site's episodes, whose slugs are all different. It does not depend on
    their order, except that of two chapters equally alike the first wins."""
    worth = _worth(episodes)
    places = tuple((each.slug, chapter.anchor) for each in episodes for chapter in each.chapters)
    chapters = [chapter for episode in episodes for chapter in episode.chapters]
    fixtures = find_fixtures(episodes)
    weighed = [
        [] if place in fixtures else _weigh(chapter.terms, worth)
        for place, chapter in zip(places, chapters, strict=True)
    ]
    lengths = [math.sqrt(sum([weight * weight for weight, _ in each])) for each in weighed]
    pivot = math.fsum(lengths) / max(1, len(lengths))
    vectors = tuple(
        _scale(each, max(length, pivot)) for each, length in zip(weighed, lengths, strict=True)
    )
    return Index(
        places=places,
        vectors=vectors,
        champions=_champions(vectors, len(worth)),
        bounds=_bounds(episodes),
    )


def nearest(index: Index, slug: str) -> dict[Place, tuple[Place, ...]]:
    """What `related` says of the chapters of one episode."""
    first, end = index.bounds[slug]
    found = {}
    for number in range(first, end):
        vector = index.vectors[number]
        candidates = _candidates(index, vector, range(first, end))
        if alike := take_best(index, vector, candidates):
            found[index.places[number]] = tuple(index.places[other] for other in alike)
    return found


# --- the index --------------------------------------------------------------------------


_Worth = Mapping[str, tuple[float, int]]
"""Term -> what it is worth on a site, and its number."""


def _worth(episodes: Sequence[Summary]) -> _Worth:
    """The worth of a term is the root of its inverse document frequency, since it enters a
    score from both sides. It counts episodes: that all chapters of one speak of a subject
    makes it no less telling. A term of one episode leads nowhere."""
    spread: Counter[str] = Counter()
    for episode in episodes:
        texts = [chapter.terms.text for chapter in episode.chapters]
        spread.update(set("\n".join(texts).split("\n")))
    shared = sorted(term for term, count in spread.items() if 1 < count < len(episodes))
    return {
        term: (math.sqrt(math.log(len(episodes) / spread[term])), number)
        for number, term in enumerate(shared)
    }


def _weigh(terms: Terms, worth: _Worth) -> list[tuple[float, int]]:
    """(weight, number) of a chapter's terms, the strongest first."""
    known = map(worth.get, terms.text.split("\n"))
    weighed = [
        (weight * term[0], term[1])
        for weight, term in zip(terms.weights, known, strict=False)
        if term is not None
    ]
    weighed.sort(reverse=True)
    return weighed[:_KEPT]


def _scale(weighed: Sequence[tuple[float, int]], length: float) -> Vector:
    scale = _UNIT / length if length else 0.0
    weights = [int(weight * scale + 0.5) for weight, _ in weighed]
    return Vector(tuple([number for _, number in weighed]), bytes(weights))


def _champions(vectors: Iterable[Vector], terms: int) -> tuple[_Champions, ...]:
    """A whole number stands for a chapter and its weight, so that sorting is quick."""
    lists: list[list[int]] = [[] for _ in range(terms)]
    for number, vector in enumerate(vectors):
        for term, weight in zip(vector.terms[:_LISTED], vector.weights, strict=False):
            lists[term].append((_UNIT - weight) << _NUMBER | number)
    return tuple(map(_unpacked, map(sorted, lists)))


_NUMBER = 32
"""Bits of a chapter's number."""


def _unpacked(entries: Sequence[int]) -> _Champions:
    best = entries[:_CHAMPIONS]
    numbers = tuple([entry & (1 << _NUMBER) - 1 for entry in best])
    return numbers, bytes([_UNIT - (entry >> _NUMBER) for entry in best])


def _bounds(episodes: Iterable[Summary]) -> dict[str, tuple[int, int]]:
    bounds, first = {}, 0
    for episode in episodes:
        bounds[episode.slug] = first, first + len(episode.chapters)
        first += len(episode.chapters)
    return bounds


# --- asking it --------------------------------------------------------------------------


def take_best(index: Index, vector: Vector, candidates: Iterable[int]) -> list[int]:
    """The numbers of those candidates that are most like a chapter, if they are alike enough."""
    weights = dict(zip(vector.terms, vector.weights, strict=True))
    scored = ((-_score(weights, index.vectors[number]), number) for number in candidates)
    enough = sorted(each for each in scored if -each[0] >= ALIKE * _UNIT * _UNIT)
    return list(islice(_one_of_each_episode(index, (number for _, number in enough)), SHOWN))


def _candidates(index: Index, vector: Vector, own: range) -> list[int]:
    """The chapters that share most with it, as far as its strongest terms and their champions
    tell."""
    shares: dict[int, int] = {}
    share = shares.get
    for term, weight in zip(vector.terms[:_PROBED], vector.weights, strict=False):
        for number, other in zip(*index.champions[term], strict=True):
            shares[number] = share(number, 0) + weight * other
    hopeful = [
        (-shared, number)
        for number, shared in shares.items()
        if shared >= _HOPEFUL and number not in own
    ]
    hopeful.sort()
    return [number for _, number in hopeful[:_SCORED]]


_HOPEFUL = 0.75 * ALIKE * _UNIT * _UNIT
"""What a candidate must share with it as far as that is told, to be scored."""


def _score(weights: Mapping[int, int], other: Vector) -> float:
    """The product of two vectors, the strongest part of it halved."""
    shared = zip(map(weights.get, other.terms), other.weights, strict=True)
    parts = [weight * theirs for weight, theirs in shared if weight is not None]
    return sum(parts) - max(parts, default=0) / 2


def _one_of_each_episode(index: Index, numbers: Iterable[int]) -> Iterator[int]:
    seen: set[str] = set()
    for number in numbers:
        slug = index.places[number][0]
        if slug not in seen:
            seen.add(slug)
            yield number
