"""Also discussed in: the chapters of other episodes that are most like a chapter.

Chapters are compared by their terms (`terms.chapters`): weighed by how often they are said and
in how few episodes, and scaled to one length, but for chapters with little to say, which are
scaled as if they had as much as most. Of what two chapters share, the strongest term counts
half: one rare word in common, however rare, is chance more often than a subject. Words of most
episodes weigh nearly nothing, so that introductions and goodbyes are not alike; what is not
alike enough is not shown at all.

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

from .model import Place, Summary, Terms

SHOWN = 3
"""Related chapters at most."""

ALIKE = 0.13
"""What two chapters must score at least; 1 is the most."""

_KEPT = 40
"""Terms of a chapter that count."""
_PROBED = 16
"""Terms of a chapter, the strongest, whose champions it is compared with."""
_CHAMPIONS = 64
"""Chapters in a term's list."""
_SCORED = 12
"""Candidates that are scored exactly."""

_UNIT = 255
"""A weight of 1: weights are whole numbers, so that sums are the same in any order, and a byte
each."""


@dataclass(frozen=True, slots=True)
class _Vector:
    """A chapter's terms by falling weight."""

    terms: tuple[int, ...]
    weights: bytes


@dataclass(frozen=True, slots=True)
class Index:
    """All chapters of a site, ready to be asked which are alike. A chapter's number is its
    place in the site's order."""

    places: tuple[Place, ...]
    vectors: tuple[_Vector, ...]
    champions: Mapping[int, tuple[tuple[int, ...], bytes]]
    """Term -> the numbers of chapters, by falling weight, and the weights."""
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
    weigher = _weigh_terms(episodes)
    raw = [weigher.weigh(chapter.terms) for episode in episodes for chapter in episode.chapters]
    lengths = [math.sqrt(sum(weight * weight for _, weight in each)) for each in raw]
    vectors = tuple(map(_scale, raw, lengths, [_pivot(lengths)] * len(raw)))
    return Index(
        places=tuple((e.slug, chapter.anchor) for e in episodes for chapter in e.chapters),
        vectors=vectors,
        champions=_champions(vectors),
        bounds=_bounds(episodes),
    )


def nearest(index: Index, slug: str) -> dict[Place, tuple[Place, ...]]:
    """What `related` says of the chapters of one episode."""
    first, end = index.bounds[slug]
    found = {}
    for number in range(first, end):
        if alike := _alike(index, index.vectors[number], range(first, end)):
            found[index.places[number]] = tuple(index.places[other] for other in alike)
    return found


# --- the index --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Weigher:
    """What terms are worth on a site."""

    numbers: Mapping[str, int]
    worth: Sequence[float]
    """By the term's number."""

    def weigh(self, terms: Terms) -> list[tuple[int, float]]:
        """The terms of a chapter that tell something, the strongest first."""
        numbered = (self.numbers.get(term) for term in terms.text.split("\n"))
        weighed = [
            (number, weight * self.worth[number])
            for number, weight in zip(numbered, terms.weights, strict=False)
            if number is not None
        ]
        weighed.sort(key=lambda term: (-term[1], term[0]))
        return weighed[:_KEPT]


def _weigh_terms(episodes: Sequence[Summary]) -> _Weigher:
    """The worth of a term is the root of its inverse document frequency, since it enters a
    score from both sides. It counts episodes: that all chapters of one speak of a subject
    makes it no less telling. A term of one episode leads nowhere."""
    spread: Counter[str] = Counter()
    for episode in episodes:
        spread.update(
            {term for chapter in episode.chapters for term in chapter.terms.text.split("\n")}
        )
    shared = sorted(term for term, count in spread.items() if 1 < count < len(episodes))
    return _Weigher(
        {term: number for number, term in enumerate(shared)},
        [math.sqrt(math.log(len(episodes) / spread[term])) for term in shared],
    )


def _pivot(lengths: Sequence[float]) -> float:
    """The mean length."""
    return math.fsum(lengths) / len(lengths) if lengths else 0.0


def _scale(weighed: Sequence[tuple[int, float]], length: float, pivot: float) -> _Vector:
    scale = _UNIT / max(length, pivot) if weighed else 0.0
    whole = ((number, round(weight * scale)) for number, weight in weighed)
    kept = [(number, weight) for number, weight in whole if weight]
    return _Vector(tuple(number for number, _ in kept), bytes(weight for _, weight in kept))


def _champions(vectors: Iterable[_Vector]) -> dict[int, tuple[tuple[int, ...], bytes]]:
    lists: dict[int, list[tuple[int, int]]] = {}
    for number, vector in enumerate(vectors):
        for term, weight in zip(vector.terms, vector.weights, strict=True):
            lists.setdefault(term, []).append((-weight, number))
    made = {}
    for term, entries in lists.items():
        best = sorted(entries)[:_CHAMPIONS]
        made[term] = tuple(number for _, number in best), bytes(-weight for weight, _ in best)
    return made


def _bounds(episodes: Iterable[Summary]) -> dict[str, tuple[int, int]]:
    bounds, first = {}, 0
    for episode in episodes:
        bounds[episode.slug] = first, first + len(episode.chapters)
        first += len(episode.chapters)
    return bounds


# --- asking it --------------------------------------------------------------------------


def _alike(index: Index, vector: _Vector, own: range) -> list[int]:
    """The numbers of the chapters most like one, whose episode has the numbers `own`."""
    weights = dict(zip(vector.terms, vector.weights, strict=True))
    scored = (
        (-_score(weights, index.vectors[number]), number)
        for number in _candidates(index, vector, own)
    )
    enough = sorted(each for each in scored if -each[0] >= ALIKE * _UNIT * _UNIT)
    return list(islice(_one_of_each_episode(index, (number for _, number in enough)), SHOWN))


def _candidates(index: Index, vector: _Vector, own: range) -> list[int]:
    """The chapters that share most with it, as far as its strongest terms and their champions
    tell."""
    shares: dict[int, int] = {}
    strongest = zip(vector.terms[:_PROBED], vector.weights, strict=False)
    for term, weight in strongest:
        numbers, theirs = index.champions[term]
        for number, other in zip(numbers, theirs, strict=True):
            shares[number] = shares.get(number, 0) + weight * other
    least = ALIKE * _UNIT * _UNIT / 2
    hopeful = [
        (-share, number)
        for number, share in shares.items()
        if share >= least and number not in own
    ]
    return [number for _, number in sorted(hopeful)[:_SCORED]]


def _score(weights: Mapping[int, int], other: _Vector) -> float:
    """The product of two vectors, the strongest part of it halved."""
    parts = [
        weights[term] * weight
        for term, weight in zip(other.terms, other.weights, strict=True)
        if term in weights
    ]
    return sum(parts) - max(parts, default=0) / 2


def _one_of_each_episode(index: Index, numbers: Iterable[int]) -> Iterator[int]:
    seen: set[str] = set()
    for number in numbers:
        slug = index.places[number][0]
        if slug not in seen:
            seen.add(slug)
            yield number
